"""Tables held in memory handed to DuckDB, column by column, as the plan holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from checker.dates import Month
from checker.model.dataset import Column
from checker.model.kind import Kind, Value
from checker.model.resolved import TableName
from checker.plan.dialect import DUCKDB, MONTHS, SCALE
from checker.plan.scan import MemoryScan, Scan, in_millionths


def load(connection: duckdb.DuckDBPyConnection, scans: Mapping[TableName, Scan]) -> None:
    """Load the columns that a plan asks for of the tables held in memory."""
    for scan in scans.values():
        if isinstance(scan, MemoryScan):
            load_table(connection, scan)


def load_table(connection: duckdb.DuckDBPyConnection, scan: MemoryScan) -> None:
    """Load one table."""
    length = scan.table.length
    columns: dict[str, tuple[str, Sequence[Any]]] = {"rid": ("BIGINT", range(length))}
    for name in sorted(scan.values):
        kind = scan.entity.fields[name].kind
        values = scan.table.columns[name].values
        columns[f"v_{name}"] = (DUCKDB.types[kind], held(values, kind))
    for name in sorted(scan.states):
        columns[f"s_{name}"] = ("UTINYINT", states(scan.table.columns[name]))
    if scan.own_loaded:
        columns["k_own"] = ("BOOLEAN", scan.own_keys())
    selects = ", ".join(
        f'unnest(${place}::{type_}[]) AS "{name}"'
        for place, (name, (type_, _)) in enumerate(columns.items(), start=1)
    )
    lists = [list(values) for _, values in columns.values()]
    connection.execute(f"CREATE TEMP TABLE {scan.source} AS SELECT {selects}", lists)


def states(column: Column) -> list[int]:
    """Each cell's state."""
    found = [1 if value is None else 0 for value in column.values]
    for row, odd in column.odd.items():
        found[row] = odd.state.value
    return found


def held(values: Sequence[Value | None], kind: Kind) -> Sequence[Any]:
    """A column's values as the plan holds them."""
    if in_millionths(kind):
        return [None if v is None else millionths(v) for v in values]
    if kind is Kind.COUNT:
        return [None if v is None else int(v) for v in values]  # type: ignore[arg-type]
    if kind is Kind.MONTH:
        return [v.year * MONTHS + v.month - 1 if isinstance(v, Month) else None for v in values]
    if kind is Kind.CHOICES:
        return [None if v is None else list(v) for v in values]  # type: ignore[arg-type]
    return values


def millionths(value: Value) -> int:
    """A number in millionths."""
    assert isinstance(value, Decimal)
    return int(value * SCALE)
