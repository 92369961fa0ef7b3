"""Rows without a key are named by their values."""

from __future__ import annotations

from checker.model.dataset import Column, Dataset, Odd, Table
from checker.model.kind import State
from checker.model.resolved import TableName
from checker.run.naming import Names
from checker.run.rows import Rows
from tests.resolve.small import CATALOG

MEMBER = TableName("member")
UNREAD = Odd(State.UNREADABLE, "?", "not-a-date")
TIDIED = Odd(State.KNOWN, " 甲 ", "spaces")


def test_twins_are_told_apart_by_their_order() -> None:
    """Two rows of the same values share a hash; the second gets -2, however it was written."""
    names = Column(["甲", "甲", "甲", None], {1: TIDIED, 2: UNREAD})
    table = Table(MEMBER, 4, {"name": names})

    keys = [
        Names(Rows(Dataset({MEMBER: table}), CATALOG)).key(MEMBER, row)
        for row in range(table.length)
    ]

    assert keys[1] == f"{keys[0]}-2"
    assert len(set(keys)) == len(keys)
    assert all(key.startswith("成员#") for key in keys)
