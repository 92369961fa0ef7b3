"""Standards: used by nobody, resting on nothing, not confirmed, or past what was confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from checker.fault import Fault
from checker.lint import messages
from checker.lint.subject import Subject
from checker.model.policy import Standard, StandardValue


def faults(subject: Subject) -> Iterator[Fault]:
    """What is suspicious about standards: one line a standard, however many rules rest on it."""
    for file in subject.files:
        for standard in file.standards:
            yield from _bare(standard)
    resting = _resting(subject)
    for standard in {one.span: one for one, _ in resting}.values():
        rules = sorted(id_ for one, id_ in resting if one is standard)
        through = standard.confirmed_through
        if through is not None and through < subject.as_of:
            yield messages.outdated_standard(standard.span, standard.name, through, rules)
        elif any(one.basis and not one.basis.confirmed for one in _of(standard, subject)):
            yield messages.unconfirmed_standard(standard.span, standard.name, rules)


def _bare(standard: Standard) -> Iterator[Fault]:
    for value in standard.values:
        if value.basis is None:
            yield messages.value_without_basis(value.span, standard.name)


def _resting(subject: Subject) -> list[tuple[Standard, str]]:
    """Each standard that a rule of the day rests on, with the rule's id."""
    found: list[tuple[Standard, str]] = []
    for rule in subject.resolved.rules:
        known = subject.standards(rule.rule)
        found.extend((known[name], rule.id) for name in rule.standards)
    return found


def _of(standard: Standard, subject: Subject) -> list[StandardValue]:
    """The values in force on the day, one a region."""
    latest: dict[str, StandardValue] = {}
    for value in standard.values:
        if value.start <= subject.as_of:
            latest[value.region] = value
    return [*latest.values()]
