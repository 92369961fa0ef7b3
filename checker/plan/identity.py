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
BEGINNING = "(?s)[0-9]{17}[0-9Xx].*"
LONGER = (20, 22)  # a disability certificate, and one issued again
CERTIFICATE = "(?s)[0-9]{17}[0-9Xx][1-7][1-4](..)?"


def comparable_id(number: Term, frame: Frame) -> Term:
    """What two equal identity numbers have in common: 18 characters, X as a capital."""
    number = frame.name(number)
    found = frame.name(frame.sql("upper", part(number, 1, LENGTH, frame)))
    if number.ready >= 0:
        frame.known_with[found.text] = number.text
    return found


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


def beginning(number: Term, frame: Frame) -> Term:
    """The number where it begins with 17 digits and a check character, else unknown."""
    named = frame.name(number)
    matches = frame.sql("matches", named, text(BEGINNING))
    return frame.name(frame.sql.case([(matches, named)]))


def check_holds(formed: Term, frame: Frame) -> Term:
    """Is the 18th character the one that the other 17 ask for?"""
    sql = frame.sql
    digits = seventeen(formed, frame)
    code = frame.name(sql("code_of", part(formed, LENGTH, 1, frame)))
    is_x = sql("among", code, Term(", ".join(str(ord(x)) for x in "Xx"), formed.ready))
    total = sql.case([(is_x, bare(10))], sql("-", code, bare(ord("0"))))
    for place, weight in enumerate(WEIGHTS, start=1):
        total = sql("+", total, sql("*", digit(digits, place, frame), bare(weight)))
    return sql("==", sql("remainder", total, bare(11)), bare(1))


def birth(formed: Term, frame: Frame) -> Term:
    """The day of birth in a number of the right form; unknown where it is no day."""
    sql, digits = frame.sql, seventeen(formed, frame)
    year, month, day = (
        sql("remainder", sql("divide_down", digits, bare(down)), bare(upto))
        for down, upto in ((10**7, 10**4), (10**5, 100), (10**3, 100))
    )
    return frame.name(made_day(year, month, day, frame))


def person(number: Term, frame: Frame) -> tuple[Term, Term]:
    """The number where it is of the form, and whether its first 18 characters are right."""
    sql, formed = frame.sql, beginning(number, frame)
    parts = [sql("is_known", birth(formed, frame)), check_holds(formed, frame)]
    good = frame.name(sql("is_true", sql.joined("and", parts), nullable=False))
    return formed, good


def known_only(number: Term, truth: Term, frame: Frame) -> Term:
    """The truth where there is a number at all."""
    if not number.nullable:
        return truth
    return frame.sql.case([(frame.sql("is_known", number), truth)])


def valid_id_number(number: Term, frame: Frame) -> Term:
    """18 characters, a real date, the check character."""
    sql = frame.sql
    right_length = sql("==", sql("length", number), bare(LENGTH))
    return known_only(number, sql.joined("and", [right_length, person(number, frame)[1]]), frame)


def valid_disability_number(number: Term, frame: Frame) -> Term:
    """20 or 22 characters; the first 18 valid, then the kind and the grade."""
    sql = frame.sql
    formed = sql("matches", number, text(CERTIFICATE))
    return known_only(number, sql.joined("and", [formed, person(number, frame)[1]]), frame)


def of_person(number: Term, find: Callable[[Term, Frame], Term], frame: Frame) -> Term:
    """Something that stands in a valid number of 18, 20 or 22 characters."""
    sql, number = frame.sql, frame.name(number)
    formed, good = person(number, frame)
    lengths = Term(", ".join(map(str, (LENGTH, *LONGER))), -1, nullable=False)
    good = sql.joined("and", [good, sql("among", sql("length", number), lengths)])
    return sql.case([(good, find(formed, frame))])


def birth_in_id(number: Term, frame: Frame) -> Term:
    """The day of birth."""
    return of_person(number, birth, frame)


def region_in_id(number: Term, frame: Frame) -> Term:
    """The region code: six digits."""
    return of_person(number, lambda formed, f: part(formed, 1, 6, f), frame)


def sex_in_id(number: Term, words: Sequence[str], frame: Frame) -> Term:
    """The word for odd or even."""

    def find(formed: Term, f: Frame) -> Term:
        odd = f.sql("remainder", seventeen(formed, f), bare(2))
        first = f.sql("==", odd, bare(1))
        return f.sql.case([(first, text(words[0]))], text(words[1]))

    return of_person(number, find, frame)


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

    valid = frame.name(valid_disability_number(number, frame))
    return frame.sql.case([(valid, find(frame.name(number), frame))])

