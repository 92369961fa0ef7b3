"""Inputs of the catalogue as other programs and other hands make them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.intake.codes import plain
from checker.intake.days import day
from checker.model.dataset import Dataset, Table
from checker.model.kind import State
from checker.model.resolved import TableName
from tests.intake.small import (
    CATALOG,
    HOUSEHOLD_HEADER,
    HOUSEHOLD_ROW,
    MEMBER_ROW,
    write_book,
    write_lines,
)

HEADER = ",".join(HOUSEHOLD_HEADER)
ROW = ",".join(map(str, HOUSEHOLD_ROW))
PAGE = "<table><tr><td>户编号</td></tr></table>"
BOOK_2003 = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    "<Table></Table></Workbook>"
)


def table(dataset: Dataset, entity: str = "household") -> Table:
    found = dataset.tables[TableName(entity)]
    assert isinstance(found, Table)
    return found


def why(path: Path) -> list[str]:
    with pytest.raises(FaultyInput) as failed:
        read_data([path], CATALOG)
    return [fault.code for fault in failed.value.faults]


NO_DATA = [
    # file, bytes, code, why
    ("a.csv", b"\xef\xbb\xbf", "empty-file", "a mark and nothing behind it"),
    ("a.csv", b"\xff\xfe\r\x00\n\x00", "empty-file", "two bytes a character, a line end"),
    ("a.csv", b"\x00" * 512, "empty-file", "a copy of which only the length is right"),
    ("a.xls", b"\r\n<!-- -->" + PAGE.encode("gbk"), "web-page", "a remark before the page"),
    ("a.xls", PAGE.encode("utf-16"), "web-page", "two bytes a character"),
    ("a.txt", PAGE.encode(), "web-page", "under a text's name, its rows would be headers"),
    ("a.xlsx", BOOK_2003.encode(), "xml-book", "a workbook of 2003 in XML"),
    ("a.xlsx", b"\x89PNG\r\n\x1a\n,,,", "broken-file", "a picture"),
    ("a.xlsx", "没有分列的一段话".encode(), "broken-file", "text without columns"),
]


@pytest.mark.parametrize(("name", "data", "code", "reason"), NO_DATA)
def test_no_data(tmp_path: Path, name: str, data: bytes, code: str, reason: str) -> None:
    (tmp_path / name).write_bytes(data)

    assert why(tmp_path / name) == [code], reason


@pytest.mark.parametrize(
    ("separator", "encoding"), [("\t", "gb18030"), ("\t", "utf-16"), (",", "utf-8-sig")]
)
def test_text_under_a_workbooks_name(tmp_path: Path, separator: str, encoding: str) -> None:
    """What many systems export as .xls is text in columns; told."""
    path = tmp_path / "户.xls"
    write_lines(path, HOUSEHOLD_HEADER, HOUSEHOLD_ROW, encoding=encoding, separator=separator)

    dataset = read_data([path], CATALOG)

    assert table(dataset).length == 1
    assert "text-book" in {note.code for note in dataset.notes}


BROKEN = [
    # bytes, the line that is told, why
    (f"{HEADER}\nH1,北城,东村,张三".encode("gbk")[:-1], 2, "GBK, cut within a character"),
    (f"{HEADER}\n".encode() + ROW.encode("gbk"), 2, "UTF-8, then GBK"),
    (f"{HEADER}\n".encode("gbk") + ROW.encode(), 2, "GBK, then UTF-8, which GBK reads as rubbish"),
]


@pytest.mark.parametrize(("data", "line", "reason"), BROKEN)
def test_two_encodings(tmp_path: Path, data: bytes, line: int, reason: str) -> None:
    path = tmp_path / "户.csv"
    path.write_bytes(data)

    with pytest.raises(FaultyInput) as failed:
        read_data([path], CATALOG)

    assert failed.value.faults[0].sentence.startswith(f"第{line}行的文字编码不对"), reason


def test_reasons_are_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "户.csv").write_text(f'{HEADER}\nH1,北城,东村,"张三,3\n', "utf-8")

    with pytest.raises(FaultyInput) as failed:
        read_data([tmp_path], CATALOG)

    assert failed.value.faults[0].sentence == "第2行起无法分列（引号没有收尾）"


HEADERS = [
    ("1、户编号", "\uff12．镇街名", "(3)村名", "四、户主姓名", "5.家庭人口数"),
    ("户编号", "镇街名", "村名", "户主姓名", "家庭人口数/人"),
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_with_numbers_and_units(tmp_path: Path, header: Sequence[str]) -> None:
    write_book(tmp_path / "a.xlsx", Sheet1=[header, HOUSEHOLD_ROW])

    columns = table(read_data([tmp_path], CATALOG)).columns

    assert [column.values for column in columns.values()] == [[cell] for cell in HOUSEHOLD_ROW]


def test_a_unit_behind_a_stroke_counts(tmp_path: Path) -> None:
    header, row = (*HOUSEHOLD_HEADER, "年收入/万元"), (*HOUSEHOLD_ROW, 0.3)
    write_book(tmp_path / "户.xlsx", 户=[header, row])

    assert table(read_data([tmp_path], CATALOG)).columns["income"].values == [3000]


def test_tables_pasted_below_one_another(tmp_path: Path) -> None:
    """The second one's title is no household."""
    rows = [
        HOUSEHOLD_HEADER,
        HOUSEHOLD_ROW,
        ("南村台账",),
        HOUSEHOLD_HEADER,
        ("H2", "北城", "南村"),
    ]
    write_book(tmp_path / "户.xlsx", 户=rows)

    dataset = read_data([tmp_path], CATALOG)

    assert table(dataset).columns["household_id"].values == ["H1", "H2"]
    told = [note.sentence for note in dataset.notes if note.code == "skipped-rows"]
    assert told == ["跳过重复的表头上面的标题：第3行", "跳过重复的表头：第4行"]


DAYS = [
    ("2020年9月17", "2020-09-17", "without the last word"),
    ("二○二○年九月十七", "2020-09-17", "in numerals"),
    ("2020-9-17 星期四", "2020-09-17", "with its weekday"),
    ("2020年9月17日（周四）", "2020-09-17", "in brackets"),
    ("2020-09-17T08:30:00Z", "2020-09-17", "the same day here and there"),
    ("2020-09-17T00:00:00+00:00", "2020-09-17", "midnight: a day without a time"),
    ("2020-09-17T23:30:00Z", None, "the next morning here"),
    ("2020-09-17T08:30:00+05:30", None, "no zone that we follow"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), DAYS)
def test_days(text: str, expected: str | None, reason: str) -> None:
    read = day(text)

    assert (str(read) if expected else getattr(read, "reason", read)) == (
        expected or "time-zone"
    ), reason


WORDS = [("1.0", "1"), (1.0, "1"), ("0.0", "0"), ("1.05", "1.05"), ("A.0", "A.0")]


@pytest.mark.parametrize(("raw", "word"), WORDS)
def test_whole_numbers_that_went_through_a_table_program(raw: str | float, word: str) -> None:
    assert plain(raw) == word


BOOKLET = {"户": {"户编号": "H1", "镇街名": "北城", "村名": "东村"}}


def booklet(**more: object) -> dict[str, object]:
    return {"户": {**BOOKLET["户"], **more}}


UNREAD = [
    # field, cell, column, why
    ("家庭人口数", [3], "size", "a list of one is no number"),
    ("家庭人口数", [], None, "an empty list is nothing"),
    ("监测类别", ["脱贫不稳定户"], "monitor", "nor what a blank would mean"),
]


@pytest.mark.parametrize(("field", "cell", "column", "reason"), UNREAD)
def test_lists_where_one_value_should_stand(
    tmp_path: Path, field: str, cell: list[object], column: str | None, reason: str
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(booklet(**{field: cell})), "utf-8")

    columns = table(read_data([tmp_path], CATALOG)).columns

    states = {name: one.state(0) for name, one in columns.items() if one.odd}
    assert states == ({column: State.UNREADABLE} if column else {}), reason


def test_one_field_under_two_names(tmp_path: Path) -> None:
    """The title and the English name: neither is overwritten in silence."""
    (tmp_path / "a.json").write_text(json.dumps(booklet(household_id="H2")), "utf-8")

    assert why(tmp_path / "a.json") == ["duplicate-column"]


def test_numbers_too_small_to_hold(tmp_path: Path) -> None:
    text = json.dumps(booklet(家庭人口数="X")).replace('"X"', "1e-999999999")
    (tmp_path / "a.json").write_text(text, "utf-8")

    column = table(read_data([tmp_path], CATALOG)).columns["size"]

    assert column.state(0) is State.UNREADABLE


def test_booklets_and_rows_in_one_file(tmp_path: Path) -> None:
    """Each line is what it is; a line in another encoding takes no other with it."""
    member = dict(zip(("户编号", "人编号", "姓名"), MEMBER_ROW[:3], strict=True))
    lines = [json.dumps(BOOKLET).encode(), json.dumps(member).encode(), "北村".encode("gbk")]
    (tmp_path / "a.jsonl").write_bytes(b"\r\n".join(lines))

    dataset = read_data([tmp_path], CATALOG)

    assert (table(dataset).length, table(dataset, "member").length) == (1, 1)
    assert [fault.sentence[:3] for fault in dataset.faults] == ["第3行"]
    assert table(dataset, "member").place(0) == "a.jsonl › 第2行"
