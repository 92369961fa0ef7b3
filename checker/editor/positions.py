"""Places as editors count them: lines from 0, columns in units of UTF-16, UTF-8 or UTF-32.

Everything else here counts characters, by offset in a text or by line and column from 1. 𠮷 is one
character, two units of UTF-16 and four of UTF-8.
"""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate

from checker.frozen import frozen
from checker.source import Span

# Encoding as the protocol names it → bytes a unit, and the codec.
UNITS = {
    "utf-8": (1, "utf-8"),
    "utf-16": (2, "utf-16-le"),
    "utf-32": (4, "utf-32-le"),
}


@frozen
class Positions:
    """The lines of a text, whose line ends are one character each."""

    text: str
    encoding: str = "utf-16"

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    def offset(self, line: int, units: int) -> int:
        """The offset of an editor's place; one past the end of a line is the line's end."""
        if line >= len(self.lines):
            return len(self.text)
        size, codec = UNITS[self.encoding]
        raw = self.lines[line].encode(codec, "surrogatepass")[: units * size]
        return self.starts[line] + len(raw.decode(codec, "ignore"))

    def at(self, offset: int) -> tuple[int, int]:
        """The line and units of an offset."""
        line = self.text.count("\n", 0, offset)
        return line, self.units(line, offset - self.starts[line])

    def units(self, line: int, characters: int) -> int:
        """How many units the first characters of a line take."""
        size, codec = UNITS[self.encoding]
        known = self.lines[line] if line < len(self.lines) else ""
        return len(known[:characters].encode(codec, "surrogatepass")) // size

    def span(self, span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
        """The first and the last place of a span."""
        line, first = span.line - 1, span.column - 1
        return (
            (line, self.units(line, first)),
            (line, self.units(line, first + span.length)),
        )


def plain(text: str) -> str:
    """The text with line ends of one character; lines and columns stay the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
