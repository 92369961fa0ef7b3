"""Outputs and the command line: groups L and M of the catalogue, each under its number.

Data that would be a formula, a command, a mark-up; two runs at once; paths of other systems.
What other modules test already is listed in `tests/intake/test_bad_inputs`.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from io import StringIO
from pathlib import Path

import pytest

from tests.commands import Command

ROOT = Path(__file__).parents[2]
CHECK = ("check", "data", "--policies", "policies", "--as-of", "2020-09-17")

HOSTILE = [
    # number, a member's name, why
    ("L1", "=1+1", "a formula"),
    ("L1", "+cmd|' /C calc'!A0", "a formula that starts a program"),
    ("L1", "-2+3", "a formula"),
    ("L1", "@SUM(A1)", "a formula of another program"),
    ("L1", "\uff1d1+1", "a full-width one, which a Chinese Excel obeys"),
    ("L2", "<script>alert(1)</script>", "a web page would run it"),
    ("L2", ']]>"><img src=x onerror=y>', "out of an attribute, and out of XML"),
    ("L6", "::error::x%0A", "a pipeline would obey it"),
    ("L7", "[red]x[/red]", "a terminal library's mark-up"),
    ("L7", "\x1b]0;x\x07", "a terminal's command"),
    ("G4", "a\x00b\u202ec", "control characters and a turn of direction"),
    ("G6", "x" * 40_000, "more than a cell of a workbook holds"),
]


@pytest.mark.parametrize(("number", "name", "why"), HOSTILE)
def test_hostile_names(office: Path, checker: Command, number: str, name: str, why: str) -> None:
    """Text everywhere: the name is shown, or cut, and never obeyed."""
    rows = [
        ["户编号", "人编号", "姓名", "出生日期", "在校"],
        ["H1", "H1-1", name, "2010-05-01", "否"],
    ]
    text = StringIO()
    csv.writer(text).writerows(rows)
    (office / "data" / "成员.csv").write_text(text.getvalue(), "utf-8", newline="")

    shown = checker(*CHECK, "--unmask", "--out", "out")
    tree = json.loads(checker(*CHECK, "--unmask", "--format", "json").out)
    table = checker(*CHECK, "--unmask", "--format", "csv").out

    assert shown.code == 1, f"{number}: {why}"
    assert not {"\x1b", "\x07", "\x00", "\u202e"} & {*shown.out, *table}, why
    assert len(tree["gaps"]) == 1
    cells = [cell for row in csv.reader(StringIO(table)) for cell in row]
    assert not any(cell.startswith(("=", "+", "@", "\uff1d", "\t", "\r")) for cell in cells), why
    assert not any(line.startswith("::") for line in shown.out.splitlines()), why
    with zipfile.ZipFile(office / "out" / "差距清单.xlsx") as book:
        for part in book.namelist():
            content = book.read(part)
            assert b"<f>" not in content, why
            assert b"<script>" not in content, why


def test_two_gaps_of_one_rule(office: Path, checker: Command) -> None:
    """L12: each has its own id, the same wherever its row stands."""
    rows = [f"H1,H1-{n},张{n},2010-05-0{n},否\n" for n in range(1, 4)]
    header = "户编号,人编号,姓名,出生日期,在校\n"
    ids = []
    for text in (header + "".join(rows), header + "".join(rows[::-1])):
        (office / "data" / "成员.csv").write_text(text, "utf-8")
        tree = json.loads(checker(*CHECK, "--format", "json").out)
        ids.append({gap["row"]["key"]: gap["id"] for gap in tree["gaps"]})

    assert ids[0] == ids[1]
    assert len(set(ids[0].values())) == 3


def test_two_runs_at_once(office: Path) -> None:
    """M9: in one folder, to two output folders: the same lists, nothing left over."""
    command = [sys.executable, "-m", "checker", *CHECK, "--out"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen([*command, name], cwd=office, env=environment, stdout=subprocess.DEVNULL)
        for name in ("one", "two")
    ]

    assert [run.wait(timeout=60) for run in runs] == [1, 1]
    written = [{p.name: p.read_bytes() for p in (office / n).iterdir()} for n in ("one", "two")]
    assert written[0] == written[1]
    assert sorted(path.name for path in office.iterdir()) == ["data", "one", "policies", "two"]


PATHS = [
    # path, why
    (r"C:\资料\台账.xlsx", "another system's, or a slip on this one"),
    (r"\\server\share\台账.xlsx", "a shared folder that is not there"),
    ("C:台账.xlsx", "relative to a drive"),
    ("/".join(["很长的文件夹名称"] * 40) + "/台账.xlsx", "longer than old systems allow"),
    ("台账.xlsx\n", "with a line break behind it"),
]


@pytest.mark.parametrize(("path", "why"), PATHS)
def test_paths_that_lead_nowhere(checker: Command, path: str, why: str) -> None:
    """M11: one sentence, exit code 2."""
    ran = checker("check", path, *CHECK[2:])

    assert (ran.code, ran.out) == (2, ""), why
    assert "台账" in ran.err, why
    assert "Traceback" not in ran.err


def test_long_path(office: Path, checker: Command) -> None:
    """M11: more than 260 characters are read where the system allows them."""
    folder = office / "/".join(["很长的文件夹名称"] * 12)
    folder.mkdir(parents=True)
    (office / "data").rename(folder / "data")

    ran = checker("check", str(folder / "data"), *CHECK[2:])

    assert ran.code == 1
    assert len(str(folder).encode()) > 260


def test_unknown_key_beside_the_data(office: Path, checker: Command) -> None:
    """M6: what says how to read and is misspelt stops everything."""
    (office / "data" / "about.yaml").write_text("regoin: [山东省]\n", "utf-8")

    ran = checker(*CHECK)

    assert (ran.code, ran.out) == (2, "")
    assert "是不是“region”" in ran.err
