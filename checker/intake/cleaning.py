"""What stands in a cell, without what Excel, WPS and keyboards put around it.

Only wrappings go: white space at the ends, characters that nobody sees, the apostrophe and the
`="…"` that keep Excel from changing a number. What the rest means is for the kinds.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from checker.frozen import frozen
from checker.model.dataset import Odd
from checker.model.kind import State, Value

Read = tuple[Value | None, Odd | None]  # what a cell is read as

BLANK: Read = (None, None)

TIDIED = "tidied"  # reasons of values read after a normalisation
FORM = "form"
SPELLING = "spelling"
FIRST_OF_SEVERAL = "first-of-several"


@frozen
class Broken:
    """A cell that a reader knows to be no value: an error, a formula never computed."""

    reason: str
    raw: str


class Unread(NamedTuple):
    """Why something could not be read."""

    reason: str


Plain = str | int | float | bool | date | Decimal  # what is left of a cell that is not empty

UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff]"
)
SURROGATE = re.compile(r"[\ud800-\udfff]")
WRAPPINGS = " '=＇＝"
MARKS = "'＇ "  # apostrophes, however many: what is tidied once is tidied for good
WRAPPED = re.compile(r'[=＝]["＂]([^"＂]*)["＂]')

ERROR_CELL = re.compile(
    r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!"
    r"|GETTING_DATA|#{2,})"
)
PICTURE = re.compile(r"=\s*_?(?:xlfn\.)?DISPIMG\(.*", re.IGNORECASE)


def tidy(text: str) -> str:
    """The text without wrappings; inner white space becomes single spaces."""
    if text.isprintable() and text[:1] not in WRAPPINGS and text[-1] != " " and "  " not in text:
        return text  # the fast way out for clean cells: printable is no white space but the space
    seen = " ".join(SURROGATE.sub("�", UNSEEN.sub("", text)).split())
    bare = seen.lstrip(MARKS)
    wrapped = WRAPPED.fullmatch(bare)
    return wrapped[1].strip().lstrip(MARKS) if wrapped else bare


def known(value: Value, raw: object, reason: str) -> Read:
    """A value that was read after a normalisation."""
    return value, Odd(State.KNOWN, shown(raw), reason)


def unread(raw: object, reason: str) -> Read:
    """A cell that holds something, but no value."""
    return None, Odd(State.UNREADABLE, shown(raw), reason)


def shown(raw: object) -> str:
    """What stood in the cell, as text that can be printed."""
    if isinstance(raw, float):
        return f"{raw:.15g}"
    return SURROGATE.sub("�", raw) if isinstance(raw, str) else str(raw)
