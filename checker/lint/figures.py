"""Figures in words: “满60周岁”, “每7天”, “六个月内”, and whether a rule has them.

A title that says 60 where the rule says 65 was true of an earlier version, or the rule is wrong.
Only figures with a unit that the rule itself counts in are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from checker.model.function import AS_OF
from checker.model.resolved import Constant, DaysBetween, Node, Shift, StandardRead

# A unit in words → the unit in which rules count, and how many of these it is.
UNITS = {
    "周岁": ("岁", 1),
    "岁": ("岁", 1),
    "天": ("天", 1),
    "日": ("天", 1),
    "周": ("天", 7),
    "个月": ("月", 1),
    "年": ("月", 12),
    "元": ("元", 1),
    "万元": ("元", 10000),
    "次": ("次", 1),
    "人": ("人", 1),
    "平方米": ("平方米", 1),
    "升": ("升", 1),
    "分钟": ("分钟", 1),
    "亩": ("亩", 1),
}
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
WORDED = (
    "周岁",
    "岁",
    "天",
    "日",
    "个月",
)  # which numerals stand before; “一人一档” counts nothing
FIGURE = re.compile(
    r"(?<![0-9.第同当月年])(?:"
    rf"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})"
    rf"|(?P<numeral>[一二两三四五六七八九十]{{1,3}})(?P<of>{'|'.join(WORDED)}))"
)
BRACES = re.compile(r"\{[^{}]*\}")
MONTHS = 12
YEARS = Decimal(1000)  # from here on, a figure before 年 is a year of the calendar


class Figure(NamedTuple):
    """A figure in a text."""

    number: Decimal
    unit: str  # as rules count
    times: int  # so many of that unit
    start: int
    length: int


def figures(text: str) -> Iterator[Figure]:
    """The figures of a text that have a unit; what stands in braces is no figure."""
    bare = BRACES.sub(lambda found: "　" * len(found[0]), text)
    for found in FIGURE.finditer(bare):
        word = found["unit"] or found["of"]
        unit, times = UNITS[word]
        number = in_words(found["number"] or found["numeral"])
        if number is None or (word == "年" and number >= YEARS):
            continue
        yield Figure(number, unit, times, found.start(), len(found[0]))


def in_words(text: str) -> Decimal | None:
    """The number of digits, or of Chinese numerals up to 九十九."""
    if text[0].isdigit():
        return Decimal(text)
    tens, ten, ones = text.rpartition("十")
    if any(len(part) > 1 for part in (tens, ones)):
        return None
    value = DIGITS.get(ones, 0) + (10 * DIGITS.get(tens, 1) if ten else 0)
    return Decimal(value) if value else None


class Known(NamedTuple):
    """The numbers of a rule, and the units in which it counts."""

    numbers: frozenset[Decimal]
    units: frozenset[str]

    def denies(self, figure: Figure) -> bool:
        """Does the rule count in the figure's unit, and never to the figure?

        A bound may stand beside the figure: “59岁以下” is `< 60`.
        """
        if figure.unit not in self.units:
            return False
        meant = {figure.number, figure.number * figure.times}
        if figure.unit == "元":  # by the month here, by the year there
            meant |= {one * MONTHS for one in meant} | {one / MONTHS for one in meant}
        near = {one + step for one in meant for step in (-1, 0, 1)}
        return near.isdisjoint(self.numbers)


def known(nodes: Iterable[Node], others: Iterable[Decimal]) -> Known:
    """What the nodes of a rule know; `others`: further numbers that it may well name."""
    numbers = set(others)
    units: set[str] = set()
    for node in nodes:
        numbers.update(_numbers(node))
        units.update(_units(node))
    return Known(frozenset(numbers), frozenset(units))


def _numbers(node: Node) -> Iterator[Decimal]:
    if isinstance(node, Constant) and node.text not in AS_OF:  # its day is no figure of the rule
        yield from _of(node.value)
    elif isinstance(node, StandardRead):
        for choice in node.choices:
            yield from _of(choice.value)


def _of(value: object) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, date):
        yield from map(Decimal, (value.year, value.month, value.day))


def _units(node: Node) -> Iterator[str]:
    if isinstance(node, Shift):
        yield "月" if node.months else "天"
    elif isinstance(node, DaysBetween):
        yield "天"
    if node.type.unit and node.type.kind.numeric:
        yield node.type.unit.partition("/")[0]
