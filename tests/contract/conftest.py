"""The commands, run in this process in an empty working folder, their words in Chinese."""

from __future__ import annotations

import gettext
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from checker.cli.language import CHINESE, speak
from checker.cli.run import run

EXAMPLES = Path(__file__).parent / "examples"


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, with the example's policies in it."""
    monkeypatch.setenv("LANGUAGE", CHINESE)
    shutil.copytree(EXAMPLES / "policies", tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    speak(CHINESE)
    yield tmp_path
    gettext.textdomain("messages")


@pytest.fixture
def checker(office: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in the office's folder."""

    def command(*arguments: str) -> Ran:
        capfd.readouterr()
        code = run(arguments)
        return Ran(code, *capfd.readouterr())

    return command
