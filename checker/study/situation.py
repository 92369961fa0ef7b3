"""Situations (情形): small households as a case's `given` writes them, many judged at once.

A situation is what stands under `given` in a cases file: it can be pasted there. Many of them
stand side by side in one dataset, each a world of its own: rows find parents, children, linked
rows and registers in their own world alone. What situations are worth judging is not said here
(see `search`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date

from checker.intake.assemble import AS_OF
from checker.intake.rows import side_by_side
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.kind import Kind, Unknown, Value
from checker.model.resolved import Aggregate, Node, Resolved, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.run.aggregates import Aggregates, Ranges
from checker.run.functions import same
from checker.run.interpreter import Interpreter
from checker.run.logic import always
from checker.run.rows import Key, Places, Rows
from checker.run.rows_engine import verdicts

Situation = Mapping[str, object]  # table → row or rows; 上期 → the same of an earlier period

GRAVEST_FIRST = (Verdict.GAP, Verdict.UNKNOWN, Verdict.MET, Verdict.NOT_APPLICABLE)


def judged(
    situations: Sequence[Situation],
    rules: Iterable[ResolvedRule],
    resolved: Resolved,
    catalog: Catalog,
) -> list[list[Verdict | None]]:
    """For each rule, the verdict on each situation: the gravest of its rows, None of no row.

    Args:
        situations: as cases write them.
        rules: of `resolved`, or mutants of them.
        resolved: for its day.
        catalog: what the tables and fields are.

    Raises:
        FaultyInput: a situation names what the catalog does not have.
    """
    worlds = Worlds(situations, resolved.as_of, catalog)
    return [[gravest(rows) for rows in worlds.verdicts(rule)] for rule in rules]


def gravest(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The verdict that one word in a case's `expect` means."""
    return min(verdicts, key=GRAVEST_FIRST.index, default=None)


def listed(part: object) -> list[Mapping[str, object]]:
    """One row or several, as a list."""
    rows = part if isinstance(part, list | tuple) else [] if part is None else [part]
    return [row for row in rows if isinstance(row, Mapping)]


class Worlds:
    """Situations side by side: judge as many rules on them as you like."""

    def __init__(self, situations: Sequence[Situation], as_of: date, catalog: Catalog) -> None:
        self.situations = situations
        apart: dict[object, list[int]] = {}
        for number, situation in enumerate(situations):
            apart.setdefault(_register_days(situation, catalog), []).append(number)
        # A dataset has one day a register: situations that tell their own stand by themselves.
        self.parts = [
            (numbers, WorldInterpreter([situations[n] for n in numbers], as_of, catalog))
            for numbers in apart.values()
        ]

    def anew(self) -> Worlds:
        """The same situations for rules whose definitions have the same names, not the bodies."""
        other = copy(self)
        other.parts = [(numbers, interpreter.anew()) for numbers, interpreter in self.parts]
        return other

    def verdicts(self, rule: ResolvedRule) -> list[tuple[Verdict, ...]]:
        """For each situation, the verdict on each of its rows, in their order."""
        found: list[list[Verdict]] = [[] for _ in self.situations]
        for numbers, interpreter in self.parts:
            worlds = interpreter.worlds.get(rule.table, [])
            for world, verdict in zip(worlds, verdicts(interpreter, rule), strict=True):
                found[numbers[world]].append(verdict)
        return [*map(tuple, found)]


def _register_days(situation: Situation, catalog: Catalog) -> frozenset[tuple[str, str]]:
    """What a situation's register rows say of the register's day."""
    told: set[tuple[str, str]] = set()
    for name, part in situation.items():
        entity = catalog.entity_named(name)
        field = entity.fields.get(AS_OF) if entity and entity.register else None
        for row in listed(part) if field else ():
            if field:
                told.update((name, str(row[n])) for n in (field.title, field.name) if row.get(n))
    return frozenset(told)


class WorldRows(Rows):
    """Rows that know their world: keys are told apart by it."""

    def __init__(
        self, dataset: Dataset, catalog: Catalog, worlds: Mapping[TableName, list[int]]
    ) -> None:
        super().__init__(dataset, catalog)
        self.worlds = worlds

    def keyed(self, name: TableName, fields: Sequence[str]) -> list[Key | None]:
        """Each row's values of some fields, behind its world."""
        keys = zip(self.worlds.get(name, ()), super().keyed(name, fields), strict=True)
        return [None if key is None else (str(world), *key) for world, key in keys]


class WorldAggregates(Aggregates):
    """Aggregates whose links stay within a world."""

    def __init__(self, interpreter: Interpreter, rows: WorldRows) -> None:
        super().__init__(interpreter)
        self.worlds = rows.worlds
        self._near: dict[tuple[TableName, Node, bool], dict[tuple[int, Value], list[int]]] = {}

    def linked(self, node: Aggregate) -> Ranges:
        """The rows of the same world whose linked field equals the other side."""
        assert node.link is not None
        too_old = self.too_old(node)
        if too_old:
            return always(too_old)
        itself = self.interpreter.exact(node.link[1])
        persons = Kind.ID_NUMBER in (node.link[0].type.kind, node.link[1].type.kind)

        def linked(at: Places) -> list[Sequence[int] | Unknown]:
            near, worlds = self.near(node, persons=persons), self.worlds.get(at.table, [])
            return [
                value
                if isinstance(value, Unknown)
                else near.get((worlds[row], same(value, persons=persons)), ())
                for row, value in zip(at.rows, itself(at), strict=True)
            ]

        return linked

    def near(self, node: Aggregate, *, persons: bool) -> dict[tuple[int, Value], list[int]]:
        """The table's rows by their world and the linked field, made once."""
        assert node.link is not None
        key = (node.table, node.link[0], persons)
        if key not in self._near:
            found: dict[tuple[int, Value], list[int]] = {}
            for value, rows in self.index(node, persons=persons).items():
                for row in rows:
                    world = self.worlds[node.table][row]
                    found.setdefault((world, value), []).append(row)
            self._near[key] = found
        return self._near[key]


class WorldInterpreter(Interpreter):
    """The interpreter over situations that stand side by side."""

    rows: WorldRows

    def __init__(self, situations: Sequence[Situation], as_of: date, catalog: Catalog) -> None:
        dataset, self.worlds = side_by_side(situations, catalog, as_of)
        super().__init__(WorldRows(dataset, catalog, self.worlds), as_of)
        self.aggregates = WorldAggregates(self, self.rows)

    def anew(self) -> WorldInterpreter:
        """The same rows, with nothing made or remembered yet."""
        other = copy(self)
        Interpreter.__init__(other, self.rows, self.as_of)
        other.aggregates = WorldAggregates(other, self.rows)
        return other
