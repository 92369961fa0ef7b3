"""Conditions that say less than they seem to: met by nothing, always the same, said twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.fault import Fault
from checker.lint import messages, written
from checker.lint.patterns import in_pattern
from checker.lint.subject import Subject, judged
from checker.model.expression import Expression, Joined, Literal
from checker.model.policy import Policy
from checker.model.resolved import (
    Aggregate,
    All,
    Any,
    Call,
    Compare,
    Constant,
    Decide,
    DefinedRead,
    Node,
    ResolvedRule,
)
from checker.resolve.trees import everything

OF_NONE = "all"  # of no row it is true


def faults(subject: Subject) -> Iterator[Fault]:
    """What is suspicious about conditions; each place once, however many rules come by it."""
    for file in subject.files:
        yield from _constant(file)
    for rule in subject.rules:
        yield from _of_none(rule)
        for node in everything(judged(rule)):
            yield from _said_twice(node)
            if isinstance(node, Call) and node.function == "matches":
                yield from in_pattern(node.arguments[1])


def _constant(file: Policy) -> Iterator[Fault]:
    """True or False where a condition is to be decided."""
    for definition in file.definitions:
        if isinstance(definition.body, tuple):
            for row in definition.body:
                yield from _literal(row.when, "when")
    for rule in file.rules:
        yield from _literal(rule.applies, "applies")
        yield from _literal(rule.requires, "requires")
    for node in written.everything(written.of_file(file)):
        if isinstance(node, Joined):
            for operand in node.operands:
                yield from _literal(operand, node.operator)


def _literal(node: Expression | None, where: str) -> Iterator[Fault]:
    if isinstance(node, Literal) and isinstance(node.value, bool):
        yield messages.constant_condition(node.span, node.value, where)


def _of_none(rule: ResolvedRule) -> Iterator[Fault]:
    """`all(…)` that a rule requires, where no row at all would do."""
    aggregates = [node for node in everything(judged(rule)) if isinstance(node, Aggregate)]
    counted = {node.table for node in aggregates if node.kind != OF_NONE}
    for node in _required([rule.requires]):
        own = node.table == rule.table and node.root is not None  # the row checked is among them
        if node.table not in counted and not own:
            yield messages.all_of_none(node.span, node.ranged)


def _required(nodes: Iterable[Node]) -> Iterator[Aggregate]:
    """The `all(…)` that make a requirement kept when they hold."""
    for node in nodes:
        match node:
            case Aggregate() if node.kind == OF_NONE:
                yield node
            case All() | Any():
                yield from _required(node.operands)
            case DefinedRead():
                yield from _required([node.defined.body])
            case Decide():
                thens = [then for _, then in node.rows]
                yield from _required([*thens, *([node.otherwise] if node.otherwise else [])])


def _said_twice(node: Node) -> Iterator[Fault]:
    if isinstance(node, All | Any):
        for number, operand in enumerate(node.operands):
            if operand in node.operands[:number]:
                yield messages.repeated_condition(operand.span, operand.text)
    elif _same(node):
        yield messages.same_on_both_sides(node.span, node.text)


def _same(node: Node) -> bool:
    """Is something compared with itself?"""
    if not isinstance(node, Compare) or isinstance(node.left, Constant):
        return False
    return node.left == node.right
