"""What an engine gives back: verdicts counted, gaps and unknowns explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from checker.frozen import frozen
from checker.model.gap import Finding, NotRun
from checker.model.kind import Unknown, Value
from checker.model.resolved import Node
from checker.model.verdict import Verdict


@frozen
class Questions:
    """What lists need besides findings."""

    asked: tuple[Node, ...] = ()  # expressions over households, evaluated for each
    groups: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  # rule ids, counted together


@frozen
class Household:
    """One household looked at, with what the sieves ask of it."""

    row: int
    key: str
    asked: tuple[Value | Unknown, ...]


@frozen
class Judged:
    """Verdicts of every (rule, row), as far as lists need them."""

    tallies: Mapping[str, Mapping[Verdict, int]]  # rule id → verdict → rows; only rules that ran
    not_run: tuple[NotRun, ...]
    findings: tuple[Finding, ...]  # every gap and unknown, in no particular order
    households: tuple[Household, ...]  # in the table's order
    # A group of rules → household key (None: rows of none) → counts.
    groups: Mapping[str, Mapping[str | None, Mapping[Verdict, int]]]
