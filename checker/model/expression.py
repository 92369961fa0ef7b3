"""An expression as it was written: the tree of the closed subset, before names are looked up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from checker.frozen import frozen
from checker.source import Span


@frozen
class Written:
    """What every node has: where it stands and its source text."""

    span: Span
    text: str


@frozen
class Literal(Written):
    """`3`, `0.95`, `"在校"`, `True`."""

    value: Decimal | str | bool


@frozen
class Name(Written):
    """`年龄`: one name without a dot."""

    name: str


@frozen
class Member(Written):
    """`户.村名`: something of something."""

    of: Expression
    name: str
    name_span: Span


@frozen
class Listed(Written):
    """`["a", "b"]` or `("a", "b")`."""

    items: tuple[Expression, ...]


@frozen
class Item(Written):
    """`寄宿生生活补助[学段]`: a standard's value for a code."""

    of: Expression
    index: Expression


@frozen
class Compared(Written):
    """`a <= b < c`, `a in b`: operands one more than operators.

    Operators: == != < <= > >= in not-in.
    """

    operands: tuple[Expression, ...]
    operators: tuple[str, ...]


@frozen
class Joined(Written):
    """`a and b and c`, `a or b`."""

    operator: str  # and | or
    operands: tuple[Expression, ...]


@frozen
class Negated(Written):
    """`not a`."""

    operand: Expression


@frozen
class Reckoned(Written):
    """`a + b`, `a - b`, `a * b`, `a / b`."""

    operator: str
    left: Expression
    right: Expression


@frozen
class Minus(Written):
    """`-a`."""

    operand: Expression


@frozen
class Chosen(Written):
    """`x if c else y`."""

    condition: Expression
    then: Expression
    otherwise: Expression


@frozen
class Ranged(Written):
    """`value for variable in collection if condition`: what an aggregate ranges over."""

    value: Expression
    variable: str
    variable_span: Span
    collection: Expression
    condition: Expression | None  # several `if`s are joined with and


@frozen
class Called(Written):
    """`length(x)`, `any(c for v in 走访)`; keywords: by since until."""

    function: str
    function_span: Span
    arguments: tuple[Expression, ...]
    keywords: tuple[tuple[str, Expression], ...] = ()


Expression = (
    Literal
    | Name
    | Member
    | Listed
    | Item
    | Compared
    | Joined
    | Negated
    | Reckoned
    | Minus
    | Chosen
    | Ranged
    | Called
)


@frozen
class Row:
    """One row of a decision table; `when` is None for `otherwise`."""

    when: Expression | None
    then: Expression
    span: Span
    start: date | None = None  # the first and the last day on which it stands in the table
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Does the table have the row on this day?"""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@frozen
class Template:
    """A message: text, and expressions that stood in braces."""

    parts: tuple[str | Expression, ...]
    span: Span
