"""Rows in pairs: what an aggregate says of a row depends on the row it stands in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checker.model.resolved import Aggregate, DefinedRead, FieldRead, Node, SameRow
from checker.plan.dialect import Term
from checker.plan.frame import Frame
from checker.plan.relation import Rows
from checker.plan.result import Result
from checker.plan.table_frame import TableFrame
from checker.plan.translate import translate

if TYPE_CHECKING:
    from checker.plan.build import Build


class Side:
    """One of the two rows of a pair, and what the pairs read of it."""

    def __init__(
        self, frame: TableFrame, keys: tuple[Term, ...], among: Rows | None = None
    ) -> None:
        self.frame = frame
        self._among = among  # the only keys that count, where not all do
        if among is not None:
            among.joined()
        self.keys = tuple(frame.column(key) for key in keys)
        self._columns = dict.fromkeys(self.keys)

    def export(self, term: Term) -> str:
        """The name of a column that holds the term."""
        name = self.frame.column(term)
        self._columns[name] = None
        return name

    def select(self) -> str:
        """Its rows."""
        where = None
        if self._among is not None:
            listed = f"SELECT {self._among.keys[0]} FROM {self._among.source()}"
            where = Term(f"({self.keys[0]} IN ({listed}))")
        return f"({self.frame.select({name: name for name in self._columns}, where)})"


class PairFrame(Frame):
    """Every row of one table beside every row of another with the same key."""

    def __init__(self, build: Build, itself: Side, item: Side) -> None:
        super().__init__(build.sql, build.names)
        self.build = build
        self.about = build.about
        self.itself, self.item = itself, item

    def source(self) -> str:
        """The two tables, joined."""
        keys = zip(self.itself.keys, self.item.keys, strict=True)
        equal = " AND ".join(f"(s.{own} = i.{other})" for own, other in keys)
        return f"{self.itself.select()} AS s JOIN {self.item.select()} AS i ON {equal}"

    def number(self, node: Node) -> int:
        """The node's number in the plan's forest."""
        return self.build.forest.number(node)

    def column_of(self, side: Side, term: Term) -> Term:
        """A column of one of the rows."""
        if term.ready < 0:
            return term
        prefix = "s" if side is self.itself else "i"
        return self.lowest(f"{prefix}.{side.export(term)}", nullable=term.nullable)

    @property
    def rid(self) -> Term:
        """The index of the row outside."""
        return self.column_of(self.itself, self.itself.frame.rid)

    def leaf(self, node: Node) -> Result:
        """What is read of one of the rows, or whether they are one."""
        if isinstance(node, SameRow):
            other = self.column_of(self.item, self.item.frame.rid)
            return Result(self.sql("==", self.rid, other))
        side, below = self.side(node)
        found = translate(below, side.frame)
        terms = tuple(self.column_of(side, term) for term in found.terms)
        return found.replaced(terms)

    def cell(self, node: FieldRead) -> tuple[Term, Term]:
        """What could be read of a cell, and its state."""
        side, below = self.side(node)
        assert isinstance(below, FieldRead)
        read, state = side.frame.cell(below)
        return self.column_of(side, read), self.column_of(side, state)

    def side(self, node: Node) -> tuple[Side, Node]:
        """The row that a node reads, and the node over that row alone."""
        if isinstance(node, Aggregate):
            return self.item, node  # inside an aggregate: over its row
        assert isinstance(node, FieldRead | DefinedRead)
        if node.row.item:
            return self.item, replace(node, row=node.row._replace(item=False))
        return self.itself, node
