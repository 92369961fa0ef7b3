"""Values that are known only between bounds, and how they are compared and reckoned with.

`count`, `distinct` and `sum` of what can never be negative carry bounds (language.md, section 3):
four insured of six members, two of them blank, is "between four and six", enough to decide `>= 3`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from checker.frozen import frozen
from checker.model.kind import EXACT, LIMIT, STEP, Unknown, number

Exact = Decimal | Fraction
EXACTLY = {"+": EXACT.add, "-": EXACT.subtract, "*": EXACT.multiply}


@frozen
class Interval:
    """Somewhere between two bounds, both included; None is infinity. Never a single value."""

    low: Exact | None
    high: Exact | None
    unknown: Unknown  # why it is not known exactly


Bounded = Decimal | Interval | Unknown


def between(low: Exact | None, high: Exact | None, unknown: Unknown) -> Bounded:
    """The number, interval or unknown that these bounds make, held within ±10¹²."""
    if (low is not None and low > LIMIT) or (high is not None and high < -LIMIT):
        return unknown
    low = None if low is None or low < -LIMIT else rounded(low)
    high = None if high is None or high > LIMIT else rounded(high)
    if low is None and high is None:
        return unknown
    if low is not None and low == high:
        return low
    return Interval(low, high, unknown)


def rounded(value: Exact) -> Decimal:
    """Six decimals, half away from zero; the value lies within ±10¹²."""
    if isinstance(value, Decimal):
        return value.quantize(STEP, context=EXACT)
    scaled = abs(value) * 10**6
    steps = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return EXACT.multiply(Decimal(steps if value >= 0 else -steps), STEP)


def bounds(value: Exact | Interval) -> tuple[Exact | None, Exact | None]:
    """The bounds of a number or an interval."""
    return (value.low, value.high) if isinstance(value, Interval) else (value, value)


def doubt(*values: object) -> Unknown:
    """Why the values are not all known exactly."""
    result = Unknown()
    for value in values:
        if isinstance(value, Interval):
            result |= value.unknown
        elif isinstance(value, Unknown):
            result |= value
    return result


def compared(operator: str, left: Exact | Interval, right: Exact | Interval) -> bool | Unknown:
    """True or false where every value in between agrees."""
    if operator in (">", ">="):
        return compared("<" if operator == ">" else "<=", right, left)
    (low, high), (least, most) = bounds(left), bounds(right)
    if operator in ("==", "!="):
        apart = below(high, least) or below(most, low)
        same = low == high == least == most and low is not None
        if not apart and not same:
            return doubt(left, right)
        return same if operator == "==" else apart
    if operator == "<":
        yes, no = below(high, least), not_above(most, low)
    else:
        yes, no = not_above(high, least), below(most, low)
    return True if yes else False if no else doubt(left, right)


def below(one: Exact | None, other: Exact | None) -> bool:
    """Is an upper bound less than a lower one? Infinity never is."""
    return one is not None and other is not None and one < other


def not_above(one: Exact | None, other: Exact | None) -> bool:
    """Is an upper bound at most a lower one?"""
    return one is not None and other is not None and one <= other


def reckoned(operator: str, left: Decimal | Interval, right: Decimal | Interval) -> Bounded:
    """Left operator right, for + - *."""
    unknown = doubt(left, right)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        made = number(EXACTLY[operator](left, right))
        return unknown if made is None else made
    (low, high), (least, most) = bounds(left), bounds(right)
    if operator == "+":
        return between(plus(low, least), plus(high, most), unknown)
    if operator == "-":
        return between(minus(low, most), minus(high, least), unknown)
    if isinstance(left, Decimal):
        return scaled(right, Fraction(left), unknown)
    if isinstance(right, Decimal):
        return scaled(left, Fraction(right), unknown)
    return unknown


def scaled(value: Decimal | Interval, factor: Fraction, unknown: Unknown) -> Bounded:
    """An interval times a known positive factor; any other factor makes it unknown."""
    if factor <= 0:
        return unknown
    low, high = bounds(value)
    return between(
        None if low is None else Fraction(low) * factor,
        None if high is None else Fraction(high) * factor,
        unknown,
    )


def plus(one: Exact | None, other: Exact | None) -> Exact | None:
    """The sum of two bounds of one side; infinity if either is."""
    if one is None or other is None:
        return None
    return Fraction(one) + Fraction(other)


def minus(one: Exact | None, other: Exact | None) -> Exact | None:
    """The difference of two bounds; infinity if either is."""
    return plus(one, None if other is None else -Fraction(other))


def ratio(left: Exact | Interval, right: Decimal) -> Fraction | Interval | Unknown:
    """Left / right exactly; by zero, or an interval by a negative number: unknown."""
    if right == 0 or (isinstance(left, Interval) and right < 0):
        return doubt(left)
    if not isinstance(left, Interval):
        return divided(left, right)
    low, high = (None if b is None else divided(b, right) for b in bounds(left))
    return Interval(low, high, left.unknown)


def divided(left: Exact, right: Decimal) -> Fraction:
    """Left / right, which is not zero."""
    (above, below), (times, over) = left.as_integer_ratio(), right.as_integer_ratio()
    return Fraction(above * over, below * times)
