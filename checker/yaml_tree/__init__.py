"""A YAML file as a tree of text, every node with its place.

Built from the parser's events, so that nothing is guessed and nothing can blow up: a scalar stays
the text that somebody wrote, with a mark whether it was quoted; what a text means as a number or a
day is for the reader who knows what should stand there. The YAML taken is the part that people
write by hand: no anchors, no tags, one document, a mapping at the top. What is wrong is told by
`checker.yaml_tree.messages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from checker.fault import Fault, FaultyInput
from checker.source import Source, Span
from checker.yaml_tree import messages, slips
from checker.yaml_tree.builder import FORBIDDEN, Builder
from checker.yaml_tree.nodes import Entry, ListNode, MapNode, Node, TextNode, Tree

__all__ = [
    "Entry",
    "ListNode",
    "MapNode",
    "Node",
    "TextNode",
    "Tree",
    "decode",
    "load",
    "open_yaml",
    "read_yaml",
]

MAX_BYTES = 2_000_000
MAX_ALIKE = 20  # of one sort of forbidden character, only so many are told

# The C parser is twenty times faster; both give the same events.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def open_yaml(path: Path, name: str) -> Source:
    """Read a file as UTF-8 text, with or without a mark at its start.

    Raises:
        FaultyInput: it is not there, too large, or in another encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FaultyInput([messages.unreadable_file(name, error)]) from error
    return decode(data, name)


def decode(data: bytes, name: str) -> Source:
    """The text of a file's bytes; see `open_yaml`."""
    if len(data) > MAX_BYTES:
        raise FaultyInput([messages.too_large(name, len(data), MAX_BYTES)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyInput([messages.not_utf8(name, data, error.start)]) from error
    return Source(name, _unix_lines(text))


def read_yaml(source: Source) -> Tree:
    """The tree of a file.

    Raises:
        FaultyInput: with all that is wrong, as far as the parser came.
    """
    tree, found = load(source)
    if tree is None or found:
        raise FaultyInput(found)
    return tree


def load(source: Source) -> tuple[Tree | None, list[Fault]]:
    """The tree of a file and its faults; no tree where it cannot be made out."""
    if len(source.text) > MAX_BYTES:
        return None, [messages.too_large(source.name, len(source.text), MAX_BYTES)]
    text = _unix_lines(source.text).removeprefix("\ufeff")
    # What must not be there is told, and another character in its place keeps all columns right.
    source = Source(source.name, FORBIDDEN.sub("\ufffd", text))
    found = list(_forbidden(source, text))
    builder = Builder(source, found)
    tree = None
    try:
        with _events(source.text) as events:
            if all(map(builder.take, events)):
                tree = builder.tree()
    except yaml.MarkedYAMLError as error:
        found.extend(slips.not_yaml(source, error))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The parser in pure Python lets these out for an escape such as \UFFFFFFFF.
        found.append(messages.not_yaml_at_all(source, str(error)))
    return tree, list(dict.fromkeys(found))


@contextmanager
def _events(text: str) -> Iterator[Iterator[Any]]:
    """The parser's events, as `yaml.parse` gives them, but for a look ahead before each."""
    loader = LOADER(text)
    try:
        yield iter(loader.get_event, None)
    finally:
        loader.dispose()


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _forbidden(source: Source, text: str) -> Iterator[Fault]:
    told: dict[str, int] = {}
    for match in FORBIDDEN.finditer(text):
        told[match[0]] = told.get(match[0], 0) + 1
        if told[match[0]] > MAX_ALIKE:
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield messages.forbidden_character(Span(source, line, column), match[0])
