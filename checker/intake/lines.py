"""Delimited text (.csv, .tsv, .txt): encoding, separator, lines.

The encoding is tried strictly, one after another, never guessed from frequencies; GB18030 reads
almost any bytes, so that among the old encodings the one wins in which more headers are known.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection
from io import StringIO

from checker.fault import FaultyInput
from checker.intake import messages
from checker.intake.grid import Grid
from checker.spelling import header_key

BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
SEPARATORS = ("\t", ",", ";", "|", "，")
SHOWN = {"\t": "制表符", ",": "逗号", ";": "分号", "|": "竖线", "，": "全角逗号"}
WHY = {  # of csv's own sentences
    "unexpected end": "引号没有收尾",
    "expected after": "引号后面还有字",
    "field limit": "一格的内容过长",
}
HOLE = b"\x00" * 8  # what a copy that was broken off leaves in the place of the rest
WIDEST = 16_384  # columns of a line, as of a spreadsheet
OLD = ("gb18030", "big5")
START = 1 << 16  # bytes in which the header is looked for
HIGH = bytes(range(0x80, 0x100))
ENOUGH = 12  # bytes above ASCII from which a line of one encoding is no longer also the other
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
HEAD = 10  # lines among which the header is looked for


def read_lines(name: str, data: bytes, known: Collection[str]) -> Grid:
    """A delimited file as a grid.

    Args:
        name: the file's name, for places.
        data: its bytes.
        known: keys of the catalog's headers (`header_key`).

    Raises:
        FaultyInput: no encoding fits, quotes do not pair, or a line has too many columns.
    """
    if HOLE in data and not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise FaultyInput([messages.broken_file(name, "里面有一段是空的")])
    text, encoding = decoded(name, data, known)
    separator = _separator(text)
    source = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, numbers, start = [], [], 1
    try:
        for row in source:
            if len(row) > WIDEST:
                raise FaultyInput([messages.too_large(name, f"第{start}行有{len(row)}列")])
            rows.append(row)
            numbers.append(start)
            start = source.line_num + 1
    except csv.Error as error:
        told = next((ours for theirs, ours in WHY.items() if theirs in str(error)), "分列出错")
        raise FaultyInput([messages.broken_lines(name, start, told)]) from error
    how = f"编码{encoding.upper()}，以{SHOWN[separator]}分列"
    return Grid(name, rows, numbers, "lines", how=how, ragged=True)


def decoded(name: str, data: bytes, known: Collection[str]) -> tuple[str, str]:
    """The text and its encoding."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(name, data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    best = max(OLD, key=lambda encoding: _known_headers(data[:START], encoding, known))
    if _known_headers(data[:START], "utf-8", known) > _known_headers(data[:START], best, known):
        best = "utf-8"  # and broken: the file was meant to be that
    text = _strict(name, data, best)
    line = _other_line(data) if best == OLD[0] else None
    if line is not None:
        raise FaultyInput([messages.undecodable(name, line)])
    return text, best


def _other_line(data: bytes) -> int | None:
    """The first line that is UTF-8 in a file of GB18030: what one is, the other hardly can be."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) - len(line.translate(None, HIGH)) < ENOUGH:
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return number
    return None


def in_columns(data: bytes) -> bool:
    """Is it text in columns, under whatever name? Nothing binary, and separators at its start."""
    start = data[:START]
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        start = start.replace(b"\x00", b"")
    elif CONTROL.search(start):
        return False
    return not start.lstrip(BOM_UTF8 + b" \t\r\n").startswith((b"<", b"{", b"[", b"%")) and any(
        separator in start for separator in (b"\t", b",", b";")
    )


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FaultyInput([messages.undecodable(name, line)]) from error


def _known_headers(start: bytes, encoding: str, known: Collection[str]) -> int:
    head = start.decode(encoding, "replace").splitlines()[:HEAD]
    cells = [cell.strip('" ') for line in head for cell in re.split("[\t,;|，]", line)]
    return sum(header_key(cell) in known for cell in cells)


def _separator(text: str) -> str:
    """The character that separates most cells of one of the first lines."""
    head = text.splitlines()[:HEAD]

    def most(separator: str) -> int:
        return max((line.count(separator) for line in head), default=0)

    return max(SEPARATORS, key=most)
