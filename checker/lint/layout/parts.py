"""The parts of a YAML text that a layout moves: which shape each has, on which lines it stands."""

from __future__ import annotations

from collections.abc import Iterator

from checker.read.schema import Shape
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, Node, TextNode

Shaped = tuple[Node, Shape | None]
FREE = Shape()  # a mapping whose keys are the author's


def below(node: Node, shape: Shape | None) -> Iterator[Shaped]:
    """The values right below a node, each with its shape."""
    fitting = fitted(node, shape)
    if isinstance(node, MapNode):
        for key, entry in node.entries.items():
            yield entry.value, fitting.properties.get(key) or fitting.others
    elif isinstance(node, ListNode):
        for item in node.items:
            yield item, fitting.items


def everything(node: Node, shape: Shape | None) -> Iterator[Shaped]:
    """A node and all below it, outer ones first."""
    yield node, shape
    for part, its in below(node, shape):
        yield from everything(part, its)


def fitted(node: Node, shape: Shape | None) -> Shape:
    """The shape, or that branch of it that is for such a node."""
    if shape is None:
        return FREE
    kind = "object" if isinstance(node, MapNode) else "array"
    return next((one for one in shape.branches if kind in one.kinds), shape)


def in_brackets(node: Node) -> bool:
    """Is it written with brackets?"""
    return node.source.text[node.start.index : node.start.index + 1] in ("[", "{")


def in_block(node: Node) -> bool:
    """Is it a mapping or a list, written line by line?"""
    return not isinstance(node, TextNode) and not in_brackets(node)


def raw(node: Node) -> str:
    """A node as it is written."""
    return node.source.text[node.start.index : node.end.index]


def last_line(node: Node) -> int:
    """The line on which what a node says ends, from 0; comments behind it are not its own."""
    if isinstance(node, TextNode):
        return _end_of_text(node)
    parts = (
        [entry.value for entry in node.entries.values()]
        if isinstance(node, MapNode)
        else node.items
    )
    if in_brackets(node) or not parts:
        return node.end.line
    return max(map(last_line, parts))


def _end_of_text(node: TextNode) -> int:
    """A block of text ends where the next thing begins."""
    if node.style not in ("|", ">"):
        return node.end.line
    lines = lines_of(node.source)
    last = min(node.end.line - (node.end.column == 0), len(lines) - 1)
    while last > node.start.line and not lines[last].strip():
        last -= 1
    return last


def lines_of(source: Source) -> list[str]:
    """The lines of a text, without their ends."""
    return source.text.split("\n")
