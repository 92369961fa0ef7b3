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
HOLE = b"\x00" * 8  # what a copy that was broken off leaves in the place of the rest
WIDEST = 16_384  # columns of a line, as of a spreadsheet
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
        raise FaultyInput([messages.broken_lines(name, start, str(error))]) from error
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
    credible = []
    for encoding in ("gb18030", "big5"):
        try:
            credible.append((data.decode(encoding), encoding))
        except UnicodeDecodeError:
            continue
    if not credible:  # say where UTF-8 breaks: the file was most likely meant to be that
        return _strict(name, data, "utf-8"), "utf-8"
    return max(credible, key=lambda one: _known_headers(one[0], known))


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FaultyInput([messages.undecodable(name, line)]) from error


def _known_headers(text: str, known: Collection[str]) -> int:
    head = text.splitlines()[:HEAD]
    cells = [cell.strip('" ') for line in head for cell in re.split("[\t,;|，]", line)]
    return sum(header_key(cell) in known for cell in cells)


def _separator(text: str) -> str:
    """The character that separates most cells of one of the first lines."""
    head = text.splitlines()[:HEAD]

    def most(separator: str) -> int:
        return max((line.count(separator) for line in head), default=0)

    return max(SEPARATORS, key=most)
