"""Rows that somebody wrote by hand: the examples of a policy (cases) and booklets.

Both are mappings from a table's name to one row or a list of rows. A booklet is a household file
and says all it says; a case is as small as its author could make it, so that keys and links are
made up, and what it leaves out is blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from checker.fault import Fault, FaultyInput
from checker.intake import assemble, messages
from checker.intake.columns import odd_cells, read_column
from checker.intake.fingerprint import fingerprint
from checker.intake.grammar import cell_reader
from checker.intake.grid import Piece
from checker.intake.made_up import fill_in, parents_first
from checker.intake.messages import named
from checker.model.catalog import Catalog, Entity, Field
from checker.model.dataset import Column, Dataset, Note, Origin, ParquetTable, Table
from checker.model.function import EARLIER
from checker.model.resolved import TableName

Written = dict[str, object]  # one row: field → raw cell
Tables = dict[str, list[Written]]  # entity → rows

NOTHING = Column(())
PERIODS = (0, *sorted(set(EARLIER.values())))


def dataset_from_mappings(
    given: object, catalog: Catalog, *, whole: bool, day: date | None = None
) -> Dataset:
    """Rows written by hand as a dataset.

    Args:
        given: table (title or English name) → a row or a list of rows, a row being field → cell;
            上期 and 上上期 → the same of an earlier period.
        catalog: what the tables and fields are.
        whole: a case: every table and column is given, blank where nothing is said; keys are
            made up, and every row belongs to the (first) household. Otherwise a booklet.
        day: the day that registers are of, where their rows do not say.

    Raises:
        FaultyInput: a name that the catalog does not have, or a part of another shape.
    """
    written = _periods(given, catalog)
    tables = _case(written, catalog) if whole else _booklet(written, catalog)
    return Dataset(
        tables=tables,
        register_days=_register_days(tables, catalog, day),
        fingerprint="" if whole else fingerprint(tables),
    )


def side_by_side(
    many: Sequence[Mapping[str, object]], catalog: Catalog, day: date
) -> tuple[Dataset, dict[TableName, list[int]]]:
    """Many cases as one dataset, and for each row of each table the case that it belongs to.

    Each is read as `dataset_from_mappings` reads one, so that different cases have rows of the
    same key: whoever judges them has to keep them apart.
    """
    together: dict[int, Tables] = {}
    owners: dict[TableName, list[int]] = {}
    order = parents_first(catalog)
    for number, given in enumerate(many):
        for period, rows_by_entity in _periods(given, catalog).items():
            fill_in(rows_by_entity, catalog, order)
            for name, rows in rows_by_entity.items():
                together.setdefault(period, {}).setdefault(name, []).extend(rows)
                owners.setdefault(TableName(name, period), []).extend([number] * len(rows))
    tables = _case_tables(together, catalog)
    return Dataset(tables=tables, register_days=_register_days(tables, catalog, day)), owners


def _periods(given: object, catalog: Catalog) -> dict[int, Tables]:
    """The rows by period, entity and field.

    Raises:
        FaultyInput: a name that the catalog does not have, or a part of another shape.
    """
    faults: list[Fault] = []
    if not isinstance(given, Mapping):
        raise FaultyInput([messages.wrong_shape("/", "表名到行的映射")])
    now = {name: part for name, part in given.items() if name not in EARLIER}
    written = {0: rows_of(now, catalog, "", faults)}
    for name, period in EARLIER.items():
        if name in given:
            part = given[name]
            inner = part if isinstance(part, Mapping) else {}
            if part is not None and not isinstance(part, Mapping):
                faults.append(messages.wrong_shape(f"/{name}", "表名到行的映射"))
            written[period] = rows_of(inner, catalog, f"/{name}", faults)
    if faults:
        raise FaultyInput(faults)
    return written


def _register_days(
    tables: Mapping[TableName, Table], catalog: Catalog, day: date | None
) -> dict[TableName, date]:
    days = {
        name: day
        for name in tables
        if day is not None and catalog.entities[name.entity].register is not None
    }
    return assemble.register_days(tables, days, nobody)


def nobody(table: ParquetTable, fields: Sequence[str]) -> set[assemble.Key]:
    """Nothing written by hand lies in Parquet files."""
    del table, fields
    return set()


def rows_of(
    given: Mapping[str, object], catalog: Catalog, place: str, faults: list[Fault]
) -> Tables:
    """The rows by entity and field; what has no name in the catalog is a fault."""
    tables: Tables = {}
    for name, part in given.items():
        entity = catalog.entity_named(name)
        if entity is None:
            known = [known.title for known in catalog.entities.values()]
            faults.append(messages.unknown_entry(f"{place}/{named(name)}", "张表", name, known))
            continue
        rows = part if isinstance(part, list | tuple) else [] if part is None else [part]
        tables.setdefault(entity.name, []).extend(
            _row(row, entity, catalog, f"{place}/{name}/{at}", faults)
            for at, row in enumerate(rows)
        )
    return tables


def _row(
    row: object, entity: Entity, catalog: Catalog, place: str, faults: list[Fault]
) -> Written:
    if not isinstance(row, Mapping):
        faults.append(messages.wrong_shape(place, "一行：项目到内容的映射"))
        return {}
    written: Written = {}
    for name, cell in row.items():
        field = entity.field_named(str(name))
        numbered = _numbered(str(name), entity) if field is None else None
        if numbered is not None:
            before = written.get(numbered.name, ())
            written[numbered.name] = (*(before if isinstance(before, tuple) else [before]), cell)
        elif field is None:
            faults.append(_unknown(str(name), entity, catalog, place))
        elif field.name in written:
            both = (field.title, field.name)
            faults.append(messages.duplicate_column(place, field.title, both))
        elif field.derived is not None:
            faults.append(messages.derived_given(f"{place}/{name}", field.title))
        else:
            written[field.name] = tuple(cell) if isinstance(cell, list) else cell
    return written


def _unknown(name: str, entity: Entity, catalog: Catalog, place: str) -> Fault:
    where = f"{place}/{named(name)}"
    if catalog.entity_named(name):
        return messages.table_inside(where, name)
    known = [field.title for field in entity.fields.values()]
    return messages.unknown_entry(where, "一项", name, known)


def _numbered(name: str, entity: Entity) -> Field | None:
    """The field of several codes that has a numbered column of this name."""
    return next((field for field in entity.fields.values() if name in field.gather), None)


def pieces_of(
    given: Mapping[str, object], catalog: Catalog, file: str, prefix: str = ""
) -> tuple[list[Piece], list[Note]]:
    """A booklet of a file as pieces of tables.

    Args:
        given: as for `dataset_from_mappings`; earlier periods have their own files.
        catalog: what the tables and fields are.
        file: the file's name.
        prefix: the booklet's path in its file, where it holds several.

    Raises:
        FaultyInput: as `dataset_from_mappings`.
    """
    faults: list[Fault] = []
    tables = rows_of(given, catalog, f"{file} › {prefix}", faults)
    if faults:
        raise FaultyInput(faults)
    belong(tables, catalog)
    names = {entity.name: name for name in given if (entity := catalog.entity_named(name))}
    pieces, notes = [], []
    for name, rows in tables.items():
        entity = catalog.entities[name]
        shown = names[name]
        lone = isinstance(given[shown], Mapping)
        fields = _fields(rows, entity)
        columns = {field.name: _column(rows, field, catalog) for field in fields}
        places = {field.name: _spelled(given[shown], field) for field in fields}
        sheet = f"{prefix}/{shown}" if lone else f"{prefix}/{shown}/{{}}"
        pieces.append(
            Piece(
                entity, len(rows), columns, file, sheet, range(len(rows)), places, "tree", not rows
            )
        )
        for field in fields:
            notes.extend(odd_cells(f"{file} › {prefix}/{shown}", field, columns[field.name]))
    return pieces, notes


def belong(tables: Tables, catalog: Catalog) -> None:
    """In a booklet of one household, rows that do not say so are this household's."""
    for name, rows in tables.items():
        entity = catalog.entities[name]
        link = entity.parents[0] if entity.parents else None
        above = tables.get(link.parent, []) if link else []
        if link is None or len(above) != 1:
            continue
        key = catalog.entities[link.parent].key
        for row in rows:
            for field, of_parent in zip(link.fields, key, strict=True):
                row.setdefault(field, above[0].get(of_parent))


def _fields(rows: Sequence[Written], entity: Entity) -> list[Field]:
    given = {name for row in rows for name in row}
    return [field for field in entity.fields.values() if field.name in given]


def _spelled(part: object, field: Field) -> str:
    """The field's name as the booklet spells it."""
    rows = part if isinstance(part, list) else [part]
    names = {name for row in rows if isinstance(row, Mapping) for name in row}
    return next((name for name in (field.title, field.name) if name in names), field.title)


def _column(rows: Iterable[Written], field: Field, catalog: Catalog) -> Column:
    return read_column([row.get(field.name) for row in rows], cell_reader(field, catalog.codes))


def _booklet(written: Mapping[int, Tables], catalog: Catalog) -> dict[TableName, Table]:
    tables: dict[TableName, Table] = {}
    for period, rows_by_entity in written.items():
        belong(rows_by_entity, catalog)
        for name, rows in rows_by_entity.items():
            entity = catalog.entities[name]
            fields = _fields(rows, entity) if rows else _read(entity)
            tables[TableName(name, period)] = _table(entity, period, rows, fields, catalog)
    made = assemble.parents_made(tables, catalog, nobody)
    return tables | {table.name: table for table in made}


def _case(written: Mapping[int, Tables], catalog: Catalog) -> dict[TableName, Table]:
    """Every table and column is there, of every period; a household too, in those that speak."""
    order = parents_first(catalog)
    for rows_by_entity in written.values():
        fill_in(rows_by_entity, catalog, order)
    return _case_tables(written, catalog)


def _case_tables(written: Mapping[int, Tables], catalog: Catalog) -> dict[TableName, Table]:
    tables = {}
    for period in PERIODS:
        rows_by_entity = written.get(period, {})
        for name, entity in catalog.entities.items():
            rows = rows_by_entity.get(name, [])
            tables[TableName(name, period)] = _table(entity, period, rows, _read(entity), catalog)
    return tables


def _read(entity: Entity) -> Iterator[Field]:
    return (field for field in entity.fields.values() if field.derived is None)


def _table(
    entity: Entity,
    period: int,
    rows: Sequence[Written],
    fields: Iterable[Field],
    catalog: Catalog,
) -> Table:
    columns = {}
    told = {name for row in rows for name in row}
    for field in fields:
        if not rows:
            columns[field.name] = NOTHING
            continue
        silent = field.blank is None and field.name not in told
        columns[field.name] = (
            Column([None] * len(rows)) if silent else _column(rows, field, catalog)
        )
    titles = {field.name: field.title for field in entity.fields.values()}
    path = f"/{assemble.period_title(entity.title, period)}/{{}}"
    origin = Origin(0, "", path, range(len(rows)), titles, "tree")
    return Table(TableName(entity.name, period), len(rows), columns, (origin,) if rows else ())
