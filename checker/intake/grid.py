"""What the readers of files hand on: sheets of raw cells, and pieces of tables.

A `Grid` is not yet understood: nobody has said which row is the header or what the cells mean.
A `Piece` is: one table's rows from one place, read by the grammar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain

from checker.frozen import frozen
from checker.model.catalog import Entity
from checker.model.dataset import Column

Cells = Sequence[object]  # one row as a reader gives it
Area = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0

DAYS_1904 = 1462  # from the first day of a Macintosh workbook to that of others


@frozen
class Grid:
    """A sheet, a delimited file, a frame: rows of raw cells."""

    file: str  # as readers see it: 成员.xlsx
    rows: Sequence[Cells]  # all, or as many of the first as a header is sought in, and more
    numbers: Sequence[int]  # for each row, the number people see
    form: str  # sheet | lines
    sheet: str = ""
    how: str = ""  # encoding and separator, for the note of what was read
    merged: Sequence[Area] = ()
    ragged: bool = False  # a row longer than the header is out of joint (delimited files)
    shift: int = 0  # days to add to serial numbers of days
    further: Iterable[Sequence[Cells]] = ()  # the rows behind, some at a time; given but once

    def whole(self) -> Grid:
        """With all its rows at hand."""
        rows = [*chain(self.rows, *self.further)]
        return replace(self, rows=rows, numbers=self.numbers[: len(rows)], further=())

    @property
    def place(self) -> str:
        """The file and the sheet."""
        return f"{self.file} › {self.sheet}" if self.sheet else self.file

    def column_name(self, index: int, header: str) -> str:
        """A column as people name it: its letter in a sheet, else its header."""
        return letters(index) if self.form == "sheet" else " ".join(header.split())


@frozen
class Piece:
    """Rows of one table from one place."""

    entity: Entity
    length: int
    columns: Mapping[str, Column]  # by field
    file: str
    sheet: str  # of a tree: the rows' path, /成员/{}
    numbers: Sequence[int]
    places: Mapping[str, str]  # field → the column as people name it
    form: str  # sheet | lines | tree
    whole: bool = False  # told to have no rows: all its columns are given
    how: str = ""  # as `Origin.how`
    headers: Mapping[str, str] = field(default_factory=dict)  # as `Origin.headers`
    printed: Mapping[str, Column] = field(default_factory=dict)  # as `Table.printed`
    repeated: bool = False  # a parent's columns on its children's rows: a flat export


def letters(index: int) -> str:
    """A column's letters in a spreadsheet: 0 A, 25 Z, 26 AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def empty(cell: object) -> bool:
    """Does nothing stand in a raw cell?"""
    return cell is None or (isinstance(cell, str) and not cell.strip())
