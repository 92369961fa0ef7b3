"""Keys and links for the rows of a case, which says neither: one household, its rows, its village.

What the author wrote stays, an explicit blank too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.model.catalog import Catalog, Entity, Link

Written = dict[str, object]
Tables = dict[str, list[Written]]

HOUSEHOLD = "household"


def fill_in(tables: Tables, catalog: Catalog, order: Sequence[Entity]) -> None:
    """Make up the household and all above it where they are left out; keys and links everywhere.

    With several households, rows that name none belong to the first. Where an empty list of
    households is written and nothing that lies in one, there is none (a village without).

    Args:
        tables: the rows, which are filled in.
        catalog: what the tables are.
        order: its entities, parents first.
    """
    above = [HOUSEHOLD, *_above(catalog, HOUSEHOLD)] if HOUSEHOLD in catalog.entities else []
    for name in above:
        if not tables.get(name) and not _none(name, tables, catalog):
            tables[name] = [{}]
    for name in above:
        _tell_parent(tables, catalog.entities[name], catalog)
    for entity in order:
        rows = tables.get(entity.name)
        if not rows:
            continue
        _link(tables, entity, rows, catalog)
        for number, row in enumerate(rows, 1):
            _name(row, entity, number, tables, catalog)


def _none(name: str, tables: Tables, catalog: Catalog) -> bool:
    """Is it written that there is no household?"""
    within = (other for other, rows in tables.items() if rows and other != name)
    lies_in = (way for other in within for way in catalog.ancestors(other))
    return name == HOUSEHOLD and name in tables and not any(name in way for way in lies_in)


def _above(catalog: Catalog, name: str) -> Iterator[str]:
    for link in catalog.entities[name].parents[:1]:
        yield link.parent
        yield from _above(catalog, link.parent)


def parents_first(catalog: Catalog) -> list[Entity]:
    """The dictionary's entities, each after those that it hangs below."""

    def depth(entity: Entity) -> int:
        return max((len(way) for way in catalog.ancestors(entity.name)), default=0)

    return sorted(catalog.entities.values(), key=depth)


def _tell_parent(tables: Tables, entity: Entity, catalog: Catalog) -> None:
    """A household that names its village names the village above it, too."""
    for link in entity.parents[:1] if tables[entity.name] else ():
        parent, first = tables[link.parent][0], tables[entity.name][0]
        for field, key in _paired(link, catalog):
            if field in first:
                parent.setdefault(key, first[field])


def _link(tables: Tables, entity: Entity, rows: Sequence[Written], catalog: Catalog) -> None:
    for position, link in enumerate(entity.parents):
        parents = tables.get(link.parent, [])
        # A benefit is a person's where there is only one; with several its author has to say.
        if not parents or (position and len(parents) > 1):
            continue
        for row in rows:
            for field, key in _paired(link, catalog):
                row.setdefault(field, parents[0].get(key))


def _paired(link: Link, catalog: Catalog) -> Iterator[tuple[str, str]]:
    return zip(link.fields, catalog.entities[link.parent].key, strict=True)


def _name(
    row: Written,
    entity: Entity,
    number: int,
    tables: Mapping[str, list[Written]],
    catalog: Catalog,
) -> None:
    """A key for a row without one: H, H2; H-1, H-2 below it; elsewhere 1, 2."""
    if entity.name == HOUSEHOLD:
        made = "H" if number == 1 else f"H{number}"
    elif entity.parents and entity.parents[0].parent == HOUSEHOLD:
        key = catalog.entities[HOUSEHOLD].key
        made = f"{'-'.join(str(tables[HOUSEHOLD][0].get(field)) for field in key)}-{number}"
    else:
        made = str(number)
    for field in entity.key:
        row.setdefault(field, made)
