"""Workbooks that offices and evil-doers send, each under its number in the catalogue.

Groups A (files) and B (layout); what other modules test already is listed in `test_bad_inputs`.
"""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.model.kind import State
from tests.intake.small import CATALOG, HOUSEHOLD_HEADER, HOUSEHOLD_ROW, write_book
from tests.intake.test_bad_files import HOUSEHOLDS, SHEET, book, changed, codes, table

Make = Callable[[Path], Path]
WEB = '<html><meta charset="gbk"><table><tr><td>户编号</td></tr></table></html>'


def cut(folder: Path) -> Path:
    noise = random.Random(1)
    rows = [(f"H{noise.random()}", "镇", "村", f"{noise.random()}", 1) for _ in range(300)]
    path = write_book(folder / "户.xlsx", 户=[HOUSEHOLD_HEADER, *rows])
    path.write_bytes(path.read_bytes()[:3000])
    return path


def written(name: str, data: bytes) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def entity_in_texts(folder: Path) -> Path:
    secret = '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    path = changed(book(folder), "xl/sharedStrings.xml", r"\?>", secret)
    return changed(path, "xl/sharedStrings.xml", "<t>张三</t>", "<t>&e;</t>")


def text_not_there(folder: Path) -> Path:
    return changed(book(folder), SHEET, '<c r="C2" t="s"><v>7</v>', '<c r="C2" t="s"><v>99</v>')


NOT_READ = [
    # number, how it is made, code, in the message, why
    ("A1", written("a.yaml", b""), "empty-file", "文件是空的", "no bytes"),
    ("A2", cut, "broken-file", "请重新复制", "copied from a stick that was pulled"),
    ("A4", written("a.xls", WEB.encode("gbk")), "web-page", "另存为", "a site's export"),
    ("A14", entity_in_texts, "doctype", "DOCTYPE", "another file's content would appear"),
    ("A16", text_not_there, "broken-file", "户.xlsx › 户 › C2", "the cell is named"),
    ("A21", lambda folder: folder / "none.xlsx", "no-such-file", "核对路径", "a slip"),
    ("A21", lambda _: Path("/dev/zero"), "not-a-file", "不是普通文件", "it has no end"),
]


@pytest.mark.parametrize(("number", "make", "code", "text", "why"), NOT_READ)
def test_not_read(tmp_path: Path, number: str, make: Make, code: str, text: str, why: str) -> None:
    """One fault, with its place and what to do; nothing of any other file."""
    with pytest.raises(FaultyInput) as raised:
        read_data([make(tmp_path)], CATALOG)

    assert [fault.code for fault in raised.value.faults] == [code], why
    assert text in str(raised.value), why
    assert Path("/etc/hostname").read_text("utf-8").strip() not in str(raised.value)


def protected(folder: Path) -> Path:
    with xlsxwriter.Workbook(str(folder / "户.xlsx")) as made:
        sheet = made.add_worksheet("户")
        sheet.protect("secret")
        for row, cells in enumerate(HOUSEHOLDS):
            sheet.write_row(row, 0, cells)
    return folder / "户.xlsx"


def with_macros(folder: Path) -> Path:
    path = book(folder, "户.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    return path


def named_as_text(folder: Path) -> Path:
    return book(folder).rename(folder / "户.csv")


def linked(folder: Path) -> Path:
    """A cell that takes its value from another workbook, with the value of the last time."""
    path = write_book(folder / "户.xlsx", 户=(HOUSEHOLD_HEADER, (*HOUSEHOLD_ROW[:4], 3)))
    return changed(path, SHEET, '(<c r="E2">)<v>3', r"\1<f>[1]Sheet1!A1</f><v>3")


READ = [
    # number, how it is made, why
    ("A7", protected, "protected against changes, not against reading"),
    ("A22", with_macros, "its macros are never looked at"),
    ("A22", named_as_text, "what it is is told by its bytes"),
    ("B14", linked, "the value that was there when it was saved"),
]


@pytest.mark.parametrize(("number", "make", "why"), READ)
def test_read(tmp_path: Path, number: str, make: Make, why: str) -> None:
    path = make(tmp_path)
    before = path.read_bytes()

    homes = table(read_data([path], CATALOG), "household")

    assert homes.columns["size"].values == [Decimal(3)], why
    assert path.read_bytes() == before, "the user's file stays as it was"


NUMBERS = [
    # in the XML, value, why
    ("NaN", None, "no number"),
    ("INF", None, "no number"),
    ("1e999", None, "beyond all numbers"),
    ("-0", Decimal(0), "there is one nought"),
]


@pytest.mark.parametrize(("raw", "value", "why"), NUMBERS)
def test_numbers_in_the_xml(tmp_path: Path, raw: str, value: Decimal | None, why: str) -> None:
    """A17: unknown, or the file is damaged; never a number that nobody wrote."""
    path = changed(book(tmp_path), SHEET, '(r="E2"><v>)3', rf"\g<1>{raw}")

    found = table(read_data([path], CATALOG), "household").columns["size"]

    assert found.values == [value], why
    assert (found.state(0) is State.UNREADABLE) is (value is None), why


def test_two_sheets_of_one_table(tmp_path: Path) -> None:
    """A19: one table cut in two, both told; a household in both is a doubled key."""
    rows = {"一月": HOUSEHOLDS, "二月": (HOUSEHOLD_HEADER, ("H2", *HOUSEHOLD_ROW[1:]))}
    both = read_data([write_book(tmp_path / "a.xlsx", **rows)], CATALOG)
    same = read_data([write_book(tmp_path / "b.xlsx", 一月=HOUSEHOLDS, 二月=HOUSEHOLDS)], CATALOG)

    assert table(both, "household").columns["household_id"].values == ["H1", "H2"]
    assert [note.place for note in both.notes if note.code == "read"] == [
        "a.xlsx › 一月",
        "a.xlsx › 二月",
    ]
    assert [note.code for note in both.notes if note.code == "duplicate-key"] == []
    assert [note.code for note in same.notes if note.code == "duplicate-key"] == ["duplicate-key"]


def test_formatting_dragged_far(tmp_path: Path) -> None:
    """A12: fifty thousand cells with a border and nothing in them take no time."""
    with xlsxwriter.Workbook(str(tmp_path / "户.xlsx")) as made:
        sheet, border = made.add_worksheet("户"), made.add_format({"border": 1})
        for row, cells in enumerate(HOUSEHOLDS):
            sheet.write_row(row, 0, cells)
        for row in range(2, 1000):
            for column in range(50):
                sheet.write_blank(row, column, None, border)
        sheet.set_row(1_048_575, 20, border)

    start = time.perf_counter()
    homes = table(read_data([tmp_path / "户.xlsx"], CATALOG), "household")

    assert homes.length == 1
    assert time.perf_counter() - start < 10


SPELT = [
    # header as printed, field, why
    ("户主\n姓名", "head_name", "broken to fit"),
    ("家庭 人口数", "size", "spaced out"),
    ("家庭人口数（人）：", "size", "a unit and a colon"),
    ("*家庭人口数", "size", "marked as obligatory"),
    ("家庭人口数*", "size", "marked behind"),
    ("家庭人口数【必填】", "size", "marked in words"),
    ("\u200b家庭人口数\ufeff", "size", "characters that nobody sees"),
    ("年收入(元)", "income", "half-width brackets"),
    (
        "\uff29\uff2e\uff23\uff2f\uff2d\uff25",
        "income",
        "full-width letters of the field's own name",
    ),
    ("户主姓\uf98e", None, "another character is another word"),
    ("人口家庭数", None, "words in another order are not guessed"),
]


@pytest.mark.parametrize(("header", "field", "why"), SPELT)
def test_headers_as_printed(tmp_path: Path, header: str, field: str | None, why: str) -> None:
    """B2: one header in its spellings; what is merely near is told, and not used."""
    head = ("户编号", "镇街", "村名", header)
    path = write_book(tmp_path / "户.xlsx", 户=[head, ("H1", "镇", "村", "3")])

    data = read_data([path], CATALOG)

    given = {"head_name", "size", "income"} & set(table(data, "household").columns)
    assert given == ({field} if field else set()), why
    assert bool(field) is not any(note.code == "unused-column" for note in data.notes), why


def test_composed_header(tmp_path: Path) -> None:
    """G7: a letter and its mark, in one character or in two."""
    about = tmp_path / "about.yaml"
    about.write_text("headers: {户: {户主姓名: [pe\u0301re]}}\n", "utf-8")
    write_book(tmp_path / "户.xlsx", 户=[("户编号", "镇街", "村名", "p\u00e9re"), HOUSEHOLD_ROW])

    data = read_data([tmp_path], CATALOG)

    assert table(data, "household").columns["head_name"].values == ["张三"]


def test_column_without_a_header(tmp_path: Path) -> None:
    """B6: what stands under no header is not used, and that is told."""
    header = ("户编号", None, "镇街", "村名")
    rows = [("H1", "写错的", "镇", "村", None, "更远"), ("H2", None, "镇", "村")]
    path = write_book(tmp_path / "户.xlsx", 户=[header, *rows])

    data = read_data([path], CATALOG)

    assert table(data, "household").columns["village_name"].values == ["村", "村"]
    assert [note.sentence for note in data.notes if note.code == "unused-column"] == [
        "没有用B、F列：有内容，没有表头"
    ]


def test_hidden_rows(tmp_path: Path) -> None:
    """B12: filtered away is not deleted: data all the same, and counted."""
    with xlsxwriter.Workbook(str(tmp_path / "户.xlsx")) as made:
        sheet = made.add_worksheet("户")
        for row, cells in enumerate((*HOUSEHOLDS, ("H2", *HOUSEHOLD_ROW[1:]))):
            sheet.write_row(row, 0, cells)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})

    data = read_data([tmp_path / "户.xlsx"], CATALOG)

    assert table(data, "household").length == 2
    assert [note.sentence for note in data.notes if note.code == "hidden-rows"] == [
        "1行是隐藏的或被筛选掉的，照样读"
    ]


KEYS = [
    # key of the member's row, is it an orphan, why
    ("H1 ", False, "a space behind"),
    ("\u3000H1", False, "a wide space before"),
    ("\uff28\uff11", False, "full-width"),
    ("H1\n", False, "a line break"),
    ("h1", True, "another case is another key"),
    ("H01", True, "a nought is a nought"),
]


@pytest.mark.parametrize(("key", "orphan", "why"), KEYS)
def test_keys(tmp_path: Path, key: str, orphan: bool, why: str) -> None:
    """B16: a key is trimmed, never guessed."""
    members: Sequence[Sequence[object]] = [
        ("户编号", "人编号", "姓名", "是否参保"),
        (key, "1", "张", "是"),
    ]
    path = write_book(tmp_path / "a.xlsx", 户=HOUSEHOLDS, 成员=members)

    notes = [note.code for note in read_data([path], CATALOG).notes]

    assert ("no-parent" in notes) is orphan, why


def test_no_header_at_all(tmp_path: Path) -> None:
    """B7: the first household is not eaten."""
    assert codes(write_book(tmp_path / "户.xlsx", 户=[HOUSEHOLD_ROW])) == ["no-header"]
