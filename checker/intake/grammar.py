"""The one grammar of cells: what stands in a cell, read as a field's kind.

Strict: a cell is read as a value only where it can mean nothing else. The kinds have their own
modules (days, amounts, codes, written); here stand what they share: empty cells, words for
"nothing" and "not known", error cells, and the note that a value was normalised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from math import isfinite

from checker.intake import days, written
from checker.intake.amounts import LARGE, number_reader, of_spreadsheet
from checker.intake.cleaning import (
    BLANK,
    ERROR_CELL,
    FIRST_OF_SEVERAL,
    FORM,
    PICTURE,
    SPELLING,
    TIDIED,
    Broken,
    Plain,
    Read,
    Unread,
    known,
    shown,
    tidy,
    unread,
)
from checker.intake.codes import (
    choice_reader,
    choices_reader,
    plain,
    spellings,
    yes_no_reader,
    yes_no_words,
)
from checker.intake.words import words
from checker.model.catalog import CodeList, Field
from checker.model.dataset import Odd
from checker.model.kind import Kind, State, Value
from checker.spelling import HALF_WIDTH

NO_CONTENT = ("#", "=")  # what begins it, where a spreadsheet writes it
DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")

FULL_WIDTH = {chr(half): chr(full) for full, half in HALF_WIDTH.items()}

Reader = Callable[[object], Read]


def read_cell(raw: object, field: Field, codes: Mapping[str, CodeList]) -> Read:
    """A cell as a value of the field's kind.

    Args:
        raw: as readers give it: text, a number, a truth value, a day, None; `Broken` for what a
            reader knows to be an error; a tuple of those for a CHOICES field.
        field: what the cell is read as.
        codes: the catalog's code lists.

    Returns:
        The value, None where it is unknown; and what is odd about the cell, None for a plain
        value and for an empty cell.
    """
    return cell_reader(field, codes)(raw)


def cell_reader(field: Field, codes: Mapping[str, CodeList]) -> Reader:
    """`read_cell` for many cells of one field."""
    of_kind = _choices(field, codes) if field.kind is Kind.CHOICES else _single(field, codes)
    blank_words, not_known = _words_for_nothing(field, codes)
    first = beginnings({*blank_words, *not_known, *NO_CONTENT})
    empty = BLANK if field.blank is None else (of_kind(field.blank, field.blank)[0], None)

    def no_value(cell: str, raw: object) -> Read | None:
        word = plain(cell)
        if word in blank_words:
            return BLANK
        reason = "not-known" if word in not_known else _no_content(cell)
        return unread(raw, reason) if reason else None

    def read(raw: object) -> Read:
        cell = _peeled(raw)
        if isinstance(cell, str):
            return (no_value(cell, raw) if cell[0] in first else None) or of_kind(cell, raw)
        if cell is None:
            return BLANK
        return unread(cell.raw, cell.reason) if isinstance(cell, Broken) else of_kind(cell, raw)

    def read_cells(raw: object) -> Read:
        if not isinstance(raw, tuple):
            found = read(raw)
        elif raw and field.kind is not Kind.CHOICES:  # a list where one value should stand
            found = unread("、".join(map(shown, raw)), "not-a-cell")
        else:
            found = _gathered([read(part) for part in raw])
        return empty if found == BLANK else found

    stands = written.STANDS.get(field.kind)
    if field.kind.numeric:
        return _quick_number(read_cells, whole=field.kind is Kind.COUNT)
    return _quick(read_cells, stands, first) if stands else read_cells


def _quick(reader: Reader, stands: Callable[[str], object], first: frozenset[str]) -> Reader:
    """The reader, spared the texts that plainly stand for themselves."""

    def read(raw: object) -> Read:
        if isinstance(raw, str) and stands(raw) and raw[0] not in first:
            return raw, None
        return reader(raw)

    return read


def _quick_number(reader: Reader, *, whole: bool) -> Reader:
    """The reader, spared the numbers of a spreadsheet that no rule of the grammar could change."""

    def read(raw: object) -> Read:
        if isinstance(raw, float) and 0 < raw < LARGE and (raw.is_integer() or not whole):
            return of_spreadsheet(raw), None
        return reader(raw)

    return read


def standing(field: Field, codes: Mapping[str, CodeList]) -> re.Pattern[str] | None:
    """Lines of texts that plainly stand for themselves, as many as follow, and one that may not.

    Returns:
        The pattern with both as groups; None for a kind of which each different cell is read.
    """
    stand = written.STAND.get(field.kind)
    if stand is None:
        return None
    first = beginnings({*chain(*_words_for_nothing(field, codes)), *NO_CONTENT})
    return re.compile(rf"((?:(?![{re.escape(''.join(sorted(first)))}])(?:{stand})\n)*+)(.*\n)?")


def _words_for_nothing(
    field: Field, codes: Mapping[str, CodeList]
) -> tuple[frozenset[str], frozenset[str]]:
    """Words of an empty cell, and of one whose value nobody knows."""
    own = _own_words(field, codes)
    own_blank = frozenset(plain(word) for word in field.blank_words)
    return own_blank | (words().blank - own), words().unreadable - own - own_blank


def beginnings(texts: Iterable[str]) -> frozenset[str]:
    """What begins one of these words, half- or full-width."""
    half = {word[0] for word in texts if word}
    return frozenset(half | {FULL_WIDTH[one] for one in half if one in FULL_WIDTH})


def _no_content(cell: str) -> str | None:
    """What a spreadsheet writes where it has nothing to show."""
    bare = plain(cell)
    if bare[:1] not in NO_CONTENT:
        return None
    if PICTURE.fullmatch(bare):
        return "picture"
    return "error-cell" if ERROR_CELL.fullmatch(bare) else None


def _own_words(field: Field, codes: Mapping[str, CodeList]) -> frozenset[str]:
    """The words that the field's code list names: they mean what it says."""
    named = field.codes or (words().yes_no if field.kind is Kind.YES_NO else "")
    return frozenset(spellings(codes.get(named)))


def _peeled(raw: object) -> Plain | Broken | None:
    """The cell without wrappings; None for an empty one."""
    if isinstance(raw, str):
        return tidy(raw) or None
    if raw is None or isinstance(raw, Broken):
        return raw
    if isinstance(raw, float) and not isfinite(raw):
        return Broken("not-a-number", str(raw))
    if isinstance(raw, bool | int | float | date | Decimal):
        return raw
    return Broken("not-a-cell", str(raw))


def _single(field: Field, codes: Mapping[str, CodeList]) -> Callable[[Plain, object], Read]:
    """The kind's reader, with the note that a value was normalised."""
    of_kind, normalised = _kind_reader(field, codes), NORMALISED[field.kind]

    def read(cell: Plain, raw: object) -> Read:
        value = of_kind(cell)
        if isinstance(value, Unread):
            return unread(raw, value.reason)
        reason = normalised(value, raw)
        return (value, None) if reason is None else known(value, raw, reason)

    return read


def _kind_reader(field: Field, codes: Mapping[str, CodeList]) -> Callable[[Plain], Value | Unread]:
    if field.kind.numeric:
        return number_reader(field, words())
    if field.kind is Kind.CHOICE:
        return choice_reader(spellings(codes.get(field.codes or "")))
    if field.kind is Kind.YES_NO:
        return yes_no_reader(yes_no_words(field, codes, words()))
    return PLAIN_KINDS[field.kind]


PLAIN_KINDS: Mapping[Kind, Callable[[Plain], Value | Unread]] = {
    Kind.DATE: days.day,
    Kind.MONTH: days.month,
    Kind.TEXT: written.text,
    Kind.ID_NUMBER: written.id_number,
    Kind.PHONE: written.phone,
}


# How a value differs from what stood there, by kind; None where it stood there as it is.


def _text(value: Value, raw: object) -> str | None:
    return None if raw == value or not isinstance(raw, str) else TIDIED


def _phone(value: Value, raw: object) -> str | None:
    several = isinstance(raw, str) and len(written.several_phones(tidy(raw))) > 1
    return FIRST_OF_SEVERAL if several else _text(value, raw)


def _choice(value: Value, raw: object) -> str | None:
    if raw == value or not isinstance(raw, str):
        return None
    return TIDIED if plain(raw) == plain(str(value)) else SPELLING


def _number(_value: Value, raw: object) -> str | None:
    return FORM if isinstance(raw, str) and not DIGITS.fullmatch(raw) else None


def _yes_no(_value: Value, raw: object) -> str | None:
    return None if isinstance(raw, bool) or str(raw) in words().yes + words().no else SPELLING


def _day(value: Value, raw: object) -> str | None:
    if isinstance(raw, date):  # a day with a time, or the month that a day tells
        return FORM if isinstance(raw, datetime) and raw.time() != time() else None
    return None if str(raw) == str(value) else FORM


NORMALISED: Mapping[Kind, Callable[[Value, object], str | None]] = {
    Kind.TEXT: _text,
    Kind.ID_NUMBER: _text,
    Kind.PHONE: _phone,
    Kind.CHOICE: _choice,
    Kind.COUNT: _number,
    Kind.NUMBER: _number,
    Kind.AMOUNT: _number,
    Kind.YES_NO: _yes_no,
    Kind.DATE: _day,
    Kind.MONTH: _day,
}


def _choices(field: Field, codes: Mapping[str, CodeList]) -> Callable[[Plain, object], Read]:
    of_kind = choices_reader(spellings(codes.get(field.codes or "")))

    def read(cell: Plain, raw: object) -> Read:
        found, rest = of_kind(cell)
        odd = Odd(State.UNREADABLE, shown(raw), "unknown-code") if rest else None
        return found or None, odd

    return read


def _gathered(parts: Sequence[Read]) -> Read:
    """One CHOICES value of several cells; incomplete if one of them is."""
    found = {str(code) for value, _ in parts if isinstance(value, tuple) for code in value}
    odd = [odd for _, odd in parts if odd is not None]
    whole = Odd(State.UNREADABLE, "、".join(o.raw for o in odd), odd[0].reason) if odd else None
    return tuple(sorted(found)) or None, whole
