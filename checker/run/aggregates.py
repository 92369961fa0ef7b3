"""Aggregates row by row: what each makes of rows that are true, unknown and false.

Part of the specification; language.md, section 3, has a line for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple
from typing import Any as Whatever

from checker.model.kind import EXACT, Cause, Kind, Unknown, Value
from checker.model.resolved import Aggregate, TableName
from checker.run import intervals
from checker.run.functions import same
from checker.run.intervals import Interval
from checker.run.rows import Evaluate, Place, Rowed
from checker.run.telling import told

if TYPE_CHECKING:
    from checker.run.interpreter import Interpreter, Result

Ranged = Callable[["Rowed"], list[int] | Unknown]
MOST_LISTED = 5
NO_ROWS = Unknown(frozenset({Cause("no-rows", "")}))


class Member(NamedTuple):
    """One row that an aggregate looks at; rows that are false are left out."""

    item: Place
    truth: bool | Unknown  # True or Unknown
    value: Value | Unknown | None  # None where the aggregate takes no value


class Aggregates:
    """Makes aggregates for an interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.rows = interpreter.rows
        self._linked: dict[object, dict[Value, list[int]]] = {}

    def aggregate(self, node: Aggregate) -> Evaluate:
        """The aggregate's value, interval or unknown."""
        ranged = self.ranged(node)
        evaluate = EVALUATE[node.kind]

        def aggregate(at: Rowed) -> Result:
            start = from_item(at)
            rows = ranged(start)
            if isinstance(rows, Unknown):
                return rows
            return evaluate(self, node, start, rows)

        return aggregate

    def ranged(self, node: Aggregate) -> Ranged:
        """The rows ranged over, or why they cannot be told."""
        return self.linked(node) if node.link else self.below(node)

    def below(self, node: Aggregate) -> Ranged:
        """The descendants of the root."""
        assert node.root is not None  # it has no link
        way, rows = node.root.way, self.rows
        orphan = Unknown(frozenset({Cause("no-parent", node.ranged)}))

        def below(at: Rowed) -> list[int] | Unknown:
            table, row = at.itself
            root = rows.ancestor(table, row, way)
            if root is None:
                return orphan
            above = TableName(way[-1], node.table.period) if way else table
            if not rows.own_key_unique(above, root):
                title = rows.catalog.entities[above.entity].title
                return Unknown(frozenset({Cause("no-key", title)}))
            return rows.descendants(above, root, node.table)

        return below

    def linked(self, node: Aggregate) -> Ranged:
        """The rows whose linked field equals the other side; nobody is like an unknown."""
        assert node.link is not None
        too_old = self.too_old(node)
        itself = self.interpreter.exact(node.link[1])
        persons = Kind.ID_NUMBER in (node.link[0].type.kind, node.link[1].type.kind)

        def linked(at: Rowed) -> list[int] | Unknown:
            if too_old:
                return too_old
            value = itself(at)
            if isinstance(value, Unknown):
                return value
            return self.index(node, persons=persons).get(same(value, persons=persons), [])

        return linked

    def index(self, node: Aggregate, *, persons: bool) -> dict[Value, list[int]]:
        """The table's rows by the linked field, made once."""
        assert node.link is not None
        key = (node.table, node.link[0], persons)
        if key not in self._linked:
            found: dict[Value, list[int]] = {}
            for row in range(self.rows.table(node.table).length):
                place = (node.table, row)
                value = self.interpreter.value(node.link[0], Rowed(place, place))
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
        return None if fresh else Unknown(frozenset({Cause("too-old", entity.title)}))

    def open_world(self, node: Aggregate) -> Unknown | None:
        """Why absence from the table means nothing; None where it means "no"."""
        entity = self.rows.catalog.entities[node.table.entity]
        if entity.register is None or entity.register.closed:
            return None
        return Unknown(frozenset({Cause("open-register", entity.title)}))

    def truths(self, node: Aggregate, at: Rowed, rows: list[int]) -> list[bool | Unknown]:
        """The condition's truth for each row."""
        if node.condition is None:
            return [True] * len(rows)
        truth = self.interpreter.exact(node.condition)
        return [truth(Rowed(at.itself, (node.table, row))) for row in rows]

    def members(self, node: Aggregate, at: Rowed, rows: list[int]) -> list[Member]:
        """The rows that are not false, with their values."""
        value = self.interpreter.exact(node.value) if node.value else None
        found = []
        for row, truth in zip(rows, self.truths(node, at, rows), strict=True):
            if truth is not False:
                item = (node.table, row)
                found.append(Member(item, truth, value(Rowed(at.itself, item)) if value else None))
        return found

    # One a kind --------------------------------------------------------------------------------

    def any(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """Is there a row."""
        truths = self.truths(node, at, rows)
        if any(truth is True for truth in truths):
            return True
        unknown = [t for t in (*truths, self.open_world(node)) if isinstance(t, Unknown)]
        return intervals.doubt(*unknown) if unknown else False

    def all(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """Do all rows; of no row it is true."""
        truths = self.truths(node, at, rows)
        if any(truth is False for truth in truths):
            return False
        unknown = [t for t in (*truths, self.open_world(node)) if isinstance(t, Unknown)]
        return intervals.doubt(*unknown) if unknown else True

    def count(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """From the rows that are true to those true or unknown."""
        truths = [truth for truth in self.truths(node, at, rows) if truth is not False]
        sure = sum(truth is True for truth in truths)
        more = self.open_world(node)
        doubt = intervals.doubt(*truths, more)
        return intervals.between(Decimal(sure), None if more else Decimal(len(truths)), doubt)

    def sum(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """Bounds where the field is never negative, else unknown with the first doubt."""
        members = self.members(node, at, rows)
        more = self.open_world(node)
        doubt = intervals.doubt(*(m.truth for m in members), *(m.value for m in members), more)
        if not node.type.bounded:
            if doubt.causes:
                return doubt
            return outside_or(intervals.between(total(members), total(members), doubt))
        sure = [m for m in members if m.truth is True and not isinstance(m.value, Unknown)]
        least = total(sure)
        endless = more or any(isinstance(m.value, Unknown) for m in members)
        return outside_or(intervals.between(least, None if endless else total(members), doubt))

    def least(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """The smallest value."""
        values = self.known_values(node, at, rows)
        return values if isinstance(values, Unknown) else min(values)

    def greatest(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """The greatest value."""
        values = self.known_values(node, at, rows)
        return values if isinstance(values, Unknown) else max(values)

    def mean(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """The average, made into a number: six decimals."""
        values = self.known_values(node, at, rows)
        if isinstance(values, Unknown):
            return values
        exact = fraction(values)
        return outside_or(intervals.between(exact, exact, Unknown()))

    def average(self, node: Aggregate) -> Evaluate:
        """The average exactly, as an operand of a comparison."""
        ranged = self.ranged(node)

        def average(at: Rowed) -> Fraction | Unknown:
            start = from_item(at)
            rows = ranged(start)
            values = rows if isinstance(rows, Unknown) else self.known_values(node, start, rows)
            return values if isinstance(values, Unknown) else fraction(values)

        return average

    def known_values(
        self, node: Aggregate, at: Rowed, rows: list[int]
    ) -> list[Whatever] | Unknown:
        """All values; unknown if there is no row, or a condition or a value is unknown."""
        members = self.members(node, at, rows)
        parts = (*(m.truth for m in members), *(m.value for m in members))
        doubt = [part for part in parts if isinstance(part, Unknown)]
        if doubt:
            return intervals.doubt(*doubt)
        return [m.value for m in members] or NO_ROWS

    def distinct(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """How many different values: at least the known, at most with each unknown its own."""
        members = self.members(node, at, rows)
        persons = node.value is not None and node.value.type.kind is Kind.ID_NUMBER
        sure = [m for m in members if m.truth is True]
        least = max(len(different(sure, persons=persons)), int(bool(sure)))
        unknown = sum(isinstance(m.value, Unknown) for m in members)
        most = len(different(members, persons=persons)) + unknown
        more = self.open_world(node)
        doubt = intervals.doubt(*(m.truth for m in members), *(m.value for m in members), more)
        return intervals.between(Decimal(least), None if more else Decimal(most), doubt)

    def only(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """The value on which all rows agree; of id numbers the least as it is written."""
        values = self.known_values(node, at, rows)
        if isinstance(values, Unknown):
            return values
        return self.agreed(node, values)

    def agreed(self, node: Aggregate, values: list[Whatever]) -> Result:
        """One value, or unknown because the rows differ."""
        persons = node.value is not None and node.value.type.kind is Kind.ID_NUMBER
        if len({same(value, persons=persons) for value in values}) > 1:
            return Unknown(frozenset({Cause("differ", node.text)}))
        least: Value = min(values)
        return least

    def latest(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """The value of the row of the latest day."""
        assert node.by is not None
        members = self.members(node, at, rows)
        days = [self.interpreter.value(node.by, Rowed(at.itself, m.item)) for m in members]
        doubt = [
            part for part in (*(m.truth for m in members), *days) if isinstance(part, Unknown)
        ]
        if doubt:
            return intervals.doubt(*doubt)
        if not members:
            return NO_ROWS
        last = max(day for day in days if isinstance(day, date))
        values = [m.value for m, day in zip(members, days, strict=True) if day == last]
        unknown = [value for value in values if isinstance(value, Unknown)]
        return intervals.doubt(*unknown) if unknown else self.agreed(node, values)

    def longest_gap(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """The most days between consecutive days, both ends counted."""
        assert node.since is not None
        assert node.until is not None
        since = self.interpreter.value(node.since, at)
        until = self.interpreter.value(node.until, at)
        members = self.members(node, at, rows)
        parts = (since, until, *(m.truth for m in members))
        doubt = [p for p in (*parts, *(m.value for m in members)) if isinstance(p, Unknown)]
        if doubt:
            return intervals.doubt(*doubt)
        assert isinstance(since, date)
        assert isinstance(until, date)
        if since > until:
            return Unknown(frozenset({Cause("since-after-until", node.text)}))
        days = {m.value for m in members if isinstance(m.value, date)}
        between = sorted(day for day in days if since < day < until)
        steps = zip([since, *between], [*between, until], strict=True)
        return Decimal(
            max((later - earlier for earlier, later in steps), default=timedelta()).days
        )

    def listed(self, node: Aggregate, at: Rowed, rows: list[int]) -> Result:
        """For messages: the different known values, sorted, at most five; always known."""
        members = [m for m in self.members(node, at, rows) if m.truth is True]
        unit = node.value.type.unit if node.value else None
        values = {m.value for m in members if m.value is not None}
        known = sorted((v for v in values if not isinstance(v, Unknown)), key=order)
        return tuple(told(value, unit) for value in known[:MOST_LISTED])


def from_item(at: Rowed) -> Rowed:
    """Inside another aggregate, that one's ITEM is the SELF of this one."""
    return Rowed(at.item) if at.item else at


def order(value: Value) -> tuple[str, Whatever]:
    """Values of one kind in their own order."""
    return (type(value).__name__, value)


def different(members: Iterable[Member], *, persons: bool) -> set[Value]:
    """The different known values."""
    return {
        same(m.value, persons=persons)
        for m in members
        if m.value is not None and not isinstance(m.value, Unknown)
    }


def total(members: list[Member]) -> Decimal:
    """The sum of the known values."""
    result = Decimal(0)
    for member in members:
        if isinstance(member.value, Decimal):
            result = EXACT.add(result, member.value)
    return result


def fraction(values: list[Decimal]) -> Fraction:
    """The mean of some numbers, exactly."""
    return sum((Fraction(value) for value in values), Fraction(0)) / len(values)


def outside_or(value: Decimal | Interval | Unknown) -> Result:
    """A sum outside ±10¹² is unknown for that reason."""
    if isinstance(value, Unknown) and not value.causes:
        return Unknown(frozenset({Cause("outside", "")}))
    return value


EVALUATE: dict[str, Callable[[Aggregates, Aggregate, Whatever, list[int]], Result]] = {
    "any": Aggregates.any,
    "all": Aggregates.all,
    "count": Aggregates.count,
    "sum": Aggregates.sum,
    "min": Aggregates.least,
    "max": Aggregates.greatest,
    "avg": Aggregates.mean,
    "distinct": Aggregates.distinct,
    "only": Aggregates.only,
    "latest": Aggregates.latest,
    "longest_gap": Aggregates.longest_gap,
    "list": Aggregates.listed,
}
