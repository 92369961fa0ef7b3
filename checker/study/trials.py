"""A rule judged again on a dataset in which one cell, or one row, is another.

Nothing of the dataset is touched: a changed copy is judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.intake.grammar import read_cell
from checker.model.dataset import Column, Dataset, Table
from checker.model.kind import State, Value
from checker.model.resolved import Aggregate, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.run.explain import verdict
from checker.run.interpreter import Interpreter
from checker.run.rows import Rowed, Rows

Filled = Mapping[str, Value]  # of a new row: field → value


class Trials:
    """One rule and one row, judged as often as you like."""

    def __init__(self, interpreter: Interpreter, rule: ResolvedRule, row: int) -> None:
        self.interpreter, self.rule, self.row = interpreter, rule, row
        self.rows = interpreter.rows

    def known(self, table: TableName, row: int, field: str) -> Value | None:
        """What a cell holds; None for a blank and for one that could not be read, even in part."""
        column = self.rows.table(table).columns.get(field)
        if column is None or column.state(row) is not State.KNOWN:
            return None
        return column.values[row]

    def empty(self, table: TableName, name: str) -> Value | None:
        """What an empty cell means in a column."""
        field = self.rows.catalog.entities[table.entity].fields.get(name)
        return read_cell(None, field, self.rows.catalog.codes)[0] if field else None

    def with_cell(self, table: TableName, row: int, field: str, value: Value | None) -> Verdict:
        """The verdict if a cell held this value, or were empty."""
        held = self.rows.table(table)
        column = held.columns.get(field) or Column([None] * held.length)
        values = [*column.values]
        values[row] = self.empty(table, field) if value is None else value
        odd = {at: one for at, one in column.odd.items() if at != row}
        columns = {**held.columns, field: Column(values, odd)}
        dataset = with_table(self.rows.dataset, replace(held, columns=columns))
        return self._judged(self.rows.with_cells(dataset, table, [field]))

    def with_row(self, table: TableName, filled: Filled) -> Verdict:
        """The verdict if a table had one more row."""
        held = self.rows.table(table)
        names = {*held.columns, *filled}
        row = {name: self.empty(table, name) for name in held.columns} | {**filled}
        columns = {name: longer(held.columns.get(name), held.length, row[name]) for name in names}
        grown = Table(table, held.length + 1, columns, held.origins)
        return self._judged(Rows(with_table(self.rows.dataset, grown), self.rows.catalog))

    def _judged(self, rows: Rows) -> Verdict:
        return verdict(Interpreter(rows, self.interpreter.as_of), self.rule, self.row)

    def hung_below(self, node: Aggregate, at: Rowed) -> Filled | None:
        """The links that make a new row one of those that an aggregate ranges over.

        None where a row of the table does not hang directly below the aggregate's root, or the
        root cannot be told by its key.
        """
        if node.root is None or node.table.period:
            return None
        start = at.item or at.itself
        root = self.rows.ancestor(*start, node.root.way)
        above = TableName(node.root.way[-1]) if node.root.way else start[0]
        if root is None or not self.rows.own_key_unique(above, root):
            return None
        links = self.rows.catalog.entities[node.table.entity].parents
        if above.entity not in {link.parent for link in links}:
            return None
        found: dict[str, Value] = {}
        for link in links:
            found |= self._link(link.fields, link.parent, above, root)
        return found

    def _link(
        self, fields: tuple[str, ...], parent: str, above: TableName, root: int
    ) -> dict[str, Value]:
        """The key of the root, or of what it lies in, in a link's fields."""
        way = self.rows.way_up(above.entity, parent)
        row = None if way is None else self.rows.ancestor(above, root, way)
        key = None if row is None else self.rows.key(TableName(parent), row)
        return dict(zip(fields, key, strict=True)) if key else {}


def with_table(dataset: Dataset, table: Table) -> Dataset:
    """The dataset with another table in a table's place."""
    return replace(dataset, tables={**dataset.tables, table.name: table})


def longer(column: Column | None, length: int, value: Value | None) -> Column:
    """A column with one more cell."""
    if column is None:
        return Column([*[None] * length, value])
    return Column([*column.values, value], column.odd)
