"""What all tests share: the examples that are made up, and commands on a small office's project.

Examples that Hypothesis makes are the same in every run; `CHECKER_EFFORT` makes them new.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from checker.cli.run import run
from tests.cli.project import project
from tests.commands import Command, Ran, chinese_in
from tests.differential.effort import TIMES

settings.register_profile("checker", derandomize=TIMES == 1, database=None, deadline=None)
settings.load_profile("checker")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project, which is also the working folder."""
    with chinese_in(project(tmp_path), monkeypatch) as folder:
        yield folder


@pytest.fixture
def checker(office: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in the office's folder."""

    def command(*arguments: str) -> Ran:
        capfd.readouterr()
        code = run(arguments)
        return Ran(code, *capfd.readouterr())

    return command
