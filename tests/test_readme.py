"""The first example of each README gives what it shows; its two commands are whole lines."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
READMES = ["README.md", "README.zh.md"]


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [body for known, body in BLOCK.findall(text) if known == language]


@pytest.mark.parametrize("name", READMES)
def test_example(name: str, tmp_path: Path) -> None:
    """Rule and household as printed give the text as printed, and exit code 1."""
    rule, household = blocks(name, "yaml")
    command, _, expected = blocks(name, "console")[0].partition("\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "education.yaml").write_text(rule, encoding="utf-8")
    (tmp_path / "household.yaml").write_text(household, encoding="utf-8")

    ran = subprocess.run(
        [sys.executable, "-m", *command.removeprefix("$ ").split()],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""},
        capture_output=True,
        check=False,
        timeout=60,
    )

    # The fingerprint changes with every word of the catalog that ships.
    told = re.sub(r"[0-9a-f]{12}", "…", ran.stdout.decode("utf-8"))
    assert (ran.returncode, told) == (1, expected)


def test_commands() -> None:
    """The check of the sample and the tests, each one line."""
    lines = [body.strip() for body in blocks("README.md", "") if "venv" in body]

    assert len(lines) == 2
    assert all("\n" not in line for line in lines)
    assert lines[0].endswith("--as-of 2020-09-17 --out out")
    assert "pytest" in lines[1]
    assert "pytest" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


TOLD = re.compile(r"(?:checker |, `)([a-z]+)")


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_told(name: str) -> None:
    """And none that there is not."""
    text = (ROOT / name).read_text(encoding="utf-8")
    section = re.split(r"^## (?:Commands|常用)$", text, flags=re.MULTILINE)[1].partition("\n## ")[
        0
    ]

    assert set(TOLD.findall(section)) == {*COMMANDS}


def test_the_table_is_in_the_order_of_the_help() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("| `checker ")]

    assert [name for line in table for name in TOLD.findall(line)] == [*COMMANDS]
