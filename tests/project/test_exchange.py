"""`checker export` and `checker import` as commands, and how the workbook is to be filled in."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from checker.project.placing import replace
from tests.commands import Command
from tests.project.small import FILES, put, workbook, write


@pytest.fixture
def policies(office: Path) -> Path:
    return write(office / "small")


def edited(file: Path, value: float | str) -> None:
    book = openpyxl.load_workbook(file)
    put(book["标准"], 4, {"值": value})
    book.save(file)


def test_there_and_back(policies: Path, checker: Command) -> None:
    """What changes is told cell by cell; the second time there is nothing to do."""
    exported = checker("export", "政策.xlsx", "small")
    edited(Path("政策.xlsx"), 0.2)

    tried = checker("import", "政策.xlsx", "small", "--check", "--as-of", "2020-09-17")
    before = (policies / "school.yaml").read_text("utf-8")
    done = checker("import", "政策.xlsx", "small", "--as-of", "2020-09-17")

    assert (exported.code, exported.out) == (0, "写好了：政策.xlsx\n")
    assert tried.code == 1
    assert tried.out == "政策.xlsx › 标准 › I4：0.1 → 0.2\n会改 1 处，没有写：small/school.yaml\n"
    assert before == FILES["school.yaml"]
    assert (done.code, done.err) == (0, "")
    assert "改了 1 处，写了：small/school.yaml" in done.out
    assert (policies / "school.yaml").read_text("utf-8") == before.replace("0.1}", "0.2}")


def test_nothing_to_do(policies: Path, checker: Command) -> None:
    assert checker("export", "政策.xlsx", "small").code == 0

    for option in ([], ["--check"]):
        ran = checker("import", "政策.xlsx", "small", *option)
        assert (ran.code, ran.out) == (0, "没有改动\n")


def test_faults(policies: Path, checker: Command) -> None:
    assert checker("export", "政策.xlsx", "small").code == 0
    edited(Path("政策.xlsx"), "一成")

    ran = checker("import", "政策.xlsx", "small")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("政策.xlsx › 标准 › I4: error[wrong-sort]: “一成”不是一个数\n  = 写")


def test_overwrites_nothing(policies: Path, checker: Command) -> None:
    """A workbook that somebody is working on stays."""
    Path("政策.xlsx").write_bytes(b"mine")

    ran = checker("export", "政策.xlsx", "small")

    assert ran.code == 2
    assert Path("政策.xlsx").read_bytes() == b"mine"


CHOSEN = [
    # options, sheets, why
    (("--standards",), ["说明", "标准"], "one"),
    (
        ("--waivers", "--tables"),
        ["说明", "决策表", "豁免", "规则"],
        "rules to look up with waivers",
    ),
    (("--cases",), ["说明", "用例 教育", "规则"], "a sheet a policy file"),
    ((), ["说明", "标准", "决策表", "豁免", "用例 教育", "规则"], "all"),
]


@pytest.mark.parametrize(("options", "sheets", "why"), CHOSEN)
def test_chosen(
    policies: Path, checker: Command, options: tuple[str, ...], sheets: list[str], why: str
) -> None:
    assert checker("export", "政策.xlsx", "small", *options).code == 0

    book = openpyxl.load_workbook("政策.xlsx")

    assert [one.title for one in book if one.sheet_state == "visible"] == sheets, why


def test_ways_to_fill_in(policies: Path) -> None:
    """Headers are locked and nothing else; codes, rules and verdicts drop down; ids are text."""
    book = workbook(policies)
    standards, cases = book["标准"], book["用例 教育"]

    assert all(book[name].protection.sheet for name in ("标准", "豁免", "决策表", "用例 教育"))
    assert [standards["C1"].protection.locked, standards["C2"].protection.locked] == [True, False]
    assert cases["Z1"].protection.locked is False, "a field more may get a column"
    assert standards.column_dimensions["A"].hidden
    assert listed(book, "标准", "C") == ["免核查", "收入线", "比例", "病种", "补助", "起算日"]
    assert listed(book, "豁免", "B") == ["school/in-school"]
    assert listed(book, "用例 教育", "B") == ["in-school"]
    assert listed(book, "用例 教育", "F") == ["不涉及", "合格", "不合格", "待核实"]
    assert [book["豁免"]["C2"].value, book["豁免"]["C2"].number_format] == ["0012", "@"]
    assert [standards["F2"].is_date, standards["I4"].value] == [True, 0.1]


def listed(book: openpyxl.Workbook, sheet: str, letter: str) -> list[object]:
    found = book[sheet].data_validations.dataValidation
    (formula,) = [one.formula1 for one in found if f"{letter}2" in one.sqref]
    name, _, area = formula.lstrip("=").partition("!")
    return [row[0].value for row in book[name][area.replace("$", "")]]


def test_all_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at the second file leaves the first as it was, and nothing beside it."""
    for name in ("a", "b"):
        (tmp_path / name).write_text("old")
    done: list[Path] = []
    move = Path.replace

    def full(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(OSError, match="No space"):
        replace({tmp_path / "a": b"new", tmp_path / "b": b"new", tmp_path / "c": b"new"})

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old", "b": "old"}


def test_rights_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "b").symlink_to("a")

    replace({tmp_path / "b": b"new"})

    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_text() == "new"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_same_bytes(policies: Path) -> None:
    first, second = (BytesIO() for _ in range(2))
    workbook(policies).save(first)
    workbook(policies).save(second)

    assert openpyxl.load_workbook(first)["标准"]["A1"].value == (
        openpyxl.load_workbook(second)["标准"]["A1"].value
    )
    assert date(2020, 1, 1) == openpyxl.load_workbook(first).properties.created.date()


def test_a_workbook_is_named_like_one(policies: Path, checker: Command) -> None:
    """Excel does not open a file without an ending."""
    ran = checker("export", "政策", "small")

    assert (ran.code, Path("政策").exists()) == (2, False)
    assert "如 政策.xlsx" in ran.err
