"""What a run finds: verdicts, findings, gaps, and the lists that the sieves make of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from datetime import date

from checker.fault import Fault
from checker.frozen import frozen
from checker.model.dataset import Note
from checker.model.kind import Unknown, Value
from checker.model.policy import PolicySet, Rule, Waiver
from checker.model.resolved import TableName
from checker.model.verdict import Verdict


@frozen
class Reading:
    """One value that a rule read, and where."""

    name: str  # 在校生状况, 户.村名, count(成员)
    value: Value | Unknown
    unit: str | None
    places: tuple[str, ...]  # one; for an aggregate at most five
    sensitive: bool = False  # a name, an address: a word of a code list tells nobody
    mask: bool = False


@frozen
class Subject:
    """The row that a verdict is about."""

    table: TableName
    row: int  # index in its table
    key: str  # as the catalog names it; "表#…" where it has none; composite keys joined with ›
    household: str | None  # its household's key
    village: str | None


@frozen
class Finding:
    """A gap or an unknown, explained."""

    rule: Rule
    subject: Subject
    verdict: Verdict
    message: str
    remedy: str
    readings: tuple[Reading, ...]
    missing: tuple[str, ...]  # of an unknown: titles of what is missing
    reasons: tuple[str, ...]  # of an unknown: why, as readers see it
    once_per: tuple[str, ...] | None  # the key under which findings are one; None: this one alone
    unconfirmed: tuple[str, ...]
    told: tuple[Reading, ...] = ()  # what the message says besides; masked there, not listed


@frozen
class NotRun:
    """A rule without data to run on."""

    rule: str
    reason: str  # no-table | no-column
    table: str  # title
    column: str | None = None  # title


@frozen
class Gap:
    """A finding as it stands in lists, with its lasting id."""

    id: str
    finding: Finding
    waiver: Waiver | None
    rows: tuple[str, ...] | None  # all rows of a once_per finding
    criterion: str | None
    sieves: tuple[str, ...]


def gap_id(rule: str, household: str | None, row: str) -> str:
    """The same gap has the same id from run to run, wherever its row stands."""
    text = "\x1f".join((rule, household or "", row))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@frozen
class Group:
    """Some gaps of a sieve's list, under one key."""

    key: Mapping[str, str | None]
    gaps: tuple[str, ...]  # ids, in the list's order


@frozen
class GapList:
    """One sieve's list, with a tally of everything that it looked at."""

    id: str
    title: str
    carried_out_by: str
    households: int
    verdicts: Mapping[str, int]  # the five words
    groups: tuple[Group, ...]


@frozen
class Outcome:
    """All that a run tells."""

    as_of: date
    policies: PolicySet
    policies_fingerprint: str
    data_fingerprint: str
    households: int
    rows: Mapping[str, int]  # table title → rows
    rules: tuple[Rule, ...]  # all in force, sorted by id
    verdicts: Mapping[str, Mapping[str, int]]  # rule id → the five words
    not_run: tuple[NotRun, ...]
    gaps: tuple[Gap, ...]  # sorted by village, household, severity, rule, row
    sieves: tuple[GapList, ...]
    criteria: Mapping[str, Mapping[str, str]]  # household → criterion → verdict word
    waived_criteria: frozenset[tuple[str, str]] = frozenset()  # met only by a waiver
    # expiring, expired, unmatched → waivers
    waivers: Mapping[str, tuple[Waiver, ...]] = field(default_factory=dict)
    # household → title → value, for lists: 户主姓名, 村名, 类别, 帮扶责任人 ...
    shown: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()  # rules not in force, and why
    # standards not confirmed on the day → the rules that rest on them
    unconfirmed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: tuple[Fault, ...] = ()  # what of the data could not be read, and so was not checked
