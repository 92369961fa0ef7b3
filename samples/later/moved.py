"""Moves a township's tables on by some years, and gives the township another name.

People are as old as they were: days of birth and identity numbers move on. So does whatever
happened lately. What happened before 2019 (when a household came on the register and left it, when
its house was rebuilt, when a certificate was given out) stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from people import REGION, with_check
from writing import Row

NUMBER = re.compile(
    REGION + r"(\d{4})(\d{4})(\d{3})[\dX](\d{2})?"
)  # the last two: a certificate's
STAYS_BEFORE = 2019
MOVES = ("出生日期", "收入计算起", "收入计算止")  # whenever it was
STAYS = ("发证日期", "批准日期")


def moved(
    tables: Mapping[str, list[Row]], years: int, words: Mapping[str, str]
) -> dict[str, list[Row]]:
    """The tables, so many years later."""
    return {
        table: [
            {title: cell(title, value, years, words) for title, value in row.items()}
            for row in rows
        ]
        for table, rows in tables.items()
    }


def cell(title: str, value: Any, years: int, words: Mapping[str, str]) -> Any:
    """One cell."""
    if isinstance(value, date):
        stays = title in STAYS or (value.year < STAYS_BEFORE and title not in MOVES)
        return value if stays else value.replace(year=value.year + years)
    if not isinstance(value, str):
        return value
    known = NUMBER.fullmatch(value)
    if known:
        year, day, order, certificate = known.groups(default="")
        return with_check(f"{REGION}{int(year) + years}{day}{order}") + certificate
    return reworded(value, words)


def reworded(text: str, words: Mapping[str, str]) -> str:
    """The text in this year's words."""
    for word, later in words.items():
        text = text.replace(word, later)
    return text
