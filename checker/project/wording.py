"""Contents of cells as YAML, and scalars of YAML as contents of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from checker.frozen import frozen
from checker.project.forms import Content
from checker.project.sheets import shown
from checker.read import values
from checker.yaml_tree import ListNode, Node, TextNode
from checker.yaml_tree.edits import scalar

YES, NO = "是", "否"
TRUTH = {YES: "true", NO: "false"}
AND = "、"
FIRST_DAY = date(1900, 3, 1)  # before it a spreadsheet counts days wrongly


@frozen
class Manner:
    """How a scalar is shown in a cell, and how a cell is written as a scalar."""

    show: Callable[[Node | None], Content]
    write: Callable[[Content, Node | None], str]  # in the quotes of the one whose place it takes


def value_in(node: Node | None) -> Content:
    """What a cell shows of a number, a day, yes or no, a word, or several of them."""
    if isinstance(node, ListNode):
        return AND.join(shown(value_in(one)) for one in node.items)
    if not isinstance(node, TextNode) or node.null:
        return None
    if node.meaning == "boolean":
        return YES if node.text.lower() == "true" else NO
    if node.meaning == "number" and values.NUMBER.match(node.text):
        return Decimal(node.text)
    return day_in(node)


def word_in(node: Node | None) -> Content:
    """What a cell shows of a text."""
    return node.text if isinstance(node, TextNode) and not node.null else None


def day_in(node: Node | None) -> Content:
    """What a cell shows of a day; else of a text."""
    return day_or_text(node.text) if isinstance(node, TextNode) and not node.null else None


def day_or_text(text: str) -> Content:
    """The day of a text, where it is one that a spreadsheet can hold; else the text."""
    try:
        day = date.fromisoformat(text) if values.DAY.match(text) else None
    except ValueError:
        day = None
    return day if day is not None and day >= FIRST_DAY else text


def word(content: Content, node: Node | None = None) -> str:
    """A text; in quotes where it would be taken for something else."""
    return scalar(shown(content), node)


def plainly(content: Content, node: Node | None = None) -> str:
    """A number, a day or an expression: what it looks like."""
    return scalar(shown(content), node, word=False)


def truth(content: Content, node: Node | None = None) -> str:
    """Yes or no; anything else stands as it is, for the reader to find fault with."""
    text = shown(content)
    return TRUTH.get(text) or plainly(content, node)


WORD = Manner(word_in, word)
DAY = Manner(day_in, plainly)
YES_NO = Manner(value_in, truth)


def in_braces(parts: Mapping[str, str]) -> str:
    """A mapping on one line; its values are YAML already."""
    return "{" + ", ".join(f"{scalar(key)}: {text}" for key, text in parts.items()) + "}"


def in_brackets(parts: Iterable[str]) -> str:
    """A list on one line; its items are YAML already."""
    # A full-width comma would be taken for a slip where commas part the items.
    quoted = (f"'{one}'" if "，" in one and one[0] not in "'\"" else one for one in parts)
    return "[" + ", ".join(quoted) + "]"
