"""Figures that a rule's title promises and its conditions do not have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from checker.intake.numerals import numeral
from checker.model.explanation import Sentence

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# A numeral counts as a figure only before what is counted; 一致, 同一人 and the like do not.
COUNTED = re.compile(
    r"(?<![同第])([〇零一二两三四五六七八九十百千万]+|[0-9]+(?:\.[0-9]+)?)"
    r"\s*(?:个)?(周岁|岁|天|日|周|年|月|次|倍|人|名|元|米|公里|分钟|小时|平方米|张|%|级)"
)
EACH_WEEK = 7
YEARS_TO_MONTHS = 12


def drift(title: str, sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """The figures of the title that stand in none of the sentences: 两天, 18岁."""
    text = "\n".join(line for one in sentences for line in (one.text, *one.parts))
    there = {Decimal(found) for found in NUMBER.findall(text)}
    return tuple(
        found[0] for found in COUNTED.finditer(title) if not there & meant(found[1], found[2])
    )


def meant(figure: str, unit: str) -> set[Decimal]:
    """The numbers that a figure may stand as: a year as twelve months, a week as seven days."""
    whole = numeral(figure)
    value = Decimal(figure) if NUMBER.fullmatch(figure) else Decimal(whole or 0)
    times = {"年": YEARS_TO_MONTHS, "周": EACH_WEEK}.get(unit, 1)
    share = {value / 100} if unit == "%" else set()
    return {value, value * times} | share
