"""挂不上的行.xlsx: every row that belongs to nobody, with its place and the reason in the cell."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from checker.intake import read_data
from checker.report.masking import OFFICE, OPEN, Masking
from checker.report.unattached_book import unattached_book
from tests.intake.small import CATALOG, HOUSEHOLD_HEADER, write_book

DAY = date(2020, 9, 17)
HOUSEHOLDS = (
    HOUSEHOLD_HEADER,
    ("H1", "北城街道", "东村", "张三", 3),
    ("H2", "北城街道", "东村", "李四", 1),
    ("H2", "北城街道", "西村", "李四", 2),
    (None, "北城街道", "西村", "赵六", 1),
)
MEMBERS = (
    ("户编号", "人编号", "姓名", "证件号码", "出生日期"),
    ("H1", "p1", "张三", "370703195001011232", "1950-01-01"),
    ("H2", "p2", "李四", None, "1980-01-01"),
    ("H9", "p3", "王五", "370703195001011232", "1985年"),
    (None, "p4", "钱七", None, None),
)
VISITS = (("户编号", "人编号", "走访日期"), ("H1", None, "2020-09-01"), ("H1", "p9", "2020-09-02"))


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    return opened(tmp_path, OFFICE)


def opened(folder: Path, masking: Masking) -> openpyxl.Workbook:
    file = write_book(folder / "一.xlsx", 户=HOUSEHOLDS, 成员=MEMBERS, 走访=VISITS)
    dataset = read_data([file], CATALOG)
    return openpyxl.load_workbook(
        io.BytesIO(unattached_book(dataset, CATALOG, DAY, masking)), data_only=True
    )


SAME = "编号与别的行相同"
TWO = "所写的户有不止一行，分不清是哪一行"
ROWS = [
    # sheet, reason, row, the row as it stood, why
    ("户", f"{SAME}（一.xlsx › 户 › 4）", 3, "H2|北城街道|东村|李四|1", "each names the other"),
    (
        "户",
        f"{SAME}（一.xlsx › 户 › 3）",
        4,
        "H2|北城街道|西村|李四|2",
        "nobody says which is right",
    ),
    ("户", "没有编号，下级的行挂不到它", 5, "|北城街道|西村|赵六|1", "nobody can name it"),
    (
        "成员",
        f"{TWO}（一.xlsx › 户 › 3、一.xlsx › 户 › 4）",
        3,
        "H2|p2|李四||1980-01-01",
        "one of two households",
    ),
    (
        "成员",
        "所写的户不存在",
        4,
        "H9|p3|王五|370703********1232|1985年",
        "what could not be read stands as it stood; numbers are hidden",
    ),
    ("成员", "没有写清所属的户", 5, "|p4|钱七||", "a blank link"),
    ("走访", "所写的成员不存在", 3, "H1|p9|2020-09-02", "a visit of nobody in particular is none"),
]


def test_every_row_with_its_reason(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["总览", "户", "成员", "走访"]
    for sheet in book.sheetnames[1:]:
        expected = [
            (reason, f"一.xlsx › {name} › {row}", *stood.split("|"))
            for name, reason, row, stood, _why in ROWS
            if name == sheet
        ]

        assert list(book[sheet].values)[2:] == expected, sheet


def test_the_cell_to_blame_is_coloured(book: openpyxl.Workbook) -> None:
    coloured = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows(min_row=3)
        for cell in row
        if cell.fill.fill_type == "solid"
    }

    assert coloured == {
        *(("户", f"C{row}") for row in (3, 4, 5)),
        *(("成员", f"C{row}") for row in (3, 4, 5)),
        ("走访", "D3"),
    }


def test_the_overview_counts(book: openpyxl.Workbook) -> None:
    """Tables without such rows are there, too: they were looked at."""
    rows = list(book["总览"].values)

    assert rows[-3:] == [("户", 4, 3), ("成员", 4, 3), ("走访", 2, 1)]


def test_numbers_in_full_where_that_is_asked_for(tmp_path: Path) -> None:
    rows = list(opened(tmp_path, OPEN)["成员"].values)

    assert rows[3][5] == "370703195001011232"


def test_none(tmp_path: Path) -> None:
    """A workbook that says so is told from one that was forgotten."""
    file = write_book(tmp_path / "一.xlsx", 户=HOUSEHOLDS[:2], 成员=MEMBERS[:2])
    content = unattached_book(read_data([file], CATALOG), CATALOG, DAY, OFFICE)

    book = openpyxl.load_workbook(io.BytesIO(content))

    assert book.sheetnames == ["总览"]
    assert [row[0] for row in book["总览"].values][2] == "没有：每一行都有归属。"
