"""Keys in the order of their schema; keys that are the author's own stay as they stand."""

from __future__ import annotations

from checker.lint.layout.parts import (
    everything,
    fitted,
    in_brackets,
    last_line,
    lines_of,
    raw,
)
from checker.read.schema import Shape
from checker.source import Source
from checker.yaml_tree import Entry, MapNode, TextNode


def ordered(source: Source, tree: MapNode, shape: Shape) -> str:
    """The text with the keys of one mapping in order: of the innermost that is not."""
    for node, its in reversed([*everything(tree, shape)]):
        if not isinstance(node, MapNode):
            continue
        wanted = in_order(node, its)
        if wanted != [*node.entries.values()]:
            moved = _in_line(node, wanted) if in_brackets(node) else _by_lines(node, wanted)
            if moved is not None:
                return moved
    return source.text


def in_order(node: MapNode, shape: Shape | None) -> list[Entry]:
    """The entries of a mapping as its schema has them; unknown keys last, as they stand."""
    rank = {key: number for number, key in enumerate(fitted(node, shape).properties)}
    return sorted(node.entries.values(), key=lambda one: rank.get(one.key.text, len(rank)))


def _in_line(node: MapNode, wanted: list[Entry]) -> str | None:
    """A mapping in braces, its entries put where others stood; commas and blanks stay."""
    text = node.source.text
    if node.start.line != node.end.line or any(_open(entry) for entry in wanted):
        return None
    stood = [*node.entries.values()]
    parts = [text[: stood[0].key.start.index]]
    for number, entry in enumerate(wanted):
        parts.append(text[entry.key.start.index : _end(entry)])
        after = stood[number + 1].key.start.index if number + 1 < len(stood) else len(text)
        parts.append(text[_end(stood[number]) : after])
    return "".join(parts)


def _end(entry: Entry) -> int:
    return entry.value.end.index


def _open(entry: Entry) -> bool:
    """Is an entry one whose end cannot be told: a key without a value?"""
    return isinstance(entry.value, TextNode) and entry.value.null and not raw(entry.value)


def _by_lines(node: MapNode, wanted: list[Entry]) -> str | None:
    """A mapping written line by line, its entries moved with the comments above them."""
    lines = lines_of(node.source)
    stood = [*node.entries.values()]
    starts = [entry.key.start.line for entry in stood]
    if len({*starts}) < len(starts):
        return None
    ends = [last_line(entry.value) for entry in stood]
    tops = [starts[0], *(end + 1 for end in ends[:-1])]
    chunks = {}
    for entry, top, start, end in zip(stood, tops, starts, ends, strict=True):
        chunks[entry.key.text] = (lines[top:start], lines[start : end + 1])
    lead = lines[starts[0]][: stood[0].key.start.column]  # perhaps with the hyphen of a list
    blank = " " * len(lead)
    moved: list[str] = []
    for number, entry in enumerate(wanted):
        above, own = chunks[entry.key.text]
        rest = own[0][len(lead) :]
        moved += [*above, (blank if number else lead) + rest, *own[1:]]
    above = chunks[wanted[0].key.text][0]
    if above:  # what stood above it now stands above the hyphen too
        moved = [*above, lead + moved[len(above)][len(lead) :], *moved[len(above) + 1 :]]
    return "\n".join([*lines[: starts[0]], *moved, *lines[ends[-1] + 1 :]])
