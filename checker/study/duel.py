"""A rule as written against a mutant of it, on one day: in which situations do they differ?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checker.model.catalog import Catalog
from checker.model.function import EARLIER
from checker.model.resolved import Resolved, ResolvedRule
from checker.model.verdict import Verdict
from checker.study.search import situations_for, size
from checker.study.situation import Situation, Worlds, gravest, listed

ALL = 20_000  # situations up to which all are tried
Verdicts = tuple[Verdict, ...]


@dataclass(frozen=True)
class Witness:
    """A situation in which the two differ, and their verdicts on its rows."""

    rule: str
    table: str  # the title of the rule's table
    as_of: date
    situation: Situation
    verdicts: Verdicts  # of the rule as written
    mutated: Verdicts  # () where there is no mutant

    @property
    def gravest(self) -> tuple[Verdict | None, Verdict | None]:
        """What one word in a case would see of the two."""
        return gravest(self.verdicts), gravest(self.mutated)

    @property
    def plain(self) -> bool:
        """Does one word see the difference?"""
        one, other = self.gravest
        return one != other

    def stands_by(self, other: Witness) -> bool:
        """Are both about one rule on one day?"""
        return (self.rule, self.as_of) == (other.rule, other.as_of)

    @property
    def plainness(self) -> tuple[int, bool, tuple[int, int]]:
        """The less, the plainer: unknowns, a difference that one word hides, rows and cells."""
        one, other = self.gravest
        return (one, other).count(Verdict.UNKNOWN), not self.plain, size(self.situation)


@dataclass(frozen=True)
class Duel:
    """The two, and what they are judged with."""

    own: ResolvedRule
    mutated: ResolvedRule
    shared: bool  # both have the same definitions
    as_of: date
    catalog: Catalog

    def witness(self, worlds: Worlds) -> Witness | None:
        """The plainest of some situations in which they differ, made as small as can be."""
        found = min(self.witnesses(worlds), key=lambda one: one.plainness, default=None)
        return self.smaller(found) if found else None

    def witnesses(self, worlds: Worlds) -> Iterator[Witness]:
        """The situations in which they differ."""
        title = self.catalog.entities[self.own.table.entity].title
        own = worlds.verdicts(self.own)
        mutated = (worlds if self.shared else worlds.anew()).verdicts(self.mutated)
        for situation, one, other in zip(worlds.situations, own, mutated, strict=True):
            if one != other:
                yield Witness(self.own.id, title, self.as_of, situation, one, other)

    def smaller(self, witness: Witness) -> Witness:
        """The witness without rows and cells that make no difference to either."""
        fewer = Worlds([*simpler(witness.situation)], self.as_of, self.catalog)
        for one in self.witnesses(fewer):
            if one.gravest == witness.gravest:
                return self.smaller(one)
        return witness

    def exhausted(self, seeds: Sequence[Situation]) -> tuple[Witness | None, bool]:
        """A witness among all situations of both, and whether all were tried."""
        found = situations_for(
            [self.own, self.mutated], Resolved(self.as_of, ()), self.catalog, seeds, ALL
        )
        return self.witness(Worlds(found.situations, self.as_of, self.catalog)), found.complete


def simpler(situation: Situation) -> Iterator[Situation]:
    """The situation without one of its rows, or without one of its cells."""
    for name, part in situation.items():
        if name in EARLIER and isinstance(part, dict):
            yield from ({**situation, name: inner} for inner in simpler(part))
            continue
        rows = listed(part)
        for at in range(len(rows)):
            yield with_rows(situation, name, [*rows[:at], *rows[at + 1 :]])
        for at, row in enumerate(rows):
            for field in row:
                left = {other: cell for other, cell in row.items() if other != field}
                yield with_rows(situation, name, [*rows[:at], left, *rows[at + 1 :]])


def with_rows(situation: Situation, name: str, rows: Sequence[Situation]) -> Situation:
    """The situation with other rows in a table; one row stands without a list."""
    others = {other: part for other, part in situation.items() if other != name}
    if not rows:
        return others
    return {**situation, name: rows[0] if len(rows) == 1 else [*rows]}
