"""Writes an .xlsb as small as the reader takes it: no program on Linux does.

Records of [MS-XLSB]: a number, a length, the content. Texts stand in their cells; there are no
styles, so that a day is a number or a text.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Cells = Sequence[object]
Area = tuple[int, int, int, int]  # first row, last row, first column, last column

ERRORS = {"#N/A": 0x2A, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D}
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
{sheets}</Types>"""
SHEET_TYPE = """<Override PartName="/xl/worksheets/sheet{number}.bin" \
ContentType="application/vnd.ms-excel.worksheet"/>
"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
{relations}</Relationships>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = '<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>\n'


class Formula(str):
    """A formula cell whose result is an error."""

    __slots__ = ()


def write_binary(
    path: Path,
    sheets: Mapping[str, Sequence[Cells]],
    *,
    merged: Mapping[str, Iterable[Area]] | None = None,
    mac: bool = False,
) -> Path:
    """A workbook with these sheets: texts, numbers, truth values, `#N/A` and its like, None."""
    numbers = range(1, len(sheets) + 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        types = "".join(SHEET_TYPE.format(number=number) for number in numbers)
        archive.writestr("[Content_Types].xml", TYPES.format(sheets=types))
        top = RELATION.format(
            number=1, office=OFFICE, kind="officeDocument", target="xl/workbook.bin"
        )
        archive.writestr("_rels/.rels", RELATIONS.format(relations=top))
        own = "".join(
            RELATION.format(
                number=number,
                office=OFFICE,
                kind="worksheet",
                target=f"worksheets/sheet{number}.bin",
            )
            for number in numbers
        )
        archive.writestr("xl/_rels/workbook.bin.rels", RELATIONS.format(relations=own))
        archive.writestr("xl/workbook.bin", _book(list(sheets), mac=mac))
        for number, (name, rows) in zip(numbers, sheets.items(), strict=True):
            areas = (merged or {}).get(name, ())
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _sheet(rows, areas))
    return path


def _record(kind: int, content: bytes = b"") -> bytes:
    number = bytes((kind,)) if kind < 0x80 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length, size = b"", len(content)
    while True:
        length += bytes((size & 0x7F | (0x80 if size > 0x7F else 0),))
        size >>= 7
        if not size:
            return number + length + content


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _book(names: Sequence[str], *, mac: bool) -> bytes:
    sheets = b"".join(
        _record(156, struct.pack("<II", 0, number) + _text(f"rId{number}") + _text(name))
        for number, name in enumerate(names, 1)
    )
    settings = _record(153, struct.pack("<III", int(mac), 0, 0))
    return _record(131) + settings + _record(143) + sheets + _record(144) + _record(132)


def _sheet(rows: Sequence[Cells], merged: Iterable[Area]) -> bytes:
    width = max(map(len, rows), default=1)
    size = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, max(width - 1, 0))
    parts = [_record(129), _record(148, size), _record(145)]
    for number, row in enumerate(rows):
        parts.append(_record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)))
        parts.extend(_cell(column, cell) for column, cell in enumerate(row) if cell is not None)
    parts.append(_record(146))
    areas = [struct.pack("<IIII", *area) for area in merged]
    if areas:
        parts.append(_record(177, struct.pack("<I", len(areas))))
        parts += [_record(176, area) for area in areas]
        parts.append(_record(178))
    return b"".join((*parts, _record(130)))


def _cell(column: int, cell: object) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(cell, Formula):  # the error, flags, an empty formula
        return _record(11, place + bytes((ERRORS[cell],)) + struct.pack("<HII", 0, 0, 0))
    if isinstance(cell, bool):
        return _record(4, place + bytes((cell,)))
    if isinstance(cell, int | float):
        return _record(5, place + struct.pack("<d", cell))
    if cell in ERRORS:
        return _record(3, place + bytes((ERRORS[str(cell)],)))
    return _record(6, place + _text(str(cell)))
