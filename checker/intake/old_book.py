"""Error cells in an .xls or .et: the reader shows them as empty.

The records of a sheet are walked through only where bytes stand that an error cell begins with.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from checker.intake.compound import stream
from checker.intake.seen import MOST, Refs, Scan, error_cell

STREAMS = ("Workbook", "Book")
DATE_MODE, CODE_PAGE, SHEET, END, BEGIN = 0x22, 0x42, 0x85, 0x0A, 0x0809
FORMULA, ERROR = 0x06, 0x0205
IS_ERROR = 2  # the sort of a formula's result
SUSPECT = re.compile(rb"\x05\x02\x08\x00|\x06\x00..(?:.{6})\x02.{5}\xff\xff", re.DOTALL)
LAST = 65_536  # rows of such a sheet


class _Record(NamedTuple):
    kind: int
    content: bytes


def scan_old(data: bytes) -> Scan:
    """Look through the stream of the workbook."""
    book = stream(data, STREAMS)
    mac, suspect, found = False, bool(SUSPECT.search(book)), {}
    page = 1252
    for record in _records(book, 0):
        if record.kind == DATE_MODE:
            mac = record.content[:1] == b"\x01"
        elif record.kind == CODE_PAGE and len(record.content) > 1:
            page = int.from_bytes(record.content[:2], "little")
        elif record.kind == SHEET and suspect and len(record.content) > 8:  # noqa: PLR2004
            start = int.from_bytes(record.content[:4], "little")
            refs = _errors(book, start)
            if refs:
                found[_name(record.content[6:], page)] = refs
    return Scan(found, mac=mac)


def _records(book: bytes, at: int) -> Iterator[_Record]:
    """The records of a part of the stream, without those of what is embedded in it."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield _Record(kind, book[at + 4 : at + 4 + length])
        at += 4 + length


def _errors(book: bytes, start: int) -> Refs:
    refs: Refs = {}
    for kind, content in _records(book, start):
        code = None
        if kind == ERROR and content[7:8] == b"\x01":
            code = content[6]
        elif kind == FORMULA and content[6:7] == b"\x02" and content[12:14] == b"\xff\xff":
            code = content[8]
        if code is not None and len(refs) < MOST:
            refs[struct.unpack_from("<HH", content)] = error_cell(code)
    return refs


def _name(content: bytes, page: int) -> str:
    """A sheet's name: its length, whether its characters have two bytes, the characters.

    Before 1997 there was no mark, and the characters are of a code page.
    """
    length = content[0]
    if content[1:2] == b"\x01":
        return content[2 : 2 + 2 * length].decode("utf-16-le", "replace")
    if content[1:2] == b"\x00":
        return content[2 : 2 + length].decode("latin-1")
    try:
        return content[1 : 1 + length].decode(f"cp{page}", "replace")
    except LookupError:
        return content[1 : 1 + length].decode("gb18030", "replace")
