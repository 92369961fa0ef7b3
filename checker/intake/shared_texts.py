"""The table of texts that a workbook's sheets share, for long sheets that are read in stretches.

A cell holds only its text's number. To tell the texts, the reader would read the whole table with
each stretch; here each such cell becomes a text of a mark and the number, looked up afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import unescape

from checker.intake.wellformed import seldom

STRINGS = "xl/sharedStrings.xml"
ENTRIES = (b"<si>", b"<si ", b"<si/>")
SHARED, FILLED = b' t="s"', b' t="s"><v>'
MARK = "\x7f"  # XML allows it, but nobody types it
MARKED = b' t="str"><v>' + MARK.encode()
QUOTES = {"&quot;": '"', "&apos;": "'"}

# A table as spreadsheet programs write it, whose texts are for the reader, too, just what is
# written: not put together, without spaces around them, without the numbers of characters.
KEPT = ' xml:space="preserve"'
INSIDE = rb"(?:[^\x00-\x20<>&]|&(?:amp|lt|gt|quot|apos);)"
TEXT = INSIDE + rb"(?:(?:[ \t\n]|" + INSIDE + rb")*" + INSIDE + rb")?"
SPACED = KEPT.encode() + rb">(?:[ \t\n]|" + INSIDE + rb")*"
SOUNDS = "<phoneticPr[^<>]*/>"  # how its characters are read aloud
ENTRY = rb"<si><t(?:>(?:" + TEXT + rb")?|" + SPACED + rb")</t>(?:" + SOUNDS.encode() + rb")?</si>"
HEAD = (
    rb'(?:<\?xml version="1.0" encoding="(?:UTF|utf)-8"(?: standalone="yes")? ?\?>)?\s*<sst[^<>]*>'
)
PLAIN = HEAD + rb"(?:" + ENTRY + rb")+</sst>\s*"
FIRST, BETWEEN, LAST = "<si><t>", "</t></si><si><t>", "</t></si>"


class Texts:
    """The texts by their marks.

    Args:
        texts: all of them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.count = len(texts)
        self._marked: dict[object, object] = {f"{MARK}{at}": one for at, one in enumerate(texts)}

    def of(self, rows: Sequence[Sequence[object]]) -> list[list[object]]:
        """Rows with the texts in place of the marks."""
        text = self._marked.get
        return [[*map(text, row, row)] for row in rows]


def plain_texts(table: bytes) -> Texts | None:
    """The texts of a table's XML; None where only the reader can tell them."""
    if b"_x" in table or not _plain().fullmatch(table):
        return None
    try:
        entries = table[table.index(b"<si>") : table.rindex(b"</sst>")].decode()
    except UnicodeDecodeError:
        return None
    if "<phoneticPr" in entries:
        entries = re.sub(SOUNDS, "", entries)
    texts = entries.replace(f"<t{KEPT}>", "<t>")[len(FIRST) : -len(LAST)].split(BETWEEN)
    return Texts([unescape(one, QUOTES) if "&" in one else one for one in texts])


def marked(rows: bytes, *, bare: bool) -> bytes | None:
    """The XML of some rows with a mark and the number in place of each shared text.

    None where something stands in it that cannot be told from a mark.

    Args:
        rows: as spreadsheet programs write them.
        bare: are there no errors and formulas? Then nothing stands between a cell's start and its
            text's number.
    """
    if MARK.encode() in rows or not (bare or rows.count(SHARED) == rows.count(FILLED)):
        return None
    return rows.replace(FILLED, MARKED)


def texts_in(table: bytes) -> int:
    """How many texts a table's XML has."""
    return sum(table.count(entry) for entry in ENTRIES)


@cache
def _plain() -> Any:
    return seldom(PLAIN)
