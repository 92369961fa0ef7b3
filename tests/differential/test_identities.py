"""Laws of the language: two ways of saying one thing get one verdict on every row."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.verdict import Verdict
from tests.differential import inventing, rules
from tests.differential.effort import effort
from tests.differential.engines import by_rows
from tests.differential.writing import Definitions, View, Writer, view_of

SEEDS = st.integers(0, 2**32 - 1)
TRIES, HOUSEHOLDS = 8, 15
ENTITIES = {"household": "户", "member": "成员", "village": "村"}

Sides = tuple[str, str]


class Speaker(Writer):
    """A writer with a row to speak of."""

    def __init__(self, random: Random, entity: str) -> None:
        super().__init__(random, Definitions({}))
        self.view: View = view_of(entity)

    def truth(self) -> str:
        """A condition."""
        return f"({self.condition(self.view, 2)})"

    def number(self) -> str:
        """A number that is no quotient: quotients in comparisons are exact."""
        return self.read(self.view, "") or "1"

    def loop(self) -> tuple[str, str, str]:
        """For v in T over descendants, two conditions on v."""
        while True:
            found = self.collection(self.view)
            if found is not None and found[2] is None:
                within = self.inside(self.view, found[1])
                one, other = (f"({self.condition(within, 1)})" for _ in range(2))
                return f"for v in {found[0]}", one, other


def de_morgan_and(say: Speaker) -> Sides:
    one, other = say.truth(), say.truth()
    return f"not ({one} and {other})", f"not {one} or not {other}"


def de_morgan_or(say: Speaker) -> Sides:
    one, other = say.truth(), say.truth()
    return f"not ({one} or {other})", f"not {one} and not {other}"


def twice_not(say: Speaker) -> Sides:
    one = say.truth()
    return f"not not {one}", one


def and_turned(say: Speaker) -> Sides:
    one, other = say.truth(), say.truth()
    return f"{one} and {other}", f"{other} and {one}"


def or_spread(say: Speaker) -> Sides:
    one, other, third = say.truth(), say.truth(), say.truth()
    return f"{one} and ({other} or {third})", f"{one} and {other} or {one} and {third}"


def same_branches(say: Speaker) -> Sides:
    one, other = say.truth(), say.truth()
    return f"{one} if {other} else {one}", one


def known_either_way(say: Speaker) -> Sides:
    one = say.truth()
    return f"known({one})", f"known(not {one})"


def any_with_if(say: Speaker) -> Sides:
    over, one, other = say.loop()
    return f"any({one} {over} if {other})", f"any({other} and {one} {over})"


def all_with_if(say: Speaker) -> Sides:
    over, one, other = say.loop()
    return f"all({one} {over} if {other})", f"all(not {other} or {one} {over})"


def all_by_any(say: Speaker) -> Sides:
    over, one, other = say.loop()
    return f"all({one} {over} if {other})", f"not any(not {one} {over} if {other})"


def count_by_any(say: Speaker) -> Sides:
    over, one, _ = say.loop()
    return f"count(v {over} if {one}) >= 1", f"any({one} {over})"


def none_by_count(say: Speaker) -> Sides:
    over, one, _ = say.loop()
    return f"count(v {over} if {one}) == 0", f"not any({one} {over})"


def distinct_of_one(say: Speaker) -> Sides:
    over, one, _ = say.loop()
    return f"distinct(1 {over} if {one}) >= 1", f"any({one} {over})"


def turned_round(say: Speaker) -> Sides:
    one, other = say.number(), say.number()
    return f"{one} < {other}", f"{other} > {one}"


def not_more(say: Speaker) -> Sides:
    one, other = say.number(), say.number()
    return f"{one} <= {other}", f"not ({one} > {other})"


def not_equal(say: Speaker) -> Sides:
    one, other = say.number(), say.number()
    return f"{one} != {other}", f"not ({one} == {other})"


def in_by_or(say: Speaker) -> Sides:
    one, other, third = say.number(), say.number(), say.number()
    return f"{one} in [{other}, {third}]", f"{one} == {other} or {one} == {third}"


def chain_by_and(say: Speaker) -> Sides:
    one, other, third = say.number(), say.number(), say.number()
    return f"{one} < {other} <= {third}", f"{one} < {other} and {other} <= {third}"


def bounds_and_nought(say: Speaker) -> Sides:
    over, one, _ = say.loop()
    number = say.number()
    return (
        f"count(v {over} if {one}) + 0 >= {number}",
        f"count(v {over} if {one}) >= {number}",
    )


LAWS = [
    de_morgan_and, de_morgan_or, twice_not, and_turned, or_spread, same_branches,
    known_either_way, any_with_if, all_with_if, all_by_any, count_by_any, none_by_count,
    distinct_of_one, turned_round, not_more, not_equal, in_by_or, chain_by_and, bounds_and_nought,
]  # fmt: skip


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@effort(5)
@given(seed=SEEDS)
def test_two_ways_of_saying_one_thing(law: Callable[[Speaker], Sides], seed: int) -> None:
    """Both sides get the same verdict on every row."""
    random = Random(seed)
    rows = inventing.invented(random, HOUSEHOLDS, tame=True, broken=True)
    written = []
    for _ in range(TRIES):
        entity = random.choice(sorted(ENTITIES))
        sides = law(Speaker(random, entity))
        written += [rules.Written(ENTITIES[entity], None, side) for side in sides]
    resolved = rules.resolved({"standards": rules.STANDARDS}, written)

    found = list(by_rows(resolved, inventing.dataset(rows)).values())

    for number in range(0, len(written), 2):
        assert found[number] == found[number + 1], written[number : number + 2]


@effort(10)
@given(seed=SEEDS)
def test_applies_is_an_implication(seed: int) -> None:
    """A rule with `applies` is `not applies or requires`, with what does not apply named apart."""
    random = Random(seed)
    rows = inventing.invented(random, HOUSEHOLDS, tame=True, broken=True)
    written = []
    for _ in range(TRIES):
        say = Speaker(random, "member")
        one, other = say.truth(), say.truth()
        written.append(rules.Written("成员", one, other))
        written.append(rules.Written("成员", None, f"not {one} or {other}"))
    resolved = rules.resolved({"standards": rules.STANDARDS}, written)

    found = list(by_rows(resolved, inventing.dataset(rows)).values())

    for number in range(0, len(written), 2):
        apart = [Verdict.MET if v is Verdict.NOT_APPLICABLE else v for v in found[number]]
        assert apart == found[number + 1], written[number]
