"""The marked copy: red and yellow cells, comments, and the office's own contents as they were."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from checker.report.annotated_book import MOST, RED, YELLOW, annotated
from checker.report.annotation import Cell, Mark

DAY = date(2020, 9, 17)
GAP, DOUBT = (
    Mark(False, "不合格：甲规则（a/one）\n缺水"),
    Mark(True, "待核实：乙规则（a/two）\n没填"),
)


def written() -> bytes:
    """Merged cells, a formula, a width, a comment of the office's own, an empty cell in a row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "户 › 一"
    for row in (["户编号", "姓名", "人口"], ["H1", "张三", 2], [None, "李四", "=1+1"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet["B2"].comment = Comment("本人不在家", "王主任")
    sheet.column_dimensions["B"].width = 33
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def marked(marks: Mapping[Cell, Sequence[Mark]]) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(annotated(written(), marks, DAY).content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def told(sheet: Worksheet, cell: str) -> str:
    comment = sheet[cell].comment
    return comment.text if comment else ""


MARKS = [
    # cell as a place names it, marks, cell that is marked, colour, comment, why
    ("C2", [GAP], "C2", RED, GAP.text, "a gap"),
    ("C2", [DOUBT], "C2", YELLOW, DOUBT.text, "an unknown"),
    ("C2", [DOUBT, GAP], "C2", RED, f"{GAP.text}\n\n{DOUBT.text}", "several: the gravest colours"),
    ("C2", [GAP, GAP], "C2", RED, GAP.text, "the same sentence once"),
    ("A3", [GAP], "A2", RED, GAP.text, "a merged cell is marked where it begins"),
    ("3", [DOUBT], "B3", YELLOW, DOUBT.text, "a row alone: its first cell with something in it"),
    ("B2", [GAP], "B2", RED, f"本人不在家\n\n{GAP.text}", "what was there stays"),
    ("D9", [GAP], "D9", RED, GAP.text, "an empty cell at the end of a row"),
]


@pytest.mark.parametrize(("place", "marks", "cell", "colour", "comment", "why"), MARKS)
def test_marks(
    place: str, marks: list[Mark], cell: str, colour: str, comment: str, why: str
) -> None:
    sheet = marked({("户 › 一", place): marks})

    assert sheet[cell].fill.fgColor.rgb == colour, why
    assert told(sheet, cell) == comment, why
    others = {
        one.coordinate
        for row in sheet
        for one in row
        if one.fill.fill_type and one.coordinate != cell
    }
    assert not others, "nothing else is coloured"


def test_two_places_of_one_merged_cell() -> None:
    """Both are told, and the gap colours, whichever comes first."""
    sheet = marked({("户 › 一", "A2"): [GAP], ("户 › 一", "A3"): [DOUBT]})

    assert told(sheet, "A2") == f"{GAP.text}\n\n{DOUBT.text}"
    assert sheet["A2"].fill.fgColor.rgb == RED


def test_the_rest_stays_as_it_was() -> None:
    sheet = marked({("户 › 一", "C2"): [GAP]})

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["户编号", "姓名", "人口"],
        ["H1", "张三", 2],
        [None, "李四", "=1+1"],
    ]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A2:A3"]
    assert sheet.column_dimensions["B"].width == 33
    assert told(sheet, "B2") == "本人不在家"


def test_very_many_findings_in_one_cell() -> None:
    """A village's cell is read for each of its households; a comment has an end."""
    marks = [Mark(False, f"问题{number}") for number in range(MOST + 3)]

    sheet = marked({("户 › 一", "C2"): marks})

    assert told(sheet, "C2").endswith("问题19\n\n另有3个问题，见差距清单")


def test_what_xml_cannot_hold() -> None:
    """Characters from other files' rows, in a message."""
    sheet = marked({("户 › 一", "C2"): [Mark(False, "a\x00b\ud800c\nd")]})

    assert told(sheet, "C2") == "a b?c\nd"


def test_same_bytes() -> None:
    """No clock's time in it, neither the file's own nor the members'."""
    marks = {("户 › 一", "C2"): [GAP]}
    data = written()

    first = annotated(data, marks, DAY)

    assert first.cells == 1
    assert first.content == annotated(data, marks, DAY).content
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        assert b">2020-09-17T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def damaged() -> bytes:
    """A workbook whose styles are not what they should be; a reader of data alone passes it."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written())) as source,
        zipfile.ZipFile(stream, "w") as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, b"<styleSheet" if name == "xl/styles.xml" else content)
    return stream.getvalue()


def with_macros() -> bytes:
    stream = io.BytesIO(written())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return stream.getvalue()


REFUSED = [
    (b"\xd0\xcf\x11\xe0", "户 › 一", "no-book", "an old .xls"),
    (
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "户 › 一",
        "locked",
        "an open copy of what somebody locked",
    ),
    (damaged(), "户 › 一", "unread", "openpyxl cannot read what the reader of data could"),
    (written(), "没有这张", "unread", "a finding that could not be placed is not lost in silence"),
]


@pytest.mark.parametrize(("data", "sheet", "why_not", "why"), REFUSED)
def test_no_copy(data: bytes, sheet: str, why_not: str, why: str) -> None:
    copy = annotated(data, {(sheet, "A1"): [GAP]}, DAY)

    assert (copy.why_not, copy.content) == (why_not, b""), why


def test_macros_are_kept() -> None:
    copy = annotated(with_macros(), {("户 › 一", "C2"): [GAP]}, DAY)

    assert copy.ending == ".xlsm"
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        assert archive.read("xl/vbaProject.bin") == b"\xd0\xcf\x11\xe0"
    sheet = openpyxl.load_workbook(io.BytesIO(copy.content)).active
    assert isinstance(sheet, Worksheet)
    assert told(sheet, "C2") == GAP.text
