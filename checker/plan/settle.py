"""Aggregates over a standard that has one value, known or not by the household's region.

`核查日 - 核查天数` differs between households only in being known. Instead of comparing every row
with every household's own day, the rows are counted twice over the same group: with the value,
and as if it were unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from checker.model.resolved import Aggregate, Constant, Node, StandardRead, Typed
from checker.plan.fold import Folder
from checker.plan.tree import Forest, below, compared, correlated

COUNTED = ("condition", "value", "by", "since", "until")


class Settled(NamedTuple):
    """An aggregate without the standard that it spoke of."""

    standard: StandardRead
    known: Aggregate  # where the standard has its value
    unknown: Aggregate  # where it is not known


def settled(node: Aggregate, forest: Forest, folder: Folder) -> Settled | None:
    """The aggregate with a value for its one standard; None where that does not help."""
    parts = [part for name in COUNTED if (part := getattr(node, name)) is not None]
    found = {forest.number(one): one for part in parts for one in standards(part)}
    if len(found) != 1:
        return None
    ((number, standard),) = found.items()
    if standard.code is not None or standard.day is not None:
        return None
    values = {choice.value for choice in standard.choices}
    if len(values) != 1:
        return None
    variants = []
    for value in (values.pop(), None):
        constant = Constant(standard.type, standard.text, standard.span, value)
        changes: dict[str, Any] = {
            name: put(getattr(node, name), number, constant, forest) for name in COUNTED
        }
        variants.append(folder.fold(replace(node, **changes)))
    known, unknown = variants
    assert isinstance(known, Aggregate)
    assert isinstance(unknown, Aggregate)
    return None if correlated(known) else Settled(standard, known, unknown)


def standards(node: Node) -> Iterator[StandardRead]:
    """The standards that differ by region, not those inside a further aggregate."""
    if isinstance(node, StandardRead) and node.region:
        yield node
    elif not isinstance(node, Aggregate):
        for part in below(node):
            yield from standards(part)


def put(value: object, number: int, constant: Constant, forest: Forest) -> object:
    """A node with a constant in place of a standard; what stands in an aggregate stays."""
    if isinstance(value, StandardRead) and forest.number(value) == number:
        return constant
    if isinstance(value, Aggregate):
        return value
    if type(value) is tuple:
        return tuple(put(part, number, constant, forest) for part in value)
    if not isinstance(value, Typed):
        return value
    changes: dict[str, Any] = {
        name: put(getattr(value, name), number, constant, forest) for name in compared(value)
    }
    return replace(value, **changes)
