"""Commands run in this process, their words in Chinese."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from checker.cli.language import CHINESE, speak


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@contextmanager
def chinese_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder is the working folder, and Chinese is spoken."""
    monkeypatch.setenv("LANGUAGE", CHINESE)
    monkeypatch.chdir(folder)
    speak(CHINESE)
    yield folder
    gettext.textdomain("messages")
