"""Is the XML inside a workbook well-formed?

The reader passes over tags that do not pair, and over the cells between them: they would be empty
in silence. What spreadsheet programs write is known at a glance; the rest is parsed once more by
the standard library's strict parser, which keeps nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.parsers import expat

CHUNK = 1 << 20
# Characters that XML does not allow, as some exports write them: the reader takes them, and the
# cell holds them. They are no reason to refuse a file.
CONTROL = bytes.maketrans(bytes((*range(9), 11, 12, *range(14, 32))), b" " * 29)
NUMBERED = re.compile(rb"&#(?:[0-9]+|x[0-9A-Fa-f]+);")

# A cell as spreadsheet programs write it: its place first; a text names one of the table of texts.
COLUMN, LINE = rb"[A-Z]{1,3}", rb"[1-9][0-9]{0,6}"
START = rb'<c r="%s%s"(?: (?:s|cm|vm)="[0-9]+")*'
FORMULA = rb"(?:<f[^<>]*(?:/>|>[^<]*</f>))?"
VALUE = rb"(?:<v[^<>/]*>[^<]*</v>|<v ?/>)?"
INLINE = rb"(?:<is><t[^<>/]*>[^<]*</t></is>)?"
ANY = rb"(?: ?/>|>" + FORMULA + VALUE + rb"</c>)"
SHARED = rb' t="s"(?: ?/>|[^<>/]*>' + FORMULA + rb"<v>%s</v></c>)"
TYPED = rb' t="(?:n|b|e|d|str|inlineStr)"[^<>/]*(?:/>|>' + FORMULA + VALUE + INLINE + rb"</c>)"
CELL = rb"(?:" + ANY + rb"|" + SHARED + rb"|" + TYPED + rb")"
ROW = rb"<row [^<>]*"
# No error, no formula, no hidden row.
BARE_MORE = rb'(?: (?:s|cm|vm|ph)="[0-9]+")*'
BARE_SHARED = rb' t="s"(?: ?/>|><v>%s</v></c>)'
BARE_TYPED = (
    rb' t="(?:n|b|d|str|inlineStr)"' + BARE_MORE + rb"(?:/>|>" + VALUE + INLINE + rb"</c>)"
)
BARE_CELL = rb"(?: ?/>|>" + VALUE + rb"</c>|" + BARE_SHARED + rb"|" + BARE_TYPED + rb")"
BARE_ROW = (
    rb"<row(?: (?:r|s|spans|ht|ph|customFormat|customHeight|thickTop|thickBot|collapsed"
    rb'|outlineLevel|x14ac:dyDescent)="[^"<>]*")* ?'
)
ROWS = rb"(?:%s(?:/>|>(?:" + START + rb"%s)*</row>)|[\r\n])*"
PLAIN = rb"<sheetData(?:/>|>" + ROWS % (ROW, COLUMN, LINE, CELL % rb"[0-9]+") + rb"</sheetData>)"


def well_formed(text: bytes) -> bytes | None:
    """The text as a strict parser takes it; None where a tag does not pair with its own."""
    if _parsed(text):
        return text
    allowed = NUMBERED.sub(b"?", text.translate(CONTROL))
    return allowed if _parsed(allowed) else None


def usual(sheet: bytes) -> bool:
    """Are the cells of a sheet written as spreadsheet programs write them?"""
    return sheet.count(b"<sheetData") == 1 and bool(_plain().search(sheet))


def usual_rows(text: bytes, column: bytes, line: bytes, number: bytes) -> bool:
    """Is a stretch of a sheet nothing but rows as spreadsheet programs write them?

    Args:
        text: the stretch.
        column: a pattern of the letters that its cells may have.
        line: a pattern of the numbers that its rows may have.
        number: a pattern of the numbers of texts that its cells may name.
    """
    return bool(seldom(ROWS % (ROW, column, line, CELL % number)).fullmatch(text))


def bare_rows(text: bytes, column: bytes, line: bytes, number: bytes) -> bool:
    """Is it so, and without an error, a formula, and a hidden row?"""
    return bool(seldom(ROWS % (BARE_ROW, column, line, BARE_CELL % number)).fullmatch(text))


def numbers_between(low: bytes, high: bytes) -> bytes:
    """A pattern of the digits of a number from one to another."""
    if len(low) < len(high):
        longer = b"1" + b"0" * len(low)
        short = numbers_between(low, b"9" * len(low))
        return b"(?:%s|%s)" % (short, numbers_between(longer, high))
    if low == high:
        return low
    if low[0] == high[0]:
        return low[:1] + numbers_between(low[1:], high[1:])
    rest = len(low) - 1
    middle = (
        [b"[%c-%c][0-9]{%d}" % (low[0] + 1, high[0] - 1, rest)] if high[0] - low[0] > 1 else []
    )
    upwards = low[:1] + numbers_between(low[1:], b"9" * rest)
    downwards = high[:1] + numbers_between(b"0" * rest, high[1:])
    return b"(?:%s)" % b"|".join((upwards, *middle, downwards))


def _parsed(text: bytes) -> bool:
    parser = expat.ParserCreate()
    try:
        for start in range(0, len(text), CHUNK):
            parser.Parse(text[start : start + CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):  # the others of an unknown encoding
        return False
    return True


@cache
def _plain() -> Any:
    return seldom(PLAIN)


def seldom(pattern: bytes) -> Any:
    """A pattern without groups: RE2 looks through 300 MB in a third of a second, if need be."""
    import re2  # noqa: PLC0415  10 ms, only for a workbook

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # bytes
    options.never_capture = True
    return re2.compile(pattern, options)
