"""The terminal's streams made safe: a character that it cannot show never stops a run."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path


def make_safe() -> None:
    """Replace what the console's encoding lacks; a closed stream becomes one that nobody reads."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def abandon() -> None:
    """Nobody reads any more (`| head`): let nothing more be written, not even at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
