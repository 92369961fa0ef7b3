"""Changes to a YAML file that leave everything else as somebody wrote it.

A change names a place in the tree; only the text of that place is touched, so that comments,
layout and line ends stay. What is put in is the caller's to word: nothing here knows what a file
is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from checker.frozen import frozen
from checker.source import Source
from checker.yaml_tree import ListNode, MapNode, Node, TextNode, Tree, read_yaml
from checker.yaml_tree.nodes import meaning_of

Path = tuple[str | int, ...]  # keys, and items from 0: ("cases", 3, "given", "成员")

BOM = "\ufeff"
# What may not begin a text without quotes, what may not stand in one, and what no quotes but the
# double ones can hold.
INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`“<= ")
PARTING = re.compile(r": | #|:$| $")
BRACES = re.compile(r"[,\[\]{}]")
QUOTES = ("'", '"')
UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
ESCAPES = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", '"': '\\"'}
NEGATIVE = re.compile(r"-[0-9.]+")


@frozen
class Change:
    """What shall stand in one place of a file; None takes the entry or the item away.

    A key that is not there is added to its mapping, an item one past the end to its list; what
    is missing above it is made.
    """

    path: Path
    text: str | None  # YAML on one line: a scalar, or in braces
    behind: bool = False  # a new item behind the one in this place


def changed(source: Source, changes: Iterable[Change]) -> str:
    """The text of a sound file after the changes; places are those of the file as it was."""
    asked = list(changes)
    tree = read_yaml(source)
    here = [one for one in asked if one.text is not None and at(tree, one.path) is not None]
    instead = [one for one in here if not one.behind]
    text = _put(source.text, [_stretch(tree, one) for one in instead])
    missing = [one for one in asked if one.text is not None and one not in here]
    # From the end to the beginning, so that the places before stay what they were.
    moved = [one for one in reversed(asked) if one.text is None or (one.behind and one in here)]
    for change in [*missing, *sorted(moved, key=_place, reverse=True)]:
        tree = read_yaml(Source(source.name, text))
        text = _removed(tree, change.path) if change.text is None else _added(tree, change)
    return text


def at(tree: Node, path: Sequence[str | int]) -> Node | None:
    """The node in a place of a tree; None where there is none."""
    node: Node | None = tree
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def scalar(text: str, like: Node | None = None, *, word: bool = True) -> str:
    """A text as YAML on one line, without quotes where it can go without them.

    Args:
        text: what it says.
        like: the one whose place it takes: its quotes stay.
        word: it may not be taken for a number, a truth value or nothing.
    """
    before = like if isinstance(like, TextNode) else None
    style = before.style if before is not None and before.style in QUOTES else ""
    if UNPRINTED.search(text):
        return '"' + "".join(map(_escaped, text)) + '"'
    if style == '"' and not set(text) & {'"', "\\"}:
        return f'"{text}"'
    # Where brackets stand without quotes, what is around has none.
    loose = before is not None and before.plain and BRACES.search(before.text) is not None
    parted = PARTING.search(text) or (not loose and BRACES.search(text))
    free = text[:1] not in INDICATORS | {""} and not parted
    bare = not style and (free or NEGATIVE.fullmatch(text) is not None)
    if bare and (not word or meaning_of(text) == "string"):
        return text
    return "'" + text.replace("'", "''") + "'"


def end_of(node: Node) -> int:
    """Where what was written of a node ends; a block's own mark stands before the next thing."""
    if isinstance(node, TextNode):
        raw = node.source.text[node.start.index : node.end.index]
        return node.start.index + len(raw.rstrip())
    if in_braces(node):
        return node.end.index
    parts = node.items if isinstance(node, ListNode) else [e.value for e in node.entries.values()]
    return end_of(parts[-1])


def in_braces(node: MapNode | ListNode) -> bool:
    """Is it written with braces or brackets?"""
    return node.source.text[node.start.index : node.start.index + 1] in ("{", "[")


def restored(data: bytes, text: str, encoding: str = "utf-8") -> bytes:
    """The bytes of a changed text, with the mark at the start and the line ends that were there.

    Args:
        data: the file as it was.
        text: its new text, lines ending in a line feed.
        encoding: of the file.
    """
    before = data.decode(encoding)
    mark = BOM if before.startswith(BOM) else ""
    if "\r" in before:
        text = _line_ends(before.removeprefix(BOM), text)
    return (mark + text).encode(encoding)


def _line_ends(before: str, text: str) -> str:
    """Lines that stay keep their ends; new ones get the first line's."""
    old = re.findall(r"([^\r\n]*)(\r\n|\r|\n)", before)
    new = text.split("\n")
    ends = [old[0][1]] * (len(new) - 1)
    matcher = SequenceMatcher(None, [line for line, _ in old], new[:-1], autojunk=False)
    for first, start, size in matcher.get_matching_blocks():
        ends[start : start + size] = [end for _, end in old[first : first + size]]
    return "".join(line + end for line, end in zip(new, [*ends, ""], strict=True))


def _escaped(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    return f"\\u{ord(character):04x}" if UNPRINTED.match(character) else character


def _place(change: Change) -> tuple[object, ...]:
    """In the order of the file; a new item comes before the one that it stands behind goes."""
    steps = [(step, "") if isinstance(step, int) else (-1, step) for step in change.path]
    return (*steps, (0, ""), change.behind)


def _stretch(tree: Tree, change: Change) -> tuple[int, int, str]:
    node = at(tree, change.path)
    assert node is not None
    assert change.text is not None
    start, end = node.start.index, end_of(node)
    return start, end, change.text if end > start else f" {change.text}"


def _put(text: str, stretches: Iterable[tuple[int, int, str]]) -> str:
    for start, end, instead in sorted(stretches, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def _added(tree: Tree, change: Change) -> str:
    depth = len(change.path) - 1
    while at(tree, change.path[:depth]) is None:  # what is above is missing too
        depth -= 1
    above = at(tree, change.path[:depth])
    assert isinstance(above, MapNode | ListNode)
    steps = change.path[depth:]
    parts = _parts(above)
    whole = tree.source.text
    if not parts:
        first = above.start.index + 1
        return _put(whole, [(first, first, _nested(steps, f"{change.text}"))])
    step = steps[0]
    start, end = parts[step if change.behind and isinstance(step, int) else -1]
    if in_braces(above):
        return _put(whole, [(end, end, ", " + _nested(steps, f"{change.text}"))])
    margin = start - whole.rfind("\n", 0, start) - 1
    stop = _line_end(whole, end)
    lines = _indented(steps, f"{change.text}", margin)
    return _put(whole, [(stop, stop, lines if whole[:stop].endswith("\n") else f"\n{lines}")])


def _nested(steps: Path, text: str) -> str:
    """A new part in braces, with what is missing above it."""
    for step in reversed(steps[1:]):
        text = f"[{text}]" if isinstance(step, int) else f"{{{scalar(step)}: {text}}}"
    return text if isinstance(steps[0], int) else f"{scalar(steps[0])}: {text}"


def _indented(steps: Path, text: str, margin: int) -> str:
    """A new part on its own lines, with what is missing above it."""
    lines = ""
    for step in steps[:-1]:
        lines += " " * margin + (f"{scalar(step)}:\n" if isinstance(step, str) else "-\n")
        margin += 2
    last = steps[-1]
    return (
        lines
        + " " * margin
        + ("- " if isinstance(last, int) else f"{scalar(last)}: ")
        + text
        + "\n"
    )


def _line_end(text: str, index: int) -> int:
    """Where the next line begins, or the text ends."""
    stop = text.find("\n", index)
    return len(text) if stop < 0 else stop + 1


def _parts(above: MapNode | ListNode) -> list[tuple[int, int]]:
    """Where each entry or item begins, with its key or hyphen, and ends."""
    if isinstance(above, MapNode):
        entries = above.entries.values()
        return [(entry.key.start.index, end_of(entry.value)) for entry in entries]
    if in_braces(above):
        return [(item.start.index, end_of(item)) for item in above.items]
    text = above.source.text
    return [(text.rfind("-", 0, item.start.index), end_of(item)) for item in above.items]


def _removed(tree: Tree, path: Path) -> str:
    above = at(tree, path[:-1])
    assert isinstance(above, MapNode | ListNode)
    text = tree.source.text
    parts = _parts(above)
    index = path[-1] if isinstance(above, ListNode) else [*above.entries].index(str(path[-1]))
    assert isinstance(index, int)
    if len(parts) == 1:
        empty = "{}" if isinstance(above, MapNode) else "[]"
        return _put(text, [(above.start.index, end_of(above), empty)])
    start, end = parts[index]
    line = text.rfind("\n", 0, start) + 1
    if in_braces(above):
        last = index == len(parts) - 1
        stretch = (parts[index - 1][1], end) if last else (start, parts[index + 1][0])
    elif text[line:start].strip():  # behind a hyphen
        stretch = (start, parts[index + 1][0])
    else:
        stretch = (line, _line_end(text, end))
    return _put(text, [(*stretch, "")])
