"""What a rule makes of a situation, condition by condition: where two differ, they differ in kind.

For a search only: it follows up situations whose signature is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.kind import Kind, Unknown
from checker.model.resolved import Aggregate, DefinedRead, Node, ResolvedRule
from checker.resolve.trees import children
from checker.run.aggregates import from_item
from checker.run.interpreter import Interpreter
from checker.run.rows import Rowed
from checker.study.situation import Worlds


def signatures(worlds: Worlds, rules: Sequence[ResolvedRule]) -> list[object]:
    """Each situation's signature under the rules together."""
    found: list[list[object]] = [[] for _ in worlds.situations]
    for numbers, interpreter in worlds.parts:
        for rule in rules:
            judged = [node for node in (rule.applies, rule.requires) if node]
            for row, world in enumerate(interpreter.worlds.get(rule.table, [])):
                at = Rowed((rule.table, row))
                truths = [one for node in judged for one in truths_of(node, at, interpreter)]
                found[numbers[world]].append((rule.id, *truths))
    return [*map(tuple, found)]


def truths_of(node: Node, at: Rowed, interpreter: Interpreter) -> Iterator[object]:
    """The truth of each condition in a node: True, False, or None for unknown."""
    if node.type.kind is Kind.YES_NO:
        truth = interpreter.value(node, at)
        yield None if isinstance(truth, Unknown) else truth
    if isinstance(node, Aggregate):
        yield members(node, from_item(at), interpreter)
        return
    if isinstance(node, DefinedRead) and not node.row.item and not node.row.way:
        yield from truths_of(node.defined.body, Rowed(at.itself), interpreter)
    for child in children(node):
        yield from truths_of(child, at, interpreter)


def members(node: Aggregate, at: Rowed, interpreter: Interpreter) -> object:
    """The different rows that an aggregate finds, by the truth of its conditions on them."""
    rows = interpreter.aggregates.ranged(node)(at)
    if isinstance(rows, Unknown):
        return None
    items = [Rowed(at.itself, (node.table, row)) for row in rows]
    if node.condition is None:
        return min(len(items), 2)
    found = [tuple(truths_of(node.condition, item, interpreter)) for item in items]
    return tuple(sorted(set(found), key=repr))
