"""What was read, written as Parquet: a file a table, its fields' titles as column names.

A column in which every cell was read has its kind's own type; one with something unreadable in it
is text, with what stood there, so that it is not read the second time either. Not masked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.model.catalog import Catalog
from checker.model.dataset import Column, Dataset, ParquetTable, Table
from checker.model.kind import Kind, State, Value
from checker.report.clean_book import CONTRADICTIONS, UNSURE

ENDING = ".parquet"
TYPES: Mapping[Kind, str] = {
    Kind.COUNT: "DECIMAL(18,6)",
    Kind.NUMBER: "DECIMAL(18,6)",
    Kind.AMOUNT: "DECIMAL(18,6)",
    Kind.DATE: "DATE",
    Kind.YES_NO: "BOOLEAN",
    Kind.CHOICES: "VARCHAR[]",
}
TEXT = "VARCHAR"


def clean_parquet(dataset: Dataset, catalog: Catalog) -> dict[str, bytes]:
    """The tables of this period that are held in memory, made ones left out, by file name."""
    written = {}
    with TemporaryDirectory() as folder:
        for name, entity in catalog.entities.items():
            table = next((t for n, t in dataset.tables.items() if n == (name, 0)), None)
            if table is None or isinstance(table, ParquetTable) or table.made:
                continue
            kinds = {
                field: _type(entity.fields[field].kind, column)
                for field, column in table.columns.items()
            }
            titles = {field: entity.fields[field].title for field in kinds}
            file = Path(folder, f"{name}{ENDING}")
            _write(table, kinds, titles, file)
            written[f"{entity.title}{ENDING}"] = file.read_bytes()
    return written


def _type(kind: Kind, column: Column) -> str:
    """The type of a column in the file."""
    lost = any(odd.state is State.UNREADABLE for odd in column.odd.values())
    return TEXT if lost else TYPES.get(kind, TEXT)


def _write(table: Table, kinds: Mapping[str, str], titles: Mapping[str, str], file: Path) -> None:
    """A table's rows, through lines of JSON: many rows in one pass."""
    import duckdb  # noqa: PLC0415  120 ms that a text summary should not wait for

    columns = [_cells(table.columns[field], kind) for field, kind in kinds.items()]
    names = [f"c{number}" for number in range(len(columns))]
    lines = file.with_suffix(".jsonl")
    with lines.open("w", encoding="utf-8") as stream:
        for row in zip(*columns, strict=True):
            stream.write(json.dumps(dict(zip(names, row, strict=True))) + "\n")
    types = ", ".join(f"{one}: '{kind}'" for one, kind in zip(names, kinds.values(), strict=True))
    shown = (
        f'{one} AS "{title.replace(chr(34), chr(34) * 2)}"'
        for one, title in zip(names, titles.values(), strict=True)
    )
    source = f"read_json($lines, format = 'newline_delimited', columns = {{{types}}})"
    sql = f"COPY (SELECT {', '.join(shown)} FROM {source}) TO $file (FORMAT parquet)"
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")  # rows stay in their order
        connection.execute(sql, {"lines": str(lines), "file": str(file)})


def _cells(column: Column, kind: str) -> list[object]:
    return [
        _cell(value, kind) if (raw := _unread(column, row)) is None else raw
        for row, value in enumerate(column.values)
    ]


def _unread(column: Column, row: int) -> str | None:
    odd = column.odd.get(row)
    if odd is None or odd.state is not State.UNREADABLE:
        return None
    return UNSURE if odd.reason in CONTRADICTIONS else odd.raw


def _cell(value: Value | None, kind: str) -> object:
    """A value as JSON: as text, but for truth values and lists in columns of their own type."""
    if value is None or (isinstance(value, bool) and kind == TYPES[Kind.YES_NO]):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple) and not hasattr(value, "month"):
        return _codes(value, kind)
    if isinstance(value, Decimal):
        return f"{value:f}" if kind != TEXT else f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _codes(value: Sequence[object], kind: str) -> object:
    codes = [str(code) for code in value]
    return codes if kind != TEXT else "、".join(codes)
