"""What would turn a verdict: the smallest change of one value, or one row more.

Every change told was made on a copy of the data and judged; none is guessed. Registers and
earlier periods are not changed: they are not the office's to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from checker.model.catalog import Catalog, Field
from checker.model.explanation import Change, ChangedCell
from checker.model.gap import Reading
from checker.model.kind import Cause, Unknown, Value
from checker.model.resolved import Aggregate, FieldRead, Resolved, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.resolve.trees import everything
from checker.run.interpreter import Interpreter
from checker.run.naming import Names
from checker.run.trace import Traced, TracedRule, trace
from checker.study.candidates import Candidates, Read, instead
from checker.study.nearest import nearest
from checker.study.trials import Filled, Trials

# What a verdict should become, the best first: 不合格 → 合格, else → 不涉及.
WANTED = {
    Verdict.GAP: (Verdict.MET, Verdict.NOT_APPLICABLE),
    Verdict.UNKNOWN: (Verdict.MET, Verdict.GAP, Verdict.NOT_APPLICABLE),
}
MOST_ROWS = 100  # new rows tried for one aggregate
FILLED, ADDED, OWN, OTHERS, EMPTIED = range(5)  # the order in which changes are told
BLANK = Unknown(frozenset({Cause("blank", "")}))

Near = Mapping[Read, Mapping[Value, None]]  # values to try, by table and field


@dataclass(frozen=True)
class Spot:
    """A cell that the rule reads."""

    table: TableName
    row: int
    field: Field
    decided: bool  # does the verdict rest on it?
    own: bool  # of the row checked or of what it lies in, not of a row ranged over
    number: int  # in the order of reading


@dataclass(frozen=True)
class Turned:
    """What was found: changes, the smallest first; and in how many cells values were tried."""

    changes: tuple[Change, ...]
    tried: int


@dataclass(frozen=True)
class Found:
    """A change with its place in the order of telling."""

    rank: tuple[int, ...]
    change: Change


class Changes:
    """Finds changes for the rows of one rule."""

    def __init__(
        self, interpreter: Interpreter, rule: ResolvedRule, resolved: Resolved, catalog: Catalog
    ) -> None:
        self.interpreter, self.rule, self.catalog = interpreter, rule, catalog
        self.rows, self.names = interpreter.rows, Names(interpreter.rows)
        self.candidates = Candidates(rule, resolved, catalog)

    def of(self, row: int) -> Turned:
        """The changes that would turn the row's verdict; none of a verdict that need not turn."""
        opened = trace(self.interpreter, self.rule, row)
        wanted = WANTED.get(opened.verdict, ())
        if not wanted:
            return Turned((), 0)
        traced = [one for half in opened.halves for one in half.below()]
        near = self.candidates.near(traced, self.rows)
        trials = Trials(self.interpreter, self.rule, row)
        spots = self.spots(opened)
        found = [
            one
            for spot in spots
            for one in self.cell(trials, spot, [*near.get((spot.table, spot.field.name), ())])
        ]
        for number, one in enumerate(traced):
            found += self.row_added(trials, one, near, number)
        unknown = opened.verdict is Verdict.UNKNOWN
        kept = worth_telling([o for o in found if o.change.verdict in wanted], unknown=unknown)
        kept.sort(key=lambda one: (wanted.index(one.change.verdict), one.rank))
        return Turned(tuple(dict.fromkeys(one.change for one in kept)), len(spots))

    # Cells ---------------------------------------------------------------------------------------

    def spots(self, opened: TracedRule) -> list[Spot]:
        """The cells that were read, each once, in the order of reading."""
        sure, own, fields = set(), set(), {}
        for half in opened.halves:
            for one, decided, here in reads(half, half in opened.decided, own=True):
                node = one.node
                if isinstance(node, FieldRead) and one.cell and self.mine(node.table):
                    place = (*one.cell.row, node.name)
                    fields[place] = node.field
                    sure |= {place} if decided else set()
                    own |= {place} if here else set()
        return [
            Spot(place[0], place[1], field, place in sure, place in own, number)
            for number, (place, field) in enumerate(fields.items())
        ]

    def mine(self, table: TableName) -> bool:
        """Is the table of today, and not another office's list or made from links?"""
        entity = self.catalog.entities[table.entity]
        return not table.period and entity.register is None and not self.rows.table(table).made

    def cell(self, trials: Trials, spot: Spot, values: Sequence[Value]) -> Iterator[Found]:
        """For each other verdict, the smallest change of a cell that leads to it."""
        held = trials.known(spot.table, spot.row, spot.field.name)

        def judged(value: Value | None) -> Verdict:
            return trials.with_cell(spot.table, spot.row, spot.field.name, value)

        by_verdict: dict[Verdict, list[Value]] = {}
        for value in dict.fromkeys(instead(spot.field, held, values)):
            by_verdict.setdefault(judged(value), []).append(value)
        tier = FILLED if held is None else OWN if spot.own else OTHERS
        for verdict, some in by_verdict.items():

            def turns(value: Value, verdict: Verdict = verdict) -> bool:
                return judged(value) is verdict

            yield self.told(spot, nearest(held, some, turns), verdict, tier)
        if held is not None and (emptied := judged(None)) not in by_verdict:
            yield self.told(spot, None, emptied, EMPTIED)

    def told(self, spot: Spot, value: Value | None, verdict: Verdict, tier: int) -> Found:
        """A changed cell as it is told."""
        held = self.rows.table(spot.table)
        place = held.place(spot.row, spot.field.name)
        column = held.columns.get(spot.field.name)
        was = column.values[spot.row] if column else None
        odd = column is not None and spot.row in column.odd
        not_known = Unknown(frozenset({Cause("unreadable" if odd else "blank", "")}))
        cell = ChangedCell(
            spot.field.name,
            reading(spot.field, not_known if was is None else was, place),
            reading(spot.field, BLANK if value is None else value, place),
        )
        title = self.catalog.entities[spot.table.entity].title
        change = Change(verdict, title, self.names.key(spot.table, spot.row), (cell,))
        return Found((tier, not spot.decided, spot.number), change)

    # Rows ----------------------------------------------------------------------------------------

    def row_added(self, trials: Trials, one: Traced, near: Near, number: int) -> Iterator[Found]:
        """For each verdict, a row more in the table that an aggregate ranges over."""
        node = one.node
        if not isinstance(node, Aggregate) or not self.mine(node.table):
            return
        links = trials.hung_below(node, one.at)
        if links is None:
            return

        def judged(filled: Filled) -> Verdict:
            return trials.with_row(node.table, {**filled, **links})

        done: dict[Verdict, Filled] = {}
        for filled in islice(filled_rows(node, near), MOST_ROWS):
            done.setdefault(judged(filled), filled)
        for verdict, filled in done.items():

            def enough(few: Filled, verdict: Verdict = verdict) -> bool:
                return judged(few) is verdict

            least = fewest(filled, enough)
            whole = {**links, **least}
            yield Found((ADDED, False, number), self.added(node.table, whole, verdict))

    def added(self, table: TableName, filled: Filled, verdict: Verdict) -> Change:
        """A new row as it is told."""
        entity = self.catalog.entities[table.entity]
        cells = tuple(
            ChangedCell(name, reading(entity.fields[name], BLANK, ""),
                        reading(entity.fields[name], value, ""))
            for name, value in filled.items()
        )  # fmt: skip
        return Change(verdict, entity.title, "", cells)


def worth_telling(found: Sequence[Found], *, unknown: bool) -> list[Found]:
    """Without what nobody would do where there is something better.

    No other row's value is turned into another where a row can be added; of the cells of one
    column the first is told; a doubt is settled by what is not known, where that is enough.
    """
    filled = unknown and any(one.rank[0] == FILLED for one in found)
    added = {(one.change.verdict, one.change.table) for one in found if one.change.added}
    kept: dict[object, Found] = {}
    for one in sorted(found, key=lambda one: one.rank):
        tier, change = one.rank[0], one.change
        if (filled and tier > ADDED) or (
            tier == OTHERS and (change.verdict, change.table) in added
        ):
            continue
        apart = change.row if tier < OTHERS else ""
        kept.setdefault((change.verdict, change.table, change.cells[0].field, apart), one)
    return list(kept.values())


def reads(one: Traced, decided: bool, *, own: bool) -> Iterator[tuple[Traced, bool, bool]]:
    """A node and all below it: does the verdict rest on it, is it of the row itself?"""
    yield one, decided, own
    for index, child in enumerate(one.children):
        yield from reads(child, decided and index in one.decided, own=own)
    for item in one.items:
        for part in (item.condition, item.value, item.by):
            if part is not None:
                yield from reads(part, decided and item.decided, own=False)


def reading(field: Field, value: Value | Unknown, place: str) -> Reading:
    """A cell's value as outputs show it."""
    sensitive = field.sensitive and field.kind.written
    places = (place,) if place else ()
    return Reading(field.title, value, field.unit, places, sensitive, field.mask)


def filled_rows(node: Aggregate, near: Near) -> Iterator[Filled]:
    """Rows that an aggregate may look for: every field that it reads of them filled in."""
    parts = [part for part in (node.condition, node.value, node.by) if part is not None]
    read = [one for one in everything(parts) if isinstance(one, FieldRead)]
    fields = dict.fromkeys(one.name for one in read if one.table == node.table)
    values = [[*near.get((node.table, name), ())] for name in fields]
    if all(values):
        yield from (dict(zip(fields, chosen, strict=True)) for chosen in product(*values))


def fewest(filled: Filled, enough: Callable[[Filled], bool]) -> Filled:
    """The row without what is not needed."""
    kept = dict(filled)
    for name in reversed([*filled]):
        fewer = {other: value for other, value in kept.items() if other != name}
        if enough(fewer):
            kept = fewer
    return kept
