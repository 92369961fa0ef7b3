"""Parquet files, left where they lie: only what is not plain in them is read here.

An engine reads a cell of a `ParquetTable` so: NULL as the empty text; as `meanings` says, if the
cell's text (`CAST(cell AS VARCHAR)`) is among them; else as it lies, by the column's type:
numbers exactly (floating ones at 15 significant digits), days and the days of time stamps, text
as text, one code as one code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.intake import messages, remarks
from checker.intake.amounts import spellings_of_unit
from checker.intake.cleaning import Read
from checker.intake.columns import read_column, unit_of
from checker.intake.fingerprint import normal
from checker.intake.grammar import Reader, cell_reader
from checker.intake.grid import Grid
from checker.intake.headers import Headings, recognise
from checker.intake.layouts import Layout
from checker.intake.mapping_messages import unit_in_parquet
from checker.intake.plainness import plainly, quoted, readable
from checker.intake.words import words
from checker.model.catalog import Catalog, Entity, Field
from checker.model.dataset import Column, Dataset, Note, Origin, ParquetColumn, ParquetTable, Table
from checker.model.kind import State, Value
from checker.model.resolved import TableName

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EMPTY = {'"NULL"': "VARCHAR"}  # the type of a column in which nothing stands, to DuckDB
ODD_TEXTS = 2_000_000  # different texts of one column that the grammar reads at most
Key = tuple[Value | None, ...]


@frozen
class Lying:
    """A Parquet file that was recognised as a table."""

    path: str
    name: str
    layout: Layout
    types: Mapping[str, str]  # column in the file → its type
    catalog: Catalog  # the dictionary, with the words that an office's mapping.yaml adds


def recognised(path: str, name: str, known: Headings, wanted: str | None) -> Lying | Fault:
    """The table that a file holds, told by its columns."""
    with _connection() as connection:
        found = _rows(connection, f"DESCRIBE SELECT * FROM {_files([path])}", name)
    types = {str(row[0]): str(row[1]) for row in found}
    grid = Grid(name, [[*types]], [0], "lines")
    layout = recognise(grid, known, wanted)
    if layout is None:
        titles = [entity.title for entity in known.catalog.entities.values()]
        return messages.unknown_table(name, [*types], titles)
    if isinstance(layout, Fault):
        return layout
    several = [field for field, columns in layout.columns.items() if len(columns) > 1]
    if several:
        title = layout.entity.fields[several[0]].title
        claims = [layout.headers[column] for column in layout.columns[several[0]]]
        return messages.duplicate_column(name, title, claims)
    for column in (layout.headers[those[0]] for those in layout.columns.values()):
        if not readable(types[column]):
            return messages.unreadable_type(name, column, types[column])
    for field, those in layout.columns.items():
        header = layout.headers[those[0]]
        unit = layout.units.get(those[0]) or unit_of(header)
        own = spellings_of_unit(layout.entity.fields[field].unit, words())
        if unit and own and unit not in own:
            return unit_in_parquet(name, header, unit)
    return Lying(path, name, layout, types, known.catalog)


def joined(files: Sequence[Lying], period: int) -> tuple[ParquetTable, list[Note], str]:
    """Files of one table as one, with what is odd in them and a fingerprint.

    Raises:
        FaultyInput: their columns differ, or too much in them is odd.
    """
    first = files[0]
    entity, catalog = first.layout.entity, first.catalog
    columns = _columns(first)
    for other in files[1:]:
        same = other.catalog is catalog or other.catalog == catalog
        if _columns(other) != columns or not same:
            raise FaultyInput([messages.columns_differ(other.name, first.name)])
    columns = {field: (source, EMPTY.get(what, what)) for field, (source, what) in columns.items()}
    paths = tuple(file.path for file in files)
    with _connection() as connection:
        length, rows_hash, odd = _scan(connection, paths, entity, columns, catalog)
        read = {
            field: ParquetColumn(source, sql_type, _meanings(entity.fields[field], odd, catalog))
            for field, (source, sql_type) in columns.items()
        }
        table = ParquetTable(TableName(entity.name, period), paths, length, read, unique_key=False)
        unique = bool(entity.key) and _unique(connection, table, entity)
    table = ParquetTable(table.name, paths, length, read, unique)
    notes = [_note(file, read) for file in files]
    notes += [
        remarks.flat_unsplit(file.name, catalog.entities[file.layout.above.entity.name].title)
        for file in files
        if file.layout.above
    ]
    notes += _odd_notes(first.name, entity, read)
    return table, notes, f"{entity.name}.{period}:{length}:{rows_hash}:{_print(read)}"


def _print(columns: Mapping[str, ParquetColumn]) -> str:
    """Which fields the columns are, and what their odd texts mean: no part of the rows' hash."""
    whole = sha256()
    for name in sorted(columns):
        whole.update(f"{name}\n".encode())
        for text, (value, odd) in sorted(columns[name].meanings.items()):
            state = odd.state.name if odd else ""
            told = "\x1f".join((text, normal(value), state))
            whole.update(f"{told}\n".encode("utf-8", "replace"))
    return whole.hexdigest()


def _connection() -> DuckDBPyConnection:
    import duckdb  # noqa: PLC0415  120 ms that a township's workbook need not pay

    connection: DuckDBPyConnection = duckdb.connect()
    return connection


def _rows(connection: DuckDBPyConnection, sql: str, name: str) -> list[tuple[object, ...]]:
    import duckdb  # noqa: PLC0415

    try:
        return [*connection.execute(sql).fetchall()]
    except duckdb.Error as error:
        if wrong_question(error):
            raise
        what = str(error).partition("\n")[0]
        raise FaultyInput([messages.broken_file(name, what)]) from error


def wrong_question(error: Exception) -> bool:
    """Is what DuckDB was asked wrong, and not the file? It has no one class for damaged files."""
    import duckdb  # noqa: PLC0415

    return isinstance(
        error, duckdb.ParserException | duckdb.BinderException | duckdb.CatalogException
    )


def _files(paths: Iterable[str]) -> str:
    return f"read_parquet([{', '.join(quoted(path) for path in paths)}])"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _columns(file: Lying) -> dict[str, tuple[str, str]]:
    """Field → the column in the file and its type; derived fields are not read."""
    layout = file.layout
    return {
        field: (layout.headers[those[0]], file.types[layout.headers[those[0]]])
        for field, those in layout.columns.items()
        if layout.entity.fields[field].derived is None
    }


def _scan(
    connection: DuckDBPyConnection,
    paths: Sequence[str],
    entity: Entity,
    columns: Mapping[str, tuple[str, str]],
    catalog: Catalog,
) -> tuple[int, int, Mapping[str, Mapping[str, object]]]:
    """One pass: rows, a hash of them, and the different cells of each field that are not plain."""
    known = words().blank | words().unreadable
    odd = []
    for field, (source, sql_type) in columns.items():
        cell = _name(source)
        plain = plainly(entity.fields[field], sql_type, cell, catalog.codes, known)
        condition = f"{cell} IS NOT NULL AND NOT coalesce({plain or 'FALSE'}, FALSE)"
        pair = f"{{'text': CAST({cell} AS VARCHAR), 'cell': {cell}}}"
        one = cell if sql_type == "VARCHAR" else pair  # text twice takes twice the time
        odd.append(f"list(DISTINCT {one}) FILTER (WHERE {condition})")
    cells = ", ".join(_name(columns[field][0]) for field in sorted(columns))
    wanted = ", ".join(["count(*)", f"sum(hash({cells})::HUGEINT)", *odd])
    row = _rows(connection, f"SELECT {wanted} FROM {_files(paths)}", paths[0])[0]
    found = {}
    for field, cells_found in zip(columns, row[2:], strict=True):
        listed = cells_found if isinstance(cells_found, list) else []
        if len(listed) > ODD_TEXTS:
            title = entity.fields[field].title
            raise FaultyInput([messages.too_much_odd(paths[0], title, len(listed))])
        pairs = (one if isinstance(one, dict) else {"text": one, "cell": one} for one in listed)
        found[field] = {pair["text"]: pair["cell"] for pair in pairs}
    return int(str(row[0])), int(str(row[1] or 0)), found


def _meanings(
    field: Field, odd: Mapping[str, Mapping[str, object]], catalog: Catalog
) -> Mapping[str, Read]:
    """What the cells mean that are not plain; under "" what an empty one means, if anything."""
    reader = cell_reader(field, catalog.codes)
    read = {
        text: reader(tuple(cell) if isinstance(cell, list) else cell)
        for text, cell in sorted(odd[field.name].items())
    }
    if field.blank is not None:
        read[""] = reader(None)
    return {text: found for text, found in read.items() if found != (text, None)}


def _unique(connection: DuckDBPyConnection, table: ParquetTable, entity: Entity) -> bool:
    """Has every row a key of its own?"""
    if any(field not in table.columns for field in entity.key):
        return False
    texts = [key_text(connection, table, field) for field in entity.key]
    known = " AND ".join(f"({text} IS NOT NULL)" for text in texts)
    sql = f"SELECT count(DISTINCT ({', '.join(texts)})) FILTER (WHERE {known}) FROM "
    row = _rows(connection, sql + _files(table.paths), table.paths[0])[0]
    return row[0] == table.length


def key_text(connection: DuckDBPyConnection, table: ParquetTable, field: str) -> str:
    """A key's or link's field in SQL, with what its odd texts mean; NULL where it is unknown."""
    column = table.columns[field]
    text = f"CAST({_name(column.source)} AS VARCHAR)"
    if not column.meanings:
        return f"nullif({text}, '')"
    name = f"meant_{table.name.entity}_{field}"
    values = [
        [was, None if value is None else str(value)] for was, (value, _) in column.meanings.items()
    ]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} (was VARCHAR, value VARCHAR)")
    connection.executemany(f"INSERT INTO {name} VALUES (?, ?)", values)
    connection.execute(
        f"CREATE OR REPLACE TEMP MACRO {name}_of(t) AS "
        f"(CASE WHEN t IN (SELECT was FROM {name}) "
        f"THEN (SELECT value FROM {name} WHERE was = t) ELSE t END)"
    )
    return f"{name}_of({text})"


def keys_named(table: ParquetTable, fields: Sequence[str]) -> set[Key]:
    """The different values of some text fields, together."""
    if any(field not in table.columns for field in fields):
        return set()
    with _connection() as connection:
        texts = [key_text(connection, table, field) for field in fields]
        sql = f"SELECT DISTINCT {', '.join(texts)} FROM {_files(table.paths)}"
        found = _rows(connection, sql, table.paths[0])
    return {tuple(None if cell is None else str(cell) for cell in row) for row in found}


def in_memory(dataset: Dataset, catalog: Catalog) -> Dataset:
    """The dataset with every table read into memory."""
    tables = {
        name: as_memory(table, catalog) if isinstance(table, ParquetTable) else table
        for name, table in dataset.tables.items()
    }
    return replace(dataset, tables=tables)


def as_memory(table: ParquetTable, catalog: Catalog, rows: Sequence[int] | None = None) -> Table:
    """Rows of a table, read into memory by the grammar of cells.

    Args:
        table: the table in its files.
        catalog: what its fields are.
        rows: the rows' indices in the whole table, ascending; None for all. Index n of the
            result is row `rows[n]`; its places are those of the whole table.
    """
    entity = catalog.entities[table.name.entity]
    read = [*table.columns.values()]
    cells = ", ".join(f"{_name(one.source)}, {_text(one)}" for one in read)
    where = "" if rows is None else f" WHERE rid IN ({', '.join(map(str, rows)) or 'NULL'})"
    with _connection() as connection:
        sql = f"SELECT rid, {cells} FROM ({_numbered(connection, table)}){where} ORDER BY rid"
        found = _rows(connection, sql, table.paths[0])
    columns: dict[str, Column] = {}
    for at, (field, column) in enumerate(table.columns.items()):
        reader = cell_reader(entity.fields[field], catalog.codes)
        raws = [row[2 * at + 1] for row in found]
        plain = [tuple(raw) if isinstance(raw, list) else raw for raw in raws]
        texts = [row[2 * at + 2] for row in found] if column.meanings else []
        columns[field] = (
            _meant(plain, texts, column, reader) if texts else read_column(plain, reader)
        )
    numbers = [int(str(row[0])) + 1 for row in found]
    places = {field: column.source for field, column in table.columns.items()}
    file = table.paths[0].replace("\\", "/").rsplit("/", 1)[-1]
    origin = Origin(0, file, "", numbers, places, "lines")
    return Table(table.name, len(found), columns, (origin,) if found else ())


def _text(column: ParquetColumn) -> str:
    """A cell's text, by which its meaning is told; not looked at where no cell has one."""
    source = _name(column.source)
    return f"coalesce(CAST({source} AS VARCHAR), '')" if column.meanings else "NULL"


def _meant(
    cells: Sequence[object], texts: Sequence[object], column: ParquetColumn, reader: Reader
) -> Column:
    """Cells as their texts mean, and where these mean nothing, as the grammar reads them.

    The meanings may know more than the dictionary: the words of an office's mapping.yaml.
    """
    by_text = dict(zip(texts, cells, strict=True))
    return read_column(texts, lambda text: column.meanings.get(str(text)) or reader(by_text[text]))


def _numbered(connection: DuckDBPyConnection, table: ParquetTable) -> str:
    """The files' rows with their index in the whole table."""
    parts, before = [], 0
    for path in table.paths:
        parts.append(f"SELECT file_row_number + {before} AS rid, * FROM {_files([path])}")
        sql = f"SELECT sum(num_rows) FROM parquet_file_metadata([{quoted(path)}])"
        before += int(str(_rows(connection, sql, path)[0][0]))
    return " UNION ALL ".join(parts)


def _note(file: Lying, columns: Mapping[str, ParquetColumn]) -> Note:
    fields = file.layout.entity.fields
    shown = [f"{column.source}={fields[name].title}" for name, column in columns.items()]
    return remarks.table_read(file.name, file.layout.entity.title, 0, "留在原处；", shown)


def _odd_notes(name: str, entity: Entity, columns: Mapping[str, ParquetColumn]) -> Iterable[Note]:
    for field, column in columns.items():
        title = entity.fields[field].title
        odd = [strange for _, strange in column.meanings.values() if strange is not None]
        unread = [one for one in odd if one.state is State.UNREADABLE]
        if len(odd) > len(unread):
            yield remarks.texts_normalised(name, title, len(odd) - len(unread))
        if unread:
            yield remarks.texts_unreadable(name, title, len(unread))
