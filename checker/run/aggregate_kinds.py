"""What each aggregate makes of the rows that it looks at: true, unknown and false ones.

Part of the specification; language.md, section 3, has a line for each. Which rows those are, and
what is asked of each, stands in `checker.run.aggregates`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple
from typing import Any as Whatever

from checker.model.kind import EXACT, Kind, Unknown, Value, because
from checker.model.resolved import Aggregate
from checker.run import intervals
from checker.run.functions import same
from checker.run.intervals import Interval
from checker.run.telling import told

if TYPE_CHECKING:
    from checker.run.interpreter import Result

MOST_LISTED = 5
NO_ROWS = because("no-rows")


class Member(NamedTuple):
    """One row that an aggregate looks at; rows that are false are left out."""

    truth: bool | Unknown  # True or Unknown
    value: Whatever  # a value or Unknown
    day: Whatever  # latest: the row's day, or Unknown


class Group(NamedTuple):
    """All that an aggregate looks at for one row."""

    rows: Sequence[int]  # ranged over
    truths: Sequence[bool | Unknown]  # the condition's for each
    members: Sequence[Member]  # those not false; none where the aggregate takes no value
    absent: Unknown | None  # why absence from the table means nothing; None: it means "no"
    since: Whatever  # longest_gap: from when, or Unknown
    until: Whatever


def any_row(node: Aggregate, group: Group) -> Result:
    """Is there a row."""
    if True in group.truths:
        return True
    unknown = [t for t in (*group.truths, group.absent) if isinstance(t, Unknown)]
    return intervals.doubt(*unknown) if unknown else False


def all_rows(node: Aggregate, group: Group) -> Result:
    """Do all rows; of no row it is true."""
    if False in group.truths:
        return False
    unknown = [t for t in (*group.truths, group.absent) if isinstance(t, Unknown)]
    return intervals.doubt(*unknown) if unknown else True


def count(node: Aggregate, group: Group) -> Result:
    """From the rows that are true to those true or unknown."""
    truths = group.truths
    sure, most = Decimal(truths.count(True)), Decimal(len(truths) - truths.count(False))
    if sure == most and not group.absent:
        return intervals.rounded(sure)
    doubt = intervals.doubt(*truths, group.absent)
    return intervals.between(sure, None if group.absent else most, doubt)


def sum_of(node: Aggregate, group: Group) -> Result:
    """Bounds where the field is never negative, else unknown with the first doubt."""
    members = group.members
    doubt = intervals.doubt(*parts(members), group.absent)
    if not node.type.bounded:
        if doubt.causes:
            return doubt
        return outside_or(intervals.between(total(members), total(members), doubt))
    sure = [m for m in members if m.truth is True and not isinstance(m.value, Unknown)]
    least = total(sure)
    endless = group.absent or any(isinstance(m.value, Unknown) for m in members)
    return outside_or(intervals.between(least, None if endless else total(members), doubt))


def least(node: Aggregate, group: Group) -> Result:
    """The smallest value."""
    values = known_values(group)
    return values if isinstance(values, Unknown) else min(values)


def greatest(node: Aggregate, group: Group) -> Result:
    """The greatest value."""
    values = known_values(group)
    return values if isinstance(values, Unknown) else max(values)


def mean(node: Aggregate, group: Group) -> Result:
    """The average, made into a number: six decimals."""
    values = known_values(group)
    if isinstance(values, Unknown):
        return values
    exact = fraction(values)
    return outside_or(intervals.between(exact, exact, Unknown()))


def distinct(node: Aggregate, group: Group) -> Result:
    """How many different values: at least the known, at most with each unknown its own."""
    members = group.members
    persons = of_persons(node)
    sure = [m for m in members if m.truth is True]
    fewest = max(len(different(sure, persons=persons)), int(bool(sure)))
    unknown = sum(isinstance(m.value, Unknown) for m in members)
    most = len(different(members, persons=persons)) + unknown
    doubt = intervals.doubt(*parts(members), group.absent)
    return intervals.between(Decimal(fewest), None if group.absent else Decimal(most), doubt)


def only(node: Aggregate, group: Group) -> Result:
    """The value on which all rows agree; of id numbers the least as it is written."""
    values = known_values(group)
    return values if isinstance(values, Unknown) else agreed(node, values)


def latest(node: Aggregate, group: Group) -> Result:
    """The value of the row of the latest day."""
    members = group.members
    truths, days = [m.truth for m in members], [m.day for m in members]
    doubt = [part for part in (*truths, *days) if isinstance(part, Unknown)]
    if doubt:
        return intervals.doubt(*doubt)
    if not members:
        return NO_ROWS
    last = max(days)
    values = [m.value for m in members if m.day == last]
    unknown = [value for value in values if isinstance(value, Unknown)]
    return intervals.doubt(*unknown) if unknown else agreed(node, values)


def longest_gap(node: Aggregate, group: Group) -> Result:
    """The most days between consecutive days, both ends counted."""
    since, until, members = group.since, group.until, group.members
    doubt = [p for p in (since, until, *parts(members)) if isinstance(p, Unknown)]
    if doubt:
        return intervals.doubt(*doubt)
    if since > until:
        return because("since-after-until", node.text)
    between = sorted(day for day in {m.value for m in members} if since < day < until)
    steps = zip([since, *between], [*between, until], strict=True)
    return Decimal(max((later - earlier for earlier, later in steps), default=timedelta()).days)


def listed(node: Aggregate, group: Group) -> Result:
    """For messages: the different known values, sorted, at most five; always known."""
    unit = node.value.type.unit if node.value else None
    values = {m.value for m in group.members if m.truth is True and m.value is not None}
    known = sorted((v for v in values if not isinstance(v, Unknown)), key=order)
    return tuple(told(value, unit) for value in known[:MOST_LISTED])


# What several of them need -----------------------------------------------------------------------


def parts(members: Iterable[Member]) -> Iterator[Whatever]:
    """All that may be unknown of some rows."""
    for member in members:
        yield member.truth
        yield member.value


def known_values(group: Group) -> list[Whatever] | Unknown:
    """All values; unknown if there is no row, or a condition or a value is unknown."""
    doubt = [part for part in parts(group.members) if isinstance(part, Unknown)]
    if doubt:
        return intervals.doubt(*doubt)
    return [m.value for m in group.members] or NO_ROWS


def agreed(node: Aggregate, values: list[Whatever]) -> Result:
    """One value, or unknown because the rows differ."""
    persons = of_persons(node)
    if len({same(value, persons=persons) for value in values}) > 1:
        return because("differ", node.text)
    smallest: Value = min(values)
    return smallest


def of_persons(node: Aggregate) -> bool:
    """Are its values id numbers?"""
    return node.value is not None and node.value.type.kind is Kind.ID_NUMBER


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


def total(members: Sequence[Member]) -> Decimal:
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
        return because("outside")
    return value


EVALUATE: dict[str, Callable[[Aggregate, Group], Result]] = {
    "any": any_row,
    "all": all_rows,
    "count": count,
    "sum": sum_of,
    "min": least,
    "max": greatest,
    "avg": mean,
    "distinct": distinct,
    "only": only,
    "latest": latest,
    "longest_gap": longest_gap,
    "list": listed,
}
