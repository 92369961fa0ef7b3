"""What `checker read` tells: every column, every cell that says nothing, and clean tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from checker.intake import read_data
from checker.model.dataset import Dataset
from checker.read.catalog import read_catalog
from checker.read.shipped import shipped
from checker.report.clean_book import clean_book
from checker.report.masking import MACHINE, OFFICE, OPEN, Masking
from checker.report.understood import CellSeen, ColumnSeen, understood
from checker.report.understood_book import understood_book
from checker.report.understood_text import text
from tests.intake.small import CATALOG, write_book, write_lines

MEMBERS = (
    ("北村成员花名册",),
    ("户编号", "人编号", "姓名", "身份证号", "出生日期", "是否参保", "备注"),
    ("H1", "p1", "张三", "999999198006150013", "1980-06-15", "√", "甲"),
    ("H1", "p2", "李四", "999999********0021", "1985年", "不详", None),
    ("H1", "p3", "王五", None, None, "是", None),
)
HOUSEHOLDS = (
    ("户编号", "镇街", "村名", "户主姓名", "家庭人口数", "年收入（元）"),
    ("H1", "北城街道", "北村", "张三", 3, 10200.5),
)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    write_book(tmp_path / "一.xlsx", 户=HOUSEHOLDS, 成员=MEMBERS)
    return read_data([tmp_path / "一.xlsx"], CATALOG)


def test_columns(dataset: Dataset) -> None:
    """In the order of the sheet, each as it is printed, as it was read, and how full it is."""
    members = understood(dataset, CATALOG, MACHINE).tables[1]

    assert (members.place, members.title, members.rows) == ("一.xlsx › 成员", "成员", 3)
    assert members.how == "表头在第2行"
    assert members.columns == (
        ColumnSeen("A", "户编号", "户编号", 3, 0, 0, 0),
        ColumnSeen("B", "人编号", "人编号", 3, 0, 0, 0),
        ColumnSeen("C", "姓名", "姓名", 3, 0, 0, 0),
        ColumnSeen("D", "身份证号", "证件号码", 1, 1, 1, 0),
        ColumnSeen("E", "出生日期", "出生日期", 1, 1, 1, 0),
        ColumnSeen("F", "是否参保", "是否参保", 2, 0, 1, 1),
    )


def test_cells(dataset: Dataset) -> None:
    """Where each stands, what was written, and why it says nothing."""
    members = understood(dataset, CATALOG, MACHINE).tables[1]

    assert members.cells == (
        CellSeen("一.xlsx › 成员 › D4", "证件号码", "999999********0021", "masked", True),
        CellSeen("一.xlsx › 成员 › E4", "出生日期", "1985年", "year-only", True),
        CellSeen("一.xlsx › 成员 › F3", "是否参保", "√", "spelling", False),
        CellSeen("一.xlsx › 成员 › F4", "是否参保", "不详", "not-known", True),
    )


def test_what_was_not_used_is_told(dataset: Dataset) -> None:
    told = text(understood(dataset, CATALOG, MACHINE), MACHINE)

    assert "一.xlsx › 成员：没有用“备注”列" in told
    assert "“出生日期”只有年份 1 格：E4（1985年）" in told


HIDDEN = [
    # masking, is the number hidden, why
    (MACHINE, True, "nothing that identifies leaves the office"),
    (OFFICE, True, "numbers are hidden in the office's lists too"),
    (OPEN, False, "asked for"),
]


@pytest.mark.parametrize(("masking", "hidden", "why"), HIDDEN)
def test_numbers_are_hidden(tmp_path: Path, masking: Masking, hidden: bool, why: str) -> None:
    """A number that could not be read as such is hidden like one that could."""
    rows = (("户编号", "人编号", "证件号码"), ("H1", "p1", 3.7070319800615e17))
    write_book(tmp_path / "一.xlsx", 成员=rows)

    seen = understood(read_data([tmp_path / "一.xlsx"], CATALOG), CATALOG, masking)

    (cell,) = seen.tables[0].cells
    assert cell.reason == "digits-lost"
    assert ("*" in cell.raw) is hidden, why


def test_the_clean_workbook_is_read_the_same(tmp_path: Path, dataset: Dataset) -> None:
    """Every value as it was, every doubt as it was; nothing is left to put into other words."""
    file = tmp_path / "数据.xlsx"
    file.write_bytes(clean_book(dataset, CATALOG))

    again = read_data([file], CATALOG)

    assert again.fingerprint == dataset.fingerprint
    seen = understood(again, CATALOG, MACHINE)
    assert [column.normalised for table in seen.tables for column in table.columns] == [0] * 12


def test_the_clean_workbook_of_the_sample(tmp_path: Path) -> None:
    """All kinds of values and of doubts."""
    catalog = read_catalog(shipped("schemas") / "catalog.yaml", None)
    sample = Path(__file__).parents[2] / "samples" / "beicheng" / "北城街道.xlsx"
    first = read_data([sample], catalog)
    file = tmp_path / "数据.xlsx"
    file.write_bytes(clean_book(first, catalog))

    again = read_data([file], catalog)

    assert again.fingerprint == first.fingerprint
    assert file.read_bytes() == clean_book(first, catalog), "the same bytes twice"


def test_a_day_before_workbooks_have_days(tmp_path: Path) -> None:
    """It is written as text; as a number it would come back as nothing, or a day off."""
    days = ("1896-02-14", "1900-01-01", "1900-02-28", "1900-03-01")
    lines = [("H1", f"p{number}", "张三", day) for number, day in enumerate(days)]
    source = write_lines(tmp_path / "甲.csv", ("户编号", "人编号", "姓名", "出生日期"), *lines)
    first = read_data([source], CATALOG)
    file = tmp_path / "数据.xlsx"
    file.write_bytes(clean_book(first, CATALOG))

    again = read_data([file], CATALOG)

    assert again.fingerprint == first.fingerprint


def test_several_files_of_one_table(tmp_path: Path) -> None:
    """Each place is told apart; a file's name stands for its sheet where it has none."""
    header = ("户编号", "人编号", "姓名")
    first = write_lines(tmp_path / "甲.csv", header, ("H1", "p1", "张三"))
    second = write_lines(tmp_path / "乙.csv", header, ("H2", "p2", "李四"), ("H2", "p3", "王五"))

    seen = understood(read_data([first, second], CATALOG), CATALOG, MACHINE)

    told = [(table.place, table.rows) for table in seen.tables if table.title == "成员"]
    assert sorted(told) == [("乙.csv", 2), ("甲.csv", 1)]


def test_what_lies_in_parquet_is_told_but_not_counted(tmp_path: Path) -> None:
    """Nobody has counted its cells: 0 of them unreadable would be a lie."""
    file = tmp_path / "走访.parquet"
    days = pa.array(["2020-09-01", "2020.1", None])
    pq.write_table(pa.table({"户编号": ["H1", "H1", "H2"], "日期": days}), file)

    seen = understood(read_data([file], CATALOG), CATALOG, MACHINE)

    visits = next(one for one in seen.tables if one.title == "走访")
    assert [column.counts for column in visits.columns] == [("—",) * 4] * 2
    assert "“走访日期”列有1种写法读不出" in [note.sentence for note in seen.notes]
    assert "—" in text(seen, MACHINE)


def test_the_workbook(dataset: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "读取说明.xlsx"
    seen = understood(dataset, CATALOG, OFFICE)
    file.write_bytes(understood_book(seen, date(2020, 9, 17), OFFICE))

    book = openpyxl.load_workbook(file)

    assert book.sheetnames == ["表与列", "读不出的格", "其他说明"]
    rows = list(book["读不出的格"].values)
    assert rows[1] == ("位置", "字段", "写的是", "结果", "原因")
    assert rows[3] == ("一.xlsx › 成员 › E4", "出生日期", "1985年", "读不出", "只有年份")
