"""Resolved trees looked at: equal parts, who speaks of which row, what must be computed first.

Nothing here knows SQL.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass, replace

from checker.model.resolved import (
    Aggregate,
    Compare,
    Constant,
    Defined,
    DefinedRead,
    FieldRead,
    Node,
    SameRow,
    Typed,
)


def compared(node: object) -> tuple[str, ...]:
    """The names of a node's fields that make it equal to another."""
    kind = type(node)
    if kind not in COMPARED:
        COMPARED[kind] = tuple(f.name for f in fields(node) if f.compare)  # type: ignore[arg-type]
    return COMPARED[kind]


COMPARED: dict[type, tuple[str, ...]] = {}  # by class, as they are met


def below(node: Node) -> Iterator[Node]:
    """The nodes right below, of every kind; a definition's body is not one."""
    if isinstance(node, DefinedRead):
        return
    for name in compared(node):
        yield from typed(getattr(node, name))


def typed(value: object) -> Iterator[Node]:
    """The nodes in a field of a node."""
    if isinstance(value, Typed):
        yield value  # type: ignore[misc]  # every Typed is one of Node
    elif isinstance(value, tuple):
        for part in value:
            yield from typed(part)


def outer(node: Aggregate) -> tuple[Node, ...]:
    """What an aggregate says of the row it stands in: its link's own side, since, until."""
    parts = (node.link[1] if node.link else None, node.since, node.until)
    return tuple(part for part in parts if part)


def inner(node: Aggregate) -> tuple[Node, ...]:
    """What an aggregate says of each row that it ranges over, its condition apart."""
    return tuple(part for part in (node.value, node.by) if part)


class Forest:
    """All trees of one plan; equal trees have one number."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._seen: dict[int, tuple[object, int]] = {}  # by id(); the object is kept alive
        self._levels: dict[int, int] = {}
        self._lifted: dict[int, tuple[Node, Node]] = {}

    def number(self, node: object) -> int:
        """The number of a node; nodes that compare equal have the same."""
        seen = self._seen.get(id(node))
        if seen is not None:
            return seen[1]
        parts = (type(node), *(self._part(getattr(node, f)) for f in compared(node)))
        number = self._numbers.setdefault(parts, len(self._numbers))
        self._seen[id(node)] = (node, number)
        return number

    def _part(self, value: object) -> Hashable:
        """A field's value as something quick to compare."""
        if isinstance(value, Defined):
            return (Defined, value.table, self.number(value.body))
        if is_dataclass(value) and hasattr(value, "__dict__") and not isinstance(value, type):
            return ("node", self.number(value))
        if isinstance(value, tuple):
            return (type(value), *(self._part(part) for part in value))
        return (type(value), value)  # True is not 1

    def level(self, node: Node) -> int:
        """How many aggregates stand on top of one another in it; 0: none."""
        number = self.number(node)
        found = self._levels.get(number)
        if found is None:
            parts = [node.defined.body] if isinstance(node, DefinedRead) else below(node)
            found = max(map(self.level, parts), default=0) + isinstance(node, Aggregate)
            self._levels[number] = found
        return found

    def lift(self, node: Node) -> Node:
        """An expression over the row ranged over as one over that row itself.

        What stands inside an aggregate already speaks of that row as SELF.
        """
        seen = self._lifted.get(id(node))
        if seen is None:
            seen = (node, self._lift(node))
            self._lifted[id(node)] = seen
        return seen[1]

    def _lift(self, node: Node) -> Node:
        """As `lift`, not remembered."""
        if isinstance(node, Aggregate):
            return node
        if isinstance(node, SameRow):
            return Constant(node.type, node.text, node.span, value=True)
        if isinstance(node, FieldRead | DefinedRead):
            return replace(node, row=node.row._replace(item=False)) if node.row.item else node
        changes: dict[str, object] = {}
        for name in compared(node):
            value = getattr(node, name)
            lifted = self._lift_part(value)
            if lifted is not value:
                changes[name] = lifted
        return replace(node, **changes) if changes else node  # type: ignore[arg-type]

    def _lift_part(self, value: object) -> object:
        """A field's value, lifted; the same object where nothing changes."""
        if isinstance(value, Typed):
            return self.lift(value)  # type: ignore[arg-type]
        if type(value) is tuple:
            lifted = tuple(self._lift_part(part) for part in value)
            same = all(new is old for new, old in zip(lifted, value, strict=True))
            return value if same else lifted
        return value


def speaks_of_self(node: Node) -> bool:
    """Does an expression inside an aggregate read the row outside of it?"""
    if isinstance(node, Aggregate):
        return False
    if isinstance(node, FieldRead | DefinedRead):
        return not node.row.item
    return isinstance(node, SameRow) or any(map(speaks_of_self, below(node)))


def correlated(node: Aggregate) -> bool:
    """Does what an aggregate says of a row depend on the row outside, its link apart?"""
    parts = [*inner(node), *([node.condition] if node.condition else [])]
    ends = [part for part in (node.since, node.until) if part]
    return any(map(speaks_of_self, parts)) or any(map(speaks_of_a_row, ends))


def speaks_of_a_row(node: Node) -> bool:
    """Does an expression read any row, or is it the same for all?"""
    if isinstance(node, Aggregate | FieldRead | DefinedRead | SameRow):
        return True
    return any(map(speaks_of_a_row, below(node)))


def is_link(node: Node, link: tuple[Node, Node] | None, forest: Forest) -> bool:
    """Is a condition the equality that the link already stands for?"""
    if link is None or not isinstance(node, Compare) or node.operator != "==":
        return False
    sides = {forest.number(node.left), forest.number(node.right)}
    return sides == {forest.number(link[0]), forest.number(link[1])}
