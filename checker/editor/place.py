"""Where in a policy folder the cursor stands: the file, the key, the expression, the row.

Holds an outline and a view together; what can be said, offered or changed there is for others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from checker.editor.outline import Outline, Part
from checker.editor.phrase import Phrase
from checker.editor.view import Placed, View
from checker.frozen import frozen
from checker.model.catalog import Entity
from checker.model.policy import PolicySet
from checker.model.resolved import SELF, TableName
from checker.read.schema import Shape, shape
from checker.resolve.scope import HOUSEHOLD, Here, Library, Scope

GIVEN = "given"


class Spoken(NamedTuple):
    """An expression in a text: where it begins, and what it says."""

    start: int
    text: str


@frozen
class Place:
    """One part of one file."""

    view: View
    placed: Placed
    outline: Outline
    part: Part

    @property
    def policies(self) -> PolicySet:
        """All that the folder says."""
        return self.view.policies

    @property
    def library(self) -> Library:
        """What may be named here."""
        return self.view.library(self.placed.policy if self.placed.kind == "policy" else "")

    @cached_property
    def shape(self) -> Shape | None:
        """What may stand here as a value."""
        return shape_of(self.placed.kind, self.part)

    @property
    def around(self) -> Shape | None:
        """What may stand in the mapping or list that the part is in."""
        return shape_of(self.placed.kind, self.part.above) if self.part.above else None

    @property
    def speaks(self) -> bool:
        """Does an expression stand here, alone or in a message?"""
        found = self.shape
        return found is not None and found.form in ("expression", "message")

    @cached_property
    def entity(self) -> Entity | None:
        """The table whose rows an expression here speaks of."""
        catalog = self.policies.catalog
        if self.placed.kind in ("sieve", "categories"):
            return catalog.entities.get(HOUSEHOLD)
        path = self.part.path
        if self.placed.kind == "catalog":
            return catalog.entities.get(path[1]) if len(path) > 1 else None
        each = next((one for part in ancestors(self.part) if (one := part.get("each"))), None)
        return catalog.entity_named(self.outline.scalar(each)) if each else None

    def phrase(self, text: str) -> Phrase | None:
        """An expression that stands here, with the row that it speaks of."""
        if self.entity is None:
            return None
        here = Here(SELF, TableName(self.entity.name))
        raw = ""
        category = self.policies.category
        if self.placed.kind == "categories" and category:
            raw = category.field
        return Phrase(text, Scope(self.library, here, here, raw=raw))

    def spoken(self) -> Iterator[Spoken]:
        """The expressions that stand here: one, or those in the braces of a message."""
        start, text = self.outline.spoken(self.part)
        if self.shape is None or self.shape.form != "message":
            yield Spoken(start, text)
            return
        at = 0
        while (opened := text.find("{", at)) >= 0:
            closed = text.find("}", opened)
            at = closed if closed >= 0 else len(text)
            yield Spoken(start + opened + 1, text[opened + 1 : at])

    def given(self) -> tuple[tuple[str, ...], Entity | None] | None:
        """In the data of a case: the keys below `given`, and the table that they lead to."""
        path = self.part.path
        if self.placed.kind != "cases" or GIVEN not in path:
            return None
        below = tuple(key for key in path[path.index(GIVEN) + 1 :] if key != "-")
        tables = (self.policies.catalog.entity_named(key) for key in below)
        return below, next((one for one in tables if one), None)


def ancestors(part: Part) -> Iterator[Part]:
    """The parts that a part is in, the nearest first."""
    while part.above is not None:
        part = part.above
        yield part


def shape_of(kind: str, part: Part) -> Shape | None:
    """What may stand as the value of a part; None where its key has no meaning."""
    if part.above is None:
        return shape(kind)
    around = shape_of(kind, part.above)
    return below(around, part) if around else None


def below(around: Shape, part: Part) -> Shape | None:
    """The shape of a key's value, or of an item."""
    for one in branches(around):
        found = one.properties.get(part.key) or one.others if part.key else one.items
        if found is not None:
            return found
    return None


def branches(one: Shape) -> Iterator[Shape]:
    """A shape, and what it may be instead."""
    yield one
    for branch in one.branches:
        yield from branches(branch)
