"""The data dictionary: entities, fields, code lists, registers (数据字典).

What intake reads and what rules may speak of. It is read from `schemas/catalog.yaml` and the
policy folder's own `catalog.yaml`; no field is named in code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property

from checker.frozen import frozen
from checker.model.kind import Kind
from checker.source import Span


@frozen
class Field:
    """One column of one entity (字段)."""

    name: str  # net_income_per_head: the column's key, in English
    title: str  # 人均纯收入: what policy authors write and readers see
    kind: Kind
    span: Span
    unit: str | None = None  # 元/年; None for kinds that are not counted
    codes: str | None = None  # the code list of a choice
    headers: tuple[str, ...] = ()  # other headers that offices print
    blank: str | None = None  # what an empty cell means here; None: nothing, it is unknown
    blank_words: tuple[str, ...] = ()  # words that mean "blank" in this field
    gather: tuple[str, ...] = ()  # numbered columns that make one CHOICES field
    never_negative: bool = False
    sensitive: bool = False
    mask: bool = False  # ID numbers, phones, bank cards: masked in what is passed on
    role: str | None = None  # a household field that lists show; owner and checker: see the sieves
    derived: str | None = None  # the expression it is computed from, never read
    derived_span: Span | None = None


@frozen
class Link:
    """How a row finds its parent: its own fields against the parent's key, in order."""

    parent: str  # the parent entity's English name
    fields: tuple[str, ...]  # English names of the child's fields


@frozen
class Entity:
    """One table (实体): household, member, visit, ...; a register is one too."""

    name: str  # member
    title: str  # 成员
    fields: Mapping[str, Field]  # by English name, in the catalog's order
    span: Span
    key: tuple[str, ...] = ()  # English names; () where rows have no key of their own
    parents: tuple[Link, ...] = ()  # the first is the parent, the second `also_of`
    register: Register | None = None  # None for an entity of the folder
    flat: bool = False  # its sheets may repeat the parent's columns on every row (平铺)

    def field_named(self, name: str) -> Field | None:
        """The field with this title or English name."""
        return self.fields.get(name) or self._by_title.get(name)

    @cached_property
    def _by_title(self) -> Mapping[str, Field]:
        return {field.title: field for field in reversed([*self.fields.values()])}


@frozen
class Register:
    """What is particular to a register (名册): another office's list, of some day."""

    closed: bool  # absence: means_no (closed world); False: absence: unknown
    as_of: date | None = None  # None where the files tell it
    max_age: int | None = None  # days; None: never too old


@frozen
class CodeList:
    """The allowed words of a choice (代码表), each with its other spellings."""

    name: str
    codes: Mapping[str, tuple[str, ...]]  # code → other spellings
    span: Span


@frozen
class Catalog:
    """The whole dictionary."""

    entities: Mapping[str, Entity]  # by English name: entities, then registers
    codes: Mapping[str, CodeList] = field(default_factory=dict)

    def entity_named(self, name: str) -> Entity | None:
        """The entity or register with this title or English name."""
        return self.entities.get(name) or next(
            (known for known in self.entities.values() if known.title == name), None
        )

    def ancestors(self, entity: str) -> Iterator[tuple[str, ...]]:
        """Every way up from an entity, nearest first: ("household",), ("household", "village")."""
        for link in self.entities[entity].parents:
            yield (link.parent,)
            for further in self.ancestors(link.parent):
                yield (link.parent, *further)

    def way_up(self, entity: str, ancestor: str) -> tuple[str, ...] | None:
        """The shortest way from an entity up to an ancestor; None where there is none."""
        ways = [way for way in self.ancestors(entity) if way[-1] == ancestor]
        return min(ways, key=len, default=None)
