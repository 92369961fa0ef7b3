"""What intake understood of household files: table by table, column by column, cell by cell.

For the person who filled in the form: where the header was found, which column was read as what,
and each cell that says nothing to us, with its place. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.fault import Fault
from checker.frozen import frozen
from checker.model.catalog import Catalog, Entity, Field
from checker.model.dataset import Column, Dataset, Note, Odd, Origin, ParquetTable, Table
from checker.model.function import EARLIER
from checker.model.gap import Reading
from checker.model.kind import State
from checker.report.masking import Masking

PERIODS = {0: "", **{period: word for word, period in EARLIER.items()}}


@frozen
class CellSeen:
    """A cell that is not simply a value: not readable, or read as something else."""

    place: str
    title: str  # the field's
    raw: str  # as it stood, masked as asked
    reason: str  # not-a-date | tidied | ...
    unreadable: bool


@frozen
class ColumnSeen:
    """One column of one place."""

    name: str  # G, or the header of a file without letters
    header: str  # as it is printed
    title: str  # what it was read as
    filled: int | None  # cells; None where nobody has counted them
    blank: int | None
    unreadable: int | None
    normalised: int | None

    @property
    def counts(self) -> tuple[int | str, ...]:
        """How many of its cells are what, as it is shown."""
        found = (self.filled, self.blank, self.unreadable, self.normalised)
        return tuple("—" if one is None else one for one in found)


@frozen
class TableSeen:
    """Rows of one table from one place."""

    place: str
    title: str  # 成员, 上期.成员
    rows: int
    how: str
    columns: tuple[ColumnSeen, ...]
    cells: tuple[CellSeen, ...]


@frozen
class Understood:
    """All that was read, what was left out, and what could not be read at all."""

    tables: tuple[TableSeen, ...]
    notes: tuple[Note, ...]  # what was left out, made up, or is odd across rows
    faults: tuple[Fault, ...]


NOBODYS = frozenset({"no-result", "error-cell"})  # what a program wrote there
# Notes that tell what `TableSeen` holds already.
COUNTED = frozenset({"read", "normalised", "unreadable"})


def understood(dataset: Dataset, catalog: Catalog, masking: Masking) -> Understood:
    """Everything of a dataset that tells how it was read."""
    tables: list[TableSeen] = []
    left: set[str] = set()  # files whose cells are not counted here, but by what they say
    for name, table in sorted(dataset.tables.items()):
        entity = catalog.entities[name.entity]
        if isinstance(table, ParquetTable):
            tables.append(left_in_place(table, entity))
            left.update(file_name(path) for path in table.paths)
        elif not table.made:
            tables.extend(pieces(table, entity, masking))
    told_of = {one.place for one in tables if not one.columns}
    notes = tuple(
        note
        for note in dataset.notes
        if note.code not in COUNTED
        or note.place in told_of
        or (note.code != "read" and file_name(note.place) in left)
    )
    return Understood(tuple(tables), notes, dataset.faults)


def title_of(entity: Entity, period: int) -> str:
    """成员, 上期.成员."""
    return f"{PERIODS[period]}.{entity.title}" if period else entity.title


def file_name(path: str) -> str:
    """The last part of a path."""
    return path.replace("\\", "/").rpartition("/")[2]


def left_in_place(table: ParquetTable, entity: Entity) -> TableSeen:
    """A table in Parquet files, whose cells nobody has looked at one by one."""
    place = "、".join(map(file_name, table.paths))
    columns = tuple(
        ColumnSeen(read.source, read.source, entity.fields[name].title, None, None, None, None)
        for name, read in table.columns.items()
    )
    title = title_of(entity, table.name.period)
    return TableSeen(place, title, table.length, "Parquet，留在文件里", columns, ())


def pieces(table: Table, entity: Entity, masking: Masking) -> Iterator[TableSeen]:
    """A table's rows, place by place."""
    ends = [*(origin.first for origin in table.origins[1:]), table.length]
    for origin, end in zip(table.origins, ends, strict=True):
        rows = range(origin.first, end)
        given = [name for name in table.columns if name in origin.columns]
        if origin.form == "sheet":  # as they stand: A, B, ..., Z, AA
            given.sort(key=lambda name: (len(origin.columns[name]), origin.columns[name]))
        columns = tuple(
            counted(origin, entity.fields[name], table.columns[name], rows) for name in given
        )
        cells = tuple(
            CellSeen(
                table.place(row, name),
                entity.fields[name].title,
                masked(odd, entity.fields[name], masking),
                odd.reason,
                odd.state is State.UNREADABLE,
            )
            for name in given
            for row, odd in sorted(table.columns[name].odd.items())
            if row in rows
        )
        sheet = origin.sheet.partition("/{}")[0] if origin.form == "tree" else origin.sheet
        place = " › ".join(part for part in (origin.file, sheet) if part)
        title = title_of(entity, table.name.period)
        yield TableSeen(place, title, len(rows), origin.how, columns, cells)


def counted(origin: Origin, field: Field, column: Column, rows: Sequence[int]) -> ColumnSeen:
    """What stands in a column, counted."""
    odd = [column.odd[row] for row in rows if row in column.odd]
    unreadable = sum(one.state is State.UNREADABLE for one in odd)
    filled = sum(column.values[row] is not None for row in rows)
    blank = sum(column.state(row) is State.BLANK for row in rows)
    name = origin.columns[field.name]
    return ColumnSeen(
        name,
        origin.headers.get(field.name, name),
        field.title,
        filled,
        blank,
        unreadable,
        len(odd) - unreadable,
    )


def masked(odd: Odd, field: Field, masking: Masking) -> str:
    """What stood in the cell, as far as it may be shown."""
    if odd.reason in NOBODYS:
        return odd.raw
    written = field.sensitive and field.kind.written
    return masking.value(Reading(field.title, odd.raw, None, (), written, field.mask))


def reasons(table: TableSeen, words: Mapping[str, str]) -> dict[tuple[str, str], list[CellSeen]]:
    """The unreadable cells of a table, by column and why: (出生日期, 没有这一天) → cells."""
    found: dict[tuple[str, str], list[CellSeen]] = {}
    for cell in table.cells:
        if cell.unreadable:
            why = words.get(cell.reason, cell.reason)
            found.setdefault((cell.title, why), []).append(cell)
    return found
