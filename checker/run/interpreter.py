"""The interpreter: the specification of the language.

Every other engine must agree with it on every row. A resolved tree is made, once, into a function
of the rows that it speaks of; for each row that function yields a value, an interval (for what
carries bounds) or an `Unknown` with its causes. It takes many rows at once, so that a node is
walked once a table and not once a row; no row's answer depends on another's. What is read and how
rows are ranged over stands in `cells` and `aggregates`; here are logic, comparison, numbers, days.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any as Whatever
from typing import TypeVar

from checker import dates
from checker.model.kind import Kind, Unknown, Value, because, number
from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
    Arithmetic,
    Ask,
    Call,
    Compare,
    Constant,
    DaysBetween,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    Not,
    OrElse,
    Quotient,
    SameRow,
    Shift,
    StandardRead,
    Within,
)
from checker.run import functions, intervals
from checker.run.aggregates import Aggregates
from checker.run.cells import Cells
from checker.run.intervals import Interval
from checker.run.logic import agreed, always, among, comparison, kleene, strict
from checker.run.rows import Evaluate, Places, Rowed, Rows, alone

T = TypeVar("T")
Bound = Decimal | Interval
Result = Value | Unknown | Interval
IMPOSSIBLE = because("impossible")
OUTSIDE = because("outside")


class Interpreter:
    """Evaluates nodes for rows of a dataset held in memory."""

    def __init__(self, rows: Rows, as_of: date) -> None:
        self.rows = rows
        self.as_of = as_of
        self.cells = Cells(self)
        self.aggregates = Aggregates(self)
        self._made: dict[int, tuple[Node, Evaluate]] = {}

    def value(self, node: Node, at: Rowed) -> Value | Unknown:
        """The node's value; an interval is not a value."""
        known: Value | Unknown = self.exact(node)(alone(at))[0]
        return known

    def truth(self, node: Node | None, at: Rowed) -> bool | Unknown:
        """A condition's truth; no condition holds."""
        if node is None:
            return True
        known: bool | Unknown = self.exact(node)(alone(at))[0]
        return known

    def result(self, node: Node, at: Rowed) -> Result:
        """The node's value, interval or unknown."""
        known: Result = self.made(node)(alone(at))[0]
        return known

    def made(self, node: Node) -> Evaluate:
        """The node as a function of its rows, made once."""
        found = self._made.get(id(node))
        if found is None:
            # The node is kept, so that no other can take its id.
            found = self._made[id(node)] = (node, MAKE[type(node)](self, node))
        return found[1]

    def exact(self, node: Node) -> Evaluate:
        """The node as a function that yields no interval: outside bounds it is unknown."""
        made = self.made(node)
        if not node.type.bounded:
            return made

        def collapsed(at: Places) -> list[Value | Unknown]:
            return [one.unknown if isinstance(one, Interval) else one for one in made(at)]

        return collapsed

    # Logic -------------------------------------------------------------------------------------

    def constant(self, node: Constant) -> Evaluate:
        """A constant, or a made date that cannot be."""
        return always(IMPOSSIBLE if node.value is None else node.value)

    def all(self, node: All) -> Evaluate:
        """Kleene's and: false if one is, else unknown if one is, else true."""
        return kleene([self.exact(operand) for operand in node.operands], decisive=False)

    def any(self, node: Any) -> Evaluate:
        """Kleene's or: true if one is, else unknown if one is, else false."""
        return kleene([self.exact(operand) for operand in node.operands], decisive=True)

    def negated(self, node: Not) -> Evaluate:
        """Kleene's not."""
        return strict(operator.not_, self.exact(node.operand))

    def compared(self, node: Compare) -> Evaluate:
        """A comparison: numbers exactly or between bounds, id numbers by their first 18."""
        left, right = self.ratio(node.left), self.ratio(node.right)
        compare = comparison(node)
        if not isinstance(node.right, Constant) or node.right.value is None:
            return strict(compare, left, right)
        fixed = node.right.value
        if compare is operator.eq:  # of all comparisons most are with a code
            return lambda at: [one if type(one) is Unknown else one == fixed for one in left(at)]
        return lambda at: [
            one if isinstance(one, Unknown) else compare(one, fixed) for one in left(at)
        ]

    def ratio(self, node: Node) -> Evaluate:
        """An operand of a comparison; a quotient or an average stays an exact fraction."""
        if isinstance(node, DefinedRead) and is_ratio(node):
            return self.cells.elsewhere(node, self.ratio(node.defined.body))
        if isinstance(node, Quotient):
            return self.fraction(node)
        if isinstance(node, Aggregate) and node.kind == "avg":
            return self.aggregates.average(node)
        return self.made(node)

    def same_row(self, node: SameRow) -> Evaluate:
        """Is ITEM the row SELF?"""

        def same(at: Places) -> list[bool]:
            assert at.items is not None  # the resolver names ITEM only inside aggregates
            alike = at.table == at.item_table
            return [alike and row == item for row, item in zip(at.rows, at.items, strict=True)]

        return same

    def among(self, node: Among) -> Evaluate:
        """True if equal to one, else unknown if one is unknown, else false."""
        item, others = self.exact(node.item), [self.exact(one) for one in node.items]
        persons = any(one.type.kind is Kind.ID_NUMBER for one in (node.item, *node.items))
        fixed = [one.value for one in node.items if isinstance(one, Constant)]
        told = [functions.same(one, persons=persons) for one in fixed if one is not None]
        if not told or len(told) < len(node.items):
            return among(item, others, persons=persons)
        known = frozenset(told)
        if not persons:
            return lambda at: [one if type(one) is Unknown else one in known for one in item(at)]
        return strict(lambda value: functions.same(value, persons=persons) in known, item)

    def decided(self, node: Decide) -> Evaluate:
        """A decision table: the first row that holds; open rows must agree."""
        rows = [(self.exact(when), self.exact(then)) for when, then in node.rows]
        no_row = because("no-row", node.text)
        last = self.exact(node.otherwise) if node.otherwise else always(no_row)

        def decided(at: Places) -> list[Value | Unknown]:
            values: list[list[Value | Unknown]] = [[] for _ in at.rows]
            doubts: list[list[Unknown]] = [[] for _ in at.rows]
            still_open: Sequence[int] = range(len(values))
            for when, then in rows:
                truths = dict(zip(still_open, when(at.part(still_open)), strict=True))
                held = [place for place, truth in truths.items() if truth is not False]
                for place, value in zip(held, then(at.part(held)), strict=True):
                    values[place].append(value)
                    if isinstance(truths[place], Unknown):
                        doubts[place].append(truths[place])
                still_open = [place for place, truth in truths.items() if truth is not True]
            for place, value in zip(still_open, last(at.part(still_open)), strict=True):
                values[place].append(value)
            return list(map(agreed, values, doubts))

        return decided

    # Numbers and days --------------------------------------------------------------------------

    def arithmetic(self, node: Arithmetic) -> Evaluate:
        """+ - *."""

        def reckoned(one: Bound, other: Bound) -> Result:
            return known_or(intervals.reckoned(node.operator, one, other), OUTSIDE)

        return strict(reckoned, self.made(node.left), self.made(node.right))

    def quotient(self, node: Quotient) -> Evaluate:
        """A quotient made into a number: six decimals."""

        def rounded(exact: Fraction | Interval) -> Result:
            low, high = intervals.bounds(exact)
            return known_or(intervals.between(low, high, intervals.doubt(exact)), OUTSIDE)

        return strict(rounded, self.fraction(node))

    def fraction(self, node: Quotient) -> Evaluate:
        """Left / right, exactly."""
        by_zero = because("no-quotient", node.text)

        def fraction(above: Bound, below: Decimal) -> Fraction | Interval | Unknown:
            return known_or(intervals.ratio(above, below), by_zero)

        return strict(fraction, self.made(node.left), self.exact(node.right))

    def days_between(self, node: DaysBetween) -> Evaluate:
        """Days from the right to the left."""

        def days(one: date, other: date) -> Decimal:
            return Decimal((one - other).days)

        return strict(days, self.exact(node.left), self.exact(node.right))

    def shifted(self, node: Shift) -> Evaluate:
        """A day some days or months on or back."""
        move = months_later if node.months else days_later
        sign = -1 if node.back else 1

        def shifted(day: date, steps: Decimal) -> date | Unknown:
            if steps != steps.to_integral_value():
                return IMPOSSIBLE
            return move(day, sign * int(steps))

        return strict(shifted, self.exact(node.day), self.exact(node.by))

    def called(self, node: Call) -> Evaluate:
        """A function: unknown if an argument is."""
        function = functions.IMPLEMENTED[node.function]
        no_answer = because("no-answer", node.text)

        def answer(*values: Whatever) -> Value | Unknown:
            result = function(*values)
            if isinstance(result, Decimal):
                result = number(result)
            return no_answer if result is None else result

        return strict(answer, *(self.exact(argument) for argument in node.arguments))


def is_ratio(node: Node) -> bool:
    """Is it, through definitions, a quotient or an average?"""
    if isinstance(node, DefinedRead):
        return is_ratio(node.defined.body)
    return isinstance(node, Quotient) or (isinstance(node, Aggregate) and node.kind == "avg")


def known_or(value: T | Unknown, otherwise: Unknown) -> T | Unknown:
    """The value; an unknown without a cause gets one."""
    if isinstance(value, Unknown) and not value.causes:
        return otherwise
    return value


def days_later(day: date, days: int) -> date | Unknown:
    """A day some days on; unknown outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return IMPOSSIBLE


def months_later(day: date, months: int) -> date | Unknown:
    """A day some months on; unknown outside the calendar."""
    return dates.months_later(day, months) or IMPOSSIBLE


MAKE: dict[type, Callable[[Interpreter, Whatever], Evaluate]] = {
    Constant: Interpreter.constant,
    FieldRead: lambda self, node: self.cells.field(node),
    DefinedRead: lambda self, node: self.cells.defined(node),
    StandardRead: lambda self, node: self.cells.standard(node),
    All: Interpreter.all,
    Any: Interpreter.any,
    Not: Interpreter.negated,
    Compare: Interpreter.compared,
    SameRow: Interpreter.same_row,
    Among: Interpreter.among,
    Within: lambda self, node: self.cells.within(node),
    Decide: Interpreter.decided,
    Ask: lambda self, node: self.cells.asked(node),
    OrElse: lambda self, node: self.cells.or_else(node),
    Arithmetic: Interpreter.arithmetic,
    Quotient: Interpreter.quotient,
    DaysBetween: Interpreter.days_between,
    Shift: Interpreter.shifted,
    Call: Interpreter.called,
    Aggregate: lambda self, node: self.aggregates.aggregate(node),
}
