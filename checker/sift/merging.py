"""Findings that are one to the reader: a rule's `once_per` gives one listed finding per key.

Verdicts stay per row; only what is listed is merged. Findings of unknown keys stay alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.model.gap import Finding, Gap, gap_id
from checker.model.verdict import Verdict
from checker.sift.waiving import Waivers


def merged(
    findings: Iterable[Finding], waivers: Waivers, criteria: Mapping[str, str]
) -> list[Gap]:
    """The gaps to list, in no particular order; `criteria`: rule id → criterion id."""
    alone: list[list[Finding]] = []
    together: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
    for finding in findings:
        if finding.once_per is None:
            alone.append([finding])
        else:
            together.setdefault((finding.rule.id, finding.once_per), []).append(finding)
    return [_gap(same, waivers, criteria) for same in (*alone, *together.values())]


def _gap(same: list[Finding], waivers: Waivers, criteria: Mapping[str, str]) -> Gap:
    """One gap of findings with the same key: an open one, the worst verdict, the least row."""
    listed = min(
        same,
        key=lambda finding: (
            waivers.covering(finding) is not None,
            finding.verdict is not Verdict.GAP,
            finding.subject.key,
        ),
    )
    subject, rule = listed.subject, listed.rule.id
    return Gap(
        id=gap_id(rule, subject.household, subject.key),
        finding=listed,
        waiver=waivers.covering(listed),
        rows=tuple(sorted(f.subject.key for f in same)) if listed.once_per is not None else None,
        criterion=criteria.get(rule),
        sieves=(),
    )
