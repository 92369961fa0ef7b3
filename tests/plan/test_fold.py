"""What is the same for all rows is worked out before any row is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from checker.dates import Month
from checker.model.kind import Value
from checker.model.resolved import Compare, Constant
from checker.plan.fold import Folder
from tests.run.world import resolved

FOLDED = [
    ("as_of - months(3)", date(2020, 6, 17), "a day some months back"),
    ("date(year(as_of), 8, 1)", date(2020, 8, 1), "a made day"),
    ("date(year(as_of), 2, 30)", None, "an impossible day"),
    ("as_of + 4000000", None, "a day outside the calendar"),
    ("as_of - date('2020-09-01')", Decimal(16), "days between"),
    ("month_of(as_of)", Month(2020, 9), "a month"),
    ("2 * 3 - 0.5", Decimal("5.5"), "numbers"),
    ("1000000000000 * 10", None, "a number outside the limit"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FOLDED)
def test_constant(text: str, expected: Value | None, why: str) -> None:
    node = Folder().fold(resolved(text.replace("'", '"'), "household"))

    assert isinstance(node, Constant), why
    assert node.value == expected, why


def test_what_reads_a_row_stays() -> None:
    node = Folder().fold(resolved("found >= as_of - 30", "household"))

    assert isinstance(node, Compare)
    assert node.left == resolved("found", "household")
    assert isinstance(node.right, Constant)


def test_nothing_changes_where_nothing_is_constant() -> None:
    node = resolved("any(m.wage > income for m in member)", "household")

    assert Folder().fold(node) is node
