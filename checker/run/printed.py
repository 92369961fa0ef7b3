"""Columns of fields that the catalog computes (年龄), as files print them: compared, never used.

A file may print an age beside the date of birth. What is judged is the computed one; where the
two differ, or where only the file tells, the office is told in what was read. It is no gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset, Note, Table
from checker.model.kind import Unknown
from checker.model.resolved import DefinedRead
from checker.run.interpreter import Interpreter
from checker.run.rows import Places, Rows


def compared(
    computed: Sequence[DefinedRead], dataset: Dataset, catalog: Catalog, as_of: date
) -> list[Note]:
    """One note a printed column that differs from what is computed, at its first such cell.

    Args:
        computed: the fields to look at, each read for a row of its own table.
        dataset: whose tables in memory print them.
        catalog: how its tables hang together.
        as_of: the day that the values are computed for.
    """
    interpreter = Interpreter(Rows(dataset, catalog), as_of)
    notes = []
    for read in computed:
        rows = list(differing(interpreter, read))
        if rows:
            table = interpreter.rows.table(read.defined.table)
            place = table.place(rows[0], name_of(read))
            notes.append(differs(place, read.text, len(rows)))
    return notes


def differing(interpreter: Interpreter, read: DefinedRead) -> Iterator[int]:
    """The rows in which the printed value is known and is not the computed one."""
    table = interpreter.rows.table(read.defined.table)
    printed = table.printed[name_of(read)].values
    rows = [row for row, value in enumerate(printed) if value is not None]
    for row, found in zip(rows, interpreter.exact(read)(Places(table.name, rows)), strict=True):
        if not isinstance(found, Unknown) and found != printed[row]:
            yield row


def name_of(read: DefinedRead) -> str:
    """The English name of a computed field."""
    assert read.defined.derived is not None  # no other definition is printed by a file
    return read.defined.derived.name


def printed_fields(dataset: Dataset) -> list[tuple[str, str]]:
    """(entity, field) of what the files print and the catalog computes, of this period.

    None where a table is left in its files: what is computed may need it in memory.
    """
    tables = [table for table in dataset.tables.values() if isinstance(table, Table)]
    if len(tables) < len(dataset.tables):
        return []
    return [(t.name.entity, name) for t in tables if not t.name.period for name in t.printed]


def differs(place: str, title: str, count: int) -> Note:
    """What the file prints is not what comes out."""
    sentence = f"表中的“{title}”有{count}行与算出的不同，判定用算出的；请核对这一列或算它用的各列"
    return Note("derived-differs", sentence, place, count)
