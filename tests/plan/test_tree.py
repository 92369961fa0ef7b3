"""Trees: equal parts have one number, aggregates' levels, what speaks of which row."""

from __future__ import annotations

import pytest

from checker.model.resolved import Aggregate
from checker.plan.tree import Forest, correlated
from tests.run.world import resolved

LEVELS = [
    ("income > 1", 0, "fields only"),
    ("count(member) > 1", 1, "an aggregate"),
    ("any(any(c.idn == m.idn for c in cars) for m in member)", 2, "one inside another"),
    ("any(m.household.income > 1 for m in member)", 1, "a parent's field is no level"),
]


@pytest.mark.parametrize(("text", "expected", "why"), LEVELS)
def test_level(text: str, expected: int, why: str) -> None:
    assert Forest().level(resolved(text, "household")) == expected, why


def test_equal_trees_have_one_number() -> None:
    forest = Forest()
    one, same = (resolved("count(m for m in member if m.insured)", "household") for _ in range(2))
    other = resolved("count(m for m in member if not m.insured)", "household")

    assert forest.number(one) == forest.number(same)
    assert forest.number(one) != forest.number(other)


def test_true_is_not_one() -> None:
    forest = Forest()

    assert forest.number(resolved("True", "household")) != forest.number(
        resolved("1", "household")
    )


CORRELATED = [
    ("any(m.insured for m in member)", False, "of the rows alone"),
    ("any(m.wage > income for m in member)", True, "of both rows"),
    ("any(h != this_row and h.phone == phone for h in everything.household)", True, "which row"),
    ("any(c.idn == head for c in cars)", False, "the link apart"),
    ("any(any(b.money > m.wage for b in m.benefit) for m in member)", False,
     "the inner one speaks of the outer one's row only"),
    ("longest_gap((v.day for v in visit), since=found, until=as_of)", True, "since of a row"),
    ("longest_gap((v.day for v in visit), since=date('2020-01-01'), until=as_of)", False,
     "since of all rows"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), CORRELATED)
def test_correlated(text: str, expected: bool, why: str) -> None:
    node = resolved(text.replace("'", '"'), "household")

    assert isinstance(node, Aggregate)
    assert correlated(node) is expected, why


def test_lifted_speaks_of_its_own_row() -> None:
    forest = Forest()
    node = resolved("sum(m.wage for m in member)", "household")
    assert isinstance(node, Aggregate)
    assert node.value is not None

    assert forest.lift(node.value) == resolved("wage", "member")
