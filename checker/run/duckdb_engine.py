"""A whole run on DuckDB: the plan's SQL over tables in memory or in files.

Verdicts are computed wide, one column a rule, and taken out by filter: gaps and unknowns are few.
What a finding says is told by the interpreter, which must come to the same verdict.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from checker.dates import Month
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.kind import Kind, Unknown, Value
from checker.model.resolved import ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.plan.dialect import MONTHS, SCALE
from checker.plan.plan import RID, Plan, Shown, Wanted, Wide, plan
from checker.run.load import load

BITS = 30  # of a packed count, for each verdict
MOST = 2**BITS - 1
Counts = dict[int | None, Counter[Verdict]]


class Listed(NamedTuple):
    """A gap or an unknown."""

    rule: str
    row: int
    verdict: Verdict


class Run:
    """One plan, computed; the connection is the run's own."""

    def __init__(self, made: Plan, connection: duckdb.DuckDBPyConnection) -> None:
        self.plan, self.connection = made, connection
        self.tables: dict[TableName, str] = {}
        load(connection, made.scans)
        for step in made.steps:
            connection.execute(step)
        for number, wide in enumerate(made.wides):
            self.tables[wide.table] = f"w{number}"
            connection.execute(f"CREATE TEMP TABLE w{number} AS {wide.select}")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """A query's rows."""
        return self.connection.execute(sql).fetchall()

    def verdicts(self, rule: str) -> list[Verdict]:
        """Every row's verdict under a rule, in the table's order."""
        wide = next(wide for wide in self.plan.wides if rule in wide.verdicts)
        column, table = wide.verdicts[rule].verdict, self.tables[wide.table]
        rows = self.rows(f"SELECT {column} FROM {table} ORDER BY {RID}")
        return [Verdict(row[0]) for row in rows]

    def listed(self) -> Iterator[Listed]:
        """Every gap and unknown, in no particular order."""
        for wide in self.plan.wides:
            rules = list(wide.verdicts)
            for number, row, verdict in self.rows(self._listing(wide)) if rules else ():
                yield Listed(rules[number], row, Verdict(verdict))

    def _listing(self, wide: Wide) -> str:
        """The gaps and unknowns of a table: the rule's place, the row, the verdict."""
        table = self.tables[wide.table]
        return " UNION ALL ".join(
            f"SELECT {number}, {RID}, {packed.verdict} FROM {table} WHERE {packed.found}"
            for number, packed in enumerate(wide.verdicts.values())
        )

    def tallies(self) -> dict[str, dict[Verdict, int]]:
        """How many rows have which verdict, by rule."""
        found: dict[str, dict[Verdict, int]] = {}
        for wide in self.plan.wides:
            found |= tally(self.connection, wide, self.tables[wide.table])
        return found

    def groups(self, groups: Mapping[str, frozenset[str]]) -> dict[str, Counts]:
        """Verdicts under groups of rules, by the row of the household; None: rows of none."""
        found: dict[str, Counts] = {name: {} for name in groups}
        for wide in self.plan.wides:
            sums = group_sums(wide, groups)
            if not sums:
                continue
            texts = [f"sum({text})" for text in sums.values()]
            household = wide.household or "NULL"
            table = self.tables[wide.table]
            for row in self.rows(
                f"SELECT {household}, {', '.join(texts)} FROM {table} GROUP BY 1"
            ):
                for name, total in zip(sums, row[1:], strict=True):
                    counts = found[name].setdefault(row[0], Counter())
                    counts.update(unpacked(total))
        return found

    def asked(self) -> list[tuple[Value | Unknown, ...]]:
        """What was asked of each household, in the table's order."""
        for wide in self.plan.wides:
            if wide.asked:
                columns = ", ".join(shown_text(one) for one in wide.asked)
                rows = self.rows(f"SELECT {columns} FROM {self.tables[wide.table]} ORDER BY {RID}")
                return [tuple(map(value, wide.asked, row)) for row in rows]
        return []


def tally(
    connection: duckdb.DuckDBPyConnection, wide: Wide, table: str
) -> dict[str, dict[Verdict, int]]:
    """How many rows of a wide table have which verdict, by rule."""
    if not wide.verdicts:
        return {}
    counts = [
        f"count_if({packed.verdict} = {verdict:d})"
        for packed in wide.verdicts.values()
        for verdict in list(Verdict)[1:]
    ]
    row = connection.execute(f"SELECT count(*), {', '.join(counts)} FROM {table}").fetchall()[0]
    found = {}
    for place, rule in enumerate(wide.verdicts):
        told = [count or 0 for count in row[1 + 3 * place : 4 + 3 * place]]  # of no row: NULL
        every = zip(Verdict, (row[0] - sum(told), *told), strict=True)
        found[rule] = {verdict: count for verdict, count in every if count}
    return found


def pack(column: str) -> str:
    """A verdict as one in its own part of a wide number, to be summed with others."""
    return f"((1)::HUGEINT << ({column} * {BITS}))"


def unpacked(total: int | None) -> dict[Verdict, int]:
    """The counts in a sum of packed verdicts; only those that there are."""
    whole = int(total or 0)
    counts = {verdict: (whole >> (BITS * verdict)) & MOST for verdict in Verdict}
    return {verdict: count for verdict, count in counts.items() if count}


def group_sums(wide: Wide, groups: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """For each group that has rules of this table, the sum of a row's packed verdicts."""
    sums = {}
    for name, rules in groups.items():
        own = [pack(one.verdict) for rule, one in wide.verdicts.items() if rule in rules]
        if own:
            sums[name] = " + ".join(own)
    return sums


def shown_text(shown: Shown) -> str:
    """A value's column; unknown where its bounds differ."""
    if shown.high is None:
        return shown.low
    return f"CASE WHEN {shown.low} = {shown.high} THEN {shown.low} END"


def value(shown: Shown, held: Any) -> Value | Unknown:
    """A column's value as the language holds it."""
    if held is None:
        return Unknown()
    if shown.type.kind is Kind.MONTH:
        return Month(held // MONTHS, held % MONTHS + 1)
    if shown.type.kind.numeric:
        return Decimal(held) / (SCALE if shown.millionths else 1)
    result: Value = tuple(held) if isinstance(held, list) else held
    return result


def run(
    rules: Iterable[ResolvedRule],
    dataset: Dataset,
    catalog: Catalog,
    as_of: date,
    wanted: Wanted | None = None,
) -> Run:
    """Rules run on a dataset; all must have the data that they need."""
    return Run(plan(rules, dataset, catalog, as_of, wanted), connected())


def connected(memory: str | None = None, folder: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory.

    Args:
        memory: how much it may take before it writes to disk, as "4GB"; None: DuckDB's default.
        folder: where it may write what does not fit; None: the system's place for such files.
    """
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    place = str(folder or tempfile.gettempdir()).replace("'", "''")
    connection.execute(f"SET temp_directory = '{place}'")
    if memory is not None:
        connection.execute(f"SET memory_limit = '{memory}'")
    return connection
