"""Rows by the names that last: keys, and a hash of the values where there is no key."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from checker.model.dataset import Column
from checker.model.gap import Subject
from checker.model.kind import State
from checker.model.resolved import TableName
from checker.run.rows import Rows
from checker.run.telling import plain

HOUSEHOLD, VILLAGE = "household", "village"
PARTS = " › "
DIGITS = 12


class Names:
    """The subjects of findings."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._twins: dict[TableName, list[int]] = {}
        self._households: dict[TableName, list[str | None]] = {}
        self._keys: dict[tuple[TableName, int], str] = {}

    def subject(self, table: TableName, row: int) -> Subject:
        """The row's key, its household's and its village's."""
        return Subject(
            table,
            row,
            self.key(table, row),
            self.above(table, row, HOUSEHOLD),
            self.above(table, row, VILLAGE),
        )

    def above(self, table: TableName, row: int, entity: str) -> str | None:
        """The key of the row's ancestor of this entity, or its own."""
        return self._above(table, [row], entity)[0]

    def households(self, table: TableName) -> list[str | None]:
        """Each row's household."""
        if table not in self._households:
            rows = range(self.rows.table(table).length)
            self._households[table] = self._above(table, rows, HOUSEHOLD)
        return self._households[table]

    def _above(self, table: TableName, rows: Sequence[int], entity: str) -> list[str | None]:
        way = self.rows.way_up(table.entity, entity)
        if way is None:
            return [None] * len(rows)
        name = TableName(entity, table.period)
        ancestors = self.rows.ancestors(table, rows, way)
        return [None if above is None else self.key(name, above) for above in ancestors]

    def key(self, table: TableName, row: int) -> str:
        """The key as people see it; a row without a unique one is named by its values."""
        if (table, row) not in self._keys:
            self._keys[table, row] = self._key(table, row)
        return self._keys[table, row]

    def _key(self, table: TableName, row: int) -> str:
        if self.rows.own_key_unique(table, row):
            return PARTS.join(plain(part) for part in self.rows.key(table, row) or ())
        return self.by_values(table, row)

    def by_values(self, table: TableName, row: int) -> str:
        """`表#` and a hash of the normalised values; an identical twin gets -2, -3, ..."""
        title = self.rows.catalog.entities[table.entity].title
        digest = hashlib.sha256(self.normalised(table, row).encode()).hexdigest()[:DIGITS]
        place = self.places_among_twins(table)[row]
        return f"{title}#{digest}{f'-{place}' if place > 1 else ''}"

    def places_among_twins(self, table: TableName) -> list[int]:
        """Of each row, the how-manieth with its values it is, from 1."""
        if table not in self._twins:
            cells = [compared(column) for column in self.rows.table(table).columns.values()]
            seen: Counter[tuple[object, ...]] = Counter()
            places = []
            for values in zip(*cells, strict=True):
                seen[values] += 1
                places.append(seen[values])
            self._twins[table] = places
        return self._twins[table]

    def normalised(self, table: TableName, row: int) -> str:
        """The row's values in the order of their names."""
        columns = self.rows.table(table).columns
        parts = []
        for name in sorted(columns):
            value, state = columns[name].values[row], columns[name].state(row)
            text = "" if value is None else plain(value)
            odd = columns[name].odd[row].raw if state is State.UNREADABLE else ""
            parts.append(f"{name}={text}{'?' if odd else ''}{odd}")
        return "\x1f".join(part for part in parts if not part.endswith("="))


def compared(column: Column) -> Sequence[object]:
    """A column's cells as twins have them alike: values, and what could not be read."""
    unread = {row: odd.raw for row, odd in column.odd.items() if odd.state is State.UNREADABLE}
    if not unread:
        return column.values
    return [(value, unread.get(row)) for row, value in enumerate(column.values)]
