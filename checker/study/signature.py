"""What a rule makes of a situation, condition by condition: where two differ, they differ in kind.

For a search only: it follows up situations whose signature is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.kind import Kind, Unknown
from checker.model.resolved import Aggregate, DefinedRead, Node, ResolvedRule
from checker.resolve.trees import children
from checker.run.interpreter import Interpreter
from checker.run.rows import Places
from checker.study.situation import Worlds

Column = list[object]  # an answer a place


def signatures(worlds: Worlds, rules: Sequence[ResolvedRule]) -> list[object]:
    """Each situation's signature under the rules together."""
    found: list[list[object]] = [[] for _ in worlds.situations]
    for numbers, interpreter in worlds.parts:
        for rule in rules:
            owners = interpreter.worlds.get(rule.table, [])
            at = Places(rule.table, range(len(owners)))
            judged = [node for node in (rule.applies, rule.requires) if node]
            columns = [column for node in judged for column in truths(node, at, interpreter)]
            for world, row in zip(owners, zip(*columns, strict=True), strict=True):
                found[numbers[world]].append((rule.id, row))
    return [*map(tuple, found)]


def truths(node: Node, at: Places, interpreter: Interpreter) -> Iterator[Column]:
    """The truth of each condition in a node: True, False, or None for unknown."""
    if node.type.kind is Kind.YES_NO:
        answers = interpreter.exact(node)(at)
        yield [None if isinstance(answer, Unknown) else answer for answer in answers]
    if isinstance(node, Aggregate):
        yield members(node, at.start(), interpreter)
        return
    if isinstance(node, DefinedRead) and not node.row.item and not node.row.way:
        yield from truths(node.defined.body, Places(at.table, at.rows), interpreter)
    for child in children(node):
        yield from truths(child, at, interpreter)


def members(node: Aggregate, at: Places, interpreter: Interpreter) -> Column:
    """The different rows that an aggregate finds, by the truth of its conditions on them."""
    ranges = interpreter.aggregates.ranges(node)(at)
    told = [() if isinstance(rows, Unknown) else rows for rows in ranges]
    if node.condition is None:
        return [min(len(rows), 2) for rows in told]
    pairs = at.ranging(node.table, told)
    kinds = iter([*zip(*truths(node.condition, pairs, interpreter), strict=True)])
    different = ({next(kinds) for _ in rows} for rows in told)
    return [tuple(sorted(some, key=repr)) for some in different]
