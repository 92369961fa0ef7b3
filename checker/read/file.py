"""One file of a policy folder, checked for its shape: what the model is built from.

The functions take what the shape check has found good, so that they need not doubt it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from datetime import date

from checker.fault import Fault
from checker.model.expression import Expression, Template
from checker.model.policy import Basis, Validity
from checker.read import messages
from checker.read.schema import shape
from checker.read.shape import Reading
from checker.source import Source
from checker.yaml_tree import Entry, ListNode, MapNode, Node, TextNode, load


class File:
    """A file's tree, and what was read on the way."""

    def __init__(self, source: Source, kind: str) -> None:
        self.source = source
        self.kind = kind
        self.tree, faults = load(source)
        self.reading = Reading()
        if self.tree is not None:
            self.reading.check(self.tree, shape(kind), kind)
        # What the YAML itself is blamed for is not blamed a second time on the same line.
        told = {fault.span.line for fault in faults if fault.span}
        own = [one for one in self.reading.faults if one.span and one.span.line not in told]
        self.faults: list[Fault] = [*faults, *own]

    @property
    def good(self) -> bool:
        """Can the model be built from it?"""
        return self.tree is not None and not self.faults

    def afresh(self) -> File:
        """The file as it was when it had just been read, whatever was found in it since."""
        again = copy(self)
        again.faults = [*self.faults]
        return again

    def sound(self) -> File:
        """The file without the entries in which a fault stands, for those who must go on."""
        if self.good or self.tree is None or self.kind not in PARTED:
            return self
        again = copy(self)
        again.tree = without(self.tree, {fault.span.line for fault in self.faults if fault.span})
        again.faults = []
        left = Reading()
        left.check(again.tree, shape(self.kind), self.kind)
        usable = all(fault.code in LACKING for fault in left.faults)
        return again if usable and PARTED[self.kind] <= again.tree.entries.keys() else self

    def expression(self, above: MapNode, key: str) -> Expression | None:
        """The expression under a key."""
        node = above.get(key)
        return self.reading.expressions[node] if node is not None else None

    def message(self, above: MapNode, key: str) -> Template | None:
        """The message under a key."""
        node = above.get(key)
        return self.reading.messages[node] if node is not None else None

    def day(self, above: MapNode, key: str) -> date | None:
        """The day under a key."""
        node = above.get(key)
        return self.reading.days[node] if node is not None else None

    def validity(self, above: MapNode, key: str = "valid") -> Validity:
        """The validity under a key; both ends open where there is none."""
        node = above.get(key)
        if not isinstance(node, MapNode):
            return Validity()
        found = Validity(self.day(node, "from"), self.day(node, "to"))
        if found.start and found.end and found.end < found.start:
            self.faults.append(messages.backwards(node.span))
        return found


# Files whose entries do not need one another, each with the keys that all of them need.
PARTED: Mapping[str, set[str]] = {
    "policy": {"policy"},
    "standards": set(),
    "areas": set(),
    "criteria": set(),
    "cases": {"as_of"},
    "waivers": set(),
}
LACKING = ("missing-key", "empty-value")  # what is wrong with a part that had nothing else


def without(tree: MapNode, lines: set[int]) -> MapNode:
    """A file's tree without those entries of its parts that hold one of these lines."""
    kept = {}
    for key, entry in tree.entries.items():
        if isinstance(entry.value, MapNode):
            sound = {
                name: one
                for name, one in entry.value.entries.items()
                if lines.isdisjoint(range(one.key.start.line + 1, last_line(one.value) + 1))
            }
            kept[key] = Entry(entry.key, replace(entry.value, entries=sound))
        elif isinstance(entry.value, ListNode):
            items = [
                one
                for one in entry.value.items
                if lines.isdisjoint(range(one.start.line + 1, last_line(one) + 1))
            ]
            kept[key] = Entry(entry.key, replace(entry.value, items=tuple(items)))
        elif entry.key.start.line + 1 not in lines:
            kept[key] = entry
    return replace(tree, entries=kept)


def last_line(node: Node) -> int:
    """The line that a node ends on, from 1; a block's end is marked where the next begins."""
    begins_after = node.end.column <= node.start.column and node.end.line > node.start.line
    return node.end.line + (0 if begins_after else 1)


def text(above: MapNode, key: str, otherwise: str = "") -> str:
    """The text under a key."""
    node = above.get(key)
    return node.text if isinstance(node, TextNode) else otherwise


def flag(above: MapNode, key: str) -> bool:
    """The truth under a key; no where there is none."""
    return text(above, key).lower() == "true"


def whole(above: MapNode, key: str) -> int | None:
    """The whole number under a key."""
    node = above.get(key)
    return int(node.text) if isinstance(node, TextNode) else None


def nodes(above: MapNode, key: str) -> tuple[Node, ...]:
    """The items under a key; a single one stands for a list of one."""
    node = above.get(key)
    if node is None:
        return ()
    return node.items if isinstance(node, ListNode) else (node,)


def scalars(above: MapNode, key: str) -> tuple[TextNode, ...]:
    """The scalars under a key, one or a list."""
    return tuple(node for node in nodes(above, key) if isinstance(node, TextNode))


def texts(above: MapNode, key: str) -> tuple[str, ...]:
    """The texts under a key, one or a list."""
    return tuple(node.text for node in scalars(above, key))


def maps(above: MapNode, key: str) -> Iterator[MapNode]:
    """The mappings of a list under a key."""
    return (node for node in nodes(above, key) if isinstance(node, MapNode))


def entries(above: MapNode, key: str) -> Iterator[tuple[TextNode, MapNode]]:
    """Keys and values of a mapping of mappings under a key."""
    node = above.get(key)
    if isinstance(node, MapNode):
        for entry in node.entries.values():
            if isinstance(entry.value, MapNode):
                yield entry.key, entry.value


def under(above: MapNode, key: str) -> MapNode:
    """The mapping under a key that must be there."""
    node = above.get(key)
    assert isinstance(node, MapNode)
    return node


def bases(above: MapNode) -> tuple[Basis, ...]:
    """The documents under `basis`, one or a list."""
    return tuple(basis(node) for node in maps(above, "basis"))


def basis(node: MapNode) -> Basis:
    """One document."""
    words: Mapping[str, str] = {
        key: text(node, key) for key in ("document", "article", "quote", "url", "grade")
    }
    return Basis(**words, confirmed=flag(node, "confirmed"))
