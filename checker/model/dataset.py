"""Household files as they were understood: typed tables, and where each cell came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import NamedTuple

from checker.fault import Fault
from checker.frozen import frozen
from checker.model.function import EARLIER
from checker.model.kind import State, Value
from checker.model.resolved import TableName


def period_word(name: TableName) -> str:
    """上期 or 上上期, where a place begins with it: files of all periods bear the same names."""
    return next((word for word, period in EARLIER.items() if period == name.period), "")


class Odd(NamedTuple):
    """A cell that is not simply a value or empty: what stood there and why it is not read."""

    state: State  # UNREADABLE, or KNOWN for a value read after a normalisation
    raw: str  # as it stood; never printed unmasked for sensitive fields
    reason: (
        str  # not-a-date | not-a-number | unknown-code | error-cell | digits-lost | masked | ...
    )


@frozen
class Column:
    """One field of one table, a value a row; None is unknown: blank, or as `odd` says.

    A CHOICES value may be a tuple of what could be read *and* odd (UNREADABLE): it is incomplete.
    """

    values: Sequence[Value | None]
    odd: Mapping[int, Odd] = field(default_factory=dict)  # by row index

    def state(self, row: int) -> State:
        """Is the cell known, blank or unreadable?"""
        if row in self.odd:
            return self.odd[row].state
        return State.BLANK if self.values[row] is None else State.KNOWN


class Origin(NamedTuple):
    """Where a stretch of a table's rows was read: one sheet of one file."""

    first: int  # the index of its first row in the table
    file: str  # 成员.xlsx
    sheet: str  # "" where the file has none; for a tree the row's path: /成员/{}
    numbers: Sequence[int]  # for each row, the number people see: Excel's, the line, the index
    columns: Mapping[str, str]  # field → G (a sheet's letter), or its header
    form: str  # sheet | lines | tree
    how: str = ""  # 表头在第2行；编码 GB18030
    headers: Mapping[str, str] = {}  # field → its header as it is printed


class Elsewhere(NamedTuple):
    """Cells of one column that stand in rows of another table: a flat export's."""

    table: Table  # as it was read, row by row
    rows: Sequence[int | None]  # for each row of this table the row of that one


@frozen
class Table:
    """One table held in memory, by columns. The row's index is its name inside a run."""

    name: TableName
    length: int
    columns: Mapping[str, Column]  # by the field's English name; only those that a file has
    origins: tuple[Origin, ...] = ()
    made: bool = False  # made from its children's links, not given
    # Fields that the catalog computes, as the files have them: compared, never used.
    printed: Mapping[str, Column] = field(default_factory=dict)
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)  # by field

    def place(self, row: int, field_name: str | None = None) -> str:
        """Where a cell (or a row) was read: 成员.xlsx › 成员 › G5; "" for a made row."""
        apart = self.elsewhere.get(field_name) if field_name else None
        there = apart.rows[row] if apart else None
        if apart and there is not None:
            return apart.table.place(there, field_name)
        origin = next((o for o in reversed(self.origins) if o.first <= row), None)
        if origin is None:
            return ""
        number = origin.numbers[row - origin.first]
        column = origin.columns.get(field_name) if field_name else None
        parts: tuple[str, ...]
        if origin.form == "sheet":
            parts = (origin.file, origin.sheet, f"{column or ''}{number}")
        elif origin.form == "lines":
            parts = (origin.file, f"第{number}行", column or "")
        else:
            parts = (origin.file, origin.sheet.format(number) + (f"/{column}" if column else ""))
        return " › ".join(part for part in (period_word(self.name), *parts) if part)


class ParquetColumn(NamedTuple):
    """A column of Parquet files and what it is read as.

    A cell means what `meanings` says of its text (`CAST(cell AS VARCHAR)`, NULL as ""); where
    they say nothing, it is read as it lies: numbers exactly (floating ones at 15 significant
    digits), days, the days or months of time stamps and of ISO text, text as text, a code as a
    code, NULL as blank.
    """

    source: str  # the column's name in the files
    sql_type: str  # DuckDB's name of its type
    meanings: Mapping[str, tuple[Value | None, Odd | None]] = {}


@frozen
class ParquetTable:
    """One table left where it lies; engines scan it, nothing is held in memory."""

    name: TableName
    paths: tuple[str, ...]
    length: int
    columns: Mapping[str, ParquetColumn]  # by the field's English name
    unique_key: bool  # every row has a key, and no two the same

    def place(self, row: int, field_name: str | None = None) -> str:
        """Where a cell was read: 成员.parquet › 第5行 › 在校生状况."""
        read = self.columns.get(field_name) if field_name else None
        column = read.source if read else ""
        name = self.paths[0].replace("\\", "/").rsplit("/", 1)[-1]
        parts = (period_word(self.name), name, f"第{row + 1}行", column)
        return " › ".join(part for part in parts if part)


@frozen
class Note:
    """Something that intake tells: what was read how, skipped, normalised, odd."""

    code: str
    sentence: str
    place: str = ""
    count: int = 1


@frozen
class Dataset:
    """All that a run reads."""

    tables: Mapping[TableName, Table | ParquetTable]  # given ones and made ones
    register_days: Mapping[TableName, date] = field(default_factory=dict)  # as the files tell
    notes: tuple[Note, ...] = ()
    fingerprint: str = ""  # SHA-256 over sorted normalised rows
    region: tuple[str, ...] = ()  # about.yaml: 省, 市, ... for households that do not say
    faults: tuple[Fault, ...] = ()  # files, sheets, lines that could not be read; the rest was

    def given(self, name: TableName, column: str | None = None) -> bool:
        """Was the table given, and this column of it by any file?"""
        table = self.tables.get(name)
        return table is not None and (column is None or column in table.columns)
