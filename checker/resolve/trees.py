"""Resolved trees walked: what a node is made of, what a rule reads and needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

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
    Within,
)


def children(node: Node) -> tuple[Node, ...]:  # noqa: C901, PLR0912  a case a node
    """The nodes right below, in the order in which they stand; a definition's body is not one.

    Of an aggregate only what speaks of the rows outside it: its link's self side, since, until,
    and nothing of what is evaluated for each of its rows.
    """
    match node:
        case Compare() | Arithmetic() | Quotient() | DaysBetween():
            return node.left, node.right
        case All() | Any():
            return node.operands
        case Not():
            return (node.operand,)
        case Among():
            return (node.item, *node.items)
        case Within():
            return node.item, node.choices
        case Shift():
            return node.day, node.by
        case Decide():
            flat = tuple(part for row in node.rows for part in row)
            return (*flat, node.otherwise) if node.otherwise else flat
        case Ask():
            return (node.of,)
        case OrElse():
            return node.of, node.otherwise
        case Call():
            return node.arguments
        case StandardRead():
            return tuple(one for one in (node.code, node.day, *node.region) if one)
        case Aggregate():
            outer = (node.link[1] if node.link else None, node.since, node.until)
            return tuple(one for one in outer if one)
        case _:
            return ()


def inner(node: Aggregate) -> tuple[Node, ...]:
    """What an aggregate evaluates for each of its rows."""
    parts = (node.link[0] if node.link else None, node.condition, node.value, node.by)
    return tuple(part for part in parts if part)


def depth(node: Node, known: Mapping[Defined, int]) -> int:
    """How many levels the engines go down in a node, definitions' bodies included."""
    below = [*children(node), *(inner(node) if isinstance(node, Aggregate) else ())]
    own = known.get(node.defined, 0) if isinstance(node, DefinedRead) else 0
    return 1 + max((depth(one, known) for one in below), default=own)


def everything(node: Node) -> Iterator[Node]:
    """The node and all below it, aggregates' insides and definitions' bodies too."""
    yield node
    for child in children(node):
        if isinstance(node, StandardRead) and child in node.region:
            continue  # a region column that no file has is no reason not to run
        yield from everything(child)
    if isinstance(node, Aggregate):
        for part in inner(node):
            yield from everything(part)
    if isinstance(node, DefinedRead):
        yield from everything(node.defined.body)


def needs(nodes: list[Node]) -> frozenset[tuple[TableName, str | None]]:
    """The tables and columns without which the nodes cannot be evaluated at all."""
    found: set[tuple[TableName, str | None]] = set()
    for node in nodes:
        for part in everything(node):
            if isinstance(part, FieldRead):
                found.add((part.table, part.name))
            elif isinstance(part, Aggregate):
                found.add((part.table, None))
    return frozenset(found)


def standards_of(nodes: list[Node]) -> frozenset[str]:
    """The standards that the nodes rest on."""
    parts = (part for node in nodes for part in everything(node))
    return frozenset(part.name for part in parts if isinstance(part, StandardRead))


def leaves(nodes: list[Node]) -> tuple[Leaf, ...]:
    """What the nodes read of the row checked, its ancestors and collections, each once."""
    return tuple(dict.fromkeys(leaf for node in nodes for leaf in leaves_of(node, ())))


def leaves_of(node: Node, way: tuple[str, ...]) -> Iterator[Leaf]:
    """The leaves of a node that speaks of the ancestor at `way` as SELF."""
    match node:
        case FieldRead():
            yield replace(node, row=Row(item=False, way=way + node.row.way))
        case DefinedRead() if node.defined.derived:
            yield replace(node, row=Row(item=False, way=way + node.row.way))
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
