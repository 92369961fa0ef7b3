"""Patterns of `matches`: the whole text must match, and a dot is any character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.fault import Fault
from checker.lint import messages
from checker.model.resolved import Constant, Node

ANCHORED = re.compile(r"\A(?:\^|\\A)|(?:(?<!\\)\$|\\z)\Z")
# A class, an escape, or one character.
PART = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.", re.DOTALL)
REPEATED = "*+?{"


def in_pattern(node: Node) -> Iterator[Fault]:
    """What is suspicious about a pattern."""
    if not isinstance(node, Constant) or not isinstance(node.value, str):
        return
    bare = ANCHORED.sub("", node.value)
    if bare != node.value:
        yield messages.pattern_anchor(node.span, bare)
    if _lone_dot(bare):
        yield messages.pattern_dot(node.span, node.value)


def _lone_dot(pattern: str) -> bool:
    """Is there a dot for one character, between others that stand for themselves?"""
    parts = PART.findall(pattern)
    return any(
        part == "." and not (after and after[0] in REPEATED)
        for part, after in zip(parts, [*parts[1:], ""], strict=True)
    )
