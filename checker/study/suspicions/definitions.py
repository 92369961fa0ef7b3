"""Definitions as they are resolved, and those that tell no row from another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model.kind import Kind
from checker.model.policy import Definition, Policy
from checker.model.resolved import Node, TableName
from checker.resolve.policies import definition as resolved
from checker.study.proof.comparing import ANY_TRUTH, Truth
from checker.study.proof.part import Lacking
from checker.study.proof.prover import is_truth
from checker.study.proof.reading import TOP
from checker.study.suspicions import messages
from checker.study.suspicions.trial import Finding, Trial


@dataclass(frozen=True)
class Body:
    """A definition, and what it was resolved to."""

    file: Policy
    written: Definition
    table: TableName
    node: Node


def bodies(trial: Trial) -> Iterator[Body]:
    """The definitions of the files that are looked at."""
    for file in trial.files:
        for one in file.definitions:
            found = resolved(trial.library(file), one)
            yield Body(file, one, found.table, found.body)


def findings(trial: Trial) -> Iterator[Finding]:
    """Definitions that are the same of every row."""
    for body in bodies(trial):
        truths = possible(trial, body.node)
        if len(truths) == 1:
            fault = messages.constant_definition(body.written.span, body.written.name, truths[0])
            yield Finding(fault, (), (body.node,))


def possible(trial: Trial, node: Node) -> list[Truth]:
    """What a condition can come to; of a value only that it is never known."""
    if node.type.kind is not Kind.YES_NO:
        never_known = trial.never(lambda w: not isinstance(w.part(node, TOP), Lacking))
        return [None] if never_known else []
    truths = [truth for truth in ANY_TRUTH if not trial.never(is_truth(node, truth))]
    known: list[Truth] = [truth for truth in truths if truth is not None]
    return known if len(known) == 1 else truths
