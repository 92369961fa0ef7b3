"""Trees reshaped for telling, with the same meaning: choices drawn out of what they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checker.model.resolved import Compare, Constant, Decide, FieldRead, Node


def cases(node: Node) -> Node:
    """A condition with its choices outside: x == (a if c else b) → (x == a) if c else (x == b).

    A choice in the last branch of another becomes further rows of it.
    """
    if isinstance(node, Compare):
        return compared(node)
    if isinstance(node, Decide) and isinstance(node.otherwise, Decide):
        last = cases(node.otherwise)
        assert isinstance(last, Decide)  # of a choice it makes a choice
        return replace(node, rows=(*node.rows, *last.rows), otherwise=last.otherwise)
    return node


def compared(node: Compare) -> Node:
    """A comparison with a choice as a choice of comparisons."""
    if isinstance(node.left, Decide):
        return spread(node, node.left, lambda one: replace(node, left=one))
    if isinstance(node.right, Decide):
        return spread(node, node.right, lambda one: replace(node, right=one))
    return node


def spread(node: Compare, choice: Decide, beside: Callable[[Node], Compare]) -> Decide:
    """The choice with each of its values compared."""
    last = choice.otherwise
    rows = tuple((when, beside(then)) for when, then in choice.rows)
    made = Decide(node.type, node.text, node.span, rows, None if last is None else beside(last))
    return made if not isinstance(last, Decide) else spread_last(made)


def spread_last(node: Decide) -> Decide:
    """A choice whose last branch is a comparison with a choice."""
    if node.otherwise is None:
        return node
    flat = cases(replace(node, otherwise=cases(node.otherwise)))
    assert isinstance(flat, Decide)  # of a choice it makes a choice
    return flat


def as_written(node: Decide) -> tuple[str, ...]:
    """The codes of a table that only says again what is written; none of any other."""
    codes = []
    for when, then in node.rows:
        says_again = (
            isinstance(when, Compare)
            and when.operator == "=="
            and isinstance(when.left, FieldRead)
            and isinstance(when.right, Constant)
            and isinstance(then, Constant)
            and when.right.value == then.value
        )
        if not says_again or node.otherwise is not None:
            return ()
        assert isinstance(then, Constant)  # as says_again says
        codes.append(str(then.value))
    return tuple(codes)
