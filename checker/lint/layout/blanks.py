"""Blank lines: one between rules and between sections, never two; none at a line's end."""

from __future__ import annotations

from checker.lint.layout.parts import everything, in_block, last_line, lines_of
from checker.read.schema import Shape
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, TextNode

RULES = "rules"


def spaced(source: Source, tree: MapNode, shape: Shape, kind: str) -> str:
    """The text with its blank lines where they belong, and a line break at its end."""
    lines = lines_of(source)
    kept = _in_scalars(tree, shape)
    apart = _begin(tree, kind)
    done: list[str] = []
    for number, line in enumerate(lines):
        if number in kept:
            done.append(line)
            continue
        bare = line.rstrip()
        if number in apart and done and done[-1]:
            done.append("")
        if bare or (done and done[-1]):
            done.append(bare)
    return "\n".join(done).rstrip("\n") + "\n"


def _in_scalars(tree: MapNode, shape: Shape) -> set[int]:
    """The lines inside texts that go over several, where a blank may be meant."""
    return {
        line
        for node, _ in everything(tree, shape)
        if isinstance(node, TextNode)
        for line in range(node.start.line, last_line(node) + 1)
        if node.start.line != last_line(node)
    }


def _begin(tree: MapNode, kind: str) -> set[int]:
    """The lines, or the comments above them, before which a blank line stands."""
    if kind not in ("policy", "standards"):
        return set()
    lines = lines_of(tree.source)
    starts = [entry.key.start.line for entry in tree.entries.values()][1:]
    rules = tree.get(RULES)
    if isinstance(rules, ListNode) and in_block(rules):
        starts += [item.start.line for item in rules.items[1:]]
    return {_with_comments(start, lines) for start in starts}


def _with_comments(start: int, lines: list[str]) -> int:
    """The first of the comment lines right above a line, else the line itself."""
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start
