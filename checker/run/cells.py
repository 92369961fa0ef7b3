"""What an expression reads of a row: fields, definitions, standards, and questions about cells.

Part of the specification. A field of an ancestor is found over the parent links; a row without
that ancestor reads it as unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING
from typing import Any as Whatever

from checker.model.dataset import Column
from checker.model.kind import State, Unknown, Value, because
from checker.model.resolved import (
    SELF,
    Ask,
    DefinedRead,
    FieldRead,
    Node,
    OrElse,
    Row,
    StandardRead,
    TableName,
    Within,
)
from checker.run import intervals, standards
from checker.run.logic import always
from checker.run.rows import Evaluate, Places, Rowed, alone

if TYPE_CHECKING:
    from checker.run.interpreter import Interpreter, Result

Locate = Callable[[Places], Sequence[int | None]]


class Cells:
    """Makes readers for an interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.rows = interpreter.rows
        self._defined: dict[object, Evaluate] = {}
        self._unread: dict[tuple[TableName, str, str], dict[int, Unknown]] = {}

    def located(self, row: Row) -> Callable[[Rowed], int | None]:
        """The row that a node reads, found from SELF or ITEM."""
        locate = self.locate(row)
        return lambda at: locate(alone(at))[0]

    def locate(self, row: Row) -> Locate:
        """How the rows that a node reads are found from SELF or ITEM."""
        ancestors, way = self.rows.ancestors, row.way
        if not row.item:
            return lambda at: ancestors(at.table, at.rows, way)

        def from_items(at: Places) -> Sequence[int | None]:
            assert at.items is not None  # the resolver names ITEM only inside aggregates
            assert at.item_table is not None
            return ancestors(at.item_table, at.items, way)

        return from_items

    def states(self, node: FieldRead) -> Callable[[Places], list[State | None]]:
        """What each cell holds; None where there is no such row."""
        locate = self.locate(node.row)
        column = self.rows.table(node.table).columns.get(node.name)
        if column is None:
            return lambda at: [None if row is None else State.BLANK for row in locate(at)]
        values, odd = column.values, column.odd
        if not odd:
            return lambda at: [
                None if row is None else State.BLANK if values[row] is None else State.KNOWN
                for row in locate(at)
            ]

        def states(at: Places) -> list[State | None]:
            return [
                None
                if row is None
                else odd[row].state
                if row in odd
                else State.BLANK
                if values[row] is None
                else State.KNOWN
                for row in locate(at)
            ]

        return states

    def readable(self, node: Node) -> Callable[[Places], list[Whatever]]:
        """Of CHOICES cells with an unreadable part, the codes that could be read; else none."""
        column = None
        if isinstance(node, FieldRead):
            column = self.rows.table(node.table).columns.get(node.name)
        if column is None or not isinstance(node, FieldRead):
            return always(())
        locate, values = self.locate(node.row), column.values
        return lambda at: [() if row is None else values[row] or () for row in locate(at)]

    def field(self, node: FieldRead) -> Evaluate:
        """A cell's value."""
        locate, shown = self.locate(node.row), self.shown(node)
        orphan, blank = because("no-parent", shown), because("blank", shown)
        column = self.rows.table(node.table).columns.get(node.name)
        if column is None:
            return lambda at: [orphan if row is None else blank for row in locate(at)]
        values, unread = column.values, self.unread(node, column)
        if not unread:  # of most fields
            return lambda at: [
                orphan if row is None else blank if (value := values[row]) is None else value
                for row in locate(at)
            ]

        def read(at: Places) -> list[Value | Unknown]:
            return [
                orphan
                if row is None
                else unread[row]
                if row in unread
                else blank
                if (value := values[row]) is None
                else value
                for row in locate(at)
            ]

        return read

    def unread(self, node: FieldRead, column: Column) -> dict[int, Unknown]:
        """Why the odd cells of a field have no value; many rules read the same field."""
        shown = self.shown(node)
        key = (node.table, node.name, shown)
        if key not in self._unread:
            blank, unreadable = because("blank", shown), because("unreadable", shown)
            self._unread[key] = {
                row: unreadable if odd.state is State.UNREADABLE else blank
                for row, odd in column.odd.items()
                if odd.state is not State.KNOWN
            }
        return self._unread[key]

    def shown(self, node: FieldRead) -> str:
        """The field as readers see it."""
        if not node.row.item and not node.row.way:
            return node.field.title
        return f"{self.rows.catalog.entities[node.table.entity].title}.{node.field.title}"

    def defined(self, node: DefinedRead) -> Evaluate:
        """A definition's value for a row, computed once a row."""
        what = node.defined
        if what not in self._defined:
            self._defined[what] = self._once(self.interpreter.made(what.body))
        return self.elsewhere(node, self._defined[what])

    def _once(self, body: Evaluate) -> Evaluate:
        """The body, remembered by row."""
        known: dict[int, Result] = {}

        def remembered(at: Places) -> list[Result]:
            new = [*{*at.rows}.difference(known)]
            known.update(zip(new, body(Places(at.table, new)), strict=True))
            return [known[row] for row in at.rows]

        return remembered

    def elsewhere(self, node: DefinedRead, body: Evaluate) -> Evaluate:
        """A definition's body for the row that the node reads it of."""
        locate, table = self.locate(node.row), node.defined.table
        orphan = because("no-parent", node.text)
        if node.row == SELF:
            return lambda at: body(at if at.items is None else Places(at.table, at.rows))

        def read(at: Places) -> list[Whatever]:
            rows = locate(at)
            values = iter(body(Places(table, [row for row in rows if row is not None])))
            return [orphan if row is None else next(values) for row in rows]

        return read

    def standard(self, node: StandardRead) -> Evaluate:
        """A standard's value by day, code and region."""
        exact = self.interpreter.exact
        code = exact(node.code) if node.code else always(None)
        day = exact(node.day) if node.day else always(self.interpreter.as_of)
        chosen = cache(partial(standards.value, node))
        region = self.region(node)

        def read(at: Places) -> list[Value | Unknown]:
            keys = zip(day(at), code(at), region(at), strict=True)
            return [
                intervals.doubt(of, on)
                if isinstance(of, Unknown) or isinstance(on, Unknown)
                else chosen(on, of, where)
                for on, of, where in keys
            ]

        return read

    def region(self, node: StandardRead) -> Callable[[Places], list[standards.Region]]:
        """Where the household is, found once a household."""
        about = self.rows.dataset.region
        if not node.region:
            return always(standards.region([], about))
        parts = [self.interpreter.exact(field) for field in node.region]
        locate = self.locate(node.region[0].row)
        known: dict[int | None, standards.Region] = {}

        def region(at: Places) -> list[standards.Region]:
            rows = locate(at)
            new = {row: place for place, row in enumerate(rows) if row not in known}
            told = zip(*(part(at.part([*new.values()])) for part in parts), strict=True)
            known.update(zip(new, (standards.region(one, about) for one in told), strict=True))
            return [known[row] for row in rows]

        return region

    def within(self, node: Within) -> Evaluate:
        """Is the code among the choices; an unreadable part makes an absent code unknown."""
        item, choices = self.interpreter.exact(node.item), self.interpreter.exact(node.choices)
        readable = self.readable(node.choices)

        def told(code: Value, known: Whatever, some: Whatever) -> bool | Unknown:
            if not isinstance(known, Unknown):
                return code in known
            return True if code in some else known

        def within(at: Places) -> list[bool | Unknown]:
            rows = zip(item(at), choices(at), readable(at), strict=True)
            return [
                code if isinstance(code, Unknown) else told(code, known, some)
                for code, known, some in rows
            ]

        return within

    def asked(self, node: Ask) -> Evaluate:
        """Blank, unreadable, known: always known."""
        if node.question == "known":
            value = self.interpreter.exact(node.of)
            return lambda at: [not isinstance(one, Unknown) for one in value(at)]
        assert isinstance(node.of, FieldRead)  # the resolver takes only fields
        states = self.states(node.of)
        wanted = State.BLANK if node.question == "blank" else State.UNREADABLE
        return lambda at: [state is wanted for state in states(at)]

    def or_else(self, node: OrElse) -> Evaluate:
        """Another value where the field is blank."""
        assert isinstance(node.of, FieldRead)  # the resolver takes only fields
        states = self.states(node.of)
        value = self.interpreter.exact(node.of)
        otherwise = self.interpreter.exact(node.otherwise)

        def or_else(at: Places) -> list[Whatever]:
            values = list(value(at))
            blank = [p for p, state in enumerate(states(at)) if state is State.BLANK]
            for place, other in zip(blank, otherwise(at.part(blank)), strict=True):
                values[place] = other
            return values

        return or_else
