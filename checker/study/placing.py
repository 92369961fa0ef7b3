"""Rows placed as lists place them: villages by their short names, as a household says itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.model.catalog import Catalog
from checker.model.difference import Turn
from checker.model.gap import Subject
from checker.sift.asking import VILLAGE, titles
from checker.sift.villages import short_names

Shown = Mapping[str, Mapping[str, str]]  # household → title → value


def placed(turns: Sequence[Turn], shown: Shown, catalog: Catalog) -> list[Turn]:
    """The turns with their villages; where a household has no parent, as its own row says."""
    names = short_names({t.subject.village for t in turns if t.subject.village is not None})
    written = titles(catalog, VILLAGE)

    def village(subject: Subject) -> str | None:
        if subject.village is not None:
            return names[subject.village]
        told = shown.get(subject.household or "", {})
        return next((told[title] for title in written if told.get(title)), None)

    def one(turn: Turn) -> Turn:
        subject = replace(turn.subject, village=village(turn.subject))
        found = turn.found and replace(turn.found, subject=subject)
        return replace(turn, subject=subject, found=found)

    return [one(turn) for turn in turns]
