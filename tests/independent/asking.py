"""What the rule book's sentences are made of, over pandas' nullable types.

A comparison with <NA> is <NA>; &, | and ~ of "boolean" are Kleene's. Not about single rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

import numpy as np
import pandas as pd

from tests.independent.households import Households
from tests.independent.table import Table


class Answers(NamedTuple):
    """Of each row of a table: does the rule apply to it, and is it met?"""

    table: str
    applies: pd.Series
    requires: pd.Series

    def verdicts(self) -> pd.Series:
        """The verdict of each row, as the truth table of section 4 has it."""
        no = (self.applies == False).fillna(False)  # noqa: E712  <NA> is neither
        met = (self.requires == True).fillna(False)  # noqa: E712
        failed = ((self.applies & ~self.requires) == True).fillna(False)  # noqa: E712
        return pd.Series(
            np.select([no, met, failed], ["not_applicable", "met", "gap"], "unknown"),
            index=self.applies.index,
        )


Rule = Callable[[Households], Answers]
RULES: dict[str, Rule] = {}


def rule(rule_id: str) -> Callable[[Rule], Rule]:
    """The computation of the rule that has this id."""

    def keep(computed: Rule) -> Rule:
        RULES[rule_id] = computed
        return computed

    return keep


def every(table: Table) -> pd.Series:
    """适用于每一行."""
    return pd.Series([True] * len(table), dtype="boolean")


def among(values: pd.Series, codes: Collection[str]) -> pd.Series:
    """属于: <NA> of what is not known."""
    return values.isin(codes).astype("boolean").mask(values.isna())


def contains(values: pd.Series, code: str) -> pd.Series:
    """含: one of several in a cell."""
    return (
        values.str.split("、")
        .map(lambda parts: code in parts, na_action="ignore")
        .astype("boolean")
    )


def filled(table: Table, title: str, truth: pd.Series) -> pd.Series:
    """已填写且…."""
    return table.written(title).astype("boolean") & truth


def or_else(table: Table, title: str, value: object) -> pd.Series:
    """未填写按…计: what cannot be read stays unknown."""
    return table[title].mask(~table.written(title), value)


def has(parents: Table, key: str, rows: Table, truth: pd.Series) -> pd.Series:
    """有符合条件的行: true if one is true, else <NA> if one is; who names nobody is nobody's."""
    keys, names = parents[key], rows[key]
    sure = set(names[truth.fillna(False)].dropna())
    perhaps = set(names[truth.fillna(True)].dropna())
    found = keys.isin(sure).astype("boolean")
    return found.mask(~found & keys.isin(perhaps))


def of_parent(rows: Table, key: str, parents: Table, values: pd.Series) -> pd.Series:
    """The parent's value for each row, <NA> where the row names none."""
    by_key = pd.Series(values.array, index=parents[key].array)
    names = rows[key]
    found = by_key.reindex(names.fillna("").array)
    return pd.Series(found.array, index=names.index)


def age_on(born: pd.Series, day: pd.Timestamp | pd.Series) -> pd.Series:
    """周岁: full years, reached on the birthday; 29 February on 1 March."""
    days = pd.Series(day, index=born.index)
    before = (days.dt.month < born.dt.month) | (
        (days.dt.month == born.dt.month) & (days.dt.day < born.dt.day)
    )
    years = (days.dt.year - born.dt.year).astype("Float64") - before.astype("Float64")
    return years.mask(born.isna())


def at_least(left: pd.Series, right: object) -> pd.Series:
    """不低于 / 不早于, of numbers and of days; <NA> where one is not known."""
    return _compared(left >= right, left, right)


def at_most(left: pd.Series, right: object) -> pd.Series:
    """不超过 / 不晚于."""
    return _compared(left <= right, left, right)


def _compared(truth: pd.Series, left: pd.Series, right: object) -> pd.Series:
    """Days have no <NA> of their own: a comparison with none of them is false in pandas."""
    unknown = left.isna()
    if isinstance(right, pd.Series):
        unknown = unknown | right.isna()
    return truth.astype("boolean").mask(unknown)
