"""`checker check` on a small project: exit codes, formats, files, faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.report.folder import FILES
from tests.commands import Command

CHECK = ("check", "data", "--policies", "policies", "--as-of", "2020-09-17")

CODES = [
    # more arguments, exit code, why
    ((), 1, "a gap and an unknown are open"),
    (("--fail-level", "critical"), 1, "they are critical"),
    (("--village", "北村"), 1, "the gap is there"),
    (("--sieve", "standard"), 1, "they stand in that sieve"),
    (("--rule", "visits/weekly"), 0, "a rule that did not run has nothing open"),
    (("--require", "成员"), 1, "the table is there"),
    (("--require", "走访"), 2, "the table is not there, which outranks what is open"),
    (("--waivers", "waivers.csv"), 1, "the unknown is still open"),
    (("--waivers", "waivers.csv", "--village", "北村"), 0, "its only gap is waived"),
]


@pytest.mark.parametrize(("more", "code", "why"), CODES)
def test_exit_codes(
    office: Path, checker: Command, more: tuple[str, ...], code: int, why: str
) -> None:
    (office / "waivers.csv").write_text(
        "规则,户编号,行,起,止,事由,批准人,文件\n"
        "education/in-school,H1,,2020-01-01,2020-12-31,病休,扶贫办,第1号\n",
        encoding="utf-8",
    )

    ran = checker(*CHECK, *more)

    assert ran.code == code, why


WRONG = [
    # arguments, in the message, why
    ((), "没有写命令", "no command"),
    (("chekc",), "是不是“check”", "a misspelt command"),
    (("check",), "DATA", "no data"),
    (("check", "nowhere"), "没有 'nowhere'", "data that is not there"),
    ((*CHECK, "--sivee", "x"), "--sieve", "a misspelt option"),
    ((*CHECK, "--format", "xml"), "'text', 'json', 'csv', 'xlsx'", "an unknown format"),
    ((*CHECK[:-1], "2020-9-31"), "写作 2020-09-17", "a day that is none"),
    ((*CHECK, "--sieve", "standart"), "是不是“standard”", "an unknown sieve"),
    ((*CHECK, "--village", "北衬"), "是不是“北村”", "an unknown village"),
    ((*CHECK, "--rule", "education/in-schol"), "是不是“education/in-school”", "an unknown rule"),
    ((*CHECK, "--require", "成元"), "是不是“成员”", "an unknown table"),
    ((*CHECK, "--table", "走访"), "表=文件", "a table without its file"),
    ((*CHECK, "--table", "走访=x.csv"), "没有“x.csv”", "a table's file that is not there"),
    ((*CHECK, "--format", "xlsx"), "--output", "a workbook on the terminal"),
    ((*CHECK, "--out", "data"), "输出会盖住输入", "the output over the input"),
    ((*CHECK, "--output", "data/户.csv"), "在输入文件夹里", "a file over an input"),
    (("check", "data", "--policies", "data"), "政策", "policies that are none"),
]


@pytest.mark.parametrize(("arguments", "message", "why"), WRONG)
def test_nothing_checked(
    checker: Command, arguments: tuple[str, ...], message: str, why: str
) -> None:
    """Exit code 2, one sentence that says what to do, nothing on stdout, no traceback."""
    ran = checker(*arguments)

    assert ran.code == 2, why
    assert message in ran.err, why
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_inputs_stay_as_they_were(office: Path, checker: Command) -> None:
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}

    checker(*CHECK, "--out", "out")

    assert {path: path.read_bytes() for path in before} == before
    assert sorted(path.name for path in (office / "out").iterdir()) == sorted(FILES)
    assert sorted(path.name for path in office.iterdir()) == ["data", "out", "policies"]


def test_text(checker: Command) -> None:
    ran = checker(*CHECK, "--out", "out")

    assert "核查日 2020-09-17" in ran.out
    assert "走访表未提供：1 条（visits/weekly）" in ran.out
    assert "清单在 out" in ran.out


def test_json_and_nothing_else(checker: Command) -> None:
    """Stdout is the document; what the file and the folder hold is the same."""
    ran = checker(*CHECK, "--format", "json", "--out", "out")

    tree = json.loads(ran.out)
    assert [(gap["verdict"], gap["row"]["key"]) for gap in tree["gaps"]] == [
        ("gap", "H1-1"),
        ("unknown", "H2-1"),
    ]
    assert tree["gaps"][0]["message"] == "张*（10岁）不在校，电话138****0001"
    assert tree["gaps"][0]["values"][0]["place"] == "成员.csv › 第2行 › 出生日期"
    assert Path("out/gaps.json").read_text(encoding="utf-8") == ran.out


def test_output_file(checker: Command) -> None:
    """A file instead of stdout."""
    ran = checker(*CHECK, "--format", "csv", "--output", "new/gaps.csv")

    assert ran.out == ""
    assert Path("new/gaps.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_unmask(checker: Command) -> None:
    ran = checker(*CHECK, "--format", "json", "--unmask")

    assert "张小草（10岁）不在校，电话13812340001" in ran.out
    assert json.loads(ran.out)["unmasked"] is True


def test_nothing_leaks_by_default(checker: Command) -> None:
    """No name and no phone in machine formats and on the terminal."""
    written = [checker(*CHECK, "--format", form).out for form in ("text", "json", "csv")]

    secrets = ("张小草", "李小花", "13812340001", "13812340002")
    assert [secret for secret in secrets for text in written if secret in text] == []


def test_same_bytes_from_run_to_run(office: Path, checker: Command) -> None:
    """Two runs, and a third with the rows in another order but for the places."""
    for folder in ("one", "two"):
        checker(*CHECK, "--out", folder)

    for name in FILES:
        assert (office / "one" / name).read_bytes() == (office / "two" / name).read_bytes(), name


def test_output_beside_the_data_is_not_read_again(checker: Command) -> None:
    """An output folder within the data folder is no data at the next run."""
    first = checker(*CHECK, "--format", "json", "--out", "data/out")

    second = checker(*CHECK, "--format", "json", "--out", "data/out")

    assert (first.code, second.code) == (1, 1)
    assert first.out == second.out


def test_bug_is_not_a_gap(checker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug ends with 70 and never shows a value; --debug shows where, still no value."""
    value = "张小草"

    def broken(*_: object) -> None:
        raise RuntimeError(value)

    monkeypatch.setattr("checker.pipeline.checked", broken)

    plain, debugged = checker(*CHECK), checker(*CHECK, "--debug")

    assert (plain.code, debugged.code) == (70, 70)
    assert "Traceback" not in plain.err
    assert "--debug" in plain.err
    assert "test_check.py" in debugged.err
    assert value not in plain.err + debugged.err


@pytest.mark.parametrize(
    ("raised", "code"),
    [(KeyboardInterrupt(), 130), (OSError(28, "No space left"), 2), (MemoryError(), 2)],
)
def test_what_happens_to_programs(
    checker: Command, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int
) -> None:
    def stopped(*_: object) -> None:
        raise raised

    monkeypatch.setattr("checker.pipeline.checked", stopped)

    ran = checker(*CHECK)

    assert ran.code == code
    assert "Traceback" not in ran.err
