"""The row-by-row interpreter: the specification of the language.

Every other engine must agree with it on every row. It evaluates a resolved tree for one row and
yields a value, an interval (for what carries bounds) or an `Unknown` with its causes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any as Whatever
from typing import TypeVar

from checker import dates
from checker.model.kind import Cause, Kind, State, Unknown, Value, number
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
    Defined,
    DefinedRead,
    FieldRead,
    Node,
    Not,
    OrElse,
    Quotient,
    Row,
    SameRow,
    Shift,
    StandardRead,
    Within,
)
from checker.run import functions, intervals, standards
from checker.run.aggregates import Aggregates
from checker.run.intervals import Interval
from checker.run.rows import Rowed, Rows

T = TypeVar("T")
Result = Value | Unknown | Interval
IMPOSSIBLE = Unknown(frozenset({Cause("impossible", "")}))


class Interpreter:
    """Evaluates nodes for rows of a dataset held in memory."""

    def __init__(self, rows: Rows, as_of: date) -> None:
        self.rows = rows
        self.as_of = as_of
        self.aggregates = Aggregates(self)
        self._defined: dict[tuple[Defined, int], Result] = {}

    def value(self, node: Node, at: Rowed) -> Value | Unknown:
        """The node's value; an interval is not a value."""
        result = self.result(node, at)
        return result.unknown if isinstance(result, Interval) else result

    def truth(self, node: Node | None, at: Rowed) -> bool | Unknown:
        """A condition's truth; no condition holds."""
        if node is None:
            return True
        result = self.value(node, at)
        assert isinstance(result, bool | Unknown)  # the resolver lets nothing else stand here
        return result

    def result(self, node: Node, at: Rowed) -> Result:
        """The node's value, interval or unknown."""
        return EVALUATE[type(node)](self, node, at)

    def located(self, row: Row, at: Rowed) -> int | None:
        """The index of the row that a node reads; None without such a parent."""
        table, start = at.start(row)
        return self.rows.ancestor(table, start, row.way)

    # What is read ------------------------------------------------------------------------------

    def constant(self, node: Constant, at: Rowed) -> Result:
        """A constant, or a made date that cannot be."""
        return IMPOSSIBLE if node.value is None else node.value

    def field(self, node: FieldRead, at: Rowed) -> Result:
        """A cell."""
        state, value = self.cell(node, at)
        if state is State.KNOWN and value is not None:
            return value
        code = state.name.lower() if state else "no-parent"
        return Unknown(frozenset({Cause(code, self.shown(node))}))

    def cell(self, node: FieldRead, at: Rowed) -> tuple[State | None, Value | None]:
        """A cell's state and what could be read of it; no state where there is no such row.

        Of a CHOICES cell with an unreadable part, the codes that could be read.
        """
        row = self.located(node.row, at)
        if row is None:
            return None, None
        column = self.rows.table(node.table).columns.get(node.name)
        if column is None:
            return State.BLANK, None
        return column.state(row), column.values[row]

    def shown(self, node: FieldRead) -> str:
        """The field as readers see it."""
        if not node.row.item and not node.row.way:
            return node.field.title
        return f"{self.rows.catalog.entities[node.table.entity].title}.{node.field.title}"

    def defined(self, node: DefinedRead, at: Rowed) -> Result:
        """A definition's value for a row, computed once a row."""
        row = self.located(node.row, at)
        if row is None:
            return Unknown(frozenset({Cause("no-parent", node.text)}))
        key = (node.defined, row)
        if key not in self._defined:
            self._defined[key] = self.result(node.defined.body, Rowed((node.defined.table, row)))
        return self._defined[key]

    def standard(self, node: StandardRead, at: Rowed) -> Result:
        """A standard's value by day, code and region."""
        code = self.value(node.code, at) if node.code else None
        day = self.value(node.day, at) if node.day else self.as_of
        if isinstance(code, Unknown) or isinstance(day, Unknown):
            return intervals.doubt(code, day)
        assert isinstance(day, date)
        parts = [self.value(field, at) for field in node.region]
        return standards.value(node, day, code, standards.region(parts, self.rows.dataset.region))

    # Logic -------------------------------------------------------------------------------------

    def all(self, node: All, at: Rowed) -> Result:
        """Kleene's and."""
        return conjunction([self.truth(operand, at) for operand in node.operands])

    def any(self, node: Any, at: Rowed) -> Result:
        """Kleene's or."""
        return disjunction([self.truth(operand, at) for operand in node.operands])

    def negated(self, node: Not, at: Rowed) -> Result:
        """Kleene's not."""
        truth = self.truth(node.operand, at)
        return truth if isinstance(truth, Unknown) else not truth

    def compared(self, node: Compare, at: Rowed) -> Result:
        """A comparison: numbers exactly or between bounds, id numbers by their first 18."""
        left, right = self.exactly(node.left, at), self.exactly(node.right, at)
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return intervals.doubt(left, right)
        if node.left.type.kind.numeric:
            return intervals.compared(node.operator, left, right)
        persons = Kind.ID_NUMBER in (node.left.type.kind, node.right.type.kind)
        return ordered(node.operator, same_form(left, persons), same_form(right, persons))

    def exactly(self, node: Node, at: Rowed) -> Whatever:
        """An operand of a comparison; a quotient or an average stays an exact fraction."""
        row = self.located(node.row, at) if isinstance(node, DefinedRead) else None
        if isinstance(node, DefinedRead) and row is not None and is_ratio(node):
            return self.exactly(node.defined.body, Rowed((node.defined.table, row)))
        if isinstance(node, Quotient):
            return self.fraction(node, at)
        if isinstance(node, Aggregate) and node.kind == "avg":
            return self.aggregates.average(node, from_item(at))
        return self.result(node, at)

    def same_row(self, node: SameRow, at: Rowed) -> Result:
        """Is ITEM the row SELF?"""
        return at.item == at.itself

    def among(self, node: Among, at: Rowed) -> Result:
        """True if equal to one, else unknown if one is unknown, else false."""
        item = self.value(node.item, at)
        values = [self.value(one, at) for one in node.items]
        if isinstance(item, Unknown):
            return item if values else False
        persons = any(one.type.kind is Kind.ID_NUMBER for one in (node.item, *node.items))
        wanted = same_form(item, persons)
        equal = [v if isinstance(v, Unknown) else same_form(v, persons) == wanted for v in values]
        return disjunction(equal)

    def within(self, node: Within, at: Rowed) -> Result:
        """Is the code among the choices; an unreadable part makes an absent code unknown."""
        item = self.value(node.item, at)
        if isinstance(item, Unknown):
            return item
        known = self.result(node.choices, at)
        if not isinstance(known, Unknown):
            return item in known  # type: ignore[operator]
        if isinstance(node.choices, FieldRead):
            codes = self.cell(node.choices, at)[1] or ()
            return True if item in codes else known  # type: ignore[operator]
        return known

    def decided(self, node: Decide, at: Rowed) -> Result:
        """A decision table: the first row that holds; open rows must agree."""
        doubt = Unknown()
        still_open: list[Value | Unknown] = []
        for when, then in node.rows:
            truth = self.truth(when, at)
            if truth is False:
                continue
            still_open.append(self.value(then, at))
            if truth is True:
                break
            doubt |= intervals.doubt(truth)
        else:
            none = Unknown(frozenset({Cause("no-row", node.text)}))
            still_open.append(self.value(node.otherwise, at) if node.otherwise else none)
        return agreed(still_open, doubt)

    def asked(self, node: Ask, at: Rowed) -> Result:
        """blank, unreadable, known: always known."""
        if node.question == "known":
            return not isinstance(self.value(node.of, at), Unknown)
        assert isinstance(node.of, FieldRead)  # the resolver takes only fields
        wanted = State.BLANK if node.question == "blank" else State.UNREADABLE
        return self.cell(node.of, at)[0] is wanted

    def or_else(self, node: OrElse, at: Rowed) -> Result:
        """Another value where the field is blank."""
        assert isinstance(node.of, FieldRead)
        blank = self.cell(node.of, at)[0] is State.BLANK
        return self.value(node.otherwise if blank else node.of, at)

    # Numbers and days --------------------------------------------------------------------------

    def arithmetic(self, node: Arithmetic, at: Rowed) -> Result:
        """+ - *."""
        left, right = self.result(node.left, at), self.result(node.right, at)
        if isinstance(left, Decimal | Interval) and isinstance(right, Decimal | Interval):
            return known_or(intervals.reckoned(node.operator, left, right))
        return intervals.doubt(left, right)

    def quotient(self, node: Quotient, at: Rowed) -> Result:
        """A quotient made into a number: six decimals."""
        exact = self.fraction(node, at)
        if isinstance(exact, Unknown):
            return exact
        low, high = intervals.bounds(exact)
        return known_or(intervals.between(low, high, intervals.doubt(exact)))

    def fraction(self, node: Quotient, at: Rowed) -> Fraction | Interval | Unknown:
        """Left / right, exactly."""
        left, right = self.result(node.left, at), self.value(node.right, at)
        if isinstance(left, Decimal | Interval) and isinstance(right, Decimal):
            exact = intervals.ratio(left, right)
            return known_or(exact, Cause("no-quotient", node.text))
        return intervals.doubt(left, right)

    def days_between(self, node: DaysBetween, at: Rowed) -> Result:
        """Days from the right to the left."""
        left, right = self.value(node.left, at), self.value(node.right, at)
        if isinstance(left, date) and isinstance(right, date):
            return Decimal((left - right).days)
        return intervals.doubt(left, right)

    def shifted(self, node: Shift, at: Rowed) -> Result:
        """A day some days or months on or back."""
        day, by = self.value(node.day, at), self.value(node.by, at)
        if not isinstance(day, date) or not isinstance(by, Decimal):
            return intervals.doubt(day, by)
        if by != by.to_integral_value():
            return IMPOSSIBLE
        steps = -int(by) if node.back else int(by)
        if node.months:
            return dates.months_later(day, steps) or IMPOSSIBLE
        try:
            return day + timedelta(days=steps)
        except OverflowError:
            return IMPOSSIBLE

    def called(self, node: Call, at: Rowed) -> Result:
        """A function: unknown if an argument is."""
        values = [self.value(argument, at) for argument in node.arguments]
        unknown = [value for value in values if isinstance(value, Unknown)]
        if unknown:
            return intervals.doubt(*unknown)
        known = [value for value in values if not isinstance(value, Unknown)]
        result = functions.call(node.function, known)
        if isinstance(result, Decimal):
            result = number(result)
        return Unknown(frozenset({Cause("no-answer", node.text)})) if result is None else result

    def aggregate(self, node: Aggregate, at: Rowed) -> Result:
        """An aggregate; see checker.run.aggregates."""
        return self.aggregates.result(node, from_item(at))


def from_item(at: Rowed) -> Rowed:
    """Inside another aggregate, that one's ITEM is the SELF of this one."""
    return Rowed(at.item) if at.item else at


def is_ratio(node: Node) -> bool:
    """Is it, through definitions, a quotient or an average?"""
    if isinstance(node, DefinedRead):
        return is_ratio(node.defined.body)
    return isinstance(node, Quotient) or (isinstance(node, Aggregate) and node.kind == "avg")


def conjunction(truths: list[bool | Unknown]) -> bool | Unknown:
    """False if one is, else unknown if one is, else true."""
    if any(truth is False for truth in truths):
        return False
    unknown = [truth for truth in truths if isinstance(truth, Unknown)]
    return intervals.doubt(*unknown) if unknown else True


def disjunction(truths: list[bool | Unknown]) -> bool | Unknown:
    """True if one is, else unknown if one is, else false."""
    if any(truth is True for truth in truths):
        return True
    unknown = [truth for truth in truths if isinstance(truth, Unknown)]
    return intervals.doubt(*unknown) if unknown else False


def same_form(value: Value, persons: bool) -> Value:
    """The value as it is compared: an id number by its first 18 characters."""
    return functions.identity(value) if persons and isinstance(value, str) else value


def ordered(operator: str, left: Whatever, right: Whatever) -> bool:
    """Days, months, words: compared as they are."""
    match operator:
        case "==":
            return bool(left == right)
        case "!=":
            return bool(left != right)
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
        case _:
            return bool(left >= right)


def agreed(values: list[Value | Unknown], doubt: Unknown) -> Result:
    """The value on which all branches still open agree."""
    first = values[0]
    if isinstance(first, Unknown) or any(value != first for value in values[1:]):
        return intervals.doubt(doubt, *values)
    return first


def known_or(value: T | Unknown, cause: Cause | None = None) -> T | Unknown:
    """The value; an unknown without a cause gets one: out of range, or the one given."""
    if isinstance(value, Unknown) and not value.causes:
        return Unknown(frozenset({cause or Cause("outside", "")}))
    return value


EVALUATE: dict[type, Callable[[Interpreter, Whatever, Rowed], Result]] = {
    Constant: Interpreter.constant,
    FieldRead: Interpreter.field,
    DefinedRead: Interpreter.defined,
    StandardRead: Interpreter.standard,
    All: Interpreter.all,
    Any: Interpreter.any,
    Not: Interpreter.negated,
    Compare: Interpreter.compared,
    SameRow: Interpreter.same_row,
    Among: Interpreter.among,
    Within: Interpreter.within,
    Decide: Interpreter.decided,
    Ask: Interpreter.asked,
    OrElse: Interpreter.or_else,
    Arithmetic: Interpreter.arithmetic,
    Quotient: Interpreter.quotient,
    DaysBetween: Interpreter.days_between,
    Shift: Interpreter.shifted,
    Call: Interpreter.called,
    Aggregate: Interpreter.aggregate,
}
