"""The program as a process: poor consoles, closed pipes, languages, a fast --help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECK = ["check", "data", "--policies", "policies", "--as-of", "2020-09-17"]


def process(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("CHECKER")}
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=folder,
        env={**known, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


CONSOLES = [
    # environment, encoding, why
    ({"PYTHONIOENCODING": "gbk:strict"}, "gbk", "a Chinese Windows console"),
    ({"PYTHONIOENCODING": "cp1252:strict"}, "cp1252", "a Western one: Chinese becomes ?"),
    ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii", "no locale at all"),
]


@pytest.mark.parametrize(("environment", "encoding", "why"), CONSOLES)
def test_poor_consoles(office: Path, environment: dict[str, str], encoding: str, why: str) -> None:
    ran = process(office, *CHECK, **environment)

    assert ran.returncode == 1, why
    assert b"Traceback" not in ran.stderr
    assert b"2020-09-17" in ran.stdout
    ran.stdout.decode("utf-8" if encoding == "ascii" else encoding)


def test_marks_have_a_stand_in(office: Path) -> None:
    """GBK has no ›, which stands in every place."""
    ran = process(office, "read", "data", PYTHONIOENCODING="gbk:strict")

    assert "成员.csv：成员表，" in ran.stdout.decode("gbk")
    assert "?" not in ran.stdout.decode("gbk")


def test_machine_formats_are_utf8_everywhere(office: Path) -> None:
    ran = process(office, *CHECK, "--format", "json", PYTHONIOENCODING="gbk:strict")

    assert "适龄儿童在校" in ran.stdout.decode("utf-8")


def test_reader_that_leaves(office: Path) -> None:
    """`| head -1`: no traceback, and not the code of a clean check."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "checker", *CHECK, "--format", "json"],
            cwd=office,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writer)

    assert ran.returncode == 141
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
def test_closed_streams(office: Path, closed: str) -> None:
    """Nobody listens, yet the exit code is what it would be."""
    line = f"{sys.executable} -m checker {' '.join(CHECK)} {closed}"

    ran = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr


def test_terminated(office: Path) -> None:
    """SIGTERM half way leaves neither a list nor a temporary folder."""
    script = (
        "import os, signal, checker.report.folder as folder\n"
        "folder._write_through = lambda *_: os.kill(os.getpid(), signal.SIGTERM)\n"
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

    assert ran.returncode == 143
    assert sorted(path.name for path in office.iterdir()) == ["data", "policies"]


LANGUAGES = [
    # arguments, environment, text, why
    (["--help"], {}, "用法：", "Chinese by default"),
    (["--help"], {"LANG": "en_US.UTF-8"}, "用法：", "whatever the computer speaks"),
    (["--lang", "en", "--help"], {}, "Usage:", "English on request"),
    (["--help"], {"CHECKER_LANG": "en"}, "Usage:", "or by the environment"),
    (["--lang=zh", "--help"], {"CHECKER_LANG": "en"}, "用法：", "the option wins"),
    ([*CHECK, "--lang", "en"], {}, "Day of the check 2020-09-17", "the summary"),
    ([*CHECK, "--lang", "en"], {}, "no table 走访", "and its reasons"),
]


@pytest.mark.parametrize(("arguments", "environment", "text", "why"), LANGUAGES)
def test_languages(
    office: Path, arguments: list[str], environment: dict[str, str], text: str, why: str
) -> None:
    ran = process(office, *arguments, PYTHONUTF8="1", **environment)

    assert text in ran.stdout.decode("utf-8"), why


def test_help_imports_nothing_heavy(office: Path) -> None:
    """pandas, DuckDB, jsonschema and XlsxWriter are for the commands that need them."""
    heavy = "('pandas', 'duckdb', 'jsonschema', 'xlsxwriter', 'yaml', 'python_calamine', 're2')"
    script = (
        "import sys, checker.cli.commands\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=60,
    )

    assert ran.stdout.decode().strip() == "[]"
