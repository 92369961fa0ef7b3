"""What cannot be read takes nothing else with it, is told, and never quotes anybody's data."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.model.dataset import Dataset, Table
from checker.model.kind import State
from checker.model.resolved import TableName
from tests.intake.small import (
    CATALOG,
    HOUSEHOLD_HEADER,
    HOUSEHOLD_ROW,
    MEMBER_HEADER,
    MEMBER_ROW,
    write_book,
    write_lines,
)

ID = "370703195001011232"
ROW = ("H9", "北城街道", "东村", "赵秘密", ID)


def rows(dataset: Dataset, entity: str = "household") -> int:
    return dataset.tables[TableName(entity)].length


def good(folder: Path) -> Path:
    return write_book(folder / "户.xlsx", 户=[HOUSEHOLD_HEADER, HOUSEHOLD_ROW])


BAD = [
    # file, bytes, code, why
    ("a.xlsx", b"", "empty-file", "no bytes"),
    ("a.xlsx", b"PK\x03\x04 cut", "broken-file", "cut off"),
    ("a.csv", b"\xff\xff", "undecodable", "no encoding"),
    ("a.parquet", b"PAR1 cut", "broken-file", "cut off"),
    ("a.json", b'{"a": NaN}', "bad-json", "not strict"),
    ("a.yaml", b"a: [1", "not-yaml", "cut off"),
    ("成员.csv", "姓名,出生日期\n张三,1950-01-01\n".encode(), "missing-column", "no link column"),
    ("a.csv", "户编号,户编号,镇街,村名\n1,2,3,4\n".encode(), "duplicate-column", "which key?"),
    ("a.csv", f"赵秘密,{ID}\n".encode(), "unknown-table", "people, but no header"),
]


@pytest.mark.parametrize(("name", "data", "code", "why"), BAD)
def test_one_bad_file_of_many(tmp_path: Path, name: str, data: bytes, code: str, why: str) -> None:
    good(tmp_path)
    (tmp_path / name).write_bytes(data)

    read = read_data([tmp_path], CATALOG)

    assert [fault.code for fault in read.faults] == [code], why
    assert rows(read) == 1, why


def test_faults_of_all_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    good(tmp_path)
    (tmp_path / "a.xlsx").write_bytes(b"")
    (tmp_path / "b.csv").write_bytes(b"\xff")

    read = read_data([tmp_path], CATALOG)

    assert [fault.place for fault in read.faults] == ["a.xlsx", "b.csv"]


def test_nothing_that_could_be_read(tmp_path: Path) -> None:
    """Then there is nothing to go on with."""
    (tmp_path / "a.xlsx").write_bytes(b"")

    with pytest.raises(FaultyInput) as raised:
        read_data([tmp_path], CATALOG)

    assert [fault.code for fault in raised.value.faults] == ["empty-file"]


def test_what_says_how_to_read_stops_everything(tmp_path: Path) -> None:
    """A faulty about.yaml may have meant any of the files."""
    good(tmp_path)
    (tmp_path / "about.yaml").write_text("tabels: {}\n", encoding="utf-8")

    with pytest.raises(FaultyInput):
        read_data([tmp_path], CATALOG)


def test_one_sheet_of_many(tmp_path: Path) -> None:
    sheets = {"户": [HOUSEHOLD_HEADER, HOUSEHOLD_ROW], "成员": [("姓名", "出生日期", "是否参保")]}

    read = read_data([write_book(tmp_path / "a.xlsx", **sheets)], CATALOG)

    assert [(fault.code, fault.place) for fault in read.faults] == [
        ("missing-column", "a.xlsx › 成员")
    ]
    assert rows(read) == 1


LINES = '{"户编号": "H1", "镇街名": "甲", "村名": "东村"}\n'


def test_one_line_of_many(tmp_path: Path) -> None:
    """JSON Lines: the line is told by its number."""
    path = tmp_path / "户.jsonl"
    path.write_text(LINES + '{"户编号":\n' + LINES.replace("H1", "H2"), encoding="utf-8")

    read = read_data([path], CATALOG)

    assert [fault.place for fault in read.faults] == ["户.jsonl:2:8"]
    assert rows(read) == 2


def test_one_booklet_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "户.json"
    path.write_text('[{"户": {"户编号": "H1"}}, {"户": {"户编码": "H2"}}]', encoding="utf-8")

    read = read_data([path], CATALOG)

    assert [fault.place for fault in read.faults] == ["户.json › /1/户/0/户编码"]
    assert rows(read) == 1


QUIET = [
    # file, text, why
    ("a.csv", f"H9,东村,赵秘密,{ID}\n", "a file without a header: its first row is somebody"),
    ("a.csv", f"赵秘密,{ID}\n", "the same, fewer columns"),
    ("a.yaml", f"户: {{1: 赵秘密, 证件号码: '{ID}'}}\n", "a key that is no text"),
    ("a.yaml", f"户:\n  户主姓名：赵秘密{ID}\n", "a full-width colon"),
    ("a.yaml", f"户:\n  户主姓名: “赵秘密{ID}”: x\n", "a colon in a value"),
    ("a.yaml", f"户:\n\t户主姓名: 赵秘密{ID}\n", "a tab"),
    ("a.json", f'{{"户": {{"户主姓名": "赵秘密", "证件号码": "{ID}", }}}}', "a comma too many"),
    ("户.csv", f'户编号,镇街,村名\nH1,"赵秘密{ID}\n', "a quote never closed"),
]


@pytest.mark.parametrize(("name", "text", "why"), QUIET)
def test_faults_quote_nobody(tmp_path: Path, name: str, text: str, why: str) -> None:
    """A fault is printed on terminals and kept in logs."""
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(FaultyInput) as raised:
        read_data([tmp_path / name], CATALOG)

    assert "赵秘密" not in str(raised.value), why
    assert ID not in str(raised.value), why
    assert name in str(raised.value), why


def test_very_many_headers_are_not_all_told(tmp_path: Path) -> None:
    header = ["户编号", "户主姓名", *(f"列{number}" for number in range(10_000))]
    path = write_lines(tmp_path / "户.csv", header, ["H1"])

    with pytest.raises(FaultyInput) as raised:
        read_data([path], CATALOG)

    assert len(str(raised.value)) < 500


FOOTERS = [
    # row, is it left out, why
    (("合计", "", "", "", ""), True, "a sum where the key should stand"),
    (("合计", "2", "", "", ""), True, "and a number beside it, under another key"),
    (("填表人：王芳", "", "", "", ""), True, "a signature"),
    (("填表人：", "王芳", "", "审核人：", "李刚"), True, "a signature in several cells"),
    (("", "合计", "", "", ""), True, "a sum under another key"),
    (("合计户", "H1-2", "王五", "", ""), False, "a key that only begins so"),
    (("", "H1-2", "合计", "", ""), False, "a strange name is a name"),
]


@pytest.mark.parametrize(("row", "left_out", "why"), FOOTERS)
def test_rows_that_are_nobody(
    tmp_path: Path, row: tuple[str, ...], left_out: bool, why: str
) -> None:
    path = write_book(tmp_path / "成员.xlsx", 成员=[MEMBER_HEADER, MEMBER_ROW, row])

    read = read_data([path], CATALOG)

    assert rows(read, "member") == (1 if left_out else 2), why
    assert ("skipped-rows" in [note.code for note in read.notes]) is left_out, why


def test_sum_in_front_of_the_key(tmp_path: Path) -> None:
    """序号 合计, 户编号 134: numbers beside a sum are sums, also under the key."""
    header = ("序号", *HOUSEHOLD_HEADER)
    last = ("合计", "134", "", "", "", "242")
    path = write_book(tmp_path / "户.xlsx", 户=[header, ("1", *HOUSEHOLD_ROW), last])

    read = read_data([path], CATALOG)

    household = read.tables[TableName("household")]
    assert isinstance(household, Table)
    assert household.columns["household_id"].values == ["H1"]


def test_empty_sheet_is_told(tmp_path: Path) -> None:
    """It may be the one that somebody forgot to save."""
    sheets = {"户": [HOUSEHOLD_HEADER, HOUSEHOLD_ROW], "成员": []}

    read = read_data([write_book(tmp_path / "a.xlsx", **sheets)], CATALOG)

    skipped = [note for note in read.notes if note.code == "skipped-sheet"]
    assert [(note.place, note.sentence) for note in skipped] == [
        ("a.xlsx › 成员", "没有读：是空的")
    ]


CELLS = [
    # cell in JSON, why
    ('{"年": 2020}', "a mapping"),
    ('[{"年": 2020}]', "a list of mappings"),
    ('[["2020"]]', "a list of lists"),
]


@pytest.mark.parametrize(("cell", "why"), CELLS)
def test_cells_that_are_none(tmp_path: Path, cell: str, why: str) -> None:
    """Kept as a row of which this is not known; never a crash."""
    path = tmp_path / "a.json"
    row = f'{{"户编号": "H1", "人编号": "1", "姓名": {cell}, "出生日期": {cell}}}'
    path.write_text(f'{{"户": {{"户编号": "H1"}}, "成员": [{row}]}}', encoding="utf-8")

    member = read_data([path], CATALOG).tables[TableName("member")]

    assert isinstance(member, Table)
    assert [member.columns[name].state(0) for name in ("name", "birth")] == [
        State.UNREADABLE
    ] * 2, why
