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
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from checker.fault import Fault, FaultyInput
from checker.intake import messages
from checker.intake.binary_book import BOOK, scan_binary
from checker.intake.cleaning import Broken
from checker.intake.grid import letters
from checker.intake.odd_sheet import broken_cells
from checker.intake.open_document import CONTENT, scan_document
from checker.intake.seen import FREE, Refs, Scan, too_far
from checker.intake.sheet_names import from_1904, relations, sheets, tags
from checker.intake.wellformed import usual, well_formed

MEMBERS = 10_000
UNPACKED = 1 << 30  # bytes
RATIO = 200  # unpacked to packed; real files have 7
PACKED_ENOUGH = 1 << 20  # small files may be packed tighter
STRINGS = "xl/sharedStrings.xml"
SHEETS = "xl/worksheets/sheet"
RELATIONS = "xl/_rels/workbook.xml.rels"
READ = (STRINGS, "xl/workbook.xml", RELATIONS, "xl/styles.xml", CONTENT)
MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".bin")

WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # UTF-16

ROW = re.compile(rb'<row [^>]*?\br="([0-9]+)"')
WIDE = re.compile(rb'<c r="([A-Z]{2,3})[0-9]')
FILLED = re.compile(
    rb'<(?:\w+:)?c [^<>]*?\br=["\']([A-Z]{1,3})([0-9]+)["\'][^<>]*>\s*<(?:\w+:)?(?:v|is|f)\b'
)
EMPTY = re.compile(rb'<c r="[A-Z]+[0-9]+"[^<>]*(?:/>|>\s*</c>)')
# Any other start of a cell than `<c r="AB12"`: the reader takes many, also without a place.
ODD = (
    rb'<(?:c[\t\r\n>/]|c (?:[^r]|r[^=]|r=[^"]|r="(?:[^A-Z]|[A-Z]{1,3}[^A-Z0-9]|[A-Z]{4}'
    rb'|[A-Z]{1,3}0|[A-Z]{1,3}[0-9]{1,7}[^0-9"]|[A-Z]{1,3}[0-9]{8}))'
    rb"|[^ \t\r\n<>/!?]{1,80}:c[ \t\r\n>/])"
)
ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*? t="e"[^>]*>(.*?)</c>', re.DOTALL)
FORMULA = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>(<f\b(?:(?!</c>).)*)</c>', re.DOTALL)
VALUE = re.compile(rb"<v[^>]*>([^<]+)</v>|<is>")
HIDDEN = re.compile(rb'<row [^>]*?\bhidden="(?:1|true)"[^>]*(?<!/)>')
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
    for member in archive.namelist():
        if member.lower().endswith(MEDIA) and not _xml(archive, member):
            continue
        text = archive.read(member)
        # A single byte is sought ten times faster than two.
        if b"!" in text and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
            raise FaultyInput([messages.doctype(name)])
        place = f"{name} › {member.rsplit('/', 1)[-1]}"
        if b"sheetData" in text:
            vouched &= _bounds(place, text)
            refs = _broken(text) if usual(text) else broken_cells(place, _paired(place, text))
            if refs:
                found[member] = refs
            if b'hidden="' in text:
                hidden[member] = len(HIDDEN.findall(text))
        elif member.startswith("xl/") and text.startswith(WIDE_TEXT):
            # The reader finds nothing in it, and says nothing.
            raise FaultyInput([messages.broken_file(name, "内部文件不是UTF-8编码")])
        elif member in READ or member.startswith(SHEETS):
            _paired(place, text)
    told = _named(name, archive, found, hidden)
    return replace(told, whole=told.whole and vouched)


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
    if len(infos) > MEMBERS or unpacked > UNPACKED:
        faults.append(messages.too_large(name, f"解压后有{unpacked >> 20} MB"))
    elif unpacked > RATIO * max(packed, PACKED_ENOUGH // RATIO) and unpacked > PACKED_ENOUGH:
        faults.append(messages.too_large(name, "压缩比异常，可能是有意构造的文件"))
    if faults:
        raise FaultyInput(faults)


def _bounds(place: str, text: bytes) -> bool:
    """Refuse a sheet whose cells lie so far apart that the reader would take all memory.

    Returns:
        Is that certain? Not where cells are written in ways that we do not follow.
    """
    plain = not _pattern(ODD).search(text)
    if plain:
        rows = max(map(int, ROW.findall(text)), default=1)
        columns = max((_column(ref) for ref in set(WIDE.findall(text))), default=25) + 1
        further = rb'<c r="[A-Z]+[0-9]{%d}' % (len(str(rows)) + 1)
        if rows * columns <= FREE and not _pattern(further).search(text):
            return True
    # Formatted rows and cells without a value do not count: the reader passes over them.
    refs = FILLED.findall(text)
    rows = max((int(row) for _, row in refs), default=1)
    columns = max((_column(ref) for ref in {ref for ref, _ in refs}), default=0) + 1
    if too_far(rows, columns, len(refs)):
        raise FaultyInput([messages.far_cell(place, f"{letters(columns - 1)}{rows}")])
    return plain and text.count(b'<c r="') == len(refs) + len(EMPTY.findall(text))


def _pattern(pattern: bytes) -> Any:
    """For what is seldom found: RE2 looks through 300 MB in a quarter of a second."""
    import re2  # noqa: PLC0415  10 ms, only for a workbook

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # bytes
    return re2.compile(pattern, options)


def _column(ref: bytes) -> int:
    index = 0
    for byte in ref:
        index = index * 26 + byte - 64
    return index - 1


def _broken(text: bytes) -> Refs:
    """Error cells, and formulas without a result."""
    found: Refs = {}
    if b't="e"' in text:
        for column, row, content in ERROR.findall(text):
            value = re.search(rb"<v>([^<]*)</v>", content)
            raw = value[1].decode() if value else "#"
            found[int(row) - 1, _column(column)] = Broken("error-cell", raw)
    if b"<f" in text:
        for column, row, attributes, content in FORMULA.findall(text):
            if b't="str"' not in attributes and not VALUE.search(content):
                found[int(row) - 1, _column(column)] = Broken("no-result", "公式")
    return found


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


def _named(
    name: str, archive: zipfile.ZipFile, found: Mapping[str, Refs], hidden: Mapping[str, int]
) -> Scan:
    """By the sheets' names, as the workbook gives them."""
    members = archive.namelist()
    if BOOK in members:
        return scan_binary(name, archive)
    if CONTENT in members:
        return scan_document(name, archive.read(CONTENT))
    if "xl/workbook.xml" not in members:
        return Scan()  # another program's
    book = tags(archive.read("xl/workbook.xml"))
    named = [*sheets(book, relations(archive, RELATIONS))]
    broken = {sheet: found[member] for sheet, member in named if member in found}
    unseen = {sheet: hidden[member] for sheet, member in named if hidden.get(member)}
    return Scan(broken, unseen, mac=from_1904(book), whole=True)
