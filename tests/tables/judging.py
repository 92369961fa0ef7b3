"""A language table judged on one engine: every row's value or verdict, in one run.

The households of a table stand side by side in one dataset: row 3 is about household H003, in a
village and a township of its own, with the members, visits and benefits that the row gives. Tables
about registers, 全部 and 上期 name their whole `data` instead, and each row the household it asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checker.dates import Month
from checker.model.dataset import Dataset
from checker.model.judged import Judged, Questions
from checker.model.kind import Unknown, Value
from checker.model.resolved import Node
from checker.model.verdict import Verdict
from checker.read.expression import parse
from checker.resolve import resolve
from checker.resolve.expressions import resolve_expression
from checker.resolve.policies import row_scope
from checker.resolve.scope import library
from checker.run import judge
from tests.tables.village import (
    AS_OF,
    Rows,
    Tree,
    dataset_of,
    policies_of,
    rule_of,
    span,
    village,
)

CHILDREN = ("成员", "走访", "政策享受")
LISTED = (Verdict.GAP, Verdict.UNKNOWN)


@dataclass(frozen=True)
class World:
    """The data of a table, and where each of its rows stands in it."""

    dataset: Dataset
    households: Sequence[str]  # of each row of the table: the key of the household it asks
    first: Sequence[Mapping[str, int]]  # of each row: table → the index of its first row


def world_of(table: Tree) -> World:
    """The data that a table names, or the households of its rows side by side."""
    absent, days = table.get("absent", ()), table.get("register_days")
    asked = table["rows"]
    if "data" in table:
        keys = [row.get("of", "H1") for row in asked]
        starts: list[Mapping[str, int]] = [{} for _ in asked]
        return World(dataset_of(table["data"], absent, days=days), keys, starts)
    rows: dict[str, list[Tree]] = {}
    firsts: list[Mapping[str, int]] = []
    for number, row in enumerate(asked):
        firsts.append({title: len(rows.get(title, ())) for title in ("村", "户", *CHILDREN)})
        for title, more in household(number, given_of(table, row)).items():
            rows.setdefault(title, []).extend(more)
    keys = [f"H{number:03}" for number in range(len(asked))]
    return World(dataset_of(rows, absent), keys, firsts)


def given_of(table: Tree, row: Tree) -> Tree:
    """What a row gives; of what it leaves out, what its table gives."""
    return {**table.get("given", {}), **row.get("given", {})}


def household(number: int, given: Tree) -> Rows:
    """One household in a village and a township of its own; keys are made up."""
    assert set(given) <= {"镇街", "村", "户", *CHILDREN}, sorted(given)
    town, place, key = f"镇{number}", f"村{number}", f"H{number:03}"
    rows: dict[str, list[Tree]] = {
        "镇街": [{"镇街名": town, **given.get("镇街", {})}],
        "村": [{"镇街名": town, "村名": place, **given.get("村", {})}],
        "户": [{"镇街名": town, "村名": place, "户编号": key, **given.get("户", {})}],
    }
    for title in CHILDREN:
        each = given.get(title, [])
        rows[title] = [
            {"户编号": key, **row} for row in ([each] if isinstance(each, dict) else each)
        ]
    rows["成员"] = [{"人编号": f"{key}-{n}", **row} for n, row in enumerate(rows["成员"])]
    return rows


# Values ----------------------------------------------------------------------------------------


def values(table: Tree, engine: str) -> list[Value | Unknown]:
    """What each row's expression yields for its household."""
    world = world_of(table)
    nodes = tuple(asked_node(table, str(row["is"]), n) for n, row in enumerate(table["rows"]))
    resolved = resolve(policies_of(table), table.get("as_of", AS_OF))
    judged = judge(resolved, world.dataset, village(), Questions(asked=nodes), engine)
    found = {household.key: household.asked for household in judged.households}
    return [found[key][number] for number, key in enumerate(world.households)]


def asked_node(table: Tree, text: str, number: int = 0) -> Node:
    """The expression over the household of a row, or of its village or township (each: 村)."""
    each = table.get("each", "户")
    definitions = table.get("definitions", {})
    if each != "户":
        definitions = {**definitions, f"所问{number}": {"each": each, "is": text}}
        text = f"{each}.所问{number}"
    policies = policies_of({**table, "definitions": definitions})
    known = library(policies, policies.policies[0], table.get("as_of", AS_OF))
    return resolve_expression(parse(text, span(text)), row_scope(known, "household"))


def shown(value: Value | Unknown) -> Any:
    """A value as tables write it."""
    if isinstance(value, Unknown):
        return "unknown"
    if isinstance(value, tuple) and not isinstance(value, Month):
        return list(value)
    return str(value) if isinstance(value, Month) else value


def expected(value: Any) -> Any:
    """An expected value as it is compared: numbers exactly."""
    return Decimal(str(value)) if type(value) in (int, float) else value


# Verdicts --------------------------------------------------------------------------------------


def verdicts(table: Tree, engine: str) -> list[list[str]]:
    """Of each row of the table, the verdicts on its rows of `each`, in their order.

    Verdicts other than gap and unknown are told apart by count only, which every engine gives.
    """
    world = world_of(table)
    rules = [
        rule_of(f"r{n}", each_of(table, row), str(row["requires"]), applies_of(row))
        for n, row in enumerate(table["rows"])
    ]
    resolved = resolve(policies_of(table, rules), table.get("as_of", AS_OF))
    groups = {rule.id: frozenset({rule.id}) for rule in rules}
    judged = judge(resolved, world.dataset, village(), Questions(groups=groups), engine)
    return [found_of(table, world, judged, n) for n in range(len(rules))]


def each_of(table: Tree, row: Tree) -> str:
    """The table that a row's rule judges."""
    each: str = row.get("each", table.get("each", "户"))
    return each


def applies_of(row: Tree) -> str | None:
    """The condition under which a row's rule applies."""
    return str(row["applies"]) if "applies" in row else None


def found_of(table: Tree, world: World, judged: Judged, number: int) -> list[str]:
    """The verdicts of one rule, as far as they are about the row's own household."""
    rule, each = f"table/r{number}", each_of(table, table["rows"][number])
    reason = next((lack for lack in judged.not_run if lack.rule == rule), None)
    if reason is not None:
        return [f"not_run {reason.reason} {reason.table} {reason.column or ''}".rstrip()]
    first = world.first[number].get(each, 0)
    listed = {
        finding.subject.row - first: finding.verdict.word
        for finding in judged.findings
        if finding.rule.id == rule
    }
    counted = counts(table, world, judged, number)
    unlisted = Counter({v.word: n for v, n in counted.items() if v not in LISTED})
    total = sum(counted.values())
    found = [listed.get(row) for row in range(total)]
    rest = iter(sorted(unlisted.elements()))
    return [word if word is not None else next(rest) for word in found]


def counts(table: Tree, world: World, judged: Judged, number: int) -> Mapping[Verdict, int]:
    """How many verdicts of each sort a rule gave: in all, or in the row's own household."""
    rule = f"table/r{number}"
    if "data" in table:
        return judged.tallies[rule]
    return judged.groups[rule].get(world.households[number], {})
