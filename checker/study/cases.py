"""Cases (用例): the examples that a policy's author wrote, tried on the interpreter.

A case is a household as small as it needs to be. One verdict expected is the gravest of the rule's
rows (gap, unknown, met, not_applicable); a mapping names rows and gives each its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from checker.fault import FaultyInput
from checker.frozen import frozen
from checker.intake.rows import dataset_from_mappings
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.policy import Case, PolicySet
from checker.model.resolved import Resolved, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.resolve import resolve
from checker.run.interpreter import Interpreter
from checker.run.naming import Names
from checker.run.rows import Rows
from checker.run.rows_engine import verdicts
from checker.run.runnable import lack

GRAVEST_FIRST = (Verdict.GAP, Verdict.UNKNOWN, Verdict.MET, Verdict.NOT_APPLICABLE)


@frozen
class Tried:
    """A case and what came of it; `wrong` is empty where it is as expected."""

    case: Case
    wrong: str


def try_cases(policies: PolicySet) -> Iterator[Tried]:
    """Every case, in the order in which they stand."""
    days: dict[date, Resolved] = {}
    for case in policies.cases:
        if case.as_of not in days:
            days[case.as_of] = resolve(policies, case.as_of)
        yield Tried(case, _wrong(case, days[case.as_of], policies.catalog))


def without_cases(policies: PolicySet) -> tuple[str, ...]:
    """The rules that no case tries, by id."""
    tried = {case.rule for case in policies.cases}
    known = {rule.id for policy in policies.policies for rule in policy.rules}
    return tuple(sorted(known - tried))


def _wrong(case: Case, resolved: Resolved, catalog: Catalog) -> str:
    set_out = laid(case, resolved, catalog)
    if isinstance(set_out, str):
        return set_out
    rule, dataset = set_out
    found = dict(_found(rule, dataset, resolved, catalog))
    if not found:
        return f"没有一行{rule.rule.each}，用例没有运行"
    if isinstance(case.expect, str):
        return _compared(case.expect, found)
    return "；".join(filter(None, _rows_compared(case.expect, found)))


def laid(case: Case, resolved: Resolved, catalog: Catalog) -> tuple[ResolvedRule, Dataset] | str:
    """The case's rule and its household as a dataset; in words, why it cannot be run."""
    rule = next((known for known in resolved.rules if known.id == case.rule), None)
    if rule is None:
        return f"规则在 {case.as_of} 没有生效，用例没有运行"
    assert isinstance(case.given, Mapping)  # the shape of a case
    try:
        dataset = fresh(
            dataset_from_mappings(case.given, catalog, whole=True, day=case.as_of), case, catalog
        )
    except FaultyInput as faulty:
        return "；".join(fault.sentence for fault in faulty.faults)
    lacking = lack(rule, dataset, catalog)
    if lacking is not None:
        return f"缺{lacking.table}{lacking.column or ''}，用例没有运行"
    return rule, dataset


def fresh(dataset: Dataset, case: Case, catalog: Catalog) -> Dataset:
    """The case's dataset, its registers of the day of the case where nothing says otherwise."""
    days = {
        TableName(entity.name): case.as_of
        for entity in catalog.entities.values()
        if entity.register is not None and entity.register.as_of is None
    }
    return replace(dataset, register_days={**days, **dataset.register_days})


def _found(
    rule: ResolvedRule, dataset: Dataset, resolved: Resolved, catalog: Catalog
) -> Iterator[tuple[str, Verdict]]:
    """Each row's name and verdict, in the order of the rows."""
    rows = Rows(dataset, catalog)
    names = Names(rows)
    interpreter = Interpreter(rows, resolved.as_of)
    for row, verdict in enumerate(verdicts(interpreter, rule)):
        yield names.key(rule.table, row), verdict


def _compared(expected: str, found: Mapping[str, Verdict]) -> str:
    worst = min(found.values(), key=GRAVEST_FIRST.index).word
    if worst == expected:
        return ""
    rows = "" if len(found) == 1 else f"（各行：{'、'.join(v.word for v in found.values())}）"
    return f"期望 {expected}，实际 {worst}{rows}"


def _rows_compared(expected: Mapping[str, str], found: Mapping[str, Verdict]) -> Iterator[str]:
    for place, word in expected.items():
        verdict = _at(place, found)
        if verdict is None:
            yield f"没有“{place}”这一行；行写作编号、第几行（从 1 起）或 /成员/0（从 0 起）"
        elif verdict.word != word:
            yield f"{place} 期望 {word}，实际 {verdict.word}"


def _at(place: str, found: Mapping[str, Verdict]) -> Verdict | None:
    row = place_of(place, tuple(found))
    return None if row is None else tuple(found.values())[row]


def place_of(place: str, keys: Sequence[str]) -> int | None:
    """The row named by its key, its number from 1, or its place in the tree."""
    if place in keys:
        return keys.index(place)
    *path, last = place.strip("/").split("/")
    if not last.isdecimal():
        return None
    index = int(last) - (0 if path else 1)
    return index if 0 <= index < len(keys) else None


def only_rules(policies: PolicySet, rules: Iterable[str]) -> PolicySet:
    """The policies with the cases of these rules alone; all of them where none is named."""
    wanted = set(rules)
    kept = tuple(case for case in policies.cases if not wanted or case.rule in wanted)
    return replace(policies, cases=kept)
