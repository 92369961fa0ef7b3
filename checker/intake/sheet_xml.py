"""What stands in a sheet's XML and the reader would not tell: cells far out, errors, no results.

Only the text is searched, as bytes; the zip around it is looked at in `checker.intake.prescan`.
"""

from __future__ import annotations

import re
from typing import Any

from checker.fault import FaultyInput
from checker.intake import messages
from checker.intake.cleaning import Broken
from checker.intake.grid import letters
from checker.intake.seen import FREE, Refs, too_far

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


def bounds(place: str, text: bytes) -> bool:
    """Refuse a sheet whose cells lie so far apart that the reader would take all memory.

    Returns:
        Is that certain? Not where cells are written in ways that we do not follow.

    Raises:
        FaultyInput: they do.
    """
    plain = not seldom(ODD).search(text)
    if plain:
        rows = max(map(int, ROW.findall(text)), default=1)
        columns = max((column_index(ref) for ref in set(WIDE.findall(text))), default=25) + 1
        further = rb'<c r="[A-Z]+[0-9]{%d}' % (len(str(rows)) + 1)
        if rows * columns <= FREE and not seldom(further).search(text):
            return True
    # Formatted rows and cells without a value do not count: the reader passes over them.
    refs = FILLED.findall(text)
    rows = max((int(row) for _, row in refs), default=1)
    columns = max((column_index(ref) for ref in {ref for ref, _ in refs}), default=0) + 1
    if too_far(rows, columns, len(refs)):
        raise FaultyInput([messages.far_cell(place, f"{letters(columns - 1)}{rows}")])
    return plain and text.count(b'<c r="') == len(refs) + len(EMPTY.findall(text))


def seldom(pattern: bytes) -> Any:
    """A pattern for what is seldom found: RE2 looks through 300 MB in a quarter of a second."""
    import re2  # noqa: PLC0415  10 ms, only for a workbook

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # bytes
    return re2.compile(pattern, options)


def hidden_rows(text: bytes) -> int:
    """How many rows are hidden."""
    return len(HIDDEN.findall(text)) if b'hidden="' in text else 0


def column_index(ref: bytes) -> int:
    """The index of a column by its letters."""
    index = 0
    for byte in ref:
        index = index * 26 + byte - 64
    return index - 1


def usual_broken_cells(text: bytes) -> Refs:
    """Error cells, and formulas without a result."""
    found: Refs = {}
    if b't="e"' in text:
        for column, row, content in ERROR.findall(text):
            value = re.search(rb"<v>([^<]*)</v>", content)
            raw = value[1].decode() if value else "#"
            found[int(row) - 1, column_index(column)] = Broken("error-cell", raw)
    if b"<f" in text:
        for column, row, attributes, content in FORMULA.findall(text):
            if b't="str"' not in attributes and not VALUE.search(content):
                found[int(row) - 1, column_index(column)] = Broken("no-result", "公式")
    return found
