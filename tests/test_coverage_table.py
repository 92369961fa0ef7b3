"""Which rules of real offices the shipped policies cover: `policies/coverage.csv`."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable

from checker.read.folder import read_policies
from checker.read.shipped import shipped

POLICIES = shipped("policies")
STATUSES = ("covered", "expressible", "not_expressible", "judgement")
RULES_OF_OFFICES = 395


def lines() -> list[dict[str, str]]:
    with (POLICIES / "coverage.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def counts(statuses: Iterable[str]) -> str:
    counted = Counter(statuses)
    return " | ".join(str(counted[status]) for status in STATUSES)


def test_every_rule_of_the_offices_stands_once() -> None:
    numbers = [int(line["n"]) for line in lines()]

    assert numbers == sorted({*numbers})
    assert len(numbers) == RULES_OF_OFFICES


def test_what_covers_is_shipped_and_what_does_not_says_why() -> None:
    policies = read_policies(POLICIES, cases=False)
    shipped_rules = {rule.id for policy in policies.policies for rule in policy.rules}

    for line in lines():
        assert line["status"] in STATUSES
        assert {*line["rules"].split()} <= shipped_rules, line["n"]
        assert line["rules"] if line["status"] == "covered" else line["note"], line["n"]


def test_the_readme_s_table_is_that_of_the_lines() -> None:
    text = (POLICIES / "README.md").read_text(encoding="utf-8")
    by_set: dict[str, list[str]] = {}
    for line in lines():
        by_set.setdefault(line["set"], []).append(line["status"])

    for name, statuses in by_set.items():
        row = next(row for row in text.splitlines() if row.startswith(f"| {name} "))
        assert row.endswith(f"| {len(statuses)} | {counts(statuses)} |")
    whole = counts(line["status"] for line in lines())
    assert f"| 合计 | {RULES_OF_OFFICES} | {whole} |" in text
