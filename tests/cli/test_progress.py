"""The line that tells how far a run is: on a terminal, after a second, never in a document."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from checker.cli import progress
from checker.pipeline import STEPS
from tests.commands import Command

pty = pytest.importorskip("pty", reason="this system has no terminals of this kind")

CHECK = ("check", "data", "--policies", "policies", "--as-of", "2020-09-17", "--format", "json")
CALL = """
import sys
from checker.cli import progress
progress.PATIENCE = float(sys.argv.pop(1))
from checker.__main__ import main
main()
"""


def on_a_terminal(
    folder: Path, patience: float, *arguments: str, **environment: str
) -> tuple[str, str]:
    """Standard output, which is a pipe, and standard error, which is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", CALL, str(patience), *arguments]
    surroundings = {**os.environ, "TERM": "xterm", "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        command,
        cwd=folder,
        env=surroundings | environment,
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    os.close(ours)
    assert ran.returncode == 1, seen.decode(errors="replace")
    return ran.stdout.decode(), seen.decode(errors="replace")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # so ends a terminal whose other side is closed
        return b""


def test_on_a_terminal(office: Path) -> None:
    """Every step in words; the document on standard output is whole and nothing else."""
    out, line = on_a_terminal(office, 0, *CHECK)

    assert json.loads(out)["schema"] == "checker/gap-list/v1"
    assert re.search(r"\[[#-]{16}\]  [0-4]/4  \S+，\d 秒", line), line
    assert line.replace("，", "").replace("秒", "").encode("gbk"), "every console can show it"


TERMINALS: list[tuple[float, Mapping[str, str], bool, str]] = [
    (60, {}, False, "done within the time in which nobody wonders"),
    (0, {"TERM": "dumb"}, False, "a terminal that cannot write over a line"),
    (0, {"NO_COLOR": "1"}, True, "there is no colour in it"),
]


@pytest.mark.parametrize(("patience", "environment", "shown", "why"), TERMINALS)
def test_when_it_is_shown(
    office: Path, patience: float, environment: Mapping[str, str], shown: bool, why: str
) -> None:
    _out, line = on_a_terminal(office, patience, *CHECK, **environment)

    assert ("/4" in line) is shown, why


def test_not_on_a_terminal(
    office: Path, checker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)

    assert checker(*CHECK).err == ""
    assert checker("read", "data", "--policies", "policies").err == ""


def test_steps_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step of a run has words; they move the bar on, step by step."""
    line = progress.Line(STEPS)

    assert set(line.words) == set(STEPS)
    assert line._words("data") == "读资料，0 秒"
    monkeypatch.setattr(progress, "monotonic", lambda: line.began + 12.7)
    assert line._words("rules") == "逐条核查，12 秒"


def test_the_line_ends_where_the_run_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread draws on behind the sentence that says what went wrong."""
    monkeypatch.setattr(progress, "on_a_terminal", lambda: True)
    lines: list[progress.Line] = []
    made = progress.Line

    def kept(steps: tuple[str, ...]) -> progress.Line:
        lines.append(made(steps))
        return lines[-1]

    monkeypatch.setattr(progress, "Line", kept)

    def stopped() -> None:
        with progress.progress(*STEPS) as told:
            told("data")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert not lines[0].thread.is_alive()
