"""Which table a sheet is, and which column is which field: told by its headers.

Headers are matched exactly after the normalisation of `checker.spelling.header_key`; a header
that the catalog does not know is listed, with the nearest name, and never guessed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from checker.fault import Fault
from checker.frozen import frozen
from checker.intake import messages
from checker.intake.amounts import unit_in
from checker.intake.grid import Cells, Grid
from checker.intake.layouts import (
    FEW,
    HALF,
    Layout,
    missing,
    plausible,
    rather_a_child,
    with_parent,
    without_key,
    without_parents,
)
from checker.intake.words import words
from checker.model.catalog import Catalog, Entity
from checker.model.kind import Kind
from checker.spelling import composed, half_width, header_key

NUMBERED = re.compile(  # (1) 1. 1、 一、 before a header
    r"^(?:\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\)|[0-9]{1,2}[.、)]"
    r"|[一二三四五六七八九十]{1,2}[.、])(?=\D)"
)
SEARCHED = 10  # rows that are not empty, among which the header stands

Names = Mapping[str, Mapping[str, Sequence[str]]]  # entity → field → further headers


class Match(NamedTuple):
    """One header read as one field of one entity."""

    entity: str
    field: str
    exact: bool  # not only after bracketed parts were dropped
    own: bool = False  # as an office's mapping.yaml says


@frozen
class Headings:
    """Every header that the catalog knows."""

    catalog: Catalog
    exact: Mapping[str, Sequence[Match]]
    loose: Mapping[str, Sequence[Match]]
    asked: dict[str, Sequence[Match]] = dataclasses.field(default_factory=dict)
    # What a mapping.yaml says of a sheet's headers: key → entity → what it is there, if anything.
    said: Mapping[str, Mapping[str, Sequence[Match]]] = dataclasses.field(default_factory=dict)
    # Of which unit a column's numbers are: entity and key → unit.
    units: Mapping[tuple[str, str], str] = dataclasses.field(default_factory=dict)
    header_rows: tuple[int, ...] = ()  # as people number them; () where nobody said

    def matches(self, header: str) -> Sequence[Match]:
        """What a header may be, in any entity; one header is asked for again and again."""
        if header not in self.asked:
            self.asked[header] = self._matches(header)
        return self.asked[header]

    def _matches(self, header: str) -> Sequence[Match]:
        key = whole(header)
        said = self.said.get(key, {})
        exact = self.exact.get(key, ())
        taken = {match.entity for match in exact}
        loose = self.loose.get(header_key(header), ())
        known = [*exact, *(match for match in loose if match.entity not in taken)]
        if not known and not said:
            bare = _bare(header)
            return self._matches(bare) if bare else ()
        own = [match for those in said.values() for match in those]
        return [*own, *(match for match in known if match.entity not in said)]


def headings(catalog: Catalog, further: Names | None = None) -> Headings:
    """The catalog's headers, and further ones that the files' about.yaml names."""
    exact: dict[str, list[Match]] = {}
    loose: dict[str, list[Match]] = {}
    for entity in catalog.entities.values():
        for name, field in entity.fields.items():
            more = (further or {}).get(entity.name, {}).get(name, ())
            for header in (field.title, name, *field.headers, *field.gather, *more):
                _add(exact, whole(header), Match(entity.name, name, exact=True))
                _add(loose, header_key(header), Match(entity.name, name, exact=False))
    return Headings(catalog, exact, {key: _certain(found) for key, found in loose.items()})


def whole(header: str) -> str:
    """A header as headers are compared, with what stands in its brackets."""
    return "".join(half_width(composed(header)).split()).strip("*:").casefold()


def _bare(header: str) -> str:
    """A header without the number before it or the unit behind a stroke; "" if it has neither."""
    text = NUMBERED.sub("", "".join(half_width(header).split()))
    before, stroke, unit = text.rpartition("/")
    if stroke and unit_in(unit, words()):
        text = before
    return text if whole(text) != whole(header) else ""


def _add(index: dict[str, list[Match]], key: str, match: Match) -> None:
    found = index.setdefault(key, [])
    if match not in found:
        found.append(match)


def _certain(found: Sequence[Match]) -> list[Match]:
    """Without the entities of which two fields have this header when brackets are dropped."""
    entities = [match.entity for match in found]
    return [match for match in found if entities.count(match.entity) == 1]


def recognise(grid: Grid, known: Headings, wanted: str | None = None) -> Layout | Fault | None:
    """The table that a grid holds.

    Args:
        grid: its first rows may be titles.
        known: the catalog's headers.
        wanted: the entity that somebody said it is.

    Returns:
        The layout; a fault where it is meant as a table but cannot be one; None where it is
        something else, such as a cover sheet.
    """
    layouts = _layouts(grid, known)
    if wanted:
        layouts = {name: layout for name, layout in layouts.items() if name == wanted}
    complete = {name: layout for name, layout in layouts.items() if not missing(layout)}
    named = wanted or _named(grid, known.catalog)
    if not wanted:
        without_parents(complete)
    keyless = without_key(layouts, grid) if named is None or named in layouts else None
    if keyless:
        return _flat(keyless, grid, known)
    if named in complete:
        return _flat(complete[named], grid, known)
    likely = [layout for layout in complete.values() if plausible(layout)]
    if len(likely) == 1 and named is None and rather_a_child(likely[0], layouts):
        headers = [header for header in likely[0].headers if header]
        titles = (entity.title for entity in known.catalog.entities.values())
        return messages.unknown_table(grid.place, headers, titles)
    if likely and (named not in layouts or not missing(layouts[named])):
        return _most([_flat(layout, grid, known) for layout in likely], grid)
    return _faulty(grid, known, layouts, named)


def _flat(layout: Layout, grid: Grid, known: Headings) -> Layout:
    return with_parent(layout, _at(grid, known, layout.header_rows), known.catalog)


def _faulty(
    grid: Grid, known: Headings, layouts: Mapping[str, Layout], named: str | None
) -> Fault | None:
    meant = layouts.get(named or "") or _likely(layouts.values())
    if meant and not _on_its_side(grid, known):
        headers = [header for header in meant.headers if header]
        return messages.missing_columns(grid.place, meant.entity.title, missing(meant), headers)
    if named and any(any(not _blank(cell) for cell in row) for row in grid.rows):
        return messages.no_header(grid.place, known.catalog.entities[named].title, SEARCHED)
    return None


def _on_its_side(grid: Grid, known: Headings) -> bool:
    """Do headers stand below one another, with values beside them? Those are not quoted."""
    rows = [[c for c in grid.rows[at] if not _blank(c)] for at in _candidates(grid.rows)]
    headed = [[bool(known.matches(c)) for c in row if isinstance(c, str)] for row in rows]
    return sum(1 for row in headed if row[:1] == [True] and sum(row) == 1) >= FEW


def _likely(layouts: Iterable[Layout]) -> Layout | None:
    """The layout that a sheet without identifying columns was probably meant to have."""
    best = max(layouts, key=lambda layout: len(layout.columns), default=None)
    if best is None or len(best.columns) < FEW:
        return None
    headers = sum(1 for header in best.headers if header)
    return best if len(best.columns) * HALF >= headers else None


def _most(layouts: Sequence[Layout], grid: Grid) -> Layout | Fault:
    """The layout with the most columns; a parent's, and then the title in a name, break a tie."""
    most = max(map(_columns, layouts))
    best = [layout for layout in layouts if _columns(layout) == most]
    if len(best) > 1:
        where = half_width(f"{grid.file} {grid.sheet}")
        titled = [layout for layout in best if layout.entity.title in where]
        longest = max((len(layout.entity.title) for layout in titled), default=0)
        best = [one for one in titled if len(one.entity.title) == longest] or best
    if len(best) > 1:
        return messages.ambiguous_table(grid.place, sorted(one.entity.title for one in best))
    return best[0]


def _columns(layout: Layout) -> tuple[int, int]:
    return len(layout.columns), len(layout.above.columns) if layout.above else 0


def best_of(grid: Grid, known: Headings, wanted: str | None) -> Layout | None:
    """How a sheet would be read as a table that it is not yet, for want of columns."""
    layouts = _layouts(grid, known)
    if wanted is None:
        named = _named(grid, known.catalog)
        best = layouts.get(named or "") or _likely(layouts.values())
    else:
        best = layouts.get(wanted)
    return _flat(best, grid, known) if best else None


def _named(grid: Grid, catalog: Catalog) -> str | None:
    """The entity whose title the sheet or the file bears."""
    stem = grid.file.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    for name in (grid.sheet, stem):
        entity = catalog.entity_named(half_width(name).strip())
        if entity:
            return entity.name
    return None


def _layouts(grid: Grid, known: Headings) -> dict[str, Layout]:
    """For every entity, the row that matches most of its fields."""
    best: dict[str, Layout] = {}
    for these in _header_rows(grid, known):
        for rows in these:
            for layout in _at(grid, known, rows):
                name = layout.entity.name
                if name not in best or _better(layout, best[name]):
                    best[name] = layout
    return best


def _better(layout: Layout, than: Layout) -> bool:
    """Has it more columns? Or as many, and the title above its header is not part of it?

    The same header further down is a repeated one: the rows above it are rows.
    """
    if len(layout.columns) != len(than.columns):
        return len(layout.columns) > len(than.columns)
    return layout.header_rows == than.header_rows[1:]


def _header_rows(grid: Grid, known: Headings) -> Iterable[Iterable[tuple[int, ...]]]:
    """Where the header may stand, as indices: where somebody says, or in the first rows."""
    if not known.header_rows:
        return (((index,), (index, index + 1)) for index in _candidates(grid.rows))
    there = {number: index for index, number in enumerate(grid.numbers)}
    found = tuple(there[number] for number in known.header_rows if number in there)
    return ((found,),) if len(found) == len(known.header_rows) else ()


def _candidates(rows: Sequence[Cells]) -> list[int]:
    filled = [i for i, row in enumerate(rows[: SEARCHED * 5]) if any(not _blank(c) for c in row)]
    return filled[:SEARCHED]


def _blank(cell: object) -> bool:
    return cell is None or cell == ""


def _at(grid: Grid, known: Headings, rows: tuple[int, ...]) -> Iterable[Layout]:
    """The layouts that a header in these rows gives."""
    if rows[-1] >= len(grid.rows) or not (known.header_rows or _two(grid.rows, known, rows)):
        return
    found: dict[str, dict[str, list[tuple[int, bool, bool]]]] = {}
    headers = _headers(_reaching_down(grid, rows), known, rows)
    for column, (_, matches) in enumerate(headers):
        for match in matches:
            fields = found.setdefault(match.entity, {})
            fields.setdefault(match.field, []).append((column, match.exact, match.own))
    shown = tuple(header for header, _ in headers)
    for name, fields in found.items():
        layout = _layout(known.catalog.entities[name], rows, shown, fields)
        yield replace(layout, units=_units(known, layout)) if known.units else layout


def _units(known: Headings, layout: Layout) -> dict[int, str]:
    keys = [(layout.entity.name, whole(header)) for header in layout.headers]
    return {column: known.units[key] for column, key in enumerate(keys) if key in known.units}


def _layout(
    entity: Entity,
    rows: tuple[int, ...],
    headers: tuple[str, ...],
    fields: Mapping[str, list[tuple[int, bool, bool]]],
) -> Layout:
    columns = {}
    for name, claims in fields.items():
        own = [column for column, _, is_own in claims if is_own]
        exact = [column for column, is_exact, _ in claims if is_exact]
        several = entity.fields[name].kind is Kind.CHOICES
        columns[name] = tuple(
            (exact if several else own) or exact or [column for column, _, _ in claims]
        )
    used = {column for those in columns.values() for column in those}
    unused = tuple(i for i, header in enumerate(headers) if header and i not in used)
    return Layout(entity, rows, headers, columns, unused)


def _two(rows: Sequence[Cells], known: Headings, of: tuple[int, ...]) -> bool:
    """Is the second row part of the header: empty wherever the first row names a field?"""
    if len(of) == 1:
        return True
    upper, lower = rows[of[0]], rows[of[1]]
    below = [
        lower[i] if i < len(lower) else None
        for i, cell in enumerate(upper)
        if isinstance(cell, str) and cell and known.matches(cell)
    ]
    return all(_blank(cell) for cell in below) and all(
        isinstance(c, str) or _blank(c) for c in lower
    )


def _reaching_down(grid: Grid, of: tuple[int, ...]) -> Mapping[int, Cells]:
    """The header's rows, with a cell merged from above over one of them where it ends."""
    found = {index: [*grid.rows[index]] for index in of}
    for top, left, bottom, _ in grid.merged:
        if top < of[0] <= bottom <= of[-1] and left < len(grid.rows[top]):
            row = found[of[0]]
            row.extend([None] * (left + 1 - len(row)))
            row[left] = row[left] if not _blank(row[left]) else grid.rows[top][left]
    return found


def _headers(
    rows: Mapping[int, Cells], known: Headings, of: tuple[int, ...]
) -> list[tuple[str, Sequence[Match]]]:
    """For each column its header as shown, and what it may be."""
    if len(of) == 1:
        texts = [cell.strip() if isinstance(cell, str) else "" for cell in rows[of[0]]]
        return [(text, known.matches(text) if text else ()) for text in texts]
    return [_joined(known, upper, lower) for upper, lower in _stacked(rows[of[0]], rows[of[1]])]


def _stacked(upper: Cells, lower: Cells) -> Iterable[tuple[str, str]]:
    """Each column's upper and lower header; an upper one reaches over empty ones to its right."""
    group = ""
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else None
        below = lower[index] if index < len(lower) else None
        over = above.strip() if isinstance(above, str) else ""
        under = below.strip() if isinstance(below, str) else ""
        group = over or (group if under else "")
        yield (group, under)


def _joined(known: Headings, upper: str, lower: str) -> tuple[str, Sequence[Match]]:
    """情况 over 务工地点: the two joined, else the lower one, is the header."""
    for text in (upper + lower, lower or upper):
        matches = known.matches(text) if text else ()
        if matches:
            return text, matches
    return upper + lower, ()
