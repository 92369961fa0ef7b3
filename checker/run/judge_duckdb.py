"""Verdicts by DuckDB, findings told by the interpreter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from checker.fault import FaultyInput
from checker.intake import messages
from checker.intake.parquet import as_memory, wrong_question
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset, ParquetTable, Table
from checker.model.gap import Finding
from checker.model.judged import Household, Judged, Questions
from checker.model.resolved import Resolved, ResolvedRule, TableName
from checker.plan.plan import Wanted
from checker.run.duckdb_engine import Listed, run
from checker.run.explain import explain
from checker.run.interpreter import Interpreter
from checker.run.naming import HOUSEHOLD, Names
from checker.run.nearby import Nearby
from checker.run.rows import Rows
from checker.run.runnable import runnable

AT_A_TIME = 20_000  # findings told from one neighbourhood: what is held in memory


class EnginesDisagree(Exception):  # noqa: N818  it is not about what somebody wrote
    """DuckDB and the interpreter came to different verdicts: a fault of this program."""


def judge_duckdb(
    resolved: Resolved, dataset: Dataset, catalog: Catalog, questions: Questions
) -> Judged:
    """Verdicts of every (rule, row); tables in files are judged where they lie.

    Raises:
        FaultyInput: a file that was there when the data were read is gone, or another.
    """
    import duckdb  # noqa: PLC0415  only where it runs

    try:
        return _judged(resolved, dataset, catalog, questions)
    except duckdb.Error as error:
        tables = (one for one in dataset.tables.values() if isinstance(one, ParquetTable))
        paths = [path for table in tables for path in table.paths]
        if not paths or wrong_question(error):
            raise
        lost = [path for path in paths if not Path(path).is_file()]
        raise FaultyInput([messages.changed_file("、".join(lost or paths))]) from error


def _judged(
    resolved: Resolved, dataset: Dataset, catalog: Catalog, questions: Questions
) -> Judged:
    ran, not_run = runnable(resolved, dataset, catalog)
    wanted = Wanted(asked=questions.asked, households=bool(questions.groups))
    computed = run(ran, dataset, catalog, resolved.as_of, wanted)
    parts = neighbourhoods(sorted(computed.listed()), ran, dataset, catalog, resolved.as_of)
    findings = [finding for part in parts for finding in told(part, ran, catalog, resolved.as_of)]
    keys = household_keys(dataset, catalog)
    asked = computed.asked() or [()] * len(keys)
    return Judged(
        computed.tallies(),
        not_run,
        tuple(findings),
        tuple(Household(row, keys[row], values) for row, values in enumerate(asked)),
        {
            name: {None if row is None else keys[row]: found for row, found in counts.items()}
            for name, counts in computed.groups(questions.groups).items()
        },
    )


class Neighbourhood(NamedTuple):
    """Some findings, and the rows in memory that tell them."""

    listed: Sequence[Listed]
    dataset: Dataset
    indices: Mapping[TableName, Mapping[int, int]]  # of tables in files: index → index here


def neighbourhoods(
    listed: Sequence[Listed],
    rules: Sequence[ResolvedRule],
    dataset: Dataset,
    catalog: Catalog,
    as_of: date,
) -> Iterator[Neighbourhood]:
    """All findings at once where the tables are in memory, else some at a time."""
    if all(isinstance(table, Table) for table in dataset.tables.values()):
        yield Neighbourhood(listed, dataset, {})
        return
    tables = {rule.id: rule.table for rule in rules}
    named = {one.rule for one in listed}
    nearby = Nearby(dataset, catalog, as_of, [rule for rule in rules if rule.id in named])
    by_row = sorted(listed, key=lambda one: (tables[one.rule], one.row, one.rule))
    for start in range(0, len(by_row), AT_A_TIME):
        some = by_row[start : start + AT_A_TIME]
        found: dict[TableName, set[int]] = {}
        for one in some:
            found.setdefault(tables[one.rule], set()).add(one.row)
        yield Neighbourhood(some, *nearby.around(found))


def told(
    part: Neighbourhood, rules: Sequence[ResolvedRule], catalog: Catalog, as_of: date
) -> Iterator[Finding]:
    """Gaps and unknowns, explained."""
    by_id = {rule.id: rule for rule in rules}
    rows = Rows(part.dataset, catalog)
    interpreter, names = Interpreter(rows, as_of), Names(rows)
    for listed in part.listed:
        rule = by_id[listed.rule]
        row = part.indices.get(rule.table, {}).get(listed.row, listed.row)
        finding = explain(interpreter, names, rule, row)
        if finding.verdict is not listed.verdict:
            raise EnginesDisagree(f"{listed}: {finding.verdict.word}")
        yield replace(finding, subject=replace(finding.subject, row=listed.row))


def household_keys(dataset: Dataset, catalog: Catalog) -> list[str]:
    """Each household's key; of those in files only the rows without one of their own are read."""
    name = TableName(HOUSEHOLD)
    table = dataset.tables.get(name)
    if table is None:
        return []
    if isinstance(table, Table):
        names = Names(Rows(dataset, catalog))
        return [names.key(name, row) for row in range(table.length)]
    fields = catalog.entities[HOUSEHOLD].key
    bare = replace(table, columns={field: table.columns[field] for field in fields})
    rows = Rows(replace(dataset, tables={name: as_memory(bare, catalog)}), catalog)
    nameless = [row for row in range(table.length) if not rows.own_key_unique(name, row)]
    whole = Rows(replace(dataset, tables={name: as_memory(table, catalog, nameless)}), catalog)
    hashed, names = Names(whole), Names(rows)
    others = {row: hashed.by_values(name, place) for place, row in enumerate(nameless)}
    return [others.get(row) or names.key(name, row) for row in range(table.length)]
