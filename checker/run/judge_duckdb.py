"""Verdicts by DuckDB, findings told by the interpreter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.intake.parquet import as_memory
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset, Table
from checker.model.gap import Finding
from checker.model.judged import Household, Judged, Questions
from checker.model.kind import Unknown, Value
from checker.model.resolved import Resolved, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.plan.plan import Wanted
from checker.run.duckdb_engine import Counts, Run, run
from checker.run.explain import explain
from checker.run.interpreter import Interpreter
from checker.run.naming import HOUSEHOLD, Names
from checker.run.rows import Rows
from checker.run.runnable import runnable


class EnginesDisagree(Exception):  # noqa: N818  it is not about what somebody wrote
    """DuckDB and the interpreter came to different verdicts: a fault of this program."""


def judge_duckdb(
    resolved: Resolved, dataset: Dataset, catalog: Catalog, questions: Questions
) -> Judged:
    """Verdicts of every (rule, row); tables in files are judged where they lie."""
    ran, not_run = runnable(resolved, dataset, catalog)
    wanted = Wanted(asked=questions.asked, households=bool(questions.groups))
    computed = run(ran, dataset, catalog, resolved.as_of, wanted)
    rows = Rows(in_memory(dataset, catalog), catalog)
    interpreter, names = Interpreter(rows, resolved.as_of), Names(rows)
    findings = tuple(told(computed, ran, interpreter, names))
    return Judged(
        computed.tallies(),
        not_run,
        findings,
        tuple(households(computed.asked(), names)),
        {
            name: by_key(counts, names)
            for name, counts in computed.groups(questions.groups).items()
        },
    )


def in_memory(dataset: Dataset, catalog: Catalog) -> Dataset:
    """The dataset as the interpreter takes it, to tell what was found."""
    return replace(
        dataset,
        tables={
            name: table if isinstance(table, Table) else as_memory(table, catalog)
            for name, table in dataset.tables.items()
        },
    )


def told(
    computed: Run, rules: Sequence[ResolvedRule], interpreter: Interpreter, names: Names
) -> Iterator[Finding]:
    """Every gap and unknown, explained."""
    by_id = {rule.id: rule for rule in rules}
    for listed in computed.listed():
        finding = explain(interpreter, names, by_id[listed.rule], listed.row)
        if finding.verdict is not listed.verdict:
            raise EnginesDisagree(f"{listed}: {finding.verdict.word}")
        yield finding


def households(asked: Sequence[tuple[Value | Unknown, ...]], names: Names) -> Iterator[Household]:
    """Each household, with the values asked of it."""
    table = TableName(HOUSEHOLD)
    length = names.rows.table(table).length
    for row, values in enumerate(asked or [()] * length):
        yield Household(row, names.key(table, row), values)


def by_key(counts: Counts, names: Names) -> dict[str | None, Counter[Verdict]]:
    """Counts by the household's key instead of its row."""
    table = TableName(HOUSEHOLD)
    return {None if row is None else names.key(table, row): found for row, found in counts.items()}
