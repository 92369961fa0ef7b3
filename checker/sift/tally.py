"""Verdicts counted, in the five words of outputs, over everything that was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from checker.model.gap import Finding
from checker.model.verdict import TALLY, WAIVED, Verdict

Counts = Mapping[Verdict, int]


def in_words(counts: Counts, waived: Iterable[Finding] = ()) -> dict[str, int]:
    """The counts by word; `waived` are those gaps and unknowns among them that are waived."""
    words = dict.fromkeys(TALLY, 0)
    for verdict, number in counts.items():
        words[verdict.word] += number
    for finding in waived:
        words[finding.verdict.word] -= 1
        words[WAIVED] += 1
    return words


def total(tallies: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Tallies in words, added up."""
    words = dict.fromkeys(TALLY, 0)
    for tally in tallies:
        for word, number in tally.items():
            words[word] += number
    return words


def summed(counts: Iterable[Counts]) -> Counter[Verdict]:
    """Counts added up."""
    together: Counter[Verdict] = Counter()
    for one in counts:
        together.update(one)
    return together
