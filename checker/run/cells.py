"""What an expression reads of a row: fields, definitions, standards, and questions about cells.

Part of the specification. A field of an ancestor is found over the parent links; a row without
that ancestor reads it as unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from typing import Any as Whatever

from checker.model.dataset import Column
from checker.model.kind import Cause, State, Unknown, Value
from checker.model.resolved import (
    SELF,
    Ask,
    DefinedRead,
    FieldRead,
    OrElse,
    Row,
    StandardRead,
    Within,
)
from checker.run import intervals, standards
from checker.run.rows import Evaluate, Rowed

if TYPE_CHECKING:
    from checker.run.interpreter import Interpreter, Result

Locate = Callable[[Rowed], int | None]
Cell = tuple[State | None, Value | None]  # no state: there is no such row


class Cells:
    """Makes readers for an interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.rows = interpreter.rows
        self._defined: dict[object, Evaluate] = {}

    def located(self, row: Row) -> Locate:
        """How the row that a node reads is found from SELF and ITEM."""
        from_item, way = row.item, row.way
        ancestor = self.rows.ancestor

        def start(at: Rowed) -> int | None:
            place = at.item if from_item else at.itself
            assert place is not None  # the resolver names ITEM only inside aggregates
            return place[1]

        def above(at: Rowed) -> int | None:
            place = at.item if from_item else at.itself
            assert place is not None
            return ancestor(place[0], place[1], way)

        return above if way else start

    def cell(self, node: FieldRead) -> Callable[[Rowed], Cell]:
        """A cell's state and what could be read of it.

        Of a CHOICES cell with an unreadable part, the codes that could be read.
        """
        locate = self.located(node.row)
        column = self.rows.table(node.table).columns.get(node.name)

        def cell(at: Rowed) -> Cell:
            row = locate(at)
            if row is None:
                return None, None
            return (column.state(row), column.values[row]) if column else (State.BLANK, None)

        return cell

    def field(self, node: FieldRead) -> Evaluate:
        """A cell's value."""
        column = self.rows.table(node.table).columns.get(node.name) or Column(())
        values, odd = column.values, column.odd
        locate, told = self.located(node.row), bool(values)
        blank, unreadable, orphan = (
            Unknown(frozenset({Cause(code, self.shown(node))}))
            for code in ("blank", "unreadable", "no-parent")
        )

        def read(at: Rowed) -> Value | Unknown:
            row = locate(at)
            if row is None:
                return orphan
            value = values[row] if told else None
            if row in odd and odd[row].state is not State.KNOWN:
                return unreadable if odd[row].state is State.UNREADABLE else blank
            return blank if value is None else value

        return read

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

        def remembered(at: Rowed) -> Result:
            row = at.itself[1]
            if row not in known:
                known[row] = body(at)
            return known[row]

        return remembered

    def elsewhere(self, node: DefinedRead, body: Evaluate) -> Evaluate:
        """A definition's body for the row that the node reads it of."""
        locate, table = self.located(node.row), node.defined.table
        orphan = Unknown(frozenset({Cause("no-parent", node.text)}))
        if node.row == SELF:
            return lambda at: body(Rowed(at.itself) if at.item else at)

        def read(at: Rowed) -> Whatever:
            row = locate(at)
            return orphan if row is None else body(Rowed((table, row)))

        return read

    def standard(self, node: StandardRead) -> Evaluate:
        """A standard's value by day, code and region."""
        code = self.interpreter.exact(node.code) if node.code else lambda at: None
        as_of = self.interpreter.as_of
        day = self.interpreter.exact(node.day) if node.day else lambda at: as_of
        region = self.region(node)
        known: dict[tuple[date, Value | None, standards.Region], Value | Unknown] = {}

        def read(at: Rowed) -> Value | Unknown:
            of, on = code(at), day(at)
            if isinstance(of, Unknown) or isinstance(on, Unknown):
                return intervals.doubt(of, on)
            key = (on, of, region(at))
            if key not in known:
                known[key] = standards.value(node, *key)
            return known[key]

        return read

    def region(self, node: StandardRead) -> Callable[[Rowed], standards.Region]:
        """Where the household is, found once a household."""
        about = self.rows.dataset.region
        if not node.region:
            nowhere = standards.region([], about)
            return lambda at: nowhere
        parts = [self.interpreter.exact(field) for field in node.region]
        locate = self.located(node.region[0].row)
        known: dict[int | None, standards.Region] = {}

        def region(at: Rowed) -> standards.Region:
            row = locate(at)
            if row not in known:
                known[row] = standards.region([part(at) for part in parts], about)
            return known[row]

        return region

    def within(self, node: Within) -> Evaluate:
        """Is the code among the choices; an unreadable part makes an absent code unknown."""
        item, choices = self.interpreter.exact(node.item), self.interpreter.exact(node.choices)
        cell = self.cell(node.choices) if isinstance(node.choices, FieldRead) else None

        def within(at: Rowed) -> bool | Unknown:
            code = item(at)
            if isinstance(code, Unknown):
                return code
            known = choices(at)
            if not isinstance(known, Unknown):
                return code in known
            return True if cell and code in (cell(at)[1] or ()) else known  # type: ignore[operator]

        return within

    def asked(self, node: Ask) -> Evaluate:
        """Blank, unreadable, known: always known."""
        if node.question == "known":
            value = self.interpreter.exact(node.of)
            return lambda at: not isinstance(value(at), Unknown)
        assert isinstance(node.of, FieldRead)  # the resolver takes only fields
        cell = self.cell(node.of)
        wanted = State.BLANK if node.question == "blank" else State.UNREADABLE
        return lambda at: cell(at)[0] is wanted

    def or_else(self, node: OrElse) -> Evaluate:
        """Another value where the field is blank."""
        assert isinstance(node.of, FieldRead)  # the resolver takes only fields
        cell = self.cell(node.of)
        value = self.interpreter.exact(node.of)
        otherwise = self.interpreter.exact(node.otherwise)
        return lambda at: otherwise(at) if cell(at)[0] is State.BLANK else value(at)
