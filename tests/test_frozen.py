"""`@frozen` gives what `@dataclass(frozen=True)` gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from checker.frozen import frozen


def family(made: Callable[[type], type]) -> tuple[type, type]:
    """A parent and a child, made records one way or the other."""

    class Parent:
        kind: str
        text: str = field(compare=False)
        span: int = field(compare=False, repr=False)

    parent = made(Parent)

    class Child(parent):  # type: ignore[misc, valid-type]
        own: int
        missing: tuple[str, ...] = ()
        known: dict[str, int] = field(default_factory=dict)

    return parent, made(Child)


WAYS = {"dataclass": dataclass(frozen=True), "frozen": frozen}
Parent, Child = family(frozen)

SAME = [
    # what is asked of both, why
    (lambda one: repr(one("a", "t", 1, 2)), "what is shown leaves out fields that say so"),
    (lambda one: one("a", "t", 1, 2) == one("a", "u", 3, 2), "some fields are never compared"),
    (lambda one: one("a", "t", 1, 2) == one("b", "t", 1, 2), "others are, a parent's too"),
    (lambda one: one("a", "t", 1, 2) == 1, "something else is not equal"),
    (lambda one: one("a", "t", 1, own=2, missing=("x",)).missing, "given by name"),
    (lambda one: one("a", "t", 1, 2).known, "made anew where it is not given"),
    (lambda one: replace(one("a", "t", 1, 2), own=3).own, "replace() knows it"),
    (lambda one: [f.name for f in fields(one)], "fields() too, a parent's first"),
]


@pytest.mark.parametrize(("ask", "why"), SAME)
def test_as_a_dataclass(ask: Callable[[Any], object], why: str) -> None:
    _, plain = family(WAYS["dataclass"])

    assert ask(Child) == ask(plain), why


def test_hash_goes_with_equality() -> None:
    known = frozen(type("Known", (), {"__annotations__": {"name": "str"}}))

    assert {known("a"), known("a"), known("b")} == {known("a"), known("b")}


def test_two_classes_are_never_equal() -> None:
    """A parent and a child may hold the same, and still say two things."""
    one = frozen(type("One", (Parent,), {}))
    other = frozen(type("Other", (Parent,), {}))

    assert one("a", "t", 1) != other("a", "t", 1)


def test_a_default_is_made_for_each() -> None:
    assert Child("a", "t", 1, 2).known is not Child("a", "t", 1, 2).known


def test_nothing_is_changed() -> None:
    child = Child("a", "t", 1, 2)

    with pytest.raises(FrozenInstanceError):
        child.own = 3
    with pytest.raises(FrozenInstanceError):
        del child.own


def test_what_is_lacking_is_told() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'own'"):
        Child("a", "t", 1)
