"""Numbers reckoned with: whole ones as they are, all others in millionths, never as floats.

Every number lies within ±10¹² and has at most six decimals, rounded half away from zero; what
lies outside is unknown. Sums of two fit 64 bits; products are made in 128.
"""

from __future__ import annotations

from decimal import Decimal

from checker.model.kind import LIMIT
from checker.plan.dialect import NULL, SCALE, Term, whole
from checker.plan.frame import Frame
from checker.plan.result import Result

PLACES = 6


def constant(value: Decimal, *, millionths: bool | None = None) -> Result:
    """A number that is the same for all rows."""
    if millionths is None:
        millionths = value != value.to_integral_value()
    held = whole(int(value * SCALE) if millionths else int(value))
    return Result(held, millionths=millionths, constant=value)


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
    return Result(exact(value, frame), millionths=value.millionths)


def in_millionths(value: Result, frame: Frame) -> Result:
    """The number held in millionths."""
    if value.millionths:
        return value
    if value.constant is not None:
        return constant(value.constant, millionths=True)
    scaled = tuple(frame.sql("*", term, whole(SCALE)) for term in value.terms)
    return Result(*scaled, millionths=True)


def aligned(left: Result, right: Result, frame: Frame) -> tuple[Result, Result]:
    """Two numbers held alike."""
    if left.millionths == right.millionths:
        return left, right
    return in_millionths(left, frame), in_millionths(right, frame)


def limited(low: Term, high: Term | None, frame: Frame, *, millionths: bool) -> Result:
    """A number just reckoned; unknown where it is outside, without end where an end is."""
    sql, most, low = frame.sql, limit(millionths=millionths), frame.name(low)
    least, greatest = whole(-most), whole(most)
    inside = sql("between", low, least, greatest)
    if high is None:
        return Result(sql.case([(inside, sql("big", low))]), millionths=millionths)
    high = frame.name(high)
    outside = sql.joined("or", [sql(">", low, greatest), sql("<", high, least)])
    outside = frame.name(outside)
    kept = [
        sql.case([(outside, NULL), (sql("between", end, least, greatest), sql("big", end))])
        for end in (low, high)
    ]
    return Result(kept[0], kept[1], millionths)


def reckoned(operator: str, left: Result, right: Result, frame: Frame) -> Result:
    """left + right, left - right, left * right."""
    if operator == "*":
        return product(left, right, frame)
    sql = frame.sql
    left, right = aligned(left, right, frame)
    if left.high is None and right.high is None:
        term = sql(operator, left.low, right.low)
        return limited(term, None, frame, millionths=left.millionths)
    ends = (right.low, right.top) if operator == "+" else (right.top, right.low)
    low, high = sql(operator, left.low, ends[0]), sql(operator, left.top, ends[1])
    return limited(low, high, frame, millionths=left.millionths)


def product(left: Result, right: Result, frame: Frame) -> Result:
    """left * right; bounds pass where the other side is known and positive."""
    sql = frame.sql
    millionths = left.millionths or right.millionths
    both = left.millionths and right.millionths
    if left.high is None and right.high is None:
        term = rounded(sql("*", sql("huge", left.low), right.low), both, frame)
        return limited(term, None, frame, millionths=millionths)
    left, right = frame.name_all(left), frame.name_all(right)
    one, other = (frame.name(exact(side, frame)) for side in (left, right))
    factor = frame.name(sql("filled", one, other))
    ends = []
    for end, own in ((right.low, left.low), (right.top, left.top)):
        value = sql.case([(sql("is_known", one), end)], own)
        ends.append(rounded(sql("*", sql("huge", factor), value), both, frame))
    exactly = sql.joined("and", [sql("is_known", one), sql("is_known", other)])
    good = sql.joined("or", [sql(">", factor, whole(0)), exactly])
    return where_good(good, (ends[0], ends[1]), frame, millionths=millionths)


def where_good(good: Term, ends: tuple[Term, Term], frame: Frame, *, millionths: bool) -> Result:
    """Bounds that hold only under a condition."""
    sql, good = frame.sql, frame.name(good)
    low, high = (sql.case([(good, end)]) for end in ends)
    return limited(low, high, frame, millionths=millionths)


def rounded(term: Term, by_million: bool, frame: Frame) -> Term:
    """A product of two numbers in millionths, in millionths again; half away from zero."""
    if not by_million:
        return term
    return divided_evenly(term, SCALE, frame)


def divided_evenly(term: Term, by: int, frame: Frame) -> Term:
    """A whole number divided by a constant, rounded half away from zero."""
    sql, named = frame.sql, frame.name(term)
    size = sql("+", sql("absolute", named), whole(by // 2))
    size = frame.name(sql("divide_down", size, whole(by)))
    below = sql("<", named, whole(0))
    return sql.case([(below, sql("negative", size))], size)


def quotient(left: Result, right: Result, frame: Frame) -> Result:
    """left / right as a number: rounded to six decimals, unknown by zero."""
    sql, left = frame.sql, frame.name_all(left)
    right = as_exact(right, frame)
    power = SCALE ** (1 - left.millionths + right.millionths)
    factor = frame.name(right.low)
    ends = [
        divided(sql("*", sql("huge", end), whole(power)), sql("huge", factor), frame)
        for end in left.terms
    ]
    if left.high is None:
        return limited(ends[0], None, frame, millionths=True)
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
    one = exact(value, frame)
    held = PLACES if value.millionths else 0
    if places >= held:
        return Result(one, millionths=value.millionths)
    if places < -2 * PLACES:
        return Result(frame.sql("*", one, whole(0)))
    step = 10 ** (held - places)
    steps = divided_evenly(one, step, frame)
    whole_result = value.millionths and places == 0
    if whole_result:
        return Result(steps)
    return limited(sql_times(steps, step, frame), None, frame, millionths=value.millionths)


def sql_times(term: Term, by: int, frame: Frame) -> Term:
    """A whole number times a constant."""
    return frame.sql("*", term, whole(by))


def floored(value: Result, frame: Frame) -> Result:
    """The greatest whole number that is not more."""
    one = exact(value, frame)
    if not value.millionths:
        return Result(one)
    sql, named = frame.sql, frame.name(one)
    up = sql("divide_down", sql("+", sql("negative", named), whole(SCALE - 1)), whole(SCALE))
    down = sql("divide_down", named, whole(SCALE))
    return Result(sql.case([(sql("<", named, whole(0)), sql("negative", up))], down))


def absolute(value: Result, frame: Frame) -> Result:
    """The number without its sign."""
    return Result(frame.sql("absolute", exact(value, frame)), millionths=value.millionths)


def unbounded_above(value: Result) -> Result:
    """The same without an upper end."""
    return Result(value.low, Term("(NULL)::BIGINT", NULL.ready), value.millionths)
