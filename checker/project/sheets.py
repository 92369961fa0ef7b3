"""A table of a policy folder as a sheet, and the sheet as it comes back from somebody's desk.

A sheet's first column is hidden: it says which line is which, so that rows may be sorted, left
out, copied and added. What the lines are about is known to those who make them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from checker.frozen import frozen
from checker.project.forms import Column, Content, Forms, Guard

MARK = "checker"  # begins the first cell of a sheet of ours
KEPT = 12  # hex digits of a fingerprint


@frozen
class Line:
    """One line of a sheet."""

    id: str  # which it is, within its sheet: the record's number and its own in it, 3.0
    cells: Mapping[str, Content]  # by header


@frozen
class Sheet:
    """A table as it is exported."""

    name: str
    kind: str  # standards | waivers | tables | cases
    subject: str  # the policy that it is of; "" for the whole folder
    columns: tuple[Column, ...]  # without the hidden one
    lines: tuple[Line, ...]
    frozen: int = 1  # columns that stay in sight
    growing: bool = False  # columns may be added

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The columns' headers."""
        return tuple(column.header for column in self.columns)

    @cached_property
    def mark(self) -> str:
        """What stands in the first cell: what the sheet is, and what it said when it was made."""
        told = [self.headers, *([line.id, *map(shown, self._row(line))] for line in self.lines)]
        digest = hashlib.sha256(repr(told).encode()).hexdigest()
        return f"{MARK}:{self.kind}:{self.subject}:{digest[:KEPT]}"

    def write(self, forms: Forms) -> None:
        """Add it to a workbook."""
        rows = [[line.id, *self._row(line)] for line in self.lines]
        columns = [Column(self.mark, hidden=True), *self.columns]
        guard = Guard.GROWING if self.growing else Guard.HEADER
        forms.table(self.name, columns, rows, frozen=self.frozen + 1, guard=guard)

    def _row(self, line: Line) -> Sequence[Content]:
        return [line.cells.get(header) for header in self.headers]


@frozen
class Row:
    """One row that came back."""

    number: int  # as people see it
    id: str  # "" for one that was added
    cells: Mapping[str, Content]  # by header; without empty ones


@frozen
class Returned:
    """A sheet that came back."""

    place: str  # 政策.xlsx › 标准
    mark: str
    letters: Mapping[str, str]  # header → column
    rows: tuple[Row, ...]

    @property
    def kind(self) -> str:
        """What kind of sheet it says it is."""
        return self.mark.split(":")[1]

    @property
    def subject(self) -> str:
        """The policy that it says it is of."""
        return self.mark.split(":", 2)[2].rpartition(":")[0]

    def cell(self, row: Row, header: str) -> str:
        """Where a cell stands: 政策.xlsx › 标准 › D7; the row where there is no such column."""
        letter = self.letters.get(header)
        return f"{self.place} › {letter}{row.number}" if letter else self.line(row)

    def header(self, header: str) -> str:
        """Where a header stands."""
        return f"{self.place} › {self.letters[header]}1"

    def line(self, row: Row) -> str:
        """Where a row stands."""
        return f"{self.place} › 第{row.number}行"


def shown(content: Content) -> str:
    """A content as people see it: 3, 0.1, 2020-09-17; "" for an empty cell."""
    if content is None:
        return ""
    if isinstance(content, Decimal):
        return plain(content)
    return content.isoformat() if isinstance(content, date) else content


def plain(number: Decimal) -> str:
    """A number without an exponent, and without zeros that say nothing."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
