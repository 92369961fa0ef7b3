"""Every --help in either language, and its examples, which work as they are printed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli.commands import COMMANDS
from tests.commands import Command

ROOT = Path(__file__).parents[2]
WAITS = {"lsp"}  # for an editor, as long as there is one
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What an example may name; the policies are a copy, since some examples may write there."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "policies", folder / "policies")
    (folder / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(folder)
    return folder


def examples(told: str) -> list[list[str]]:
    """The commands at the end of a help text, as a shell reads them."""
    block = told.rstrip().split("\n\n")[-1].replace("\\\n", " ").replace("例：", "")
    return [shlex.split(line)[1:] for line in block.splitlines()]


@pytest.mark.parametrize("command", [*(name for name in COMMANDS if name not in WAITS), ""])
def test_examples_work_as_printed(checker: Command, checkout: Path, command: str) -> None:
    """One after the other, where the program was unpacked: the sample is there, nothing else."""
    lines = examples(checker(*command.split(), "--help").out)

    assert lines
    for line in lines:
        ran = checker(*line)
        assert ran.code in {0, 1}, (line, ran.err)


@pytest.mark.parametrize("command", [*COMMANDS, ""])
def test_english_is_english(command: str) -> None:
    """All but the examples, which name files and tables that are Chinese."""
    ran = subprocess.run(
        [sys.executable, "-m", "checker", *command.split(), "--lang", "en", "--help"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    own, _, _ = ran.stdout.decode().rstrip().rpartition("\n\n")

    assert CHINESE.findall(own) == []


CLICK = [
    # arguments, what click would say in English, why
    (("docs", "--help"), "required", "an option that must be given"),
    (("forecast", "--help"), "INTEGER", "a number's kind"),
    (("test", "--min-kill", "101"), "range 0", "a number that is too large"),
    (("test", "--min-kill", "x"), "integer", "no number"),
]


@pytest.mark.parametrize(("arguments", "english", "why"), CLICK)
def test_chinese_is_chinese(
    checker: Command, arguments: tuple[str, ...], english: str, why: str
) -> None:
    ran = checker(*arguments)

    assert english not in ran.out + ran.err, why


def test_the_list_of_commands_fits_a_console(checker: Command) -> None:
    """A line a command on 80 columns, a Chinese character taking two of them."""
    told = checker("--help").out
    widths = [len(line) + len(CHINESE.findall(line)) for line in told.splitlines()]

    assert max(widths) <= 80
    assert "  explain    把一条规则讲成条文。\n" in told
    assert "  init       新建一个政策文件夹：在自带政策上加本级的规定。\n" in told
