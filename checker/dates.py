"""Days, months and ages, as the policies count them.

The only clock is the day of the check (核查日), which is always passed in.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple


class Month(NamedTuple):
    """A month of a year; a date known only to the month is not a day."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def age_on(born: date, day: date) -> int | None:
    """Full years lived (周岁) on a day.

    Returns:
        Full years, reached on the birthday, for a person born on 29 February on 1 March of a
        common year; None where `born` lies after `day`.

    Source:
        language.md, section 2, `age_on`.
    """
    return None if born > day else years_between(born, day)


def years_between(first: date, second: date) -> int:
    """Full years from one day to another; negative, and counted alike, the other way round."""
    if first > second:
        return -years_between(second, first)
    return second.year - first.year - ((second.month, second.day) < (first.month, first.day))


def months_between(first: date, second: date) -> int:
    """Full months from one day to another: a month is full on the same day of the month.

    31 January to 28 February is no full month; the other way round is counted alike.
    """
    if first > second:
        return -months_between(second, first)
    months = (second.year - first.year) * 12 + second.month - first.month
    return months - (second.day < first.day)


def months_later(day: date, months: int) -> date | None:
    """The same day of the month, so many months later, kept to a month's last day.

    None outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:  # noqa: PLR2004  the years that a date can have
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
