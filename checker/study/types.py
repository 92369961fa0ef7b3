"""What written expressions yield, as the resolver has found out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checker.model.expression import Compared, Expression, Name
from checker.model.kind import Type
from checker.model.policy import Policy, PolicySet
from checker.model.resolved import Node
from checker.resolve import policies as resolve
from checker.resolve.scope import library
from checker.resolve.trees import everything
from checker.study.edits import places
from checker.study.uses import expressions

ANY_DAY = date(2020, 1, 1)  # types are the same on every day
Where = tuple[str, int, int, str]  # file, line, column, text


class Typing:
    """The types of all expressions of a folder, by their place."""

    def __init__(self, policies: PolicySet) -> None:
        self.policies = policies
        self.catalog = policies.catalog
        self._types: dict[Where, Type] = {}
        files = [*([policies.shared] if policies.shared else []), *policies.policies]
        for file in files:
            for node in everything(judged(policies, file)):
                if node.type.codes or where(node) not in self._types:
                    self._types[where(node)] = node.type

    def of(self, expression: Expression) -> Type | None:
        """What an expression yields; None of one that is no value, as a list."""
        return self._types.get(where(expression))

    def codes_beside(self, file: Policy, name: str) -> Sequence[str]:
        """The code list of what is looked up in a named list; () where it is no choice's."""
        for whole in self._written(file):
            for node in (place.node for place in places(whole)):
                if isinstance(node, Compared) and named_in(node, name):
                    type_ = self.of(node.operands[0])
                    if type_ and type_.codes:
                        return [*self.catalog.codes[type_.codes].codes]
        return ()

    def _written(self, file: Policy) -> Iterator[Expression]:
        """The expressions that may name what a file names."""
        shared = file is self.policies.shared
        for one in (file, *self.policies.policies) if shared else (file,):
            for rule in one.rules:
                yield from expressions(rule)
            for definition in one.definitions:
                yield from expressions(definition)


def where(written: Expression | Node) -> Where:
    """The place of an expression, and of what it was resolved to."""
    span = written.span
    return span.source.name, span.line, span.column, written.text


def named_in(compared: Compared, name: str) -> bool:
    """Is something looked up in the list of this name?"""
    last = compared.operands[-1]
    return (
        compared.operators[-1] in ("in", "not-in") and isinstance(last, Name) and last.name == name
    )


def judged(policies: PolicySet, file: Policy) -> Iterator[Node]:
    """The trees of a file's rules and definitions."""
    known = library(policies, file, ANY_DAY)
    for one in file.definitions:
        yield resolve.definition(known, one).body
    for rule in file.rules:
        resolved = resolve.one_rule(known, rule)
        yield from (node for node in (resolved.applies, resolved.requires) if node)
