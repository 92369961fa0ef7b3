"""Two policy sets on the same data: whom a change hits, and what is responsible for it.

Every row's standing under both sets is compared; a row that stands otherwise has turned. Where
several changes could be the reason, they are put into the old rule one at a time: what is enough
alone is responsible; where nothing is, the least that is enough together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from checker.model.catalog import Catalog
from checker.model.checked import Checked
from checker.model.dataset import Dataset
from checker.model.difference import (
    Compared,
    Difference,
    Group,
    Quiet,
    Share,
    Standing,
    Turn,
    turned,
)
from checker.model.gap import Gap, Subject, gap_id
from checker.model.resolved import TableName
from checker.model.verdict import Verdict
from checker.run.rows import Rows
from checker.sift.outcome import place
from checker.study.difference_changes import came_or_went, changes
from checker.study.difference_cost import by, cost, visiting
from checker.study.difference_mix import Chaptered, Mix, chaptered
from checker.study.difference_quiet import quiet
from checker.study.difference_reasons import Responsible, responsible
from checker.study.difference_text import bare
from checker.study.placing import placing
from checker.study.standing import Standings, wanted_in_memory

Data = Callable[[Catalog], Rows]  # the data as a dictionary understands it
Read = Callable[[Catalog], Dataset]
Named = tuple[str, Checked]  # a side as outputs name it, and its run


@dataclass(frozen=True)
class Side:
    """One policy set, checked."""

    name: str
    checked: Checked
    standings: Standings
    rules: Mapping[str, Chaptered]

    @property
    def compared(self) -> Compared:
        """What outputs say of it."""
        return compared(self.name, self.checked)


def compared(name: str, checked: Checked) -> Compared:
    """What outputs say of one side."""
    outcome = checked.outcome
    still_open = [gap.finding.verdict for gap in outcome.gaps if gap.waiver is None]
    return Compared(
        name,
        outcome.as_of,
        outcome.policies_fingerprint,
        outcome.data_fingerprint,
        still_open.count(Verdict.GAP),
        still_open.count(Verdict.UNKNOWN),
        outcome.not_run,
    )


def sides(before: Named, after: Named, read: Read) -> tuple[Side, Side, Data]:
    """Both sides, and the data as any dictionary between them understands it."""
    (old_name, old), (new_name, new) = before, after
    known: dict[str, Rows] = {}

    def rows(catalog: Catalog) -> Rows:
        meant = repr(bare(catalog))
        if meant not in known:
            known[meant] = Rows(read(catalog), catalog)
        return known[meant]

    if bare(old.policies.catalog) == bare(new.policies.catalog):
        one = Rows(new.dataset, new.policies.catalog)
        old = replace(old, policies=replace(old.policies, catalog=one.catalog))
        return side(old_name, old, one), side(new_name, new, one), lambda _catalog: one
    was, now = (Rows(each.dataset, each.policies.catalog) for each in (old, new))
    return side(old_name, old, was), side(new_name, new, now), rows


def side(name: str, checked: Checked, rows: Rows) -> Side:
    """One side, with what is needed to look closer."""
    standings = Standings(checked.policies, checked.resolved, rows)
    return Side(name, checked, standings, chaptered(checked.policies))


def difference(before: Named, after: Named, read: Read) -> Difference:
    """Everything in which two policy sets differ.

    Args:
        before: the name of the old policies, and their run.
        after: the same of the new ones, on the same files and day.
        read: the data again, as another dictionary understands it.

    Raises:
        FaultyInput: a table lies in files: rows must be looked at one by one.
    """
    wanted_in_memory(before[1].dataset, after[1].dataset)
    old, new, data = sides(before, after, read)
    shown = {**old.checked.outcome.shown, **new.checked.outcome.shown}
    catalog = new.checked.policies.catalog
    found = [
        (reason, Turned(old, new, rule, table).turn(row, flips[row]))
        for rule, table, flips in flipped(old.standings, new.standings)
        for reason, rows in reasons(Turned(old, new, rule, table), flips, data).items()
        for row in rows
    ]
    at_home = placing((turn.subject for _, turn in found), shown, catalog)
    turns = [at_place(turn, at_home(turn.subject)) for _, turn in found]
    visits = visiting(old.checked.resolved) | visiting(new.checked.resolved)
    grouped: dict[Responsible, list[Turn]] = {}
    for (reason, _), turn in zip(found, turns, strict=True):
        grouped.setdefault(reason, []).append(turn)
    groups = [
        Group(changes, share, tuple(sorted(own, key=order)), cost(own, visits))
        for (changes, share), own in grouped.items()
    ]
    villages = by(turns, lambda turn: turn.subject.village or "")
    return Difference(
        old.compared,
        new.compared,
        catalog,
        tuple(sorted(groups, key=lambda group: (-len(group.turns), repr(group.changes)))),
        tuple(without_turns(old, new, groups)),
        cost(turns, visits),
        {village: cost(villages[village], visits) for village in sorted(villages)},
        shown,
        new.checked.outcome.unread,
    )


Flips = dict[int, tuple[Standing, Standing]]


def flipped(old: Standings, new: Standings) -> Iterator[tuple[str, TableName, Flips]]:
    """Every rule under which rows of a table turn, with those rows."""
    for rule in sorted({*old.rules, *new.rules}):
        tables = [side.rules[rule].table for side in (old, new) if rule in side.rules]
        for table in dict.fromkeys(tables):
            was, now = (side.column(rule, table) for side in (old, new))
            both = enumerate(zip_longest(was, now, fillvalue=Standing.NO_ROW))
            flips = {row: (a, b) for row, (a, b) in both if turned(a, b)}
            if flips:
                yield rule, table, flips


@dataclass(frozen=True)
class Turned:
    """A rule under which rows of a table turn."""

    old: Side
    new: Side
    rule: str
    table: TableName

    @cached_property
    def chapters(self) -> tuple[Chaptered | None, Chaptered | None]:
        """The rule in the old and in the new chapter, where it is one of this table."""
        return self.old.rules.get(self.rule), self.new.rules.get(self.rule)

    def turn(self, row: int, flip: tuple[Standing, Standing]) -> Turn:
        """One row that turns."""
        was, now = flip
        last = self.old if now is Standing.NO_ROW else self.new
        subject = last.standings.names.subject(self.table, row)
        finder = next((s for s, at in ((self.new, now), (self.old, was)) if at in FOUND), None)
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


def at_place(turn: Turn, subject: Subject) -> Turn:
    """The turn of a row placed as lists place it."""
    found = turn.found and replace(turn.found, subject=subject)
    return replace(turn, subject=subject, found=found)


FOUND = (Standing.GAP, Standing.UNKNOWN, Standing.WAIVED)


def reasons(under: Turned, flips: Flips, data: Data) -> dict[Responsible, list[int]]:
    """What is responsible, and for which of the rows."""
    before, after = under.chapters
    if before is None or after is None or before.rule.each != after.rule.each:
        change = came_or_went(under.rule, before, after, under.new.checked.policies)
        return {((change,), Share.ALONE): [*flips]}
    mix = Mix(before, after, under.new.standings.interpreter.as_of, data)
    return responsible(mix, {row: now for row, (_, now) in flips.items()})


def order(turn: Turn) -> tuple[object, ...]:
    """As gaps stand in lists."""
    return place(turn.subject, turn.rule)


def without_turns(old: Side, new: Side, groups: Iterable[Group]) -> Iterator[Quiet]:
    """Changes by which nothing turns, with the open findings that they concern."""
    decisive = {change for group in groups for change in group.changes}
    listed = [gap for gap in new.checked.outcome.gaps if gap.waiver is None]
    moved = sieved(old.checked.outcome.gaps, new.checked.outcome.gaps)
    sets = old.checked.policies, new.checked.policies
    yield from (
        Quiet(change, None)
        for change in changes(old.rules, new.rules, sets)
        if change not in decisive
    )
    for change in quiet(*sets):
        own = sum(gap.finding.rule.id == change.of for gap in listed)
        of_rule = change.of in new.rules
        yield Quiet(
            change, moved[change.of] if change.kind == "sieve" else own if of_rule else None
        )


def sieved(old: Iterable[Gap], new: Iterable[Gap]) -> Counter[str]:
    """How many findings a sieve's list has that it had not, or has no more."""
    was, now = ({gap.id: {*gap.sieves} for gap in gaps} for gaps in (old, new))
    return Counter(sieve for gap in was.keys() & now.keys() for sieve in was[gap] ^ now[gap])
