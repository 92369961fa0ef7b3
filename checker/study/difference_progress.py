"""Two states of the data under the same policies: what became of every finding.

A finding is the same where its gap id is, or where its row is among those of a merged one. What
is no longer listed is looked up: is its row met, not asked any more, or gone?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from checker.frozen import frozen
from checker.model.checked import Checked
from checker.model.difference import Moved, Progress, Rows, Standing, Step
from checker.model.gap import Gap
from checker.model.resolved import TableName
from checker.run import rows as run_rows
from checker.sift.asking import OWNER, titles
from checker.sift.outcome import order
from checker.study.difference_sides import Named, compared
from checker.study.standing import Standings, wanted_in_memory


@frozen
class State:
    """One state of the data, checked; its tables are all in memory."""

    checked: Checked

    @cached_property
    def standings(self) -> Standings:
        """Where its rows stand."""
        rows = run_rows.Rows(self.checked.dataset, self.checked.policies.catalog)
        return Standings(self.checked.policies, self.checked.resolved, rows)

    @cached_property
    def listed(self) -> Mapping[str, Gap]:
        """Its findings by id."""
        return {gap.id: gap for gap in self.checked.outcome.gaps}

    @cached_property
    def merged(self) -> Mapping[tuple[str, str], Gap]:
        """The findings that stand for several rows, by rule and each row's key."""
        gaps = self.checked.outcome.gaps
        return {(gap.finding.rule.id, row): gap for gap in gaps for row in gap.rows or ()}

    @cached_property
    def _keys(self) -> dict[TableName, dict[str, int]]:
        return {}

    def keys(self, table: TableName) -> Mapping[str, int]:
        """A table's rows by the names that last."""
        if table not in self._keys:
            length = self.standings.rows.table(table).length
            names = self.standings.names
            self._keys[table] = {names.key(table, row): row for row in range(length)}
        return self._keys[table]

    def counterpart(self, gap: Gap) -> Gap | None:
        """The same finding here, if it is listed."""
        same = self.listed.get(gap.id)
        return same or self.merged.get((gap.finding.rule.id, gap.finding.subject.key))

    def standing(self, gap: Gap) -> Standing:
        """Where the row of another state's finding stands here."""
        same = self.counterpart(gap)
        if same is not None:
            return listed_as(same)
        subject = gap.finding.subject
        row = self.keys(subject.table).get(subject.key)
        return Standing.NO_ROW if row is None else self.standings.at(gap.finding.rule.id, row)


def listed_as(gap: Gap) -> Standing:
    """Where the row of a listed finding stands."""
    return Standing.WAIVED if gap.waiver else Standing(gap.finding.verdict.word)


def progress(before: Named, after: Named) -> Progress:
    """What became of every finding.

    Args:
        before: the name of the old data, and its run.
        after: the same of the new; both were checked against the same policies.

    Raises:
        FaultyInput: a table lies in files, where rows cannot be looked up.
    """
    (old_name, old), (new_name, new) = before, after
    wanted_in_memory(old.dataset, new.dataset)
    was, now = State(old), State(new)
    moved = tuple(sorted(followed(was, now), key=lambda one: order(one.gap)))
    catalog = new.policies.catalog
    shown = {**old.outcome.shown, **new.outcome.shown}
    return Progress(
        compared(old_name, old),
        compared(new_name, new),
        catalog,
        moved,
        tallies(moved, new, shown),
        dict(rows(was, now)),
        shown,
        (*old.outcome.unread, *new.outcome.unread),
    )


def followed(old: State, new: State) -> Iterator[Moved]:
    """Every finding that is open in one of the states, once."""
    found = set()
    for gap in new.checked.outcome.gaps:
        same = old.counterpart(gap)
        found |= {same.id} if same else set()
        before, after = old.standing(gap), listed_as(gap)
        if before.open or after.open:
            yield Moved(step(before, after), before, after, gap)
    for gap in old.checked.outcome.gaps:
        if gap.waiver is None and gap.id not in found:
            before, after = listed_as(gap), new.standing(gap)
            yield Moved(step(before, after), before, after, gap)


CLOSED = {
    Standing.WAIVED: Step.WAIVED,
    Standing.NO_ROW: Step.DISAPPEARED,
    Standing.NOT_APPLICABLE: Step.LAPSED,
    Standing.NOT_RUN: Step.LAPSED,
    Standing.NO_RULE: Step.LAPSED,
}


def step(before: Standing, after: Standing) -> Step:
    """What became of a finding that is open in one of two states."""
    if before is after:
        return Step.STANDING
    if after in CLOSED:
        return CLOSED[after]
    if before is Standing.NO_ROW:
        return Step.APPEARED
    if before is Standing.UNKNOWN:
        return Step.VERIFIABLE
    if after is Standing.UNKNOWN:
        return Step.UNVERIFIABLE if before in (Standing.MET, Standing.GAP) else Step.NEW
    return Step.MENDED if after is Standing.MET else Step.NEW


def tallies(
    moved: Iterable[Moved], checked: Checked, shown: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, Counter[Step]]]:
    """The steps counted by village, who is responsible, the household's officer, and sieve."""
    owners = titles(checked.policies.catalog, OWNER)
    sieves = {sieve.id: sieve.title for sieve in checked.policies.sieves}
    found: dict[str, dict[str, Counter[Step]]] = {
        part: {} for part in ("village", "responsible", "owner", "sieve")
    }
    for one in moved:
        finding = one.gap.finding
        told = shown.get(finding.subject.household or "", {})
        names = {
            "village": [finding.subject.village or ""],
            "responsible": [finding.rule.responsible],
            "owner": [told.get(title, "") for title in owners],
            "sieve": [sieves.get(sieve, sieve) for sieve in one.gap.sieves],
        }
        for part, own in names.items():
            for name in own:
                found[part].setdefault(name, Counter())[one.step] += 1
    return {part: dict(sorted(counts.items())) for part, counts in found.items()}


def rows(old: State, new: State) -> Iterator[tuple[str, Rows]]:
    """How many rows of each table came and went, by the table's title."""
    catalog = new.checked.policies.catalog
    for entity in catalog.entities.values():
        table = TableName(entity.name)
        was, now = (state.keys(table).keys() for state in (old, new))
        if was != now:
            yield entity.title, Rows(len(now - was), len(was - now))
