"""The row-by-row interpreter: the specification of the language.

Every other engine must agree with it on every row. A resolved tree is made, once, into a function
of the rows that it speaks of; that function yields a value, an interval (for what carries bounds)
or an `Unknown` with its causes. What is read and how rows are ranged over stands in `cells` and
`aggregates`; here are logic, comparison, numbers and days.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any as Whatever
from typing import TypeVar

from checker import dates
from checker.model.kind import Cause, Kind, Unknown, Value, number
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
from checker.run.logic import agreed, comparison, disjunction, kleene
from checker.run.rows import Evaluate, Rowed, Rows

T = TypeVar("T")
Result = Value | Unknown | Interval
IMPOSSIBLE = Unknown(frozenset({Cause("impossible", "")}))
OUTSIDE = Unknown(frozenset({Cause("outside", "")}))


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
        known: Value | Unknown = self.exact(node)(at)
        return known

    def truth(self, node: Node | None, at: Rowed) -> bool | Unknown:
        """A condition's truth; no condition holds."""
        if node is None:
            return True
        known: bool | Unknown = self.exact(node)(at)
        return known

    def result(self, node: Node, at: Rowed) -> Result:
        """The node's value, interval or unknown."""
        known: Result = self.made(node)(at)
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

        def collapsed(at: Rowed) -> Value | Unknown:
            result: Result = made(at)
            return result.unknown if isinstance(result, Interval) else result

        return collapsed

    # Logic -------------------------------------------------------------------------------------

    def constant(self, node: Constant) -> Evaluate:
        """A constant, or a made date that cannot be."""
        value = IMPOSSIBLE if node.value is None else node.value
        return lambda at: value

    def all(self, node: All) -> Evaluate:
        """Kleene's and: false if one is, else unknown if one is, else true."""
        return kleene([self.exact(operand) for operand in node.operands], decisive=False)

    def any(self, node: Any) -> Evaluate:
        """Kleene's or: true if one is, else unknown if one is, else false."""
        return kleene([self.exact(operand) for operand in node.operands], decisive=True)

    def negated(self, node: Not) -> Evaluate:
        """Kleene's not."""
        operand = self.exact(node.operand)

        def negated(at: Rowed) -> bool | Unknown:
            truth: bool | Unknown = operand(at)
            return truth if isinstance(truth, Unknown) else not truth

        return negated

    def compared(self, node: Compare) -> Evaluate:
        """A comparison: numbers exactly or between bounds, id numbers by their first 18."""
        left, right = self.ratio(node.left), self.ratio(node.right)
        compare = comparison(node)
        if isinstance(node.right, Constant) and node.right.value is not None:
            fixed = node.right.value

            def with_constant(at: Rowed) -> bool | Unknown:
                one = left(at)
                return one if isinstance(one, Unknown) else compare(one, fixed)

            return with_constant

        def compared(at: Rowed) -> bool | Unknown:
            one, other = left(at), right(at)
            if isinstance(one, Unknown) or isinstance(other, Unknown):
                return intervals.doubt(one, other)
            return compare(one, other)

        return compared

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
        return lambda at: at.item == at.itself

    def among(self, node: Among) -> Evaluate:
        """True if equal to one, else unknown if one is unknown, else false."""
        item = self.exact(node.item)
        others = [self.exact(one) for one in node.items]
        persons = any(one.type.kind is Kind.ID_NUMBER for one in (node.item, *node.items))
        fixed = [one.value for one in node.items if isinstance(one, Constant)]
        told = [functions.same(one, persons=persons) for one in fixed if one is not None]
        if len(told) == len(node.items):
            known = frozenset(told)

            def among_constants(at: Rowed) -> bool | Unknown:
                value = item(at)
                if isinstance(value, Unknown):
                    return value if known else False
                return functions.same(value, persons=persons) in known

            return among_constants

        def equal(wanted: Value, other: Value | Unknown) -> bool | Unknown:
            if isinstance(other, Unknown):
                return other
            return functions.same(other, persons=persons) == wanted

        def among(at: Rowed) -> bool | Unknown:
            value = item(at)
            if isinstance(value, Unknown):
                return value if others else False
            wanted = functions.same(value, persons=persons)
            return disjunction([equal(wanted, other(at)) for other in others])

        return among

    def decided(self, node: Decide) -> Evaluate:
        """A decision table: the first row that holds; open rows must agree."""
        rows = [(self.exact(when), self.exact(then)) for when, then in node.rows]
        none = Unknown(frozenset({Cause("no-row", node.text)}))
        last = self.exact(node.otherwise) if node.otherwise else lambda at: none

        def decided(at: Rowed) -> Value | Unknown:
            doubts: list[Unknown] = []
            still_open: list[Value | Unknown] = []
            for when, then in rows:
                truth = when(at)
                if truth is False:
                    continue
                still_open.append(then(at))
                if truth is True:
                    break
                doubts.append(truth)
            else:
                still_open.append(last(at))
            return agreed(still_open, doubts)

        return decided

    # Numbers and days --------------------------------------------------------------------------

    def arithmetic(self, node: Arithmetic) -> Evaluate:
        """+ - *."""
        left, right = self.made(node.left), self.made(node.right)
        sign = node.operator

        def reckoned(at: Rowed) -> Result:
            one, other = left(at), right(at)
            if isinstance(one, Unknown) or isinstance(other, Unknown):
                return intervals.doubt(one, other)
            return known_or(intervals.reckoned(sign, one, other), OUTSIDE)

        return reckoned

    def quotient(self, node: Quotient) -> Evaluate:
        """A quotient made into a number: six decimals."""
        fraction = self.fraction(node)

        def quotient(at: Rowed) -> Result:
            exact = fraction(at)
            if isinstance(exact, Unknown):
                return exact
            low, high = intervals.bounds(exact)
            return known_or(intervals.between(low, high, intervals.doubt(exact)), OUTSIDE)

        return quotient

    def fraction(self, node: Quotient) -> Evaluate:
        """Left / right, exactly."""
        left, right = self.made(node.left), self.exact(node.right)
        by_zero = Unknown(frozenset({Cause("no-quotient", node.text)}))

        def fraction(at: Rowed) -> Fraction | Interval | Unknown:
            above, below = left(at), right(at)
            if isinstance(above, Unknown) or isinstance(below, Unknown):
                return intervals.doubt(above, below)
            return known_or(intervals.ratio(above, below), by_zero)

        return fraction

    def days_between(self, node: DaysBetween) -> Evaluate:
        """Days from the right to the left."""
        left, right = self.exact(node.left), self.exact(node.right)

        def days(at: Rowed) -> Decimal | Unknown:
            one, other = left(at), right(at)
            if isinstance(one, Unknown) or isinstance(other, Unknown):
                return intervals.doubt(one, other)
            return Decimal((one - other).days)

        return days

    def shifted(self, node: Shift) -> Evaluate:
        """A day some days or months on or back."""
        start, by = self.exact(node.day), self.exact(node.by)
        move = months_later if node.months else days_later
        sign = -1 if node.back else 1

        def shifted(at: Rowed) -> date | Unknown:
            day, steps = start(at), by(at)
            if isinstance(day, Unknown) or isinstance(steps, Unknown):
                return intervals.doubt(day, steps)
            if steps != steps.to_integral_value():
                return IMPOSSIBLE
            return move(day, sign * int(steps))

        return shifted

    def called(self, node: Call) -> Evaluate:
        """A function: unknown if an argument is."""
        arguments = [self.exact(argument) for argument in node.arguments]
        function = functions.IMPLEMENTED[node.function]
        no_answer = Unknown(frozenset({Cause("no-answer", node.text)}))

        def called(at: Rowed) -> Value | Unknown:
            values = [argument(at) for argument in arguments]
            if any(isinstance(value, Unknown) for value in values):
                return intervals.doubt(*values)
            result = function(*values)
            if isinstance(result, Decimal):
                result = number(result)
            return no_answer if result is None else result

        return called


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
