"""What is suspicious in one rule: that it never applies, is never met, never finds a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.fault import Fault
from checker.model.resolved import ResolvedRule
from checker.study.suspicions import messages
from checker.study.suspicions.conditions import Clause, all_of, applies, gap, judged, met
from checker.study.suspicions.trial import Finding, Trial


def findings(trial: Trial) -> Iterator[Finding]:
    """Rules that are of no use; they are marked, so that nothing more is said of them."""
    for rule in trial.rules:
        fault = suspicion(trial, rule)
        if fault is not None:
            trial.accused.add(rule.id)
            yield Finding(fault, (rule.id,), judged(rule))


def suspicion(trial: Trial, rule: ResolvedRule) -> Fault | None:
    """The gravest thing to say of the rule."""
    span = rule.rule.requires.span
    if rule.applies is not None and never(trial, rule, applies(rule)):
        assert rule.rule.applies is not None
        why = least(trial, rule, applies(rule))
        return messages.never_applies(rule.rule.applies.span, rule.id, why)
    no_met, no_gap = never(trial, rule, met(rule)), never(trial, rule, gap(rule))
    if no_met and no_gap:
        return messages.never_decided(span, rule.id)
    if no_met:
        return messages.never_met(span, rule.id, least(trial, rule, met(rule)))
    if not no_gap:
        return None
    why = least(trial, rule, gap(rule))
    if any(clause.wanted for clause in why) and of_applies(rule, why):
        return messages.requires_in_applies(span, rule.id, why)
    return messages.never_gap(span, rule.id, why)


def never(trial: Trial, rule: ResolvedRule, clauses: Sequence[Clause]) -> bool:
    """Is it proved that no row meets all the clauses?"""
    return trial.never(all_of(clauses), rule)


def least(trial: Trial, rule: ResolvedRule, clauses: Sequence[Clause]) -> list[Clause]:
    """As few of the smaller clauses as no row can meet together."""
    kept = [part for clause in clauses for part in clause.parts()]
    for clause in [*kept]:
        rest = [one for one in kept if one is not clause]
        if rest and never(trial, rule, rest):
            kept = rest
    return kept


def of_applies(rule: ResolvedRule, clauses: Sequence[Clause]) -> bool:
    """Is what the rule applies to among the clauses?"""
    own = [part.node for clause in applies(rule) for part in clause.parts()]
    return any(any(clause.node is node for node in own) for clause in clauses)
