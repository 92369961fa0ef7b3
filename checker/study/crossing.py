"""Which value turns a verdict from one day to another: an age, days since a visit, a standard.

The rule is opened up for the row on both days, and what differs is followed down to values.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.forecast import Crossing
from checker.model.kind import Kind, Unknown, Value
from checker.model.resolved import Compare
from checker.run.interpreter import Result
from checker.run.intervals import Interval
from checker.run.trace import Traced, trace
from checker.study.standing import Standings


def crossings(before: Standings, after: Standings, rule: str, row: int) -> tuple[Crossing, ...]:
    """The values by which the row's verdict differs; () where the rule itself is of one day."""
    if rule not in before.rules or rule not in after.rules:
        return ()
    was, now = (trace(one.interpreter, one.rules[rule], row) for one in (before, after))
    pairs = ((was.applies, now.applies), (was.requires, now.requires))
    found = (differing(one, other, "") for one, other in pairs if one and other)
    return tuple(dict.fromkeys(crossing for some in found for crossing in some))


def differing(was: Traced, now: Traced, clause: str) -> Iterator[Crossing]:
    """What differs of two sub-expressions; `clause`: the comparison that they stand in."""
    if was.result == now.result:
        return
    node = now.node
    if node.type.kind is not Kind.YES_NO:
        yield Crossing(node.text, node.type.unit, told(was.result), told(now.result), clause)
        return
    inside = node.text if isinstance(node, Compare) else clause
    found = [
        crossing for one, other in parts(was, now) for crossing in differing(one, other, inside)
    ]
    yield from found or [Crossing(node.text, None, told(was.result), told(now.result), clause)]


def parts(was: Traced, now: Traced) -> Iterator[tuple[Traced, Traced]]:
    """What both are made of: operands, a definition's body, the rows of an aggregate."""
    yield from zip(was.children, now.children, strict=False)
    known = {item.row: item.condition for item in was.items}
    for item in now.items:
        before = known.get(item.row)
        if before and item.condition:
            yield before, item.condition


def told(result: Result) -> Value | Unknown:
    """A value; what is only known between bounds is not known."""
    return result.unknown if isinstance(result, Interval) else result
