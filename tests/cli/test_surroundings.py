"""Odd file names, odd files, odd surroundings: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import Command

ROOT = Path(__file__).parents[2]
CHECK = ("check", "data", "--policies", "policies", "--as-of", "2020-09-17")
NAMES = [
    "空 格",
    "😀",
    "-x",
    "--help",
    "a'b",
    'a"b',
    "a\nb",
    "%s{0}",
    "\x1b[31mred",
    "$(id)",
    "长" * 80,
]


@pytest.mark.parametrize("name", NAMES)
def test_odd_names(office: Path, checker: Command, name: str) -> None:
    file = office / "data" / f"{name}.csv"
    (office / "data" / "成员.csv").rename(file)
    good = checker(*CHECK, "--format", "json")
    file.write_bytes(b"")
    bad = checker(*CHECK, "--format", "json")

    assert (good.code, bad.code) == (1, 2)
    assert len(json.loads(good.out)["gaps"]) == 2
    assert json.loads(bad.out)["summary"]["unread"][0]["place"] == f"{name}.csv"
    assert "\x1b" not in bad.err, "the terminal would obey it"
    assert len(bad.err.splitlines()) == 2, "a fault is one line and its hint"


def test_name_like_an_option(office: Path, checker: Command) -> None:
    """Behind -- it is a file."""
    (office / "-x.csv").write_bytes((office / "data" / "成员.csv").read_bytes())

    option = checker("check", "-x.csv", *CHECK[2:])
    file = checker("check", *CHECK[2:], "--", "-x.csv")

    assert (option.code, file.code) == (2, 1)


def test_pipes_and_circles_are_no_files(office: Path, checker: Command) -> None:
    """A pipe would wait for ever, a device has no end."""
    os.mkfifo(office / "pipe.csv")
    (office / "one").symlink_to("two")
    (office / "two").symlink_to("one")

    pipe = checker("check", "pipe.csv", *CHECK[2:])
    circle = checker("check", "one", *CHECK[2:])

    assert (pipe.code, circle.code) == (2, 2)
    assert "not-a-file" in pipe.err


def process(folder: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *more],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_no_home_no_path(office: Path) -> None:
    """An environment with nothing in it."""
    ran = process(office, *CHECK)

    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr


def test_folder_that_nobody_may_write_to(office: Path) -> None:
    """Nothing is written beside the output, so the working folder does not matter."""
    before = sorted(office.rglob("*"))
    office.chmod(0o555)
    try:
        ran = process(office, *CHECK, "--format", "json")
    finally:
        office.chmod(0o755)

    assert ran.returncode == 1
    assert sorted(office.rglob("*")) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
def test_full_disk(office: Path) -> None:
    """A list half written must not pass for a list."""
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "checker", *CHECK, "--format", "json"],
            cwd=office,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )

    assert ran.returncode == 2
    assert ran.stderr.decode() == "做不下去：磁盘满了\n"


STEPS = [
    # where Ctrl-C comes, why
    ("checker.intake.reading.extract", "while a file is read"),
    ("checker.pipeline.judge", "before the judging"),
    ("checker.report.folder._write_through", "while the lists are written"),
]


@pytest.mark.parametrize(("step", "why"), STEPS)
def test_interrupted(office: Path, step: str, why: str) -> None:
    """130, one sentence, nothing half written."""
    module, _, name = step.rpartition(".")
    script = (  # a job in a shell's background ignores Ctrl-C, and so would its children
        f"import os, signal, {module} as step\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"step.{name} = lambda *_, **__: os.kill(os.getpid(), signal.{signal.SIGINT.name})\n"
        "from checker.__main__ import main\n"
        "main()"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script, *CHECK, "--out", "out"],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert ran.returncode == 130, why
    assert b"Traceback" not in ran.stderr
    assert sorted(path.name for path in office.iterdir()) == ["data", "policies"]
