"""The whole plan: what is computed beforehand, and one wide table of verdicts a table.

A plan holds SQL text and the names of its columns; `checker.run.duckdb_engine` runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.kind import Type
from checker.model.resolved import Node, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.plan.build import Build
from checker.plan.dialect import FALSE, TRUE, Term
from checker.plan.number import exact
from checker.plan.scan import Scan
from checker.plan.table_frame import TableFrame
from checker.plan.translate import translate

RID = "rid"
FOUR = 4  # verdicts there are, and that a byte holds
HOUSEHOLD = TableName("household")


@frozen
class Shown:
    """A value as columns of a wide table."""

    type: Type
    low: str
    high: str | None
    millionths: bool


class Packed(NamedTuple):
    """A verdict in the wide table, as expressions over its columns."""

    verdict: str
    found: str  # is it a gap or an unknown?


@frozen
class Wide:
    """One row a row of a table: its verdicts, and the values that its rules read."""

    table: TableName
    verdicts: Mapping[str, Packed]  # by rule id
    leaves: Mapping[str, tuple[Shown, ...]]  # rule id → what it read; empty if not asked for
    asked: tuple[Shown, ...]
    household: str | None  # the column with the index of the row's household; None: not asked
    select: str


@frozen
class Plan:
    """All that a database is to compute."""

    scans: Mapping[TableName, Scan]
    steps: tuple[str, ...]  # statements, in order
    wides: tuple[Wide, ...]


@frozen
class Wanted:
    """What is asked of a plan besides verdicts."""

    leaves: bool = False  # the values that rules read
    households: bool = False  # whose row it is
    asked: Sequence[Node] = ()  # over households
    household: TableName = HOUSEHOLD


def plan(
    rules: Iterable[ResolvedRule],
    dataset: Dataset,
    catalog: Catalog,
    as_of: date,
    wanted: Wanted | None = None,
) -> Plan:
    """The plan for some rules, all of which have the data that they need."""
    wanted = wanted or Wanted()
    build = Build(dataset, catalog, as_of)
    by_table: dict[TableName, list[ResolvedRule]] = {}
    for rule in rules:
        by_table.setdefault(rule.table, []).append(rule)
    if wanted.asked:
        by_table.setdefault(wanted.household, [])
    drafts = [Draft(build, table, wanted) for table in by_table]
    for draft, own in zip(drafts, by_table.values(), strict=True):
        draft.add(own)
    wides = tuple(draft.wide() for draft in drafts)
    return Plan(build.scans, tuple(build.steps), wides)


class Draft:
    """A wide table under construction."""

    def __init__(self, build: Build, table: TableName, wanted: Wanted) -> None:
        self.build, self.table, self.wanted = build, table, wanted
        self.frame = TableFrame(build, table)
        self.columns: dict[str, str] = {RID: self.frame.rid.text}
        self.verdicts: dict[str, Packed] = {}
        self.leaves: dict[str, tuple[Shown, ...]] = {}
        self.asked: tuple[Shown, ...] = ()
        self.household: str | None = None

    def household_of(self) -> str | None:
        """The column with the index of the row's household; None where it can have none."""
        own, wanted = self.table.entity, self.wanted.household.entity
        way = () if own == wanted else self.build.catalog.way_up(own, wanted)
        if way is None:
            return None
        self.columns["household"] = self.frame.column(self.frame.rid_above(way))
        return "household"

    def add(self, rules: Iterable[ResolvedRule]) -> None:
        """Everything that is asked of the table."""
        for rule in rules:
            self.verdicts[rule.id] = self.packed(verdict(rule, self.frame))
            if self.wanted.leaves:
                self.leaves[rule.id] = tuple(self.shown(leaf) for leaf in rule.leaves)
        if self.wanted.households:
            self.household = self.household_of()
        if self.table == self.wanted.household:
            self.asked = tuple(self.shown(node) for node in self.wanted.asked)

    def packed(self, found: Term) -> Packed:
        """A verdict's place in the wide table: four share a byte, which costs less to write."""
        number, place = divmod(len(self.verdicts), FOUR)
        name = f"p{number}"
        own = f"{self.frame.column(found)} * {FOUR**place}::UTINYINT"
        before = f"{self.columns[name]} + " if place else ""
        self.columns[name] = before + own
        verdict = f"(({name} >> {2 * place}) & 3)"
        return Packed(verdict, f"({name} & {Verdict.GAP << 2 * place}) > 0")

    def shown(self, node: Node) -> Shown:
        """A node's value as columns."""
        result = translate(self.build.folder.fold(node), self.frame)
        names = [self.frame.column(term) for term in result.terms]
        for name in names:
            self.columns[name] = name
        return Shown(node.type, names[0], names[1] if names[1:] else None, result.millionths)

    def wide(self) -> Wide:
        """The wide table."""
        select = self.frame.select(self.columns)
        return Wide(self.table, self.verdicts, self.leaves, self.asked, self.household, select)


def verdict(rule: ResolvedRule, frame: TableFrame) -> Term:
    """The verdict on a row: the truth table of `checker.model.verdict.judge`."""
    sql = frame.sql
    applies = frame.name(condition(rule.applies, frame))
    requires = frame.name(condition(rule.requires, frame))
    gap = sql("not", requires)
    rows = [(requires, small(Verdict.MET)), (gap, small(Verdict.GAP))]
    if applies is not TRUE:
        gap = sql.joined("and", [applies, gap])
        rows = [(sql("not", applies), small(Verdict.NOT_APPLICABLE)), rows[0]]
        rows.append((gap, small(Verdict.GAP)))
    return sql("verdict", sql.case(rows, small(Verdict.UNKNOWN)))


def condition(node: Node | None, frame: TableFrame) -> Term:
    """A condition's truth; no condition holds."""
    if node is None:
        return TRUE
    return exact(translate(frame.build.folder.fold(node), frame), frame)


def small(found: Verdict) -> Term:
    """A verdict's number."""
    return Term(str(int(found)), FALSE.ready, nullable=False)
