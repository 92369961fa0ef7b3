"""A flat export is two tables: what its rows repeat of a household is that household's, once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from checker.intake import dataset_from_frames, read_data
from checker.model.dataset import Dataset, Table
from checker.model.kind import State
from checker.model.resolved import TableName
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from tests.intake.small import write_book, write_lines

CATALOG = read_policies(shipped("policies"), cases=False).catalog
HEADER = ("户编号", "人编号", "姓名", "镇街", "村", "人均纯收入", "监测对象类别")
WITH_KEYS = ("H1", "H1-1", "张三", "北城", "东村")


def table(dataset: Dataset, entity: str) -> Table:
    found = dataset.tables[TableName(entity)]
    assert isinstance(found, Table)
    return found


def told(dataset: Dataset, *codes: str) -> list[str]:
    return [note.sentence for note in dataset.notes if note.code in codes]


def flat(folder: Path, *rows: Sequence[object], header: Sequence[str] = HEADER) -> Path:
    return write_book(folder / "名单.xlsx", Sheet1=[header, *rows])


def test_rows_of_one_household(tmp_path: Path) -> None:
    """One row a household, where its first member stands.

    What is empty on one row may be filled on another, and is told where it stands.
    """
    path = flat(
        tmp_path,
        ("H1", "H1-1", "张三", "北城", "东村", None, None),
        ("H2", "H2-1", "李四", "北城", "西村", 5000, None),
        ("H1", "H1-2", "张小", "北城", "东村", 8000, "边缘易致贫户"),
    )

    data = read_data([path], CATALOG)

    homes = table(data, "household")
    assert homes.columns["household_id"].values == ["H1", "H2"]
    assert homes.columns["net_income_per_head"].values == [Decimal(8000), Decimal(5000)]
    assert homes.columns["monitor_class"].values == ["边缘易致贫户", "非监测对象"]
    assert homes.place(0) == "名单.xlsx › Sheet1 › 2"
    assert homes.place(0, "village_name") == "名单.xlsx › Sheet1 › E2"
    assert homes.place(0, "net_income_per_head") == "名单.xlsx › Sheet1 › F4"
    assert table(data, "member").length == 3
    assert told(data, "flat") == ["每行都重复着所属户的列，合并成2行户表"]


def test_rows_that_disagree(tmp_path: Path) -> None:
    """Nobody knows which row is right, so nobody knows the value."""
    path = flat(
        tmp_path,
        (*WITH_KEYS, 8000, "边缘易致贫户"),
        ("H1", "H1-2", "张小", "北城", "东 村", "8,000元", "不详"),
        ("H1", "H1-3", "张大", "北城", "东村", 8100, "边缘易致贫户"),
    )

    data = read_data([path], CATALOG)

    homes = table(data, "household")
    assert homes.columns["net_income_per_head"].values == [None]
    assert homes.columns["net_income_per_head"].odd[0].state is State.UNREADABLE
    assert homes.columns["net_income_per_head"].odd[0].raw == "8,000元、8000、8100"
    assert homes.columns["monitor_class"].state(0) is State.UNREADABLE
    assert sorted(told(data, "unreadable")) == [
        "“人均纯收入”列1格读不出：各行所写不同",
        "“监测对象类别”列1格读不出：各行所写不同",
    ]


def test_written_in_other_words(tmp_path: Path) -> None:
    """The same value in two spellings is no contradiction."""
    path = flat(
        tmp_path, (*WITH_KEYS, 8000, None), ("H1", "H1-2", "张小", "北城", "东村", "8千", None)
    )

    data = read_data([path], CATALOG)

    assert table(data, "household").columns["net_income_per_head"].values == [Decimal(8000)]


def test_household_has_a_table_of_its_own(tmp_path: Path) -> None:
    """It stands; the export adds columns and no rows.

    A household that is not in the export says nothing there, not what an empty cell means.
    """
    flat(tmp_path, (*WITH_KEYS, 8000, None), ("H9", "H9-1", "王五", "北城", "东村", 1, None))
    own = ("户编号", "镇街", "村", "户主姓名", "人均纯收入")
    rows = (("H1", "北城", "东村", "张三", 7000), ("H2", "北城", "东村", "李四", None))
    write_lines(tmp_path / "户.csv", own, *rows)

    data = read_data([tmp_path], CATALOG)

    homes = table(data, "household")
    assert homes.columns["household_id"].values == ["H1", "H2"]
    assert homes.columns["net_income_per_head"].values == [Decimal(7000), None]
    assert homes.columns["monitor_class"].values == ["非监测对象", None]
    assert homes.place(0, "monitor_class") == "名单.xlsx › Sheet1 › G2"
    assert homes.place(1, "monitor_class") == "户.csv › 第3行"
    assert homes.place(0, "net_income_per_head") == "户.csv › 第2行 › 人均纯收入"
    assert told(data, "flat", "flat-differs", "no-parent") == [
        "户表没有的列取自这里：监测对象类别",
        "“人均纯收入”有1行与户表所写不同，以户表为准",
        "成员表有1行找不到所属的户",
    ]


def test_two_exports(tmp_path: Path) -> None:
    """Of one household in both: one row; they must agree as rows of one export must."""
    write_lines(tmp_path / "a.csv", HEADER[:6], (*WITH_KEYS, 8000))
    write_lines(
        tmp_path / "b.csv",
        (*HEADER[:5], "户联系电话", "人均纯收入"),
        ("H1", "H1-2", "张小", "北城", "东村", "13800000001", 8000),
        ("H2", "H2-1", "李四", "北城", "西村", "", 6000),
    )

    data = read_data([tmp_path], CATALOG)

    homes = table(data, "household")
    assert homes.columns["household_id"].values == ["H1", "H2"]
    assert homes.columns["phone"].values == ["13800000001", None]
    assert homes.place(0, "phone") == "b.csv › 第2行 › 户联系电话"
    assert homes.place(1) == "b.csv › 第3行"
    assert homes.place(0) == "a.csv › 第2行"


def test_merged_cells_over_the_members(tmp_path: Path) -> None:
    """Printed once a household, over its members' rows."""
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, HEADER)
        for row, key in enumerate(("H1-1", "H1-2"), 1):
            sheet.write_row(row, 1, (key, "张三"))
        for column, text in ((0, "H1"), (3, "北城"), (4, "东村")):
            sheet.merge_range(1, column, 2, column, text)
        sheet.merge_range(1, 5, 2, 5, 8000)

    data = read_data([tmp_path / "a.xlsx"], CATALOG)

    assert table(data, "household").columns["net_income_per_head"].values == [Decimal(8000)]
    assert table(data, "member").columns["household_id"].values == ["H1", "H1"]


NOT_FLAT = [
    # header, tables, why
    ((*HEADER[:3], "与户主关系"), {"member"}, "only what is a member's"),
    (("户编号", "镇街", "村", "户主姓名", "人均纯收入", "民族"), {"household"}, "the head's"),
    (("户编号", "人编号", "日期", "走访人", "走访类型", "户主姓名"), {"visit"}, "a visit"),
]


@pytest.mark.parametrize(("header", "expected", "why"), NOT_FLAT)
def test_sheets_of_one_table(
    tmp_path: Path, header: Sequence[str], expected: set[str], why: str
) -> None:
    path = flat(tmp_path, ("H1", *["x"] * (len(header) - 1)), header=header)

    data = read_data([path], CATALOG)

    assert {name.entity for name, one in data.tables.items() if not one.made} == expected, why  # type: ignore[union-attr]


def test_order_changes_nothing(tmp_path: Path) -> None:
    """Rows shuffled, the export cut in two: the same rows of both tables."""
    rows = (
        (*WITH_KEYS, 8000, None),
        ("H1", "H1-2", "张小", "北城", "东村", 8100, "边缘易致贫户"),
        ("H2", "H2-1", "李四", "北城", "西村", None, None),
    )
    (tmp_path / "cut").mkdir()
    write_lines(tmp_path / "one.csv", HEADER, *rows)
    write_lines(tmp_path / "cut" / "b.csv", HEADER, rows[0])
    write_lines(tmp_path / "cut" / "a.csv", HEADER[::-1], rows[2][::-1], rows[1][::-1])

    prints = {read_data([tmp_path / name], CATALOG).fingerprint for name in ("one.csv", "cut")}

    assert len(prints) == 1


def test_frames(tmp_path: Path) -> None:
    """A flat frame is split as a file is."""
    import pandas  # noqa: PLC0415

    rows = [(*WITH_KEYS, 8000, None), ("H1", "H1-2", "张小", "北城", "东村", 8000, None)]

    data = dataset_from_frames({"成员": pandas.DataFrame(rows, columns=[*HEADER])}, CATALOG)

    assert table(data, "household").columns["net_income_per_head"].values == [Decimal(8000)]
    assert table(data, "member").length == 2


def test_parquet_is_not_split(tmp_path: Path) -> None:
    """It stays where it lies; what is not used is told."""
    import pandas  # noqa: PLC0415

    rows = pandas.DataFrame([(*WITH_KEYS, 8000, None)], columns=[*HEADER])
    rows.to_parquet(tmp_path / "名单.parquet")

    data = read_data([tmp_path], CATALOG)

    assert not data.given(TableName("household"), "net_income_per_head")
    assert told(data, "flat") == ["每行重复的户的列没有用：Parquet文件不拆成两张表"]


KEYLESS = ("户编号", "姓名", "与户主关系", "出生日期", "证件号码", "镇街", "村", "人均纯收入")
MOTHER = ("H1", "张三", "户主", "1950-01-01", "370703195001011232", "北城", "东村", 8000)
CHILD = ("H1", "张小", "子", "1980-01-01", None, "北城", "东村", 8000)
OTHER = ("H2", "李四", "户主", "1960-01-01", None, "北城", "西村", 5000)


def test_members_without_numbers(tmp_path: Path) -> None:
    """One household's number on several rows, with columns of persons: the rows are members."""
    path = flat(tmp_path, MOTHER, CHILD, OTHER, header=KEYLESS)

    data = read_data([path], CATALOG)

    assert table(data, "member").columns["name"].values == ["张三", "张小", "李四"]
    assert "member_id" not in table(data, "member").columns
    assert table(data, "household").columns["household_id"].values == ["H1", "H2"]
    assert told(data, "no-key") == ["没有“人编号”列，成员表各行按内容起名"]
    assert told(data, "duplicate-key") == []


def test_members_without_numbers_under_merged_households(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "名单.xlsx"))
    sheet = book.add_worksheet("Sheet1")
    for number, row in enumerate((KEYLESS, MOTHER, ("", *CHILD[1:5]), OTHER)):
        sheet.write_row(number, 0, row)
    for column in (0, 5, 6, 7):
        sheet.merge_range(1, column, 2, column, MOTHER[column])
    book.close()

    data = read_data([tmp_path], CATALOG)

    assert table(data, "member").columns["household_id"].values == ["H1", "H1", "H2"]
    assert table(data, "household").length == 2


NOT_FLAT = [
    ((MOTHER, OTHER), KEYLESS, "each household once: a table of households"),
    (
        (("H1", "张三", "北城", "东村"), ("H1", "张四", "北城", "东村")),
        ("户编号", "户主姓名", "镇街", "村"),
        "a household that is there twice",
    ),
]


@pytest.mark.parametrize(("rows", "header", "why"), NOT_FLAT)
def test_households_stay_households(
    tmp_path: Path, rows: Sequence[Sequence[object]], header: Sequence[str], why: str
) -> None:
    data = read_data([flat(tmp_path, *rows, header=header)], CATALOG)

    assert table(data, "household").length == 2, why
    assert TableName("member") not in data.tables, why
