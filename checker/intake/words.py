"""Words that mean something in any column: `/`, 不详, 元, 合计. They are data (words.yaml).

Not about the words of one field: those are its code list and its `blank_words` in the catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Words:
    """The lists of words.yaml."""

    blank: frozenset[str]  # read as if nothing were written
    unreadable: frozenset[str]  # written by someone who did not know
    yes_no: str  # the code list of a yes_no field that names none
    yes: tuple[str, ...]
    no: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]  # unit → other spellings
    prefixes: Mapping[str, tuple[str, ...]]  # unit → signs in front of the number
    unit_labels: tuple[str, ...]  # what stands before a unit in a header's brackets
    totals: tuple[str, ...]  # a row of sums begins with one of these
    notes: tuple[str, ...]  # a row of signatures or remarks: one of these and a colon


@cache
def words() -> Words:
    """The words that ship with the program."""
    import yaml  # noqa: PLC0415  40 ms that `checker --help` need not pay

    inside, checkout = HERE / "schemas", HERE.parent / "schemas"
    folder = inside if inside.is_dir() else checkout
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (folder / "words.yaml").read_text(encoding="utf-8")
    given = yaml.load(text, loader)
    return Words(
        blank=frozenset(given["blank"]),
        unreadable=frozenset(given["unreadable"]),
        yes_no=given["yes_no"],
        yes=tuple(given["said_yes"]),
        no=tuple(given["said_no"]),
        units={unit: tuple(others) for unit, others in given["units"].items()},
        prefixes={unit: tuple(signs) for unit, signs in given["prefixes"].items()},
        unit_labels=tuple(given["unit_labels"]),
        totals=tuple(given["totals"]),
        notes=tuple(given["notes"]),
    )
