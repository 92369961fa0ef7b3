"""Days and months reckoned with. Days lie in the years 1 to 9999; what lies outside is unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from checker.plan import dialect
from checker.plan.dialect import MONTHS, Term, bare, whole
from checker.plan.frame import Frame

FIRST, LAST = dialect.day(date.min), dialect.day(date.max)
FURTHEST = 4_000_000  # days; more than there are between the first day and the last
FURTHEST_MONTHS = 130_000
Counter = Callable[[Term, Term, Frame], Term]


def within_calendar(day: Term, frame: Frame) -> Term:
    """The day, unknown outside the years 1 to 9999."""
    named = frame.name(day)
    return frame.sql.case([(frame.sql("between", named, FIRST, LAST), named)])


def made_day(year: Term, month: Term, day: Term, frame: Frame) -> Term:
    """The day of a year, month and day, all whole; unknown where there is none."""
    sql, year = frame.sql, frame.name(year)
    made = sql("make_day", year, month, day, nullable=True)
    return sql.case([(sql("between", year, bare(1), bare(date.max.year)), made)])


def days_later(day: Term, by: Term, frame: Frame) -> Term:
    """The day so many days later."""
    sql = frame.sql
    by = frame.name(by)
    near = sql.case([(sql("between", by, whole(-FURTHEST), whole(FURTHEST)), by)])
    return within_calendar(sql("day_after", day, near), frame)


def months_later(day: Term, by: Term, frame: Frame) -> Term:
    """The same day so many months later, kept to the month's last day."""
    sql = frame.sql
    by = frame.name(by)
    span = whole(FURTHEST_MONTHS)
    near = sql.case([(sql("between", by, sql("negative", span), span), by)])
    return within_calendar(sql("months_after", day, near), frame)


def as_number(day: Term, frame: Frame) -> Term:
    """A day as year, month and day in one number: 20200917."""
    sql, named = frame.sql, frame.name(day)
    years = sql("*", sql("year", named), bare(10**4))
    months = sql("*", sql("month", named), bare(100))
    return frame.name(sql("+", sql("+", years, months), sql("day", named)))


def full_years(first: Term, second: Term, frame: Frame) -> Term:
    """Full years from a day to one that is not before it."""
    sql = frame.sql
    difference = sql("-", as_number(second, frame), as_number(first, frame))
    return sql("divide_down", difference, bare(10**4))


def years_between(first: Term, second: Term, frame: Frame) -> Term:
    """Full years; negative, and counted alike, the other way round."""
    first, second = frame.name(first), frame.name(second)
    return both_ways(first, second, full_years, frame)


def full_months(first: Term, second: Term, frame: Frame) -> Term:
    """Full months from a day to one that is not before it."""
    sql = frame.sql
    months = sql("-", month_of(second, frame), month_of(first, frame))
    short = sql("<", sql("day", second), sql("day", first))
    return sql("-", months, sql("yes_as_one", short))


def months_between(first: Term, second: Term, frame: Frame) -> Term:
    """Full months; negative, and counted alike, the other way round."""
    first, second = frame.name(first), frame.name(second)
    return both_ways(first, second, full_months, frame)


def both_ways(first: Term, second: Term, count: Counter, frame: Frame) -> Term:
    """A count that is the same, but negative, the other way round."""
    sql = frame.sql
    forward, back = count(first, second, frame), count(second, first, frame)
    rows = [
        (sql("<=", first, second), forward),
        (sql(">", first, second), sql("negative", back)),
    ]
    return sql.case(rows)


def age_on(born: Term, day: Term, frame: Frame) -> Term:
    """Full years lived on a day; unknown where it lies before the birth."""
    born, day = frame.name(born), frame.name(day)
    return frame.sql.case([(frame.sql("<=", born, day), full_years(born, day, frame))])


def month_of(day: Term, frame: Frame) -> Term:
    """The month of a day."""
    sql, named = frame.sql, frame.name(day)
    years = sql("*", sql("year", named), bare(MONTHS))
    return sql("-", sql("+", years, sql("month", named)), bare(1))


def born_by(years: int, day: date) -> date | None:
    """The last day of birth of those who are so many years old on a day; None: there is none."""
    year = day.year - years
    if not 1 <= year <= date.max.year:
        return None
    if (day.month, day.day) == (2, 29) and not is_leap(year):
        return date(year, 2, 28)
    return date(year, day.month, day.day)


def is_leap(year: int) -> bool:
    """Has the year a 29 February?"""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
