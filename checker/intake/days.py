"""Days and months as people write them (日期, 年月), with the precision that they wrote.

A month is not a day: `2020年9月` is unreadable as a date. What could be two things is neither:
`2020.1` is what a spreadsheet leaves of both `2020.1` and `2020.10`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from checker.dates import Month
from checker.intake.cleaning import Plain, Unread
from checker.intake.numerals import arabic, numeral
from checker.spelling import half_width

FIRST_YEAR, LAST_YEAR = 1850, 9999
EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet, counting its 29 February 1900
SERIALS = range(20_000, 60_001)  # 1954-10-03 to 2064-04-08
MONTHS = range(1, 13)

CLOCK = r"(?:[T ]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
ZONE = r"(?P<zone> ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))"
DAY = re.compile(
    r"(?P<y>[0-9]{4})(?:(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})"
    r"|年(?P<m2>[0-9]{1,2})月(?P<d2>[0-9]{1,2})[日号]?)"
    rf"(?P<clock>{CLOCK}{ZONE}?)?"
    r"(?: ?\(?(?:星期|周)[一二三四五六日天]\)?)?"
)
MONTH = re.compile(r"(?P<y>[0-9]{4})(?:(?P<s>[-/.])(?P<m>[0-9]{1,2})|年(?P<m2>[0-9]{1,2})月份?)")
NUMERALS = re.compile(r"(?P<y>[^年]{4})年(?P<m>[^月]{1,3})月(?:份|(?P<d>[^日号份]{1,4})[日号]?)?")
SPACED = re.compile(r"\s*([年月日号])\s*")
SERIAL = re.compile(r"[2-6][0-9]{4}(?:\.[0-9]+)?")
ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")  # as most programs write a day
COMPACT, COMPACT_MONTH, YEAR = (re.compile(p) for p in ("[0-9]{8}", "[0-9]{6}", "[0-9]{4}年?"))
OTHER_YEARS = re.compile(
    "(?:民国|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|农历|阴历|腊月|正月)"
)
MIDNIGHT = re.compile(r"[T ]?0?0:00(:00(\.0+)?)?")
HOME, DAY_LONG = 8, 24  # hours: Beijing time, in which the day is told


def day(raw: Plain) -> date | Unread:
    """The day that a cell tells."""
    if isinstance(raw, date):
        return _day(str(raw.year), str(raw.month), str(raw.day))
    found = _read(raw)
    return Unread("month-only") if isinstance(found, Month) else found


def month(raw: Plain) -> Month | Unread:
    """The month that a cell tells; a full date tells its month."""
    if isinstance(raw, date):
        return _month(str(raw.year), str(raw.month))
    found = _read(raw)
    return Month(found.year, found.month) if isinstance(found, date) else found


def _read(raw: Plain) -> date | Month | Unread:
    if isinstance(raw, bool):
        return Unread("not-a-date")
    if isinstance(raw, str) and ISO.fullmatch(raw):
        return _day(raw[:4], raw[5:7], raw[8:])
    text = f"{raw:.15g}" if isinstance(raw, float) else str(raw)
    if isinstance(raw, int | float | Decimal):
        return _bare(text)
    text = SPACED.sub(r"\1", half_width(text))
    written = DAY.fullmatch(text)
    if written:
        return _zoned(written) or _day(written["y"], written["m"] or written["m2"], _d(written))
    short = MONTH.fullmatch(text)
    if short:
        return _month(short["y"], short["m"] or short["m2"], dotted=short["s"] == ".")
    if OTHER_YEARS.match(text):
        return Unread("other-calendar")
    return _numerals(text) or _bare(text)


def _d(written: re.Match[str]) -> str:
    return written["d"] or written["d2"]


def _zoned(written: re.Match[str]) -> Unread | None:
    """A day of another time zone, where it is the day before or after here."""
    zone = (written["zone"] or "").strip()
    if not zone:
        return None
    hour = int(written["clock"].lstrip("T ").partition(":")[0])
    behind = HOME - (0 if zone == "Z" else int(zone[:3]))
    clock = written["clock"].removesuffix(written["zone"])
    alike = 0 <= hour + behind < DAY_LONG and zone.endswith(("Z", "00"))
    return None if alike or MIDNIGHT.fullmatch(clock) else Unread("time-zone")


def _bare(text: str) -> date | Month | Unread:
    """Digits alone: a spreadsheet's serial number, 20200917, 202009, 2020.9."""
    if SERIAL.fullmatch(text) and int(float(text)) in SERIALS:
        return EPOCH + timedelta(days=int(float(text)))
    if COMPACT.fullmatch(text):
        return _day(text[:4], text[4:6], text[6:])
    if COMPACT_MONTH.fullmatch(text):
        return _month(text[:4], text[4:])
    dotted = MONTH.fullmatch(text)
    if dotted:
        return _month(dotted["y"], dotted["m"] or dotted["m2"], dotted=dotted["s"] == ".")
    return Unread("year-only" if YEAR.fullmatch(text) else "not-a-date")


def _numerals(text: str) -> date | Month | Unread | None:
    """二〇二〇年九月十七日."""
    written = NUMERALS.fullmatch(text)
    year = arabic(written["y"]) if written else ""
    if written is None or not YEAR.fullmatch(year):
        return None
    numbers = [numeral(part) for part in (written["m"], written["d"]) if part]
    if None in numbers:
        return Unread("not-a-date")
    parts = (year, *(str(number) for number in numbers))
    return _day(*parts) if written["d"] else _month(*parts)


def _day(year: str, month_: str, day_: str) -> date | Unread:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return Unread("not-a-date")
    try:
        return date(int(year), int(month_), int(day_))
    except ValueError:
        return Unread("impossible-date")


def _month(year: str, month_: str, *, dotted: bool = False) -> Month | Unread:
    if dotted and month_ == "1":
        return Unread("january-or-october")
    if int(month_) not in MONTHS or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return Unread("not-a-date")
    return Month(int(year), int(month_))
