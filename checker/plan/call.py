"""Functions of the closed list, and days shifted and subtracted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from checker.model.kind import Kind
from checker.model.resolved import Call, Constant, DaysBetween, Node, Shift
from checker.plan import day, identity, number
from checker.plan.dialect import MONTHS, SCALE, Term, whole
from checker.plan.frame import Frame
from checker.plan.number import as_exact
from checker.plan.result import Result
from checker.plan.translate import translate

LONGEST_TEXT = 2**31
YEARS = 9999


def called(node: Call, frame: Frame) -> Result:
    """A function: unknown if an argument is."""
    if node.function in OF_NUMBERS:
        return OF_NUMBERS[node.function](node, frame)
    terms = [translate(argument, frame).low for argument in node.arguments]
    if node.function in PLAIN:
        term = frame.sql(PLAIN[node.function], *terms)
        return Result(term, most=LONGEST_TEXT, natural=True)
    if node.function in OF_DAYS:
        natural = node.function == "age_on"
        return Result(OF_DAYS[node.function](*terms, frame), most=day.FURTHEST, natural=natural)
    if node.function in IN_IDS:
        return Result(IN_IDS[node.function](terms[0], frame))
    return Result(WORDED[node.function](terms[0], words_of(node), frame))


def words_of(node: Call) -> Sequence[str]:
    """The words that a number's digits stand for."""
    last = node.arguments[-1]
    assert isinstance(last, Constant)
    assert isinstance(last.value, tuple)
    return [str(word) for word in last.value]


def rounded(node: Call, frame: Frame) -> Result:
    """round(x), round(x, places)."""
    places = 0
    if len(node.arguments) > 1 and isinstance(node.arguments[1], Constant):
        given = node.arguments[1].value
        places = int(given) if isinstance(given, Decimal) else 0
    return number.rounded_to(translate(node.arguments[0], frame), places, frame)


def floored(node: Call, frame: Frame) -> Result:
    """floor(x)."""
    return number.floored(translate(node.arguments[0], frame), frame)


def absolute(node: Call, frame: Frame) -> Result:
    """abs(x)."""
    return number.absolute(translate(node.arguments[0], frame), frame)


def made_date(node: Call, frame: Frame) -> Result:
    """date(year, month, day); an impossible one is unknown."""
    parts = [frame.name(whole_only(argument, frame)) for argument in node.arguments]
    return Result(day.made_day(parts[0], parts[1], parts[2], frame))


def whole_only(node: Node, frame: Frame) -> Term:
    """A number that is whole, else unknown."""
    value = as_exact(translate(node, frame), frame)
    if not value.millionths:
        return value.low
    sql, named = frame.sql, frame.name(value.low)
    size = frame.name(sql("absolute", named))
    even = sql("==", sql("remainder", size, whole(SCALE)), whole(0))
    steps = sql("divide_down", size, whole(SCALE))
    below = sql.joined("and", [even, sql("<", named, whole(0))])
    return sql.case([(below, sql("negative", steps)), (even, steps)])


def year(node: Call, frame: Frame) -> Result:
    """The year of a day or a month."""
    return part_of_day(node, frame, "year")


def month(node: Call, frame: Frame) -> Result:
    """The month of a day or a month, 1 to 12."""
    return part_of_day(node, frame, "month")


def part_of_day(node: Call, frame: Frame, op: str) -> Result:
    """A part of a day, or of a month as it is held."""
    sql, term = frame.sql, translate(node.arguments[0], frame).low
    if node.arguments[0].type.kind is not Kind.MONTH:
        return Result(sql(op, term), most=YEARS, natural=True)
    if op == "year":
        return Result(sql("divide_down", term, whole(MONTHS)), most=YEARS, natural=True)
    of_year = sql("+", sql("remainder", term, whole(MONTHS)), whole(1))
    return Result(of_year, most=MONTHS, natural=True)


def shifted(node: Shift, frame: Frame) -> Result:
    """Date ± days, date ± months."""
    by = whole_only(node.by, frame)
    if node.back:
        by = frame.sql("negative", by)
    start = translate(node.day, frame).low
    later = day.months_later if node.months else day.days_later
    return Result(later(start, by, frame))


def days_between(node: DaysBetween, frame: Frame) -> Result:
    """Date - date, in days."""
    left, right = translate(node.left, frame).low, translate(node.right, frame).low
    return Result(frame.sql("days_between", left, right), most=day.FURTHEST)


OF_NUMBERS: dict[str, Callable[[Call, Frame], Result]] = {
    "abs": absolute,
    "round": rounded,
    "floor": floored,
    "date": made_date,
    "year": year,
    "month": month,
}
PLAIN = {
    "length": "length",
    "starts_with": "starts_with",
    "ends_with": "ends_with",
    "contains": "contains",
    "matches": "matches",
    "count": "size",
}
OF_DAYS: dict[str, Callable[..., Term]] = {
    "month_of": day.month_of,
    "years_between": day.years_between,
    "months_between": day.months_between,
    "age_on": day.age_on,
}
IN_IDS: dict[str, Callable[[Term, Frame], Term]] = {
    "valid_id_number": identity.valid_id_number,
    "birth_in_id": identity.birth_in_id,
    "region_in_id": identity.region_in_id,
    "valid_disability_number": identity.valid_disability_number,
}
WORDED: dict[str, Callable[[Term, Sequence[str], Frame], Term]] = {
    "sex_in_id": identity.sex_in_id,
    "disability_type_in": identity.disability_type_in,
    "disability_grade_in": identity.disability_grade_in,
}
