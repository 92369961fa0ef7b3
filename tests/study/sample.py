"""The sample township, with the policies that ship, for tests of explanations."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from checker.intake import read_data
from checker.model.dataset import Dataset
from checker.model.explanation import Explanation
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.resolve import resolve
from checker.study.asking import rule_named
from checker.study.explanation import Asked, Book, explanation, with_rows

SAMPLE = Path(__file__).parents[2] / "samples" / "beicheng" / "北城街道.xlsx"
DAY = date(2020, 9, 17)


@cache
def beicheng(language: str = "zh") -> tuple[Book, Dataset]:
    """The policies that ship, on the sample's day, and the sample."""
    policies = read_policies(shipped("policies"), cases=False)
    book = Book(policies, resolve(policies, DAY), language)
    return book, read_data([SAMPLE], policies.catalog)


def explained(
    rule: str, household: str | None, row: str | None = None, language: str = "zh"
) -> Explanation:
    """A rule explained for a household of the sample."""
    book, dataset = beicheng(language)
    resolved = rule_named(book.resolved, rule)
    return with_rows(explanation(resolved, book), resolved, book, dataset, Asked(household, row))
