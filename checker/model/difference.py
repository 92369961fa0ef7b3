"""What turns between two runs: rows that stand otherwise, and what is responsible for it.

Three questions have such answers: two policy sets on the same data (`Difference`), two states of
the data under the same policies (`Progress`), and days to come (`checker.model.forecast`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import Enum
from typing import NamedTuple

from checker.fault import Fault
from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.gap import Finding, Gap, NotRun, Subject
from checker.model.policy import Rule


class Standing(Enum):
    """Where a row stands under a rule: a verdict, or why there is none."""

    MET = "met"
    GAP = "gap"
    UNKNOWN = "unknown"
    WAIVED = "waived"  # a gap or an unknown under a waiver in force
    NOT_APPLICABLE = "not_applicable"
    NO_RULE = "no_rule"  # the policies do not have it, or it is not in force on the day
    NO_ROW = "no_row"  # the data does not have the row
    NOT_RUN = "not_run"  # the data lacks a table or a column that the rule names

    @property
    def open(self) -> bool:
        """Is there something to do?"""
        return self in (Standing.GAP, Standing.UNKNOWN)

    @property
    def asked(self) -> bool:
        """Did the rule ask anything of the row?"""
        return self in (Standing.MET, Standing.GAP, Standing.UNKNOWN, Standing.WAIVED)


def turned(before: Standing, after: Standing) -> bool:
    """Is it a flip? A rule that is not there asks nothing, like one that does not apply."""
    return before is not after and (before.asked or after.asked)


@frozen
class Turn:
    """One row that stands otherwise under one rule than it did."""

    id: str  # as of a gap (model/gap.py)
    subject: Subject
    before: Standing
    after: Standing
    old: Rule | None  # the rule as it was; None where there was none
    new: Rule | None
    found: Finding | None  # as it is found now; what had been found where nothing is any more

    @property
    def rule(self) -> Rule:
        """The rule as it is, or as it was."""
        known = self.new or self.old
        assert known is not None  # a turn is under a rule
        return known


class Passage(NamedTuple):
    """A stretch of a policy file."""

    text: str
    place: str  # policies/education.yaml:31:9


@frozen
class Change:
    """One place in which two policy sets differ; None where one of them has nothing there."""

    kind: str  # applies, requires, standard, table-row, ...: see checker.study.difference_parts
    of: str  # the rule, standard, definition, list, sieve that it is a part of
    old: Passage | None
    new: Passage | None


class Due(NamedTuple):
    """Work of one kind: who mends, within how many days."""

    responsible: str
    days: int | None


@frozen
class Cost:
    """What some turns mean in work."""

    gaps_more: int = 0
    gaps_less: int = 0
    unknowns_more: int = 0
    unknowns_less: int = 0
    households: int = 0  # concerned, each once
    work: Mapping[Due, int] = field(default_factory=dict)  # findings to mend, more or less
    visits: int = 0  # households to visit for it: a rule about their visits now finds something


class Share(Enum):
    """How changes share the responsibility for a group of turns."""

    ALONE = "alone"  # the one change is enough
    EACH = "each"  # each of the changes alone would be enough
    TOGETHER = "together"  # none is enough alone; all of these are, and none of them can be spared
    UNTRACED = "untraced"  # could not be told apart: all that the rule rests on


@frozen
class Group:
    """The turns for which the same changes are responsible."""

    changes: tuple[Change, ...]
    share: Share
    turns: tuple[Turn, ...]  # as sorted as gaps are
    cost: Cost


@frozen
class Quiet:
    """A change that turns no verdict, and how many open findings it concerns all the same."""

    change: Change
    findings: int | None  # None: it is of nothing that findings have


@frozen
class Compared:
    """One of the two sides."""

    name: str  # the folder or file
    as_of: date
    policies_fingerprint: str
    data_fingerprint: str
    gaps: int  # open findings listed: gaps
    unknowns: int
    not_run: tuple[NotRun, ...]


@frozen
class Difference:
    """Two policy sets on the same data."""

    old: Compared
    new: Compared
    catalog: Catalog
    groups: tuple[Group, ...]  # the most turns first
    quiet: tuple[Quiet, ...]  # changes by which nothing turns
    cost: Cost  # of all turns
    villages: Mapping[str, Cost]  # "" for rows without a village
    shown: Mapping[str, Mapping[str, str]]  # as in an outcome: what lists show of a household
    unread: tuple[Fault, ...] = ()
    findings_only: bool = False  # rows of which neither found anything were not compared
    left: int = 0  # rows of which they found otherwise that were not compared, for being too many

    @property
    def turns(self) -> int:
        """How many rows turn."""
        return sum(len(group.turns) for group in self.groups)


class Step(Enum):
    """What became of a finding between two states of the data."""

    NEW = "new"  # of a row that was there and had nothing open
    APPEARED = "appeared"  # of a row that was not there
    UNVERIFIABLE = "unverifiable"  # it was met or a gap and can no longer be told
    VERIFIABLE = "verifiable"  # it could not be told and is now met or a gap
    STANDING = "standing"
    MENDED = "mended"  # it was a gap and is met
    LAPSED = "lapsed"  # the rule no longer asks, or cannot run
    DISAPPEARED = "disappeared"  # the row is gone: mended or not, nobody can tell
    WAIVED = "waived"  # a waiver covers it


@frozen
class Moved:
    """One finding and what became of it."""

    step: Step
    before: Standing
    after: Standing
    gap: Gap  # as it is listed now; as it was where it no longer is


class Rows(NamedTuple):
    """The rows of one table that only one state of the data has."""

    appeared: int
    disappeared: int


Tally = Mapping[Step, int]


@frozen
class Progress:
    """Two states of the data under the same policies."""

    old: Compared
    new: Compared
    catalog: Catalog
    moved: tuple[Moved, ...]  # in the order of lists
    # village | responsible | owner | sieve → its name ("" for none) → step → findings
    tallies: Mapping[str, Mapping[str, Tally]]
    rows: Mapping[str, Rows]  # of each table that differs, by title
    shown: Mapping[str, Mapping[str, str]]
    unread: tuple[Fault, ...] = ()

    @property
    def steps(self) -> Counter[Step]:
        """The findings by what became of them."""
        return Counter(one.step for one in self.moved)

    @property
    def changed(self) -> bool:
        """Has anything become of any finding?"""
        return any(one.step is not Step.STANDING for one in self.moved)
