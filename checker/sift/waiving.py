"""Waivers (豁免): which of them covers a finding. Every command matches them here.

A waived finding is still evaluated and listed; it is only not counted open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from checker.frozen import frozen
from checker.model.gap import Finding, Subject
from checker.model.policy import Waiver


@frozen
class Waivers:
    """The waivers in force on a day, by rule and household."""

    in_force: Mapping[tuple[str, str], tuple[Waiver, ...]]
    as_of: date

    def covering(self, finding: Finding) -> Waiver | None:
        """The waiver that covers the finding; of several, the one that ends last."""
        return self.over(finding.rule.id, finding.subject)

    def over(self, rule: str, subject: Subject) -> Waiver | None:
        """The waiver that covers what the rule may find of a row."""
        known = self.in_force.get((rule, subject.household or ""), ())
        fitting = [waiver for waiver in known if waiver.row in (None, subject.key)]
        return max(fitting, key=lambda waiver: waiver.end, default=None)


def waivers_on(as_of: date, waivers: Iterable[Waiver]) -> Waivers:
    """The waivers that are in force on the day, both their days included."""
    in_force: dict[tuple[str, str], tuple[Waiver, ...]] = {}
    for waiver in waivers:
        if waiver.holds(as_of):
            place = (waiver.rule, waiver.household)
            in_force[place] = (*in_force.get(place, ()), waiver)
    return Waivers(in_force, as_of)


def to_look_at(
    as_of: date, waivers: Iterable[Waiver], findings: Iterable[Finding]
) -> dict[str, tuple[Waiver, ...]]:
    """Waivers that somebody should look at: expiring, expired, unmatched."""
    known = tuple(waivers)
    rows = {(f.rule.id, f.subject.household or "", f.subject.key) for f in findings}
    households = {(rule, household) for rule, household, _ in rows}
    in_force = [waiver for waiver in known if waiver.holds(as_of)]
    return {
        "expiring": tuple(w for w in in_force if w.ends_soon(as_of)),
        "expired": tuple(w for w in known if w.end < as_of),
        "unmatched": tuple(
            w
            for w in in_force
            if (w.rule, w.household) not in households
            or (w.row is not None and (w.rule, w.household, w.row) not in rows)
        ),
    }
