"""A CSV file as cells with their places, and changes that leave everything else as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from checker.frozen import frozen
from checker.source import Source, Span
from checker.spelling import header_key

if TYPE_CHECKING:
    from checker.yaml_tree.edits import Change

QUOTES_NEEDED = re.compile(r'[,"\n]|^\s|\s$')
CELL = re.compile(r'"((?:[^"]|"")*)"[^,\n]*|([^,\n]*)')


@frozen
class Cell:
    """A cell as it is written, and what it says."""

    start: int  # in characters from the beginning of the file
    end: int
    text: str


@frozen
class CsvTable:
    """The rows of a file, empty ones left out; the first holds the headers."""

    source: Source
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        """The whole file."""
        return self.source.text

    @property
    def headers(self) -> tuple[str, ...]:
        """What stands above the columns, as headers are compared."""
        return tuple(header_key(cell.text) for cell in self.rows[0]) if self.rows else ()

    @property
    def records(self) -> Sequence[tuple[Cell, ...]]:
        """The rows below the headers."""
        return self.rows[1:]

    def span(self, *cells: Cell) -> Span:
        """The stretch from one cell to another; of several lines the first."""
        start = cells[0].start
        line = self.text.rfind("\n", 0, start) + 1
        end = self.text.find("\n", start)
        stop = min(cells[-1].end, len(self.text) if end < 0 else end)
        number = self.text.count("\n", 0, start) + 1
        return Span(self.source, number, start - line + 1, max(stop - start, 1))


def csv_table(source: Source) -> CsvTable:
    """The cells of a text, as Python's `csv` reads them."""
    found = _rows(source.text)
    return CsvTable(source, tuple(row for row in found if any(c.text.strip() for c in row)))


def _rows(text: str) -> Iterator[tuple[Cell, ...]]:
    row: list[Cell] = []
    at = 0
    while at < len(text):
        match = CELL.match(text, at)
        assert match is not None
        quoted = match[1] is not None
        said = match[1].replace('""', '"') + text[match.end(1) + 1 : match.end()] if quoted else ""
        row.append(Cell(at, match.end(), said if quoted else match[2]))
        at = match.end()
        if text[at : at + 1] == ",":
            at += 1
            if at < len(text):
                continue
            row.append(Cell(at, at, ""))
        at += 1
        yield tuple(row)
        row = []


def written(text: str) -> str:
    """A text as a cell."""
    return '"' + text.replace('"', '""') + '"' if QUOTES_NEEDED.search(text) else text


def changed_csv(table: CsvTable, changes: Iterable[Change]) -> str:
    """The text after changes: of a cell (row from 0, column from 0), of a row, of rows added."""
    stretches = [_stretch(table, change) for change in changes]
    text = table.text
    ordered = sorted(enumerate(stretches), key=lambda one: (one[1][0], one[0]), reverse=True)
    for _, (start, end, instead) in ordered:
        text = text[:start] + instead + text[end:]
    return text


def _stretch(table: CsvTable, change: Change) -> tuple[int, int, str]:
    index = change.path[0]
    assert isinstance(index, int)
    if len(change.path) > 1:
        return _of_cell(table, index, change)
    if change.text is None:
        start = table.records[index][0].start
        return start, _next_line(table.text, table.records[index][-1].end), ""
    above = table.records[index] if change.behind else table.rows[-1]
    stop = _next_line(table.text, above[-1].end)
    ended = table.text[:stop].endswith("\n")
    return stop, stop, f"{change.text}\n" if ended else f"\n{change.text}"


def _of_cell(table: CsvTable, index: int, change: Change) -> tuple[int, int, str]:
    column = change.path[1]
    assert isinstance(column, int)
    row = table.records[index]
    text = change.text or ""
    if column < len(row):
        return row[column].start, row[column].end, text
    return row[-1].end, row[-1].end, "," * (column + 1 - len(row)) + text


def _next_line(text: str, index: int) -> int:
    stop = text.find("\n", index)
    return len(text) if stop < 0 else stop + 1
