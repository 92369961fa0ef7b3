"""A whole run on the interpreter: every rule, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.gap import Finding
from checker.model.judged import Household, Judged, Questions
from checker.model.resolved import Node, Resolved, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.run.explain import explain, verdict
from checker.run.interpreter import Interpreter
from checker.run.naming import HOUSEHOLD, Names
from checker.run.rows import Rowed, Rows
from checker.run.runnable import runnable

LISTED = (Verdict.GAP, Verdict.UNKNOWN)


def judge_rows(
    resolved: Resolved,
    dataset: Dataset,
    catalog: Catalog,
    questions: Questions,
) -> Judged:
    """Verdicts of every (rule, row); the dataset's tables are all in memory."""
    rows = Rows(dataset, catalog)
    interpreter, names = Interpreter(rows, resolved.as_of), Names(rows)
    ran, not_run = runnable(resolved, dataset, catalog)
    tallies: dict[str, Counter[Verdict]] = {rule.id: Counter() for rule in ran}
    counted: dict[str, dict[str | None, Counter[Verdict]]] = {
        name: {} for name in questions.groups
    }
    findings: list[Finding] = []
    for rule in ran:
        member_of = [name for name, ids in questions.groups.items() if rule.id in ids]
        for row, found in verdicts(interpreter, rule):
            tallies[rule.id][found] += 1
            if found in LISTED:
                findings.append(explain(interpreter, names, rule, row))
            household = names.above(rule.table, row, HOUSEHOLD) if member_of else None
            for name in member_of:
                counted[name].setdefault(household, Counter())[found] += 1
    households = tuple(ask(interpreter, names, questions.asked))
    return Judged(tallies, not_run, tuple(findings), households, counted)


def verdicts(interpreter: Interpreter, rule: ResolvedRule) -> Iterator[tuple[int, Verdict]]:
    """Each row of the rule's table, with its verdict."""
    for row in range(interpreter.rows.table(rule.table).length):
        yield row, verdict(interpreter, rule, row)


def ask(interpreter: Interpreter, names: Names, asked: Sequence[Node]) -> Iterator[Household]:
    """Each household, with the values asked of it."""
    table = TableName(HOUSEHOLD)
    for row in range(interpreter.rows.table(table).length):
        values = tuple(interpreter.value(node, Rowed((table, row))) for node in asked)
        yield Household(row, names.key(table, row), values)
