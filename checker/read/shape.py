"""Checks a tree against the shape that its kind of file has, and reads its values on the way.

One walk finds all that is wrong with a file: keys, kinds, words, days, numbers, names, expressions
and messages. What was read is kept by node, so that the model is built without reading it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from checker.fault import Fault, FaultyInput
from checker.model.expression import Expression, Template
from checker.read import messages, values
from checker.read.expression import parse_at
from checker.read.schema import SCALARS, Shape
from checker.read.template import template_at
from checker.spelling import closest
from checker.yaml_tree import Entry, ListNode, MapNode, Node, TextNode
from checker.yaml_tree.slips import misread_key

MAX_FAULTS = 200  # with so many the rest of a file is not looked at
WANTED = {
    "object": "几行 键: 值",
    "array": "一个列表",
    "string": "一段文字",
    "integer": "一个整数",
    "number": "一个数",
    "boolean": "true 或 false",
}
MENDS = {
    "object": "下一行缩进两格写 键: 值",
    "array": "写成 [a, b]，或每项一行以 - 开头",
}


class Reading:
    """What was read of a file: its values by node, and its faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.expressions: dict[Node, Expression] = {}
        self.messages: dict[Node, Template] = {}
        self.days: dict[Node, date] = {}

    def check(self, node: Node, shape: Shape, name: str) -> None:
        """Check a node; `name` is the key that it stands under."""
        if len(self.faults) >= MAX_FAULTS:
            return
        if shape.branches:
            self._branches(node, shape, name)
        elif isinstance(node, MapNode):
            self._map(node, shape, name)
        elif isinstance(node, ListNode):
            self._list(node, shape, name)
        else:
            self._text(node, shape, name)

    def _branches(self, node: Node, shape: Shape, name: str) -> None:
        kinds = _kinds(node)
        fitting = [branch for branch in shape.branches if _admits(branch, kinds)]
        if fitting:
            self.check(node, fitting[0], name)
        else:
            admitted = frozenset().union(*(branch.kinds for branch in shape.branches))
            self._wrong_kind(node, Shape(admitted), name)

    def _map(self, node: MapNode, shape: Shape, name: str) -> None:
        if shape.kinds and "object" not in shape.kinds:
            self._wrong_kind(node, shape, name)
            return
        for key, entry in node.entries.items():
            if len(self.faults) >= MAX_FAULTS:
                return
            value = shape.properties.get(key) or shape.others
            if shape.names:
                self._take(partial(values.check_name, entry.key, key))
            if value is not None:
                self._value(entry, value, key)
            elif shape.closed:
                self._unknown_key(entry, shape, key)
        self._missing(node, shape)
        if shape.one_of:
            self._one_of(node, shape)
        if len(node.entries) < shape.fewest:
            self.faults.append(messages.too_few(node.span, name))

    def _missing(self, node: MapNode, shape: Shape) -> None:
        """What must be there; not what is there under a misspelt key."""
        missing = [key for key in shape.required if key not in node.entries]
        if not missing:
            return
        odd = [key for key in node.entries if key not in shape.properties]
        meant = {self._meant(key, shape) for key in odd[: len(shape.required)]}
        for key in missing:
            if key not in meant:
                title = shape.properties[key].title if key in shape.properties else ""
                self.faults.append(messages.missing_key(node.span, key, title))

    def _value(self, entry: Entry, shape: Shape, key: str) -> None:
        if isinstance(entry.value, TextNode) and entry.value.null and "null" not in shape.kinds:
            self.faults.append(messages.empty_value(entry.key.span, key))
        else:
            self.check(entry.value, shape, key)

    def _unknown_key(self, entry: Entry, shape: Shape, key: str) -> None:
        misread = misread_key(entry.key)
        if misread:
            self.faults.append(misread)
            return
        meant = self._meant(key, shape) if len(self.faults) < MAX_FAULTS else None
        sure = meant is not None and shape.properties[meant].title == key
        fault = messages.unknown_key(entry.key.span, key, shape.properties, meant, sure=sure)
        self.faults.append(fault)

    def _meant(self, key: str, shape: Shape) -> str | None:
        """The key that was probably meant: by its Chinese title, or the nearest."""
        titles = {one.title: name for name, one in shape.properties.items() if one.title}
        return titles.get(key) or closest(key, shape.properties)

    def _one_of(self, node: MapNode, shape: Shape) -> None:
        given = [key for key in dict.fromkeys(sum(shape.one_of, ())) if key in node.entries]
        if tuple(given) not in shape.one_of:
            self.faults.append(messages.one_of(node.span, shape.one_of, given))

    def _list(self, node: ListNode, shape: Shape, name: str) -> None:
        if shape.kinds and "array" not in shape.kinds:
            self._wrong_kind(node, shape, name)
            return
        if len(node.items) < shape.fewest:
            self.faults.append(messages.too_few(node.span, name))
        seen: dict[str, TextNode] = {}
        for item in node.items:
            if shape.items is not None:
                self.check(item, shape.items, name)
            if shape.unique and isinstance(item, TextNode):
                if item.text in seen:
                    first = seen[item.text].span
                    self.faults.append(messages.listed_twice(item.span, item.text, first))
                seen.setdefault(item.text, item)

    def _text(self, node: TextNode, shape: Shape, name: str) -> None:
        if shape.words:
            if node.text not in shape.words:
                fault = messages.unknown_word(node.span, node.text, shape.words, shape.description)
                self.faults.append(fault)
            return
        kinds = shape.kinds
        if not kinds or self._scalar(node, shape, name):
            self._form(node, shape)

    def _scalar(self, node: TextNode, shape: Shape, name: str) -> bool:
        """Is a scalar of a kind that the shape admits?"""
        meaning, kinds = node.meaning, shape.kinds
        if meaning in kinds:
            return meaning != "number" or "string" in kinds or self._number(node, shape)
        if "integer" in kinds or "number" in kinds:
            if meaning == "null":
                self.faults.append(messages.empty_value(node.span, name))
                return False
            return self._number(node, shape)
        if kinds == {"boolean"}:
            self.faults.append(messages.not_a_truth(node.span, node.text))
        elif "string" in kinds and meaning == "null":
            self.faults.append(messages.empty_value(node.span, name))
        elif "string" in kinds:
            self.faults.append(messages.quote_number(node.span, node.text))
        else:
            self._wrong_kind(node, shape, name)
        return False

    def _number(self, node: TextNode, shape: Shape) -> bool:
        try:
            value = values.number_in(node)
        except FaultyInput as error:
            self.faults.extend(error.faults)
            return False
        if "number" not in shape.kinds and value != int(value):
            self.faults.append(messages.not_whole(node.span, node.text))
        elif shape.least is not None and value < shape.least:
            self.faults.append(messages.too_small(node.span, node.text, shape.least))
        else:
            return True
        return False

    def _form(self, node: TextNode, shape: Shape) -> None:
        if len(node.text) < shape.fewest:
            self.faults.append(messages.empty_value(node.span, shape.title or "这里"))
        elif shape.pattern is not None and not shape.pattern.match(node.text):
            self.faults.append(messages.odd_text(node.span, node.text, shape.description))
        elif shape.form == "day":
            self._take(lambda: self.days.update({node: values.day_in(node)}))
        elif shape.form == "expression":
            self._take(lambda: self.expressions.update({node: parse_at(node.text, node.place)}))
        elif shape.form == "message":
            self._take(lambda: self.messages.update({node: template_at(node.text, node.place)}))
        elif shape.form == "name":
            self._take(partial(values.check_name, node, node.text))

    def _take(self, read: Callable[[], None]) -> None:
        try:
            read()
        except FaultyInput as error:
            self.faults.extend(error.faults)

    def _wrong_kind(self, node: Node, shape: Shape, name: str) -> None:
        misread = misread_key(node) if isinstance(node, TextNode) else None
        if misread and "object" in shape.kinds:
            self.faults.append(misread)
            return
        kinds = " 或 ".join(WANTED[kind] for kind in WANTED if kind in shape.kinds)
        wanted = "一行表达式" if shape.form == "expression" else kinds
        first = next((kind for kind in MENDS if kind in shape.kinds), "")
        mend = MENDS.get(first, "")
        if not isinstance(node, TextNode) and shape.kinds & SCALARS:
            mend = "以 [ 或 { 开头的内容要放在引号里" if _flow(node) else "直接写在冒号后面"
        self.faults.append(messages.wrong_shape(node.span, name, wanted, mend))


def _flow(node: MapNode | ListNode) -> bool:
    """Is it written with brackets?"""
    return node.source.text[node.start.index : node.start.index + 1] in ("[", "{")


def _kinds(node: Node) -> Iterable[str]:
    """The kinds that a node may be taken for."""
    if isinstance(node, MapNode):
        return ("object",)
    return ("array",) if isinstance(node, ListNode) else SCALARS


def _admits(shape: Shape, kinds: Iterable[str]) -> bool:
    return not shape.kinds or any(kind in shape.kinds for kind in kinds)
