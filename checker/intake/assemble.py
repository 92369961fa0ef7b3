"""From pieces of tables to a dataset: joined, with their parents, and with what is odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from checker.intake import remarks
from checker.intake.days import day
from checker.intake.flat import one_row_each, with_columns
from checker.intake.grid import Piece
from checker.model.catalog import Catalog, Entity
from checker.model.dataset import Column, Note, Odd, Origin, ParquetTable, Table
from checker.model.function import EARLIER
from checker.model.kind import Kind, Value
from checker.model.resolved import TableName

Key = tuple[Value | None, ...]
Tables = Mapping[TableName, Table | ParquetTable]

AS_OF = "as_of"  # the English name of a register's field that tells its day


def joined(
    pieces: Sequence[Piece], period: int, catalog: Catalog, lying: Iterable[str] = ()
) -> tuple[list[Table], list[Note]]:
    """One table an entity; pieces follow one another in the order given.

    Args:
        pieces: in the order of their files.
        period: 0 for now.
        catalog: what they are pieces of.
        lying: entities whose tables are left in Parquet files.
    """
    own: dict[str, list[Piece]] = {}
    repeated: dict[str, list[Piece]] = {}
    for piece in pieces:
        kind = repeated if piece.repeated else own
        kind.setdefault(piece.entity.name, []).append(piece)
    tables = {name: _joined(name, those, period) for name, those in own.items()}
    notes: list[Note] = []
    for name, those in repeated.items():
        if name in lying:
            title = catalog.entities[name].title
            notes.extend(remarks.flat_unused(piece.file, title) for piece in those)
            continue
        flat = _joined(name, those, period)
        if name in tables:
            tables[name], told = with_columns(tables[name], flat, catalog)
        else:
            tables[name], told = one_row_each(flat, catalog)
        notes.extend(told)
    return [*tables.values()], notes


def _joined(name: str, pieces: Sequence[Piece], period: int) -> Table:
    entity = pieces[0].entity
    length = sum(piece.length for piece in pieces)
    given = {column for piece in pieces for column in piece.columns}
    if not length and any(piece.whole for piece in pieces):
        given = {field.name for field in entity.fields.values() if field.derived is None}
    columns = {field: _column(field, pieces) for field in entity.fields if field in given}
    compared = {field for piece in pieces for field in piece.printed}
    printed = {field: _column(field, pieces) for field in entity.fields if field in compared}
    origins, first = [], 0
    for piece in pieces:
        origins.append(  # also of what has no rows: it was read
            Origin(
                first,
                piece.file,
                piece.sheet,
                piece.numbers,
                piece.places,
                piece.form,
                piece.how,
                piece.headers,
            )
        )
        first += piece.length
    return Table(TableName(name, period), length, columns, tuple(origins), printed=printed)


def _column(field: str, pieces: Sequence[Piece]) -> Column:
    found = [{**piece.columns, **piece.printed}.get(field) for piece in pieces]
    if len(found) == 1 and found[0] is not None:
        return found[0]
    values: list[Value | None] = []
    odd: dict[int, Odd] = {}
    for piece, column in zip(pieces, found, strict=True):
        if column is None:  # a file without the column tells nothing of its rows
            values.extend([None] * piece.length)
            continue
        odd.update({len(values) + row: cell for row, cell in column.odd.items()})
        values.extend(column.values)
    return Column(values, odd)


def keys(table: Table, fields: Sequence[str]) -> list[Key]:
    """For each row the values of some fields; None in it where one is unknown."""
    columns = [table.columns[name].values if name in table.columns else None for name in fields]
    empty: Sequence[Value | None] = [None] * table.length
    return list(zip(*(column if column is not None else empty for column in columns), strict=True))


def parents_made(
    tables: Tables, catalog: Catalog, named_by: Callable[[ParquetTable, Sequence[str]], set[Key]]
) -> list[Table]:
    """The parent tables that were not given: their keys, as their children name them.

    Args:
        tables: the given ones.
        catalog: whose parents they are.
        named_by: the different keys that a Parquet table's rows name.
    """
    made: dict[TableName, Table] = {}
    for period in sorted({name.period for name in tables}):
        for entity in _children_first(catalog):
            table = tables.get(TableName(entity.name, period))
            table = table or made.get(TableName(entity.name, period))
            if table is None or not entity.parents:
                continue
            link = entity.parents[0]
            parent = TableName(link.parent, period)
            if parent not in tables:
                reads = link.fields
                found = (
                    named_by(table, reads)
                    if isinstance(table, ParquetTable)
                    else set(keys(table, reads))
                )
                fields = catalog.entities[link.parent].key
                before = set(keys(made[parent], fields)) if parent in made else set()
                made[parent] = _made(parent, fields, before | found)
    return list(made.values())


def _children_first(catalog: Catalog) -> list[Entity]:
    """Entities so that each comes before its ancestors: the longest way up first."""

    def depth(entity: Entity) -> int:
        return max((len(way) for way in catalog.ancestors(entity.name)), default=0)

    return sorted(catalog.entities.values(), key=depth, reverse=True)


def _made(name: TableName, fields: Sequence[str], found: set[Key]) -> Table:
    rows = sorted((key for key in found if None not in key), key=str)
    columns = {field: Column([row[at] for row in rows]) for at, field in enumerate(fields)}
    return Table(name, len(rows), columns, made=True)


class Unattached(NamedTuple):
    """A row that belongs to nobody, or of which nobody can tell to whom."""

    table: TableName
    row: int
    why: str  # same-key | no-key | blank-link | no-parent | doubled-parent | nobody
    fields: tuple[str, ...]  # where it shows
    about: str  # the title of the parent, or of what names a person
    twins: Sequence[int] = ()  # the rows that have one key
    among: TableName | None = None  # the table that they are rows of: its own, or the parent's


def unattached(tables: Mapping[TableName, Table], catalog: Catalog) -> Iterator[Unattached]:
    """All such rows, table by table; `lost_rows` counts them for the notes."""
    for name, table in tables.items():
        entity = catalog.entities[name.entity]
        if entity.key and not table.made:
            yield from _keyless(name, table, entity, tables, catalog)
        yield from _orphans(name, table, entity, tables, catalog)
        if entity.register is not None:
            yield from _nobody(name, table, entity)


def lost_rows(tables: Mapping[TableName, Table], catalog: Catalog) -> Iterable[Note]:
    """Rows whose parent is not there, rows with another's key, register rows that name nobody."""
    counts = Counter(
        (row.table, "no-parent" if row.why == "blank-link" else row.why, row.about)
        for row in unattached(tables, catalog)
    )
    for (name, why, about), count in counts.items():
        title = period_title(catalog.entities[name.entity].title, name.period)
        yield remarks.unattached_rows(title, why, about, count)


def _keyless(
    name: TableName,
    table: Table,
    entity: Entity,
    tables: Mapping[TableName, Table],
    catalog: Catalog,
) -> Iterator[Unattached]:
    """Rows that cannot be told by their key; a blank one harms only where others belong to it."""
    own = keys(table, entity.key)
    twins = _twins(own)
    needed = set(entity.key) <= set(table.columns) and any(
        link.parent == entity.name
        for other in tables
        if other.period == name.period
        for link in catalog.entities[other.entity].parents[:1]
    )
    for row, key in enumerate(own):
        if key in twins:
            same = twins[key]
            yield Unattached(name, row, "same-key", entity.key, entity.title, same, name)
        elif None in key and needed:
            yield Unattached(name, row, "no-key", entity.key, entity.title)


def _orphans(
    name: TableName,
    table: Table,
    entity: Entity,
    tables: Mapping[TableName, Table],
    catalog: Catalog,
) -> Iterator[Unattached]:
    for position, link in enumerate(entity.parents):
        up = TableName(link.parent, name.period)
        parents = tables.get(up)
        if parents is None or not set(link.fields) <= set(table.columns):
            continue
        parent = catalog.entities[link.parent]
        above = keys(parents, parent.key)
        there, twins = set(above), _twins(above)
        for row, key in enumerate(keys(table, link.fields)):
            if None in key:
                if not position:  # a visit need not be one person's
                    yield Unattached(name, row, "blank-link", link.fields, parent.title)
            elif key not in there:
                yield Unattached(name, row, "no-parent", link.fields, parent.title)
            elif key in twins:
                same = twins[key]
                yield Unattached(name, row, "doubled-parent", link.fields, parent.title, same, up)


def _twins(found: Sequence[Key]) -> dict[Key, list[int]]:
    """The rows of each whole key that stands on more than one."""
    counts = Counter(key for key in found if None not in key)
    twins: dict[Key, list[int]] = {key: [] for key, count in counts.items() if count > 1}
    if twins:
        for row, key in enumerate(found):
            if key in twins:
                twins[key].append(row)
    return twins


def _nobody(name: TableName, table: Table, entity: Entity) -> Iterator[Unattached]:
    for field, column in table.columns.items():
        if entity.fields[field].kind is Kind.ID_NUMBER:
            title = entity.fields[field].title
            for row, value in enumerate(column.values):
                if value is None:
                    yield Unattached(name, row, "nobody", (field,), title)


def period_title(title: str, period: int) -> str:
    """A table's title with its period: 上期.成员."""
    earlier = next((word for word, number in EARLIER.items() if number == period), "")
    return f"{earlier}.{title}" if period else title


def register_days(
    tables: Tables,
    told: Mapping[TableName, date],
    named_by: Callable[[ParquetTable, Sequence[str]], set[Key]],
) -> dict[TableName, date]:
    """The day of each register: of its rows the oldest, else what about.yaml tells."""
    days = dict(told)
    for name, table in tables.items():
        if AS_OF not in table.columns:
            continue
        if isinstance(table, ParquetTable):
            texts = named_by(table, [AS_OF])
            read = [day(str(text)) for (text,) in texts if text is not None]
        else:
            read = [one for one in table.columns[AS_OF].values if isinstance(one, date)]
        found = [one for one in read if isinstance(one, date)]
        if found:
            days[name] = min(found)
    return days
