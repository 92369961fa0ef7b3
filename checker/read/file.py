"""One file of a policy folder, checked for its shape: what the model is built from.

The functions take what the shape check has found good, so that they need not doubt it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from checker.fault import Fault
from checker.model.expression import Expression, Template
from checker.model.policy import Basis, Validity
from checker.read import messages
from checker.read.schema import shape
from checker.read.shape import Reading
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, Node, TextNode, load


class File:
    """A file's tree, and what was read on the way."""

    def __init__(self, source: Source, kind: str) -> None:
        self.source = source
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
