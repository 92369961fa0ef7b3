"""Error cells, formulas without a result and merged cells in an .ods.

The reader shows the first two as empty, and tells nothing of the third. The sheets are parsed only
where bytes stand that one of them is written with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from checker.fault import FaultyInput
from checker.intake import messages
from checker.intake.cleaning import Broken
from checker.intake.grid import Area, letters
from checker.intake.seen import CELLS as MOST_CELLS
from checker.intake.seen import MOST, Refs, Scan

CONTENT = "content.xml"
MARKED = (b'value-type="error"', b'string-value=""', b"number-rows-spanned=")
UNCOUNTED = re.compile(rb"<table:table-cell (?![^<>]*value-type=)[^<>]*formula=")
FAR = (  # a row or a cell with something in it, told once for a thousand and more
    re.compile(
        rb'<table:table-row [^<>]*rows-repeated="[0-9]{4,}"[^<>]*>'
        rb"(?!(?:<table:(?:covered-)?table-cell[^<>]*/>)*</table:table-row>)"
    ),
    re.compile(rb'<table:(?:covered-)?table-cell [^<>]*columns-repeated="[0-9]{4,}"[^<>]*(?<!/)>'),
)
CELLS = ("table-cell", "covered-table-cell")
FARTHEST = 1 << 21  # rows and columns beyond are no spreadsheet's


def scan_document(file: str, content: bytes) -> Scan:
    """Look through the sheets, which are well-formed XML.

    Raises:
        FaultyInput: its cells reach so far that the reader would take all memory.
    """
    marked = any(mark in content for mark in MARKED)
    if not marked and not any(pattern.search(content) for pattern in (UNCOUNTED, *FAR)):
        return Scan()
    reader = _Reader(file)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take
    parser.Parse(content, True)
    return Scan(reader.broken, merged=reader.merged)


class _Reader:
    """Where the parser is, and what stands in the cell there."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.last = self.right = 0  # how far the sheet's filled cells reach
        self.broken: dict[str, Refs] = {}
        self.merged: dict[str, list[Area]] = {}
        self.sheet = ""
        self.row = self.column = 0
        self.rows = 1  # of which the row is told once
        self.cell: Mapping[str, str] | None = None
        self.text = ""
        self.deep = 0  # in a paragraph of the cell

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "table":
            self.sheet = attributes.get("table:name", "")
            self.row = self.last = self.right = 0
        elif name == "table-row":
            self.rows = _times(attributes.get("table:number-rows-repeated"))
            self.column = 0
        elif name in CELLS:
            self.cell, self.text = attributes, ""
        elif name == "p" and self.cell is not None:
            self.deep += 1

    def take(self, text: str) -> None:
        if self.deep:
            self.text += text

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "p" and self.deep:
            self.deep -= 1
        elif name in CELLS and self.cell is not None:
            times = _times(self.cell.get("table:number-columns-repeated"))
            self._cell(self.cell, times)
            self.column = min(self.column + times, FARTHEST)
            self.cell, self.deep = None, 0
        elif name == "table-row":
            self.row = min(self.row + self.rows, FARTHEST)

    def _cell(self, cell: Mapping[str, str], times: int) -> None:
        spanned = _times(cell.get("table:number-rows-spanned"))
        if spanned > 1:
            right = self.column + _times(cell.get("table:number-columns-spanned")) - 1
            area = (self.row, self.column, self.row + spanned - 1, right)
            self.merged.setdefault(self.sheet, []).append(area)
        text = self.text.strip()
        if text or "office:value-type" in cell:
            self._reach(self.row + self.rows, self.column + times)
        broken = _broken(cell, text)
        refs = self.broken.setdefault(self.sheet, {})
        if broken is None or self.rows * times + len(refs) > MOST:
            return
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + times):
                refs[row, column] = broken

    def _reach(self, last: int, right: int) -> None:
        self.last, self.right = max(self.last, last), max(self.right, right)
        if self.last * self.right > MOST_CELLS:
            place = f"{self.file} › {self.sheet}"
            raise FaultyInput([messages.far_cell(place, f"{letters(self.right - 1)}{self.last}")])


def _broken(cell: Mapping[str, str], text: str) -> Broken | None:
    """What the reader would show as empty."""
    if cell.get("calcext:value-type") == "error":
        return Broken("error-cell", text or "#")
    if text and cell.get("office:string-value") == "":
        return Broken("error-cell", text)
    kind = cell.get("office:value-type", "")
    if "table:formula" in cell and not kind and not text:
        return Broken("no-result", "公式")
    return None


def _times(told: str | None) -> int:
    if not told or not told.isascii() or not told.isdigit():
        return 1
    return min(max(int(told[:9]), 1), FARTHEST)
