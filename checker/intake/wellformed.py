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

CELL = (
    rb"<c [^<>]*(?:/>|>(?:<f[^<>]*(?:/>|>[^<>]*</f>))?(?:<v>[^<>]*</v>|<v/>)?"
    rb"(?:<is><t[^<>]*>[^<>]*</t></is>)?</c>)"
)
PLAIN = rb"<sheetData>(?:<row [^<>]*(?:/>|>(?:" + CELL + rb")*</row>)|[\r\n])*</sheetData>"


def well_formed(text: bytes) -> bool:
    """Does every tag pair with its own?"""
    return _parsed(text) or _parsed(NUMBERED.sub(b"?", text.translate(CONTROL)))


def cells_well_formed(sheet: bytes) -> bool:
    """`well_formed` of a sheet; what stands around its cells may be anything in a usual one."""
    return bool(_plain().search(sheet)) or well_formed(sheet)


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
    """RE2 looks through 50 MB in an eighth of a second, half the time of the parser."""
    import re2  # noqa: PLC0415  only for a workbook

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # bytes
    options.never_capture = True
    return re2.compile(PLAIN, options)
