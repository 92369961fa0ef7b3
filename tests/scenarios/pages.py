"""Runs a page of Markdown as it is written: files, commands, output, exit codes.

A page is prose with two sorts of blocks:

- a file: a block below a line that ends in a colon and names one file in backquotes. The whole
  file; or, with `第 3 行` (第 3—5 行, line 3, lines 3-5) behind the name, what stands instead of
  those lines; with `最后` (at the end), what is added.
- ```console: lines that begin with `$ ` are commands, the lines below what they print, on both
  streams; `[退出码 2]` or `[exit code 2]` is the last of them where the code is not 0.

In what is printed `…` stands for anything within a line, and alone on a line for any lines.

A page that speaks of `samples/` finds the samples and the shipped policies beside it.

    python -m tests.scenarios.pages docs/十条命令.md

writes what the commands print now into a page, but where what stands there fits.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w*)\s*$")
FILE = re.compile(
    r"`(?P<name>[^`\s]+\.\w+|\.\w+)`"
    r"(?P<part>[^`]*?(?:第 ?(?P<first>\d+)(?:[—–-](?P<last>\d+))? ?行|"
    r"lines? (?P<from>\d+)(?:-(?P<to>\d+))?|(?P<end>最后|at the end)))?[^`]*[：:]$"
)
CODE = re.compile(r"^\[(?:退出码|exit code) (\d+)\]$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its lines, and the line of prose above it."""

    language: str
    lead: str
    first: int  # the index of its first line in the page
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A command, what it should print, and what it did."""

    number: int  # the line of the page, from 1
    command: str
    expected: tuple[str, ...]
    printed: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Did it print what the page says?"""
        return fits(self.expected, self.printed)


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    lines = text.split("\n")
    lead, at = "", 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        if fence is None:
            lead = lines[at] if lines[at].strip() else lead
            at += 1
            continue
        end = lines.index("```", at + 1)
        yield Block(fence[1], lead, at + 1, tuple(lines[at + 1 : end]))
        lead, at = "", end + 1


def steps(text: str, folder: Path) -> Iterator[Step]:
    """Write the files and run the commands of a page in a folder, in order."""
    if "samples/" in text:
        for name in ("samples", "policies"):
            (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    for block in blocks(text):
        file = FILE.search(block.lead)
        if block.language == "console":
            yield from _commands(block, folder)
        elif file:
            _write(folder / file["name"], file, block.lines)


def _write(path: Path, file: re.Match[str], lines: tuple[str, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    first = file["first"] or file["from"]
    if first is None and file["end"] is None:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8").split("\n")
    start = int(first) - 1 if first else len(before) - 1
    stop = int(file["last"] or file["to"] or first) if first else start
    assert stop <= len(before), f"{path.name} has no line {stop}"
    path.write_text("\n".join([*before[:start], *lines, *before[stop:]]), encoding="utf-8")


def _commands(block: Block, folder: Path) -> Iterator[Step]:
    begins = [at for at, line in enumerate(block.lines) if line.startswith("$ ")]
    for at, end in zip(begins, [*begins[1:], len(block.lines)], strict=True):
        command = block.lines[at].removeprefix("$ ")
        expected = block.lines[at + 1 : end]
        yield Step(block.first + at + 1, command, expected, _run(command, folder))


def _run(command: str, folder: Path) -> tuple[str, ...]:
    """What a command prints, with its exit code where that is not 0."""
    name, *arguments = shlex.split(command)
    assert name == "checker", command
    ran = subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=folder,
        env={
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "PYTHONUNBUFFERED": "1",
            "PATH": os.defpath,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    told = ran.stdout.decode("utf-8").rstrip("\n")
    word = "exit code" if "--lang en" in command else "退出码"
    code = [f"[{word} {ran.returncode}]"] if ran.returncode else []
    return (*(line.rstrip() for line in told.split("\n") if told), *code)


def fits(expected: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Is this what was printed, `…` standing for anything?"""
    parts = [r"(?:.*\n)*?" if line == "…" else _line(line) + r"\n" for line in expected]
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in printed)) is not None


def _line(line: str) -> str:
    return ".*?".join(map(re.escape, line.split("…")))


def renewed(text: str) -> str:
    """A page with what its commands print now."""
    lines = text.split("\n")
    with tempfile.TemporaryDirectory() as folder:
        done = list(steps(text, Path(folder)))
    for step in reversed(done):
        if not step.right:
            lines[step.number : step.number + len(step.expected)] = step.printed
    return "\n".join(lines)


if __name__ == "__main__":
    for page in map(Path, sys.argv[1:]):
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
