"""Whose values a phrase speaks of: the row checked, the row ranged over, their ancestors."""

from __future__ import annotations

from dataclasses import field

from checker.frozen import frozen
from checker.model.resolved import Aggregate, DefinedRead, FieldRead, TableName
from checker.prose.sources import Sources


@frozen
class View:
    """Where a node stands: what SELF and ITEM are there."""

    table: TableName  # SELF's
    item: TableName | None = None  # ITEM's, inside an aggregate
    depth: int = 0  # how many aggregates it stands in
    sources: Sources = field(default_factory=Sources)

    def inside(self, node: Aggregate) -> View:
        """The view of what an aggregate evaluates for each of its rows."""
        return View(self.item or self.table, node.table, self.depth + 1, self.sources)

    def outside(self) -> View:
        """The view of an aggregate's link, since and until: SELF as its own."""
        return View(self.item or self.table, None, self.depth, self.sources)

    def body(self, table: TableName) -> View:
        """The view of a definition's body."""
        return View(table, None, 0, self.sources)


def owner(node: FieldRead | DefinedRead, view: View) -> TableName:
    """The table of the row that the way to a field starts from."""
    return view.item if node.row.item and view.item else view.table
