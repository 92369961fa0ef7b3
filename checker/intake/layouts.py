"""How a sheet is to be read: which table, which columns; and what tables have to do with it.

Not about which header is which field: that is `checker.intake.headers`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import replace

from checker.frozen import frozen
from checker.intake.grid import Grid, empty
from checker.model.catalog import Catalog, Entity

FEW, HALF = 3, 2  # a sheet with at least 3 known columns, half of all, is meant as a table


@frozen
class Layout:
    """How a sheet is to be read."""

    entity: Entity
    header_rows: tuple[int, ...]  # one index, or two of a header in two rows
    headers: tuple[str, ...]  # a column each, "" where there is none
    columns: Mapping[str, tuple[int, ...]]  # field → its columns
    unused: tuple[int, ...]  # columns with a header that is no field
    above: Layout | None = None  # of a flat export: the parent's columns on the same rows
    units: Mapping[int, str] = dataclasses.field(default_factory=dict)  # column → its unit

    @property
    def first(self) -> int:
        """The index of the first row below the header."""
        return self.header_rows[-1] + 1


def identity(entity: Entity) -> tuple[str, ...]:
    """The fields without which nobody can say which row is which, or whose."""
    links = entity.parents[0].fields if entity.parents else ()
    return tuple(dict.fromkeys((*entity.key, *links)))


def missing(layout: Layout) -> list[str]:
    """The titles of the identifying columns that a layout lacks."""
    fields = layout.entity.fields
    return [fields[name].title for name in identity(layout.entity) if name not in layout.columns]


def plausible(layout: Layout) -> bool:
    """Are enough of its columns known for it to be the table?"""
    headers = sum(1 for header in layout.headers if header)
    known = len(layout.columns)
    return known >= HALF and (bool(identity(layout.entity)) or known * HALF >= headers)


def rather_a_child(layout: Layout, layouts: Mapping[str, Layout]) -> bool:
    """Is all that was understood what its children's sheets have, too, and more was not?

    A register of households whose own headers are unknown is no table of villages.
    """
    used = {column for those in layout.columns.values() for column in those}
    children = [
        {column for those in other.columns.values() for column in those}
        for other in layouts.values()
        if layout.entity.name in {link.parent for link in other.entity.parents}
    ]
    return len(layout.unused) > len(used) and any(used <= columns for columns in children)


def without_parents(complete: dict[str, Layout]) -> None:
    """A sheet that names its rows as members is no household's, whatever it repeats of it."""
    for layout in [*complete.values()]:
        if layout.entity.flat and plausible(layout):
            complete.pop(layout.entity.parents[0].parent, None)


def with_parent(layout: Layout, others: Iterable[Layout], catalog: Catalog) -> Layout:
    """With the parent's columns, where the sheet repeats them on each of its rows.

    Args:
        layout: what the sheet is.
        others: what else its header may be.
        catalog: the dictionary.
    """
    if not layout.entity.flat:
        return layout
    link = layout.entity.parents[0]
    parent = catalog.entities[link.parent]
    used = {column for those in layout.columns.values() for column in those}
    there = {one.entity.name: one for one in others}
    columns = {
        name: free
        for name, those in (there[parent.name].columns if parent.name in there else {}).items()
        if parent.fields[name].derived is None
        and (free := tuple(one for one in those if one not in used))
    }
    if not columns:
        return layout
    taken = {column for those in columns.values() for column in those}
    unused = tuple(column for column in layout.unused if column not in taken)
    own = {
        key: layout.columns.get(name) for key, name in zip(parent.key, link.fields, strict=True)
    }
    keys = {key: those for key, those in own.items() if those}
    above = replace(there[parent.name], columns=keys | columns, unused=())
    return replace(layout, unused=unused, above=above)


def without_key(layouts: Mapping[str, Layout], grid: Grid) -> Layout | None:
    """A flat export whose rows have no key of their own: its parent's number stands on several.

    It has columns that only its own table has; otherwise it is the parent's table, with rows
    that are there twice.
    """
    for layout in layouts.values():
        if not layout.entity.flat or len(layout.entity.parents[0].fields) > 1:
            continue
        link = layout.entity.parents[0]
        parent = layouts.get(link.parent)
        lacking = {layout.entity.fields[name].title for name in layout.entity.key}
        if parent is None or missing(parent) or set(missing(layout)) != lacking:
            continue
        used = {column for those in parent.columns.values() for column in those}
        own = [name for name, those in layout.columns.items() if used.isdisjoint(those)]
        if len(own) >= FEW and _repeats(grid, layout, layout.columns[link.fields[0]][0]):
            return layout
    return None


def _repeats(grid: Grid, layout: Layout, column: int) -> bool:
    """Does one value stand on several rows of a column, or one cell over them?"""
    if any(
        left == column and top >= layout.first < bottom for top, left, bottom, _ in grid.merged
    ):
        return True
    rows = grid.rows[layout.first :]
    cells = [row[column] for row in rows if column < len(row) and not empty(row[column])]
    return len({*map(str, cells)}) < len(cells)
