"""The policies that ship, as an editor has them open, and places in them marked with a |."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from checker.editor.completion import Offer
from checker.editor.entries import typed_next
from checker.editor.finding import Found, thing_at
from checker.editor.outline import outline, spot
from checker.editor.view import Placed, View, look
from checker.read.desk import Desk

POLICIES = Path(__file__).parents[2] / "policies"
AS_OF = date(2020, 9, 17)


@cache
def view() -> View:
    """All that ships, on the day of the sample."""
    return look(POLICIES, Desk(), AS_OF)


def placed(name: str) -> Placed:
    """What a file of this name is."""
    found = view().placed(POLICIES / name)
    assert found is not None
    return found


def cut(text: str, mark: str = "|") -> tuple[str, int]:
    """The text without the mark, and where it stood."""
    at = text.index(mark)
    return text[:at] + text[at + 1 :], at


def offered(name: str, text: str) -> dict[str, Offer]:
    """What can be typed at the mark, by what would be typed."""
    whole, at = cut(text)
    found = spot(whole, at)
    assert found is not None
    return {one.text: one for one in typed_next(view(), placed(name), found)}


def in_rule(expression: str, each: str = "成员") -> str:
    """A chapter with one rule that says so."""
    return (
        f"rules:\n  - id: a\n    each: {each}\n    requires: {expression}\n    severity: major\n"
    )


def thing(name: str, text: str) -> Found | None:
    """What the word at the mark means."""
    whole, at = cut(text)
    return thing_at(view(), placed(name), outline(whole), at)
