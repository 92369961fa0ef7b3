"""What two engines make of the same nodes, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from checker.dates import Month
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.kind import Kind, Unknown
from checker.model.resolved import Node, TableName
from checker.plan.build import Build
from checker.plan.plan import Draft, Plan, Shown, Wanted
from checker.run.duckdb_engine import Run, connected
from checker.run.interpreter import Interpreter
from checker.run.intervals import Interval
from checker.run.rows import Rowed, Rows

Bounds = tuple[Any, Any]


def computed(
    nodes: dict[str, Sequence[Node]], dataset: Dataset, catalog: Catalog, as_of: date
) -> dict[str, list[list[Bounds]]]:
    """For each table, for each node, every row's bounds as DuckDB finds them."""
    build = Build(dataset, catalog, as_of)
    drafts = [Draft(build, TableName(each), Wanted()) for each in nodes]
    shown = {
        draft.table.entity: [draft.shown(node) for node in nodes[draft.table.entity]]
        for draft in drafts
    }
    wides = tuple(draft.wide() for draft in drafts)
    run = Run(Plan(build.scans, tuple(build.steps), wides), connected())
    return {each: [values(run, each, one) for one in some] for each, some in shown.items()}


def values(run: Run, each: str, shown: Shown) -> list[Bounds]:
    """One node's bounds, row by row."""
    table = run.tables[TableName(each)]
    high = shown.high or shown.low
    rows = run.connection.execute(f"SELECT {shown.low}, {high} FROM {table} ORDER BY rid")
    return [(plain(shown, low), plain(shown, up)) for low, up in rows.fetchall()]


def plain(shown: Shown, value: Any) -> Any:
    """A column's value as the language holds it."""
    if value is None:
        return None
    if shown.type.kind is Kind.MONTH:
        return Month(value // 12, value % 12 + 1)
    if shown.type.kind.numeric:
        return Decimal(value) / (10**6 if shown.millionths else 1)
    return tuple(value) if isinstance(value, list) else value


def interpreted(nodes: Iterable[Node], each: str, interpreter: Interpreter) -> list[list[Bounds]]:
    """For each node, every row's bounds as the interpreter finds them."""
    length = interpreter.rows.table(TableName(each)).length
    return [
        [bounds(interpreter.result(node, Rowed((TableName(each), row)))) for row in range(length)]
        for node in nodes
    ]


def bounds(result: Any) -> Bounds:
    """A result's bounds."""
    if isinstance(result, Interval):
        return result.low, result.high
    return (None, None) if isinstance(result, Unknown) else (result, result)


def rows_of(dataset: Dataset, catalog: Catalog, as_of: date) -> Interpreter:
    """An interpreter of a dataset."""
    return Interpreter(Rows(dataset, catalog), as_of)
