"""A part of an outcome: some sieves, villages, rules, or what is grave enough.

Only what is listed is narrowed; every tally stays over all that was looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.model.gap import Gap, GapList, Group, Outcome
from checker.model.policy import Severity
from checker.resolve.messages import not_in_force
from checker.sift.asking import VILLAGE, titles
from checker.spelling import closest


@frozen
class Selection:
    """What to list; () lists all."""

    sieves: tuple[str, ...] = ()  # ids
    villages: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()  # ids
    severity: Severity = Severity.NOTE  # and graver

    def holds(self, gap: Gap) -> bool:
        """Is the gap among what is listed?"""
        finding = gap.finding
        return (
            (not self.sieves or not set(self.sieves).isdisjoint(gap.sieves))
            and (not self.villages or finding.subject.village in self.villages)
            and (not self.rules or finding.rule.id in self.rules)
            and finding.rule.severity >= self.severity
        )


def narrowed(outcome: Outcome, selection: Selection) -> Outcome:
    """The outcome with only what is selected listed; raises FaultyInput for an unknown name."""
    if selection == Selection():
        return outcome
    faults = list(_unknown_names(outcome, selection))
    if faults:
        raise FaultyInput(faults)
    gaps = tuple(gap for gap in outcome.gaps if selection.holds(gap))
    listed = {gap.id for gap in gaps}
    lists = (s for s in outcome.sieves if not selection.sieves or s.id in selection.sieves)
    return replace(
        outcome, gaps=gaps, sieves=tuple(_narrowed_list(gap_list, listed) for gap_list in lists)
    )


def _narrowed_list(gap_list: GapList, listed: set[str]) -> GapList:
    groups = (
        Group(group.key, tuple(gap for gap in group.gaps if gap in listed))
        for group in gap_list.groups
    )
    return replace(gap_list, groups=tuple(group for group in groups if group.gaps))


def _unknown_names(outcome: Outcome, selection: Selection) -> Iterator[Fault]:
    yield from _unknown("筛", selection.sieves, [sieve.id for sieve in outcome.sieves])
    asleep = {rule for rule, _ in outcome.skipped}.intersection(selection.rules)
    yield from (not_in_force(rule, outcome.as_of) for rule in sorted(asleep))
    known = [*(rule.id for rule in outcome.rules), *(rule for rule, _ in outcome.skipped)]
    yield from _unknown("规则", selection.rules, known)
    yield from _unknown("村", selection.villages, _villages(outcome))


def _villages(outcome: Outcome) -> set[str]:
    """The villages of the households looked at, and of the gaps."""
    written = titles(outcome.policies.catalog, VILLAGE)
    shown = {told.get(title, "") for told in outcome.shown.values() for title in written}
    return (shown | {gap.finding.subject.village or "" for gap in outcome.gaps}) - {""}


def _unknown(what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    choices = sorted(known)
    for name in names:
        if name not in choices:
            near = closest(name, choices)
            hint = f"是不是“{near}”？" if near else f"可用：{'、'.join(choices[:20]) or '无'}"
            yield Fault("unknown-selection", f"没有这个{what}：“{name}”", hint=hint)
