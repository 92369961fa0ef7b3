"""Flat exports (平铺): the household's columns repeat on each of its members' rows.

The rows of one household are made into one. Where they disagree, nobody knows which is right: the
value is unknown. Where the household has a table of its own, that table stands, and an export only
adds the columns that it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.intake import remarks
from checker.intake.cleaning import BLANK, Read
from checker.intake.columns import odd_cells
from checker.intake.fingerprint import normal
from checker.intake.grammar import cell_reader
from checker.model.catalog import Catalog, Entity
from checker.model.dataset import Column, Elsewhere, Note, Odd, Origin, Table
from checker.model.kind import State, Value

Key = tuple[Value | None, ...]
Groups = Mapping[Key, Sequence[int]]  # a parent's key → its rows in the export


def one_row_each(flat: Table, catalog: Catalog) -> tuple[Table, list[Note]]:
    """The parents of a flat export, each as one row: that of its first child."""
    entity = catalog.entities[flat.name.entity]
    groups = _groups(flat, entity)
    columns, elsewhere = {}, {}
    notes = [remarks.flat_split(_files(flat), entity.title, len(groups))]
    for name in flat.columns:
        columns[name], elsewhere[name] = _merged(flat, name, [*groups.values()], catalog)
        notes.extend(odd_cells(_files(flat), entity.fields[name], columns[name]))
    origins = tuple(_origins(flat, [those[0] for those in groups.values()]))
    table = Table(flat.name, len(groups), columns, origins, elsewhere=elsewhere)
    return table, notes


def with_columns(own: Table, flat: Table, catalog: Catalog) -> tuple[Table, list[Note]]:
    """A table with the columns that it lacks and a flat export has.

    The export adds no rows: a member whose household has no row of its own has none.
    """
    entity = catalog.entities[own.name.entity]
    groups = _groups(flat, entity)
    rows = [groups.get(key, ()) for key in _keys(own, entity)]
    columns, elsewhere, notes = dict(own.columns), dict(own.elsewhere), []
    added = []
    for name in flat.columns:
        if name in entity.key:
            continue
        column, places = _merged(flat, name, rows, catalog)
        if name not in own.columns:
            columns[name], elsewhere[name] = column, places
            added.append(entity.fields[name].title)
            notes.extend(odd_cells(_files(flat), entity.fields[name], column))
            continue
        count = _differing(own.columns[name], column)
        if count:
            title = entity.fields[name].title
            notes.append(remarks.flat_differs(_files(flat), entity.title, title, count))
    if added:
        notes.insert(0, remarks.flat_added(_files(flat), entity.title, added))
    table = Table(
        own.name,
        own.length,
        columns,
        own.origins,
        printed=own.printed,
        elsewhere=elsewhere,
    )
    return table, notes


def _files(flat: Table) -> str:
    places = (" › ".join(filter(None, (one.file, one.sheet))) for one in flat.origins)
    return "、".join(dict.fromkeys(places))


def _keys(table: Table, entity: Entity) -> list[Key]:
    return [*zip(*(table.columns[name].values for name in entity.key), strict=True)]


def _groups(flat: Table, entity: Entity) -> Groups:
    """The rows of each parent; a row that names none belongs to nobody."""
    groups: dict[Key, list[int]] = {}
    for row, key in enumerate(_keys(flat, entity)):
        if None not in key:
            groups.setdefault(key, []).append(row)
    return groups


def _merged(
    flat: Table, name: str, groups: Sequence[Sequence[int]], catalog: Catalog
) -> tuple[Column, Elsewhere]:
    """A column with one cell a group, and the rows that the cells were taken from."""
    field = catalog.entities[flat.name.entity].fields[name]
    column, empty = flat.columns[name], cell_reader(field, catalog.codes)(None)
    values: list[Value | None] = []
    odd: dict[int, Odd] = {}
    rows: list[int | None] = []
    for index, group in enumerate(groups):
        row, read = _agreed(column, group) if group else (None, BLANK)
        value, strange = empty if group and read == BLANK else read
        rows.append(row)
        values.append(value)
        if strange is not None:
            odd[index] = strange
    return Column(values, odd), Elsewhere(flat, rows)


def _agreed(column: Column, rows: Sequence[int]) -> tuple[int, Read]:
    """What some rows say together, and the first that says it."""
    written = [row for row in rows if column.state(row) is not State.BLANK]
    if not written:
        return rows[0], BLANK
    first = written[0]
    if len({_said(column, row) for row in written}) == 1:
        return first, (column.values[first], column.odd.get(first))
    raws = "、".join(sorted({_shown(column, row) for row in written}))
    return first, (None, Odd(State.UNREADABLE, raws, "rows-differ"))


def _said(column: Column, row: int) -> tuple[Value | None, str]:
    """What two cells have in common that say the same."""
    odd = column.odd.get(row)
    unread = odd is not None and odd.state is State.UNREADABLE
    return column.values[row], odd.raw if odd and unread else ""


def _shown(column: Column, row: int) -> str:
    odd = column.odd.get(row)
    return odd.raw if odd else normal(column.values[row])


def _differing(own: Column, copied: Column) -> int:
    """Rows of which the export says something else, or two things."""
    return sum(
        1
        for row, value in enumerate(own.values)
        if value is not None
        and (
            (copied.values[row] is not None and copied.values[row] != value)
            or (row in copied.odd and copied.odd[row].reason == "rows-differ")
        )
    )


def _origins(flat: Table, rows: Sequence[int]) -> Iterator[Origin]:
    """Where the rows of a table stand that is made of some rows of another, in their order."""
    ends = [*(origin.first for origin in flat.origins[1:]), flat.length]
    first = 0
    for origin, end in zip(flat.origins, ends, strict=True):
        numbers = [origin.numbers[row - origin.first] for row in rows if origin.first <= row < end]
        if numbers:
            yield origin._replace(first=first, numbers=numbers)
        first += len(numbers)
