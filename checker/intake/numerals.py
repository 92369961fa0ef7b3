"""Chinese numerals (三千, 叁仟, 一万二千零五, 二〇二〇), read strictly.

Colloquial short forms are not read: 三千五 may be 3500 or a slip for 3005.
"""

from __future__ import annotations

import re

ARABIC = str.maketrans(
    "〇零○一壹二贰两貳三叁參四肆五伍六陆陸七柒八捌九玖拾佰仟萬億",
    "00011222233344556667788" + "99十百千万亿",
)
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
LONG_FORM = {"廿": "二十", "卅": "三十"}

SECTION = re.compile(  # below ten thousand; a ones digit right behind 千 or 百 needs its 零
    r"(?:([1-9])千)?0?(?:([1-9])百)?0?(?:([1-9])十)?(?:(?:(?<=十)|(?<=0)|^)([1-9]))?"
)
TEEN = re.compile(r"十([1-9])?")
WHOLE = re.compile(r"(?:([^万亿]+)亿)?0?(?:([^万亿]+)万)?(0?[^万亿]*)")


def arabic(text: str) -> str:
    """二〇二〇 as 2020, 叁仟 as 3千: digits as digits, the other characters in plain form."""
    for short, long in LONG_FORM.items():
        text = text.replace(short, long)
    return text.translate(ARABIC)


def numeral(text: str) -> int | None:
    """The whole number that a numeral writes out; None where it is none, or not a strict one."""
    plain = arabic(text)
    if plain == "0":
        return 0
    parts = WHOLE.fullmatch(plain)
    if parts is None or not plain or "00" in plain or any(digit in text for digit in "0123456789"):
        return None
    hundred_millions, ten_thousands, rest = parts.groups()
    higher = hundred_millions or ten_thousands
    if higher and len(rest) == 1:  # 一万五: fifteen thousand to the ear, 10005 to the letter
        return None
    sections = [0 if not part else _section(part) for part in (hundred_millions, ten_thousands)]
    sections.append(0 if not rest else _section(rest.removeprefix("0") if higher else rest))
    first, second, third = sections
    if first is None or second is None or third is None:
        return None
    return first * 10**8 + second * 10**4 + third


def _section(text: str) -> int | None:
    teen = TEEN.fullmatch(text)
    if teen:
        return 10 + int(teen[1] or 0)
    parts = SECTION.fullmatch(text)
    if parts is None or text.endswith("0") or not text:
        return None
    thousands, hundreds, tens, ones = (int(part or 0) for part in parts.groups())
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones
