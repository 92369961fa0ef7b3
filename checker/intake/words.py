"""Words that mean something in any column: `/`, 不详, 元, 合计. They are data (words.yaml).

Not about the words of one field: those are its code list and its `blank_words` in the catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from checker.frozen import frozen
from checker.yaml_tree import Entry, ListNode, MapNode, TextNode, open_yaml, read_yaml

HERE = Path(__file__).resolve().parent.parent


@frozen
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
    examples: tuple[str, ...]  # a row that shows how to fill in begins with one of these
    notes: tuple[str, ...]  # a row of signatures or remarks: one of these and a colon


@cache
def words() -> Words:
    """The words that ship with the program."""
    inside, checkout = HERE / "schemas", HERE.parent / "schemas"
    path = (inside if inside.is_dir() else checkout) / "words.yaml"
    given = read_yaml(open_yaml(path, path.name)).entries
    return Words(
        blank=frozenset(_texts(given["blank"])),
        unreadable=frozenset(_texts(given["unreadable"])),
        yes_no=_texts(given["yes_no"])[0],
        yes=_texts(given["yes"]),
        no=_texts(given["no"]),
        units=_lists(given["units"]),
        prefixes=_lists(given["prefixes"]),
        unit_labels=_texts(given["unit_labels"]),
        totals=_texts(given["totals"]),
        examples=_texts(given["examples"]),
        notes=_texts(given["notes"]),
    )


def _texts(entry: Entry) -> tuple[str, ...]:
    nodes = entry.value.items if isinstance(entry.value, ListNode) else (entry.value,)
    return tuple(node.text for node in nodes if isinstance(node, TextNode))


def _lists(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    given = entry.value.entries if isinstance(entry.value, MapNode) else {}
    return {name: _texts(listed) for name, listed in given.items()}
