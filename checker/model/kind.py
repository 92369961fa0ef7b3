"""Kinds of values, their units, and what a cell can hold besides a value.

The number domain (language.md, section 2): every number lies within ±10¹² and has at most six
decimals, rounded half away from zero. What lies outside is unknown.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from functools import cache

from checker.dates import Month
from checker.frozen import frozen


class Kind(Enum):
    """What a field holds; the value is its name in the catalog."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    COUNT = "count"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    MONTH = "month"
    ID_NUMBER = "id_number"
    PHONE = "phone"

    @property
    def numeric(self) -> bool:
        """Is it counted or measured?"""
        return self in (Kind.COUNT, Kind.NUMBER, Kind.AMOUNT)

    @property
    def written(self) -> bool:
        """Is everything that is written readable (whether it is right is for rules)?"""
        return self in (Kind.TEXT, Kind.ID_NUMBER, Kind.PHONE)


# A known value. DATE: date; MONTH: Month; COUNT NUMBER AMOUNT: Decimal; YES_NO: bool;
# CHOICES: a sorted tuple of codes; all others: str. Never NaN, never "".
Value = str | bool | Decimal | date | Month | tuple[str, ...]

LIMIT = Decimal(10) ** 12  # the greatest number either way
STEP = Decimal("0.000001")  # six decimals
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)  # products of two numbers stay exact


def number(value: Decimal) -> Decimal | None:
    """The number as the language holds it: six decimals; None outside ±10¹² or not finite."""
    if not value.is_finite() or abs(value) > LIMIT + 1:
        return None
    rounded = value.quantize(STEP, context=EXACT)
    return rounded if abs(rounded) <= LIMIT else None


@frozen
class Cause:
    """Why something is unknown: shown to the person who has to find it out."""

    code: str  # blank | unreadable | no-parent | no-key | outside | no-standard | too-old | ...
    what: str  # the field, standard or register that it comes from, as readers see it


@frozen
class Unknown:
    """Not a value: it cannot be told from the file, and why. Never equal to a value."""

    causes: frozenset[Cause] = field(default_factory=frozenset)

    def __or__(self, other: Unknown) -> Unknown:
        return Unknown(self.causes | other.causes)


@cache
def because(code: str, what: str = "") -> Unknown:
    """Unknown for one cause; many cells have the same."""
    return Unknown(frozenset({Cause(code, what)}))


class State(Enum):
    """What a cell holds. The numbers are those of the engines' state columns."""

    KNOWN = 0
    BLANK = 1
    UNREADABLE = 2


@frozen
class Type:
    """What an expression yields, as the resolver has found out."""

    kind: Kind
    unit: str | None = None  # 元/年; None: a bare number that takes the other side's unit
    codes: str | None = None  # the code list of a CHOICE or CHOICES
    bounded: bool = False  # may yield an interval: count, distinct, sum and what is made of them
    whole: bool = False  # always a whole number: engines may hold it as an integer
