"""The values next to a value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from checker.dates import Month
from checker.model.kind import Kind, Type, Value
from checker.study.steps import around, moved

D = Decimal
MOVED: list[tuple[Value, int, Value | None, str]] = [
    (D(15), 1, D(16), "whole numbers step by one"),
    (D("0.9"), -1, D("0.89"), "fractions by a hundredth"),
    (D("433.333333"), 1, D("433.343333"), "however many decimals there are"),
    (date(2020, 2, 28), 1, date(2020, 2, 29), "a day"),
    (Month(2020, 12), 1, Month(2021, 1), "a month, over the year"),
    (date.max, 1, None, "past the calendar"),
    ("小学", 1, None, "a word has no next one"),
    (True, 1, None, "nor has a truth"),
]


@pytest.mark.parametrize(("value", "steps", "expected", "why"), MOVED)
def test_moved(value: Value, steps: int, expected: Value | None, why: str) -> None:
    assert moved(value, steps) == expected, why


AROUND: list[tuple[Value, Type, list[Value], str]] = [
    (D(15), Type(Kind.COUNT, whole=True), [D(15), D(14), D(16)], "whole"),
    (
        D("433.333333"),
        Type(Kind.AMOUNT, "元/月"),
        [D("433.33"), D("433.32"), D("433.34")],
        "what a file can hold: hundredths",
    ),
    (D("2.5"), Type(Kind.COUNT, whole=True), [D(2), D(1), D(3)], "whole numbers near a fraction"),
    (True, Type(Kind.YES_NO), [True, False], "yes and no"),
    ("甲", Type(Kind.TEXT), ["甲", "乙"], "another word"),
    ("小学", Type(Kind.CHOICE), ["小学"], "other codes are the code list's to say"),
]


@pytest.mark.parametrize(("value", "type_", "expected", "why"), AROUND)
def test_around(value: Value, type_: Type, expected: list[Value], why: str) -> None:
    assert [*around(value, type_)] == expected, why
