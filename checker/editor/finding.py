"""The thing that a word of a policy file means: in an expression, as a key, or as a value.

What is told of it is `checker.editor.hover`'s; where it is used else, `checker.editor.uses`'.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from checker.editor.meaning import Meaning, meaning, of_row, table
from checker.editor.outline import Outline
from checker.editor.place import Place
from checker.editor.view import Placed, View
from checker.frozen import frozen
from checker.model.resolved import SELF, TableName
from checker.read.cases import full_id
from checker.resolve.scope import HOUSEHOLD, Here, Scope


@frozen
class Found:
    """A word of a file, from one offset to another, and the thing that it means."""

    meaning: Meaning
    place: Place
    start: int
    end: int


def thing_at(view: View, placed: Placed, outline: Outline, offset: int) -> Found | None:
    """What the word at an offset means; None where it means nothing."""
    touched = outline.at(offset)
    if touched is None:
        return None
    part, in_key = touched
    place = Place(view, placed, outline, part)
    if in_key:
        found = key_meaning(place)
        return Found(found, place, part.key_start, part.key_end) if found else None
    if place.speaks:
        return _spoken(place, offset)
    found = value_meaning(place)
    start, raw = outline.raw(part)
    return Found(found, place, start, start + len(raw)) if found else None


def _spoken(place: Place, offset: int) -> Found | None:
    """A word of an expression."""
    for start, text in place.spoken():
        phrase = place.phrase(text)
        if phrase is None or not start <= offset <= start + len(text):
            continue
        for number, word in reversed([*enumerate(phrase.words)]):
            first, last = start + word.at, start + word.at + len(word.text)
            if first <= offset <= last and (found := meaning(phrase, number)):
                quotes = word.kind == "text"
                return Found(found, place, first + quotes, last - quotes)
    return None


def key_meaning(place: Place) -> Meaning | None:
    """What a key is the name of, where it is not one of the schema's."""
    part, around = place.part, place.around
    name = part.key
    given = place.given()
    if given is not None and given[0]:
        return _given(place, given[0])
    if around is None or part.above is None:
        return None
    if around.keys_of:
        return named(around.keys_of, name, place)
    if around.names:
        return _own(place, part.above.key, name)
    return None


def _own(place: Place, kind: str, name: str) -> Meaning | None:
    """A name that the file itself gives: of a standard, a list, a definition, a table, a field."""
    catalog, library = place.policies.catalog, place.library
    if kind == "definitions":
        entity = place.outline.scalar(place.part.get("each"))
        known = catalog.entity_named(entity)
        return of_row(name, Here(SELF, TableName(known.name)), _scope(place)) if known else None
    if kind in ("standards", "lists"):
        sort = kind.removesuffix("s")
        things: Mapping[str, Any] = library.standards if sort == "standard" else library.lists
        thing = things.get(name)
        return Meaning(sort, name, thing, home=thing.span.source.name) if thing else None
    if kind in ("entities", "registers"):
        found = catalog.entities.get(name)
        return table(found) if found else None
    if kind == "fields":
        entity_name = place.part.path[1]
        return _field(place, name, entity_name)
    return None


def _scope(place: Place) -> Scope:
    return Scope(place.library, None, None)


def _field(place: Place, name: str, entity: str) -> Meaning | None:
    known = place.policies.catalog.entity_named(entity)
    field = known.field_named(name) if known else None
    return Meaning("field", field.title, field, known.name) if field and known else None


def _given(place: Place, keys: tuple[str, ...]) -> Meaning | None:
    """A key of a case's data: a table, or a field of the table above it."""
    catalog = place.policies.catalog
    found = catalog.entity_named(keys[-1])
    if found:
        return table(found)
    return _field(place, keys[-1], keys[-2]) if len(keys) > 1 else None


def value_meaning(place: Place) -> Meaning | None:
    """What a value is the name of."""
    text = place.outline.scalar(place.part)
    given = place.given()
    if given is not None and len(given[0]) > 1:
        field = _field(place, given[0][-1], given[0][-2])
        return _code(place, text, field.thing.codes) if field else None
    if place.placed.kind == "policy" and place.part.path == ("rules", "-", "id"):
        return ruled(f"{place.placed.policy}/{text}", place.view)
    shape, around = place.shape, place.around
    source = shape.words_of if shape else ""
    if around is not None and around.words_of and not place.part.key:
        source = around.words_of
    if source == "rules" and place.placed.kind == "cases":
        text = full_id(place.placed.policy, text)
    return named(source, text, place) if source else None


def named(source: str, name: str, place: Place) -> Meaning | None:
    """The thing of one sort with a name; see the schemas' `x-words`."""
    find = FINDERS.get(source)
    return find(name, place) if find else None


def ruled(rule_id: str, view: View) -> Meaning | None:
    """A rule, where it is written."""
    known = view.rules.get(rule_id)
    return Meaning("rule", rule_id, known) if known else None


def _code(place: Place, text: str, codes: str | None) -> Meaning | None:
    known = place.policies.catalog.codes.get(codes or "")
    return Meaning("code", text, known, known.name) if known and text in known.codes else None


def _entity(name: str, place: Place) -> Meaning | None:
    found = place.policies.catalog.entity_named(name)
    return table(found) if found else None


def _code_list(name: str, place: Place) -> Meaning | None:
    known = place.policies.catalog.codes.get(name)
    return Meaning("codes", name, known) if known else None


def _standard(name: str, place: Place) -> Meaning | None:
    for chapter in (place.policies.shared, *place.policies.policies):
        for one in chapter.standards if chapter else ():
            if one.name == name:
                return Meaning("standard", name, one, home=one.span.source.name)
    return None


def _by_id(sort: str, things: tuple[Any, ...], name: str) -> Meaning | None:
    found = next((one for one in things if one.id == name), None)
    return Meaning(sort, name, found) if found else None


def _group(name: str, place: Place) -> Meaning | None:
    """A household field, or a shared definition, that a list is grouped by."""
    catalog = place.policies.catalog
    if HOUSEHOLD not in catalog.entities:
        return None
    return of_row(name, Here(SELF, TableName(HOUSEHOLD)), _scope(place))


FINDERS: Mapping[str, Callable[[str, Place], Meaning | None]] = {
    "entities": _entity,
    "entity_names": _entity,
    "groups": _group,
    "household_fields": _group,
    "code_lists": _code_list,
    "standards": _standard,
    "rules": lambda name, place: ruled(name, place.view),
    "areas": lambda name, place: _by_id("area", place.policies.areas, name),
    "sieves": lambda name, place: _by_id("sieve", place.policies.sieves, name),
}
