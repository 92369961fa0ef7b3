"""Numbers, days and units in the words of either language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from checker.dates import Month
from checker.model.kind import Value

YES_NO = {"zh": ("是", "否"), "en": ("yes", "no")}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
          "September", "October", "November", "December")  # fmt: skip


def figure(value: Decimal) -> str:
    """A number without idle noughts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def told(value: Value, unit: str | None, language: str) -> str:
    """A value with its unit; words of code lists stay as they are."""
    if isinstance(value, bool):
        return YES_NO[language][0 if value else 1]
    if isinstance(value, Decimal):
        gap = " " if language == "en" and unit and unit.isascii() and unit != "%" else ""
        return figure(value) + (gap + unit if unit else "")
    if isinstance(value, Month):
        return f"{value.year}年{value.month}月" if language == "zh" else str(value)
    if isinstance(value, date):
        return day(value, language)
    return value if isinstance(value, str) else "、".join(str(part) for part in value)


def day(value: date, language: str) -> str:
    """2020年9月17日; 17 September 2020."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
