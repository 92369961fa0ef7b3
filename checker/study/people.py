"""Certificate numbers of people who do not exist: valid, of a day of birth, a sex, a disability.

Their region code (999999) is in use nowhere.
"""

from __future__ import annotations

from datetime import date

from checker.model.function import SEXES
from checker.run.functions import CHECK_CHARACTERS, WEIGHTS

NOWHERE = "999999"
ADULT = date(1980, 6, 15)


def id_number(born: date = ADULT, sex: str = SEXES[0], number: int = 0) -> str:
    """A valid number of 18 characters; the next `number` is another person's."""
    last = 2 * number + (1 if sex == SEXES[0] else 2)
    digits = f"{NOWHERE}{born:%Y%m%d}{last:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return digits + CHECK_CHARACTERS[total % 11]


def not_valid(number: str) -> str:
    """The same number with another check character."""
    return number[:-1] + ("1" if number[-1] == "0" else "0")


def disability_number(type_: int = 1, grade: int = 1, born: date = ADULT) -> str:
    """A valid number of 20 characters.

    Args:
        type_: 1-7, the place of the type in `DISABILITY_TYPES`, from 1.
        grade: 1-4, the place of the grade, from 1.
        born: the person's day of birth.
    """
    return f"{id_number(born)}{type_}{grade}"
