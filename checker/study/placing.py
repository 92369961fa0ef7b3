"""Rows placed as lists place them: villages by their short names, as a household says itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from checker.model.catalog import Catalog
from checker.model.gap import Subject
from checker.sift.asking import VILLAGE, titles
from checker.sift.villages import short_names

Shown = Mapping[str, Mapping[str, str]]  # household → title → value


def placing(
    subjects: Iterable[Subject], shown: Shown, catalog: Catalog
) -> Callable[[Subject], Subject]:
    """How each of the subjects is placed."""
    names = short_names({one.village for one in subjects if one.village is not None})
    written = titles(catalog, VILLAGE)

    def placed(subject: Subject) -> Subject:
        if subject.village is not None:
            return replace(subject, village=names[subject.village])
        told = shown.get(subject.household or "", {})
        village = next((told[title] for title in written if told.get(title)), None)
        return replace(subject, village=village)

    return placed
