"""The nodes of a YAML file: text, lists and mappings, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from checker.source import Source, Span

# The scalars that YAML 1.2 (core schema) reads as something other than text.
NULL = frozenset({"~", "null", "Null", "NULL", ""})
BOOLEAN = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
NUMBER = re.compile(
    r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)"
    r"(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"
)
SUSPECT = frozenset("-+.0123456789tTfFnN~") | {""}  # what such a scalar begins with


def meaning_of(text: str) -> str:
    """What YAML 1.2 takes a text without quotes for: null, boolean, number or string."""
    if text[:1] not in SUSPECT:
        return "string"
    if NUMBER.match(text):
        return "number"
    if text in BOOLEAN:
        return "boolean"
    return "null" if text in NULL else "string"


# Nodes are not frozen, though nobody changes them: there are thousands, and a frozen one takes
# three times as long to make.


class Mark(Protocol):
    """A place as the parser counts: from 0, in characters."""

    line: int
    column: int
    index: int


@dataclass(slots=True, eq=False)
class TextNode:
    """A scalar: always text."""

    text: str
    style: str  # "" plain, ' or " quoted, | or > a block
    source: Source = field(repr=False)
    start: Mark = field(repr=False)
    end: Mark = field(repr=False)

    @property
    def plain(self) -> bool:
        """Was it written without quotes?"""
        return not self.style

    @property
    def null(self) -> bool:
        """Is it nothing: left empty, or `null`?"""
        return not self.style and self.text in NULL

    @property
    def meaning(self) -> str:
        """What YAML 1.2 takes it for: null, boolean, number or string."""
        return "string" if self.style else meaning_of(self.text)

    @property
    def span(self) -> Span:
        """Where it stands, with its quotes; of several lines the first."""
        return span_between(self.source, self.start, self.end)

    def place(self, offset: int, length: int = 1) -> Span:
        """Where the characters of its text stand that begin at this offset."""
        quotes = 1 if self.style and self.style in "'\"" else 0
        written = self.end.index - self.start.index
        if written == len(self.text) + 2 * quotes and self.start.line == self.end.line:
            column = self.start.column + 1 + quotes + offset
            return Span(self.source, self.start.line + 1, column, max(length, 1))
        raw = self.source.text[self.start.index : self.end.index]
        indexes = [self.start.index + at for at in _places(raw, self.text, self.style)]
        first = indexes[min(offset, len(indexes) - 1)]
        last = indexes[min(offset + max(length, 1) - 1, len(indexes) - 1)]
        line = self.source.text.count("\n", 0, first)
        column = first - (self.source.text.rfind("\n", 0, first) + 1)
        end = self.source.text.find("\n", first)
        stop = last + 1 if end < 0 else min(last + 1, max(end, first + 1))
        return Span(self.source, line + 1, column + 1, stop - first)


@dataclass(slots=True, eq=False)
class ListNode:
    """A sequence."""

    items: tuple[Node, ...]
    source: Source = field(repr=False)
    start: Mark = field(repr=False)
    end: Mark = field(repr=False)

    @property
    def span(self) -> Span:
        """Where it begins: its bracket or first hyphen."""
        return Span(self.source, self.start.line + 1, self.start.column + 1)


@dataclass(slots=True, eq=False)
class Entry:
    """A key and its value."""

    key: TextNode
    value: Node


@dataclass(slots=True, eq=False)
class MapNode:
    """A mapping; its keys are text and differ."""

    entries: Mapping[str, Entry]
    source: Source = field(repr=False)
    start: Mark = field(repr=False)
    end: Mark = field(repr=False)

    @property
    def span(self) -> Span:
        """Where it begins: its brace, or its first key."""
        if self.source.text[self.start.index : self.start.index + 1] == "{":
            return Span(self.source, self.start.line + 1, self.start.column + 1)
        first = next(iter(self.entries.values()), None)
        return first.key.span if first else span_between(self.source, self.start, self.end)

    def get(self, key: str) -> Node | None:
        """The value under a key; None where there is no such key."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node = TextNode | ListNode | MapNode
Tree = MapNode  # what a file holds


def span_between(source: Source, start: Mark, end: Mark) -> Span:
    """The stretch from one mark to another; of several lines the first."""
    if start.line == end.line:
        return Span(source, start.line + 1, start.column + 1, max(end.column - start.column, 1))
    stop = source.text.find("\n", start.index)
    length = (stop if stop >= 0 else len(source.text)) - start.index
    return Span(source, start.line + 1, start.column + 1, max(length, 1))


ESCAPES = {"x": 4, "u": 6, "U": 10}  # the characters that an escape takes, all others two


def _places(raw: str, text: str, style: str) -> list[int]:
    """For each character of a scalar's text, where it stands in the stretch as written.

    Follows folded lines, block indentation, doubled quotes and escapes. One entry more than the
    text has characters: the place after it.
    """
    at = raw.find("\n") + 1 if style and style in "|>" else len(style)
    places = []
    for character in text:
        if not character.isspace():
            while at < len(raw) - 1 and raw[at].isspace():
                at += 1
        places.append(min(at, len(raw) - 1))
        if style == '"' and raw[at : at + 1] == "\\":
            at += ESCAPES.get(raw[at + 1 : at + 2], 2)
        elif style == "'" and character == "'":
            at += 2
        elif not character.isspace() or raw[at : at + 1].isspace():
            at += 1
    places.append(min(at, len(raw)))
    return places
