"""Sheets as offices lay them out: what is no row of the table is left out and told, or a fault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.model.dataset import Dataset
from tests.intake.small import (
    CATALOG,
    HOUSEHOLD_HEADER,
    HOUSEHOLD_ROW,
    MEMBER_HEADER,
    MEMBER_ROW,
    write_book,
    write_lines,
)
from tests.intake.test_bad_files import table

Rows = Sequence[Sequence[object]]
MANY = [(f"H{n}", *HOUSEHOLD_ROW[1:]) for n in range(30)]
WIDER = (*MEMBER_HEADER, "是否参保")
BEHIND = ("序号", "户编号", "人编号", "姓名")  # the key stands in another column

TWO = [
    # rows, the row that is told, why
    (
        [HOUSEHOLD_HEADER, HOUSEHOLD_ROW, (), WIDER, MEMBER_ROW],
        4,
        "the better header below",
    ),
    ([HOUSEHOLD_HEADER, *MANY, MEMBER_HEADER, MEMBER_ROW], 32, "far below"),
    ([HOUSEHOLD_HEADER, *MANY, ("成员情况",), MEMBER_HEADER], 33, "under a title of its own"),
    ([HOUSEHOLD_HEADER, *MANY, BEHIND, ("1", *MEMBER_ROW)], 32, "other columns first"),
    ([HOUSEHOLD_HEADER, *MANY, ("户编号", "日期")], 32, "a header of two columns"),
]


@pytest.mark.parametrize(("rows", "number", "why"), TWO, ids=[why for *_, why in TWO])
def test_one_table_under_another(tmp_path: Path, rows: Rows, number: int, why: str) -> None:
    """Neither is lost in silence, nor are its rows made rows of the other."""
    path = write_book(tmp_path / "台账.xlsx", 表=rows)

    with pytest.raises(FaultyInput) as failed:
        read_data([path], CATALOG)

    assert [(fault.code, fault.place) for fault in failed.value.faults] == [
        ("two-tables", "台账.xlsx › 表")
    ], why
    assert failed.value.faults[0].sentence.startswith(f"第{number}行起是另一张表"), why


ONE = [
    # rows, households, why
    ([("户编号",), HOUSEHOLD_HEADER, HOUSEHOLD_ROW], 1, "a header's word above is a title"),
    ([HOUSEHOLD_HEADER, HOUSEHOLD_ROW, ("户编号H2", "北城", "东村")], 2, "a key that begins so"),
    ([HOUSEHOLD_HEADER, ("H1", "镇街", "村名")], 1, "a word of the header, under another"),
]


@pytest.mark.parametrize(("rows", "count", "why"), ONE, ids=[why for *_, why in ONE])
def test_one_table(tmp_path: Path, rows: Rows, count: int, why: str) -> None:
    data = read_data([write_book(tmp_path / "a.xlsx", 户=rows)], CATALOG)

    assert table(data, "household").length == count, why
