"""Expressions as they were written, walked: which names a file uses, and where.

Names are compared as names; what they mean where they stand is `checker.resolve`'s. A name that is
used for one thing may so count as used for another: nothing is accused that may be in use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from checker.model.expression import (
    Called,
    Chosen,
    Compared,
    Expression,
    Item,
    Joined,
    Listed,
    Literal,
    Member,
    Minus,
    Name,
    Negated,
    Ranged,
    Reckoned,
    Row,
    Template,
)
from checker.model.policy import Policy, Rule


def below(node: Expression) -> tuple[Expression, ...]:
    """The expressions right below one."""
    return BELOW[type(node)](node)


def _ranged(node: Ranged) -> tuple[Expression, ...]:
    return (node.value, node.collection, *([node.condition] if node.condition else []))


BELOW: dict[type[Expression], Callable[[Any], tuple[Expression, ...]]] = {
    Literal: lambda node: (),
    Name: lambda node: (),
    Member: lambda node: (node.of,),
    Listed: lambda node: node.items,
    Item: lambda node: (node.of, node.index),
    Compared: lambda node: node.operands,
    Joined: lambda node: node.operands,
    Negated: lambda node: (node.operand,),
    Minus: lambda node: (node.operand,),
    Reckoned: lambda node: (node.left, node.right),
    Chosen: lambda node: (node.condition, node.then, node.otherwise),
    Ranged: _ranged,
    Called: lambda node: (*node.arguments, *(value for _, value in node.keywords)),
}


def everything(nodes: Iterable[Expression]) -> Iterator[Expression]:
    """The expressions and all below them."""
    for node in nodes:
        yield node
        yield from everything(below(node))


def names(nodes: Iterable[Expression]) -> Iterator[str]:
    """The names that expressions use, before and behind dots."""
    for node in everything(nodes):
        if isinstance(node, Name | Member):
            yield node.name


def of_file(policy: Policy) -> Iterator[Expression]:
    """All that a policy file writes as an expression: definitions and rules."""
    for definition in policy.definitions:
        if isinstance(definition.body, tuple):
            yield from of_table(definition.body)
        else:
            yield definition.body
    for rule in policy.rules:
        yield from of_rule(rule)


def of_table(rows: Iterable[Row]) -> Iterator[Expression]:
    """The expressions of a decision table."""
    for row in rows:
        yield from ([row.when] if row.when else [])
        yield row.then


def of_rule(rule: Rule) -> Iterator[Expression]:
    """The expressions of a rule, those in its texts too."""
    yield from ([rule.applies] if rule.applies else [])
    yield rule.requires
    yield from rule.once_per
    for text in (rule.message, rule.remedy, rule.message_en, rule.remedy_en):
        yield from of_text(text)


def of_text(text: Template | None) -> Iterator[Expression]:
    """The expressions in the braces of a message."""
    for part in text.parts if text else ():
        if not isinstance(part, str):
            yield part
