"""What would bring the reader down is read in a child first; names that cannot be written."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.intake import read_data, workbook
from checker.intake.prescan import scan
from tests.intake.small import CATALOG, HOUSEHOLD_HEADER, MEMBER_HEADER, write_book, write_lines
from tests.intake.test_bad_files import SHEET, book, changed, codes, table

END = "</sheetData>"
BLANK = "<c/>" * 16_383

# Rows at the end of a sheet. Each of the last column's makes the reader take 549 GB and abort.
FAR = [
    # rows, how it is found out, why
    ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "far-cell", "as programs write it"),
    ('<row r="9"><c r="A4294967295"><v>1</v></c></row>', "far-cell", "further than its row"),
    ('<row\tr="1048576"><c\tr="XFD1048576"><v>1</v></c></row>', "too-large", "tabs"),
    ('<row\nr="1048576"><c\nr="XFD1048576"><v>1</v></c></row>', "too-large", "line breaks"),
    ('<row r="1048576"><c r = "XFD1048576"><v>1</v></c></row>', "too-large", "spaces"),
    (f'<row r="1048576">{BLANK}<c><v>1</v></c></row>', "too-large", "cells without a place"),
    ('<row r="4294967295"><c><v>1</v></c></row>', "too-large", "a row without a place in it"),
    ('<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>', "too-large", "small letters"),
    ('<row r="9"><c r="ZZZZZZZZZ9"><v>1</v></c></row>', "too-large", "more than three letters"),
    (
        '<row r="1048576"><c r="XFD1048576"><!-- x --><v>1</v></c></row>',
        "too-large",
        "a value behind a comment",
    ),
    (
        '<x:row xmlns:x="x" r="1048576"><x:c\tr="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        "too-large",
        "names with a prefix",
    ),
]


@pytest.mark.parametrize(("rows", "code", "why"), FAR)
def test_cells_far_out(tmp_path: Path, rows: str, code: str, why: str) -> None:
    """However they are written; the process that reads them all is another one."""
    path = changed(book(tmp_path), SHEET, END, rows + END)

    assert codes(path) == [code], why


def test_a_cell_far_out_is_told_by_its_sheet(tmp_path: Path) -> None:
    """By the name that people see, not by the file's inside the zip."""
    path = changed(book(tmp_path), SHEET, END, FAR[0][0] + END)

    with pytest.raises(FaultyInput) as raised:
        read_data([path], CATALOG)

    assert [fault.place for fault in raised.value.faults] == ["户.xlsx › 户"]


def test_very_many_members(tmp_path: Path) -> None:
    """They weigh nothing: their number is told, not their size."""
    path = book(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_000):
            archive.writestr(f"{number}.xml", b"")

    with pytest.raises(FaultyInput, match=r"内部有100[0-9]{2}个文件"):
        read_data([path], CATALOG)


NEAR = [
    # rows, vouched for without a child, why
    ("", True, "nothing odd"),
    ('<row r="9"><c r="A9"><v>1</v></c></row>', True, "one more row"),
    ('<row r="1048576" ht="12"><c r="AX1048576" s="0"/></row>', True, "a format dragged down"),
    ('<row r="9"><c s="0" r="A9"><v>1</v></c></row>', False, "another order, which may be read"),
    ('<row r="9"><c><v>1</v></c></row>', False, "no place"),
]


@pytest.mark.parametrize(("rows", "vouched", "why"), NEAR)
def test_what_is_vouched_for(tmp_path: Path, rows: str, vouched: bool, why: str) -> None:
    """All of these can be read; only what is plainly harmless is read without a trial."""
    path = changed(book(tmp_path), SHEET, END, rows + END)

    assert scan("户.xlsx", path.read_bytes()).whole is vouched, why
    assert codes(path) == [], why


def test_a_sheet_under_a_picture_s_name(tmp_path: Path) -> None:
    """The reader goes where the workbook sends it; so does the look beforehand."""
    path = changed(book(tmp_path), SHEET, END, FAR[0][0] + END)
    moved = {SHEET: "xl/media/image1.png"}
    _rewritten(path, moved, ("worksheets/sheet1.xml", "media/image1.png"))

    assert codes(path) == ["far-cell"]


def test_a_picture_is_not_looked_through(tmp_path: Path) -> None:
    path = book(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG <!DOCTYPE sheetData")

    assert codes(path) == []


def test_a_sheet_in_utf_16(tmp_path: Path) -> None:
    """The reader would find nothing in it, and the office's rows would be gone in silence."""
    path = book(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[SHEET] = parts[SHEET].decode().encode("utf-16")
    _write(path, parts)

    assert codes(path) == ["broken-file"]


def test_a_number_that_the_reader_cannot_bear(tmp_path: Path) -> None:
    """It panics, which is no Python error; the file is told, the rest is checked."""
    path = write_book(tmp_path / "走访.xlsx", 走访=(("户编号", "日期"), ("H1", "x")))
    day = '<c r="B2" s="1"><v>-1e300</v></c>'
    changed(path, SHEET, '<c r="B2" t="s"><v>[0-9]+</v></c>', day)
    style = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    changed(path, "xl/styles.xml", "</cellXfs>", f"{style}</cellXfs>")
    good = write_lines(tmp_path / "户.csv", HOUSEHOLD_HEADER, ("H1", "北城", "东村", "甲", 1))

    assert codes(path, good) == ["broken-file"]


MERGED = [
    # areas, household numbers of the three members, why
    (["A2:A3"], ["H1", "H1", None], "as it should be"),
    (["A2:A1048576"], ["H1", "H1", "H1"], "beyond the last row"),
    (["A9:A1048576"], ["H1", None, None], "all of it beyond"),
    (["A3:A2"], ["H1", None, None], "from below upwards"),
    (["A2:A3", "A2:A4"], ["H1", "H1", None], "one upon the other: the first"),
    (["ZZ2:ZZ4"], ["H1", None, None], "beyond the last column"),
]


@pytest.mark.parametrize(("areas", "expected", "why"), MERGED)
def test_merged_areas(
    tmp_path: Path, areas: Sequence[str], expected: Sequence[str | None], why: str
) -> None:
    rows = (MEMBER_HEADER, ("H1", "p1", "甲"), (None, "p2", "乙"), (None, "p3", "丙"))
    path = write_book(tmp_path / "成员.xlsx", 成员=rows)
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    changed(path, SHEET, END, f"{END}<mergeCells>{cells}</mergeCells>")

    read = table(read_data([path], CATALOG), "member")

    assert read.columns["household_id"].values == expected, why


def test_very_many_merged_areas(tmp_path: Path) -> None:
    """Each cell is filled once: else these would be four billion fillings."""
    rows = (MEMBER_HEADER, *(("H1", f"p{number}", "甲") for number in range(20_000)))
    path = write_book(tmp_path / "成员.xlsx", 成员=rows)
    cells = '<mergeCell ref="A2:A20001"/>' * 200_000
    changed(path, SHEET, END, f"{END}<mergeCells>{cells}</mergeCells>")

    assert table(read_data([path], CATALOG), "member").length == 20_000


def test_other_errors_are_not_taken_for_the_reader_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control-C while a sheet is read stays what it is."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbook, "_rows", interrupted)

    with pytest.raises(KeyboardInterrupt):
        read_data([book(tmp_path)], CATALOG)


# Names


def test_a_lock_file(tmp_path: Path) -> None:
    """Named by hand it is told from a damaged workbook; beside its workbook it says: open."""
    book(tmp_path)
    lock = tmp_path / "~$户.xlsx"
    lock.write_bytes(b"\x05Wang")

    with pytest.raises(FaultyInput) as raised:
        read_data([lock], CATALOG)

    assert [fault.code for fault in raised.value.faults] == ["lock-file"]
    notes = read_data([tmp_path], CATALOG).notes
    assert [note.place for note in notes if note.code == "file-open"] == ["户.xlsx"]


def test_a_lock_file_that_was_left(tmp_path: Path) -> None:
    """Without its workbook it says nothing."""
    book(tmp_path)
    (tmp_path / "~$成员.xlsx").write_bytes(b"\x05Wang")

    notes = read_data([tmp_path], CATALOG).notes

    assert [note.code for note in notes if note.code == "file-open"] == []


NAMES = [
    # name on the disk, as it is shown, why
    ("户 一'😀.csv".encode(), "户 一'😀.csv", "as it is"),
    ("户.csv".encode("gb18030"), "户.csv", "unpacked from an old system's archive"),
    (b"a\xff.csv", "a\ufffd.csv", "in no encoding: it cannot be written as it is"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="names that this system does not allow")
@pytest.mark.parametrize(("name", "shown", "why"), NAMES)
@pytest.mark.parametrize("asked", [True, False], ids=["named", "in-a-folder"])
def test_names(tmp_path: Path, name: bytes, shown: str, why: str, asked: bool) -> None:
    """Found, read and told; no place holds what cannot be written."""
    path = tmp_path / os.fsdecode(name)
    write_lines(path, HOUSEHOLD_HEADER, ("H1", "北城", "东村", "甲", 1))

    data = read_data([path if asked else tmp_path], CATALOG)

    assert table(data, "household").place(0) == f"{shown} › 第2行", why


def _rewritten(path: Path, moved: dict[str, str], targets: tuple[str, str]) -> None:
    """Members under other names, and the workbook's relations with them."""
    with zipfile.ZipFile(path) as archive:
        parts = {moved.get(name, name): archive.read(name) for name in archive.namelist()}
    relations = "xl/_rels/workbook.xml.rels"
    old, new = targets
    parts[relations] = parts[relations].replace(old.encode(), new.encode())
    _write(path, parts)


def _write(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
