"""The nearest value to one that is held, among those that turn a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from checker.dates import Month
from checker.model.kind import Value
from checker.study.steps import HUNDREDTH


def nearest(held: Value | None, values: Sequence[Value], turns: Callable[[Value], bool]) -> Value:
    """Of some values that turn the verdict, and what lies between them and what is held.

    From the nearest of them numbers and days are halved back towards what is held, down to one
    step, as if the verdict turned once on the way; what is returned does turn it in any case.

    Args:
        held: what the cell holds; None: nothing, and the first of the values is as good as any.
        values: some that turn the verdict, at least one.
        turns: does a value turn it?
    """
    if held is None:
        return values[0]
    best = min(values, key=lambda value: distance(held, value))
    near, far = 0, steps_between(held, best)
    last = far
    while near < far:
        middle = (near + far) // 2
        if turns(back(best, held, last - middle)):
            far = middle
        else:
            near = middle + 1
    return back(best, held, last - far)


def distance(one: Value, other: Value) -> Decimal:
    """How far two values of a field lie apart; words are all as far from one another."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(one - other)
    if isinstance(one, date) and isinstance(other, date):
        return Decimal(abs((one - other).days))
    if isinstance(one, Month) and isinstance(other, Month):
        return Decimal(abs((one.year - other.year) * 12 + one.month - other.month))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return Decimal(len({*one} ^ {*other}))
    return Decimal(1)


def steps_between(held: Value, best: Value) -> int:
    """How many values lie between the two, in steps from the second."""
    if not isinstance(best, Decimal | date):
        return 0
    step = size(held, best) if isinstance(best, Decimal) else Decimal(1)
    return max(int(-(-distance(held, best) // step)) - 1, 0)


def size(held: Value, best: Decimal) -> Decimal:
    """One step of a number: a whole one where both are whole."""
    whole = all(one == one.to_integral_value() for one in (held, best) if isinstance(one, Decimal))
    return Decimal(1) if whole else HUNDREDTH


def back(best: Value, held: Value, steps: int) -> Value:
    """A value some steps from `best` towards `held`."""
    if isinstance(best, Decimal) and isinstance(held, Decimal):
        return best + steps * size(held, best) * (1 if held > best else -1)
    if isinstance(best, date) and isinstance(held, date):
        return best + timedelta(days=steps if held > best else -steps)
    return best
