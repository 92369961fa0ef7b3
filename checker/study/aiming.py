"""What must stand in a cell for an expression to take a wanted value.

The way back through a resolved tree, one cell at a time: all that the expression reads besides is
guessed. Nothing here is certain: who uses it tries the values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any as Whatever
from typing import Protocol

from checker import dates
from checker.dates import Month
from checker.model.catalog import Catalog
from checker.model.function import DISABILITY_GRADES, DISABILITY_TYPES
from checker.model.kind import Value
from checker.model.resolved import (
    Aggregate,
    Arithmetic,
    Call,
    DaysBetween,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    OrElse,
    Quotient,
    Shift,
    StandardRead,
)
from checker.study import people


class Guess(Protocol):
    """What a node may be."""

    catalog: Catalog

    def __call__(self, node: Node) -> Sequence[Value]:
        """A few values, the likeliest first."""


Aimed = Iterator[tuple[FieldRead, Value]]  # a field, and what it would have to hold

WHOLE_YEAR = 12


def aim(node: Node, wanted: Sequence[Value], guess: Guess) -> Aimed:
    """Fields that the node is made of, with values under which it may be one of the wanted."""
    if isinstance(node, FieldRead):
        yield from ((node, value) for value in wanted)
    elif (back := BACK.get(type(node))) is not None:
        yield from back(node, wanted, guess)


def _defined(node: DefinedRead, wanted: Sequence[Value], guess: Guess) -> Aimed:
    return aim(node.defined.body, wanted, guess)


def _or_else(node: OrElse, wanted: Sequence[Value], guess: Guess) -> Aimed:
    yield from aim(node.of, wanted, guess)
    yield from aim(node.otherwise, wanted, guess)


def _decided(node: Decide, wanted: Sequence[Value], guess: Guess) -> Aimed:
    for _, then in node.rows:
        yield from aim(then, wanted, guess)
    if node.otherwise:
        yield from aim(node.otherwise, wanted, guess)


def _aggregate(node: Aggregate, wanted: Sequence[Value], guess: Guess) -> Aimed:
    if node.kind == "longest_gap" and node.value and node.since and node.until:
        ends = [(node.since, 1), (node.until, -1)]
        days = [
            end + timedelta(days=sign * int(days))
            for at, sign in ends
            for end in guess(at)
            for days in wanted
            if isinstance(end, date) and isinstance(days, Decimal)
        ]
        yield from aim(node.value, days, guess)
    elif node.value is not None:
        yield from aim(node.value, wanted, guess)


def _standard(node: StandardRead, wanted: Sequence[Value], guess: Guess) -> Aimed:
    del wanted
    if node.code:
        codes = [choice.code for choice in node.choices if choice.code is not None]
        yield from aim(node.code, list(dict.fromkeys(codes)), guess)
    if node.day:
        starts = [choice.start + timedelta(days=by) for choice in node.choices for by in (0, -1)]
        yield from aim(node.day, starts, guess)


# Numbers and days --------------------------------------------------------------------------------


def _each(
    node: Node, made: Callable[[Whatever, Whatever], Value | None], sides: Pairs, guess: Guess
) -> Aimed:
    """Aim at a node with what is made of each pair of values that can be made of."""
    values = (result for one, other in sides if (result := tried(made, one, other)) is not None)
    yield from aim(node, list(dict.fromkeys(values)), guess)


Pairs = Iterable[tuple[Value, Value]]


def tried(
    made: Callable[[Whatever, Whatever], Value | None], one: Value, other: Value
) -> Value | None:
    """What is made of two values; None where they have no answer."""
    try:
        return made(one, other)
    except (ArithmeticError, InvalidOperation, DivisionByZero, OverflowError, ValueError):
        return None


def pairs(wanted: Sequence[Value], others: Sequence[Value]) -> list[tuple[Value, Value]]:
    """Each wanted value with each guess."""
    return [(one, other) for one in wanted for other in others]


LEFT = {"+": lambda w, o: w - o, "-": lambda w, o: w + o, "*": lambda w, o: w / o}
RIGHT = {"+": lambda w, o: w - o, "-": lambda w, o: o - w, "*": lambda w, o: w / o}


def _arithmetic(node: Arithmetic, wanted: Sequence[Value], guess: Guess) -> Aimed:
    yield from _each(node.left, LEFT[node.operator], pairs(wanted, guess(node.right)), guess)
    yield from _each(node.right, RIGHT[node.operator], pairs(wanted, guess(node.left)), guess)


def _quotient(node: Quotient, wanted: Sequence[Value], guess: Guess) -> Aimed:
    yield from _each(node.left, lambda w, o: w * o, pairs(wanted, guess(node.right)), guess)
    yield from _each(node.right, lambda w, o: o / w, pairs(wanted, guess(node.left)), guess)


def _days(node: DaysBetween, wanted: Sequence[Value], guess: Guess) -> Aimed:
    yield from _each(node.left, days_on, pairs(wanted, guess(node.right)), guess)
    yield from _each(node.right, days_back, pairs(wanted, guess(node.left)), guess)


def days_on(days: Decimal, day: date) -> date:
    """A day some days on."""
    return day + timedelta(days=int(days))


def days_back(days: Decimal, day: date) -> date:
    """A day some days back."""
    return day - timedelta(days=int(days))


def _shift(node: Shift, wanted: Sequence[Value], guess: Guess) -> Aimed:
    sign = 1 if node.back else -1
    if node.months:
        yield from _each(
            node.day,
            lambda w, by: dates.months_later(w, sign * int(by)),
            pairs(wanted, guess(node.by)),
            guess,
        )
        return
    back = days_on if node.back else days_back
    yield from _each(node.day, lambda w, by: back(by, w), pairs(wanted, guess(node.by)), guess)
    yield from _each(
        node.by,
        lambda w, day: Decimal((day - w).days * sign),
        pairs(wanted, guess(node.day)),
        guess,
    )


# Functions ---------------------------------------------------------------------------------------


def _called(node: Call, wanted: Sequence[Value], guess: Guess) -> Aimed:
    if node.function in BETWEEN:
        yield from _between(node, wanted, guess)
    elif node.function == "month":
        argument = node.arguments[0]
        yield from _each(argument, _in_month, pairs(wanted, guess(argument)), guess)
    elif node.function == "count" and (codes := node.arguments[0].type.codes):
        known = [*guess.catalog.codes[codes].codes]
        sets = [tuple(known[: int(w)]) for w in wanted if isinstance(w, Decimal) and w > 0]
        yield from aim(node.arguments[0], sets, guess)
    elif node.function in ONE:
        one = ONE[node.function]
        values = [value for each in wanted for value in one(each)]
        yield from aim(node.arguments[0], list(dict.fromkeys(values)), guess)


BETWEEN = ("age_on", "years_between", "months_between")


def _between(node: Call, wanted: Sequence[Value], guess: Guess) -> Aimed:
    """Days just so many years or months apart, and a day less."""
    first, second = node.arguments
    months = [int(w) * (1 if node.function == "months_between" else WHOLE_YEAR) for w in wanted]  # type: ignore[arg-type]
    for end in guess(second):
        begun = (dates.months_later(end, -count) for count in months)  # type: ignore[arg-type]
        near = [day + timedelta(days=by) for day in begun if day for by in (0, 1)]
        yield from aim(first, near, guess)
    for start in guess(first):
        done = (dates.months_later(start, count) for count in months)  # type: ignore[arg-type]
        near = [day + timedelta(days=by) for day in done if day for by in (0, -1)]
        yield from aim(second, near, guess)


def _in_month(month: Decimal, near: date | Month) -> Value:
    """The first day of a month, or the month itself, in the year of what is near."""
    first = date(near.year, int(month), 1)  # no value of a month that no year has
    return Month(first.year, first.month) if isinstance(near, Month) else first


def _of_year(year: Whatever) -> Iterator[Value]:
    if 1 <= year <= 9999:  # noqa: PLR2004  the years that a date can have
        yield from (date(int(year), 1, 1), date(int(year), 12, 31))


def _of_month(month: Month) -> Iterator[Value]:
    first = date(month.year, month.month, 1)
    after = dates.months_later(first, 1)
    yield from (first, after - timedelta(days=1)) if after else (first,)


def _with_place(
    words: Sequence[str], word: Whatever, made: Callable[[int], str]
) -> Iterator[Value]:
    if word in words:
        yield made(words.index(word) + 1)


ONE: dict[str, Callable[[Whatever], Iterable[Value]]] = {
    "abs": lambda w: (w, -w),
    "round": lambda w: (w, w - Decimal("0.5")),
    "floor": lambda w: (w, w - Decimal("0.01")),
    "length": lambda w: ("9" * int(w),) if w >= 0 else (),
    "year": _of_year,
    "month_of": _of_month,
    "birth_in_id": lambda w: (people.id_number(w),),
    "sex_in_id": lambda w: (people.id_number(sex=w),),
    "region_in_id": lambda w: (people.id_number(),),
    "disability_type_in": lambda w: _with_place(
        DISABILITY_TYPES, w, lambda at: people.disability_number(type_=at)
    ),
    "disability_grade_in": lambda w: _with_place(
        DISABILITY_GRADES, w, lambda at: people.disability_number(grade=at)
    ),
}

BACK: dict[type, Callable[[Whatever, Sequence[Value], Guess], Aimed]] = {
    DefinedRead: _defined,
    OrElse: _or_else,
    Decide: _decided,
    Aggregate: _aggregate,
    StandardRead: _standard,
    Arithmetic: _arithmetic,
    Quotient: _quotient,
    DaysBetween: _days,
    Shift: _shift,
    Call: _called,
}
