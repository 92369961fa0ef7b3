"""Logic over functions of rows: Kleene's and, or; what is unknown where an operand is."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from itertools import compress
from typing import Any

from checker.model.kind import Kind, Unknown, Value
from checker.model.resolved import Compare
from checker.run import functions, intervals
from checker.run.intervals import Interval
from checker.run.rows import Evaluate, Places

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def always(value: Any) -> Callable[[Places], list[Any]]:
    """The same for every row."""
    return lambda at: [value] * len(at.rows)


def strict(function: Callable[..., Any], *operands: Evaluate) -> Evaluate:
    """A function of known values: unknown where one of them is, for all their reasons."""
    if len(operands) == 1:
        (operand,) = operands
        return lambda at: [
            value if isinstance(value, Unknown) else function(value) for value in operand(at)
        ]

    def answered(at: Places) -> list[Any]:
        rows = zip(*(operand(at) for operand in operands), strict=True)
        return [
            intervals.doubt(*values) if Unknown in map(type, values) else function(*values)
            for values in rows
        ]

    return answered


def kleene(parts: list[Evaluate], *, decisive: bool) -> Evaluate:
    """And (false decides) and or (true decides); a part is asked only where none has decided."""
    neutral = not decisive
    first, *others = parts

    def joined(at: Places) -> list[bool | Unknown]:
        result: list[bool | Unknown] = list(first(at))
        still_open = undecided(result, decisive=decisive)
        for part in others:
            truths = zip(still_open, part(at.part(still_open)), strict=True)
            telling = [(place, truth) for place, truth in truths if truth is not neutral]
            for place, truth in telling:
                doubt = truth is not decisive
                result[place] = intervals.doubt(result[place], truth) if doubt else decisive
            if telling:
                still_open = [place for place in still_open if result[place] is not decisive]
        return result

    return joined


def undecided(truths: Sequence[bool | Unknown], *, decisive: bool) -> list[int]:
    """The places of the truths that are not the one that decides."""
    if not decisive:  # an Unknown counts as true
        return [*compress(range(len(truths)), truths)]
    return [place for place, truth in enumerate(truths) if truth is not decisive]


def among(item: Evaluate, others: list[Evaluate], *, persons: bool) -> Evaluate:
    """True if equal to one, else unknown if one is unknown, else false."""

    def spelled(values: Sequence[Any]) -> list[Any]:
        return [
            v if isinstance(v, Unknown) else functions.same(v, persons=persons) for v in values
        ]

    def answered(at: Places) -> list[bool | Unknown]:
        columns = [spelled(operand(at)) for operand in (item, *others)]
        return [contains(value, row) for value, *row in zip(*columns, strict=True)]

    return answered


def contains(value: Value | Unknown, others: list[Value | Unknown]) -> bool | Unknown:
    """Is the value one of the others?"""
    if isinstance(value, Unknown):
        return value if others else False
    if value in others:
        return True
    unknown = [other for other in others if isinstance(other, Unknown)]
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
