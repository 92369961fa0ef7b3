"""Faults of files that were never written, told by the sheet and cell that they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.fault import Fault
from checker.project.plan import Bound
from checker.read.csv_table import csv_table
from checker.read.folder import WAIVER_TABLE
from checker.source import Source
from checker.yaml_tree import read_yaml
from checker.yaml_tree.edits import at, end_of

LAST = 10**9  # the number of a fault that comes from no cell


class Stretch(NamedTuple):
    """Where a cell's content would stand in a file."""

    length: int
    number: int  # in the order of the workbook
    start: int
    place: str  # 政策.xlsx › 标准 › D7


def in_cells(
    faults: Iterable[Fault], folder: Path, texts: Mapping[str, str], bounds: Iterable[Bound]
) -> list[Fault]:
    """The faults in the order of the workbook; one that comes from no cell keeps its place.

    Args:
        faults: of the folder as it would be.
        folder: where it lies.
        texts: its changed files, by path in it.
        bounds: which cell stands where in them.
    """
    places = _Places(folder, texts, bounds)
    told = [places.told(fault) for fault in faults]
    return list(dict.fromkeys(fault for _, fault in sorted(told, key=lambda one: one[0])))


class _Places:
    """Which cell stands for a place of a file as it would be."""

    def __init__(self, folder: Path, texts: Mapping[str, str], bounds: Iterable[Bound]) -> None:
        self.texts = {(folder / file).as_posix(): text for file, text in texts.items()}
        self.stretches: dict[str, list[Stretch]] = {name: [] for name in self.texts}
        for file, stretch in _stretches(texts, bounds):
            self.stretches[(folder / file).as_posix()].append(stretch)
        names = "|".join(map(re.escape, self.texts))
        self.named = re.compile(rf"({names}):([0-9]+):([0-9]+)")

    def told(self, fault: Fault) -> tuple[int, Fault]:
        """The fault by its cell, other places in its mend likewise, and the cell's number."""
        mended = replace(fault, hint=self.named.sub(self._cell, fault.hint))
        span = fault.span
        around = self._around(span.source.name, span.line, span.column) if span else None
        if around is None:
            return LAST, mended
        return around.number, replace(mended, span=None, place=around.place)

    def _cell(self, match: re.Match[str]) -> str:
        around = self._around(match[1], int(match[2]), int(match[3]))
        return around.place if around else match[0]

    def _around(self, name: str, line: int, column: int) -> Stretch | None:
        """The smallest cell or row around a place of a file."""
        if name not in self.texts:
            return None
        before = self.texts[name].split("\n")[: line - 1]
        index = sum(len(one) + 1 for one in before) + column - 1
        found = [one for one in self.stretches[name] if 0 <= index - one.start <= one.length]
        return min(found, default=None)


def _stretches(texts: Mapping[str, str], bounds: Iterable[Bound]) -> Iterator[tuple[str, Stretch]]:
    """Where the contents of cells would stand."""
    sources = {file: Source(file, text) for file, text in texts.items()}
    table = csv_table(sources.get(WAIVER_TABLE, Source(WAIVER_TABLE, "")))
    trees = {file: read_yaml(one) for file, one in sources.items() if file != WAIVER_TABLE}
    for number, bound in enumerate(bounds):
        if bound.file in trees:
            node = at(trees[bound.file], bound.path)
            ends = (node.start.index, end_of(node)) if node is not None else None
        elif bound.file in sources:
            row = table.records[int(bound.path[0])]
            cells = row[int(bound.path[1]) :][:1] if len(bound.path) > 1 else row
            ends = (cells[0].start, cells[-1].end) if cells else None
        else:
            continue
        if ends is not None:
            yield bound.file, Stretch(ends[1] - ends[0], number, ends[0], bound.place)
