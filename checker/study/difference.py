"""Two policy sets on the same data: whom a change hits, and what is responsible for it.

Every row's standing under both sets is compared; a row that stands otherwise has turned. Where
several changes could be the reason, they are put into the old rule one at a time: what is enough
alone is responsible; where nothing is, the least that is enough together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from checker.frozen import frozen
from checker.model.difference import Difference, Group, Quiet, Share, Standing, Turn
from checker.model.gap import Gap, Subject, gap_id
from checker.model.resolved import TableName
from checker.sift.outcome import place
from checker.study.difference_changes import came_or_went, changes
from checker.study.difference_cost import by, cost, visiting
from checker.study.difference_mix import Chaptered, Mix
from checker.study.difference_quiet import quiet
from checker.study.difference_reasons import Responsible, responsible
from checker.study.difference_sides import Flips, Named, Read, Sides, sides
from checker.study.placing import Shown, placing


def difference(before: Named, after: Named, read: Read) -> Difference:
    """Everything in which two policy sets differ.

    Args:
        before: the name of the old policies, and their run.
        after: the same of the new ones, on the same files and day.
        read: the data again, as another dictionary understands it.

    Raises:
        FaultyInput: a table lies in files, and the dictionaries differ.
    """
    both = sides(before, after, read)
    old, new = both.old.checked, both.new.checked
    shown = {**old.outcome.shown, **new.outcome.shown}
    visits = visiting(old.resolved) | visiting(new.resolved)
    groups = grouped(both, shown, visits)
    turns = [turn for group in groups for turn in group.turns]
    villages = by(turns, lambda turn: turn.subject.village or "")
    return Difference(
        both.old.compared,
        both.new.compared,
        new.policies.catalog,
        groups,
        tuple(without_turns(both, groups)),
        cost(turns, visits),
        {village: cost(villages[village], visits) for village in sorted(villages)},
        shown,
        new.outcome.unread,
        both.found is not None,
        both.left,
    )


def grouped(both: Sides, shown: Shown, visits: frozenset[str]) -> tuple[Group, ...]:
    """The turns by what is responsible, the most first."""
    found = [
        (reason, turned.turn(row, flips[row]))
        for under, flips in both.flips()
        for turned in (Turned(both, *under),)
        for reason, rows in turned.reasons(flips).items()
        for row in rows
    ]
    catalog = both.new.checked.policies.catalog
    at_home = placing((turn.subject for _, turn in found), shown, catalog)
    together: dict[Responsible, list[Turn]] = {}
    for reason, turn in found:
        together.setdefault(reason, []).append(at_place(turn, at_home(turn.subject)))
    groups = (
        Group(changes, share, tuple(sorted(own, key=order)), cost(own, visits))
        for (changes, share), own in together.items()
    )
    return tuple(sorted(groups, key=lambda group: (-len(group.turns), repr(group.changes))))


@frozen
class Turned:
    """A rule under which rows of a table turn."""

    both: Sides
    rule: str
    table: TableName

    @cached_property
    def chapters(self) -> tuple[Chaptered | None, Chaptered | None]:
        """The rule in the old and in the new chapter."""
        return self.both.old.rules.get(self.rule), self.both.new.rules.get(self.rule)

    def turn(self, row: int, flip: tuple[Standing, Standing]) -> Turn:
        """One row that turns."""
        was, now = flip
        old, new = self.both.old, self.both.new
        last = old if now is Standing.NO_ROW else new
        subject = last.standings.names.subject(self.table, row)
        finder = next((s for s, at in ((new, now), (old, was)) if at in FOUND), None)
        before, after = self.chapters
        return Turn(
            gap_id(self.rule, subject.household, subject.key),
            subject,
            was,
            now,
            before.rule if before else None,
            after.rule if after else None,
            finder.standings.finding(self.rule, row) if finder else None,
        )

    def reasons(self, flips: Flips) -> dict[Responsible, list[int]]:
        """What is responsible, and for which of the rows."""
        before, after = self.chapters
        new = self.both.new
        if before is None or after is None or before.rule.each != after.rule.each:
            change = came_or_went(self.rule, before, after, new.checked.policies)
            return {((change,), Share.ALONE): [*flips]}
        mix = Mix(before, after, new.checked.resolved.as_of, self.both.data)
        return responsible(mix, {row: now for row, (_, now) in flips.items()})


def at_place(turn: Turn, subject: Subject) -> Turn:
    """The turn of a row placed as lists place it."""
    found = turn.found and replace(turn.found, subject=subject)
    return replace(turn, subject=subject, found=found)


FOUND = (Standing.GAP, Standing.UNKNOWN, Standing.WAIVED)


def order(turn: Turn) -> tuple[object, ...]:
    """As gaps stand in lists."""
    return place(turn.subject, turn.rule)


def without_turns(both: Sides, groups: Iterable[Group]) -> Iterator[Quiet]:
    """Changes by which nothing turns, with the open findings that they concern."""
    old, new = both.old, both.new
    sets = old.checked.policies, new.checked.policies
    decisive = {change for group in groups for change in group.changes}
    values = {(one.of, one.new.place) for one in decisive if one.kind == "standard" and one.new}
    for change in changes(old.rules, new.rules, sets):
        # One value of an overlay holds in every region that the base has a value for.
        of_overlay = change.new is not None and (change.of, change.new.place) in values
        if change not in decisive and not of_overlay:
            yield Quiet(change, None)
    listed = [gap for gap in new.checked.outcome.gaps if gap.waiver is None]
    moved = sieved(old.checked.outcome.gaps, new.checked.outcome.gaps)
    of_rules = Counter(gap.finding.rule.id for gap in listed)
    for change in quiet(*sets):
        concerned = moved if change.kind == "sieve" else of_rules
        known = change.kind == "sieve" or change.of in new.rules
        yield Quiet(change, concerned[change.of] if known else None)


def sieved(old: Iterable[Gap], new: Iterable[Gap]) -> Counter[str]:
    """How many findings a sieve's list has that it had not, or has no more."""
    was, now = ({gap.id: {*gap.sieves} for gap in gaps} for gaps in (old, new))
    return Counter(sieve for gap in was.keys() & now.keys() for sieve in was[gap] ^ now[gap])
