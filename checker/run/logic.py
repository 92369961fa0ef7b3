"""Kleene's logic over functions of rows, and known values compared."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from checker.model.kind import Kind, Unknown, Value
from checker.model.resolved import Compare
from checker.run import functions, intervals
from checker.run.intervals import Interval
from checker.run.rows import Evaluate, Rowed

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def kleene(parts: list[Evaluate], *, decisive: bool) -> Evaluate:
    """And (false decides) and or (true decides)."""

    def joined(at: Rowed) -> bool | Unknown:
        unknown = []
        for part in parts:
            truth: bool | Unknown = part(at)
            if truth is decisive:
                return decisive
            if isinstance(truth, Unknown):
                unknown.append(truth)
        return intervals.doubt(*unknown) if unknown else not decisive

    return joined


def disjunction(truths: list[bool | Unknown]) -> bool | Unknown:
    """True if one is, else unknown if one is, else false."""
    if any(truth is True for truth in truths):
        return True
    unknown = [truth for truth in truths if isinstance(truth, Unknown)]
    return intervals.doubt(*unknown) if unknown else False


def comparison(node: Compare) -> Callable[[Any, Any], bool | Unknown]:
    """How two known operands are compared."""
    compare = OPERATORS[node.operator]
    if Kind.ID_NUMBER in (node.left.type.kind, node.right.type.kind):
        identity = functions.identity
        return lambda one, other: compare(identity(one), identity(other))
    if not (node.left.type.kind.numeric and (node.left.type.bounded or node.right.type.bounded)):
        return compare

    def between(one: Any, other: Any) -> bool | Unknown:
        if isinstance(one, Interval) or isinstance(other, Interval):
            return intervals.compared(node.operator, one, other)
        return bool(compare(one, other))

    return between


def agreed(values: list[Value | Unknown], doubts: list[Unknown]) -> Value | Unknown:
    """The value on which all branches still open agree."""
    first = values[0]
    if isinstance(first, Unknown) or any(value != first for value in values[1:]):
        return intervals.doubt(*doubts, *values)
    return first
