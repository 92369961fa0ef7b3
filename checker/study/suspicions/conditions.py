"""Conditions put together, taken apart, and asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model.function import AS_OF
from checker.model.resolved import (
    Aggregate,
    All,
    Any,
    Call,
    Constant,
    DaysBetween,
    Node,
    Not,
    ResolvedRule,
)
from checker.resolve.trees import children, everything, inner
from checker.study.proof.prover import Question
from checker.study.proof.reading import TOP, At, turned


@dataclass(frozen=True)
class Clause:
    """A condition that is to hold, or to fail."""

    node: Node
    wanted: bool = True
    at: At = TOP

    @property
    def told(self) -> str:
        """As a sentence says it."""
        return f"“{self.node.text}”" if self.wanted else f"“{self.node.text}”不成立"

    @property
    def goal(self) -> Node:
        """The condition that is to hold."""
        return self.node if self.wanted else turned(self.node)

    def parts(self) -> list[Clause]:
        """The smaller clauses that it comes to; a chain of comparisons is one."""
        split: type[All] | type[Any] = All if self.wanted else Any
        if isinstance(self.node, Not):
            return replace(self, node=self.node.operand, wanted=not self.wanted).parts()
        if not isinstance(self.node, split) or is_chain(self.node):
            return [self]
        return [one for part in self.node.operands for one in replace(self, node=part).parts()]


def is_chain(node: All | Any) -> bool:
    """Is it `a <= b < c`, whose steps have one text?"""
    return {part.text for part in node.operands} == {node.text}


def all_of(clauses: Sequence[Clause]) -> Question:
    """Do all the clauses hold on one row?"""
    return lambda weighing: all(
        (weighing.holds if one.wanted else weighing.fails)(one.node, one.at) for one in clauses
    )


def applies(rule: ResolvedRule) -> list[Clause]:
    """The rule applies."""
    return [] if rule.applies is None else [Clause(rule.applies)]


def met(rule: ResolvedRule) -> list[Clause]:
    """The rule applies, and what it requires holds."""
    return [*applies(rule), Clause(rule.requires)]


def gap(rule: ResolvedRule) -> list[Clause]:
    """The rule applies, and what it requires fails."""
    return [*applies(rule), Clause(rule.requires, wanted=False)]


def judged(rule: ResolvedRule) -> tuple[Node, ...]:
    """The conditions that decide about a rule's rows."""
    return tuple(node for node in (rule.applies, rule.requires) if node is not None)


def turns_on_the_day(nodes: Sequence[Node]) -> bool:
    """Does something stand fixed by the day of the check, and might differ on another day?

    What is reckoned from a day in the file to the day of the check (an age, a number of days) may
    be anything on any day.
    """
    return any(map(is_day_of_check, nodes)) or any(
        is_day_of_check(part)
        for node in everything(nodes)
        for part in below(node)
        if not (isinstance(node, Call | DaysBetween) and reckons(node))
    )


def below(node: Node) -> Iterator[Node]:
    """The nodes right below, an aggregate's conditions too."""
    yield from children(node)
    if isinstance(node, Aggregate):
        yield from inner(node)


def is_day_of_check(node: Node) -> bool:
    """Is it 核查日?"""
    return isinstance(node, Constant) and node.text in AS_OF


def reckons(node: Call | DaysBetween) -> bool:
    """Does it read anything besides constants?"""
    return not all(isinstance(part, Constant) for part in children(node))
