"""Tables as plans read them: where the rows come from and each cell as a typed value.

Numbers come as whole ones or in millionths, months as months since year 0, what is not known as
NULL. Tables in memory are loaded so by `checker.run.load`; files are converted as they are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from checker.model.catalog import Entity
from checker.model.dataset import Column, Table
from checker.model.kind import Kind, State


class Cell(NamedTuple):
    """One field of a table as SQL over the table's source."""

    value: str  # unknown where the cell is blank or unreadable
    read: str  # the same, but the codes that could be read where others could not
    state: str | None  # 0 known, 1 blank, 2 unreadable; None: always known
    nullable: bool
    millionths: bool
    raw: str | None = None  # the integer that a text is in the file
    most: int | None = None  # the size of a number at most, as held; None: the language's limit


class Scan(Protocol):
    """A table's rows."""

    rid: str  # the row's index
    length: int  # rows

    @property
    def source(self) -> str:
        """What stands after FROM."""

    @property
    def own(self) -> str | None:
        """Has the row its key for itself? None: every row has."""

    def cell(self, name: str) -> Cell | None:
        """A field; None: no file has it."""


class EmptyScan:
    """A table that was not given."""

    source = "(SELECT 0::BIGINT AS rid WHERE FALSE)"
    rid = "rid"
    own: str | None = None
    length = 0

    def cell(self, name: str) -> Cell | None:
        """No file has any field of it."""
        del name
        return None


class MemoryScan:
    """A table held in memory, of which only the columns asked for are loaded."""

    rid = "rid"

    def __init__(self, table: Table, entity: Entity) -> None:
        self.table = table
        self.entity = entity
        self.length = table.length
        self.source = f"m{table.name.period}_{table.name.entity}"
        self.values: set[str] = set()  # fields whose values are loaded
        self.states: set[str] = set()
        self.own_loaded = False
        self._keys: tuple[bool, ...] | None = None

    def cell(self, name: str) -> Cell | None:
        """A field."""
        column = self.table.columns.get(name)
        if column is None:
            return None
        self.values.add(name)
        kind = self.entity.fields[name].kind
        read = f'"v_{name}"'
        nullable = None in column.values
        odd = any(one.state is not State.KNOWN for one in column.odd.values())
        if not nullable and not odd:
            return Cell(read, read, None, False, in_millionths(kind))
        state = f"({read} IS NULL)::UTINYINT"
        value = read
        if column.odd:
            self.states.add(name)
            state = f'"s_{name}"'
            value = f"(CASE WHEN ({state} = 0) THEN {read} END)"
        return Cell(value, read, state, True, in_millionths(kind))

    @property
    def own(self) -> str | None:
        """Has the row its key for itself?"""
        if all(self.own_keys()):
            return None
        self.own_loaded = True
        return '"k_own"'

    def own_keys(self) -> tuple[bool, ...]:
        """For each row whether its key is known and no other row's."""
        if self._keys is None:
            names = self.entity.key
            columns = [self.table.columns.get(name) for name in names]
            self._keys = unshared(self.table.length, columns)
        return self._keys


def in_millionths(kind: Kind) -> bool:
    """Are a kind's numbers held in millionths?"""
    return kind in (Kind.NUMBER, Kind.AMOUNT)


def unshared(length: int, columns: Sequence[Column | None]) -> tuple[bool, ...]:
    """Which rows have a whole key that no other row has."""
    if not columns or None in columns:
        return (False,) * length
    keys = list(zip(*(column.values for column in columns if column is not None), strict=True))
    if len(set(keys)) == len(keys):
        return tuple(None not in key for key in keys)
    counts: dict[tuple[object, ...], int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return tuple(None not in key and counts[key] == 1 for key in keys)
