"""Do the representatives tell all there is to tell of a rule?

Only where they do is anything proved by trying them: that two rules are the same, that one can
never be met. They do not where a verdict may turn at values that nothing leads to, or only with
more rows than two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from checker.model.kind import Value
from checker.model.resolved import (
    Aggregate,
    Compare,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    StandardRead,
)
from checker.resolve.trees import children, everything, inner
from checker.study.aiming import aim
from checker.study.guesses import Guesses

MANY_ROWS = ("count", "distinct", "sum", "avg", "longest_gap")
MOST = 2  # rows of a table, and so collections that one table is looked at as


def tell_all(nodes: Sequence[Node], guess: Guesses) -> bool:
    """Is every value led to, and are none, one and two rows enough?"""
    aggregates = [node for node in nodes if isinstance(node, Aggregate)]
    looks = Counter(node.table for node in aggregates)
    if any(many > MOST for many in looks.values()) or any(map(nested, aggregates)):
        return False
    compared = [node for node in nodes if isinstance(node, Compare)]
    return all(led_to(node, guess) and not counts_more(node, guess) for node in compared)


def nested(node: Aggregate) -> bool:
    """Is there another aggregate in what is evaluated for each row?"""
    return any(isinstance(part, Aggregate) for part in everything(inner(node)))


def led_to(node: Compare, guess: Guesses) -> bool:
    """Is there a way back from the comparison to every field that it compares?"""
    for one, other in ((node.left, node.right), (node.right, node.left)):
        aimed = {(read.table, read.name) for read, _ in aim(one, guess(other), guess)}
        if not {(read.table, read.name) for read in fields_in(one)} <= aimed:
            return False
    return True


def fields_in(node: Node) -> Iterator[FieldRead]:
    """The fields that a value is made of; not those of conditions, which compare by themselves."""
    if isinstance(node, FieldRead):
        yield node
    elif isinstance(node, DefinedRead):
        yield from fields_in(node.defined.body)
    elif isinstance(node, Aggregate):
        yield from fields_in(node.value) if node.value else ()
    elif isinstance(node, Decide):
        branches = [then for _, then in node.rows]
        for branch in [*branches, *([node.otherwise] if node.otherwise else [])]:
            yield from fields_in(branch)
    elif not isinstance(node, StandardRead):
        for child in children(node):
            yield from fields_in(child)


def counts_more(node: Compare, guess: Guesses) -> bool:
    """May the comparison turn only where there are more than two rows?"""
    sides = [*everything([node.left])], [*everything([node.right])]
    many = [any(isinstance(n, Aggregate) and n.kind in MANY_ROWS for n in s) for s in sides]
    if not any(many):
        return False
    counted, limit = (node.left, node.right) if many[0] else (node.right, node.left)
    plain = isinstance(counted, Aggregate) and counted.kind in ("count", "distinct")
    return not (plain and not all(many) and greatest(guess(limit)) < MOST)


def greatest(values: Iterable[Value]) -> Decimal:
    """The greatest number among some values."""
    return max((value for value in values if isinstance(value, Decimal)), default=Decimal(0))
