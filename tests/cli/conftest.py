"""Commands run in this process, their words in Chinese."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from checker.cli.language import CHINESE, speak
from checker.cli.run import run
from tests.cli.project import project


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project, which is also the working folder."""
    monkeypatch.setenv("LANGUAGE", CHINESE)
    monkeypatch.chdir(project(tmp_path))
    speak(CHINESE)
    yield tmp_path
    gettext.textdomain("messages")


@pytest.fixture
def checker(office: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on the project."""

    def command(*arguments: str) -> Ran:
        capfd.readouterr()
        code = run(arguments)
        return Ran(code, *capfd.readouterr())

    return command
