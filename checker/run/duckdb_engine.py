"""A whole run on DuckDB: the plan's SQL over tables in memory or in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import duckdb

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.resolved import ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.plan.plan import Plan, Wanted, Wide, plan
from checker.run.load import load


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

    def verdicts(self, rule: str) -> list[Verdict]:
        """Every row's verdict under a rule, in the table's order."""
        wide = next(wide for wide in self.plan.wides if rule in wide.verdicts)
        column, table = wide.verdicts[rule], self.tables[wide.table]
        rows = self.connection.execute(f"SELECT {column} FROM {table} ORDER BY rid").fetchall()
        return [Verdict(row[0]) for row in rows]


def run(rules: Iterable[ResolvedRule], dataset: Dataset, catalog: Catalog, as_of: date) -> Run:
    """Rules run on a dataset."""
    made = plan(rules, dataset, catalog, as_of)
    return Run(made, connected())


def connected() -> duckdb.DuckDBPyConnection:
    """A database in memory."""
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    return connection


__all__ = ["Iterator", "Wanted", "Wide"]
