"""Parts of a rule that are the same for all rows, worked out once, before any row is read.

`date(year(核查日), 8, 1)`, `核查日 - months(3)`: what remains is what reads a row. Numbers are
folded only where the result is a number of the language; what cannot be is left to the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from checker import dates
from checker.dates import Month
from checker.model.kind import EXACT, Value, number
from checker.model.resolved import (
    Arithmetic,
    Call,
    Constant,
    DaysBetween,
    Defined,
    DefinedRead,
    Node,
    Shift,
    Typed,
)
from checker.plan.tree import compared

UNFOLDED = object()


class Folder:
    """Folds trees; equal objects are folded once."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[object, object]] = {}

    def fold(self, node: Node) -> Node:
        """The node with its constant parts worked out."""
        folded: Node = self._fold(node)
        return folded

    def _fold(self, value: Any) -> Any:
        """A node, a definition or a tuple of them; the same object where nothing changes."""
        if type(value) is tuple:
            parts = tuple(map(self._fold, value))
            same = all(new is old for new, old in zip(parts, value, strict=True))
            return value if same else parts
        if not isinstance(value, Typed | Defined) or isinstance(value, Constant):
            return value
        if id(value) not in self._seen:
            self._seen[id(value)] = (value, self._folded(value))
        return self._seen[id(value)][1]

    def _folded(self, node: Any) -> Any:
        """As `_fold`, not remembered."""
        if isinstance(node, DefinedRead):
            return self._with(node, ("defined",))
        if isinstance(node, Defined):
            return self._with(node, ("body",))
        node = self._with(node, compared(node))
        found = value_of(node)
        if found is UNFOLDED:
            return node
        return Constant(node.type, node.text, node.span, found)

    def _with(self, node: Any, names: tuple[str, ...]) -> Any:
        """The node with these fields folded."""
        changes = {}
        for name in names:
            old = getattr(node, name)
            new = self._fold(old)
            if new is not old:
                changes[name] = new
        return replace(node, **changes) if changes else node


def value_of(node: Node) -> Any:
    """The value of a node whose operands are all constant; UNFOLDED of any other."""
    match node:
        case Arithmetic() | DaysBetween():
            operands: tuple[Node, ...] = (node.left, node.right)
        case Shift():
            operands = (node.day, node.by)
        case Call() if node.function in FUNCTIONS:
            operands = node.arguments
        case _:
            return UNFOLDED
    if not all(isinstance(one, Constant) for one in operands):
        return UNFOLDED
    values = [one.value for one in operands if isinstance(one, Constant)]
    return None if None in values else computed(node, values)


def computed(node: Node, values: list[Any]) -> Value | None:
    """What the node makes of known values."""
    match node:
        case Arithmetic():
            return number(ARITHMETIC[node.operator](*values))
        case DaysBetween():
            return Decimal((values[0] - values[1]).days)
        case Shift():
            return shifted(values[0], values[1], back=node.back, months=node.months)
        case Call():
            return FUNCTIONS[node.function](*values)
        case _:
            return None


def shifted(day: date, by: Decimal, *, back: bool, months: bool) -> date | None:
    """A day some days or months on or back."""
    if by != by.to_integral_value():
        return None
    steps = -int(by) if back else int(by)
    if months:
        return dates.months_later(day, steps)
    try:
        return day + timedelta(days=steps)
    except OverflowError:
        return None


def made_date(*parts: Decimal) -> date | None:
    """A day of a year, month and day."""
    if any(part != part.to_integral_value() for part in parts):
        return None
    try:
        return date(*map(int, parts))
    except (ValueError, OverflowError):
        return None


ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
}
FUNCTIONS: dict[str, Callable[..., Value | None]] = {
    "date": made_date,
    "year": lambda day: Decimal(day.year),
    "month": lambda day: Decimal(day.month),
    "month_of": lambda day: Month(day.year, day.month),
}
