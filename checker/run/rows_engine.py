"""A whole run on the interpreter: every rule, a table at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.judged import Household, Judged, Questions
from checker.model.resolved import Node, Resolved, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.run.explain import explained, verdict_of
from checker.run.interpreter import Interpreter
from checker.run.naming import HOUSEHOLD, Names
from checker.run.rows import Places, Rows
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
    found = {rule.id: verdicts(interpreter, rule) for rule in ran}
    findings = [
        finding
        for rule in ran
        for finding in explained(interpreter, names, rule, listed(found[rule.id]))
    ]
    groups = {name: counted(names, ran, found, ids) for name, ids in questions.groups.items()}
    tallies = {rule.id: Counter(found[rule.id]) for rule in ran}
    households = tuple(ask(interpreter, names, questions.asked))
    return Judged(tallies, not_run, tuple(findings), households, groups)


def verdicts(interpreter: Interpreter, rule: ResolvedRule) -> list[Verdict]:
    """Each row's verdict, in the table's order."""
    length = interpreter.rows.table(rule.table).length
    places = Places(rule.table, range(length))
    applies = interpreter.exact(rule.applies)(places) if rule.applies else [True] * length
    found = [Verdict.NOT_APPLICABLE] * length
    # What is not asked need not be looked at: of most rows, most rules. An Unknown is no False.
    asked = [*compress(places.rows, applies)]
    requires = interpreter.exact(rule.requires)(places.part(asked))
    for row, kept in zip(asked, requires, strict=True):
        found[row] = Verdict.MET if kept is True else verdict_of(applies[row], kept)
    return found


def listed(found: Sequence[Verdict]) -> list[int]:
    """The rows that are to be explained."""
    asked = compress(range(len(found)), found)  # all but those that the rule does not apply to
    return [row for row in asked if found[row] in LISTED]


def counted(
    names: Names,
    rules: Sequence[ResolvedRule],
    found: Mapping[str, Sequence[Verdict]],
    ids: frozenset[str],
) -> dict[str | None, Counter[Verdict]]:
    """A group's verdicts by household."""
    pairs: Counter[tuple[str | None, Verdict]] = Counter()
    rest: Counter[str | None] = Counter()  # not applicable: what nothing else was said of
    own = [rule for rule in rules if rule.id in ids]
    for table, times in Counter(rule.table for rule in own).items():
        for household, count in Counter(names.households(table)).items():
            rest[household] += count * times
    for rule in own:
        rows = zip(names.households(rule.table), found[rule.id], strict=True)
        pairs.update(compress(rows, found[rule.id]))
    result: dict[str | None, Counter[Verdict]] = {household: Counter() for household in rest}
    for (household, verdict), count in pairs.items():
        result[household][verdict] = count
        rest[household] -= count
    for household, count in rest.items():
        if count:
            result[household][Verdict.NOT_APPLICABLE] = count
    return result


def ask(interpreter: Interpreter, names: Names, asked: Sequence[Node]) -> Iterator[Household]:
    """Each household, with the values asked of it."""
    table = TableName(HOUSEHOLD)
    places = Places(table, range(interpreter.rows.table(table).length))
    values = [interpreter.exact(node)(places) for node in asked]
    for row in places.rows:
        yield Household(row, names.key(table, row), tuple(column[row] for column in values))
