"""Aggregates: the rows that each looks at, and what is asked of them.

Part of the specification. Ranges, conditions and values are evaluated for all rows together; what
a kind then makes of one row's group stands in `checker.run.aggregate_kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from checker.model.kind import Kind, Unknown, Value, because
from checker.model.resolved import Aggregate, TableName
from checker.run.aggregate_kinds import EVALUATE, Group, Member, fraction, known_values
from checker.run.functions import same
from checker.run.logic import always
from checker.run.rows import Evaluate, Places, Rowed, alone

if TYPE_CHECKING:
    from checker.run.interpreter import Interpreter, Result

Ranges = Callable[[Places], list[Sequence[int] | Unknown]]
NEUTRAL = {"any": False, "all": True}  # what they are of rows none of which tells otherwise


class Aggregates:
    """Makes aggregates for an interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.rows = interpreter.rows
        self._linked: dict[object, dict[Value, list[int]]] = {}

    def aggregate(self, node: Aggregate) -> Evaluate:
        """The aggregate's value, interval or unknown."""
        if node.kind in NEUTRAL:
            return self.quantified(node)
        groups, evaluate = self.groups(node), EVALUATE[node.kind]

        def aggregate(at: Places) -> list[Result]:
            return [
                group if isinstance(group, Unknown) else evaluate(node, group)
                for group in groups(at)
            ]

        return aggregate

    def quantified(self, node: Aggregate) -> Evaluate:
        """Any and all: of most rows no truth tells anything, and nothing is to be looked at."""
        ranges, absent, neutral = self.ranges(node), self.open_world(node), NEUTRAL[node.kind]
        condition = self.interpreter.exact(node.condition) if node.condition else always(True)
        evaluate = EVALUATE[node.kind]

        def quantified(at: Places) -> list[Result]:
            start = at.start()
            ranged = ranges(start)
            told = [() if isinstance(rows, Unknown) else rows for rows in ranged]
            truths = condition(start.ranging(node.table, told))
            result: list[Result] = []
            first = 0
            for rows in ranged:
                if isinstance(rows, Unknown):
                    result.append(rows)
                    continue
                own = truths[first : first + len(rows)]
                first += len(rows)
                nothing = absent is None and own.count(neutral) == len(own)
                group = None if nothing else Group(rows, own, (), absent, None, None)
                result.append(neutral if group is None else evaluate(node, group))
            return result

        return quantified

    def average(self, node: Aggregate) -> Evaluate:
        """The average exactly, as an operand of a comparison."""
        groups = self.groups(node)

        def average(at: Places) -> list[Fraction | Unknown]:
            values = (g if isinstance(g, Unknown) else known_values(g) for g in groups(at))
            return [one if isinstance(one, Unknown) else fraction(one) for one in values]

        return average

    def groups(self, node: Aggregate) -> Callable[[Places], Iterator[Group | Unknown]]:
        """For each row all that is looked at, or why that cannot be told."""
        ranges, absent, exact = self.ranges(node), self.open_world(node), self.interpreter.exact
        condition = exact(node.condition) if node.condition else always(True)
        members = self.members(node)
        since = exact(node.since) if node.since else always(None)
        until = exact(node.until) if node.until else always(None)

        def groups(at: Places) -> Iterator[Group | Unknown]:
            start = at.start()
            ranged = ranges(start)
            told = [() if isinstance(rows, Unknown) else rows for rows in ranged]
            pairs = start.ranging(node.table, told)
            truths = condition(pairs)
            kept = members(pairs, truths)
            first = first_kept = 0
            for rows, begin, end in zip(ranged, since(start), until(start), strict=True):
                if isinstance(rows, Unknown):
                    yield rows
                    continue
                own = truths[first : first + len(rows)]
                first += len(rows)
                not_false = kept
                if kept:
                    not_false = kept[first_kept : first_kept + len(own) - own.count(False)]
                    first_kept += len(not_false)
                yield Group(rows, own, not_false, absent, begin, end)

        return groups

    def members(
        self, node: Aggregate
    ) -> Callable[[Places, Sequence[bool | Unknown]], list[Member]]:
        """The rows that are not false, with their values; none where no value is asked for."""
        if node.value is None:
            return lambda pairs, truths: []
        value = self.interpreter.exact(node.value)
        by = self.interpreter.exact(node.by) if node.by else always(None)

        def members(pairs: Places, truths: Sequence[bool | Unknown]) -> list[Member]:
            kept = [place for place, truth in enumerate(truths) if truth is not False]
            places = pairs.part(kept)
            return [
                Member(truths[place], told, day)
                for place, told, day in zip(kept, value(places), by(places), strict=True)
            ]

        return members

    def ranged(self, node: Aggregate) -> Callable[[Rowed], Sequence[int] | Unknown]:
        """The rows ranged over for one row."""
        ranges = self.ranges(node)
        return lambda at: ranges(alone(at))[0]

    def ranges(self, node: Aggregate) -> Ranges:
        """The rows ranged over, or why they cannot be told."""
        return self.linked(node) if node.link else self.below(node)

    def below(self, node: Aggregate) -> Ranges:
        """The descendants of the root."""
        assert node.root is not None  # it has no link
        way, rows = node.root.way, self.rows
        orphan = because("no-parent", node.ranged)

        def below(at: Places) -> list[Sequence[int] | Unknown]:
            above = TableName(way[-1], node.table.period) if way else at.table
            title = rows.catalog.entities[above.entity].title
            keyless = because("no-key", title)
            descendants, unique = rows.descendants(above, node.table), rows.unique(above)
            return [
                orphan
                if root is None
                else descendants.get(root, ())
                if root in unique
                else keyless
                for root in rows.ancestors(at.table, at.rows, way)
            ]

        return below

    def linked(self, node: Aggregate) -> Ranges:
        """The rows whose linked field equals the other side; nobody is like an unknown."""
        assert node.link is not None
        too_old = self.too_old(node)
        if too_old:
            return always(too_old)
        item, other = node.link
        itself = self.interpreter.exact(other)
        persons = Kind.ID_NUMBER in (item.type.kind, other.type.kind)

        def linked(at: Places) -> list[Sequence[int] | Unknown]:
            index = self.index(node, persons=persons)
            return [
                value
                if isinstance(value, Unknown)
                else index.get(same(value, persons=persons), ())
                for value in itself(at)
            ]

        return linked

    def index(self, node: Aggregate, *, persons: bool) -> dict[Value, list[int]]:
        """The table's rows by the linked field, made once."""
        assert node.link is not None
        key = (node.table, node.link[0], persons)
        if key not in self._linked:
            found: dict[Value, list[int]] = {}
            rows = range(self.rows.table(node.table).length)
            values = self.interpreter.exact(node.link[0])(
                Places(node.table, rows, node.table, rows)
            )
            for row, value in enumerate(values):
                if not isinstance(value, Unknown):
                    found.setdefault(same(value, persons=persons), []).append(row)
            self._linked[key] = found
        return self._linked[key]

    def too_old(self, node: Aggregate) -> Unknown | None:
        """Is the register's snapshot too old on the day of the check, or of a later day?"""
        entity = self.rows.catalog.entities[node.table.entity]
        if entity.register is None:
            return None
        told = self.rows.dataset.register_days.get(node.table)
        day, most = told or entity.register.as_of, entity.register.max_age
        if day is None:
            fresh = most is None
        else:
            age = (self.interpreter.as_of - day).days
            fresh = age >= 0 and (most is None or age <= most)
        return None if fresh else because("too-old", entity.title)

    def open_world(self, node: Aggregate) -> Unknown | None:
        """Why absence from the table means nothing; None where it means "no"."""
        entity = self.rows.catalog.entities[node.table.entity]
        if entity.register is None or entity.register.closed:
            return None
        return because("open-register", entity.title)


def from_item(at: Rowed) -> Rowed:
    """Inside another aggregate, that one's ITEM is the SELF of this one."""
    return Rowed(at.item) if at.item else at
