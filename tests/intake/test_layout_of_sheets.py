"""Sheets as offices lay them out: what is no row of the table is left out and told, or a fault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from checker.fault import FaultyInput
from checker.intake import read_data
from tests.intake.small import (
    CATALOG,
    HOUSEHOLD_HEADER,
    HOUSEHOLD_ROW,
    MEMBER_HEADER,
    MEMBER_ROW,
    write_book,
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
    (
        [
            ("类型", *HOUSEHOLD_HEADER),
            ("行政村", *HOUSEHOLD_ROW),
            ("行政村", "H2", "镇街", "东村", "李"),
        ],
        2,
        "words of headers among values",
    ),
]


@pytest.mark.parametrize(("rows", "count", "why"), ONE, ids=[why for *_, why in ONE])
def test_one_table(tmp_path: Path, rows: Rows, count: int, why: str) -> None:
    data = read_data([write_book(tmp_path / "a.xlsx", 户=rows)], CATALOG)

    assert table(data, "household").length == count, why


LEFT_OUT = [
    # row, why it is told to be left out, why it is nobody
    (("共2户", None, None, None, 5), "remark", "a sum that counts"),
    (("东村小计", None, None, None, 3), "remark", "a village's sum"),
    (("合计（户）", None, None, None, 3), "remark", "a sum with its unit"),
    (("汇总", None, None, None, 3), "remark", "the row of sums of an Excel table"),
    (("平均", None, None, None, 3), "remark", "no household is an average"),
    (("以上情况经户主本人确认，情况属实。",), "remark", "a sentence"),
    (("户主签字：",), "remark", "a place for a signature"),
    (("户主签字：", None, "年   月   日"), "remark", "and for its day"),
    (("制表：王芳", None, None, "日期：2020年9月17日"), "remark", "signatures in one row"),
    (("联系电话：13800000001",), "remark", "whom to call"),
    (("2.本表一式两份",), "remark", "an item of the notes"),
    (("（1）户编号由系统生成",), "remark", "another"),
    (("一、东村",), "remark", "a heading between the rows"),
    (("示例", "北城街道", "东村", "张三", 3), "example", "a template's own row"),
    (("例：H001", "北城街道", "东村", "张三", 3), "example", "another's"),
]
REASONS = {"remark": "合计、填表人等行", "example": "示例行", "ordinals": "表头下面的栏次行"}


@pytest.mark.parametrize(("row", "reason", "why"), LEFT_OUT, ids=[why for *_, why in LEFT_OUT])
def test_rows_that_are_nobody(
    tmp_path: Path, row: Sequence[object], reason: str, why: str
) -> None:
    path = write_book(tmp_path / "户.xlsx", 户=[HOUSEHOLD_HEADER, HOUSEHOLD_ROW, row])

    data = read_data([path], CATALOG)

    assert table(data, "household").length == 1, why
    told = [note.sentence for note in data.notes if note.code == "skipped-rows"]
    assert told == [f"跳过{REASONS[reason]}：第3行"], why


KEPT = [
    # row, why it may be somebody
    (("H2",), "a key alone: a household of which nothing is filled in"),
    (("2020-001",), "a key of digits"),
    (("1.2", "北城街道", "东村"), "a key with a point"),
    (("东村小计", "北城街道", "东村", "小计", 3), "a strange key of somebody"),
    (("东村：3", "北城街道", "东村", "李四", 3), "a colon in a key"),
    ((None, None, None, "因病致贫。", None), "no key, but something in a column"),
    (("计生01", "北城街道", "东村", "计划", 2), "a word that begins so"),
    (("例01", "北城街道", "东村", "例三", 2), "another"),
]


@pytest.mark.parametrize(("row", "why"), KEPT, ids=[why for _, why in KEPT])
def test_rows_that_may_be_somebody(tmp_path: Path, row: Sequence[object], why: str) -> None:
    path = write_book(tmp_path / "户.xlsx", 户=[HOUSEHOLD_HEADER, HOUSEHOLD_ROW, row])

    assert table(read_data([path], CATALOG), "household").length == 2, why


ORDINALS = [
    # row under the header, is it left out, why
    (("1", "2", "3", "4", "5"), True, "text"),
    ((1, 2, 3, 4, 5), True, "numbers"),
    (("甲", "乙", "丙", 1, 2), True, "as statistical forms have it"),
    (("甲", "乙", "1", "2", "3=1+2"), True, "with how it is computed"),
    (("（1）", "（2）", "（3）", "（4）", "（5）"), True, "in brackets"),
    (("栏次", 1, 2, 3, 4), True, "by its name"),
    (("1", "北城街道", "东村", "张三", 3), False, "the first household"),
    (("1", "2", None, None, None), False, "too few to tell"),
    (("2", "3", "4", "5", "6"), False, "they do not begin"),
]


@pytest.mark.parametrize(("row", "left_out", "why"), ORDINALS, ids=[why for *_, why in ORDINALS])
def test_numbers_of_the_columns(
    tmp_path: Path, row: Sequence[object], left_out: bool, why: str
) -> None:
    """A printed form numbers its columns under the header; that is no household."""
    path = write_book(tmp_path / "户.xlsx", 户=[HOUSEHOLD_HEADER, row, HOUSEHOLD_ROW])

    data = read_data([path], CATALOG)

    assert table(data, "household").length == (1 if left_out else 2), why
    told = [note.sentence for note in data.notes if note.code == "skipped-rows"]
    assert told == ([f"跳过{REASONS['ordinals']}：第2行"] if left_out else []), why


def merged(path: Path, rows: Rows, *areas: str) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(path.stem)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for area in areas:
            first = area.partition(":")[0]
            value = rows[int(first[1:]) - 1][ord(first[0]) - ord("A")]
            sheet.merge_range(area, value)
    return path


def test_a_heading_over_all_columns(tmp_path: Path) -> None:
    """One cell over the table's columns, whatever stands in it, is no household."""
    rows = [HOUSEHOLD_HEADER, ("东村",), HOUSEHOLD_ROW, ("西村",), ("H2", *HOUSEHOLD_ROW[1:])]
    path = merged(tmp_path / "户.xlsx", rows, "A2:E2", "A4:E4")

    data = read_data([path], CATALOG)

    assert table(data, "household").columns["household_id"].values == ["H1", "H2"]
    assert [note.sentence for note in data.notes if note.code == "skipped-rows"] == [
        "跳过合计、填表人等行：第2、4行"
    ]


def test_key_merged_over_rows_and_columns(tmp_path: Path) -> None:
    """A household's number over its members' rows, two columns wide, is that of each."""
    header = ("户编号", "备注", *MEMBER_HEADER[1:])
    rows = [header, ("H1", None, "P1", "张三"), ("", None, "P2", "李四"), ("H2", None, "P3", "王")]
    path = merged(tmp_path / "成员.xlsx", rows, "A2:B3")

    members = table(read_data([path], CATALOG), "member")

    assert members.columns["household_id"].values == ["H1", "H1", "H2"]


THREE = (
    ("户编号", "所在地", None, "基本情况", None),
    (None, "行政区划", None, "户主", "人口"),
    (None, "镇街", "村名", "户主姓名", "家庭人口数"),
)


@pytest.mark.parametrize("title", [(), (("北城街道户台账",),)], ids=["bare", "under a title"])
def test_header_in_three_rows(tmp_path: Path, title: Rows) -> None:
    """A cell merged over all three is the header of its column."""
    top = len(title) + 1
    rows = [*title, *THREE, HOUSEHOLD_ROW]
    path = merged(tmp_path / "户.xlsx", rows, f"A{top}:A{top + 2}", f"B{top}:C{top}")

    homes = table(read_data([path], CATALOG), "household")

    assert homes.columns["household_id"].values == ["H1"]
    assert homes.place(0, "size") == f"户.xlsx › 户 › E{top + 3}"


def test_table_on_its_side(tmp_path: Path) -> None:
    """Its first row is no header but a header and people's names: they are not quoted."""
    rows = [*zip(HOUSEHOLD_HEADER[::-1], HOUSEHOLD_ROW[::-1], HOUSEHOLD_ROW[::-1], strict=True)]
    path = write_book(tmp_path / "户.xlsx", 户=rows[1:])

    with pytest.raises(FaultyInput) as failed:
        read_data([path], CATALOG)

    assert [fault.code for fault in failed.value.faults] == ["no-header"]
    assert "张三" not in str(failed.value)
