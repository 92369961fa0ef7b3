"""Text, identity numbers and phones.

All that is written is readable (whether it is right is for rules), but for a number that a
spreadsheet has cut off, or that is masked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from checker.intake.cleaning import Plain, Unread
from checker.model.kind import Kind
from checker.spelling import half_width

LOST = 1e15  # from here on a spreadsheet has not kept all digits of a number
SCIENTIFIC = re.compile(r"[+-]?[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,3}")
MASKED = re.compile(r"[0-9]+(?:\*{2,}|[×xX•●○#■□]{3,}|…+)[0-9]*[0-9Xx]?|\*{3,}[0-9]*[Xx]?")
LINED = re.compile(r"[0-9]{3,}(?:_{3,}|-{4,}|\.{4,})[0-9]*X?")  # as only a number is masked
NUMERIC = frozenset(  # what such a text begins with, half- or full-width
    chr(ord(one) + wide) for one in "+-*0123456789" for wide in (0, 0xFEE0)
)

HAN = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Not compiled before a text holds a space or such a dot: it takes milliseconds.
SPREAD = rf"[{HAN}](?: [{HAN}])+"  # 张 三, 户 主: spaced out to fill the column
DOTS = "•・‧．･⋅∙·"
MIDDLE_DOT = rf"(?<=[{HAN}]) ?[{DOTS}] ?(?=[{HAN}])"
DOTTED = frozenset(DOTS)
LETTERS = {
    code + 0xFEE0: code for code in (*b"0123456789", *range(65, 91), *range(97, 123))
}  # full-width letters and digits; punctuation of a Chinese text stays
WIDE = frozenset(map(chr, LETTERS))
PUNCTUATION = frozenset("（），：；！？")

POINT_ZERO = re.compile(r"([0-9]+)\.0+")
TWO_MOBILES = 23  # characters: eleven digits, a mark, eleven digits
SEVERAL = re.compile("[ ]*[/、,;|][ ]*")  # between numbers of one cell
PLAIN_ASCII = re.compile("[A-Za-z][A-Za-z0-9_/.-]*|[0-9][A-DF-WYZa-df-wyz0-9_/.-]*")
PLAIN_CERTIFICATE = re.compile("[0-9]+X?|[A-Z][A-Z0-9]*")
PLAIN_PHONE = re.compile("[0-9]{1,11}")  # a longer one may begin with the country's
MOBILE = re.compile(r"(?:\+?86[- ]?)?(1[0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]{4})")


def text(raw: Plain) -> str | Unread:
    """A text: names, addresses, remarks, keys."""
    whole = _whole(raw)
    if isinstance(whole, Unread):
        return whole
    if not whole.isascii() and PUNCTUATION.isdisjoint(whole):
        half = half_width(whole)
        if half.isascii():  # a code typed in full width, its hyphens too
            return half
    plain = whole if WIDE.isdisjoint(whole) else whole.translate(LETTERS)
    if not DOTTED.isdisjoint(plain):
        plain = re.sub(MIDDLE_DOT, "·", plain)
    return plain.replace(" ", "") if " " in plain and re.fullmatch(SPREAD, plain) else plain


def id_number(raw: Plain) -> str | Unread:
    """An identity or certificate number: no spaces, X upper-case."""
    whole = _whole(raw)
    if isinstance(whole, Unread):
        return whole
    number = "".join(half_width(whole).split()).upper()
    return Unread("masked") if LINED.fullmatch(number) else number


def phone(raw: Plain) -> str | Unread:
    """A phone number, a mobile one without marks between its digits; of several the first."""
    whole = _whole(raw)
    if isinstance(whole, Unread):
        return whole
    bare = half_width(whole).strip()
    bare = spoilt[1] if (spoilt := POINT_ZERO.fullmatch(bare)) else bare
    mobile = MOBILE.fullmatch(several_phones(bare)[0])
    return re.sub("[- ]", "", mobile[1]) if mobile else bare


def plain_text(raw: str) -> bool:
    """Does a text stand for itself? A quick look, for most of those that differ from all others.

    Letters, digits and the punctuation of numbers; behind a digit no letter that a spreadsheet
    (3.7E17) or a mask (3707xxxx) may have put there.
    """
    if raw.isascii():
        return bool(PLAIN_ASCII.fullmatch(raw))
    return raw.isalnum() and WIDE.isdisjoint(raw)


STANDS: Mapping[Kind, Callable[[str], object]] = {
    Kind.TEXT: plain_text,
    Kind.ID_NUMBER: PLAIN_CERTIFICATE.fullmatch,
    Kind.PHONE: PLAIN_PHONE.fullmatch,
}

# The same of many texts at once; a few that stand for themselves may not be among.
STAND: Mapping[Kind, str] = {
    Kind.TEXT: rf"{PLAIN_ASCII.pattern}|[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z]*",
    Kind.ID_NUMBER: PLAIN_CERTIFICATE.pattern,
    Kind.PHONE: PLAIN_PHONE.pattern,
}


def several_phones(text: str) -> Sequence[str]:
    """The mobile numbers of a cell that holds nothing else; of any other the cell as it is."""
    if len(text) < TWO_MOBILES:
        return [text]
    half = half_width(text).strip()
    parts = SEVERAL.split(half)
    if len(parts) == 1:  # two lines of a cell, which tidying joined by a space
        parts = [found[0] for found in MOBILE.finditer(half)]
        parts = parts if " ".join(parts) == half else [half]
    return parts if all(MOBILE.fullmatch(part) for part in parts) else [text]


def _whole(raw: Plain) -> str | Unread:
    """The cell as text, if all of it is there."""
    if isinstance(raw, str):
        if raw[:1] not in NUMERIC:
            return raw
        half = "".join(half_width(raw).split())
        if SCIENTIFIC.fullmatch(half):
            return Unread("digits-lost")
        return Unread("masked") if MASKED.fullmatch(half) else raw
    if isinstance(raw, float):
        return Unread("digits-lost") if abs(raw) >= LOST else f"{raw:.15g}"
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, datetime):
        midnight = raw.time() == time()
        return raw.date().isoformat() if midnight else raw.isoformat(" ", "seconds")
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, Decimal):  # 2.0 in JSON is 2, as it is in a spreadsheet
        return format(raw.to_integral_value() if raw == raw.to_integral_value() else raw, "f")
    return str(raw)
