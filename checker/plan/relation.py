"""What frames join: a parent's columns, rows counted by key, rows counted for each row.

A relation that one frame joins stands there as a sub-select; one that several join is computed
once, into a temporary table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.resolved import Aggregate, FieldRead, Node
from checker.plan.dialect import Term
from checker.plan.frame import Frame
from checker.plan.measure import Recipe, measure
from checker.plan.result import Result
from checker.plan.translate import translate

if TYPE_CHECKING:
    from checker.plan.build import Build
    from checker.plan.table_frame import TableFrame


MANY = 4  # times as many rows as ask for them: then only what is asked for is counted


class Shared:
    """A relation that knows how many frames join it."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.uses = 0
        self._table = ""

    def joined(self) -> None:
        """One more frame joins it."""
        self.uses += 1

    def select(self) -> str:
        """Its rows."""
        raise NotImplementedError

    def source(self) -> str:
        """The select, or the name of the table it was computed into."""
        if self.uses <= 1:
            return f"({self.select()})"
        if not self._table:
            text = self.select()
            self._table = self.build.names.new("t")
            self.build.steps.append(f"CREATE TEMP TABLE {self._table} AS {text}")
        return self._table


class View(Shared):
    """A parent table's rows under their keys; rows whose key is not theirs alone left out."""

    def __init__(self, build: Build, frame: TableFrame, *, raw: bool) -> None:
        super().__init__(build)
        self.frame = frame
        self.keys = tuple(frame.column(key) for key in frame.keys(raw=raw))
        self._own = frame.own_key()
        self._columns = dict.fromkeys(self.keys)

    def result(self, node: Node) -> Result:
        """A node over the parent's row; its terms are names of the view's columns."""
        found = translate(node, self.frame)
        return found.replaced(tuple(self.export(term) for term in found.terms))

    def cell(self, node: FieldRead) -> tuple[Term, Term]:
        """What could be read of a field's cell, and its state, as columns of the view."""
        read, state = self.frame.cell(node)
        return self.export(read), self.export(state)

    def keys_above(self, way: tuple[str, ...], *, raw: bool) -> tuple[Term, ...]:
        """The key of the row, or of its ancestor at the end of a way, as columns."""
        return tuple(self.export(term) for term in self.frame.root_keys(way, raw=raw))

    def rid_above(self, way: tuple[str, ...]) -> Term:
        """The index of the row, or of its ancestor at the end of a way, as a column."""
        return self.export(self.frame.rid_above(way))

    def export(self, term: Term) -> Term:
        """The term as a column of the view."""
        name = self.frame.column(term)
        self._columns[name] = None
        return Term(name)

    def select(self) -> str:
        """Its rows."""
        return self.frame.select({name: name for name in self._columns}, self._own)


class Rows(Shared):
    """Rows of a frame under some keys, each key once, with what was counted of its rows."""

    def __init__(
        self, build: Build, frame: Frame, keys: tuple[Term, ...], length: int, *, lift: bool
    ) -> None:
        super().__init__(build)
        self.frame = frame
        self.sql = frame.sql
        self._terms = tuple(frame.name(key) for key in keys)
        self._texts = tuple(term.text for term in self._terms)
        self.keys = tuple(build.names.new("k") for _ in keys)
        self._lift = lift
        self.length = length
        self.least = 1  # rows that a key must have to be told of
        self._columns: dict[str, str] = {}  # text of the aggregate → name
        self.askers: list[tuple[Frame, Term]] = []  # tables with the values they ask for

    def result(self, node: Node) -> Result:
        """A node over the row ranged over (and the one outside, where they stand in pairs)."""
        return translate(self.build.forest.lift(node) if self._lift else node, self.frame)

    def name(self, term: Term) -> Term:
        """The term as a column of the frame."""
        return self.frame.name(term)

    def add(self, op: str, *terms: Term) -> str:
        """The name of an aggregate of the rows under a key."""
        text = self.sql(op, *map(self.frame.name, terms)).text
        if text not in self._columns:
            self._columns[text] = self.build.names.new("a")
        return self._columns[text]

    def before(self, day: Term) -> Term:
        """The day before each, of the rows under a key."""
        keys = Term(", ".join(self._texts), max(key.ready for key in self._terms))
        return self.sql("before", day, keys, nullable=True)

    def measured(self, node: Aggregate) -> Recipe:
        """How an aggregate is read from this relation once it is joined."""
        return measure(node, self, self.build.forest, closed=self.build.closed(node))

    def select(self) -> str:
        """One row a key."""
        columns = dict(zip(self.keys, self._texts, strict=True))
        columns |= {name: text for text, name in self._columns.items()}
        known = " AND ".join(self.sql("is_known", key).text for key in self._terms)
        known += self._asked_for()
        rows = self.frame.select(columns, Term(known))
        having = f" HAVING (count(*) >= {self.least})" if self.least > 1 else ""
        return f"{rows} GROUP BY {', '.join(self._texts)}{having}"

    def _asked_for(self) -> str:
        """The condition that somebody asks for the key, where few do."""
        asking = sum(frame.length for frame, _ in self.askers)
        if not self.askers or asking * MANY > self.length:
            return ""
        listed = " UNION ALL ".join(
            frame.select({"k": frame.column(key)}) for frame, key in self.askers
        )
        return f" AND ({self._texts[0]} IN ({listed}))"
