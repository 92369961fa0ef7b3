"""The rows of one table as a frame: its own fields, its parents', aggregates over others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.model.resolved import (
    Aggregate,
    DefinedRead,
    FieldRead,
    Node,
    Row,
    TableName,
)
from checker.plan import number
from checker.plan.compare import as_ratio
from checker.plan.dialect import Term, whole
from checker.plan.doubles import doubled, paired
from checker.plan.frame import Frame
from checker.plan.relation import Rows, View
from checker.plan.result import Result
from checker.plan.scan import Cell
from checker.plan.settle import settled
from checker.plan.translate import translate
from checker.plan.tree import correlated

if TYPE_CHECKING:
    from checker.plan.build import Build

Column = Callable[[str], Term]
KNOWN_CELL, BLANK_CELL = whole(0), whole(1)


class TableFrame(Frame):
    """One table's rows."""

    def __init__(self, build: Build, table: TableName) -> None:
        super().__init__(build.sql, build.names)
        self.build = build
        self.table = table
        self.about = build.about
        self.scan = build.scan(table)
        self.length = self.scan.length
        self._views: dict[tuple[str, bool], View] = {}

    def source(self) -> str:
        """The table as it was loaded, or its files."""
        return self.scan.source

    def number(self, node: Node) -> int:
        """The node's number in the plan's forest."""
        return self.build.forest.number(node)

    @property
    def rid(self) -> Term:
        """The row's index in its table."""
        return self.lowest(self.scan.rid, nullable=False)

    def leaf(self, node: Node) -> Result:
        """A field, a definition, an aggregate."""
        if isinstance(node, Aggregate):
            return self.aggregate(node)
        assert isinstance(node, FieldRead | DefinedRead)
        if node.row.way:
            return self.above(node.row.way, node, replace(node, row=Row(False, node.row.way[1:])))
        if isinstance(node, DefinedRead):
            return self.name_all(translate(node.defined.body, self))
        return self.field(node)

    def field(self, node: FieldRead) -> Result:
        """A field of the row itself."""
        cell = self.scan.cell(node.name)
        if cell is None:
            return Result(self.sql.nothing(node.type.kind))
        term = self.lowest(cell.value, nullable=cell.nullable)
        natural = node.field.never_negative
        return Result(term, None, cell.millionths, None, cell.most, natural)

    def cell(self, node: FieldRead) -> tuple[Term, Term]:
        """What could be read of a cell, and its state."""
        if node.row.way:
            view, column = self.parent(node.row.way[0], 0)
            below = replace(node, row=Row(False, node.row.way[1:]))
            read, state = view.cell(below)
            return column(read.text), column(state.text)
        cell = self.scan.cell(node.name)
        if cell is None:
            return self.sql.nothing(node.type.kind), BLANK_CELL
        return self.lowest(cell.read, nullable=cell.nullable), self._state(cell)

    def _state(self, cell: Cell) -> Term:
        """The state of a cell."""
        if cell.state is None:
            return KNOWN_CELL
        return self.lowest(cell.state, nullable=False)

    def above(self, way: tuple[str, ...], node: Node, below: Node) -> Result:
        """A node over an ancestor, read from the view of the parent it is reached over."""
        view, column = self.parent(way[0], self.build.forest.level(node))
        found = view.result(below)
        return found.replaced(tuple(column(term.text) for term in found.terms))

    def parent(self, entity: str, level: int) -> tuple[View, Column]:
        """The view of a parent that has columns of a level, joined."""
        parent = TableName(entity, self.table.period)
        fields = self.build.link(self.table, entity)
        raw = self.build.raw_link(self.table, parent)
        keys = tuple(self.key(name, raw=raw) for name in fields)
        if level:
            view = self.build.view(parent, level, raw=raw)
        else:
            called = (entity, raw)
            if called not in self._views:
                self._views[called] = self.build.new_view(parent, raw=raw)
            view = self._views[called]
        return view, self.join(view, keys)

    def key(self, name: str, *, raw: bool) -> Term:
        """A key's or a link's field, as text, or as it lies where both sides are integers."""
        cell = self.scan.cell(name)
        if cell is None:
            return self.sql.nothing(self.build.field(self.table, name).kind)
        return self.lowest(cell.raw if raw and cell.raw else cell.value, nullable=cell.nullable)

    def keys(self, *, raw: bool) -> tuple[Term, ...]:
        """The row's own key."""
        return tuple(self.key(name, raw=raw) for name in self.build.key(self.table))

    def own_key(self) -> Term | None:
        """Has the row its key for itself? None: every row has."""
        own = self.scan.own
        return None if own is None else self.lowest(own, nullable=False)

    # Aggregates --------------------------------------------------------------------------------

    def aggregate(self, node: Aggregate) -> Result:
        """An aggregate over other rows."""
        if self.build.too_old(node):
            return Result(self.sql.nothing(node.type.kind))
        if node.kind == "avg":
            ratio = as_ratio(node)
            assert ratio is not None
            sides = translate(ratio.left, self), translate(ratio.right, self)
            return self.name_all(number.quotient(*sides, self))
        if node.root is not None and node.root.way and not correlated(node):
            return self.above(
                node.root.way, node, replace(node, root=Row(False, node.root.way[1:]))
            )
        by_standard = self.settled(node) if correlated(node) else None
        if by_standard is not None:
            return by_standard
        if node.link is not None:
            doubles = doubled(node, self)
            if doubles is None and correlated(node):
                doubles = paired(node, self)
            if doubles is not None:
                return doubles
        rows, keys, guard = self.rows(node)
        column = self.join(rows, keys)
        result = rows.measured(node)(column, self)
        return self.name_all(self.guarded(guard, result))

    def settled(self, node: Aggregate) -> Result | None:
        """An aggregate that only a standard's region ties to the row."""
        found = settled(node, self.build.forest, self.build.folder)
        if found is None:
            return None
        guard = self.name(self.told(translate(found.standard, self).low))
        known, unknown = translate(found.known, self), translate(found.unknown, self)
        low = self.sql.case([(guard, known.low)], unknown.low)
        high = None
        if known.high is not None or unknown.high is not None:
            high = self.sql.case([(guard, known.top)], unknown.top)
        most = max(known.greatest, unknown.greatest)
        natural = known.natural and unknown.natural
        return self.name_all(Result(low, high, known.millionths, None, most, natural))

    def guarded(self, guard: Term | None, result: Result) -> Result:
        """The result where the guard holds, else unknown."""
        if guard is None:
            return result
        guard = self.name(guard)
        return result.replaced(tuple(self.sql.case([(guard, term)]) for term in result.terms))

    def rows(self, node: Aggregate) -> tuple[Rows, tuple[Term, ...], Term | None]:
        """The rows ranged over, what joins them here, and where there can be an answer."""
        if node.link is not None:
            return self.linked(node)
        assert node.root is not None
        ancestor, raw = self.ancestor(node.root.way), self.build.raw_rows(node, self.table)
        if not correlated(node):
            return self.build.group(node, self.table, raw=raw), self.keys(raw=raw), self.own_key()
        keys = self.root_keys(node.root.way, raw=raw)
        guard = self.own_key() if not node.root.way else self.told(keys[0])
        return self.build.pair(node, self.table, ancestor, raw=raw), (self.rid,), guard

    def linked(self, node: Aggregate) -> tuple[Rows, tuple[Term, ...], Term | None]:
        """The rows that a link names."""
        assert node.link is not None
        own = self.build.linked_term(node.link[1], node.link, self)
        guard = self.told(own) if own.nullable else None
        if correlated(node):
            return self.build.linked_pair(node, self.table), (self.rid,), guard
        return self.build.linked_group(node, self.table), (own,), guard

    def told(self, term: Term) -> Term:
        """Is it known?"""
        return self.sql("is_known", term, nullable=False)

    def ancestor(self, way: tuple[str, ...]) -> TableName:
        """The table at the end of a way up."""
        return TableName(way[-1], self.table.period) if way else self.table

    def root_keys(self, way: tuple[str, ...], *, raw: bool) -> tuple[Term, ...]:
        """The key of the row at the end of a way up; unknown where there is none."""
        if not way:
            return self.keys(raw=raw)
        view, column = self.parent(way[0], 0)
        found = view.keys_above(way[1:], raw=raw)
        return tuple(column(term.text) for term in found)

    def rid_above(self, way: tuple[str, ...]) -> Term:
        """The index of the row at the end of a way up; unknown where there is none."""
        if not way:
            return self.rid
        view, column = self.parent(way[0], 0)
        return column(view.rid_above(way[1:]).text)
