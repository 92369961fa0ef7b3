"""Two no-worries, three guarantees (两不愁三保障): one word for each household and criterion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.model.gap import Finding
from checker.model.judged import Judged
from checker.model.policy import Criterion
from checker.model.verdict import Verdict
from checker.sift.tally import Counts, in_words

Matrix = dict[str, dict[str, str]]  # household → criterion → word


def matrix(
    criteria: Iterable[Criterion], judged: Judged, waived: Iterable[Finding]
) -> tuple[Matrix, frozenset[tuple[str, str]]]:
    """The matrix, and which (household, criterion) are met with a waiver's help."""
    not_run = {rule.rule for rule in judged.not_run}
    by_household: dict[str, list[Finding]] = {}
    for finding in waived:
        by_household.setdefault(finding.subject.household or "", []).append(finding)
    words: Matrix = {household.key: {} for household in judged.households}
    marked: set[tuple[str, str]] = set()
    for criterion in criteria:
        counts = judged.groups.get(f"criterion:{criterion.id}", {})
        rules, missing = set(criterion.rules), not not_run.isdisjoint(criterion.rules)
        for household in words:
            own = [f for f in by_household.get(household, ()) if f.rule.id in rules]
            word = _word(counts.get(household, {}), own, missing=missing)
            words[household][criterion.id] = word
            if own and word == Verdict.MET.word:
                marked.add((household, criterion.id))
    return words, frozenset(marked)


def _word(counts: Counts, waived: list[Finding], *, missing: bool) -> str:
    """language.md, section 4: gap, else unknown or not run, else met or waived, else nothing."""
    tally: Mapping[str, int] = in_words(counts, waived)
    if tally["gap"]:
        return Verdict.GAP.word
    if tally["unknown"] or missing:
        return Verdict.UNKNOWN.word
    if tally["met"] or waived:
        return Verdict.MET.word
    return Verdict.NOT_APPLICABLE.word
