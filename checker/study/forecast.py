"""Findings about to appear, and those about to go: the rules run again on days to come.

Only what speaks of the day can turn with it: of the rules, those that name 核查日, a register, a
standard that is about to change, or that begin, end or have a waiver that does. These are run on
every day in turn, since a verdict may turn and turn back; the rest stands as it does today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from checker.model.checked import Checked
from checker.model.difference import Standing
from checker.model.forecast import Coming, Event, Forecast, Turning
from checker.model.function import AS_OF
from checker.model.gap import Finding, gap_id
from checker.model.policy import PolicySet
from checker.model.resolved import TableName
from checker.resolve import resolve
from checker.run.naming import Names
from checker.run.rows import Rows
from checker.sift.outcome import place
from checker.study.crossing import crossings
from checker.study.difference_sides import compared
from checker.study.forecast_events import Calendar, Words, narrowed, spoken
from checker.study.placing import placing
from checker.study.standing import Standings, wanted_in_memory

Columns = dict[str, list[Standing]]  # rule → where each row stands


def forecast(today: Checked, days: int, name: str) -> Forecast:
    """The turns of the coming days, presuming that nothing else is entered.

    Args:
        today: the run of the day from which is looked ahead.
        days: how many days to look ahead.
        name: what was checked, as outputs name it.

    Raises:
        FaultyInput: a table lies in files: the rules are run on rows in memory.
    """
    wanted_in_memory(today.dataset)
    first, catalog = today.resolved.as_of, today.policies.catalog
    words = spoken(today.policies)
    last = first + timedelta(days=days)
    events = Calendar(first, last, today.policies, today.dataset, words).events()
    shown = today.outcome.shown
    comings = [*Ahead(today, dated(today.policies, words, events)).comings(days)]
    at_home = placing((coming.finding.subject for coming in comings), shown, catalog)
    placed = (
        replace(one, finding=replace(one.finding, subject=at_home(one.finding.subject)))
        for one in comings
    )
    return Forecast(
        compared(name, today),
        days,
        catalog,
        tuple(sorted(placed, key=order)),
        events,
        shown,
        today.outcome.unread,
    )


def order(coming: Coming) -> tuple[object, ...]:
    """By day, then as gaps stand in lists."""
    return (coming.day, *place(coming.finding.subject, coming.finding.rule))


def dated(policies: PolicySet, words: Words, events: Iterable[Event]) -> frozenset[str]:
    """The rules that can turn without anything being entered."""
    clock = {*AS_OF}
    for entity in policies.catalog.entities.values():
        clock |= {entity.name, entity.title} if entity.register else set()
    begun = {rule for event in events if event.kind != "confirmation" for rule in event.rules}
    return frozenset(begun | {rule for rule in words if not words[rule].isdisjoint(clock)})


@dataclass
class Ahead:
    """The days to come of one run, one after another."""

    today: Checked
    rules: frozenset[str]
    merged: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)  # open, by key

    def __post_init__(self) -> None:
        self.policies = narrowed(self.today.policies, self.rules)
        self.rows = Rows(self.today.dataset, self.policies.catalog)
        self.names = Names(self.rows)

    def comings(self, days: int) -> list[Coming]:
        """Every turn, in no particular order."""
        found: list[Coming] = []
        last: dict[tuple[object, ...], int] = {}  # a finding → its last turn's place in `found`
        first = self.today.resolved.as_of
        before = self.standings(first)
        stood = self.columns(before)
        self.count(before, stood)
        for day in (first + timedelta(days=number) for number in range(1, days + 1)):
            after = self.standings(day)
            stands = self.columns(after)
            turns = differing(stood, stands)
            # What appears comes first: a finding of several rows goes only with the last of them.
            for rule, row in sorted(turns, key=lambda one: not stands[one[0]][one[1]].open):
                both = stood[rule][row], stands[rule][row]
                coming = self.coming((before, after), (rule, row), both, day)
                if coming is None and any(standing.open for standing in both):
                    continue  # other rows are the same finding, and it stands
                key = rule, (coming and coming.finding.once_per) or row
                if key in last:
                    turn = last.pop(key)
                    found[turn] = replace(found[turn], until=day - timedelta(days=1))
                if coming is not None:
                    last[key] = len(found)
                    found.append(coming)
            before, stood = after, stands
        return found

    def standings(self, day: date) -> Standings:
        """Where rows stand on a day."""
        return Standings(self.policies, resolve(self.policies, day), self.rows, self.names)

    def columns(self, standings: Standings) -> Columns:
        """Every row's standing under every rule that can turn."""
        found = {}
        for policy in self.policies.policies:
            for rule in policy.rules:
                entity = self.policies.catalog.entity_named(rule.each)
                assert entity is not None  # it has been resolved
                found[rule.id] = standings.column(rule.id, TableName(entity.name))
        return found

    def count(self, standings: Standings, columns: Columns) -> None:
        """Count what is open today and is listed once for several rows."""
        for rule in standings.rules.values():
            rows = enumerate(columns[rule.id]) if rule.once_per else ()
            for row in (row for row, standing in rows if standing.open):
                key = standings.finding(rule.id, row).once_per
                self.merged.update([(rule.id, key)] if key else [])

    def coming(
        self,
        days: tuple[Standings, Standings],
        turned: tuple[str, int],
        both: tuple[Standing, Standing],
        day: date,
    ) -> Coming | None:
        """A row's turn on a day; None where nothing is found on either."""
        (before, after), (rule, row), (was, now) = days, turned, both
        if not was.open and not now.open:
            return None
        turning = turning_of(was, now)
        finder = before if turning is Turning.GOES else after
        finding = finder.finding(rule, row)
        if not self.listed(finding, turning):
            return None
        subject = finding.subject
        return Coming(
            gap_id(rule, subject.household, subject.key),
            turning,
            day,
            None,
            was,
            now,
            finding,
            crossings(before, after, rule, row),
        )

    def listed(self, finding: Finding, turning: Turning) -> bool:
        """Is it the first, or the last, of the rows that are one finding?"""
        if finding.once_per is None or turning is Turning.CHANGES:
            return True
        key = finding.rule.id, finding.once_per
        self.merged[key] += 1 if turning is Turning.APPEARS else -1
        return self.merged[key] == (1 if turning is Turning.APPEARS else 0)


def turning_of(was: Standing, now: Standing) -> Turning:
    """What happens to a row of which something is found on one of two days."""
    if not was.open:
        return Turning.APPEARS
    return Turning.CHANGES if now.open else Turning.GOES


def differing(old: Columns, new: Columns) -> Iterator[tuple[str, int]]:
    """The rule and row of each standing that differs."""
    for rule, column in new.items():
        if column != old[rule]:
            pairs = enumerate(zip(old[rule], column, strict=True))
            yield from ((rule, row) for row, (was, now) in pairs if was is not now)
