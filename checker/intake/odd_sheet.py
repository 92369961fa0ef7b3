"""Error cells and formulas without a result, in a sheet that is written in an unusual form.

Tags with prefixes, attributes in another order, cells without a place: the reader takes all of
them. They are too many for patterns; here the standard library's parser reads the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from checker.fault import FaultyInput
from checker.intake import messages
from checker.intake.cleaning import Broken
from checker.intake.seen import Refs

NUMBER = re.compile("[0-9]+")
PLACE = re.compile("([A-Za-z]{1,7})([0-9]{1,9})")


def broken_cells(place: str, sheet: bytes) -> Refs:
    """By row and column, from 0; those of a well-formed sheet.

    Raises:
        FaultyInput: a cell stands in a cell, and nobody knows which is meant.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take
    parser.Parse(sheet, True)
    if reader.nested:
        raise FaultyInput([messages.broken_file(place, "单元格里还有单元格")])
    return reader.found


class _Reader:
    """Where the parser is, and what stands in the cell there."""

    def __init__(self) -> None:
        self.found: Refs = {}
        self.row = self.column = -1
        self.kind = ""
        self.parts: dict[str, str] = {}  # v, f, is → what stands in it
        self.open = ""
        self.inside = self.nested = False  # in a cell; a cell in a cell

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            told = attributes.get("r", "")
            self.row = int(told[:9]) - 1 if told.isascii() and told.isdigit() else self.row + 1
            self.column = -1
        elif name == "c":
            self.nested |= self.inside
            self.inside = True
            place = PLACE.fullmatch(attributes.get("r", ""))
            self.column = _column(place[1]) if place else self.column + 1
            self.row = int(place[2]) - 1 if place else self.row
            self.kind, self.parts = attributes.get("t", ""), {}
        elif name in ("v", "f", "is"):
            self.open = name
            self.parts.setdefault(name, "")

    def take(self, text: str) -> None:
        if self.open:
            self.parts[self.open] = self.parts.get(self.open, "") + text

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == self.open:
            self.open = ""
        if name != "c":
            return
        self.inside = False
        value = self.parts.get("v", "").strip()
        if self.kind == "s" and "v" in self.parts and not NUMBER.fullmatch(value):
            # The reader takes the first of all texts for such a cell.
            self.found[self.row, self.column] = Broken("error-cell", value) if value else None
        elif self.kind == "e":
            self.found[self.row, self.column] = Broken("error-cell", value or "#")
        elif "f" in self.parts and not value and "is" not in self.parts and self.kind != "str":
            self.found[self.row, self.column] = Broken("no-result", "公式")
        self.parts = {}


def _column(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
