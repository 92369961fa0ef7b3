"""The parts of policies that decide verdicts, laid over one another: what `Walk` does to texts.

The kinds of changes: `applies` and `requires` (a clause of a rule), `each`, `rule` (a rule that
came or went), `off` (turned off by an overlay), `validity`, `region`, `standard`, `list`,
`definition`, `table-row`, `category`, `catalog`, `waiver`. What a name stands for that only one
side has is kept beside the rest: by itself it decides nothing, what speaks of it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from checker.frozen import frozen
from checker.model.catalog import Catalog, Entity
from checker.model.difference import Passage
from checker.model.expression import Template
from checker.model.policy import (
    Category,
    Definition,
    Named,
    Policy,
    Rule,
    Simple,
    Standard,
    StandardValue,
    Validity,
    Waiver,
)
from checker.source import Span
from checker.study.difference_text import Walk, bare, pairs
from checker.study.speaking import Key, Thing, texts_of

NOWHERE = ("span", "text")


@frozen
class PartsWalk(Walk):
    """Lays rules, names, the dictionary and waivers over one another."""

    def rule(self, old: Rule, new: Rule) -> Rule:
        """A rule as far as it decides verdicts; what it says is left out."""
        return replace(
            new,
            applies=self.either("applies", new.id, old.applies, new.applies),
            requires=self.condition("requires", new.id, old.requires, new.requires),
            validity=self.validity(new.id, (old.validity, old.span), (new.validity, new.span)),
            message=Template(("",), new.span),
            remedy=None,
            once_per=(),
        )

    def policy(self, old: Policy, new: Policy) -> Policy:
        """A chapter's head."""
        region = new.region
        if old.region != new.region:
            told = [Passage(one.region or "—", str(one.span)) for one in (old, new)]
            region = new.region if self.picked("region", new.id, *told) else old.region
        before, after = (old.validity, old.span), (new.validity, new.span)
        return replace(new, region=region, validity=self.validity(new.id, before, after))

    def validity(
        self, of: str, old: tuple[Validity, Span], new: tuple[Validity, Span]
    ) -> Validity:
        """From when to when."""
        if old[0] == new[0]:
            return new[0]
        told = [Passage(f"{one.start or ''}～{one.end or ''}", str(at)) for one, at in (old, new)]
        return new[0] if self.picked("validity", of, *told) else old[0]

    def names(self, old: Mapping[Key, Thing], new: Mapping[Key, Thing]) -> Iterator[Thing]:
        """What the names of both stand for."""
        for key in {**old, **new}:
            if key in old and key in new:
                yield self.named(old[key], new[key])
            else:
                yield new.get(key) or old[key]

    def named(self, old: Thing, new: Thing) -> Thing:
        """A standard, a list or a definition."""
        match old, new:
            case Standard(), Standard() if old.unit == new.unit:
                return replace(new, values=tuple(self._values(old, new)))
            case Named(), Named():
                return replace(new, codes=tuple(self._codes(old, new)))
            case Definition(), Definition():
                return self._definition(old, new)
        if bare(old) == bare(new):
            return new
        return new if self.picked(kind_of(new), new.name, told(old), told(new)) else old

    def _definition(self, old: Definition, new: Definition) -> Definition:
        if isinstance(old.body, tuple) and isinstance(new.body, tuple):
            return replace(new, body=self.table("table-row", new.name, old.body, new.body))
        if isinstance(old.body, tuple) or isinstance(new.body, tuple):
            picked = self.picked("definition", new.name, told(old), told(new))
            return new if picked else old
        body = self.condition("definition", new.name, old.body, new.body)
        return replace(new, body=body)

    def _values(self, old: Standard, new: Standard) -> Iterator[StandardValue]:
        def meant(value: StandardValue) -> Any:
            return value.region, value.start, bare(value.value)

        was, now = (sorted(one.values, key=begun) for one in (old, new))
        for before, after in pairs(was, now, begun):
            alike = before and after and meant(before) == meant(after)
            passages = told_value(before, new.unit), told_value(after, new.unit)
            value = after if alike or self.picked("standard", new.name, *passages) else before
            if value is not None:
                yield value

    def _codes(self, old: Named, new: Named) -> Iterator[str | Decimal]:
        for code in dict.fromkeys((*old.codes, *new.codes)):
            gone = Passage(str(code), str(old.span)) if code in old.codes else None
            come = Passage(str(code), str(new.span)) if code in new.codes else None
            alike = bool(gone and come)
            if alike or self.picked("list", new.name, gone, come) is bool(come):
                yield code

    def category(self, old: Category | None, new: Category | None) -> Category | None:
        """The categories' decision table."""
        if bare(old) == bare(new):
            return new
        if old is None or new is None or old.field != new.field:
            known = new or old
            assert known is not None  # they differ
            picked = self.picked("category", known.field, told_category(old), told_category(new))
            return new if picked else old
        return replace(new, table=self.table("category", new.field, old.table, new.table))

    def waivers(self, old: Iterable[Waiver], new: Iterable[Waiver]) -> Iterator[Waiver]:
        """The waivers of both."""
        was, now = (sorted(side, key=waived) for side in (old, new))
        for before, after in pairs(was, now, waived):
            alike = before and after and (before.start, before.end) == (after.start, after.end)
            known = after or before
            assert known is not None  # a pair has at least one
            passages = told_waiver(before), told_waiver(after)
            waiver = after if alike or self.picked("waiver", known.rule, *passages) else before
            if waiver is not None:
                yield waiver

    def catalog(self, old: Catalog, new: Catalog, spoken: frozenset[str] | None) -> Catalog:
        """The dictionary; of entries that nobody speaks of, the new ones (None: all are asked)."""
        if old is new:
            return new
        entities = {
            name: self._entity(old.entities[name], new.entities[name], spoken)
            if name in old.entities and name in new.entities
            else new.entities.get(name) or old.entities[name]
            for name in {**new.entities, **old.entities}
        }
        codes = {**old.codes, **new.codes}
        for name in set(old.codes) & set(new.codes):
            codes[name] = self._entry(name, (name,), (old.codes[name], new.codes[name]), spoken)
        return replace(new, entities=entities, codes=codes)

    def _entity(self, old: Entity, new: Entity, spoken: frozenset[str] | None) -> Entity:
        known = {**new.fields, **{n: f for n, f in old.fields.items() if n not in new.fields}}
        for name in set(old.fields) & set(new.fields):
            both = old.fields[name], new.fields[name]
            of = f"{new.title}.{both[1].title}"
            known[name] = self._entry(of, (name, both[1].title), both, spoken)
        bodiless = replace(old, fields={}), replace(new, fields={})
        entry: Entity = self._entry(new.title, (new.name, new.title), bodiless, spoken)
        return replace(entry, fields=known)

    def _entry(
        self, of: str, names: tuple[str, ...], both: tuple[Any, Any], spoken: frozenset[str] | None
    ) -> Any:
        old, new = both
        if bare(old) == bare(new) or not (spoken is None or spoken & {*names}):
            return new
        return new if self.picked("catalog", of, *told_entries(old, new)) else old


def kind_of(thing: Thing) -> str:
    """The word for a change of it."""
    if isinstance(thing, Standard):
        return "standard"
    return "list" if isinstance(thing, Named) else "definition"


def told(thing: Thing) -> Passage:
    """The whole of what a name stands for."""
    if isinstance(thing, Standard):
        text = "；".join(value_text(value, thing.unit) for value in thing.values)
    elif isinstance(thing, Named):
        text = "、".join(map(str, thing.codes))
    else:
        text = "；".join(texts_of(thing.body))
    return Passage(" ".join(text.split()), str(thing.span))


def told_category(category: Category | None) -> Passage | None:
    """The categories' whole table."""
    if category is None:
        return None
    return Passage("；".join(texts_of(category.table)), str(category.span))


def begun(value: StandardValue) -> tuple[str, date]:
    """Which of a standard's values it is."""
    return value.region, value.start


def told_value(value: StandardValue | None, unit: str | None) -> Passage | None:
    """A standard's dated value."""
    return None if value is None else Passage(value_text(value, unit), str(value.span))


def value_text(value: StandardValue, unit: str | None) -> str:
    """595元/月（2021-01-01起，山东省潍坊市）."""
    if isinstance(value.value, Mapping):
        held = "，".join(f"{code} {simple(one)}" for code, one in value.value.items())
    else:
        held = simple(value.value)
    return f"{held}{unit or ''}（{value.start}起，{value.region}）"


def simple(value: Simple | tuple[Simple, ...]) -> str:
    """One value, or codes."""
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def waived(waiver: Waiver) -> tuple[str, str, str]:
    """What a waiver is for."""
    return waiver.rule, waiver.household, waiver.row or ""


def told_waiver(waiver: Waiver | None) -> Passage | None:
    """A waiver: until when, why, by whom; whose it is stands with the rows that it turns."""
    if waiver is None:
        return None
    text = f"{waiver.start}～{waiver.end}，{waiver.reason}，{waiver.approved_by}批准"
    return Passage(f"{text}（{waiver.document}）", str(waiver.span or ""))


def told_entries(old: Any, new: Any) -> tuple[Passage, Passage]:
    """In what two entries of the dictionary differ."""
    differing = [
        one.name
        for one in fields(new)
        if one.name not in NOWHERE and bare(getattr(old, one.name)) != bare(getattr(new, one.name))
    ]

    def passage(entry: Any) -> Passage:
        parts = (f"{name}: {plain(getattr(entry, name))}" for name in differing)
        return Passage("；".join(parts), str(entry.span))

    return passage(old), passage(new)


def plain(value: Any) -> str:
    """A part of an entry as one reads it."""
    if isinstance(value, Mapping):
        return "，".join(f"{key} {plain(one)}".strip() for key, one in value.items())
    if isinstance(value, tuple):
        return "、".join(plain(one) for one in value)
    return "—" if value is None else str(getattr(value, "value", value))
