"""Which value turns a verdict from one day to another: an age, days since a visit, a standard.

Both days' trees of one rule are walked side by side, down to the values that differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model.forecast import Crossing
from checker.model.kind import Kind
from checker.model.resolved import Aggregate, Compare, DefinedRead, Node
from checker.resolve.trees import children
from checker.run.interpreter import Interpreter
from checker.run.rows import Rowed
from checker.study.standing import Standings


def crossings(before: Standings, after: Standings, rule: str, row: int) -> tuple[Crossing, ...]:
    """The values by which the row's verdict differs; () where the rule itself is of one day."""
    if rule not in before.rules or rule not in after.rules:
        return ()
    one, other = before.rules[rule], after.rules[rule]
    walk = Walk(before.interpreter, after.interpreter)
    at = Rowed((other.table, row))
    pairs = ((one.applies, other.applies), (one.requires, other.requires))
    found = (walk.differing(a, b, at, "") for a, b in pairs if a is not None and b is not None)
    return tuple(dict.fromkeys(crossing for some in found for crossing in some))


@dataclass(frozen=True)
class Walk:
    """Goes down two trees of one shape."""

    before: Interpreter
    after: Interpreter

    def differing(self, one: Node, other: Node, at: Rowed, clause: str) -> Iterator[Crossing]:
        """What differs below two nodes; `clause`: the comparison that they stand in."""
        was, now = self.before.value(one, at), self.after.value(other, at)
        if was == now:
            return
        if other.type.kind is not Kind.YES_NO:
            yield Crossing(other.text, other.type.unit, was, now, clause)
            return
        found = [*self._below(one, other, at, other.text if isinstance(other, Compare) else "")]
        yield from found or [Crossing(other.text, None, was, now, clause)]

    def _below(self, one: Node, other: Node, at: Rowed, clause: str) -> Iterator[Crossing]:
        if isinstance(one, Aggregate) and isinstance(other, Aggregate):
            yield from self._rows(one, other, at)
        elif isinstance(one, DefinedRead) and isinstance(other, DefinedRead):
            row = self.after.cells.located(other.row)(at)
            if row is not None:
                inside = Rowed((other.defined.table, row))
                yield from self.differing(one.defined.body, other.defined.body, inside, clause)
        else:
            for first, second in zip(children(one), children(other), strict=False):
                yield from self.differing(first, second, at, clause)

    def _rows(self, one: Aggregate, other: Aggregate, at: Rowed) -> Iterator[Crossing]:
        """Of the rows ranged over, those that turn."""
        rows = self.after.aggregates.ranged(other)(at)
        if not isinstance(rows, list) or one.condition is None or other.condition is None:
            return
        for row in rows:
            inside = Rowed(at.itself, (other.table, row))
            yield from self.differing(one.condition, other.condition, inside, "")
