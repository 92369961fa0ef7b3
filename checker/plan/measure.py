"""Aggregates: what is counted of the rows under a key, and how the answer is read from it.

Each kind's behaviour where something is unknown is language.md, section 3. A key under which no
row stands reads as unknown columns: the recipes make of that the answer for no row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from checker.frozen import frozen
from checker.model.kind import Kind
from checker.model.resolved import Aggregate, All, Node
from checker.plan.dialect import FALSE, NULL, TRUE, Dialect, Term, whole
from checker.plan.frame import Frame
from checker.plan.identity import comparable_id
from checker.plan.number import NARROW, as_exact, limited, unbounded_above
from checker.plan.result import Result
from checker.plan.tree import Forest, is_link

Read = Callable[[str], Term]
Recipe = Callable[[Read, Frame], Result]


class Counted(Protocol):
    """Rows under keys, of which something can be counted."""

    sql: Dialect
    frame: Frame
    keys: tuple[str, ...]
    length: int  # rows there are at most

    def result(self, node: Node) -> Result:
        """A node over a row."""

    def name(self, term: Term) -> Term:
        """The term as a column of the rows."""

    def add(self, op: str, *terms: Term) -> str:
        """The name of an aggregate."""

    def before(self, day: Term) -> Term:
        """The day before each, of the rows under a key."""


@frozen
class Measure:
    """What an aggregate asks of each row."""

    node: Aggregate
    rows: Counted
    closed: bool  # is a row that is not there known not to be?
    condition: Term
    value: Term | None
    number: Result | None = None  # the value, for what is known of its size
    identity: Term | None = None  # of identity numbers: what equal ones have in common

    def result(self, term: Term) -> Result:
        """A result that is one of the values."""
        return Result(term) if self.number is None else self.number.replaced((term,))

    def count(self, low: Term, high: Term | None = None) -> Result:
        """A number of rows."""
        return Result(low, high, most=2 * self.rows.length, natural=True)

    def sum(self, low: Term, high: Term | None = None) -> Result:
        """A sum of values of the rows."""
        assert self.number is not None
        most = self.number.greatest * max(self.rows.length, 1)
        form = "big" if most < NARROW else "huge"
        ends = [self.sql(form, end) for end in (low, high) if end is not None]
        top = ends[1] if high is not None else None
        number = self.number
        return Result(ends[0], top, number.millionths, None, most, number.natural)

    @property
    def sql(self) -> Dialect:
        """The dialect."""
        return self.rows.sql

    @property
    def perhaps(self) -> Term:
        """Is the row not known to be left out?"""
        if not self.condition.nullable:
            return self.condition
        return self.rows.name(self.sql("is_not_false", self.condition, nullable=False))

    def doubtful(self, op: str) -> str | None:
        """The rows whose condition is unknown, where many conditions have them in common."""
        if not self.condition.like:
            return None
        return self.rows.add(op, self.sql("is_null", self.condition, nullable=False))

    def missing(self, *, of_true_only: bool = False) -> Term:
        """Is something of the row unknown that the answer depends on?"""
        terms = []
        if self.condition.nullable:
            terms.append(self.sql("is_null", self.condition, nullable=False))
        if self.value is not None and self.value.nullable:
            counts = self.sql("is_true", self.condition, nullable=False)
            taken = counts if of_true_only else self.perhaps
            blank = self.sql("is_null", self.value, nullable=False)
            terms.append(self.sql.joined("and", [taken, blank]))
        return self.rows.name(self.sql.joined("or", terms)) if terms else FALSE


def measure(node: Aggregate, rows: Counted, forest: Forest, *, closed: bool) -> Recipe:
    """How an aggregate is counted and read."""
    condition = rows.name(condition_of(node, rows, forest))
    number = value_of(node, rows)
    value = None if number is None else number.low
    person = node.value is not None and node.value.type.kind is Kind.ID_NUMBER
    identity = comparable_id(value, rows.frame) if person and value else None
    asked = Measure(node, rows, closed, condition, value, number, identity)
    return KINDS[node.kind](asked)


def condition_of(node: Aggregate, rows: Counted, forest: Forest) -> Term:
    """The condition, without the equality that the link stands for."""
    if node.condition is None:
        return TRUE
    given = node.condition
    parts = given.operands if isinstance(given, All) else (given,)
    terms = [rows.result(p).low for p in parts if not is_link(p, node.link, forest)]
    return rows.sql.joined("and", terms) if terms else TRUE


def value_of(node: Aggregate, rows: Counted) -> Result | None:
    """The value of a row, without bounds."""
    if node.value is None:
        return None
    result = as_exact(rows.result(node.value), rows.frame)
    return result.replaced((rows.name(result.low),))


def some(asked: Measure) -> Recipe:
    """any: is there a row that is true."""
    if asked.condition is TRUE:
        key = asked.rows.keys[0]
        return lambda read, frame: asked_any(asked, frame.sql("is_known", read(key)), None)
    ways = Ways(asked, asked.condition)
    return lambda read, frame: asked_any(asked, *ways.split(read, frame))


TINY = tuple(Term(f"({n})::TINYINT", -1, nullable=False) for n in range(3))


class Ways:
    """Whether a condition is true of some row, and if not whether it is unknown of some."""

    def __init__(self, asked: Measure, condition: Term) -> None:
        sql, add = asked.sql, asked.rows.add
        self._doubtful: str | None = None
        self._greatest = condition.nullable and not condition.like
        if not self._greatest:
            self._found = add("some", condition)
            if condition.nullable:
                self._doubtful = add("some", sql("is_null", condition, nullable=False))
            return
        # One aggregate instead of two: 2 true, 1 unknown, 0 false.
        unknown = sql("is_null", condition, nullable=False)
        ways = sql.case([(condition, TINY[2]), (unknown, TINY[1])], TINY[0])
        self._found = add("greatest", asked.rows.name(ways))

    def split(self, read: Read, frame: Frame) -> tuple[Term, Term | None]:
        """Is it true of some row; is it unknown of some (None: never)."""
        sql, found = frame.sql, read(self._found)
        if self._greatest:
            return sql("==", found, TINY[2]), sql("==", found, TINY[1])
        true = sql("filled", found, FALSE, nullable=False)
        return true, read(self._doubtful) if self._doubtful else None


def asked_any(asked: Measure, true: Term, unknown: Term | None) -> Result:
    """True; or unknown; or false, in a closed world."""
    rows = [(true, TRUE)] + ([(unknown, NULL)] if unknown else [])
    if not asked.closed:
        return Result(asked.sql.case(rows, NULL))
    nullable = unknown is not None
    return Result(asked.sql.case(rows, FALSE, nullable=nullable) if nullable else true)


def every(asked: Measure) -> Recipe:
    """all: is no row false."""
    sql, condition = asked.sql, asked.condition
    if condition is TRUE:
        return lambda _read, _frame: Result(TRUE if asked.closed else NULL)
    against = asked.rows.name(sql("not", condition))
    ways = Ways(asked, against)

    def recipe(read: Read, frame: Frame) -> Result:
        broken, unknown = ways.split(read, frame)
        rows = [(broken, FALSE)] + ([(unknown, NULL)] if unknown else [])
        open_end = NULL if not asked.closed else TRUE
        return Result(sql.case(rows, open_end, nullable=bool(unknown) or not asked.closed))

    return recipe


def filled(read: Read, name: str, frame: Frame) -> Term:
    """A number of rows, or their sum; 0 where there is none."""
    return frame.sql("filled", read(name), whole(0), nullable=False)


def counted(asked: Measure) -> Recipe:
    """count: the rows that are true, to those that are true or unknown."""
    add, condition = asked.rows.add, asked.condition
    low = add("count") if condition is TRUE else add("count_where", condition)
    doubtful = asked.doubtful("count_where")
    high = add("count_where", asked.perhaps) if condition.nullable and not doubtful else None

    def recipe(read: Read, frame: Frame) -> Result:
        top = filled(read, high, frame) if high else None
        if doubtful:
            top = frame.sql("+", filled(read, low, frame), filled(read, doubtful, frame))
        return opened(asked, asked.count(filled(read, low, frame), top))

    return recipe


def opened(asked: Measure, result: Result) -> Result:
    """In an open world there may be any number of further rows; an average is of those found."""
    found = asked.closed or asked.node.kind == "rows"
    return result if found else unbounded_above(result)


def summed(asked: Measure) -> Recipe:
    """sum: with bounds over a bare never-negative field, else of known values only."""
    add, value = asked.rows.add, asked.value
    assert value is not None
    low = where(asked, "sum", asked.condition)
    if not asked.node.type.bounded:
        return known_sum(asked, low)
    if asked.missing() is FALSE:
        return lambda read, frame: opened(asked, total(asked, read, frame, low))
    high, endless = where(asked, "sum", asked.perhaps), None
    if value.nullable:
        blank = asked.sql("is_null", value, nullable=False)
        endless = add("some", asked.sql.joined("and", [asked.perhaps, blank]))

    def recipe(read: Read, frame: Frame) -> Result:
        sql = frame.sql
        top = filled(read, high, frame)
        if endless:
            top = sql.case([(sql("is_not_true", read(endless), nullable=False), top)])
        return opened(asked, limited(asked.sum(filled(read, low, frame), top), frame))

    return recipe


def total(asked: Measure, read: Read, frame: Frame, low: str) -> Result:
    """A sum as a number; as it stands where only its average is wanted."""
    found = asked.sum(filled(read, low, frame))
    return found if asked.node.kind == "total" else limited(found, frame)


def known_sum(asked: Measure, low: str) -> Recipe:
    """A sum that is unknown where a value of it is."""
    missing = asked.missing(of_true_only=True)
    bad = None if missing is FALSE else asked.rows.add("some", missing)

    def recipe(read: Read, frame: Frame) -> Result:
        if not asked.closed and asked.node.kind == "sum":
            return asked.result(frame.sql.nothing(Kind.NUMBER))
        return unless(bad, total(asked, read, frame, low), read, frame)

    return recipe


def where(asked: Measure, op: str, condition: Term) -> str:
    """An aggregate over the values of the rows for which a condition is true."""
    assert asked.value is not None
    if condition is TRUE:
        return asked.rows.add(op, asked.value)
    return asked.rows.add(f"{op}_where", asked.value, condition)


def unless(bad: str | None, result: Result, read: Read, frame: Frame) -> Result:
    """The result where the column is not true."""
    if bad is None:
        return result
    sure = frame.sql("is_not_true", read(bad), nullable=False)
    return result.replaced((frame.sql.case([(sure, result.low)]),))


def extreme(asked: Measure) -> Recipe:
    """min, max: unknown without a row, or where a row's condition or value is."""
    op = "least" if asked.node.kind == "min" else "greatest"
    found = where(asked, op, asked.condition)
    bad = strictly(asked)

    def recipe(read: Read, frame: Frame) -> Result:
        result = asked.result(read(found))
        return unless(bad, result, read, frame)

    return recipe


def strictly(asked: Measure) -> str | None:
    """The column that tells whether a row that may count has something unknown; None: none has."""
    missing = asked.missing()
    return None if missing is FALSE else asked.rows.add("some", missing)


def agreed(asked: Measure) -> Recipe:
    """only: the value on which all rows agree."""
    own = where(asked, "least", asked.condition)
    compared = asked if asked.identity is None else replace(asked, value=asked.identity)
    least, most = (where(compared, op, asked.condition) for op in ("least", "greatest"))
    bad = strictly(asked)

    def recipe(read: Read, frame: Frame) -> Result:
        sql = frame.sql
        same = sql.case([(sql("==", read(least), read(most)), read(own))])
        result = asked.result(same)
        return unless(bad, result, read, frame)

    return recipe


def different(asked: Measure) -> Recipe:
    """distinct: how many different values there are at least and at most."""
    if asked.identity is not None:
        asked = replace(asked, value=asked.identity)
    add, sql, value = asked.rows.add, asked.sql, asked.value
    assert value is not None
    low = where(asked, "distinct", asked.condition)
    if asked.missing() is FALSE:
        return lambda read, frame: opened(asked, asked.count(filled(read, low, frame)))
    one = add("some", sql("is_true", asked.condition, nullable=False))
    high = where(asked, "distinct", asked.perhaps)
    blank = sql("is_null", value, nullable=False)
    further = add("count_where", sql.joined("and", [asked.perhaps, blank]))

    def recipe(read: Read, frame: Frame) -> Result:
        at_least = sql("yes_as_one", sql("filled", read(one), FALSE, nullable=False))
        bottom = sql("more_of", filled(read, low, frame), at_least)
        top = sql("+", filled(read, high, frame), filled(read, further, frame))
        return opened(asked, asked.count(bottom, top))

    return recipe


KINDS: dict[str, Callable[[Measure], Recipe]] = {
    "any": some,
    "all": every,
    "count": counted,
    "sum": summed,
    # of an average: its sum and its rows as they stand
    "total": summed,
    "rows": counted,
    "min": extreme,
    "max": extreme,
    "only": agreed,
    "distinct": different,
}
