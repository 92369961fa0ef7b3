"""Files that cannot be read are refused with one sentence; what is odd in the others is told."""

from __future__ import annotations

import os
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.intake.probe import survives
from checker.model.dataset import Dataset, Table
from checker.model.kind import State
from checker.model.resolved import TableName
from tests.intake.small import (
    CATALOG,
    HOUSEHOLD_HEADER,
    HOUSEHOLD_ROW,
    MEMBER_HEADER,
    write_book,
    write_lines,
)

HOUSEHOLDS = (HOUSEHOLD_HEADER, HOUSEHOLD_ROW)
SHEET = "xl/worksheets/sheet1.xml"


def codes(*paths: Path, **more: object) -> list[str]:
    """The faults: raised where nothing could be read, else beside what could."""
    try:
        faults = read_data(paths, CATALOG, **more).faults  # type: ignore[arg-type]
    except FaultyInput as failed:
        faults = failed.faults
    assert all(fault.sentence and (fault.place or fault.span) for fault in faults)
    return [fault.code for fault in faults]


def table(dataset: Dataset, entity: str) -> Table:
    found = dataset.tables[TableName(entity)]
    assert isinstance(found, Table)
    return found


def changed(book: Path, member: str, pattern: str, to: str) -> Path:
    """The workbook with one of its XML files changed by a regular expression."""
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(pattern, to, parts[member].decode(), count=1)
    assert count == 1, parts[member].decode()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts | {member: text.encode()}).items():
            archive.writestr(name, data)
    return book


def book(folder: Path, name: str = "户.xlsx") -> Path:
    return write_book(folder / name, 户=HOUSEHOLDS)


NOT_FILES = [
    ("a.xlsx", b"", "empty-file", "no bytes"),
    ("a.csv", b" \r\n", "empty-file", "nothing but white space"),
    ("a.json", b"", "empty-file", "no bytes"),
    ("a.xlsx", b"PK\x03\x04 cut off", "broken-file", "the start of a zip"),
    ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web-page", "saved by a site"),
    ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted-file", ""),
    ("a.xls", b"\xd0\xcf\x11\xe0 cut off", "broken-file", "the start of an old workbook"),
    ("a.xlsx", b"plain text", "broken-file", "no workbook at all"),
    ("a.docx", b"something", "unknown-form", "a form that nobody reads"),
    ("a.csv", b"a,b\n1,2\n", "unknown-table", "no known header"),
    ("\u6237.csv", '户编号,镇街,村名\n1,"a\n'.encode(), "broken-lines", "a quote never closed"),
    ("a.csv", "户编号,镇街\n".encode() + b"\xff\xff\n", "undecodable", "no encoding"),
    (
        "a.csv",
        "户编号,村名\n".encode() + "张".encode("gbk") + b"\n",
        "undecodable",
        "two encodings",
    ),
    (
        "a.csv",
        "户编号,村名\nH1,".encode() + "张".encode()[:2],
        "undecodable",
        "cut in a character",
    ),
    ("a.csv", "户编号,村名\n".encode() + b"x" * 200_000, "broken-lines", "an endless field"),
    ("a.json", b'{"\xe6\x88\xb7": {"a": NaN}}', "bad-json", "not a number"),
    ("a.json", b'{"a": 1, "a": 2}', "bad-json", "a key twice"),
    ("a.json", b'{"a": 1', "bad-json", "cut off"),
    ("a.json", b"[" * 100_000, "bad-json", "too deep"),
    ("a.json", b'"text"', "wrong-shape", "no mapping"),
    ("a.json", b'{"households": {}}', "unknown-name", "another program's"),
    ("a.yaml", b"policy: {}\nrules: []\n", "policy-file", "a chapter of policies"),
    ("a.jsonl", b'{"a": 1}\n{"a":\n', "bad-json", "one line of many"),
    ("a.yaml", b"a: [1", "not-yaml", "cut off"),
]


@pytest.mark.parametrize(("name", "data", "code", "why"), NOT_FILES)
def test_no_file_that_we_read(tmp_path: Path, name: str, data: bytes, code: str, why: str) -> None:
    (tmp_path / name).write_bytes(data)

    assert codes(tmp_path / name) == [code], why


def test_other_files_of_a_folder(tmp_path: Path) -> None:
    """Letters, pictures, lock files: passed over, and told."""
    (tmp_path / "通知.docx").write_bytes(b"PK something")
    (tmp_path / "readme.md").write_bytes(b"# text")
    (tmp_path / "~$户.xlsx").write_bytes(b"lock")
    (tmp_path / ".hidden").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "空 格").mkdir()
    book(tmp_path / "空 格", "-户'😀.xlsx")

    data = read_data([tmp_path], CATALOG)

    assert table(data, "household").place(0, "size") == "空 格/-户'😀.xlsx › 户 › E2"
    skipped = [note.place for note in data.notes if note.code == "skipped-sheet"]
    assert skipped == ["readme.md", "通知.docx"]


def test_file_given_twice(tmp_path: Path) -> None:
    """Its rows are there once."""
    data = read_data([book(tmp_path), tmp_path], CATALOG)

    assert table(data, "household").length == 1
    assert [note.code for note in data.notes if note.code == "given-twice"] == ["given-twice"]


# The zip and its XML


def test_zip_bomb(tmp_path: Path) -> None:
    """Refused by its ratio, before anything is unpacked."""
    path = book(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * (64 << 20))

    assert codes(path) == ["too-large"]


def test_cell_at_the_end_of_the_sheet(tmp_path: Path) -> None:
    """It would take all memory, and cannot be caught in the reader."""
    path = write_book(tmp_path / "户.xlsx", 户=HOUSEHOLDS)
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    changed(path, SHEET, "</sheetData>", far)

    assert codes(path) == ["far-cell"]


def test_cell_at_the_end_in_other_words(tmp_path: Path) -> None:
    """The same with attributes in another order."""
    path = write_book(tmp_path / "户.xlsx", 户=HOUSEHOLDS)
    far = "<row r='1048576'><c s='0' r='XFD1048576'><v>1</v></c></row></sheetData>"
    changed(path, SHEET, "</sheetData>", far)

    assert codes(path) == ["far-cell"]


def test_formatting_dragged_to_the_end(tmp_path: Path) -> None:
    """Rows and cells that have a format and no value are nobody's."""
    path = write_book(tmp_path / "户.xlsx", 户=HOUSEHOLDS)
    far = '<row r="1048576" ht="12"><c r="AX1048576" s="0"/></row></sheetData>'
    changed(path, SHEET, "</sheetData>", far)

    assert table(read_data([path], CATALOG), "household").length == 1


def test_cell_at_the_end_of_a_sheet_that_lies_elsewhere(tmp_path: Path) -> None:
    """A sheet is what holds sheet data, wherever in the zip it lies."""
    path = write_book(tmp_path / "户.xlsx", 户=HOUSEHOLDS)
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    changed(path, SHEET, "</sheetData>", far)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(b"worksheets/sheet1.xml", b"elsewhere.dat")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr("xl/elsewhere.dat" if name == SHEET else name, data)

    assert codes(path) == ["far-cell"]


def test_open_document(tmp_path: Path) -> None:
    """Read behind a trial in a child process."""
    path = tmp_path / "走访.ods"
    _open_document(path, "")

    assert table(read_data([path], CATALOG), "visit").columns["day"].values == [date(2020, 9, 1)]


def test_trial_reading(tmp_path: Path) -> None:
    """What would bring the program down brings down the child."""
    path = book(tmp_path)
    good = path.read_bytes()
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    assert survives(good)
    assert not survives(changed(path, SHEET, "</sheetData>", far).read_bytes())


def _open_document(path: Path, more: str) -> None:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>"
        for row in (("户编号", "日期"), ("H1", "2020-9-1"))
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="走访">{rows}{more}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )


def test_outside_entity(tmp_path: Path) -> None:
    """No spreadsheet program writes a DOCTYPE; what it names is never looked at."""
    path = changed(book(tmp_path), SHEET, r"\?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///">]>')

    assert codes(path) == ["doctype"]


def test_broken_shared_string(tmp_path: Path) -> None:
    """A cell that names a text that is not there."""
    path = changed(book(tmp_path), SHEET, '<c r="A2" t="s"><v>5</v>', '<c r="A2" t="s"><v>99</v>')

    assert codes(path) == ["broken-file"]


def test_error_cells_and_formulas_never_computed(tmp_path: Path) -> None:
    """Not empty cells, which may have a meaning of their own: unreadable."""
    path = write_book(tmp_path / "户.xlsx", 户=[(*HOUSEHOLD_HEADER, "监测类别", "年收入")])
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("户")
        sheet.write_row(0, 0, (*HOUSEHOLD_HEADER, "监测类别", "年收入"))
        for row in range(1, 4):
            sheet.write_row(row, 0, (f"H{row}", *HOUSEHOLD_ROW[1:]))
            sheet.write_formula(row, 5, "=NA()", None, "#N/A")
            sheet.write_formula(row, 6, "=1+2", None, 3)
    changed(path, SHEET, r'(<c r="G2">)<f>1\+2</f><v>3</v>', r"\1<f>1+2</f>")
    changed(path, SHEET, r'<c r="G4"><f>1\+2</f><v>3</v>', '<c r="G4" t="str"><f>""</f><v></v>')

    read = table(read_data([path], CATALOG), "household")

    assert [read.columns["monitor"].state(row) for row in range(3)] == [State.UNREADABLE] * 3
    assert read.columns["monitor"].odd[0].reason == "error-cell"
    assert read.columns["income"].values == [None, Decimal(3), None]
    assert read.columns["income"].odd[0].reason == "no-result"
    assert read.columns["income"].state(2) is State.BLANK


def test_numbers_that_are_none(tmp_path: Path) -> None:
    """NaN in a cell's XML."""
    path = changed(book(tmp_path), SHEET, '(r="E2"><v>)3', r"\1NaN")

    read = table(read_data([path], CATALOG), "household")

    assert read.columns["size"].values == [None]
    assert read.columns["size"].state(0) is State.UNREADABLE


def test_days_from_1904(tmp_path: Path) -> None:
    """A serial number without a date's format, in a workbook of a Macintosh."""
    path = tmp_path / "走访.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as workbook:
        workbook.add_worksheet("走访").write_row(0, 0, ("户编号", "日期"))
        workbook.get_worksheet_by_name("走访").write_row(1, 0, ("H1", 44091 - 1462))

    assert table(read_data([path], CATALOG), "visit").columns["day"].values == [date(2020, 9, 17)]


def test_hidden_sheet(tmp_path: Path) -> None:
    """Nobody sees what stands there; that it is not read is told."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name in ("户", "旧"):
            for row, cells in enumerate(HOUSEHOLDS):
                sheet = workbook.get_worksheet_by_name(name) or workbook.add_worksheet(name)
                sheet.write_row(row, 0, cells)
        workbook.get_worksheet_by_name("旧").hide()

    data = read_data([path], CATALOG)

    assert table(data, "household").length == 1
    assert [note.place for note in data.notes if note.code == "skipped-sheet"] == ["a.xlsx › 旧"]


def test_merged_cells(tmp_path: Path) -> None:
    """A household's cell merged over its members stands in each row; an empty one does not."""
    path = tmp_path / "成员.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("成员")
        sheet.write_row(0, 0, MEMBER_HEADER)
        for row, name in enumerate(("张三", "李四", "王五"), 1):
            sheet.write_row(row, 1, (f"P{row}", name))
        sheet.merge_range(1, 0, 2, 0, "H1")

    read = table(read_data([path], CATALOG), "member")

    assert read.columns["household_id"].values == ["H1", "H1", None]


# Headers


def test_missing_column_names_what_is_there(tmp_path: Path) -> None:
    """The fault lists the columns, and the near one as a question."""
    path = write_book(tmp_path / "户.xlsx", 户=[("户编码", *HOUSEHOLD_HEADER[1:]), HOUSEHOLD_ROW])

    with pytest.raises(FaultyInput) as raised:
        read_data([path], CATALOG)

    assert str(raised.value) == (
        "户.xlsx › 户: error[missing-column]: 户表缺少必需的列：户编号；"
        "现有的列：户编码、镇街、村名、户主姓名、家庭人口数\n  = “户编码”是不是“户编号”？"
    )


HEADERS = [
    ({"户": [HOUSEHOLD_ROW]}, ["no-header"], "the first household is not a header"),
    (
        {"户": [(*HOUSEHOLD_HEADER, "户编号"), (*HOUSEHOLD_ROW, "H9")]},
        ["duplicate-column"],
        "nobody can say which key is right",
    ),
    (
        {"Sheet1": [("户编号", "日期"), ("H1", "")], "封面": [("x",)]},
        [],
        "the cover is passed over",
    ),
    ({"封面": [("x",)]}, ["unknown-table"], "nothing but a cover"),
    (
        {"户": HOUSEHOLDS, "成员": [("姓名", "证件号码", "出生日期")]},
        ["missing-column"],
        "no link",
    ),
]


@pytest.mark.parametrize(("sheets", "expected", "why"), HEADERS)
def test_headers(
    tmp_path: Path, sheets: dict[str, list[tuple[object, ...]]], expected: list[str], why: str
) -> None:
    path = write_book(tmp_path / "a.xlsx", **sheets)

    found = codes(path) if expected else []

    assert found == expected, why
    if not expected:
        assert read_data([path], CATALOG).tables, why


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    """Where they agree, or one is empty, that is the value; else nobody knows."""
    rows = [
        ("H1", "漏雨", None),
        ("H2", "漏雨", "漏雨 "),
        ("H3", "漏雨", "断电"),
        ("H4", None, None),
    ]
    path = write_lines(tmp_path / "走访.csv", ("户编号", "发现问题", "发现问题"), *rows)

    read = table(read_data([path], CATALOG), "visit").columns["found"]

    assert read.values == ["漏雨", "漏雨", None, "无"]
    assert {row: odd.reason for row, odd in read.odd.items() if odd.state is not State.KNOWN} == {
        2: "two-values"
    }


def test_header_without_rows(tmp_path: Path) -> None:
    """Given, with no rows."""
    data = read_data([write_lines(tmp_path / "走访.csv", ("户编号", "日期"))], CATALOG)

    assert data.given(TableName("visit"), "day")
    assert table(data, "visit").length == 0
