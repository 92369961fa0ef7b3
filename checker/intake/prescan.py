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
from collections.abc import Iterable, Mapping
from dataclasses import field
from html import unescape
from io import BytesIO

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.intake import messages
from checker.intake.long_sheet import STRINGS, LongSheet, opened
from checker.intake.sheet_xml import Refs, bounds, broken_cells, hidden_rows

MEMBERS = 10_000
UNPACKED = 1 << 30  # bytes
RATIO = 200  # unpacked to packed; real files have 7
PACKED_ENOUGH = 1 << 20  # small files may be packed tighter
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".bin")

WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # UTF-16

SHEET = re.compile(r"<(?:\w+:)?sheet ([^>]*)>")
RELATION = re.compile(r"<(?:\w+:)?Relationship ([^>]*)>")
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
TEXT = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*? t="s"[^>]*>\s*<v>([0-9]+)</v>')
MAC = re.compile(r'date1904="(?:1|true)"')


@frozen
class Scan:
    """What the zip told."""

    broken: Mapping[str, Refs] = field(default_factory=dict)  # by sheet name
    hidden: Mapping[str, int] = field(default_factory=dict)  # sheet name → hidden rows
    long: Mapping[str, LongSheet] = field(default_factory=dict)  # by sheet name
    mac: bool = False  # days count from 1904
    whole: bool = False  # all that the reader will read was looked at


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
        if b"sheetData" in content:
            vouched &= bounds(f"{name} › {member.rsplit('/', 1)[-1]}", content)
            found[member], hidden[member] = broken_cells(content), hidden_rows(content)
        elif member.startswith("xl/") and content.startswith(WIDE_TEXT):
            # The reader finds nothing in it, and says nothing.
            raise FaultyInput([messages.broken_file(name, "内部文件不是UTF-8编码")])
    if BOOK not in archive.namelist():
        return Scan()  # another program's workbook, or one in binary
    book = archive.read(BOOK).decode("utf-8", "replace")
    names = _names(archive, book)
    return Scan(
        {names[member]: refs for member, refs in found.items() if refs and member in names},
        {names[member]: count for member, count in hidden.items() if count and member in names},
        {names[member]: sheet for member, sheet in long.items() if member in names},
        mac=bool(MAC.search(book)),
        whole=vouched,
    )


def _xml(archive: zipfile.ZipFile, member: str) -> bool:
    """Is it text under a picture's name? The reader goes where the workbook sends it."""
    with archive.open(member) as opened:
        return opened.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _limits(name: str, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    faults: list[Fault] = []
    if len(infos) > MEMBERS or unpacked > UNPACKED:
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
        there = texts.count(b"<si>") + texts.count(b"<si ") + texts.count(b"<si/>")
        for member in names:
            content = archive.read(member) if member.endswith(".xml") else b""
            for cell, index in TEXT.findall(content):
                if int(index) >= there:
                    return f"{member.rsplit('/', 1)[-1]} › {cell.decode()}"
    return ""


def _names(archive: zipfile.ZipFile, book: str) -> dict[str, str]:
    """The sheets' names as the workbook gives them, by the members in which they are."""
    targets = {}
    if RELATIONS in archive.namelist():
        relations = archive.read(RELATIONS).decode("utf-8", "replace")
        for attributes in _attributes(RELATION.findall(relations)):
            target = attributes.get("Target", "").lstrip("/").removeprefix("xl/")
            targets[attributes.get("Id", "")] = f"xl/{target}"
    names = {}
    for attributes in _attributes(SHEET.findall(book)):
        identifier = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        names[targets.get(identifier, "")] = unescape(attributes.get("name", ""))
    return names


def _attributes(tags: Iterable[str]) -> Iterable[dict[str, str]]:
    for tag in tags:
        yield dict(ATTRIBUTE.findall(tag))
