"""What a case expects, as cells: one verdict on the first line, or one on the line of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from checker.frozen import frozen
from checker.model.verdict import Verdict
from checker.model.words import VERDICTS
from checker.project.wording import in_braces
from checker.yaml_tree import MapNode, Node, TextNode
from checker.yaml_tree.edits import Change

EXPECT = "expect"
WORDS = {one.word: VERDICTS[one.word] for one in Verdict}


@frozen
class Expected:
    """A verdict a line; by its own key of the mapping, where rows have each their own."""

    verdicts: Mapping[int, str] = field(default_factory=dict)  # line → met, gap, ...
    keys: Mapping[int, str] = field(default_factory=dict)  # line → /成员/1; {} for one verdict
    own: frozenset[int] = frozenset()  # the lines that are named by their rows' own keys
    whole: str = ""  # a mapping of which lines cannot be told, as text

    def shown(self, line: int) -> str | None:
        """What stands on a line."""
        if self.whole:
            return self.whole if line == 0 else None
        return WORDS.get(self.verdicts.get(line, ""))


class Expecting(NamedTuple):
    """A line of a case as it came back, with what is expected there."""

    was: int | None  # its number before; None for a new one
    verdict: str | None
    key: str | None  # of the row of the rule's table that stands there


def verdict(text: str) -> str | None:
    """The verdict of a word, Chinese or English."""
    known = {told: word for word, told in WORDS.items()} | {word: word for word in WORDS}
    return known.get(text.strip())


def expected_in(node: Node | None, each: str, keys: Sequence[str | None], lines: int) -> Expected:
    """What a case expects.

    Args:
        node: a verdict, or a mapping from rows' places to verdicts.
        each: the title of the table that the rule is about.
        keys: the key of each of its rows, where the case tells it.
        lines: how many lines the case has.
    """
    if not isinstance(node, MapNode):
        return Expected({0: node.text} if isinstance(node, TextNode) else {})
    found: dict[int, str] = {}
    verdicts: dict[int, str] = {}
    for name, entry in node.entries.items():
        line = _line(name, each, keys)
        if line is None or line in found or line >= lines or not isinstance(entry.value, TextNode):
            return Expected(whole=_as_text(node))
        found[line] = name
        verdicts[line] = entry.value.text
    own = frozenset(line for line, name in found.items() if name in keys)
    return Expected(verdicts, found, own)


def _line(name: str, each: str, keys: Sequence[str | None]) -> int | None:
    """The line of a row that is named by its key, its number from 1, or /成员/0."""
    if name in keys:
        return keys.index(name)
    start, _, last = name.rpartition("/")
    if not last.isdecimal() or start not in ("", f"/{each}"):
        return None
    return int(last) - (0 if start else 1)


def _as_text(node: MapNode) -> str:
    told = {
        name: entry.value.text
        for name, entry in node.entries.items()
        if isinstance(entry.value, TextNode)
    }
    return "；".join(f"{name}：{WORDS.get(word, word)}" for name, word in told.items())


def expect_changes(before: Expected, each: str, rows: Sequence[Expecting]) -> Iterator[Change]:
    """What changes in what a case expects.

    Args:
        before: what it expected.
        each: the title of the table that the rule is about.
        rows: its lines as they came back.
    """
    wanted = {at: row.verdict for at, row in enumerate(rows) if row.verdict}
    if not wanted or not before.keys:
        text = expect_text(wanted, {}) if wanted else None
        if wanted != before.verdicts:
            yield Change((EXPECT,), text)
        return
    old = {name: before.verdicts[at] for at, name in before.keys.items()}
    new = {_key(at, each, rows[at].key, before): word for at, word in wanted.items()}
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            yield Change((EXPECT, name), new.get(name))


def expect_text(wanted: Mapping[int, str], keys: Mapping[int, str]) -> str:
    """Verdicts as YAML: one where only the first line has one and nothing says otherwise."""
    if [*wanted] == [0] and not keys:
        return wanted[0]
    return in_braces({keys.get(line, str(line + 1)): word for line, word in wanted.items()})


def _key(line: int, each: str, key: str | None, before: Expected) -> str:
    """A row's name in the way of the others: its own key, /成员/0, else its number from 1."""
    name = before.keys.get(line)
    if name is not None and line not in before.own:
        return name
    if before.own and key:
        return key
    slashed = any(name.startswith("/") for name in before.keys.values())
    return f"/{each}/{line}" if slashed else str(line + 1)
