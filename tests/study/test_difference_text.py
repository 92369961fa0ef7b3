"""Two conditions laid over one another: with nothing picked the old one, with all the new."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from checker.model.expression import Expression, Joined, Negated
from checker.read.expression import parse
from checker.source import Source, Span
from checker.study.difference_text import Walk

NAMES = "甲乙丙丁戊"
Meaning = tuple[bool, ...]  # for every way that the names can be true or false

PAIRS = [
    ("(甲 or 乙) and 丙", "甲 or 乙", "a condition is left out"),
    ("甲 and 乙", "乙 or (甲 and 乙)", "what was asked is now one of two ways"),
    ("甲 and 乙", "甲 and 丙", "one operand is another"),
    ("甲 and 乙", "甲 or 乙", "joined otherwise"),
]


@pytest.mark.parametrize(("old", "new", "why"), PAIRS)
def test_from_the_old_to_the_new(old: str, new: str, why: str) -> None:
    assert walked(old, new, picked=False) == meaning(parsed(old)), why
    assert walked(old, new, picked=True) == meaning(parsed(new)), why


def test_from_any_to_any_other() -> None:
    """And so for random conditions."""
    for seed in range(5_000):
        random = Random(seed)
        old, new = invented(random, 2), invented(random, 2)

        assert walked(old, new, picked=False) == meaning(parsed(old)), (old, new)
        assert walked(old, new, picked=True) == meaning(parsed(new)), (old, new)


def walked(old: str, new: str, *, picked: bool) -> Meaning:
    """What lies between the two means, where all differences are picked or none is."""
    return meaning(Walk(lambda _: picked).condition("requires", "r", parsed(old), parsed(new)))


def parsed(text: str) -> Expression:
    return parse(text, Span(Source("edu.yaml", text), 1, 1, len(text)))


def meaning(condition: Expression) -> Meaning:
    """Its truth, whatever the names are."""
    every = product([False, True], repeat=len(NAMES))
    return tuple(holds(condition, dict(zip(NAMES, truths, strict=True))) for truths in every)


def holds(condition: Expression, truths: dict[str, bool]) -> bool:
    match condition:
        case Joined(operator="and", operands=operands):
            return all(holds(one, truths) for one in operands)
        case Joined(operands=operands):
            return any(holds(one, truths) for one in operands)
        case Negated(operand=operand):
            return not holds(operand, truths)
    return truths[condition.text]


def invented(random: Random, depth: int) -> str:
    """A random condition."""
    kind = random.choice(["and", "or", "not", "name"]) if depth else "name"
    if kind == "name":
        return random.choice(NAMES)
    if kind == "not":
        return f"not ({invented(random, depth - 1)})"
    parts = [invented(random, depth - 1) for _ in range(random.choice([2, 3]))]
    return f"({f' {kind} '.join(parts)})"
