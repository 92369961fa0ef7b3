"""Conditions taken apart for telling, in whatever language."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.resolved import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Node,
    Not,
    Shift,
    StandardRead,
)

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
TURNED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def conjuncts(node: Node | None) -> list[Node]:
    """The parts of an "and", chains opened; none of no condition."""
    if node is None:
        return []
    if isinstance(node, All):
        return [part for one in node.operands for part in conjuncts(one)]
    return [node]


def claimed(node: Node | None) -> tuple[list[Node], Node | None]:
    """Of `not w or c`: the w, and c."""
    if not isinstance(node, Any):
        return [], node
    wheres = [one.operand for one in node.operands if isinstance(one, Not)]
    claims = [one for one in node.operands if not isinstance(one, Not)]
    if len(claims) != 1:
        return [], node
    return [part for one in wheres for part in conjuncts(one)], claims[0]


def opened(nodes: Sequence[Node]) -> list[Node]:
    """Chains of comparisons among conditions opened, so that neighbours can be told together."""
    found: list[Node] = []
    for node in nodes:
        chain = isinstance(node, All) and all(isinstance(one, Compare) for one in node.operands)
        found.extend(node.operands if isinstance(node, All) and chain else (node,))
    return found


def fixedness(node: Node) -> int:
    """How little a side of a comparison varies: what varies most is spoken of."""
    if isinstance(node, Constant | StandardRead):
        return 3
    if isinstance(node, Shift):
        return 1 + min(fixedness(node.day), fixedness(node.by))
    if isinstance(node, Arithmetic):
        return 1 + min(fixedness(node.left), fixedness(node.right))
    return 0


def turned(node: Compare, *, holds: bool) -> tuple[Node, str, Node]:
    """A comparison said of what varies: left, operator, right."""
    left, operator, right = node.left, node.operator, node.right
    if fixedness(left) > fixedness(right):
        left, operator, right = right, TURNED[operator], left
    return left, operator if holds else OPPOSITE[operator], right
