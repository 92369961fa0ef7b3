"""A text that somebody wrote, and a place in it.

Places are counted in characters, not bytes, so that a column is right under Chinese text. This is
about text files (policies, booklets); the place of a cell in a workbook is an `Origin`
(see `checker.model.dataset`).
"""

from __future__ import annotations

from dataclasses import field

from checker.frozen import frozen


@frozen
class Source:
    """A text file as it was read."""

    name: str  # the path as the user wrote it, or relative to the policy folder
    text: str = field(repr=False, compare=False)

    def line(self, number: int) -> str:
        """The line with this number, from 1; empty past the end."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


@frozen
class Span:
    """A stretch of one line of a source: where a fault or a definition stands."""

    source: Source
    line: int  # from 1
    column: int  # from 1, in characters
    length: int = 1  # in characters, on this line

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"

    def part(self, offset: int, length: int = 1) -> Span:
        """The place `offset` characters to the right of this one's start."""
        return Span(self.source, self.line, self.column + offset, max(length, 1))
