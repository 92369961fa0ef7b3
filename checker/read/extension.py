"""Lays an office's additions over the dictionary: new tables, fields, headers, codes, registers.

Nothing that is there is taken away, and no kind is changed: rules that were written for the
dictionary stay right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from checker.fault import Fault
from checker.model.catalog import CodeList
from checker.read import catalog_messages as messages
from checker.read.file import File, entries, texts
from checker.source import Span
from checker.yaml_tree import ListNode, MapNode, TextNode

GROWING = (
    "headers",
    "blank_words",
    "gather",
)  # what an extension may add to a field that is there
Placed = tuple[TextNode, MapNode]


@dataclass
class Draft:
    """The dictionary as it grows, file by file, still as nodes."""

    faults: list[Fault] = field(default_factory=list)
    tables: dict[str, Placed] = field(default_factory=dict)  # entities, then registers
    registers: set[str] = field(default_factory=set)
    fields: dict[str, dict[str, Placed]] = field(default_factory=dict)  # table → field
    codes: dict[str, CodeList] = field(default_factory=dict)
    added: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    days: dict[MapNode, File] = field(default_factory=dict)

    def more(self, table: str, name: str, key: str) -> tuple[str, ...]:
        """What extensions add to a field's headers, blank words, gathered columns."""
        return self.added.get((table, name, key), ())

    def day(self, node: MapNode, key: str) -> date | None:
        """A day that was read with the file of a table."""
        return self.days[node].day(node, key)


def laid_over(files: list[File]) -> Draft:
    """All files in one draft; faults where one contradicts those before it."""
    draft = Draft()
    for kind in ("entities", "registers"):
        for file in files:
            if file.tree is not None:
                for key, node in entries(file.tree, kind):
                    _table(draft, file, key, node, register=kind == "registers")
    for file in files:
        codes = file.tree.get("codes") if file.tree is not None else None
        if isinstance(codes, MapNode):
            for entry in codes.entries.values():
                _codes(draft, entry.key, entry.value)
    return draft


def _table(draft: Draft, file: File, key: TextNode, node: MapNode, *, register: bool) -> None:
    name = key.text
    if name not in draft.tables:
        draft.tables[name] = (key, node)
        draft.days[node] = file
        if register:
            draft.registers.add(name)
    else:
        first, there = draft.tables[name]
        if register != (name in draft.registers):
            draft.faults.append(messages.changes(key.span, name, "registers", first.span))
        for word, entry in node.entries.items():
            if word != "fields":
                _same(draft, there, word, entry.value)
    for field_key, one in entries(node, "fields"):
        _field(draft, name, field_key, one)


def _field(draft: Draft, table: str, key: TextNode, node: MapNode) -> None:
    known = draft.fields.setdefault(table, {})
    if key.text not in known:
        known[key.text] = (key, node)
        return
    for word, entry in node.entries.items():
        if word in GROWING:
            where = (table, key.text, word)
            draft.added[where] = draft.added.get(where, ()) + texts(node, word)
        else:
            _same(draft, known[key.text][1], word, entry.value)


def _same(draft: Draft, there: MapNode, word: str, value: object) -> None:
    """What an extension repeats must be what is there."""
    before = there.get(word)
    if isinstance(value, TextNode):
        if isinstance(before, TextNode) and before.text == value.text:
            return
        draft.faults.append(messages.changes(value.span, word, word, _place(before, there)))
    elif isinstance(value, ListNode | MapNode):
        draft.faults.append(messages.changes(value.span, word, word, _place(before, there)))


def _place(node: object, there: MapNode) -> Span:
    return node.span if isinstance(node, TextNode | ListNode | MapNode) else there.span


def _codes(draft: Draft, key: TextNode, value: object) -> None:
    """A code list, or more codes and spellings for one that is there."""
    known = draft.codes.get(key.text)
    codes = dict(known.codes) if known else {}
    for code, spellings in _spelled(value).items():
        codes[code] = (*codes.get(code, ()), *spellings)
    draft.codes[key.text] = CodeList(key.text, codes, known.span if known else key.span)


def _spelled(value: object) -> Mapping[str, tuple[str, ...]]:
    """The codes of a list, or of a mapping to their other spellings."""
    if isinstance(value, ListNode):
        return {one.text: () for one in value.items if isinstance(one, TextNode)}
    if isinstance(value, MapNode):
        return {code: texts(value, code) for code in value.entries}
    return {}
