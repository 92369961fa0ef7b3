"""Words of a code list: one of them (choice), several (choices), yes and no.

A word is compared after white space and full-width forms are dropped, and is otherwise exact:
what is not in the list, under any spelling that the list names, is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from checker.intake.cleaning import Plain, Unread
from checker.intake.words import Words
from checker.model.catalog import CodeList, Field
from checker.spelling import half_width

Spellings = Mapping[str, str]  # a spelling, as `plain` makes it → its code

SEPARATOR = re.compile(r"[、，,;；/\n]")
WHOLE = re.compile(r"(?<=[0-9])\.0+$")  # 1.0: a whole number that went through a table program
TRUTH = {"TRUE": True, "FALSE": False}


def plain(raw: Plain) -> str:
    """A word as words are compared: without white space, half-width."""
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float | Decimal):
        return f"{float(raw):.15g}"
    word = "".join(half_width(str(raw)).split())
    return WHOLE.sub("", word) if word[-2:] == ".0" else word


def spellings(codes: CodeList | None) -> dict[str, str]:
    """Every spelling of a code list."""
    if codes is None:
        return {}
    every = {plain(other): code for code, others in codes.codes.items() for other in others}
    return every | {plain(code): code for code in codes.codes}


def choice_reader(known: Spellings) -> Callable[[Plain], str | Unread]:
    """Reads one word of a code list."""

    def read(raw: Plain) -> str | Unread:
        return known.get(plain(raw), Unread("unknown-code"))

    return read


def choices_reader(known: Spellings) -> Callable[[Plain], tuple[tuple[str, ...], bool]]:
    """Reads several words; tells the codes that were read, and whether there was more."""

    def read(raw: Plain) -> tuple[tuple[str, ...], bool]:
        text = raw if isinstance(raw, str) else plain(raw)
        if plain(text) in known:
            return (known[plain(text)],), False
        codes: set[str] = set()
        rest = False
        for piece in SEPARATOR.split(text):
            words = [piece] if plain(piece) in known else piece.split()
            codes.update(known[plain(word)] for word in words if plain(word) in known)
            rest = rest or any(plain(word) not in known for word in words)
        return tuple(sorted(codes)), rest or not codes

    return read


def yes_no_words(field: Field, codes: Mapping[str, CodeList], words: Words) -> dict[str, bool]:
    """The words for yes and no: of the field's code list, its first code is yes, its second no."""
    named = codes.get(field.codes or words.yes_no)
    if named is None:
        return TRUTH | dict.fromkeys(words.yes, True) | dict.fromkeys(words.no, False)
    meaning = dict(zip(named.codes, (True, False), strict=False))
    return TRUTH | {
        spelling: meaning[code] for spelling, code in spellings(named).items() if code in meaning
    }


def yes_no_reader(known: Mapping[str, bool]) -> Callable[[Plain], bool | Unread]:
    """Reads yes or no."""

    def read(raw: Plain) -> bool | Unread:
        if isinstance(raw, date):
            return Unread("not-yes-or-no")
        text = plain(raw)
        return known.get(text, known.get(text.upper(), Unread("not-yes-or-no")))

    return read
