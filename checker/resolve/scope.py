"""What a name may mean where it stands: rows, fields, definitions, lists, standards.

A `Library` holds what one policy file may name (its own and the shared things); a `Scope` adds
the rows of the moment: the row checked and, inside an aggregate, the row ranged over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date

from checker.frozen import frozen
from checker.model.catalog import Catalog, Entity
from checker.model.function import EARLIER, EVERYTHING
from checker.model.policy import Category, Definition, Named, Policy, PolicySet, Standard
from checker.model.resolved import ITEM, SELF, Defined, Row, TableName
from checker.resolve import messages
from checker.source import Span

HOUSEHOLD = "household"


@frozen
class Library:
    """The names of one policy file: its own first, then the shared ones."""

    catalog: Catalog
    as_of: date
    home: str  # the policy's id; "" for the shared file
    region: str  # the policy's region, "" where it names none
    standards: Mapping[str, Standard]
    lists: Mapping[str, Named]
    definitions: Mapping[tuple[str, str], Definition]  # (entity's English name, name)
    homes: Mapping[tuple[str, str], str]  # the file each definition is at home in
    category: Category | None
    others: tuple[Policy, ...] = ()  # the other files: their names are not to be had here
    resolved: dict[tuple[str, TableName, str], Defined] = field(default_factory=dict)
    depths: dict[Defined, int] = field(default_factory=dict)  # levels of each one's body
    underway: list[str] = field(
        default_factory=list
    )  # definitions being resolved, outermost first

    def entity(self, name: str, span: Span) -> Entity:
        """The entity or register with this name, or a fault with the nearest."""
        found = self.catalog.entity_named(name)
        if found is None:
            titles = [entity.title for entity in self.catalog.entities.values()]
            raise messages.unknown_entity(span, name, titles)
        return found

    def field_names(self, entity: Entity) -> Iterator[str]:
        """All that may be written for something of a row: titles and definitions."""
        yield from (known.title for known in entity.fields.values())
        yield from (name for of, name in self.definitions if of == entity.name)

    def elsewhere(self, name: str) -> str:
        """The id of another file whose own definition, list or standard this is; else ""."""
        for file in self.others:
            own: list[Definition | Named | Standard] = [*file.definitions, *file.lists]
            if any(name == one.name for one in (*own, *file.standards)):
                return file.id
        return ""


def library(policies: PolicySet, policy: Policy, as_of: date) -> Library:
    """What `policy` may name: its own things and those of the shared file."""
    shared = [policies.shared] if policies.shared and policies.shared is not policy else []
    homes: dict[tuple[str, str], str] = {}
    definitions: dict[tuple[str, str], Definition] = {}
    for file in (*shared, policy):
        for definition in file.definitions:
            entity = policies.catalog.entity_named(definition.each)
            if entity is not None:  # else the definition's own resolution tells
                definitions[entity.name, definition.name] = definition
                homes[entity.name, definition.name] = file.id
    return Library(
        policies.catalog,
        as_of,
        policy.id,
        policy.region or "",
        {s.name: s for file in (*shared, policy) for s in file.standards},
        {named.name: named for file in (*shared, policy) for named in file.lists},
        definitions,
        homes,
        policies.category,
        tuple(file for file in policies.policies if file is not policy),
    )


@frozen
class Here:
    """A row that can be named where the expression stands."""

    row: Row
    table: TableName


@frozen
class Scope:
    """The rows of the moment."""

    library: Library
    itself: Here | None  # the row that bare names speak of; None inside an inner aggregate
    this: Here | None  # what SELF is: 本行, or in an inner aggregate the enclosing variable's row
    variables: Mapping[str, Here] = field(default_factory=dict)
    enclosing: str = ""  # the enclosing variable's name, inside an inner aggregate
    depth: int = 0  # of aggregates around this place
    checked: Here | None = None  # the row checked, for hints inside an inner aggregate
    raw: str = ""  # the household field read raw: inside the category table

    @property
    def outside(self) -> Scope:
        """The scope of what an aggregate here ranges over.

        Inside another aggregate that is the enclosing variable's row alone, which becomes SELF.
        """
        if self.depth == 0:
            return self
        name, outer = next(iter(self.variables.items()))
        row = Here(SELF, outer.table)
        return replace(
            self,
            itself=None,
            this=row,
            checked=self.itself or self.checked,
            variables={name: row},
            enclosing=name,
        )

    def inside(self, variable: str, table: TableName) -> Scope:
        """The scope inside an aggregate over `table`."""
        around = self.outside
        variables = {variable: Here(ITEM, table), **around.variables}
        return replace(around, variables=variables, depth=self.depth + 1)

    def row_named(self, name: str) -> Here | None:
        """A variable, the row's own entity or an ancestor of it; None if it is none of these."""
        if name in self.variables:
            return self.variables[name]
        return self.above(self.itself, name) if self.itself else None

    def above(self, here: Here, name: str) -> Here | None:
        """`here` itself, or its ancestor, with this entity's name."""
        entity = self.library.catalog.entity_named(name)
        if entity is None:
            return None
        if entity.name == here.table.entity:
            return here
        way = self.library.catalog.way_up(here.table.entity, entity.name)
        if way is None:
            return None
        return Here(
            Row(here.row.item, here.row.way + way), TableName(entity.name, here.table.period)
        )

    def entity(self, here: Here) -> Entity:
        """The entity of a row."""
        return self.library.catalog.entities[here.table.entity]

    def titles(self) -> list[str]:
        """All names that could have been meant where a bare name stands."""
        found = list(self.variables)
        if self.itself:
            found += self.library.field_names(self.entity(self.itself))
            ancestors = self.library.catalog.ancestors(self.itself.table.entity)
            found += [self.library.catalog.entities[way[-1]].title for way in ancestors]
        return [*found, *self.library.lists, *self.library.standards]


def period_of(name: str) -> int | None:
    """0 for 全部, 1 for 上期, 2 for 上上期; None for any other name."""
    return 0 if name in EVERYTHING else EARLIER.get(name)
