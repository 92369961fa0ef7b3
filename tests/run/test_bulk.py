"""Findings written by SQL alone: the same rows as listed, with the values that rules read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from checker.model.dataset import Column, Dataset, Table
from checker.model.policy import Rule, Severity
from checker.model.resolved import Node, ResolvedRule, TableName, Text
from checker.model.verdict import Verdict
from checker.resolve.trees import leaves
from checker.run.bulk import Target, judge_in_bulk
from tests.run.world import CATALOG, DAY, NOWHERE, resolved

HOUSEHOLD = TableName("household")


def rule(name: str, requires: Node, applies: Node | None = None) -> ResolvedRule:
    """A rule over households."""
    parts = [part for part in (applies, requires) if part]
    written = Rule(
        name,
        name,
        "household",
        NOWHERE,
        None,
        None,
        (),
        Severity.MINOR,
        None,
        NOWHERE,  # type: ignore[arg-type]
    )
    return ResolvedRule(
        written, HOUSEHOLD, applies, requires, (), Text(()), None, leaves(parts), (),
        frozenset(), frozenset(), (),
    )  # fmt: skip


def test_written(tmp_path: Path) -> None:
    household = Table(
        HOUSEHOLD,
        3,
        {
            "hid": Column(["h1", "h2", "h3"]),
            "income": Column([Decimal("2.5"), None, Decimal(9)]),
            "found": Column([date(2020, 1, 1), date(2020, 9, 17), None]),
        },
    )
    member = Table(
        TableName("member"), 2, {"hid": Column(["h1", "h1"]), "insured": Column([True, None])}
    )
    data = Dataset({HOUSEHOLD: household, member.name: member})
    insured = "count(m for m in member if m.insured) == 1"
    rules = [
        rule("money", resolved("income >= 4", "household")),
        rule("insured", resolved(insured, "household"), resolved("found < as_of", "household")),
    ]

    tallies = judge_in_bulk(rules, data, CATALOG, DAY, Target(tmp_path))

    written = duckdb.execute(f"FROM '{tmp_path / 'household.parquet'}' ORDER BY ALL").fetchall()
    assert written == [
        ("insured", 0, Verdict.UNKNOWN, ["2020-01-01", "1..2"]),
        ("insured", 2, Verdict.UNKNOWN, [None, "0"]),
        ("money", 0, Verdict.GAP, ["2.500000"]),
        ("money", 1, Verdict.UNKNOWN, [None]),
    ]
    assert tallies == {
        "money": {Verdict.MET: 1, Verdict.GAP: 1, Verdict.UNKNOWN: 1},
        "insured": {Verdict.NOT_APPLICABLE: 1, Verdict.UNKNOWN: 2},
    }
