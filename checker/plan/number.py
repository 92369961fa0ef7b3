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

HALF = SCALE // 2


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
    """A number just reckoned; unknown where it is outside, without end where its upper end is."""
    sql, most = frame.sql, limit(millionths=millionths)
    low = frame.name(low)
    inside = sql("between", low, whole(-most), whole(most))
    kept = sql.case([(inside, sql("big", low))])
    if high is None:
        return Result(kept, millionths=millionths)
    high = frame.name(high)
    below = sql.joined("and", [inside, sql("<=", high, whole(most))])
    return Result(kept, sql.case([(below, sql("big", high))]), millionths)


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
    if left.high is not None and right.high is not None:
        return product(*one_exact(left, right, frame), frame)
    if left.high is None and right.high is not None:
        left, right = right, left
    millionths = left.millionths or right.millionths
    both = left.millionths and right.millionths
    factor = frame.name(right.low)
    times = sql("huge", factor)
    low = rounded(sql("*", times, left.low), both, frame)
    if left.high is None:
        return limited(low, None, frame, millionths=millionths)
    high = rounded(sql("*", times, left.high), both, frame)
    return only_positive(left, factor, (low, high), frame, millionths=millionths)


def one_exact(left: Result, right: Result, frame: Frame) -> tuple[Result, Result]:
    """Two numbers with bounds, where one must do without: unknown unless they agree."""
    return as_exact(left, frame), as_exact(right, frame)


def only_positive(
    value: Result, factor: Term, ends: tuple[Term, Term], frame: Frame, *, millionths: bool
) -> Result:
    """Bounds that were multiplied: as they are by a positive factor, else only where they agree."""
    sql = frame.sql
    low, high = frame.name(ends[0]), frame.name(ends[1])
    agree = sql.joined(
        "or", [sql(">", factor, whole(0)), sql("==", value.low, value.top)]
    )
    kept = frame.name(agree)
    return limited(
        sql.case([(kept, low)]), sql.case([(kept, high)]), frame, millionths=millionths
    )


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
    sql = frame.sql
    right = as_exact(right, frame)
    power = SCALE ** (1 - left.millionths + right.millionths)
    factor = frame.name(right.low)
    divisor = frame.name(sql("huge", factor))
    ends = tuple(
        divided(sql("*", sql("huge", end), whole(power)), divisor, frame)
        for end in ((left.low,) if left.high is None else (left.low, left.high))
    )
    if left.high is None:
        return limited(ends[0], None, frame, millionths=True)
    return only_positive(left, factor, (ends[0], ends[1]), frame, millionths=True)


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
    held = 6 if value.millionths else 0
    if places >= held:
        return Result(one, millionths=value.millionths)
    step = 10 ** (held - places)
    steps = divided_evenly(one, step, frame)
    whole_result = value.millionths and places == 0
    if whole_result:
        return Result(steps)
    return limited(
        sql_times(steps, step, frame), None, frame, millionths=value.millionths
    )


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
    return Result(value.low, Term(f"({NULL.text})::BIGINT", NULL.ready), value.millionths)
