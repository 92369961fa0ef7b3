"""A look into a workbook's zip before the reader opens it.

The reader turns error cells into empty ones, drops formulas that were never computed, and takes
all memory for one cell at the far end of a sheet; none of it can be caught afterwards. Here the
XML itself is searched for them (ecosystem.md, 1.2).
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

from checker.fault import Fault, FaultyInput
from checker.intake import messages
from checker.intake.binary_book import BOOK, scan_binary
from checker.intake.long_sheet import opened
from checker.intake.odd_sheet import broken_cells
from checker.intake.open_document import CONTENT, scan_document
from checker.intake.seen import LongSheet, Refs, Scan
from checker.intake.shared_texts import STRINGS, texts_in
from checker.intake.sheet_names import (
    BOOK_XML,
    RELATIONS,
    from_1904,
    relations,
    sheets,
    shown_name,
    tags,
)
from checker.intake.sheet_xml import bounds, hidden_rows, usual_broken_cells
from checker.intake.wellformed import usual, well_formed

MEMBERS = 10_000
UNPACKED = 1 << 30  # bytes
RATIO = 200  # unpacked to packed; real files have 7
PACKED_ENOUGH = 1 << 20  # small files may be packed tighter
SHEETS = "xl/worksheets/sheet"
READ = (STRINGS, BOOK_XML, RELATIONS, "xl/styles.xml", CONTENT)
MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".bin")

WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # UTF-16

TEXT = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*? t="s"[^>]*>\s*<v>([0-9]+)</v>')


def scan(name: str, data: bytes) -> Scan:
    """Look through an .xlsx.

    Raises:
        FaultyInput: it is damaged, past the limits, or would not be survived.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _scan(name, archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zipfile.LargeZipFile) as error:
        raise FaultyInput([messages.broken_file(name, "不是完整的工作簿")]) from error
    except (RuntimeError, OSError, ValueError, zlib.error, struct.error) as error:
        raise FaultyInput([messages.broken_file(name, "压缩内容读不出")]) from error


def _scan(name: str, archive: zipfile.ZipFile) -> Scan:
    _limits(name, archive)
    found: dict[str, Refs] = {}
    vouched = True
    hidden: dict[str, int] = {}
    long: dict[str, LongSheet] = {}
    for member in archive.namelist():
        if member.lower().endswith(MEDIA) and not _xml(archive, member):
            continue
        content = opened(archive, member)
        if isinstance(content, LongSheet):
            long[member], hidden[member] = content, content.hidden
            continue
        # A single byte is sought ten times faster than two.
        if b"!" in content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
            raise FaultyInput([messages.doctype(name)])
        place = f"{name} › {member.rsplit('/', 1)[-1]}"
        if b"sheetData" in content:
            with _named_as_seen(name, archive, member):
                vouched &= bounds(place, content)
                found[member] = (
                    usual_broken_cells(content)
                    if usual(content)
                    else broken_cells(place, _paired(place, content))
                )
            hidden[member] = hidden_rows(content)
        elif member.startswith("xl/") and content.startswith(WIDE_TEXT):
            # The reader finds nothing in it, and says nothing.
            raise FaultyInput([messages.broken_file(name, "内部文件不是UTF-8编码")])
        elif member in READ or member.startswith(SHEETS):
            _paired(place, content)
    told = _named(name, archive, (found, hidden, long))
    return replace(told, whole=told.whole and vouched)


@contextmanager
def _named_as_seen(name: str, archive: zipfile.ZipFile, member: str) -> Iterator[None]:
    """Tell of a sheet by its name, which is looked up only then."""
    try:
        yield
    except FaultyInput as failed:
        place = f"{name} › {shown_name(archive, member)}"
        raise FaultyInput([replace(fault, place=place) for fault in failed.faults]) from failed


def _paired(place: str, text: bytes) -> bytes:
    """XML as a strict parser takes it."""
    good = well_formed(text)
    if good is None:
        raise FaultyInput([messages.broken_file(place, "内部的标记不成对")])
    return good


def _xml(archive: zipfile.ZipFile, member: str) -> bool:
    """Is it text under a picture's name? The reader goes where the workbook sends it."""
    with archive.open(member) as opened:
        return opened.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _limits(name: str, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    if len(infos) > len({info.filename.casefold() for info in infos}):
        # Which of the two the reader takes nobody knows; this look may be at the other.
        raise FaultyInput([messages.broken_file(name, "两个内部文件同名")])
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    faults: list[Fault] = []
    if len(infos) > MEMBERS:
        faults.append(messages.too_large(name, f"内部有{len(infos)}个文件"))
    elif unpacked > UNPACKED:
        faults.append(messages.too_large(name, f"解压后有{unpacked >> 20} MB"))
    elif unpacked > RATIO * max(packed, PACKED_ENOUGH // RATIO) and unpacked > PACKED_ENOUGH:
        faults.append(messages.too_large(name, "压缩比异常，可能是有意构造的文件"))
    if faults:
        raise FaultyInput(faults)


def lost_text(data: bytes) -> str:
    """The first cell of a damaged workbook that names a text which is not there; "" for none."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        texts = archive.read(STRINGS) if STRINGS in names else b""
        there = texts_in(texts)
        for member in names:
            content = archive.read(member) if member.endswith(".xml") else b""
            for cell, index in TEXT.findall(content):
                if int(index) >= there:
                    return f"{shown_name(archive, member)} › {cell.decode()}"
    return ""


def _named(
    name: str,
    archive: zipfile.ZipFile,
    seen: tuple[Mapping[str, Refs], Mapping[str, int], Mapping[str, LongSheet]],
) -> Scan:
    """What was seen of the members, by the sheets' names as the workbook gives them."""
    found, hidden, long = seen
    members = archive.namelist()
    if BOOK in members:
        return scan_binary(name, archive)
    if CONTENT in members:
        return scan_document(name, archive.read(CONTENT))
    if BOOK_XML not in members:
        return Scan()  # another program's
    book = tags(archive.read(BOOK_XML))
    named = [*sheets(book, relations(archive, RELATIONS))]
    broken = {sheet: found[member] for sheet, member in named if found.get(member)}
    unseen = {sheet: hidden[member] for sheet, member in named if hidden.get(member)}
    cut = {sheet: long[member] for sheet, member in named if member in long}
    return Scan(broken, unseen, cut, mac=from_1904(book), whole=True)
