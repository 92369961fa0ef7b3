"""Makes the tree from the parser's events, one by one, within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from checker.fault import Fault
from checker.source import Source, Span
from checker.yaml_tree import messages, slips
from checker.yaml_tree.nodes import (
    SUSPECT,
    Entry,
    ListNode,
    MapNode,
    Mark,
    Node,
    TextNode,
    Tree,
    span_between,
)

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_ALIASES = 5  # so many are told
MAX_FAULTS = 200  # with so many the rest of a file is not looked at

# Control characters, line ends that only Unicode knows, characters that turn the direction of
# text or cannot be seen, halves of surrogate pairs: none of them was typed on purpose.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\uffff\ud800-\udfff]"
)

DOUBTED = frozenset("<=“")  # what begins a text without quotes that may be meant otherwise


class _Open:
    """A mapping or sequence whose end has not come."""

    __slots__ = ("entries", "is_map", "items", "key", "start")

    def __init__(self, start: Mark, *, is_map: bool) -> None:
        self.start = start
        self.is_map = is_map
        self.entries: dict[str, Entry] = {}
        self.items: list[Node] = []
        self.key: TextNode | None = None


class Builder:
    """Makes the tree from the parser's events."""

    def __init__(self, source: Source, found: list[Fault]) -> None:
        self.source = source
        self.found = found
        self.open: list[_Open] = []
        self.top: Node | None = None
        self.nodes = 0
        self.documents = 0
        self.aliases = 0

    def take(self, event: Any) -> bool:
        """Take one event in; False where there is no use in going on."""
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            return self._begin(event, is_map=kind is MappingStartEvent)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            self._close(event)
            return len(self.found) < MAX_FAULTS
        if kind is AliasEvent:
            self._alias(event)
            self._add(
                TextNode(f"*{self.aliases}", "'", self.source, event.start_mark, event.end_mark)
            )
        elif kind is DocumentStartEvent:
            return self._document(event)
        return True

    def tree(self) -> Tree | None:
        """The mapping at the top."""
        if isinstance(self.top, MapNode):
            return self.top
        if self.top is None or (isinstance(self.top, TextNode) and self.top.null):
            if not self.found:
                self.found.append(messages.empty_file(Span(self.source, 1, 1)))
        elif isinstance(self.top, TextNode):
            misread = list(slips.swallowed(self.top.span, self.top.start.line, self.top.end.line))
            self.found.extend(misread or [messages.not_a_mapping(self.top.span, "一段文字")])
        else:
            self.found.append(messages.not_a_mapping(self.top.span, "一个列表"))
        return None

    def _begin(self, event: Any, *, is_map: bool) -> bool:
        self._adorned(event)
        self.open.append(_Open(event.start_mark, is_map=is_map))
        if len(self.open) > MAX_DEPTH:
            self.found.append(messages.too_deep(self._at(event), MAX_DEPTH))
            return False
        return True

    def _scalar(self, event: Any) -> bool:
        self.nodes += 1
        if event.tag is not None or event.anchor is not None:
            self._adorned(event)
        style = event.style if event.style in ("'", '"', "|", ">") else ""
        text, start, end = event.value, event.start_mark, event.end_mark
        node = TextNode(text, style, self.source, start, end)
        if not style:
            if text[:1] in DOUBTED or "，" in text or start.line != end.line:
                self.found.extend(self._plain(node))
        elif style == '"' and FORBIDDEN.search(text):
            self.found.append(messages.forbidden_escape(node.span))
        self._add(node)
        if self.nodes > MAX_NODES:
            self.found.append(messages.too_many(self._at(event), MAX_NODES))
            return False
        return len(self.found) < MAX_FAULTS

    def _plain(self, node: TextNode) -> Iterator[Fault]:
        """What is suspicious about text without quotes."""
        text = node.text
        if text in ("<<", "="):
            yield messages.odd_word(node.span, text)
        elif text[:1] == "“" and text[-1:] == "”" and text.count("“") == 1:
            yield messages.curly_quotes(node.span, text)
        elif self._several_lines(node) and self.open:
            yield from slips.swallowed(node.span, node.start.line + 1, node.end.line)
        elif "，" in text and self._in_brackets(node):
            yield messages.wide_comma(node.place(text.index("，")), text)

    def _several_lines(self, node: TextNode) -> bool:
        return node.start.line != node.end.line

    def _in_brackets(self, node: TextNode) -> bool:
        """Is it an item of `[...]`, where a comma parts the items?"""
        above = self.open[-1] if self.open else None
        return above is not None and not above.is_map and self._char(above.start) == "["

    def _char(self, mark: Mark) -> str:
        return self.source.text[mark.index : mark.index + 1]

    def _adorned(self, event: Any) -> None:
        """Tags and anchors."""
        if getattr(event, "tag", None) is not None:
            self.found.append(messages.tag(self._at(event), self._word(event.start_mark)))
        elif event.anchor is not None:
            self._alias(event)

    def _alias(self, event: Any) -> None:
        self.aliases += 1
        if self.aliases <= MAX_ALIASES:
            self.found.append(messages.alias(self._at(event)))

    def _word(self, mark: Mark) -> str:
        """The word that stands there: `!!int`."""
        return (self.source.text[mark.index : mark.index + 40].split() or [""])[0]

    def _add(self, node: Node) -> None:
        if not self.open:
            self.top = node
            return
        above = self.open[-1]
        if not above.is_map:
            above.items.append(node)
        elif above.key is None:
            above.key = self._key(node)
        else:
            self._enter(above, above.key, node)
            above.key = None

    def _key(self, node: Node) -> TextNode:
        if not isinstance(node, TextNode):
            self.found.append(messages.key_not_text(node.span, "一个列表或映射"))
            return TextNode("", "'", self.source, node.start, node.end)
        if not node.style and node.text[:1] in SUSPECT and node.meaning != "string":
            self.found.append(messages.key_not_text(node.span, node.text))
        return node

    def _enter(self, above: _Open, key: TextNode, value: Node) -> None:
        earlier = above.entries.get(key.text)
        if earlier is not None:
            self.found.append(messages.duplicate_key(key.span, key.text, earlier.key.span))
            return
        above.entries[key.text] = Entry(key, value)

    def _close(self, event: Any) -> None:
        done = self.open.pop()
        self.nodes += 1
        where = (self.source, done.start, event.end_mark)
        self._add(
            MapNode(done.entries, *where) if done.is_map else ListNode(tuple(done.items), *where)
        )

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            self.found.append(messages.two_documents(self._at(event)))
        return self.documents == 1

    def _at(self, event: Any) -> Span:
        return span_between(self.source, event.start_mark, event.end_mark)
