"""Places in a written expression where something else could stand, and the text it would make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any as Whatever

from checker.model.expression import Chosen, Expression, Joined, Negated, Ranged, Written

Put = Callable[[Expression], Expression]
# What a clause ends at: below these, a part is a sentence of its own.
FRAMES = (Joined, Negated, Ranged, Chosen)


@dataclass(frozen=True)
class Place:
    """A node of an expression."""

    node: Expression
    above: tuple[Expression, ...]  # the nodes that it stands in, the outermost first
    put: Put  # the whole expression with another node in its place

    @property
    def clause(self) -> Expression:
        """The comparison, or other small sentence, that the node is part of."""
        found = self.node
        for outer in reversed(self.above):
            if isinstance(outer, FRAMES):
                break
            found = outer
        return found

    def clause_with(self, text: str) -> str:
        """The text of its clause with another text in the node's place."""
        return spliced(self.clause, self.node, text)


def spliced(whole: Expression, part: Written, text: str) -> str:
    """The text of an expression with another text in the place of one of its parts."""
    start = part.span.column - whole.span.column
    return whole.text[:start] + text + whole.text[start + len(part.text) :]


def places(whole: Expression) -> Iterator[Place]:
    """The expression and all below it, from the left."""
    yield from _below(whole, (), lambda node: node)


def _below(node: Expression, above: tuple[Expression, ...], put: Put) -> Iterator[Place]:
    yield Place(node, above, put)
    for child, inside in parts(node):
        yield from _below(child, (*above, node), _within(put, inside))


def _within(put: Put, inside: Put) -> Put:
    return lambda new: put(inside(new))


def parts(node: Expression) -> Iterator[tuple[Expression, Put]]:
    """The nodes right below, each with the way to put another in its place."""
    for field in fields(node):
        value = getattr(node, field.name)
        for child, put in _parts(value):
            yield child, _in_field(node, field.name, put)


def _in_field(node: Expression, name: str, put: Callable[[Expression], object]) -> Put:
    return lambda new: replace(node, **{name: put(new)})  # type: ignore[arg-type]


def _parts(value: Whatever) -> Iterator[tuple[Expression, Callable[[Expression], object]]]:
    if isinstance(value, Written):
        yield value, lambda new: new  # type: ignore[misc]
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            for child, put in _parts(item):
                yield child, _in_tuple(value, at, put)


def _in_tuple(
    value: tuple[object, ...], at: int, put: Callable[[Expression], object]
) -> Callable[[Expression], object]:
    return lambda new: (*value[:at], put(new), *value[at + 1 :])
