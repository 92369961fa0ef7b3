"""Single values as they are written: numbers, days, names. Each is read exactly or is a fault."""

from __future__ import annotations

import keyword
import re
import unicodedata
from datetime import date
from decimal import Decimal

from checker.fault import FaultyInput
from checker.model.function import AGGREGATES, FORMS, FUNCTIONS
from checker.model.kind import LIMIT
from checker.model.policy import Simple
from checker.read import messages
from checker.source import Span
from checker.yaml_tree import TextNode

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?\Z")
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
LOOSE_DAY = re.compile(r"\s*([0-9]{4})[-/.年]\s*([0-9]{1,2})[-/.月]\s*([0-9]{1,2})日?\s*\Z")
DECIMALS = 6
LONGEST = 40  # characters of a number; more never lies within the limits


def number_in(node: TextNode) -> Decimal:
    """The number that a scalar stands for.

    Raises:
        FaultyInput: quoted, not a plain decimal, or outside what the language can hold.
    """
    if not node.plain:
        raise FaultyInput([messages.quoted_number(node.span, node.text)])
    return number(node.text, node.span)


def number(text: str, span: Span) -> Decimal:
    """The number of a text; see `number_in`."""
    match = NUMBER.match(text) if len(text) <= LONGEST else None
    if match is None:
        raise FaultyInput([messages.odd_number(span, text)])
    if len(match[1] or "") > DECIMALS or abs(Decimal(text)) > LIMIT:
        raise FaultyInput([messages.outside_number(span, text)])
    return Decimal(text)


def day_in(node: TextNode) -> date:
    """The day that a scalar stands for, quoted or not.

    Raises:
        FaultyInput: not written 2020-09-17, or no day of the calendar.
    """
    return day(node.text, node.span)


def day(text: str, span: Span) -> date:
    """The day of a text; see `day_in`."""
    match = DAY.match(text)
    if match is None:
        loose = LOOSE_DAY.match(text)
        mend = f"{int(loose[1]):04d}-{int(loose[2]):02d}-{int(loose[3]):02d}" if loose else ""
        raise FaultyInput([messages.not_a_day(span, text, mend)])
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise FaultyInput([messages.impossible_day(span, text)]) from error


def simple(node: TextNode) -> Simple:
    """A standard's value: a number, yes or no, a day, or a word."""
    if node.meaning == "number":
        return number_in(node)
    if node.meaning == "boolean":
        return node.text.lower() == "true"
    return day_in(node) if DAY.match(node.text) else node.text


def check_name(node: TextNode, name: str) -> None:
    """Is it a name that expressions can use?

    Raises:
        FaultyInput: not a Python name, changed by NFKC, a keyword or a function.
    """
    plain = unicodedata.normalize("NFKC", name)
    if plain != name and plain.isidentifier():
        raise FaultyInput([messages.name_form(node.span, name, plain)])
    if not name.isidentifier():
        raise FaultyInput([messages.not_a_name(node.span, name, _near_name(name))])
    if keyword.iskeyword(name) or name in FUNCTIONS or name in FORMS or name in AGGREGATES:
        raise FaultyInput([messages.taken_name(node.span, name)])


def _near_name(name: str) -> str:
    """A name that is near: `耕地面积（亩）` → `耕地面积`."""
    bare = re.sub(r"[(（\[【].*", "", unicodedata.normalize("NFKC", name))
    return re.sub(r"\W", "", bare)


# Letters of other scripts that look like Latin ones.
ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0455"
    "\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7",
    "abekmhopctyxis" + "abeikvoptux",
)


def look(text: str) -> str:
    """What two texts that look alike have in common: case, width and look-alike letters."""
    return unicodedata.normalize("NFKC", text).casefold().translate(ALIKE)
