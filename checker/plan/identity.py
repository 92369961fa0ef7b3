"""Identity and disability numbers: compared, checked, and what stands in them.

The first 17 digits are read as one number; its digits come out by division, which costs a third
of seventeen casts (measured over three million numbers).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.plan.day import made_day
from checker.plan.dialect import Term, bare, text
from checker.plan.frame import Frame

LENGTH = 18
DIGITS = 17
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
CHECKS = "10X98765432"
FORM = "[0-9]{17}[0-9Xx]"
LONGER = "(?s)[0-9]{17}[0-9Xx](..|....)?"
DISABILITY = "(?s)[0-9]{17}[0-9Xx][1-7][1-4](..)?"


def comparable_id(number: Term, frame: Frame) -> Term:
    """What two equal identity numbers have in common: 18 characters, X as a capital."""
    return frame.name(frame.sql("upper", part(number, 1, LENGTH, frame)))


def part(number: Term, start: int, length: int, frame: Frame) -> Term:
    """Some characters of a text."""
    return frame.sql("part", number, bare(start), bare(length))


def seventeen(number: Term, frame: Frame) -> Term:
    """The first 17 digits of a number of the right form, as one number."""
    return frame.name(frame.sql("digits", part(number, 1, DIGITS, frame)))


def digit(digits: Term, place: int, frame: Frame) -> Term:
    """The digit at a place, from 1, of 17."""
    sql = frame.sql
    down = sql("divide_down", digits, bare(10 ** (DIGITS - place)))
    return down if place == 1 else sql("remainder", down, bare(10))


def well_formed(number: Term, pattern: str, frame: Frame) -> Term:
    """The number where it is of a form, else unknown."""
    named = frame.name(number)
    matches = frame.sql("matches", named, text(pattern))
    return frame.name(frame.sql.case([(matches, named)]))


def check_holds(number: Term, frame: Frame) -> Term:
    """Is the 18th character the one that the other 17 ask for?"""
    sql = frame.sql
    digits = seventeen(number, frame)
    weighted = [
        sql("*", digit(digits, place, frame), bare(weight))
        for place, weight in enumerate(WEIGHTS, start=1)
    ]
    total = weighted[0]
    for term in weighted[1:]:
        total = sql("+", total, term)
    place = sql("+", sql("remainder", total, bare(11)), bare(1))
    wanted = sql("part", text(CHECKS), place, bare(1))
    return sql("==", wanted, sql("upper", part(number, LENGTH, 1, frame)))


def birth(number: Term, frame: Frame) -> Term:
    """The day of birth in a number of the right form; unknown where it is no day."""
    sql = frame.sql
    digits = seventeen(number, frame)
    written = frame.name(
        sql("remainder", sql("divide_down", digits, bare(1000)), bare(10**8))
    )
    year = sql("divide_down", written, bare(10**4))
    month = sql("remainder", sql("divide_down", written, bare(100)), bare(100))
    day = sql("remainder", written, bare(100))
    return frame.name(made_day(frame.name(year), frame.name(month), frame.name(day), frame))


def right(number: Term, pattern: str, frame: Frame) -> Term:
    """Is it of the form, with a real date and the right check character?"""
    sql = frame.sql
    formed = well_formed(number, pattern, frame)
    parts = [sql("is_known", birth(formed, frame)), check_holds(formed, frame)]
    good = sql("is_true", sql.joined("and", parts), nullable=False)
    if not number.nullable:
        return good
    return sql.case([(sql("is_known", number), good)])


def valid_id_number(number: Term, frame: Frame) -> Term:
    """18 characters, a real date, the check character."""
    return right(number, FORM, frame)


def valid_disability_number(number: Term, frame: Frame) -> Term:
    """20 or 22 characters; the first 18 valid, then the kind and the grade."""
    return right(number, DISABILITY, frame)


def from_valid(pattern: str, find: Callable[[Term, Frame], Term], number: Term, frame: Frame) -> Term:
    """Something that stands in a valid number."""
    named = frame.name(number)
    valid = frame.name(right(named, pattern, frame))
    formed = well_formed(named, pattern, frame)
    return frame.sql.case([(valid, find(formed, frame))])


def birth_in_id(number: Term, frame: Frame) -> Term:
    """The day of birth."""
    return from_valid(LONGER, birth, number, frame)


def region_in_id(number: Term, frame: Frame) -> Term:
    """The region code: six digits."""
    return from_valid(LONGER, lambda formed, f: part(formed, 1, 6, f), number, frame)


def sex_in_id(number: Term, words: Sequence[str], frame: Frame) -> Term:
    """The word for odd or even."""

    def find(formed: Term, f: Frame) -> Term:
        odd = f.sql("remainder", seventeen(formed, f), bare(2))
        first = f.sql("==", odd, bare(1))
        return f.sql.case([(first, text(words[0]))], text(words[1]))

    return from_valid(LONGER, find, number, frame)


def disability_type_in(number: Term, words: Sequence[str], frame: Frame) -> Term:
    """The word for the kind of disability."""
    return disability_part(LENGTH + 1, number, words, frame)


def disability_grade_in(number: Term, words: Sequence[str], frame: Frame) -> Term:
    """The word for the grade."""
    return disability_part(LENGTH + 2, number, words, frame)


def disability_part(place: int, number: Term, words: Sequence[str], frame: Frame) -> Term:
    """The word for the digit at a place of a disability number."""

    def find(formed: Term, f: Frame) -> Term:
        written = f.name(part(formed, place, 1, f))
        rows = [
            (f.sql("==", written, text(str(number))), text(word))
            for number, word in enumerate(words, start=1)
        ]
        return f.sql.case(rows)

    return from_valid(DISABILITY, find, number, frame)

