"""The functions of the closed list, over known values; None where there is no answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from operator import mul
from typing import Any

from checker import dates
from checker.dates import Month
from checker.model.kind import EXACT, Value

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECK_CHARACTERS = "10X98765432"
ID_LENGTH = 18
CERTIFICATE_LENGTHS = (20, 22)  # a disability certificate, and one issued again
PLACES = 6


def round_to(value: Decimal, places: Decimal = Decimal(0)) -> Decimal:
    """Rounded half away from zero."""
    kept = min(int(places), PLACES)
    if kept < -PLACES * 2:
        return Decimal(0)
    return value.quantize(Decimal(1).scaleb(-kept), rounding=ROUND_HALF_UP, context=EXACT)


def floor(value: Decimal) -> Decimal:
    """The greatest whole number not above."""
    return value.to_integral_value(rounding=ROUND_FLOOR)


def matches(text: str, pattern: str) -> bool:
    """Does the whole text match?"""
    return compiled(pattern).fullmatch(text) is not None


@cache
def compiled(pattern: str) -> Any:
    """The pattern, compiled once."""
    import re2  # noqa: PLC0415  10 ms, only for rules with patterns

    return re2.compile(pattern)


def made_date(year: Decimal, month: Decimal, day: Decimal) -> date | None:
    """A made date; an impossible one, or one of fractions, is none."""
    if any(part != part.to_integral_value() for part in (year, month, day)):
        return None
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None


def identity(text: str) -> str:
    """What two id numbers have in common when they are one person's: the first 18 characters."""
    return text[:ID_LENGTH].upper()


def same(value: Value, *, persons: bool) -> Value:
    """The value as it is compared: an id number by its first 18 characters."""
    return identity(value) if persons and isinstance(value, str) else value


def valid_id_number(text: str) -> bool:
    """18 characters, a real date, the check character; the region is not looked at."""
    return len(text) == ID_LENGTH and checked(text.upper())


def checked(text: str) -> bool:
    """Are the first 18 characters a valid number?"""
    digits, last = text[:17], text[17:18]
    if len(digits) != len(WEIGHTS) or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(map(mul, WEIGHTS, map(int, digits)))
    return CHECK_CHARACTERS[total % 11] == last and born_in(text) is not None


def born_in(text: str) -> date | None:
    """The date at places 7 to 14, which are digits, if there is such a day."""
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None


def of_person(text: str) -> str | None:
    """The valid id number that a text of 18, 20 or 22 characters begins with."""
    upper = text.upper()
    known = len(upper) in (ID_LENGTH, *CERTIFICATE_LENGTHS) and checked(upper)
    return upper[:ID_LENGTH] if known else None


def birth_in_id(text: str) -> date | None:
    """The date of birth."""
    person = of_person(text)
    return born_in(person) if person else None


def sex_in_id(text: str, words: tuple[str, ...]) -> str | None:
    """Odd at place 17: the first word; even: the second."""
    person = of_person(text)
    return words[0 if int(person[16]) % 2 else 1] if person else None


def region_in_id(text: str) -> str | None:
    """The first six digits."""
    person = of_person(text)
    return person[:6] if person else None


def valid_disability_number(text: str) -> bool:
    """20 or 22 characters; the first 18 valid, the 19th 1-7, the 20th 1-4."""
    upper = text.upper()
    if len(upper) not in CERTIFICATE_LENGTHS or not checked(upper):
        return False
    return upper[18] in "1234567" and upper[19] in "1234"


def certificate_word(place: int) -> Callable[[str, tuple[str, ...]], str | None]:
    """The word for the digit at a place of a valid disability number."""

    def word(text: str, words: tuple[str, ...]) -> str | None:
        return words[int(text[place]) - 1] if valid_disability_number(text) else None

    return word


def whole(value: int | None) -> Decimal | None:
    """A whole number as the language holds it."""
    return None if value is None else Decimal(value)


def year_of(day: date | Month) -> Decimal:
    """The year."""
    return Decimal(day.year)


def month_of_year(day: date | Month) -> Decimal:
    """The month, 1 to 12."""
    return Decimal(day.month)


IMPLEMENTED: dict[str, Callable[..., Value | None]] = {
    "abs": abs,
    "round": round_to,
    "floor": floor,
    "length": lambda text: Decimal(len(text)),
    "starts_with": str.startswith,
    "ends_with": str.endswith,
    "contains": lambda text, part: part in text,
    "matches": matches,
    "year": year_of,
    "month": month_of_year,
    "month_of": lambda day: Month(day.year, day.month),
    "years_between": lambda first, second: whole(dates.years_between(first, second)),
    "months_between": lambda first, second: whole(dates.months_between(first, second)),
    "age_on": lambda born, day: whole(dates.age_on(born, day)),
    "date": made_date,
    "count": lambda codes: Decimal(len(codes)),
    "valid_id_number": valid_id_number,
    "birth_in_id": birth_in_id,
    "sex_in_id": sex_in_id,
    "region_in_id": region_in_id,
    "valid_disability_number": valid_disability_number,
    "disability_type_in": certificate_word(18),
    "disability_grade_in": certificate_word(19),
}
