"""What an expression may be where nothing is known of the rows: the likeliest values first.

Guesses lead a search; whatever they lead to is judged, so that a bad one costs time, no truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any as Whatever

from checker.dates import Month
from checker.model.catalog import Catalog, Field
from checker.model.dataset import Dataset
from checker.model.kind import Kind, Unknown, Value
from checker.model.resolved import (
    Aggregate,
    Arithmetic,
    Call,
    Constant,
    DaysBetween,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    OrElse,
    Quotient,
    SameRow,
    Shift,
    StandardRead,
    TableName,
)
from checker.resolve.trees import children, rebuilt
from checker.run.interpreter import Interpreter
from checker.run.rows import Rowed, Rows
from checker.study import people
from checker.study.steps import OTHER_WORDS, around

GUESSES = 8  # of one expression
MANY = Decimal(100)  # a number where nothing is known of it
FEW = Decimal(2)  # a count

NOWHERE = Rowed((TableName(""), 0), (TableName(""), 0))  # rows that nothing reads


def speaks_of_nothing(node: Node) -> bool:
    """Is it the same for every row?"""
    if isinstance(node, FieldRead | Aggregate) or (isinstance(node, StandardRead) and node.region):
        return False
    if isinstance(node, DefinedRead):
        return not node.row.way and speaks_of_nothing(node.defined.body)
    return not isinstance(node, SameRow) and all(map(speaks_of_nothing, children(node)))


class Guesses:
    """What an expression may be, where nothing is known of the rows."""

    def __init__(self, as_of: date, catalog: Catalog) -> None:
        self.as_of = as_of
        self.catalog = catalog
        self.asked: set[Field] = set()  # fields of which something was guessed
        self.interpreter = Interpreter(Rows(Dataset({}), catalog), as_of)

    def __call__(self, node: Node) -> list[Value]:
        """At most a few values, the likeliest first."""
        return [*dict.fromkeys(islice(self._values(node), GUESSES))]

    def _values(self, node: Node) -> Iterator[Value]:
        if speaks_of_nothing(node):
            value = self.interpreter.value(node, NOWHERE)
            if not isinstance(value, Unknown):
                yield value
        elif node.type.kind is Kind.YES_NO and not isinstance(node, FieldRead):
            yield from (True, False)
        elif (parts := PARTS.get(type(node))) is not None:
            yield from parts(self, node)

    def _field(self, node: FieldRead) -> Sequence[Value]:
        self.asked.add(node.field)
        return self.some(node.field)

    def _decided(self, node: Decide) -> Iterator[Value]:
        branches = [then for _, then in node.rows]
        for then in [*branches, *([node.otherwise] if node.otherwise else [])]:
            yield from self(then)

    def _aggregate(self, node: Aggregate) -> Iterator[Value]:
        if node.kind in ("count", "distinct", "longest_gap"):
            yield from (Decimal(0), Decimal(1), FEW)
        elif node.value is not None:
            yield from self(node.value)

    def _made(self, node: Node) -> Iterator[Value]:
        """A node evaluated with its parts guessed: first guesses with first guesses, and so on."""
        parts = children(node)
        guessed = [self(part) for part in parts]
        for nth in range(max(map(len, guessed), default=0)):
            chosen = [some[min(nth, len(some) - 1)] for some in guessed if some]
            if len(chosen) == len(parts):
                value = self._with(node, chosen)
                if not isinstance(value, Unknown):
                    yield value

    def _with(self, node: Node, values: Sequence[Value]) -> Value | Unknown:
        """The node's value with its parts put in as constants."""
        parts = iter(
            Constant(part.type, part.text, part.span, value)
            for part, value in zip(children(node), values, strict=True)
        )
        return self.interpreter.value(rebuilt(node, lambda _: next(parts)), NOWHERE)

    def near(self, value: Value, node: Node) -> Iterator[Value]:
        """A value and what lies next to it, as `node` can take it."""
        yield from around(value, node.type)
        if isinstance(value, str) and node.type.kind is Kind.CHOICE:
            yield from self.and_another([value], node)[-1:]
        if isinstance(value, str) and node.type.kind is Kind.ID_NUMBER:
            yield people.id_number(number=1)

    def and_another(self, values: Sequence[Value], node: Node) -> list[Value]:
        """The values and one that is not among them."""
        if node.type.kind.numeric or node.type.kind in (Kind.DATE, Kind.MONTH, Kind.YES_NO):
            others: Iterable[Value] = (one for v in values for one in around(v, node.type))
        else:
            others = self.catalog.codes[node.type.codes].codes if node.type.codes else OTHER_WORDS
        return [*values, *[other for other in others if other not in values][:1]]

    def some(self, field: Field) -> list[Value]:
        """A few values of a field of which nothing is known."""
        if field.kind in (Kind.CHOICE, Kind.CHOICES) and field.codes:
            codes = [*self.catalog.codes[field.codes].codes][:2]
            return [(code,) for code in codes] if field.kind is Kind.CHOICES else [*codes]
        return {
            Kind.YES_NO: [True, False],
            Kind.COUNT: [FEW],
            Kind.NUMBER: [MANY],
            Kind.AMOUNT: [MANY],
            Kind.DATE: [self.as_of],
            Kind.MONTH: [Month(self.as_of.year, self.as_of.month)],
            Kind.ID_NUMBER: [people.id_number()],
            Kind.PHONE: ["13900000000"],
        }.get(field.kind, [OTHER_WORDS[0]])  # type: ignore[return-value]


PARTS: dict[type, Callable[[Guesses, Whatever], Iterator[Value] | Sequence[Value]]] = {
    FieldRead: Guesses._field,
    DefinedRead: lambda guess, node: guess(node.defined.body),
    StandardRead: lambda _, node: [choice.value for choice in node.choices],
    Decide: Guesses._decided,
    OrElse: lambda guess, node: [*guess(node.otherwise), *guess(node.of)],
    Aggregate: Guesses._aggregate,
    **dict.fromkeys((Arithmetic, Quotient, DaysBetween, Shift, Call), Guesses._made),
}
