"""Rows found from rows: parents over links, descendants.

Nearly everything is done for many rows at once (`Places`): one call a table, not one a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from checker.model.catalog import Catalog, Link
from checker.model.dataset import Dataset, Table
from checker.model.kind import Value
from checker.model.resolved import TableName

Key = tuple[Value, ...]
Place = tuple[TableName, int]  # one row


class Rowed(NamedTuple):
    """The rows that an expression speaks of: SELF, and ITEM inside an aggregate."""

    itself: Place
    item: Place | None = None


class Places(NamedTuple):
    """Many a `Rowed` at once: of each place its SELF, and inside an aggregate its ITEM."""

    table: TableName  # of SELF
    rows: Sequence[int]
    item_table: TableName | None = None
    items: Sequence[int] | None = None  # as many as rows

    def part(self, places: Sequence[int]) -> Places:
        """Some of the places, by their numbers."""
        rows, items = self.rows, self.items
        if len(places) == len(rows):
            return self
        chosen = [rows[place] for place in places]
        if items is None:
            return Places(self.table, chosen)
        return Places(self.table, chosen, self.item_table, [items[place] for place in places])

    def start(self) -> Places:
        """Where an aggregate starts: inside another one, that one's ITEM is its SELF."""
        if self.items is None or self.item_table is None:
            return self
        return Places(self.item_table, self.items)

    def ranging(self, table: TableName, ranges: Sequence[Sequence[int]]) -> Places:
        """Each place with, as its ITEM, each of the rows that it ranges over."""
        pairs = zip(self.rows, ranges, strict=True)
        rows = [row for row, items in pairs for _ in items]
        return Places(self.table, rows, table, [item for items in ranges for item in items])


def alone(at: Rowed) -> Places:
    """A single place."""
    table, row = at.itself
    if at.item is None:
        return Places(table, [row])
    return Places(table, [row], at.item[0], [at.item[1]])


# A node made into a function of its rows: one value a place.
Evaluate = Callable[[Places], Sequence[Any]]


class Rows:
    """The rows of a dataset held in memory, and how they hang together.

    A row has the one parent whose key is its link. Where the key is blank, or two rows have it,
    nobody has a parent there: nothing is known of "the" household.
    """

    def __init__(self, dataset: Dataset, catalog: Catalog) -> None:
        self.dataset = dataset
        self.catalog = catalog
        self._parents: dict[tuple[TableName, str], list[int | None]] = {}
        self._keys: dict[TableName, list[Key | None]] = {}
        self._by_key: dict[TableName, dict[Key, int | None]] = {}
        self._unique: dict[TableName, frozenset[int]] = {}
        self._ways: dict[tuple[str, str], tuple[str, ...] | None] = {}
        self._below: dict[tuple[TableName, TableName], Mapping[int, list[int]]] = {}

    def with_cells(self, dataset: Dataset, changed: TableName, fields: Iterable[str]) -> Rows:
        """The same rows where some fields of a table hold other values.

        How rows hang together is found again only where a key or a link is among the fields.
        """
        made = Rows(dataset, self.catalog)
        entity = self.catalog.entities[changed.entity]
        hanging = {*entity.key, *(name for link in entity.parents for name in link.fields)}
        if not hanging & {*fields}:
            made._parents, made._ways, made._below = self._parents, self._ways, self._below
            made._keys, made._by_key, made._unique = self._keys, self._by_key, self._unique
        return made

    def table(self, name: TableName) -> Table:
        """A table in memory; one that was not given has no rows."""
        table = self.dataset.tables.get(name)
        if table is None:
            return Table(name, 0, {})
        assert isinstance(table, Table)  # intake.as_memory has made it so
        return table

    def key(self, name: TableName, row: int) -> Key | None:
        """The row's key; None where a part of it is unknown or the entity has none."""
        return self.keys(name)[row]

    def keys(self, name: TableName) -> list[Key | None]:
        """Each row's key."""
        if name not in self._keys:
            self._keys[name] = self.keyed(name, self.catalog.entities[name.entity].key)
        return self._keys[name]

    def keyed(self, name: TableName, fields: Sequence[str]) -> list[Key | None]:
        """Each row's values of some fields, if all are known."""
        table = self.table(name)
        if not fields or any(field not in table.columns for field in fields):
            return [None] * table.length
        columns = (table.columns[field].values for field in fields)
        return [None if None in values else values for values in zip(*columns, strict=True)]

    def by_key(self, name: TableName) -> dict[Key, int | None]:
        """Key → row; None where several rows have it."""
        if name not in self._by_key:
            found: dict[Key, int | None] = {}
            for row, key in enumerate(self.keys(name)):
                if key is not None:
                    found[key] = None if key in found else row
            self._by_key[name] = found
        return self._by_key[name]

    def unique(self, name: TableName) -> frozenset[int]:
        """The rows that others can tell by their key."""
        if name not in self._unique:
            rows = self.by_key(name).values()
            self._unique[name] = frozenset(row for row in rows if row is not None)
        return self._unique[name]

    def own_key_unique(self, name: TableName, row: int) -> bool:
        """Can other rows tell this one by its key?"""
        return row in self.unique(name)

    def parents(self, name: TableName, entity: str) -> list[int | None]:
        """Each row's parent of this entity."""
        if (name, entity) not in self._parents:
            links = self.catalog.entities[name.entity].parents
            link = next(link for link in links if link.parent == entity)
            self._parents[name, entity] = self._link(name, link)
        return self._parents[name, entity]

    def _link(self, name: TableName, link: Link) -> list[int | None]:
        keys = self.by_key(TableName(link.parent, name.period))
        values = self.keyed(name, link.fields)
        return [None if value is None else keys.get(value) for value in values]

    def way_up(self, entity: str, ancestor: str) -> tuple[str, ...] | None:
        """The way from an entity up to an ancestor, () to itself; None where there is none."""
        if (entity, ancestor) not in self._ways:
            known = ancestor in self.catalog.entities
            way = self.catalog.way_up(entity, ancestor) if known else None
            self._ways[entity, ancestor] = () if known and entity == ancestor else way
        return self._ways[entity, ancestor]

    def ancestors(
        self, name: TableName, rows: Sequence[int], way: Sequence[str]
    ) -> Sequence[int | None]:
        """For each row the one reached by walking up over the parents named."""
        found: Sequence[int | None] = rows
        for entity in way:
            parents = self.parents(name, entity)
            found = [None if row is None else parents[row] for row in found]
            name = TableName(entity, name.period)
        return found

    def ancestor(self, name: TableName, row: int, way: Sequence[str]) -> int | None:
        """The row reached from one row by walking up over the parents named."""
        return self.ancestors(name, [row], way)[0]

    def descendants(self, root: TableName, of: TableName) -> Mapping[int, list[int]]:
        """A table's rows by their ancestor in another table, in the table's order."""
        if (root, of) not in self._below:
            way = self.way_up(of.entity, root.entity) or ()
            found: dict[int, list[int]] = {}
            for below, above in enumerate(self.ancestors(of, range(self.table(of).length), way)):
                if above is not None:
                    found.setdefault(above, []).append(below)
            self._below[root, of] = found
        return self._below[root, of]
