"""Decision tables without `otherwise`: what falls through, where a rule applies and needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model.resolved import (
    All,
    Ask,
    Decide,
    Defined,
    DefinedRead,
    Node,
    ResolvedRule,
    Row,
)
from checker.resolve import units
from checker.resolve.trees import children
from checker.source import Span
from checker.study.suspicions import messages
from checker.study.suspicions.conditions import Clause, all_of, applies, judged
from checker.study.suspicions.pairs import goals
from checker.study.suspicions.trial import Finding, Trial

Homes = Mapping[tuple[str, str, str], Span]  # home, name, entity → where a definition stands


@dataclass(frozen=True)
class Open:
    """A table without an end, as a rule comes to it."""

    node: Decide
    row: Row  # of which row it is asked, seen from the rule's
    defined: Defined

    def fallen(self) -> Node:
        """The condition, on the rule's row, that no row of the table holds."""
        whens = [Clause(when, wanted=False).goal for when, _ in self.node.rows]
        first = whens[0]
        none = All(units.YES_NO, first.text, first.span, tuple(whens))
        if not self.row.way:
            return none
        name, table, home = self.defined.name, self.defined.table, self.defined.home
        fallen = Defined(f"{name}?", table, home, none)
        return DefinedRead(units.YES_NO, name, first.span, self.row, fallen)


def findings(trial: Trial) -> Iterator[Finding]:
    """Each table with a hole once, with the first rule that falls into it."""
    told: set[Span] = set()
    homes = places(trial)
    for rule in trial.rules:
        if rule.id in trial.accused:
            continue
        for one in opened(rule):
            defined = one.defined
            span = homes.get((defined.home, defined.name, defined.table.entity))
            found = hole(trial, rule, one, span) if span and span not in told else None
            if span and found:
                told.add(span)
                yield found


def places(trial: Trial) -> Homes:
    """Where definitions and the table of the categories stand."""
    policies = trial.policies
    files = [*([policies.shared] if policies.shared else []), *policies.policies]
    found = {}
    for file in files:
        known = trial.library(file)
        for one in file.definitions:
            entity = known.entity(one.each, one.each_span).name
            found[known.homes[entity, one.name], one.name, entity] = one.span
    category = trial.resolved.category
    if category is not None and policies.category is not None:
        found[category.home, category.name, category.table.entity] = policies.category.span
    return found


def opened(rule: ResolvedRule) -> Iterator[Open]:
    """The tables without an end that a rule comes to, through definitions; not within loops."""
    pending: list[tuple[Node, Row, Defined | None]] = [
        (node, Row(item=False), None) for node in judged(rule)
    ]
    while pending:
        node, row, defined = pending.pop(0)
        if isinstance(node, DefinedRead):
            seen = Row(item=False, way=row.way + node.row.way)
            pending.append((node.defined.body, seen, node.defined))
        if isinstance(node, Decide) and node.otherwise is None and defined is not None:
            yield Open(node, row, defined)
        pending.extend((child, row, defined) for child in children(node))


def hole(trial: Trial, rule: ResolvedRule, one: Open, span: Span) -> Finding | None:
    """The table's hole, shown by a household."""
    known = Ask(units.YES_NO, rule.requires.text, rule.requires.span, "known", rule.requires)
    clauses = [*applies(rule), Clause(one.fallen()), Clause(known, wanted=False)]
    if not trial.possible(all_of(clauses), rule):
        return None
    example = trial.example(rule, goals(clauses))
    if example is None:
        return None
    values = trial.examples.seen(example, rule, [one.fallen()])
    fault = messages.hole(span, one.defined.name, rule.id, values, example)
    return Finding(fault, (rule.id,), judged(rule))
