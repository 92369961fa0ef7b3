"""Large runs: gaps and unknowns written to Parquet with the values read, nothing row by row.

One file a table: the rule, the row, the verdict, and for each of the rule's leaves the value as
text; NULL where it is not known, `2..5` between bounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.kind import Kind
from checker.model.resolved import ResolvedRule
from checker.model.verdict import Verdict
from checker.plan.dialect import MONTHS, SCALE, text
from checker.plan.plan import RID, Packed, Shown, Wanted, Wide, plan
from checker.run.duckdb_engine import connected
from checker.run.load import load

Tallies = dict[str, dict[Verdict, int]]


@frozen
class Target:
    """Where a large run writes, and with how much."""

    folder: Path  # findings of household stand in household.parquet
    memory: str | None = None  # as "4GB": what it may take before it writes to disk
    values: bool = True  # the values that rules read, or only rule, row and verdict


def judge_in_bulk(
    rules: Iterable[ResolvedRule],
    dataset: Dataset,
    catalog: Catalog,
    as_of: date,
    target: Target,
) -> Tallies:
    """Verdicts counted; gaps and unknowns written. All rules must have the data they need."""
    made = plan(rules, dataset, catalog, as_of, Wanted(leaves=target.values))
    tallies: Tallies = {}
    with connected(target.memory, target.folder) as connection:
        load(connection, made.scans)
        for step in made.steps:
            connection.execute(step)
        for wide in made.wides:
            tallies |= written(wide, connection, target)
    return tallies


def written(wide: Wide, connection: duckdb.DuckDBPyConnection, target: Target) -> Tallies:
    """One table's verdicts counted and its findings written."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE wide AS {wide.select}")
    ids = ", ".join(text(rule).text for rule in wide.verdicts)
    connection.execute(f"CREATE OR REPLACE TEMP TYPE rule_id AS ENUM ({ids})")
    path = text(str(target.folder / f"{wide.table.entity}.parquet")).text
    selects = " UNION ALL ".join(
        finding_select(rule, packed, wide.leaves.get(rule))
        for rule, packed in wide.verdicts.items()
    )
    connection.execute(f"COPY ({selects}) TO {path} (FORMAT parquet, PARQUET_VERSION v2)")
    found = counted(wide, connection, path)
    connection.execute("DROP TABLE wide")
    return found


def counted(wide: Wide, connection: duckdb.DuckDBPyConnection, path: str) -> Tallies:
    """Rows by verdict: findings as they were written, the others as they stand."""
    met = [f"count_if({own.verdict} = {Verdict.MET:d})" for own in wide.verdicts.values()]
    row = connection.execute(f"SELECT count(*), {', '.join(met)} FROM wide").fetchall()[0]
    found = {
        rule: Counter({Verdict.MET: count or 0})
        for rule, count in zip(wide.verdicts, row[1:], strict=True)
    }
    by_rule = f"SELECT rule, verdict, count(*) FROM {path} GROUP BY ALL"
    for rule, verdict, count in connection.execute(by_rule).fetchall():
        found[rule][Verdict(verdict)] = count
    for counts in found.values():
        counts[Verdict.NOT_APPLICABLE] = row[0] - counts.total()
    return {rule: {v: n for v, n in counts.items() if n} for rule, counts in found.items()}


def finding_select(rule: str, packed: Packed, leaves: Iterable[Shown] | None) -> str:
    """The findings of one rule, with what it read unless that is not asked for."""
    listed = "" if leaves is None else ", ".join(map(value_text, leaves))
    values = "" if leaves is None else f", [{listed}]::VARCHAR[] AS values"
    return (
        f"SELECT {text(rule).text}::rule_id AS rule, {RID} AS row, {packed.verdict} AS verdict"
        f"{values} FROM wide WHERE {packed.found}"
    )


def value_text(shown: Shown) -> str:
    """A value as text."""
    low = plain_text(shown, shown.low)
    if shown.high is None:
        return low
    high = plain_text(shown, shown.high)
    between = f"coalesce({low}, '') || '..' || coalesce({high}, '')"
    known = f"({shown.low} IS NOT NULL OR {shown.high} IS NOT NULL)"
    return f"CASE WHEN {shown.low} = {shown.high} THEN {low} WHEN {known} THEN {between} END"


def plain_text(shown: Shown, column: str) -> str:
    """A known value as text: numbers with six decimals where they need not be whole."""
    if shown.type.kind is Kind.MONTH:
        return f"printf('%04d-%02d', {column} // {MONTHS}, {column} % {MONTHS} + 1)"
    if shown.millionths:
        return f"({column} * (1.0 / {SCALE})::DECIMAL(7, 6))::VARCHAR"
    return f"{column}::VARCHAR"
