"""差距清单.xlsx: the same bytes, the sheets an office expects, nothing from the data executed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from checker.fault import columns_of
from checker.model.dataset import Note
from checker.model.gap import NotRun
from checker.report.masking import OFFICE
from checker.report.sheet import height, sheet_name
from checker.report.workbook import workbook
from tests.sift.small import FINDINGS, SCHOOL, WATER, finding, outcome, waiver


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def texts(content: bytes, sheet: str) -> str:
    """Everything that stands on a sheet."""
    rows = opened(content)[sheet].iter_rows(values_only=True)
    return "\n".join("|".join(str(cell) for cell in row if cell is not None) for row in rows)


def test_sheets() -> None:
    """Overview, matrix, a sheet a sieve, a sheet a village, work list, reading, rules."""
    names = opened(workbook(outcome(), OFFICE)).sheetnames

    expected = "总览 两不愁三保障 检验筛 北村 南村 未分村 待核实 读取说明 规则与依据"
    assert names == expected.split()


def test_same_bytes() -> None:
    assert workbook(outcome(), OFFICE) == workbook(outcome(tuple(reversed(FINDINGS))), OFFICE)


def test_overview_is_loud_about_what_did_not_run() -> None:
    content = workbook(
        outcome(not_run=(NotRun(WATER.id, "no-table", "饮水"),), waivers=(waiver("H9"),)), OFFICE
    )

    text = texts(content, "总览")

    assert "2020-09-17" in text
    assert "p" * 64 in text
    assert "没有运行的规则（缺资料，不等于合格）" in text
    assert "饮水表未提供|1 条：water/tap" in text
    assert "检验筛|3|3|3|1|0|0" in text, "the tally: households, met, gap, unknown, n/a, waived"
    assert "低保标准" in text, "a standard that is not confirmed"
    assert "没有对应的问题" in text, "a waiver that matches nothing"


def test_names_in_full_numbers_masked() -> None:
    told = replace(finding(SCHOOL, "H1", "H1-2"), message="张三 370703201001011234")

    content = workbook(outcome((told,)), OFFICE)

    assert "张三 370703********1234" in texts(content, "北村")
    assert "年龄：11岁（成员 › E5）" in texts(content, "检验筛"), "the file's name stands once"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "http://example.org", "@a"])
def test_data_stays_text(text: str) -> None:
    """Nothing from a file becomes a formula or a link."""
    told = replace(finding(SCHOOL, "H1", "H1-2"), message=text)

    with zipfile.ZipFile(io.BytesIO(workbook(outcome((told,)), OFFICE))) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}

    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in part for part in sheets)
    assert not any("example.org" in part for name, part in parts.items() if "_rels" in name)


def test_printed_page() -> None:
    """A4 landscape, one page wide, header repeated, pages numbered, a place to sign."""
    content = workbook(outcome(), OFFICE)

    sheet = opened(content)["北村"]

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(1, 0), (None, 0)}
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:Q6"
    assert "签字" in (sheet.oddFooter.left.text or "")
    assert "2020-09-17  第 &P 页 共 &N 页" in (sheet.oddFooter.right.text or "")
    assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))


def test_what_was_read() -> None:
    notes = (Note("header-row", "标题在第3行", "成员.xlsx › 成员", 1),)

    text = texts(workbook(replace(outcome(), notes=notes), OFFICE), "读取说明")

    assert "header-row|标题在第3行|成员.xlsx › 成员|1" in text


NAMES = [
    # wanted, taken, name, why
    ("标准筛/2020", [], "标准筛_2020", "a forbidden character"),
    ("a:b", [], "a_b", "another"),
    ("'北村'", [], "北村", "quotes at the ends"),
    ("", [], "_", "nothing"),
    ("北" * 40, [], "北" * 31, "too long"),
    ("北" * 40, ["北" * 31], "北" * 28 + "(2)", "too long and taken"),
    ("总览", ["总览"], "总览(2)", "taken"),
    ("abc", ["ABC"], "abc(2)", "taken but for the case"),
    ("History", [], "History(2)", "a name that the format keeps for itself"),
    ("..\\x", [], ".._x", "a path"),
    ("CON", [], "CON", "fine for a sheet"),
]


@pytest.mark.parametrize(("wanted", "taken", "name", "why"), NAMES)
def test_sheet_names(wanted: str, taken: list[str], name: str, why: str) -> None:
    assert sheet_name(wanted, taken) == name, why


def test_heights() -> None:
    """A Chinese character takes two columns; long text makes the row higher, up to the limit."""
    assert columns_of("北a") == 3
    assert height("北村", 12, "text") == 18
    assert height("北" * 12, 12, "text") == 48, "24 columns in a room of 11 are three lines"
    assert height("一\n二", 12, "text") == 33
    assert height("北" * 9999, 12, "text") == 409
