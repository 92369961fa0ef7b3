"""Delimited text, JSON and JSON Lines of the catalogue's groups H and I, each under its number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.model.dataset import Dataset
from checker.model.kind import State
from tests.intake.small import CATALOG
from tests.intake.test_bad_files import codes, table

LINES = "户编号,镇街,村名,户主姓名,家庭人口数\r\nH1,北城,东村,{name},3\r\n"
HOME = '{"户编号": "H1", "镇街名": "北城", "村名": "东村"%s}'


def lines(folder: Path, data: bytes) -> Dataset:
    (folder / "户.csv").write_bytes(data)
    return read_data([folder / "户.csv"], CATALOG)


ENCODED = [
    # bytes, name, why
    (LINES.format(name="张三").encode(), "张三", "plain"),
    (LINES.format(name="张三").encode("utf-8-sig"), "张三", "as Excel saves it"),
    (LINES.format(name="张三").encode("gbk"), "张三", "as an old Excel saves it"),
    (LINES.format(name="张䶮").encode("gb18030"), "张䶮", "a character that GBK lacks"),
    ("\ufeff".encode("utf-16-be") + LINES.format(name="张三").encode("utf-16-be"), "张三", "big"),
    (
        "\ufeff".encode("utf-16-le") + LINES.format(name="张三").encode("utf-16-le"),
        "张三",
        "little",
    ),
]


@pytest.mark.parametrize(("data", "name", "why"), ENCODED)
def test_encodings(tmp_path: Path, data: bytes, name: str, why: str) -> None:
    """H1: told by its bytes."""
    assert table(lines(tmp_path, data), "household").columns["head_name"].values == [name], why


def test_traditional_characters(tmp_path: Path) -> None:
    """H1: Big5 is read as what it is, or not at all; never as other characters."""
    text = "戶編號,鎮街,村名,戶主姓名\r\nH1,北城,東村,張三\r\n".encode("big5")
    with pytest.raises(FaultyInput, match="戶編號、鎮街、村名、戶主姓名"):
        lines(tmp_path, text)


RAGGED = [
    # a row, its household, its size, why
    ("H2,北城,西村", "H2", State.BLANK, "short: what is missing is blank"),
    ("H2,北城,西村,李四,2,", "H2", State.KNOWN, "a separator too many, nothing behind it"),
    ("H2,北城,西村,李,四,2", None, State.UNREADABLE, "a separator inside a name"),
]


@pytest.mark.parametrize(("row", "key", "state", "why"), RAGGED)
def test_ragged_rows(tmp_path: Path, row: str, key: str | None, state: State, why: str) -> None:
    """H4: one row's trouble is not another's."""
    homes = table(lines(tmp_path, (LINES.format(name="张三") + row).encode()), "household")

    assert homes.columns["household_id"].values == ["H1", key], why
    assert homes.columns["size"].state(1) is state, why
    assert homes.columns["size"].state(0) is State.KNOWN


def test_a_million_columns(tmp_path: Path) -> None:
    """H7: no form has them; refused before anybody looks for their names."""
    wide = "户编号,镇街,村名" + ",x" * 1_000_000 + "\nH1,北城,东村" + ",1" * 1_000_000 + "\n"

    (tmp_path / "户.csv").write_text(wide, "utf-8")

    assert codes(tmp_path / "户.csv") == ["too-large"]


JSON = [
    # number, text, codes, why
    ("I1", '{"户": ' + HOME % ', "家庭人口数": Infinity' + "}", ["bad-json"], "no JSON"),
    ("I1", '{"户": ' + HOME % ', "家庭人口数": -NaN' + "}", ["bad-json"], "no JSON"),
    ("I2", '{"户": {"户编号": "H1", "户编号": "H2"}}', ["bad-json"], "which of them?"),
    ("I6", "null", ["wrong-shape"], "nothing"),
    ("I6", "[]", ["nothing-read"], "nobody"),
    ("I6", "3", ["wrong-shape"], "a number"),
    ("I6", '{"户": "H1"}', ["wrong-shape"], "a text where a row should stand"),
    ("I6", "{} {}", ["bad-json"], "two of them"),
]


@pytest.mark.parametrize(("number", "text", "expected", "why"), JSON)
def test_json(tmp_path: Path, number: str, text: str, expected: list[str], why: str) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")

    assert codes(tmp_path / "a.json") == expected, f"{number}: {why}"


def test_duplicate_key_is_named(tmp_path: Path) -> None:
    """I2: the key, and no value."""
    (tmp_path / "a.json").write_text('{"户": {"户编号": "秘密1", "户编号": "秘密2"}}', "utf-8")

    with pytest.raises(Exception, match="户编号") as raised:
        read_data([tmp_path / "a.json"], CATALOG)

    assert "秘密" not in str(raised.value)


NUMBERS = [
    # in JSON, why
    ("9" * 5000, "five thousand digits"),
    ("1e400", "beyond all numbers"),
    ("-3", "fewer than none"),
    ("2.5", "half a person"),
    ('{"x": 1}', "no number"),
]


@pytest.mark.parametrize(("number", "why"), NUMBERS)
def test_numbers(tmp_path: Path, number: str, why: str) -> None:
    """I4: not known; the household is there."""
    text = '{"户": ' + HOME % f', "家庭人口数": {number}' + "}"
    (tmp_path / "a.json").write_text(text, "utf-8")

    homes = table(read_data([tmp_path / "a.json"], CATALOG), "household")

    assert homes.columns["size"].state(0) is State.UNREADABLE, why


def test_one_member_without_a_list(tmp_path: Path) -> None:
    """I7: a mapping where a list was meant is the one row; numbers become text with all digits."""
    member = '{"人编号": 1, "证件号码": 370703195001011232, "出生日期": "1950-01-01"}'
    text = '{"户": ' + HOME % "" + f', "成员": {member}}}'
    (tmp_path / "a.json").write_text(text, "utf-8")

    members = table(read_data([tmp_path / "a.json"], CATALOG), "member")

    assert members.columns["member_id"].values == ["1"]
    assert members.columns["id_number"].values == ["370703195001011232"]
    assert members.columns["birth"].values == [date(1950, 1, 1)]


def test_one_bad_line_of_a_thousand(tmp_path: Path) -> None:
    """I9: that line; 999 are read."""
    rows = [f'{{"户编号": "H{n}", "镇街名": "北城", "村名": "东村"}}' for n in range(1000)]
    rows[417] = rows[417][:-5]
    (tmp_path / "户.jsonl").write_text("\n".join(rows), "utf-8")

    data = read_data([tmp_path / "户.jsonl"], CATALOG)

    assert table(data, "household").length == 999
    assert [(fault.code, fault.place.split(":")[1]) for fault in data.faults] == [
        ("bad-json", "418")
    ]


def test_a_table_inside_a_row(tmp_path: Path) -> None:
    """I7: 成员 written into 户, as web programs nest: where it belongs is told."""
    (tmp_path / "a.json").write_text(
        '{"户": {"户编号": "H1", "成员": [{"人编号": "1"}]}}', "utf-8"
    )

    with pytest.raises(FaultyInput) as raised:
        read_data([tmp_path / "a.json"], CATALOG)

    assert [(one.code, one.sentence) for one in raised.value.faults] == [
        ("unknown-name", "“成员”是一张表，不能写在一行里面")
    ]


def test_json_in_gbk(tmp_path: Path) -> None:
    """H1: not JSON's encoding; and Excel, which saves tables, would not help."""
    (tmp_path / "a.json").write_bytes('{"户": {"户编号": "H1", "村名": "东村"}}'.encode("gbk"))

    with pytest.raises(FaultyInput) as raised:
        read_data([tmp_path / "a.json"], CATALOG)

    assert raised.value.faults[0].hint == "用记事本另存，编码选 UTF-8"
