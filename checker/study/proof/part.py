"""A part of the values that one thing can have, and how two parts compare.

A value is never named where only its side of a cut matters: 年龄 is "below 16", "16 to 59", "from
60". What is not known is a part too. This is not about what a cell holds (`checker.model.kind`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from math import ceil, floor
from typing import Any

from checker.dates import Month

Cut = tuple[Any, int]  # just before a value (0), or just after it (1)
LESS, EQUAL, GREATER = -1, 0, 1

# Which relations make each comparison true.
TRUE_WHERE = {
    "==": {EQUAL},
    "!=": {LESS, GREATER},
    "<": {LESS},
    "<=": {LESS, EQUAL},
    ">": {GREATER},
    ">=": {GREATER, EQUAL},
}


class Lacking(Enum):
    """Not known, and how."""

    BLANK = "blank"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Stretch:
    """A known number, day or month between two cuts; None is endless."""

    key: Hashable  # whose value it is: two parts of one key are one value
    low: Cut | None
    high: Cut | None


@dataclass(frozen=True)
class Words:
    """A known word, truth or code among some, or among all others."""

    key: Hashable
    words: frozenset[Any]
    others: bool = False  # True: any word but these


@dataclass(frozen=True)
class Opaque:
    """A known value that is not cut: an id number, a set of codes."""

    key: Hashable


@dataclass(frozen=True)
class Doubtful:
    """A number known between bounds only: from somewhere in one stretch to somewhere in another.

    The bounds differ, so that it is no value (see `checker.run.intervals`).
    """

    key: Hashable
    low: Stretch
    high: Stretch


Known = Stretch | Words | Opaque
Part = Known | Doubtful | Lacking


def constant(value: Any) -> Known:
    """One value as a part."""
    key = ("constant", value)
    if isinstance(value, bool | str | tuple) and not isinstance(value, Month):
        return Words(key, frozenset([value]))
    return Stretch(key, (value, 0), (value, 1))


def is_constant(part: Known) -> bool:
    """Is it one value that stands in the text, and no field's?"""
    return isinstance(part.key, tuple) and part.key[0] == "constant"


def relations(left: Known, right: Known) -> frozenset[int]:
    """How the left may stand to the right; of words LESS and GREATER both mean "differs"."""
    if left.key == right.key:
        return frozenset([EQUAL])
    if isinstance(left, Words) and isinstance(right, Words):
        return frozenset(_between_words(left, right))
    if isinstance(left, Stretch) and isinstance(right, Stretch):
        return frozenset(_between_stretches(left, right))
    return frozenset([LESS, EQUAL, GREATER])


def _between_words(left: Words, right: Words) -> Iterator[int]:
    if left.others or right.others:
        some, rest = (right, left) if left.others else (left, right)
        if some.others or not some.words <= rest.words:
            yield EQUAL
        yield LESS
        return
    if left.words & right.words:
        yield EQUAL
    if len(left.words | right.words) > 1:
        yield LESS


def _between_stretches(left: Stretch, right: Stretch) -> Iterator[int]:
    if _before(left.low, right.high):
        yield LESS
    if _reaches(left.low, right.high) and _reaches(right.low, left.high):
        yield EQUAL
    if _before(right.low, left.high):
        yield GREATER


def _before(low: Cut | None, high: Cut | None) -> bool:
    """Is there a value above the one cut that is less than a value below the other?"""
    return low is None or high is None or bool(low[0] < high[0])


def _reaches(low: Cut | None, high: Cut | None) -> bool:
    """Is there a value above the one cut and below the other?"""
    return low is None or high is None or low < high


def stretches(
    key: Hashable, cuts: Iterable[Cut], least: Cut | None, *, whole: bool
) -> list[Stretch]:
    """All values from `least` on, cut into stretches on which nothing turns."""
    inner = sorted({cut for cut in cuts if least is None or cut > least})
    edges = [least, *inner, None]
    found = (tidy(Stretch(key, *pair), whole=whole) for pair in pairwise(edges))
    return [one for one in found if one is not None]


def tidy(one: Stretch, *, whole: bool) -> Stretch | None:
    """Of what goes by steps, from a value to a value, both included; None without a value."""
    low, high = one.low, one.high
    if low is not None:
        if low[1] and low[0] == date.max:
            return None
        low = (first_from(low, whole=whole), 0) if steps(low[0], whole=whole) else low
    if high is not None:
        if not high[1] and high[0] == date.min:
            return None
        high = (last_to(high, whole=whole), 1) if steps(high[0], whole=whole) else high
    return Stretch(one.key, low, high) if _reaches(low, high) else None


def steps(value: Any, *, whole: bool) -> bool:
    """Does what has this value go by steps: days, months, whole numbers?"""
    return whole or isinstance(value, date | Month)


def first_from(low: Cut, *, whole: bool) -> Any:
    """The first value above a cut."""
    value, behind = low
    if not whole:
        return later(value, 1) if behind else value
    return Decimal(floor(value) + 1) if behind else Decimal(ceil(value))


def last_to(high: Cut, *, whole: bool) -> Any:
    """The last value below a cut."""
    value, behind = high
    if not whole:
        return value if behind else later(value, -1)
    return Decimal(floor(value)) if behind else Decimal(ceil(value) - 1)


def later(value: Any, by: int) -> Any:
    """The day or month so many on."""
    if isinstance(value, date):
        return value + timedelta(days=by)
    months = value.year * 12 + value.month - 1 + by
    return Month(months // 12, months % 12 + 1)


def kinds_of_word(key: Hashable, groups: Iterable[frozenset[Any]]) -> list[Words]:
    """The words that are named, put together where no group tells them apart, and all others."""
    named = sorted(groups, key=lambda group: sorted(map(str, group)))
    alike: dict[tuple[bool, ...], set[Any]] = {}
    for word in sorted(frozenset().union(*named), key=str):
        alike.setdefault(tuple(word in group for group in named), set()).add(word)
    found = [Words(key, frozenset(words)) for words in alike.values()]
    return [*found, Words(key, frozenset().union(*named), others=True)]
