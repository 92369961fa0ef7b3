"""Names that lead nowhere on the day: waivers, criteria and sieves of rules that do not run."""

from __future__ import annotations

from collections.abc import Iterator

from checker.fault import Fault
from checker.lint import messages
from checker.lint.subject import Subject
from checker.model.policy import Criterion, Waiver


def faults(subject: Subject) -> Iterator[Fault]:
    """What names rules that are not in force, or chooses none."""
    asleep = {rule.id for rule in subject.resolved.dormant}
    for waiver in subject.policies.waivers:
        yield from _waiver(waiver, asleep, subject)
    if asleep and not subject.resolved.rules:
        first = subject.policies.policies[0]
        ends = [policy.validity.end for policy in subject.policies.policies]
        last = max((end for end in ends if end), default=None)
        yield messages.no_rule_in_force(first.span, subject.as_of, last)
        return
    yield from _criteria(subject.policies.criteria, asleep, subject)
    yield from _sieves(asleep, subject)


def _waiver(waiver: Waiver, asleep: set[str], subject: Subject) -> Iterator[Fault]:
    known = [rule.id for rule in subject.rules]
    off = _off(subject)
    if waiver.rule not in known:
        yield messages.waiver_without_rule(waiver, known, off=waiver.rule in off)
    elif waiver.end < subject.as_of:
        yield messages.waiver_expired(waiver, subject.as_of)
    elif waiver.rule in asleep and waiver.holds(subject.as_of):
        yield messages.rule_not_in_force(waiver.span, "豁免", [waiver.rule], subject.as_of)
    elif waiver.ends_soon(subject.as_of):
        yield messages.waiver_expiring(waiver, subject.as_of)


def _off(subject: Subject) -> set[str]:
    """The rules that an overlay has turned off."""
    return {one.rule for one in subject.policies.tailorings if one.severity is None}


def _criteria(
    criteria: tuple[Criterion, ...], asleep: set[str], subject: Subject
) -> Iterator[Fault]:
    """Criteria with rules that do not run; one line where that is so of all of them."""
    idle = [one for one in criteria if one.rules and asleep.issuperset(one.rules)]
    if idle and len(idle) == len(criteria):
        yield messages.criteria_not_in_force(idle[0].span, subject.as_of)
        return
    for one in criteria:
        sleeping = [rule for rule in one.rules if rule in asleep]
        if sleeping:
            yield messages.rule_not_in_force(one.span, one.title, sleeping, subject.as_of)


def _sieves(asleep: set[str], subject: Subject) -> Iterator[Fault]:
    asleep = asleep | _off(subject)
    chosen = {one.id: one.rules for one in subject.resolved.sieves}
    for sieve in subject.policies.sieves:
        sleeping = [rule for rule in sieve.rules.get("rule", ()) if rule in asleep]
        if not chosen[sieve.id]:
            yield messages.sieve_without_rules(sieve.span, sieve.title, subject.as_of)
        elif sleeping:
            yield messages.rule_not_in_force(sieve.span, sieve.title, sleeping, subject.as_of)
    listed = set().union(*chosen.values())
    for rule in subject.resolved.rules if chosen else ():
        if rule.id not in listed:
            yield messages.rule_in_no_sieve(subject.place(rule.rule.span, "sieves"), rule.id)
