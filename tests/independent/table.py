"""A table of random rows: what is printed in it, and what of that is known.

A cell is known, blank, or written but not readable, as in an office's files. Not about what the
rules ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

TEXT = pd.StringDtype("python")  # whose comparisons are Kleene's
SCRAWL = "看不清"  # of no kind at all


class Table:
    """Rows that grow column by column."""

    def __init__(self, length: int, chance: np.random.Generator) -> None:
        self.printed = pd.DataFrame(index=pd.RangeIndex(length))  # as the office gives it
        self._known: dict[str, pd.Series] = {}
        self._blank: dict[str, pd.Series] = {}
        self._chance = chance

    def __len__(self) -> int:
        return len(self.printed)

    def __getitem__(self, title: str) -> pd.Series:
        """The values of a column, <NA> where nothing is known."""
        return self._known[title]

    def written(self, title: str) -> pd.Series:
        """已填写: something stands there, readable or not."""
        return ~self._blank[title]

    def readable(self, title: str) -> pd.Series:
        """能够识别, of a cell that is filled; a blank is not unreadable."""
        return self._blank[title] | self._known[title].notna()

    def key(self, title: str, values: pd.Series) -> None:
        """A column that is whole: keys, and what every row has."""
        self._put(title, values, np.zeros(len(self), bool), np.zeros(len(self), bool))

    def add(self, title: str, values: pd.Series, blank: float, scrawl: float = 0.02) -> None:
        """A column of which some cells are empty and some cannot be read.

        Args:
            title: the field.
            values: what would stand there, <NA> where nothing would.
            blank: the share of empty cells.
            scrawl: the share of unreadable ones; 0 for texts, which are readable always.
        """
        lot = self._chance.random(len(self))
        missing = (lot < blank) | values.isna().to_numpy()
        self._put(title, values, missing, ~missing & (lot > 1 - scrawl))

    def choice(self, title: str, codes: Mapping[str, float], blank: float = 0.1) -> None:
        """A column of codes, each with its weight."""
        weights = np.array(list(codes.values()))
        drawn = self._chance.choice(list(codes), len(self), p=weights / weights.sum())
        self.add(title, pd.Series(drawn, dtype=TEXT), blank)

    def yes_no(self, title: str, share: float = 0.7, blank: float = 0.1) -> None:
        """A column of 是 and 否, as booleans here."""
        values = pd.Series(self._chance.random(len(self)) < share, dtype="boolean")
        self.add(title, values, blank)
        words = {True: "是", False: "否"}
        self.printed[title] = self.printed[title].map(lambda cell: words.get(cell, cell))

    def number(self, title: str, among: Sequence[Any], blank: float = 0.1) -> None:
        """A column of numbers drawn from a few, so that limits are hit exactly."""
        drawn = self._chance.choice(np.array(among, float), len(self))
        self.add(title, pd.Series(drawn, dtype="Float64"), blank)

    def day(self, title: str, days: pd.Series, blank: float = 0.1) -> None:
        """A column of days."""
        self.add(title, days, blank)
        self.printed[title] = self.printed[title].map(
            lambda cell: cell.strftime("%Y-%m-%d") if isinstance(cell, pd.Timestamp) else cell
        )

    def _put(self, title: str, values: pd.Series, blank: np.ndarray, scrawl: np.ndarray) -> None:
        printed = values.astype(object)
        printed[scrawl] = SCRAWL
        printed[blank] = None
        self.printed[title] = printed
        self._known[title] = values.mask(pd.Series(blank | scrawl))
        self._blank[title] = pd.Series(blank)
