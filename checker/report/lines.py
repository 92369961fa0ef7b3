"""Text broken into lines of a terminal as Chinese is set: anywhere but before a closing mark.

Words of an alphabet and numbers stay whole; a line never begins with a mark that closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.fault import columns_of
from checker.report.sheet import printable

WIDTH = 80  # columns of the terminal
# A word with the marks that close behind it; spaces stand by themselves.
PIECE = re.compile(
    r"\s+|[“‘（《\[(]*(?:[^\W\u2e80-\uffff]+(?:[.\-/:%][^\W\u2e80-\uffff]+)*|[^\s])"
    r"[，。；：、！？）》”’\])%]*"
)
HANGING = 2  # columns that further lines stand in from the first


def folded(text: str, indent: int = 0, hanging: int = HANGING) -> Iterator[str]:
    """The text in lines that fit; further ones stand in a little."""
    line = " " * indent
    for piece in PIECE.findall(printable(text)):
        if columns_of(line + piece) > WIDTH and line.strip():
            yield line.rstrip()
            line = " " * (indent + hanging) + piece.lstrip()
        else:
            line += piece
        while columns_of(line) > WIDTH:  # a word longer than a line
            cut = fitting(line)
            yield line[:cut]
            line = " " * (indent + hanging) + line[cut:]
    yield line.rstrip()


def fitting(text: str) -> int:
    """How many characters fit on a line."""
    width = 0
    for index, character in enumerate(text):
        width += columns_of(character)
        if width > WIDTH:
            return index
    return len(text)
