"""What is suspicious in decision tables and choices.

Rows whose turn never comes; rows that can hold together and answer differently, though neither is
an exception to the other. What falls through all rows is told in `holes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from checker.fault import Fault
from checker.model.resolved import (
    Aggregate,
    Compare,
    Decide,
    Node,
    ResolvedRule,
    TableName,
)
from checker.resolve import units
from checker.resolve.trees import children, inner
from checker.study.proof.reading import TOP, WITHIN, At
from checker.study.suspicions import messages
from checker.study.suspicions.conditions import Clause, all_of, applies, judged
from checker.study.suspicions.definitions import bodies
from checker.study.suspicions.pairs import goals
from checker.study.suspicions.trial import Finding, Trial


@dataclass(frozen=True)
class Choice:
    """A decision table, or `x if c else y`."""

    node: Decide
    name: str  # the definition's, or the text of the choice
    table: TableName  # of the rows that it is about
    given: tuple[Clause, ...] = ()  # what holds wherever it is looked at
    at: At = TOP
    rule: ResolvedRule | None = None  # whose it is
    table_of_rows: bool = False  # a decision table; False: x if c else y

    def decides(self, number: int) -> list[Clause]:
        """A row's turn: those before it fail, and it holds."""
        return [*self.fallen(number), Clause(self.node.rows[number][0], at=self.at)]

    def fallen(self, number: int) -> list[Clause]:
        """The first rows fail."""
        whens = [when for when, _ in self.node.rows[:number]]
        return [*self.given, *(Clause(when, wanted=False, at=self.at) for when in whens)]


def findings(trial: Trial) -> Iterator[Finding]:
    """All that is suspicious about tables, each place once."""
    for choice in choices(trial):
        rules = (choice.rule.id,) if choice.rule else ()
        about = judged(choice.rule) if choice.rule else (choice.node,)
        for fault in (*unreachable(trial, choice), *overlaps(trial, choice)):
            yield Finding(fault, rules, about)


def choices(trial: Trial) -> Iterator[Choice]:
    """The tables of definitions and of the categories, and the choices in expressions."""
    category = trial.resolved.category
    if category is not None and isinstance(category.body, Decide):
        yield Choice(category.body, category.name, category.table, table_of_rows=True)
    for body in bodies(trial):
        for node, at in own(body.node, TOP):
            rows = node is body.node and isinstance(body.written.body, tuple)
            yield Choice(node, body.written.name, body.table, at=at, table_of_rows=rows)
    for rule in trial.rules:
        for root in judged(rule) if rule.id not in trial.accused else ():
            for node, at in own(root, TOP):
                given = applies(rule) if root is rule.requires and at == TOP else ()
                yield Choice(node, node.text, rule.table, tuple(given), at, rule)


def own(node: Node, at: At) -> Iterator[tuple[Decide, At]]:
    """The choices that stand in an expression; not those of definitions that it reads."""
    if isinstance(node, Decide):
        yield node, at
    for child in children(node):
        yield from own(child, at)
    if isinstance(node, Aggregate):
        for child in inner(node):
            yield from own(child, WITHIN)


# Rows whose turn never comes ---------------------------------------------------------------------


def unreachable(trial: Trial, choice: Choice) -> Iterator[Fault]:
    """Rows that never decide, and an end that nothing falls to."""
    for number, (when, then) in enumerate(choice.node.rows):
        if not trial.never(all_of(choice.decides(number))):
            continue
        if choice.table_of_rows:
            alone = trial.never(all_of([*choice.given, Clause(when, at=choice.at)]))
            yield messages.unreachable(when.span, choice.name, number + 1, alone=alone)
        else:
            yield messages.unreachable_side(then.span, when.text, otherwise=False)
    last = choice.node.otherwise
    if last is not None and trial.never(all_of(choice.fallen(len(choice.node.rows)))):
        if choice.table_of_rows:
            yield messages.unreachable_otherwise(last.span, choice.name)
        else:
            condition = choice.node.rows[0][0].text
            yield messages.unreachable_side(last.span, condition, otherwise=True)


# Rows that overlap -------------------------------------------------------------------------------


def overlaps(trial: Trial, choice: Choice) -> Iterator[Fault]:
    """Rows that can hold together and answer differently; a narrow one before a wide one may."""
    if not choice.table_of_rows:
        return
    about = trial.about(choice.table)
    for first, second in combinations(range(len(choice.node.rows)), 2):
        if about is None or not crossing(trial, choice, first, second):
            continue
        both = [*choice.decides(first), Clause(choice.node.rows[second][0])]
        differ = different(choice.node.rows[first][1], choice.node.rows[second][1])
        shown = trial.example(about, [*goals(both), differ])
        if shown is not None and cross(trial, about, choice, (first, second)):
            span = choice.node.rows[second][0].span
            yield messages.overlap(span, choice.name, (first + 1, second + 1), shown)


def crossing(trial: Trial, choice: Choice, first: int, second: int) -> bool:
    """May the two hold together, and either without the other, as far as can be seen?"""
    one, other = choice.node.rows[first][0], choice.node.rows[second][0]
    together = [*choice.decides(first), Clause(other)]
    return all(
        trial.possible(all_of(clauses))
        for clauses in (together, alone(one, other), alone(other, one))
    )


def alone(one: Node, other: Node) -> list[Clause]:
    """The one holds and the other does not."""
    return [Clause(one), Clause(other, wanted=False)]


def cross(trial: Trial, about: ResolvedRule, choice: Choice, pair: tuple[int, int]) -> bool:
    """Are there rows for which the one holds and not the other, and the other way round?"""
    one, other = (choice.node.rows[number][0] for number in pair)
    return all(
        trial.example(about, goals(alone(*two))) is not None
        for two in ((one, other), (other, one))
    )


def different(one: Node, other: Node) -> Node:
    """Do two values differ?"""
    return Compare(units.YES_NO, f"{one.text} != {other.text}", one.span, "!=", one, other)
