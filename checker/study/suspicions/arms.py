"""Conditions within an expression that change nothing: without them every row comes out alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from checker.fault import FaultyInput
from checker.model.expression import Expression, Joined, Row
from checker.model.policy import Definition, Policy, Rule
from checker.model.resolved import Node, ResolvedRule
from checker.resolve.policies import definition as resolved
from checker.resolve.policies import one_rule
from checker.resolve.scope import library
from checker.study.edits import places
from checker.study.proof.part import Lacking
from checker.study.proof.reading import TOP
from checker.study.proof.weighing import Weighing
from checker.study.suspicions import messages
from checker.study.suspicions.conditions import judged
from checker.study.suspicions.pairs import differ
from checker.study.suspicions.trial import Finding, Trial

T = TypeVar("T")


@dataclass(frozen=True)
class Arm:
    """One side of an `and` or `or`, and the whole expression without it."""

    written: Expression
    rest: Expression


def arms(whole: Expression) -> Iterator[Arm]:
    """Every side of an `and` or `or`, the last first; what is written twice is told elsewhere."""
    for place in places(whole):
        node = place.node
        if not isinstance(node, Joined):
            continue
        texts = [operand.text for operand in node.operands]
        for at, operand in reversed([*enumerate(node.operands)]):
            if texts.count(operand.text) > 1:
                continue
            rest = (*node.operands[:at], *node.operands[at + 1 :])
            left: Expression = rest[0] if len(rest) == 1 else replace(node, operands=rest)
            yield Arm(operand, place.put(left))


def idle(whole: Expression, alike: Callable[[Expression], bool]) -> Iterator[Expression]:
    """The sides that can be left out one after another: of two that say the same, the last."""
    for arm in arms(whole):
        if alike(arm.rest):
            yield arm.written
            yield from idle(arm.rest, alike)
            return


def findings(trial: Trial) -> Iterator[Finding]:
    """Conditions that change nothing, in rules and in definitions."""
    homes = {rule.id: (file, rule) for file in trial.policies.policies for rule in file.rules}
    for rule in trial.rules:
        if rule.id not in trial.accused:
            yield from of_rule(trial, *homes[rule.id], rule)
    for file in trial.files:
        for one in file.definitions:
            yield from of_definition(trial, file, one)


def of_rule(trial: Trial, file: Policy, written: Rule, rule: ResolvedRule) -> Iterator[Finding]:
    """Conditions of a rule without which every verdict is the same."""
    known = trial.library(file)

    def alike(put: Callable[[Expression], Rule], rest: Expression) -> bool:
        other = made(lambda: one_rule(known, put(rest)))
        return other is not None and trial.never(differ(rule, other), rule)

    for expression, put in conditions_of(written):
        for arm in idle(expression, partial(alike, put)):
            fault = messages.dead_condition(arm.span, arm.text, f"规则 {rule.id} ")
            yield Finding(fault, (rule.id,), judged(rule))


def conditions_of(written: Rule) -> Iterator[tuple[Expression, Callable[[Expression], Rule]]]:
    """A rule's conditions, each with the way to put another in its place."""
    if written.applies is not None:
        yield written.applies, lambda new: replace(written, applies=new)
    yield written.requires, lambda new: replace(written, requires=new)


def of_definition(trial: Trial, file: Policy, written: Definition) -> Iterator[Finding]:
    """Conditions of a definition without which it has the same value on every row."""
    whole = resolved(trial.library(file), written).body

    def alike(put: Callable[[Expression], Definition], rest: Expression) -> bool:
        # A library keeps what it has resolved: the other wants one of its own.
        known = library(trial.policies, file, trial.resolved.as_of)
        node = made(lambda: resolved(known, put(rest)).body)
        return node is not None and trial.never(lambda weighing: unlike(weighing, whole, node))

    for expression, put in conditions(written, trial.resolved.as_of):
        for arm in idle(expression, partial(alike, put)):
            fault = messages.dead_condition(arm.span, arm.text, f"定义“{written.name}”")
            yield Finding(fault, (), (whole,))


def conditions(
    written: Definition, day: date
) -> Iterator[tuple[Expression, Callable[[Expression], Definition]]]:
    """A definition's conditions on a day, each with the way to put another in its place."""
    body = written.body
    if not isinstance(body, tuple):
        yield body, lambda new: replace(written, body=new)
        return
    for at, row in enumerate(body):
        if row.when is not None and row.holds(day):
            yield row.when, partial(_with_row, written, body, at)


def _with_row(written: Definition, rows: tuple[Row, ...], at: int, when: Expression) -> Definition:
    changed = replace(rows[at], when=when)
    return replace(written, body=(*rows[:at], changed, *rows[at + 1 :]))


def made(make: Callable[[], T]) -> T | None:
    """What is left without the condition; None where it cannot stand without."""
    try:
        return make()
    except FaultyInput:  # the condition was the link to a table of all rows
        return None


def unlike(weighing: Weighing, one: Node, other: Node) -> bool:
    """Have two expressions different values?"""
    left, right = weighing.part(one, TOP), weighing.part(other, TOP)
    if isinstance(left, Lacking) or isinstance(right, Lacking):
        return isinstance(left, Lacking) is not isinstance(right, Lacking)
    return weighing.apart(left, right)
