"""A dataset held in memory written to Parquet, as intake would describe the files.

Cells that could not be read stand as "?" in columns of text; all others have native types.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from checker.dates import Month
from checker.model.catalog import Catalog, Entity
from checker.model.dataset import Column, Dataset, Odd, ParquetColumn, ParquetTable, Table
from checker.model.kind import Kind, State, Value
from checker.model.resolved import TableName
from tests.run.world import CATALOG

TYPES = {
    Kind.COUNT: "INTEGER",
    Kind.NUMBER: "DECIMAL(19, 6)",
    Kind.AMOUNT: "DOUBLE",
    Kind.DATE: "DATE",
    Kind.MONTH: "DATE",
    Kind.YES_NO: "BOOLEAN",
    Kind.CHOICES: "VARCHAR",
}
YES_NO_TEXT = ("VARCHAR", Kind.YES_NO)
UNREAD = Odd(State.UNREADABLE, "?", "unreadable")
Meanings = dict[str, tuple[Value | None, Odd | None]]


def written(value: Value | None, kind: Kind, sql_type: str) -> Any:
    """A cell as it stands in a file."""
    if value is None:
        return None
    if isinstance(value, Month):
        return str(value) if sql_type == "VARCHAR" else f"{value}-01"
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if kind.written or sql_type == "VARCHAR" else value


def column_of(column: Column, kind: Kind) -> tuple[str, Sequence[Any], Meanings]:
    """A column's type in the file, its cells, and what the odd ones mean."""
    sql_type = "VARCHAR" if column.odd else TYPES.get(kind, "VARCHAR")
    cells, meanings = [], Meanings()
    for row, value in enumerate(column.values):
        cell = written(value, kind, sql_type)
        if row in column.odd:
            cell = f"?{cell or ''}"
            meanings[cell] = (value, UNREAD)
        elif value is not None and (kind is Kind.CHOICES or (sql_type, kind) == YES_NO_TEXT):
            meanings[cell] = (value, None)
        cells.append(cell)
    return sql_type, cells, meanings


def to_files(
    dataset: Dataset, folder: Path, parts: int = 1, catalog: Catalog = CATALOG
) -> Dataset:
    """The same dataset, its tables in Parquet files; tables without rows stay in memory."""
    tables: dict[TableName, Table | ParquetTable] = {}
    for name, table in dataset.tables.items():
        assert isinstance(table, Table)
        tables[name] = (
            to_file(catalog.entities[name.entity], table, folder, parts) if table.length else table
        )
    return replace(dataset, tables=tables)


def to_file(entity: Entity, table: Table, folder: Path, parts: int) -> ParquetTable:
    """One table in one or several files."""
    name = table.name
    selects, lists, columns = [], [], {}
    for place, (field, column) in enumerate(table.columns.items(), 1):
        sql_type, cells, meanings = column_of(column, entity.fields[field].kind)
        selects.append(f'unnest(${place}::VARCHAR[])::{sql_type} AS "{field} {place}"')
        described = sql_type.replace(" ", "")
        columns[field] = ParquetColumn(f"{field} {place}", described, meanings)
        lists.append([None if cell is None else str(cell) for cell in cells])
    paths = []
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t AS SELECT {', '.join(selects)}", lists)
        step = -(-table.length // parts)
        for first in range(0, table.length, step):
            paths.append(str(folder / f"{name.entity}{name.period}-{first}.parquet"))
            connection.execute(
                f"COPY (SELECT * FROM t LIMIT {step} OFFSET {first}) TO '{paths[-1]}'"
            )
    keys = list(zip(*(table.columns[field].values for field in entity.key), strict=True))
    known = all(None not in key for key in keys)
    unique = bool(entity.key) and known and len(set(keys)) == len(keys)
    return ParquetTable(name, tuple(paths), table.length, columns, unique)
