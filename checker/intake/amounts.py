"""Numbers and amounts as people write them: 3,000, 3000元, 0.3万, 叁仟元整, 120㎡.

A number is read exactly or not at all: `≥5000`, `5000左右`, `3000-4000`, a number with another
unit than the field's. Nothing is converted from one unit to another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from checker.intake.cleaning import Plain, Unread
from checker.intake.numerals import MAGNITUDES, arabic, numeral
from checker.intake.words import Words
from checker.model.catalog import Field
from checker.model.kind import EXACT, STEP, Kind, number
from checker.spelling import half_width

PLAIN = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
SCALED = re.compile(rf"({PLAIN.pattern}) ?([十拾百佰千仟万萬亿億])")
BEHIND = re.compile(rf"{PLAIN.pattern} ?([^0-9.,+-]+)")
LARGE = 1e11  # below it are a whole number's digits all kept, and it is not out of range
MINUS = {0x2212: "-"}  # the sign that a word processor makes of a hyphen


def number_reader(field: Field, words: Words) -> Callable[[Plain], Decimal | Unread]:
    """Reads the cells of one field of a numeric kind."""
    behind = spellings_of_unit(field.unit, words)
    before = words.prefixes.get((field.unit or "").partition("/")[0], ())
    # In a column of 万元, `3万` may be 3 or 30000 of them.
    scaled = field.unit is None or field.unit[0] not in MAGNITUDES or len(field.unit) == 1

    def read(raw: Plain) -> Decimal | Unread:
        exact = _exact(raw)
        if exact is None:
            text = half_width(str(raw)).translate(MINUS)
            exact = _written(_bare(text, before, behind), scaled=scaled)
            if exact is None:
                return _why(text, words)
        return _checked(exact, field)

    return read


def _exact(raw: Plain) -> Decimal | Unread | None:
    """What is a number already; None for text."""
    if isinstance(raw, float):  # a spreadsheet keeps 15 digits, its binary form makes up more
        return Decimal(f"{raw:.15g}")
    if isinstance(raw, bool | date):
        return Unread("not-a-number")
    if isinstance(raw, int | Decimal):
        return Decimal(raw)
    return Decimal(raw.replace(",", "")) if PLAIN.fullmatch(raw) else None


def _checked(exact: Decimal | Unread, field: Field) -> Decimal | Unread:
    if isinstance(exact, Unread):
        return exact
    value = number(exact)
    if value is None:
        return Unread("out-of-range" if exact.is_finite() else "not-a-number")
    if field.kind is Kind.COUNT and value != value.to_integral_value():
        return Unread("not-whole")
    if field.never_negative and value < 0:
        return Unread("negative")
    return abs(value) if value == 0 else value


def of_spreadsheet(raw: float) -> Decimal:
    """A number above nought and below `LARGE`, as far as a spreadsheet keeps it."""
    return Decimal(f"{raw:.15g}").quantize(STEP, context=EXACT)


def spellings_of_unit(unit: str | None, words: Words) -> tuple[str, ...]:
    """What may stand behind a number of this unit, longest first."""
    if unit is None:
        return ()
    counted, slash, per = unit.partition("/")
    magnitude = counted[0] if counted[0] in MAGNITUDES and len(counted) > 1 else ""
    others = words.units.get(counted.removeprefix(magnitude), ())
    alone = [counted, *(magnitude + other for other in others)]
    tails = ["", slash + per, "每" + per] if per else [""]
    return tuple(sorted((one + tail for one in alone for tail in tails), key=len, reverse=True))


def _bare(text: str, before: tuple[str, ...], behind: tuple[str, ...]) -> str:
    for sign in before:
        text = text.removeprefix(sign)
    for unit in behind:
        if text.endswith(unit):
            return text.removesuffix(unit).strip()
    return text.strip()


def _written(text: str, *, scaled: bool) -> Decimal | None:
    if PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if not scaled:
        return None
    times = SCALED.fullmatch(text)
    if times:
        return Decimal(times[1].replace(",", "")) * MAGNITUDES[arabic(times[2])]
    whole = numeral(text)
    return None if whole is None else Decimal(whole)


def _why(text: str, words: Words) -> Unread:
    """Told apart, since the mend is not the same: another unit, or no number at all."""
    behind = BEHIND.fullmatch(text)
    return Unread("other-unit" if behind and unit_in(behind[1], words) else "not-a-number")


def unit_in(text: str, words: Words) -> bool:
    """Is a text a unit that we know: 元, 万元, 元/月?"""
    counted = text.partition("/")[0]
    every = {word for name, others in words.units.items() for word in (name, *others)}
    return counted in every or (counted[:1] in MAGNITUDES and counted[1:] in every)
