"""`checker read`: what is understood is told, and written; nothing is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker.read.shipped import shipped
from tests.commands import Command


def test_text(office: Path, checker: Command) -> None:
    ran = checker("read", "data", "--policies", "policies")

    assert ran.code == 0
    assert "户.csv：户表，2 行，表头在第1行" in ran.out
    assert "在校      在校" in ran.out


def test_json(office: Path, checker: Command) -> None:
    """Valid, masked, and nothing else on the output."""
    ran = checker("read", "data", "--policies", "policies", "--format", "json")

    record = json.loads(ran.out)
    schema = json.loads((shipped("schemas") / "reading.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(record)
    assert [table["table"] for table in record["tables"]] == ["户", "成员"]
    assert "13800000001" not in ran.out


def test_out(office: Path, checker: Command) -> None:
    """Workbooks; the clean one, and their folder, are checked like what they were made of."""
    check = ("--policies", "policies", "--as-of", "2020-09-17", "--format", "json")

    ran = checker("read", "data", "--policies", "policies", "--out", "out")

    assert ran.code == 0
    names = {path.name for path in (office / "out").iterdir()}
    assert names == {"读取说明.xlsx", "数据.xlsx", "挂不上的行.xlsx"}
    first = json.loads(checker("check", "data", *check).out)
    for written in ("out/数据.xlsx", "out"):
        again = json.loads(checker("check", written, *check).out)
        assert [gap["id"] for gap in again["gaps"]] == [gap["id"] for gap in first["gaps"]]
        assert again["fingerprint"] == first["fingerprint"]


def test_rows_that_belong_to_nobody_are_not_read_twice(office: Path, checker: Command) -> None:
    """The list of them holds rows like any table's; in the folder it is passed over, and told."""
    members = (office / "data" / "成员.csv").read_text(encoding="utf-8")
    lost = members.splitlines()[1].replace("H1", "H9")
    (office / "data" / "成员.csv").write_text(f"{members}{lost}\n", encoding="utf-8")
    checker("read", "data", "--policies", "policies", "--out", "out")

    ran = checker("read", "out", "--policies", "policies")

    assert "成员表有1行找不到所属的户" in ran.out
    assert "挂不上的行.xlsx：没有读：是 checker read 写出的清单" in ran.out


def test_what_cannot_be_read(office: Path, checker: Command) -> None:
    """The rest is told; the exit code says that it is not the whole."""
    (office / "data" / "空.csv").write_bytes(b"")

    ran = checker("read", "data", "--policies", "policies")

    assert ran.code == 2
    assert "空.csv" in ran.err
    assert "户.csv：户表，2 行" in ran.out


EMPTY = [
    # the file, its text, the line that tells it, why
    ("成员.csv", "户编号,人编号,姓名\n", "成员.csv：成员表，0 行，表头在第1行", "headers alone"),
    (
        "一户.yaml",
        "户: {户编号: H3, 村名: 北村}\n走访: []\n",
        "一户.yaml › /走访：走访表，0 行",
        "none",
    ),
]


@pytest.mark.parametrize(("name", "text", "line", "why"), EMPTY)
def test_tables_without_rows(
    office: Path, checker: Command, name: str, text: str, line: str, why: str
) -> None:
    """A table that has no rows was read all the same, and is told."""
    (office / "data" / name).write_text(text, encoding="utf-8")

    ran = checker("read", "data", "--policies", "policies")

    assert ran.code == 0, why
    assert line in ran.out, why


def test_never_written_beside_the_data(office: Path, checker: Command) -> None:
    """The next time it would be read as data, and every household would be there twice."""
    for out in ("data/out", "data/甲/乙"):
        ran = checker("read", "data", "--policies", "policies", "--out", out)

        assert ran.code == 2
        assert "error[output-refused]" in ran.err
    assert {path.name for path in (office / "data").iterdir()} == {"户.csv", "成员.csv"}


def test_parquet(office: Path, checker: Command) -> None:
    """A file a table, each column of its kind; checked like what it was made of."""
    members = office / "data" / "成员.csv"
    more = "H2,H2-3,李小川,二月三十,说不清\n"
    members.write_text(members.read_text("utf-8") + more, encoding="utf-8")
    (office / "data" / "走访.csv").write_text("户编号,走访日期\n", encoding="utf-8")
    check = ("--policies", "policies", "--as-of", "2020-09-17", "--format", "json")

    ran = checker("read", "data", "--policies", "policies", "--out", "out", "--parquet")

    assert ran.code == 0, ran.err
    names = {path.name for path in (office / "out").iterdir()}
    assert names == {
        "读取说明.xlsx",
        "挂不上的行.xlsx",
        "户.parquet",
        "成员.parquet",
        "走访.parquet",
    }
    first = json.loads(checker("check", "data", *check).out)
    again = json.loads(checker("check", "out", *check).out)
    assert [gap["id"] for gap in again["gaps"]] == [gap["id"] for gap in first["gaps"]]
    assert again["summary"]["verdicts"] == first["summary"]["verdicts"]
    once_more = checker("read", "data", "--policies", "policies", "--out", "out")
    assert once_more.code == 0, "what such a run wrote is replaced"
    assert checker("read", "data", "--policies", "policies", "--parquet").code == 2
