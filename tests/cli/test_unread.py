"""Data that cannot be read: the rest is checked, the fault comes first, the exit code is 2."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import checker as package
from checker.fault import FaultyInput
from tests.commands import Command

CHECK = ("check", "data", "--policies", "policies", "--as-of", "2020-09-17")
ID = "370703195001011232"


@pytest.fixture(name="spoilt")
def spoilt_office(office: Path) -> Path:
    """An office with one file of three cut off."""
    (office / "data" / "走访.xlsx").write_bytes(b"PK\x03\x04 cut")
    return office


def test_the_rest_is_checked(spoilt: Path, checker: Command) -> None:
    """Stdout is still the document, which says what it lacks."""
    ran = checker(*CHECK, "--format", "json")

    tree = json.loads(ran.out)
    assert ran.code == 2
    assert ran.err.startswith("走访.xlsx: error[broken-file]:")
    assert [gap["row"]["key"] for gap in tree["gaps"]] == ["H1-1", "H2-1"]
    assert [(one["place"], one["code"]) for one in tree["summary"]["unread"]] == [
        ("走访.xlsx", "broken-file")
    ]


def test_every_output_says_so(spoilt: Path, checker: Command) -> None:
    ran = checker(*CHECK, "--out", "out")

    book = ZipFile(BytesIO((spoilt / "out" / "差距清单.xlsx").read_bytes()))
    assert "!! 有资料没有读进来" in ran.out
    assert "走访.xlsx" in ran.out
    assert "没有读进来的资料" in book.read("xl/sharedStrings.xml").decode()


def test_nothing_is_said_where_all_was_read(checker: Command) -> None:
    ran = checker(*CHECK, "--format", "json")

    assert "unread" not in json.loads(ran.out)["summary"]


def test_from_python_it_is_an_error(spoilt: Path) -> None:
    """A frame has nowhere to say that it is not the whole."""
    with pytest.raises(FaultyInput):
        package.check(spoilt / "data", spoilt / "policies", as_of=date(2020, 9, 17))


def test_faulty_policies_stop_everything(spoilt: Path, checker: Command) -> None:
    """Then nobody knows what to check."""
    (spoilt / "policies" / "visits.yaml").write_text("policy:\n", encoding="utf-8")

    ran = checker(*CHECK)

    assert (ran.code, ran.out) == (2, "")


def test_two_hundred_files_one_bad(office: Path, checker: Command) -> None:
    for number in range(199):
        (office / "data" / f"户{number}.csv").write_text(
            f"户编号,村名\nV{number},北村\n", encoding="utf-8"
        )
    (office / "data" / "户199.csv").write_bytes(b"\xff\xff")

    ran = checker(*CHECK, "--format", "json")

    assert ran.code == 2
    assert json.loads(ran.out)["summary"]["households"] == 201
    assert ran.err.count("error[") == 1


SKIPPED = [
    # file, bytes, why
    ("封面.csv", "北城街道档案\n".encode(), "a cover"),
    ("说明.txt", "2020年9月填写\n".encode(), "a letter"),
    ("a.docx", b"PK", "no table"),
]


@pytest.mark.parametrize(("name", "data", "why"), SKIPPED)
def test_what_is_passed_over_is_told(
    office: Path, checker: Command, name: str, data: bytes, why: str
) -> None:
    """It is no fault, but whoever expected it to be checked sees that it was not."""
    (office / "data" / name).write_bytes(data)

    ran = checker(*CHECK)

    assert ran.code == 1, why
    assert "跳过 1 个文件或工作表" in ran.out, why
    assert name in ran.out, why


def test_people_without_a_header_are_not_passed_over(office: Path, checker: Command) -> None:
    (office / "data" / "x.csv").write_text(f"H9,赵秘密,{ID}\n", encoding="utf-8")

    ran = checker(*CHECK)

    assert ran.code == 2
    assert "unknown-table" in ran.err
    assert "赵秘密" not in ran.err + ran.out
    assert ID not in ran.err + ran.out


@pytest.mark.parametrize("name", ["户.csv", "成员.csv"])
def test_header_without_rows_is_a_table(office: Path, checker: Command, name: str) -> None:
    """Nobody lives there; that is an answer, as long as anything was given."""
    file = office / "data" / name
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")

    assert checker(*CHECK).code in (0, 1)


def test_headers_only_are_no_clean_office(office: Path, checker: Command) -> None:
    """An export that came out empty would pass every rule."""
    for file in (office / "data").iterdir():
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")

    ran = checker(*CHECK)

    assert ran.code == 2
    assert "没有一行可查" in ran.err


def test_copies(office: Path, checker: Command) -> None:
    """The same file named twice is one; a copy of it is another, and its keys are not unique."""
    once = json.loads(checker(*CHECK, "--format", "json").out)
    twice = json.loads(checker(CHECK[0], "data/户.csv", *CHECK[1:], "--format", "json").out)
    (office / "data" / "户（副本）.csv").write_bytes((office / "data" / "户.csv").read_bytes())
    copied = json.loads(checker(*CHECK, "--format", "json").out)

    assert twice == once
    assert copied["summary"]["rows"]["户"] == 4
    assert copied["gaps"][0]["message"].endswith("电话（不详）")
