"""`checker read --learn`: it asks, and writes what was confirmed; nothing else, ever."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import learn
from tests.commands import Command
from tests.intake.small import write_book

POLICIES = ("--policies", "policies")
HOUSEHOLDS = "户码,村名,当家人,备注\nH1,北村,张大山,\nH2,南村,李小河,新\n"
MEMBERS = "户编号,人编号,姓名,出生日期,在校\nH1,H1-1,张小草,2010-05-01,念着\nH1,H1-2,张小树,,有\n"


@pytest.fixture
def own(office: Path) -> Path:
    """The office, with headers and words of its own."""
    (office / "data" / "户.csv").write_text(HOUSEHOLDS, "utf-8")
    (office / "data" / "成员.csv").write_text(MEMBERS, "utf-8")
    return office


class Answers(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", Answers("".join(f"{line}\n" for line in lines)))
    monkeypatch.setattr(learn, "_interactive", lambda: True)


ALL = ("户", "", "户编号", "户主姓名", "0", "1", "是", "y")


def test_learned(own: Path, checker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written beside the data, used from then on, and asked no more."""
    answer(monkeypatch, *ALL)

    ran = checker("read", "data", *POLICIES, "--learn")

    assert ran.code == 0, ran.err
    written = (own / "data" / "mapping.yaml").read_text("utf-8")
    assert written.startswith("# 本单位的表头和说法对照")
    assert written.partition("\nmapping:\n")[2] == (
        "  - file: 户.csv\n"
        "    table: 户\n"
        "    columns:\n"
        "      户码: 户编号\n"
        "      当家人: 户主姓名\n"
        "    unused: [备注]\n"
        "  - table: 成员\n"
        "    words:\n"
        "      在校:\n"
        "        念着: 是\n"
    )
    read = checker("read", "data", *POLICIES)
    assert "户.csv：户表，2 行，表头在第1行；编码UTF-8，以逗号分列，对照mapping.yaml" in read.out
    assert "mapping.yaml：按它对照本单位的表头和说法，2条" in read.out
    assert checker("check", "data", *POLICIES, "--as-of", "2020-09-17").code == 0
    again = checker("read", "data", *POLICIES, "--learn")
    assert (again.code, again.out) == (0, "没有确认任何一项，什么也没有写。\n")


STOPPED = [
    # answers, exit code, why
    (("户", "", "户编号", "户主姓名", "0", "1", "是", "n"), 2, "not confirmed in the end"),
    (("", ""), 2, "nothing known: one file is still not read"),
    ((), 130, "the keyboard was closed"),
    (("户", "", "户编号"), 130, "closed between two questions"),
]


@pytest.mark.parametrize(("answers", "code", "why"), STOPPED)
def test_nothing_is_written(
    own: Path,
    checker: Command,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
    code: int,
    why: str,
) -> None:
    before = {path.name: path.read_bytes() for path in (own / "data").iterdir()}
    answer(monkeypatch, *answers)

    ran = checker("read", "data", *POLICIES, "--learn")

    assert ran.code == code, why
    assert {path.name: path.read_bytes() for path in (own / "data").iterdir()} == before, why


def test_nobody_to_answer(own: Path, checker: Command) -> None:
    """No terminal: everything that would be asked, with the nearest names; nothing written."""
    ran = checker("read", "data", *POLICIES, "--learn")

    assert ran.code == 2
    assert "户.csv：没有认出是哪张表" in ran.out or "户.csv：户表" in ran.out
    assert "户码 列“户码”，2 格有内容；是不是 " in ran.out
    assert "户编号（必需）" in ran.out
    assert "成员表“在校”列的“念着”，1 格；代码有 是、否" in ran.out
    assert "error[not-confirmed]" in ran.err
    assert not (own / "data" / "mapping.yaml").exists()


def test_nothing_to_ask(office: Path, checker: Command) -> None:
    ran = checker("read", "data", *POLICIES, "--learn")

    assert (ran.code, ran.out, ran.err) == (0, "没有不认得的表头和说法。\n", "")


def test_added_to(own: Path, checker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the file stays, with its remarks; what it says is not asked."""
    before = "# 手写的\nmapping:\n- table: 户\n  columns: {户码: 户编号} # 老表\n"
    (own / "data" / "mapping.yaml").write_text(before, "utf-8")
    answer(monkeypatch, "户主姓名", "", "2", "", "y")

    ran = checker("read", "data", *POLICIES, "--learn")

    assert ran.code == 0, ran.err
    assert (own / "data" / "mapping.yaml").read_text("utf-8") == (
        f"{before}- table: 户\n  columns:\n    当家人: 户主姓名\n"
    )


def test_mistyped(own: Path, checker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is not there is asked again, with the nearest; ? lists all, q asks no more."""
    answer(monkeypatch, "户口", "?", "户", "", "户编好", "?", "户编号", "q", "", "q", "y")

    ran = checker("read", "data", *POLICIES, "--learn")

    assert "没有“户编好”。是不是“户编号”？" in ran.out
    assert "    户编号、户主姓名、帮扶人、联系电话\n" in ran.out
    assert ran.out.count("是哪一项？") == 2
    assert "户码: 户编号" in (own / "data" / "mapping.yaml").read_text("utf-8")


def test_two_villages_with_one_form(
    own: Path, checker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was confirmed for all sheets of a table is not asked for the next."""
    header = ("户编号", "村名", "当家人")
    (own / "data" / "户.csv").unlink()
    for village in ("甲", "乙"):
        write_book(own / "data" / f"{village}.xlsx", 户=[header, (village, "北村", "张三")])
    answer(monkeypatch, "户主姓名", "2", "", "y")

    ran = checker("read", "data", *POLICIES, "--learn")

    assert ran.code == 0, ran.out + ran.err
    assert ran.out.count("是哪一项？") == 1
    assert "当家人: 户主姓名" in (own / "data" / "mapping.yaml").read_text("utf-8")


def test_names_with_numbers(own: Path, checker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Next month's file has another number: the answers may hold for it as well."""
    (own / "data" / "户.csv").rename(own / "data" / "户表202009.csv")
    answer(monkeypatch, "户", "", "户编号", "户主姓名", "0", "2", "", "y")

    checker("read", "data", *POLICIES, "--learn")

    assert "  - file: 户表*.csv\n" in (own / "data" / "mapping.yaml").read_text("utf-8")


def test_written_elsewhere(own: Path, checker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, *ALL)

    ran = checker("read", "data", *POLICIES, "--learn", "--mapping", "对照.yaml")

    assert ran.code == 0, ran.err
    assert not (own / "data" / "mapping.yaml").exists()
    check = ("check", "data", *POLICIES, "--as-of", "2020-09-17", "--mapping", "对照.yaml")
    assert checker(*check).code == 0
    assert checker("read", "data", *POLICIES).code == 2


REFUSED = [
    (
        ("read", "data", "--learn", "--out", "out"),
        "--learn 不和",
        "nothing is written but answers",
    ),
    (("read", "data", "--learn", "--format", "json"), "--learn 不和", "a machine does not answer"),
    (("read", "data", "--mapping", "没有.yaml"), "没有.yaml", "no such file"),
    (("read", "data", "policies", "--learn"), "--mapping", "which folder?"),
    (("check", "data", "--mapping", "没有.yaml"), "没有.yaml", "no such file"),
]


@pytest.mark.parametrize(("words", "part", "why"), REFUSED)
def test_refused(own: Path, checker: Command, words: tuple[str, ...], part: str, why: str) -> None:
    ran = checker(*words, *POLICIES)

    assert ran.code == 2, why
    assert part in ran.err, why


def test_faulty_file_is_left_alone(own: Path, checker: Command) -> None:
    (own / "data" / "mapping.yaml").write_text("mapping: [{table: 户户}]\n", "utf-8")

    ran = checker("read", "data", *POLICIES, "--learn")

    assert ran.code == 2
    assert "mapping.yaml:1:" in ran.err
    assert (own / "data" / "mapping.yaml").read_text("utf-8") == "mapping: [{table: 户户}]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_on_a_terminal(own: Path) -> None:
    """The whole program, on a terminal; a pipe is none."""
    import pty  # noqa: PLC0415  not on Windows

    command = [sys.executable, "-m", "checker", "read", "data", *POLICIES, "--learn"]
    root = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "dumb"}
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{line}\n" for line in ALL).encode())
    with subprocess.Popen(
        command, cwd=own, env=root, stdin=theirs, stdout=theirs, stderr=subprocess.STDOUT
    ) as ran:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # the terminal is closed
            pass
    os.close(ours)
    piped = subprocess.run(
        command, cwd=own, env=root, input=b"\n" * 9, capture_output=True, check=False
    )

    assert ran.returncode == 0, shown.decode()
    assert "户码: 户编号" in (own / "data" / "mapping.yaml").read_text("utf-8")
    assert piped.returncode == 0
