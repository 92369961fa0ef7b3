"""The words that may stand in a place of a policy file because something has that name.

The schemas say of a place what its words are names of (`x-words`, `x-keys`); here they are looked
up: tables, fields, codes, areas, sieves, rules, standards. What an expression may say is not asked
here (see `checker.editor.completion`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.model.catalog import Catalog, Entity, Field
from checker.model.function import AGGREGATES, AREA, EARLIER, FORMS, FUNCTIONS, Form, Function
from checker.model.policy import Policy, PolicySet
from checker.resolve.messages import KINDS
from checker.resolve.scope import HOUSEHOLD


class Word(NamedTuple):
    """A word, and what it means in a line."""

    text: str
    told: str = ""


def words(source: str, policies: PolicySet) -> tuple[Word, ...]:
    """The words of one sort, each once, in the order in which they were written."""
    found: dict[str, Word] = {}
    for word in SOURCES[source](policies):
        found.setdefault(word.text, word)
    return tuple(found.values())


def chapters(policies: PolicySet) -> Iterator[Policy]:
    """The shared file and all policy files."""
    if policies.shared:
        yield policies.shared
    yield from policies.policies


def functions() -> tuple[Function | Form, ...]:
    """All that can be called in an expression."""
    return *FUNCTIONS.values(), *FORMS.values(), *AGGREGATES.values()


def field_line(field: Field) -> str:
    """What a field is, in a line: 选项 is told by its code list, a number by its unit."""
    more = field.unit or ("" if field.codes in (None, field.title) else field.codes)
    return KINDS[field.kind] + (f"（{more}）" if more else "")


def field_words(entity: Entity) -> tuple[Word, ...]:
    """The fields of a table by their titles."""
    return tuple(Word(field.title, field_line(field)) for field in entity.fields.values())


def given_fields(entity: Entity, catalog: Catalog) -> Mapping[str, tuple[Word, ...]]:
    """What a case may give of a table: each field's title, and the codes that it may hold."""
    found: dict[str, tuple[Word, ...]] = {}
    for field in entity.fields.values():
        if field.derived is None:
            for name in (field.title, *field.gather):
                found[name] = code_words(field.codes, catalog)
    return found


def code_words(codes: str | None, catalog: Catalog) -> tuple[Word, ...]:
    """The words of a code list, with their other spellings."""
    if codes is None or codes not in catalog.codes:
        return ()
    known = catalog.codes[codes].codes
    return tuple(
        Word(code, f"也写作 {'、'.join(others)}" if others else codes)
        for code, others in known.items()
    )


def given_tables(policies: PolicySet) -> tuple[Word, ...]:
    """What a case may give: tables, and earlier snapshots."""
    periods = (Word(name, "以前的数据") for name in EARLIER if not name.isascii())
    return (*words("entities", policies), *periods)


def _entities(policies: PolicySet) -> Iterable[Word]:
    for entity in policies.catalog.entities.values():
        register = "，名册" if entity.register else ""
        yield Word(entity.title, f"{entity.name}，{len(entity.fields)} 项{register}")


def _entity_names(policies: PolicySet) -> Iterable[Word]:
    return (Word(one.name, one.title) for one in policies.catalog.entities.values())


def _household_fields(policies: PolicySet) -> Iterable[Word]:
    household = policies.catalog.entities.get(HOUSEHOLD)
    return field_words(household) if household else ()


def _groups(policies: PolicySet) -> Iterable[Word]:
    return (Word(AREA[0], "规则所属的政策领域"), *_household_fields(policies))


def _codes(policies: PolicySet) -> Iterable[Word]:
    for one in policies.catalog.codes.values():
        yield from (Word(code, one.name) for code in one.codes)


def _code_lists(policies: PolicySet) -> Iterable[Word]:
    return (Word(one.name, "、".join(one.codes)) for one in policies.catalog.codes.values())


def _units(policies: PolicySet) -> Iterable[Word]:
    fields = (one for e in policies.catalog.entities.values() for one in e.fields.values())
    given = (one.unit for chapter in chapters(policies) for one in chapter.standards)
    return (Word(unit) for unit in (*(one.unit for one in fields), *given) if unit)


def _rules(policies: PolicySet) -> Iterable[Word]:
    return (Word(rule.id, rule.title) for policy in policies.policies for rule in policy.rules)


def _standards(policies: PolicySet) -> Iterable[Word]:
    for chapter in chapters(policies):
        yield from (Word(one.name, one.unit or "") for one in chapter.standards)


SOURCES: Mapping[str, Callable[[PolicySet], Iterable[Word]]] = {
    "entities": _entities,
    "entity_names": _entity_names,
    "household_fields": _household_fields,
    "groups": _groups,
    "codes": _codes,
    "code_lists": _code_lists,
    "units": _units,
    "areas": lambda policies: (Word(one.id, one.title) for one in policies.areas),
    "sieves": lambda policies: (Word(one.id, one.title) for one in policies.sieves),
    "rules": _rules,
    "standards": _standards,
}
