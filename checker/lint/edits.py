"""Mends put into a text, so that only what is wrong changes.

A fault of the YAML itself is mended as it stands. A fault inside a scalar is mended in what the
scalar says: where it is quoted, the mend is written as its quotes want it; where it is not, and
the mended text can no longer stand without quotes, the scalar gets them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from checker.fault import Fault
from checker.frozen import frozen
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, Node, TextNode, load

# Faults of the YAML itself: whatever else is there, it is not what a scalar says.
OF_YAML = frozenset(
    {
        "control-character",
        "curly-quotes",
        "needs-quotes",
        "no-space-after-colon",
        "no-space-after-hyphen",
        "tab",
        "wide-colon",
        "wide-comma",
        "wide-space",
    }
)
QUOTED = re.compile("“([^”]*)”")  # what stands in Chinese quotes is what somebody says
LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")


@frozen
class Edit:
    """A stretch of one line, and what comes in its place."""

    line: int  # from 1
    start: int  # from 0, in characters
    end: int
    before: str
    text: str
    faults: tuple[Fault, ...]  # what it mends


def edits(source: Source, faults: Iterable[Fault]) -> list[Edit]:
    """The edits that mend those faults of a source for which only one thing can be meant."""
    nodes = list(scalars(source))
    found: list[Edit] = []
    inside: dict[int, list[Edit]] = defaultdict(list)
    for fault in dict.fromkeys(faults):
        edit = _edit(source, fault)
        if edit is None:
            continue
        at = None if fault.code in OF_YAML else _around(edit, nodes)
        if at is None:
            found.append(edit)
        else:
            inside[at].append(edit)
    for at, parts in inside.items():
        node, flow = nodes[at]
        found.append(_in_scalar(node, flow, parts))
    return list(_apart(found))


def applied(text: str, changes: Iterable[Edit]) -> str:
    """The text with the edits made; line ends and all the rest as they are."""
    by_line: dict[int, list[Edit]] = defaultdict(list)
    for change in changes:
        by_line[change.line].append(change)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = []
    for number, found in enumerate(LINE.finditer(text.removeprefix(mark)), 1):
        line = found["text"]
        for change in sorted(by_line[number], key=lambda one: one.start, reverse=True):
            line = line[: change.start] + change.text + line[change.end :]
        lines.append(line + found["end"])
    return mark + "".join(lines)


def scalars(source: Source) -> Iterator[tuple[TextNode, bool]]:
    """The scalars of a source, keys too, and whether each stands in brackets."""
    tree, _ = load(source)
    if tree is not None:
        yield from _scalars(tree, source, flow=False)


def _scalars(node: Node, source: Source, *, flow: bool) -> Iterator[tuple[TextNode, bool]]:
    if isinstance(node, TextNode):
        yield node, flow
        return
    within = flow or source.text[node.start.index : node.start.index + 1] in ("[", "{")
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _scalars(item, source, flow=within)
    elif isinstance(node, MapNode):
        for entry in node.entries.values():
            yield entry.key, within
            yield from _scalars(entry.value, source, flow=within)


def _edit(source: Source, fault: Fault) -> Edit | None:
    span = fault.span
    if fault.mend is None or span is None or span.source.name != source.name:
        return None
    start = span.column - 1
    line = source.text.split("\n")[span.line - 1]
    said = [found.span(1) for found in QUOTED.finditer(line)]
    if fault.code not in OF_YAML and any(first <= start < last for first, last in said):
        return None
    end = start + span.length
    return Edit(span.line, start, end, line[start:end], fault.mend, (fault,))


def _around(edit: Edit, nodes: list[tuple[TextNode, bool]]) -> int | None:
    """Which scalar an edit stands in, if it is of one line."""
    for at, (node, _) in enumerate(nodes):
        one_line = node.start.line == node.end.line == edit.line - 1
        if one_line and node.start.column <= edit.start and edit.end <= node.end.column:
            return at
    return None


def _in_scalar(node: TextNode, flow: bool, parts: list[Edit]) -> Edit:
    """The edits inside one scalar as one edit of the whole scalar."""
    first = node.start.column
    before = raw = node.source.text[node.start.index : node.end.index]
    whole = len(node.style)  # an edit from the very quote on brings its own quotes
    for part in sorted(_apart(parts), key=lambda one: one.start, reverse=True):
        start, end = part.start - first, part.end - first
        mend = _escaped(part.text, node.style) if start >= whole else part.text
        raw = raw[:start] + mend + raw[end:]
    if node.plain and not stands(raw, flow=flow):
        raw = "'" + raw.replace("'", "''") + "'"
    mended = tuple(fault for part in parts for fault in part.faults)
    return Edit(node.start.line + 1, first, node.end.column, before, raw, mended)


def _escaped(text: str, style: str) -> str:
    if style == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("'", "''") if style == "'" else text


def stands(raw: str, *, flow: bool) -> bool:
    """Is it one scalar, as it is written, where it stands?"""
    tree, faults = load(Source("", f"k: [{raw}]\n" if flow else f"k: {raw}\n"))
    node = tree.get("k") if tree and not faults else None
    if flow and isinstance(node, ListNode):
        node = node.items[0] if len(node.items) == 1 else None
    return isinstance(node, TextNode) and node.end.index - node.start.index == len(raw)


def _apart(found: Iterable[Edit]) -> Iterator[Edit]:
    """Those edits that do not run into an earlier one."""
    last = (0, 0)
    for edit in sorted(found, key=lambda one: (one.line, one.start, one.end)):
        if (edit.line, edit.start) >= last:
            last = (edit.line, edit.end)
            yield edit
