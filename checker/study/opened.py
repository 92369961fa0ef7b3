"""A traced rule as steps that people can read: words, values, cells, and who decided."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from checker.model.explanation import Step
from checker.model.gap import Reading
from checker.model.kind import Kind
from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
    Ask,
    Call,
    Compare,
    Constant,
    Decide,
    DefinedRead,
    FieldRead,
    Not,
    OrElse,
    SameRow,
    StandardRead,
    Within,
)
from checker.prose import Sources, phrase
from checker.run.explain import field_reads, name_of
from checker.run.interpreter import Interpreter
from checker.run.intervals import Interval, rounded
from checker.run.naming import Names
from checker.run.trace import Cell, Item, Traced

KINDS = {
    All: "and",
    Any: "or",
    Not: "not",
    Compare: "compare",
    SameRow: "same-row",
    Among: "in",
    Within: "in",
    Decide: "decide",
    Ask: "ask",
    OrElse: "or-else",
    Call: "function",
    Aggregate: "aggregate",
    FieldRead: "field",
    DefinedRead: "definition",
    StandardRead: "standard",
    Constant: "constant",
}
REST = "arithmetic"  # + - * / and days
ROW = "row"  # of an aggregate
NO_ROW = "no-row"


class Steps:
    """Makes steps for the rows of a dataset."""

    def __init__(
        self, interpreter: Interpreter, names: Names, sources: Sources, language: str
    ) -> None:
        self.interpreter, self.names = interpreter, names
        self.sources, self.language = sources, language

    def of(self, one: Traced, *, decided: bool) -> Step:
        """One sub-expression and all below it."""
        node = one.node
        condition = node.type.kind is Kind.YES_NO
        below = [self.of(child, decided=i in one.decided) for i, child in enumerate(one.children)]
        return Step(
            KINDS.get(type(node), REST),
            self.words(one),
            node.text,
            condition,
            one.truth,
            decided,
            self.reading(one),
            bounds(one),
            self.state(one),
            one.cell.odd.raw if one.cell and one.cell.odd else "",
            any(read.field.sensitive or read.field.mask for read in field_reads(node)),
            (*below, *(self.row(item) for item in one.items)),
        )

    def words(self, one: Traced) -> str:
        """The sub-expression as a clause or a noun, as seen from where it stands."""
        item = one.at.item[0] if one.at.item else None
        table = one.at.itself[0]
        return phrase(one.node, self.language, table=table, item=item, sources=self.sources)

    def reading(self, one: Traced) -> Reading:
        """The value, with the cell that it was read from."""
        node = one.node
        fields = tuple(field_reads(node))
        return Reading(
            self.name(one),
            one.result.unknown if isinstance(one.result, Interval) else one.result,
            node.type.unit,
            (one.cell.place,) if one.cell and one.cell.place else (),
            any(read.field.sensitive and read.field.kind.written for read in fields),
            any(read.field.mask for read in fields),
        )

    def name(self, one: Traced) -> str:
        """在校生状况, 户.村名; of what is no field its source text."""
        node = one.node
        if isinstance(node, FieldRead):
            return name_of(self.interpreter, node, node.field)
        if isinstance(node, DefinedRead):
            return name_of(self.interpreter, node, node.defined.derived)
        return node.text

    def state(self, one: Traced) -> str:
        """Of a field whether its cell is known, blank, unreadable, or not there."""
        if not isinstance(one.node, FieldRead):
            return ""
        return told_state(one.cell)

    def row(self, item: Item) -> Step:
        """One row of an aggregate."""
        table, row = item.row
        title = self.sources.title(table)
        key = self.names.key(table, row)
        place = self.interpreter.rows.table(table).place(row)
        parts = [part for part in (item.condition, item.value, item.by) if part is not None]
        return Step(
            ROW,
            title,
            "",
            condition=True,
            truth=item.truth,
            decided=item.decided,
            reading=Reading(title, key, None, (place,) if place else ()),
            children=tuple(self.of(part, decided=item.decided) for part in parts),
        )


def told_state(cell: Cell | None) -> str:
    """known, blank, unreadable; no-row where there is no such parent."""
    return NO_ROW if cell is None else cell.state.name.lower()


def bounds(one: Traced) -> tuple[Decimal | None, Decimal | None] | None:
    """Between what a value lies that is not known exactly."""
    if not isinstance(one.result, Interval):
        return None
    return limit(one.result.low), limit(one.result.high)


def limit(bound: Decimal | Fraction | None) -> Decimal | None:
    """A bound as a number of the language; None for infinity."""
    return None if bound is None else rounded(bound)
