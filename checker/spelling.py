"""Words compared as people compare them: nearest name, full-width forms, headers.

Nothing here decides what a value means; that is `checker.intake`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import normalize

# Full-width ASCII, the ideographic space and invisible characters. Whole-cell NFKC would turn
# ㎡ into m2 and change characters of names, so only these are mapped (ecosystem.md, 1.5).
HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20, 0xA0: 0x20}
INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0xFEFF, 0x2060, 0x00AD))
PLAINER = HALF_WIDTH | INVISIBLE
CHANGED = frozenset(map(chr, PLAINER))

# Share of common characters from which a name is near; one of two characters is half.
NEAR, NEAR_SHORT, SHORT = 0.6, 0.5, 3

QUOTED = 60  # characters of a text that a sentence quotes

BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")


def half_width(text: str) -> str:
    """The text with full-width ASCII made half-width and invisible characters dropped."""
    return text if CHANGED.isdisjoint(text) else text.translate(PLAINER)


def composed(text: str) -> str:
    """One character for a letter and its mark, however they were typed."""
    return text if text.isascii() else normalize("NFC", text)


def header_key(header: str) -> str:
    """What two spellings of one column header have in common.

    Composes what is written with combining marks; drops white space, line breaks, bracketed
    units, a leading mark of obligation and a trailing colon; makes full-width forms half-width:
    `耕地面积（亩）` and `耕地面积 (亩)` are one header.
    """
    bare = "".join(half_width(composed(header)).split())
    short = BRACKETED.sub("", bare) or bare
    return short.strip("*:").casefold()


def clipped(text: str) -> str:
    """The text, or so much of a very long one as a sentence can quote."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant, or None where none is near."""
    names = sorted(set(known))
    cutoff = NEAR_SHORT if len(name) <= SHORT else NEAR
    near = get_close_matches(name, names, n=1, cutoff=cutoff)
    if near:
        return near[0]
    folded = {half_width(known_name).casefold(): known_name for known_name in names}
    return folded.get(half_width(name).casefold())
