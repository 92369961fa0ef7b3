"""The terminal's streams made safe: a character that it cannot show never stops a run."""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path

# Marks of ours that a Chinese console's GBK lacks, and what stands for them there.
INSTEAD = {"›": ">", "‹": "<", "−": "-"}


def nearest(failed: UnicodeError) -> tuple[str, int]:
    """What is shown for a character that the console's encoding lacks: ? for most."""
    if not isinstance(failed, UnicodeEncodeError):
        raise failed
    lacking = failed.object[failed.start : failed.end]
    return "".join(INSTEAD.get(character, "?") for character in lacking), failed.end


def make_safe() -> None:
    """Replace what the console's encoding lacks; a closed stream becomes one that nobody reads."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    codecs.register_error("nearest", nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="nearest")


def abandon() -> None:
    """Nobody reads any more (`| head`): let nothing more be written, not even at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
