"""Does a text mean a value? Told from the value's side: the ways in which people write it.

A second opinion on the grammar of cells, made without it: nothing here is shared with
`checker.intake`. A text that a value is not written as must not be read as that value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from checker.dates import Month

EXACT = Context(prec=80)

DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans(
    "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億两〇○", "一二二三三四五六六七八九十百千万亿二零零"
)
CLOCK = r"(?:[T ]?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?P<zone> ?(?:Z|[+-]\d\d:?\d\d))?)?"
FIGURES = re.compile(
    rf"(?P<y>[0-9]{{4}})(?P<a>[-/.]|年)(?P<m>[0-9]{{1,2}})(?:(?P=a)(?<!年)|(?<=年[0-9])月|(?<=年[0-9]{{2}})月)"
    rf"(?P<d>[0-9]{{1,2}})(?P<b>[日号]?){CLOCK}"
)
UNSEEN = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def bare(text: str) -> str:
    """The text half-width, without white space, unseen characters and what Excel puts around."""
    half = "".join(
        chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else "" if _unseen(c) else c for c in text
    )
    half = re.sub(r"\s+", "", half)
    while (inner := re.sub(r'\A(?:="([^"]*)"|\'+(.*))\Z', r"\1\2", half, flags=re.S)) != half:
        half = inner
    return half


def _unseen(c: str) -> bool:
    return unicodedata.category(c) in UNSEEN


def number(text: str, value: Decimal, units: Iterable[str]) -> bool:
    """Is it a number: figures, thousands, a sign of money before, a unit behind, 万, numerals?"""
    told = re.sub(r"\A(?:¥|￥|人民币)", "", bare(text)).replace("−", "-")
    ways = [told, *(told.removesuffix(unit) for unit in units if told.endswith(unit))]
    return any(_rounded(exact) == value for way in ways if (exact := _number(way)) is not None)


def _rounded(exact: Decimal) -> Decimal:
    return exact.quantize(Decimal("0.000001"), ROUND_HALF_UP, EXACT)


def _number(text: str) -> Decimal | None:
    figures = re.fullmatch(
        r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?([十百千万亿]?)", text
    )
    if figures:
        sign, whole, rest, scale = figures.groups()
        power = dict(zip("十百千万亿", (1, 2, 3, 4, 8), strict=True)).get(scale, 0)
        return Decimal(sign + whole.replace(",", "") + (rest or "")).scaleb(power, EXACT)
    if text[:1] in ("+", "-"):
        told = _number(text[1:]) if text[1:2] not in ("+", "-") else None
        return told if told is None or text[0] == "+" else -told
    scaled = re.fullmatch(r"([+-]?[0-9,]+(?:\.[0-9]+)?)([拾佰仟萬億])", text)
    if scaled:
        return _number(scaled[1] + scaled[2].translate(CAPITALS))
    return _numeral(text)


def _numeral(text: str) -> Decimal | None:
    """The number whose Chinese numeral a text is, found by writing the numeral of a guess."""
    plain = text.translate(CAPITALS).replace("廿", "二十").replace("卅", "三十")
    guess, part, last = 0, 0, 0
    for c in plain:
        if c in DIGITS or (c.isascii() and c.isdigit()):
            last = DIGITS.index(c) if c in DIGITS else int(c)
        elif c in "十百千":
            part += (last or 1) * 10 ** ("十百千".index(c) + 1)
            last = 0
        elif c in "万亿":
            guess, part, last = (guess + part + last) * 10 ** (4 if c == "万" else 8), 0, 0
        else:
            return None
    guess += part + last
    return Decimal(guess) if plain.translate(_TO_HAN) in _numerals(guess) else None


_TO_HAN = {ord(str(n)): DIGITS[n] for n in range(10)}


def _numerals(whole: int) -> set[str]:
    """The numerals of a number: with 一十 or 十 at the beginning, with 零 behind 万 or without."""
    high, low = divmod(whole, 10**8)
    middle, ones = divmod(low, 10**4)
    ways = {""}
    for section, name in ((high, "亿"), (middle, "万"), (ones, "")):
        if not section:
            continue
        said = _section(section)
        zero = {"零"} if section < 1000 else {"", "零"}
        ways = {
            way + z + s + name for way in ways for s in said for z in (zero if way else {"", "零"})
        }
    return ways if whole else {"零"}


def _section(n: int) -> set[str]:
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // power % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    every = {text, text.removeprefix("一") if text.startswith("一十") else text}
    # 一千零二十 is also written 一千零二十 with its 零 left out before 十: 一千二十.
    return every | {
        one.replace("零", "", 1) if re.search("零[一二三四五六七八九]十", one) else one
        for one in every
    }


def day(text: str, value: date) -> bool:
    """Is it this day: year, month and day in this order, 20200917, a serial number?"""
    told = " ".join(_half(text).split())
    close = re.sub(r"\s*([年月日号])\s*", r"\1", told)
    y, m, d = value.year, value.month, value.day
    figures = FIGURES.fullmatch(close)
    if figures and (figures["a"] == "年") == bool(figures["b"]):
        return [int(part) for part in figures.group("y", "m", "d")] == [y, m, d]
    if bare(text) == f"{y:04d}{m:02d}{d:02d}":
        return True
    if _serial(bare(text)) == value:
        return True
    han = re.fullmatch(r"(.{4})年(.{1,3})月(.{1,4})[日号]", close.translate(CAPITALS))
    return bool(han) and _said(han[1], y) and _count(han[2]) == m and _count(han[3]) == d  # type: ignore[index]


def month(text: str, value: Month) -> bool:
    """Is it this month, or a day of it?"""
    close = bare(text)
    y, m = value
    figures = re.fullmatch(
        r"([0-9]{4})(?:[-/.]([0-9]{1,2})|年([0-9]{1,2})月份?|([0-9]{2}))", close
    )
    if figures:
        told = int(figures[2] or figures[3] or figures[4])
        return (int(figures[1]), told) == (y, m) and not re.fullmatch(r"[0-9]{4}\.1", close)
    han = re.fullmatch(r"(.{4})年(.{1,3})月份?", close.translate(CAPITALS))
    if han and _said(han[1], y) and _count(han[2]) == m:
        return True
    first = date(y, m, 1)
    days = (first + timedelta(days=n) for n in range(31))
    return any(day(text, one) for one in days if one.month == m)


def _said(text: str, year: int) -> bool:
    return text.translate(_TO_HAN) == f"{year:04d}".translate(_TO_HAN)


def _count(text: str) -> int | None:
    found = _numeral(text) if not re.fullmatch("[0-9]{1,2}", text) else Decimal(text)
    return None if found is None else int(found)


def _serial(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", text):
        return None
    return date(1899, 12, 30) + timedelta(days=int(text.partition(".")[0]))


def _half(text: str) -> str:
    half = (
        chr(ord(c) - 0xFEE0)
        if "！" <= c <= "～"
        else ""
        if c not in "\t\n\r\x0b\x0c\x85" and _unseen(c)
        else c
        for c in text
    )
    told = "".join(half).strip()
    while (
        inner := re.sub(r'\A(?:="([^"]*)"|\'+(.*))\Z', r"\1\2", told, flags=re.S).strip()
    ) != told:
        told = inner
    return told
