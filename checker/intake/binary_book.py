"""Error cells and merged cells in an .xlsb: the reader shows the ones as empty, the others not."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from checker.fault import FaultyInput
from checker.intake import messages
from checker.intake.grid import Area, letters
from checker.intake.seen import MOST, Refs, Scan, error_cell, too_far
from checker.intake.sheet_names import relations

BOOK, RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
BOOK_SETTINGS, SHEET = 153, 156
ROW, ERROR, FORMULA_ERROR, MERGED = 0, 3, 11, 176
FILLED = frozenset((*range(2, 12), 62))  # cells, but for those without a value

Record = tuple[int, bytes]


def scan_binary(file: str, archive: zipfile.ZipFile) -> Scan:
    """Look through the binary parts of the zip.

    Raises:
        FaultyInput: its cells lie so far apart that the reader would take all memory.
    """
    names = archive.namelist()
    targets = relations(archive, RELATIONS)
    broken: dict[str, Refs] = {}
    merged: dict[str, list[Area]] = {}
    mac = False
    for kind, content in _records(archive.read(BOOK)):
        if kind == BOOK_SETTINGS:
            mac = bool(content[:1] and content[0] & 1)
        elif kind == SHEET:
            relation, end = _text(content, 8)
            name, _ = _text(content, end)
            member = targets.get(relation, "")
            if member in names:
                broken[name], merged[name] = _cells(f"{file} › {name}", archive.read(member))
    return Scan(broken, merged=merged, mac=mac)


def _records(part: bytes) -> Iterator[Record]:
    """The records of a part: a number of one or two bytes, a length of up to four, the content."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = kind & 0x7F | part[at] << 7
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                return
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if byte < 0x80:  # noqa: PLR2004  the last of the length
                break
        yield kind, part[at : at + length]
        at += length


def _text(content: bytes, at: int) -> tuple[str, int]:
    """A text and where it ends: its length in characters, then two bytes each."""
    end = at + 4 + 2 * _number(content, at)
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")


def _cells(place: str, part: bytes) -> tuple[Refs, list[Area]]:
    refs: Refs = {}
    areas: list[Area] = []
    row = last = right = count = 0
    for kind, content in _records(part):
        if kind == ROW:
            row = _number(content, 0)
        elif kind in FILLED:
            column = _number(content, 0)
            last, right, count = max(last, row), max(right, column), count + 1
            if kind in (ERROR, FORMULA_ERROR) and len(refs) < MOST:
                refs[row, column] = error_cell(int.from_bytes(content[8:9], "little"))
        elif kind == MERGED and len(areas) < MOST:
            first, bottom, left, side = (_number(content, at) for at in (0, 4, 8, 12))
            areas.append((first, left, bottom, side))
    if too_far(last + 1, right + 1, count):
        raise FaultyInput([messages.far_cell(place, f"{letters(right)}{last + 1}")])
    return refs, areas
