"""The values next to a value: one step of its kind below and above, another code, another word.

A whole number steps by one, a day by a day, a month by a month; any other number by one where it
is written without decimals, else by a hundredth.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from checker.dates import Month
from checker.model.kind import Kind, Type, Value

HUNDREDTH = Decimal("0.01")
OTHER_WORDS = ("甲", "乙")


def moved(value: Value, steps: int) -> Value | None:
    """The value some steps on; None for a kind without order, and past the calendar."""
    if isinstance(value, bool | str | tuple) and not isinstance(value, Month):
        return None
    if isinstance(value, Month):
        year, month = divmod(value.year * 12 + value.month - 1 + steps, 12)
        return Month(year, month + 1)
    if isinstance(value, Decimal):
        return value + steps * step(value)
    try:
        return value + timedelta(days=steps)
    except OverflowError:
        return None


def step(value: Decimal) -> Decimal:
    """How far the next number is."""
    return Decimal(1) if value == value.to_integral_value() else HUNDREDTH


def around(value: Value, type_: Type) -> Iterator[Value]:
    """The value, and what lies right below and above it, as `type_` can hold it."""
    if isinstance(value, Decimal):
        yield from numbers(value, whole=type_.whole)
    elif isinstance(value, bool):
        yield from (value, not value)
    elif isinstance(value, str):
        yield value
        if type_.kind in (Kind.TEXT, Kind.PHONE):
            yield another(value)
    else:
        yield from (one for by in (0, -1, 1) if (one := moved(value, by)) is not None)


def numbers(value: Decimal, *, whole: bool) -> Iterator[Decimal]:
    """A number and its neighbours, in what a file can hold: whole numbers, or hundredths."""
    unit = Decimal(1) if whole or value == value.to_integral_value() else HUNDREDTH
    at = (value // unit) * unit
    yield from (at, at - unit, at + unit)


def another(word: str) -> str:
    """A word that is not this one."""
    return next(other for other in OTHER_WORDS if other != word)
