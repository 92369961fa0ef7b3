"""Numbers reckoned with: whole ones as they are, all others in millionths, never as floats.

Every number lies within ±10¹² and has at most six decimals, rounded half away from zero; what
lies outside is unknown. How large a number may be is followed, so that 64 bits are left, and the
limit is looked at, only where that can be.
"""

from __future__ import annotations

from decimal import Decimal
from math import gcd

from checker.model.kind import LIMIT
from checker.plan.dialect import NULL, SCALE, Term, whole
from checker.plan.frame import Frame
from checker.plan.result import Result

PLACES = 6
NARROW = 2**62  # what 64 bits hold, with room for one more addition


def constant(value: Decimal, *, millionths: bool | None = None) -> Result:
    """A number that is the same for all rows."""
    if millionths is None:
        millionths = value != value.to_integral_value()
    held = int(value * SCALE) if millionths else int(value)
    return Result(whole(held), None, millionths, value, abs(held), value >= 0)


def limit(*, millionths: bool) -> int:
    """The greatest number, as it is held."""
    return int(LIMIT) * (SCALE if millionths else 1)


def exact(value: Result, frame: Frame) -> Term:
    """The number where its bounds agree, else unknown."""
    if value.high is None:
        return value.low
    low, high = frame.name(value.low), frame.name(value.high)
    return frame.sql.case([(frame.sql("==", low, high), low)])


def as_exact(value: Result, frame: Frame) -> Result:
    """The same without bounds."""
    if value.high is None:
        return value
    term = exact(value, frame)
    return Result(term, None, value.millionths, None, value.most, value.natural)


def in_millionths(value: Result, frame: Frame) -> Result:
    """The number held in millionths."""
    if value.millionths:
        return value
    if value.constant is not None:
        return constant(value.constant, millionths=True)
    most = value.greatest * SCALE
    terms = [times(term, whole(SCALE), most, frame) for term in value.terms]
    high = terms[1] if terms[1:] else None
    return Result(terms[0], high, True, None, most, value.natural)


def aligned(left: Result, right: Result, frame: Frame) -> tuple[Result, Result]:
    """Two numbers held alike."""
    if left.millionths == right.millionths:
        return left, right
    return in_millionths(left, frame), in_millionths(right, frame)


def times(left: Term, right: Term, most: int, frame: Frame) -> Term:
    """A product, in 128 bits where it may be as large."""
    if most >= NARROW:
        left = frame.sql("huge", left)
    return frame.sql("*", left, right)


def limited(value: Result, frame: Frame) -> Result:
    """A number just reckoned; unknown where it is outside, without end where an end is."""
    sql, most = frame.sql, limit(millionths=value.millionths)
    if value.most is not None and value.most <= most:
        return value
    least, greatest, low = whole(-most), whole(most), frame.name(value.low)
    inside = sql("between", low, least, greatest)
    if value.high is None:
        kept = sql.case([(inside, sql("big", low))])
        return Result(kept, None, value.millionths, natural=value.natural)
    high = frame.name(value.high)
    outside = sql.joined("or", [sql(">", low, greatest), sql("<", high, least)])
    outside = frame.name(outside)
    ends = [
        sql.case([(outside, NULL), (sql("between", end, least, greatest), sql("big", end))])
        for end in (low, high)
    ]
    return Result(ends[0], ends[1], value.millionths, natural=value.natural)


def reckoned(operator: str, left: Result, right: Result, frame: Frame) -> Result:
    """Left + right, left - right, left * right."""
    if operator == "*":
        return product(left, right, frame)
    sql = frame.sql
    left, right = aligned(left, right, frame)
    ends = (right.low, right.top) if operator == "+" else (right.top, right.low)
    low, high = sql(operator, left.low, ends[0]), None
    if left.high is not None or right.high is not None:
        high = sql(operator, left.top, ends[1])
    natural = operator == "+" and left.natural and right.natural
    most = left.greatest + right.greatest
    return limited(Result(low, high, left.millionths, None, most, natural), frame)


def product(left: Result, right: Result, frame: Frame) -> Result:
    """Left * right; bounds pass where the other side is known and positive."""
    sql = frame.sql
    if left.constant is not None:
        left, right = right, left
    if left.high is None and right.high is None:
        return limited(exact_product(left, right, frame), frame)
    left, right = frame.name_all(left), frame.name_all(right)
    one, other = (frame.name(exact(side, frame)) for side in (left, right))
    factor = Result(frame.name(sql("filled", one, other)))
    ends = []
    for end, own in ((right.low, left.low), (right.top, left.top)):
        value = Result(sql.case([(sql("is_known", one), end)], own))
        ends.append(multiplied(value, factor, left.millionths and right.millionths, frame))
    exactly = sql.joined("and", [sql("is_known", one), sql("is_known", other)])
    good = sql.joined("or", [sql(">", factor.low, whole(0)), exactly])
    millionths = left.millionths or right.millionths
    return where_good(good, (ends[0], ends[1]), frame, millionths=millionths)


def exact_product(left: Result, right: Result, frame: Frame) -> Result:
    """A product of two numbers without bounds, not yet held to the limit."""
    millionths = left.millionths or right.millionths
    natural = left.natural and right.natural
    both = left.millionths and right.millionths
    if both and right.constant is not None:
        share = int(right.constant * SCALE)
        common = gcd(share, SCALE)
        most = left.greatest * abs(share // common)
        term = times(left.low, whole(share // common), most, frame)
        term = divided_evenly(term, SCALE // common, frame)
        return Result(term, None, True, None, most // (SCALE // common) + 1, natural)
    most = left.greatest * right.greatest
    term = times(left.low, right.low, most, frame)
    if both:
        term, most = divided_evenly(term, SCALE, frame), most // SCALE + 1
    return Result(term, None, millionths, None, most, natural)


def multiplied(value: Result, factor: Result, both: bool, frame: Frame) -> Term:
    """An end of a product with bounds; both in millionths, or not."""
    term = frame.sql("*", frame.sql("huge", factor.low), value.low)
    return divided_evenly(term, SCALE, frame) if both else term


def where_good(good: Term, ends: tuple[Term, Term], frame: Frame, *, millionths: bool) -> Result:
    """Bounds that hold only under a condition."""
    sql, good = frame.sql, frame.name(good)
    low, high = (sql.case([(good, end)]) for end in ends)
    return limited(Result(low, high, millionths, most=NARROW**2), frame)


def divided_evenly(term: Term, by: int, frame: Frame) -> Term:
    """A whole number divided by a constant, rounded half away from zero."""
    if by == 1:
        return term
    sql, named = frame.sql, frame.name(term)
    size = sql("+", sql("absolute", named), whole(by // 2))
    size = frame.name(sql("divide_down", size, whole(by)))
    below = sql("<", named, whole(0))
    return sql.case([(below, sql("negative", size))], size)


def quotient(left: Result, right: Result, frame: Frame) -> Result:
    """Left / right as a number: rounded to six decimals, unknown by zero."""
    sql, left = frame.sql, frame.name_all(left)
    right = as_exact(right, frame)
    power = SCALE ** (1 - left.millionths + right.millionths)
    factor, most = frame.name(right.low), left.greatest * power
    wide = max(most, right.greatest) >= NARROW // 4
    below = sql("huge", factor) if wide else factor
    ends = [
        divided(times(end, whole(power), NARROW if wide else most, frame), below, frame)
        for end in left.terms
    ]
    if left.high is None:
        natural = left.natural and right.natural
        return limited(Result(ends[0], None, True, None, max(most, 1), natural), frame)
    agree = sql("==", left.low, left.top)
    good = sql.joined("or", [sql(">", factor, whole(0)), agree])
    return where_good(good, (ends[0], ends[1]), frame, millionths=True)


def divided(above: Term, below: Term, frame: Frame) -> Term:
    """A quotient of whole numbers, rounded half away from zero; unknown by zero."""
    sql = frame.sql
    above, below = frame.name(above), frame.name(below)
    size = frame.name(sql("absolute", below))
    twice = sql("+", sql("*", sql("absolute", above), whole(2)), size)
    even = sql.case([(sql(">", size, whole(0)), sql("*", size, whole(2)))])
    result = frame.name(sql("divide_down", twice, even))
    same = sql("==", sql("<", above, whole(0)), sql("<", below, whole(0)))
    return sql.case([(same, result)], sql("negative", result))


def rounded_to(value: Result, places: int, frame: Frame) -> Result:
    """round(x, places), half away from zero; places may be negative."""
    value = as_exact(value, frame)
    held = PLACES if value.millionths else 0
    if places >= held:
        return value
    if places < -2 * PLACES:
        return Result(frame.sql("*", value.low, whole(0)), most=0)
    step = 10 ** (held - places)
    steps, most = divided_evenly(value.low, step, frame), value.greatest // step + 1
    if value.millionths and places == 0:
        return Result(steps, most=most, natural=value.natural)
    term = times(steps, whole(step), most * step, frame)
    return limited(Result(term, None, value.millionths, None, most * step, value.natural), frame)


def floored(value: Result, frame: Frame) -> Result:
    """The greatest whole number that is not more."""
    value = as_exact(value, frame)
    if not value.millionths:
        return value
    sql, named = frame.sql, frame.name(value.low)
    up = sql("divide_down", sql("+", sql("negative", named), whole(SCALE - 1)), whole(SCALE))
    down = sql("divide_down", named, whole(SCALE))
    term = sql.case([(sql("<", named, whole(0)), sql("negative", up))], down)
    return Result(term, most=value.greatest // SCALE + 1, natural=value.natural)


def absolute(value: Result, frame: Frame) -> Result:
    """The number without its sign."""
    value = as_exact(value, frame)
    term = frame.sql("absolute", value.low)
    return Result(term, None, value.millionths, None, value.most, natural=True)


def unbounded_above(value: Result) -> Result:
    """The same without an upper end."""
    return Result(value.low, Term("(NULL)::BIGINT", NULL.ready), value.millionths)
