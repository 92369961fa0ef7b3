"""Rows found from rows: parents over links, descendants, rows by a linked value."""

from __future__ import annotations

from collections import defaultdict
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


Evaluate = Callable[[Rowed], Any]  # a node made into a function of its rows


class Rows:
    """The rows of a dataset held in memory, and how they hang together.

    A row has the one parent whose key is its link. Where the key is blank, or two rows have it,
    nobody has a parent there: nothing is known of "the" household.
    """

    def __init__(self, dataset: Dataset, catalog: Catalog) -> None:
        self.dataset = dataset
        self.catalog = catalog
        self._parents: dict[tuple[TableName, str], list[int | None]] = {}
        self._keys: dict[TableName, dict[Key, int | None]] = {}
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
            made._parents, made._keys = self._parents, self._keys
            made._ways, made._below = self._ways, self._below
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
        fields = self.catalog.entities[name.entity].key
        return self._values(name, fields, row) if fields else None

    def _values(self, name: TableName, fields: Sequence[str], row: int) -> Key | None:
        columns = self.table(name).columns
        found = [columns[field].values[row] if field in columns else None for field in fields]
        return None if None in found else tuple(value for value in found if value is not None)

    def by_key(self, name: TableName) -> dict[Key, int | None]:
        """Key → row; None where several rows have it."""
        if name not in self._keys:
            found: dict[Key, int | None] = {}
            for row in range(self.table(name).length):
                key = self.key(name, row)
                if key is not None:
                    found[key] = None if key in found else row
            self._keys[name] = found
        return self._keys[name]

    def own_key_unique(self, name: TableName, row: int) -> bool:
        """Can other rows tell this one by its key?"""
        key = self.key(name, row)
        return key is not None and self.by_key(name).get(key) is not None

    def parent(self, name: TableName, row: int, entity: str) -> int | None:
        """The row's parent of this entity."""
        if (name, entity) not in self._parents:
            links = self.catalog.entities[name.entity].parents
            link = next(link for link in links if link.parent == entity)
            self._parents[name, entity] = self._link(name, link)
        return self._parents[name, entity][row]

    def _link(self, name: TableName, link: Link) -> list[int | None]:
        keys = self.by_key(TableName(link.parent, name.period))
        values = (self._values(name, link.fields, row) for row in range(self.table(name).length))
        return [None if value is None else keys.get(value) for value in values]

    def way_up(self, entity: str, ancestor: str) -> tuple[str, ...] | None:
        """The way from an entity up to an ancestor, () to itself; None where there is none."""
        if (entity, ancestor) not in self._ways:
            known = ancestor in self.catalog.entities
            way = self.catalog.way_up(entity, ancestor) if known else None
            self._ways[entity, ancestor] = () if known and entity == ancestor else way
        return self._ways[entity, ancestor]

    def ancestor(self, name: TableName, row: int, way: Sequence[str]) -> int | None:
        """The row reached by walking up over the parents named."""
        found: int | None = row
        for entity in way:
            if found is None:
                return None
            found = self.parent(name, found, entity)
            name = TableName(entity, name.period)
        return found

    def descendants(self, root: TableName, row: int, of: TableName) -> list[int]:
        """All rows of a table whose ancestor is this row, in the table's order."""
        if (root, of) not in self._below:
            way = self.way_up(of.entity, root.entity) or ()
            found: dict[int, list[int]] = defaultdict(list)
            for below in range(self.table(of).length):
                above = self.ancestor(of, below, way)
                if above is not None:
                    found[above].append(below)
            self._below[root, of] = dict(found)
        return list(self._below[root, of].get(row, ()))
