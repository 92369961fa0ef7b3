"""Certificate numbers of people who do not exist."""

from __future__ import annotations

from datetime import date

import pytest

from checker.run.functions import (
    birth_in_id,
    valid_disability_number,
    valid_id_number,
)
from checker.study.people import disability_number, id_number, not_valid

NUMBERS = [
    # number, valid id, valid disability number, why
    (id_number(), True, False, "a man's of 1980"),
    (id_number(sex="女"), True, False, "a woman's"),
    (id_number(date(2014, 9, 17)), True, False, "a child's"),
    (id_number(number=1), True, False, "another man's"),
    (not_valid(id_number()), False, False, "another check character"),
    (disability_number(), False, True, "a certificate"),
    (disability_number(type_=7, grade=4), False, True, "of the last type and grade"),
    (disability_number(type_=8), False, False, "there are seven types"),
    (disability_number(grade=5), False, False, "there are four grades"),
]


@pytest.mark.parametrize(("number", "valid", "certificate", "why"), NUMBERS)
def test_numbers(number: str, valid: bool, certificate: bool, why: str) -> None:
    assert (valid_id_number(number), valid_disability_number(number)) == (valid, certificate), why


def test_different_people() -> None:
    """A number is one person's, and tells the day of birth."""
    assert len({id_number(), id_number(number=1), id_number(sex="女")}) == 3
    assert birth_in_id(id_number(date(2014, 9, 17))) == date(2014, 9, 17)
