"""Villages ranked by what is open in them, the most first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checker.model.gap import Gap, Outcome
from checker.model.verdict import Verdict


class Village(NamedTuple):
    """What is open in one village; waived gaps are not counted."""

    name: str | None
    gaps: int
    unknowns: int
    households: int


def worst_villages(outcome: Outcome) -> list[Village]:
    """Every village with something open: most gaps first, then most unknowns, then by name."""
    grouped: dict[str | None, list[Gap]] = {}
    for gap in outcome.gaps:
        if gap.waiver is None:
            grouped.setdefault(gap.finding.subject.village, []).append(gap)
    villages = [_village(name, gaps) for name, gaps in grouped.items()]
    return sorted(villages, key=lambda v: (-v.gaps, -v.unknowns, v.name or ""))


def _village(name: str | None, gaps: Iterable[Gap]) -> Village:
    findings = [gap.finding for gap in gaps]
    found = sum(finding.verdict is Verdict.GAP for finding in findings)
    households = {finding.subject.household for finding in findings} - {None}
    return Village(name, found, len(findings) - found, len(households))
