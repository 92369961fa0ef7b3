"""The rows of decision tables, each written line by line."""

from __future__ import annotations

from checker.lint.layout.parts import everything, in_block, in_brackets, lines_of, raw
from checker.read.schema import Shape
from checker.source import Source
from checker.yaml_tree import Entry, ListNode, MapNode, Node, TextNode

TABLE = "table"


def in_rows(source: Source, tree: MapNode, shape: Shape) -> str:
    """The text with one table, or one row, taken out of its brackets, the last of all."""
    for node, _ in reversed([*everything(tree, shape)]):
        entry = node.entries.get(TABLE) if isinstance(node, MapNode) and in_block(node) else None
        if entry is None or not isinstance(entry.value, ListNode):
            continue
        moved = _table(entry) if in_brackets(entry.value) else _last_row(entry.value)
        if moved is not None:
            return moved
    return source.text


def _table(entry: Entry) -> str | None:
    """`table: [{when: a, is: b}, {otherwise: c}]`: a line for each row."""
    node = entry.value
    rows = node.items if isinstance(node, ListNode) else ()
    if (
        not rows
        or node.start.line != node.end.line
        or not all(isinstance(one, MapNode) for one in rows)
    ):
        return None
    indent = " " * (entry.key.start.column + 2)
    text = node.source.text
    before = text[: node.start.index].rstrip(" ")
    written = "".join(f"\n{indent}- {raw(row)}" for row in rows)
    return before + _comment(node) + written + text[_line_end(node) :]


def _last_row(node: ListNode) -> str | None:
    """The last row that stands in braces: its keys below one another."""
    rows = [one for one in node.items if isinstance(one, MapNode) and _in_braces(one)]
    if not rows:
        return None
    row = rows[-1]
    parts = [f"{raw(one.key)}: {raw(one.value)}" for one in row.entries.values()]
    parts[0] += _comment(row)
    indent = "\n" + " " * row.start.column
    text = row.source.text
    return text[: row.start.index] + indent.join(parts) + text[_line_end(row) :]


def _in_braces(row: MapNode) -> bool:
    """Is a row written in braces on one line, with nothing but texts in it?"""
    texts = all(isinstance(one.value, TextNode) for one in row.entries.values())
    return in_brackets(row) and row.start.line == row.end.line and texts


def _comment(node: Node) -> str:
    """What stands behind a node on its line: nothing, or a comment."""
    rest = lines_of(node.source)[node.end.line][node.end.column :].strip()
    return f"  {rest}" if rest else ""


def _line_end(node: Node) -> int:
    end = node.source.text.find("\n", node.end.index)
    return len(node.source.text) if end < 0 else end
