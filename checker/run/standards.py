"""A standard's value for a household: by day, code, and the longest region that contains it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from checker.model.function import NATION
from checker.model.kind import Unknown, Value, because
from checker.model.resolved import StandardChoice, StandardRead
from checker.resolve.standards import in_force


class Region(NamedTuple):
    """A household's region as far as it is told without a hole: 山东省潍坊市."""

    text: str
    complete: bool  # down to the village

    def inside(self, region: str, assumed: str) -> bool | None:
        """Does the region contain the household? None: it may.

        A household that does not say its region is taken to be in its policy's.
        """
        if region == NATION or self.text.startswith(region):
            return True
        if self.complete or not region.startswith(self.text):
            return False
        if assumed.startswith(region):
            return True
        elsewhere = assumed.startswith(self.text) and not region.startswith(assumed)
        return False if elsewhere else None


def region(parts: Sequence[Value | Unknown], about: Sequence[str]) -> Region:
    """The region that a household's fields tell, filled from what the files say of all.

    A row without a household (an officer, a village) tells none.
    """
    text = ""
    for index, part in enumerate(parts):
        told = about[index] if index < len(about) else ""
        word = told if isinstance(part, Unknown) else str(part)
        if not word:
            return Region(text, complete=False)
        text += word
    return Region(text, complete=bool(parts))


def value(node: StandardRead, day: date, code: Value | None, where: Region) -> Value | Unknown:
    """The value in force; unknown where there is none, or where the region leaves it open."""
    choices = in_force(node.choices, day)
    inside = {one.region: where.inside(one.region, node.assumed) for one in choices}
    sure = max((one for one in inside if inside[one]), key=length, default=None)
    maybe = {one for one in inside if inside[one] is None and length(one) > length(sure)}
    found = {of_region(choices, one, code) for one in {sure, *maybe}}
    if len(found) > 1:
        return because("no-region", node.name)
    only = next(iter(found))
    return because("no-standard", node.name) if only is None else only


def length(name: str | None) -> int:
    """How narrow a region is: 全国 is the widest, none is wider still."""
    return -1 if name is None else 0 if name == NATION else len(name)


def of_region(
    choices: Sequence[StandardChoice], name: str | None, code: Value | None
) -> Value | None:
    """The value of a region for a code."""
    return next((one.value for one in choices if one.region == name and one.code == code), None)
