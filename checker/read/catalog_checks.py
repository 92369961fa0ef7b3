"""Whether the parts of the dictionary fit together: names, kinds, codes, keys, parents."""

from __future__ import annotations

from collections.abc import Iterator

from checker.fault import Fault
from checker.model.catalog import Catalog, Entity, Field
from checker.model.kind import Kind
from checker.read import catalog_messages as messages
from checker.read.values import look


def check_catalog(catalog: Catalog) -> Iterator[Fault]:
    """All that does not fit."""
    taken: dict[str, Entity] = {}
    for entity in catalog.entities.values():
        for name in dict.fromkeys((entity.name, entity.title)):
            if name in taken and taken[name] is not entity:
                yield messages.name_twice(entity.span, name, taken[name].span)
            taken.setdefault(name, entity)
    for entity in catalog.entities.values():
        yield from _fields(catalog, entity, taken)
        yield from _parents(catalog, entity)
    yield from _codes(catalog)


def _fields(catalog: Catalog, entity: Entity, tables: dict[str, Entity]) -> Iterator[Fault]:
    taken: dict[str, Field] = {}
    for field in entity.fields.values():
        for name in dict.fromkeys((field.name, field.title)):
            if name in taken and taken[name] is not field:
                yield messages.name_twice(field.span, name, taken[name].span)
            elif name in tables:
                yield messages.name_of_table(field.span, name, tables[name].span)
            taken.setdefault(name, field)
        yield from _field(catalog, field)


def _field(catalog: Catalog, field: Field) -> Iterator[Fault]:
    choosing = field.kind in (Kind.CHOICE, Kind.CHOICES)
    if choosing and field.codes is None:
        yield messages.needs(field.span, field.title, "codes")
    if field.codes is not None and not (choosing or field.kind is Kind.YES_NO):
        yield messages.not_for_kind(field.span, "codes", field.kind.value)
    if field.codes is not None and field.codes not in catalog.codes:
        yield messages.unknown_codes(field.span, field.codes, catalog.codes)
    if field.unit is not None and not field.kind.numeric and field.derived is None:
        yield messages.not_for_kind(field.span, "unit", field.kind.value)
    if field.kind is Kind.AMOUNT and field.unit is None:
        yield messages.needs(field.span, field.title, "unit")
    if field.gather and field.kind is not Kind.CHOICES:
        yield messages.not_for_kind(field.span, "gather", field.kind.value)
    if field.never_negative and not field.kind.numeric:
        yield messages.not_for_kind(field.span, "never_negative", field.kind.value)
    if choosing and field.blank is not None and field.codes and field.codes in catalog.codes:
        codes = catalog.codes[field.codes].codes
        if field.blank not in codes:
            yield messages.blank_not_a_code(field.span, field.blank, codes)


def _parents(catalog: Catalog, entity: Entity) -> Iterator[Fault]:
    for link in entity.parents:
        parent = catalog.entities[link.parent]
        if parent.register is not None:
            yield messages.register_as_parent(entity.span, parent.title)
        elif len(parent.key) != len(link.fields):
            yield messages.link_and_key(entity.span, entity.title, parent.title)
    if entity.name in _above(catalog, entity):
        yield messages.own_ancestor(entity.span, entity.title)


def _above(catalog: Catalog, entity: Entity) -> set[str]:
    """All tables above one, itself too where its parents run in a circle."""
    found: set[str] = set()
    waiting = [link.parent for link in entity.parents]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(link.parent for link in catalog.entities[name].parents)
    return found


def _codes(catalog: Catalog) -> Iterator[Fault]:
    for codes in catalog.codes.values():
        meanings: dict[str, str] = {}
        for code in codes.codes:
            meanings[look(code)] = code
        for code, spellings in codes.codes.items():
            for spelling in spellings:
                other = meanings.setdefault(look(spelling), code)
                if other != code:
                    yield messages.spelling_twice(codes.span, spelling, code, other)
