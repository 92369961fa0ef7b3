"""Resolved trees walked: what a node is made of, what a rule reads and needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any as Whatever

from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
    Arithmetic,
    Ask,
    Call,
    Compare,
    DaysBetween,
    Decide,
    Defined,
    DefinedRead,
    FieldRead,
    Leaf,
    Node,
    Not,
    OrElse,
    Quotient,
    Row,
    Shift,
    StandardRead,
    TableName,
    Typed,
    Within,
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below, in the order in which they stand; a definition's body is not one.

    Of an aggregate only what speaks of the rows outside it: its link's self side, since, until,
    and nothing of what is evaluated for each of its rows.
    """
    below = BELOW.get(type(node))
    return below(node) if below else ()


def _sides(node: Compare | Arithmetic | Quotient | DaysBetween) -> tuple[Node, ...]:
    return node.left, node.right


def _rows(node: Decide) -> tuple[Node, ...]:
    flat = tuple(part for row in node.rows for part in row)
    return (*flat, node.otherwise) if node.otherwise else flat


def _read(node: StandardRead) -> tuple[Node, ...]:
    return tuple(one for one in (node.code, node.day, *node.region) if one)


def _outside(node: Aggregate) -> tuple[Node, ...]:
    outer = (node.link[1] if node.link else None, node.since, node.until)
    return tuple(one for one in outer if one)


BELOW: dict[type[Node], Callable[[Whatever], tuple[Node, ...]]] = {
    Compare: _sides,
    Arithmetic: _sides,
    Quotient: _sides,
    DaysBetween: _sides,
    All: lambda node: node.operands,
    Any: lambda node: node.operands,
    Not: lambda node: (node.operand,),
    Among: lambda node: (node.item, *node.items),
    Within: lambda node: (node.item, node.choices),
    Shift: lambda node: (node.day, node.by),
    Decide: _rows,
    Ask: lambda node: (node.of,),
    OrElse: lambda node: (node.of, node.otherwise),
    Call: lambda node: node.arguments,
    StandardRead: _read,
    Aggregate: _outside,
}


def inner(node: Aggregate) -> tuple[Node, ...]:
    """What an aggregate evaluates for each of its rows."""
    parts = (node.link[0] if node.link else None, node.condition, node.value, node.by)
    return tuple(part for part in parts if part)


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with `change` made of each of its parts, of an aggregate's insides too.

    A definition's body is no part; a node none of whose parts changes is handed back itself.
    """
    fresh: dict[str, object] = {}
    for part in fields(node):
        value = getattr(node, part.name)
        new = _rebuilt(value, change)
        if new is not value:
            fresh[part.name] = new
    return replace(node, **fresh) if fresh else node  # type: ignore[arg-type]


def _rebuilt(value: Whatever, change: Callable[[Node], Node]) -> Whatever:
    if isinstance(value, Typed):
        return change(value)  # type: ignore[arg-type]
    if type(value) is tuple:
        parts = [_rebuilt(part, change) for part in value]
        if any(new is not old for new, old in zip(parts, value, strict=True)):
            return tuple(parts)
    return value


def depth(node: Node, known: Mapping[Defined, int]) -> int:
    """How many levels the engines go down in a node, definitions' bodies included."""
    below = [*children(node), *(inner(node) if isinstance(node, Aggregate) else ())]
    own = known.get(node.defined, 0) if isinstance(node, DefinedRead) else 0
    return 1 + max((depth(one, known) for one in below), default=own)


def everything(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes and all below them, aggregates' insides and definitions' bodies too; no order."""
    pending = [*nodes]
    bodies: set[int] = set()  # one definition is read in many places
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, StandardRead):
            # A region column that no file has is no reason not to run.
            pending.extend(child for child in children(node) if child not in node.region)
            continue
        pending.extend(children(node))
        if isinstance(node, Aggregate):
            pending.extend(inner(node))
        elif isinstance(node, DefinedRead) and id(node.defined.body) not in bodies:
            bodies.add(id(node.defined.body))
            pending.append(node.defined.body)


def needs(parts: Iterable[Node]) -> frozenset[tuple[TableName, str | None]]:
    """The tables and columns without which what is made of the parts cannot be evaluated."""
    found: set[tuple[TableName, str | None]] = set()
    for part in parts:
        if isinstance(part, FieldRead):
            found.add((part.table, part.name))
        elif isinstance(part, Aggregate):
            found.add((part.table, None))
    return frozenset(found)


def standards_of(parts: Iterable[Node]) -> frozenset[str]:
    """The standards that what is made of the parts rests on."""
    return frozenset(part.name for part in parts if isinstance(part, StandardRead))


def leaves(nodes: list[Node]) -> tuple[Leaf, ...]:
    """What the nodes read of the row checked, its ancestors and collections, each once."""
    return tuple(dict.fromkeys(leaf for node in nodes for leaf in leaves_of(node, ())))


def leaves_of(node: Node, way: tuple[str, ...]) -> Iterator[Leaf]:
    """The leaves of a node that speaks of the ancestor at `way` as SELF."""
    match node:
        case FieldRead():
            yield read_from(node, way)
        case DefinedRead() if node.defined.derived:
            yield read_from(node, way)
        case DefinedRead():
            yield from leaves_of(node.defined.body, way + node.row.way)
        case Aggregate():
            yield above(node, way) if way else node
            for read in outer_reads(node):
                yield from leaves_of(read, way)
        case StandardRead():
            for part in (node.code, node.day):
                if part:
                    yield from leaves_of(part, way)
        case _:
            for child in children(node):
                yield from leaves_of(child, way)


def read_from(node: FieldRead | DefinedRead, way: tuple[str, ...]) -> FieldRead | DefinedRead:
    """A read as one of the row whose ancestor at `way` it speaks of as SELF."""
    if not way and not node.row.item:
        return node
    return replace(node, row=Row(item=False, way=way + node.row.way))


def outer_reads(node: Aggregate) -> Iterator[Node]:
    """What an aggregate reads of SELF: 识别日期 in any(b.落实日期 >= 识别日期 for b in ...)."""
    pending = [*children(node), *inner(node)]
    while pending:
        part = pending.pop(0)
        if isinstance(part, FieldRead | DefinedRead) and not part.row.item:
            yield part
        elif not isinstance(part, Aggregate | StandardRead):
            pending = [*children(part), *pending]


def above(node: Aggregate, way: tuple[str, ...]) -> DefinedRead:
    """An aggregate of an ancestor, as something read of that ancestor."""
    table = TableName(way[-1], node.table.period)
    what = Defined(node.text, table, "", node)
    return DefinedRead(node.type, node.text, node.span, Row(item=False, way=way), what)
