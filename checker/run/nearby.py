"""The rows near what was found, read into memory from tables left in their files.

To tell a finding, the interpreter needs its row, the rows above it, the whole of its household,
and the rows that the rule's links name; never a whole county. What is taken may be more than a
rule needs, never less: rows with the same key are taken along, so that a doubled key stays one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from checker.intake.parquet import as_memory
from checker.model.catalog import Catalog, Link
from checker.model.dataset import Dataset, Table
from checker.model.kind import Kind, Unknown, Value
from checker.model.resolved import Aggregate, DefinedRead, FieldRead, Node, ResolvedRule, TableName
from checker.plan.build import Build
from checker.resolve.trees import children, inner
from checker.run.duckdb_engine import connected
from checker.run.functions import same
from checker.run.interpreter import Interpreter
from checker.run.load import held, load
from checker.run.naming import HOUSEHOLD
from checker.run.rows import Places, Rows

Indices = dict[TableName, set[int]]
NESTED = 2  # aggregates nest two deep: what the inner one links to is found in a second round


class Keys(NamedTuple):
    """The fields of a table by which rows find one another, in a table of the database."""

    name: str
    columns: Mapping[str, str]  # field → column


class Nearby:
    """Neighbourhoods in a dataset of which some tables lie in files."""

    def __init__(
        self, dataset: Dataset, catalog: Catalog, as_of: date, rules: Sequence[ResolvedRule]
    ) -> None:
        self.dataset, self.catalog, self.as_of = dataset, catalog, as_of
        self.links = [link for rule in rules for link in linked(rule.table, judged(rule))]
        self.build = Build(dataset, catalog, as_of)
        self.connection = connected()
        self._keys: dict[TableName, Keys] = {}
        self._steps = 0  # of the build, done so far

    def around(
        self, found: Mapping[TableName, set[int]]
    ) -> tuple[Dataset, dict[TableName, dict[int, int]]]:
        """The dataset of the neighbourhood, and for each table old index → new."""
        taken: Indices = {}
        for name, rows in found.items():
            self.take(taken, name, rows)
            self.descend(taken, name, rows)
        for _ in range(NESTED if self.links else 0):
            self.follow(taken)
        for name in [*taken]:
            taken[name] |= self.twins(name, taken[name])
        return self.held(taken), self.renumbered(taken)

    def take(self, taken: Indices, name: TableName, rows: set[int]) -> None:
        """Rows, and all above them; a household's whole neighbourhood with it."""
        new = rows - taken.setdefault(name, set())
        taken[name] |= new
        if not new:
            return
        for link in self.catalog.entities[name.entity].parents:
            above = TableName(link.parent, name.period)
            self.take(taken, above, self.parents(name, new, link))
        if name.entity == HOUSEHOLD:
            self.descend(taken, name, new)

    def descend(self, taken: Indices, name: TableName, rows: set[int]) -> None:
        """All rows below."""
        for entity in self.catalog.entities.values():
            for link in entity.parents:
                if link.parent == name.entity and rows:
                    below = TableName(entity.name, name.period)
                    new = self.below(below, rows, link) - taken.get(below, set())
                    self.take(taken, below, new)
                    self.descend(taken, below, new)

    def follow(self, taken: Indices) -> None:
        """The rows that links name, from the rows taken so far."""
        rows = Rows(self.held(taken), self.catalog)
        interpreter = Interpreter(rows, self.as_of)
        for itself, node in self.links:
            assert node.link is not None  # only linked ones are listed
            item, other = node.link
            values = interpreter.exact(other)(Places(itself, range(rows.table(itself).length)))
            known = {value for value in values if not isinstance(value, Unknown)}
            assert isinstance(item, FieldRead)  # the resolver links on fields
            self.take(taken, node.table, self.naming(node, item, other, known))

    def naming(
        self, node: Aggregate, item: FieldRead, other: Node, values: set[Value]
    ) -> set[int]:
        """The rows whose linked field has one of the values; of an ancestor's field, all rows."""
        if item.row.way:
            return set(range(self.dataset.tables[node.table].length))
        keys = self.keys(node.table)
        if item.name not in keys.columns:
            return set()
        persons = Kind.ID_NUMBER in (item.type.kind, other.type.kind)
        column = keys.columns[item.name]
        field = f"upper(substr({column}, 1, 18))" if persons else column
        wanted = list(held([same(value, persons=persons) for value in values], item.type.kind))
        sql = f"SELECT rid FROM {keys.name} AS o WHERE {field} IN (SELECT unnest($1))"
        return self.indices(sql, wanted)

    # Rows by keys ------------------------------------------------------------------------------

    def parents(self, name: TableName, rows: set[int], link: Link) -> set[int]:
        """The rows of a parent table that these rows name."""
        return self.joined(name, TableName(link.parent, name.period), link, ("p", "t"), rows)

    def below(self, name: TableName, rows: set[int], link: Link) -> set[int]:
        """The rows of a table that name these rows of a parent table."""
        return self.joined(name, TableName(link.parent, name.period), link, ("t", "p"), rows)

    def joined(
        self, name: TableName, above: TableName, link: Link, sides: tuple[str, str], rows: set[int]
    ) -> set[int]:
        """The rows of one side of a link that belong to given rows of the other."""
        child, parent = self.keys(name), self.keys(above)
        pairs = list(zip(link.fields, self.catalog.entities[above.entity].key, strict=True))
        if any(own not in child.columns or key not in parent.columns for own, key in pairs):
            return set()
        on = " AND ".join(f"(t.{child.columns[o]} = p.{parent.columns[k]})" for o, k in pairs)
        wanted, given = sides
        return self.indices(
            f"SELECT {wanted}.rid FROM {child.name} AS t JOIN {parent.name} AS p ON ({on}) "
            f"WHERE {given}.rid IN (SELECT unnest($1))",
            sorted(rows),
        )

    def twins(self, name: TableName, rows: set[int]) -> set[int]:
        """The rows that have the key of one of these."""
        fields, keys = self.catalog.entities[name.entity].key, self.keys(name)
        if not fields or any(field not in keys.columns for field in fields):
            return set()
        on = " AND ".join(f"(o.{keys.columns[f]} = t.{keys.columns[f]})" for f in fields)
        return self.indices(
            f"SELECT o.rid FROM {keys.name} AS o JOIN {keys.name} AS t ON ({on}) "
            "WHERE t.rid IN (SELECT unnest($1))",
            sorted(rows),
        )

    def indices(self, sql: str, wanted: list[Any]) -> set[int]:
        """A query's rows."""
        return {int(row[0]) for row in self.connection.execute(sql, [wanted]).fetchall()}

    def keys(self, name: TableName) -> Keys:
        """The fields of a table by which rows find one another."""
        if name not in self._keys:
            self._keys[name] = self._read_keys(name)
        return self._keys[name]

    def _read_keys(self, name: TableName) -> Keys:
        entity = self.catalog.entities[name.entity]
        items = [node.link[0] for _, node in self.links if node.link and node.table == name]
        fields = {
            *entity.key,
            *(field for link in entity.parents for field in link.fields),
            *(item.name for item in items if isinstance(item, FieldRead) and not item.row.way),
        }
        scan = self.build.scan(name)
        cells = {field: scan.cell(field) for field in sorted(fields)}
        given = {field: cell.value for field, cell in cells.items() if cell is not None}
        columns = {field: f"c{place}" for place, field in enumerate(given)}
        for step in self.build.steps[self._steps :]:
            self.connection.execute(step)
        self._steps = len(self.build.steps)
        load(self.connection, {name: scan})
        keys = Keys(f"k{len(self._keys)}", columns)
        listed = [f"{scan.rid} AS rid", *(f"{given[f]} AS {c}" for f, c in columns.items())]
        self.connection.execute(
            f"CREATE TEMP TABLE {keys.name} AS SELECT {', '.join(listed)} FROM {scan.source}"
        )
        return keys

    # What was taken ----------------------------------------------------------------------------

    def held(self, taken: Indices) -> Dataset:
        """The dataset with the rows taken; tables in memory stay whole."""
        tables = {
            name: table
            if isinstance(table, Table)
            else as_memory(table, self.catalog, sorted(taken.get(name, ())))
            for name, table in self.dataset.tables.items()
        }
        return replace(self.dataset, tables=tables)

    def renumbered(self, taken: Indices) -> dict[TableName, dict[int, int]]:
        """Old index → new, for the tables that lie in files."""
        return {
            name: {old: new for new, old in enumerate(sorted(rows))}
            for name, rows in taken.items()
            if not isinstance(self.dataset.tables.get(name), Table)
        }


def judged(rule: ResolvedRule) -> list[Node]:
    """All that is evaluated for a row: conditions, message, merging key."""
    texts = [rule.message, *([rule.remedy] if rule.remedy else [])]
    told = [part for text in texts for part in text.parts if not isinstance(part, str)]
    return [*([rule.applies] if rule.applies else []), rule.requires, *rule.once_per, *told]


def linked(itself: TableName, nodes: Sequence[Node]) -> Iterator[tuple[TableName, Aggregate]]:
    """Every linked aggregate with the table of its SELF, an outer one before those inside it."""
    for node in nodes:
        yield from linked(itself, children(node))
        if isinstance(node, DefinedRead):
            yield from linked(node.defined.table, [node.defined.body])
        if isinstance(node, Aggregate):
            if node.link is not None:
                yield itself, node
            # Inside an aggregate, what another one starts from is the row ranged over.
            yield from linked(node.table, inner(node))
