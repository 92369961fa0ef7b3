"""What would turn a verdict: every change told really turns it, and none nearer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from checker.dates import Month
from checker.intake.rows import dataset_from_mappings
from checker.model.explanation import Change
from checker.model.kind import Unknown, Value
from checker.model.resolved import Resolved, ResolvedRule
from checker.model.verdict import Verdict
from checker.resolve import resolve
from checker.run.interpreter import Interpreter
from checker.run.rows import Rows
from checker.run.rows_engine import verdicts
from checker.study.change import Changes, Turned
from checker.study.steps import HUNDREDTH
from tests.differential import inventing, rules
from tests.differential.effort import TIMES
from tests.differential.engines import by_rows
from tests.study import small
from tests.tables.village import AS_OF, dataset_of, policies_of, rule_of, village

RULES, HOUSEHOLDS = 40, 10

Data = dict[str, list[dict[str, object]]]
HOME: Data = {
    "户": [{"户编号": "H1", "年钱": 3000, "耕地": 1.5, "日": date(2020, 5, 1), "甲": False}],
    "成员": [{"人编号": "M1", "户编号": "H1", "姓名": "张三", "出生日期": date(2005, 1, 1)}],
}
# each, applies, requires, the first changes: verdict, table, field (of a new row its last), value
FIRST = [
    ("户", None, "年钱 >= 4000", [("met", "户", "年钱", Decimal(4000))], "up to the line"),
    ("户", None, "耕地 > 2", [("met", "户", "耕地", Decimal("2.01"))], "one step beyond it"),
    ("户", None, "日 >= 核查日 - 90", [("met", "户", "日", date(2020, 6, 19))], "90 days before"),
    ("户", "年钱 < 4000", "甲",
     [("met", "户", "甲", True), ("not_applicable", "户", "年钱", Decimal(4000))],
     "kept comes before not concerned"),
    ("成员", None, "年龄 >= 16", [("met", "成员", "出生日期", date(2004, 9, 17))],
     "through a derived field to the cell that it is made of"),
    ("户", None, "乙", [("met", "户", "乙", True), ("gap", "户", "乙", False)],
     "what is not filled in settles it either way"),
    ("户", None, "any(v.走访人 == \"李四\" for v in 走访)", [("met", "走访", "走访人", "李四")],
     "a row that is not there is added"),
    ("户", None, "not any(m.姓名 == \"张三\" for m in 成员)", [("met", "成员", "姓名", "甲")],
     "of a row that should not be so, its value"),
    ("户", None, "count(m for m in 成员 if m.年龄 >= 60) >= 2", [], "one change is not enough"),
]  # fmt: skip


def turned(rule: ResolvedRule, resolved: Resolved, data: Data, row: int) -> Turned:
    """The changes of one row."""
    interpreter = Interpreter(Rows(dataset_of(data), village()), AS_OF)
    return Changes(interpreter, rule, resolved, village()).of(row)


@pytest.mark.parametrize(("each", "applies", "requires", "expected", "why"), FIRST)
def test_the_smallest_changes(
    each: str,
    applies: str | None,
    requires: str,
    expected: list[tuple[str, str, str, Value]],
    why: str,
) -> None:
    """What is told, in the order of telling."""
    resolved = resolve(policies_of({}, [rule_of("r", each, requires, applies)]), AS_OF)

    found = turned(resolved.rules[0], resolved, HOME, 0)

    told = [(c.verdict.word, c.table, c.cells[-1].after) for c in found.changes]
    assert [(v, table, cell.name, cell.value) for v, table, cell in told][: len(expected)] == (
        expected
    ), why
    assert bool(told) is bool(expected), why


def test_nothing_need_turn_where_all_is_well() -> None:
    """A row that is met, or not concerned, has no changes."""
    resolved = resolve(policies_of({}, [rule_of("r", "户", "年钱 >= 1000")]), AS_OF)

    assert turned(resolved.rules[0], resolved, HOME, 0) == Turned((), 0)


EMPTY_MEANS = [
    ("blank(问题)", [], "an empty cell says that there was no problem, and is not blank"),
    ('问题 == "无"', [("问题", "无")], "so it may as well be written out"),
    (
        'count(v for v in 户.走访 if v.走访人 == "书记" and v.问题 == "无") >= 1',
        [("走访人", "书记")],
        "nor need a new row say so",
    ),
]


@pytest.mark.parametrize(("requires", "expected", "why"), EMPTY_MEANS)
def test_an_empty_cell_that_means_something(
    tmp_path: Path, requires: str, expected: list[tuple[str, Value]], why: str
) -> None:
    """What is told of emptied cells and new rows is what intake would read of them."""
    policies = small.chapter(tmp_path, small.rule(f"'{requires}'", "走访"))
    resolved = resolve(policies, small.DAY)
    data = {"户": {}, "走访": {"问题": "漏雨"}}
    dataset = dataset_from_mappings(data, policies.catalog, whole=True, day=small.DAY)
    interpreter = Interpreter(Rows(dataset, policies.catalog), small.DAY)

    found = Changes(interpreter, resolved.rules[0], resolved, policies.catalog).of(0)

    told = [(cell.after.name, cell.after.value) for one in found.changes for cell in one.cells]
    assert [one for one in told if one[0] not in ("户编号", "人编号")][
        : len(expected)
    ] == expected, why
    assert bool(told) is bool(expected), why


@pytest.mark.parametrize(("verdict", "wanted"), [(Verdict.GAP, 1000), (Verdict.UNKNOWN, 200)])
def test_random_rows_are_really_turned(verdict: Verdict, wanted: int) -> None:
    """The data with the change written into them, read and judged anew, have the verdict told.

    And of numbers and days the value one step nearer to what stands there has not.
    """
    found = looked_at = 0
    for seed in range(wanted):
        random = Random(seed)
        policy, written = rules.written(random, RULES)
        data = inventing.invented(random, HOUSEHOLDS)
        for resolved, row, changes in open_rows(rules.resolved(policy, written), data, verdict):
            looked_at += 1
            for change in changes[:1]:
                check(resolved, data, row, change)
                found += 1
        if found >= wanted * TIMES:
            break

    assert found >= wanted * TIMES
    assert found > looked_at / 3, "of many rows something is found"


def open_rows(
    resolved: Resolved, data: Data, wanted: Verdict
) -> Iterator[tuple[Resolved, int, tuple[Change, ...]]]:
    """Rows of a verdict, each with its rule alone and the changes that would turn it."""
    interpreter = Interpreter(Rows(dataset_of(data), village()), AS_OF)
    for rule in resolved.rules:
        changes = Changes(interpreter, rule, resolved, village())
        for row, verdict in enumerate(verdicts(interpreter, rule)):
            if verdict is wanted:
                yield replace(resolved, rules=(rule,)), row, changes.of(row).changes


def check(resolved: Resolved, data: Data, row: int, change: Change) -> None:
    """Is the verdict the one told, and another one step before?"""
    rule = resolved.rules[0]
    assert judged(resolved, data, row, change) is change.verdict, (rule.rule, change)
    nearer = one_step_nearer(change)
    if nearer is not None:
        cell = change.cells[0]
        less = replace(cell, after=replace(cell.after, value=nearer))
        before = judged(resolved, data, row, replace(change, cells=(less,)))
        assert before is not change.verdict, (rule.rule, change, nearer)


def judged(resolved: Resolved, data: Data, row: int, change: Change) -> Verdict:
    """The verdict on the data with the change written into them."""
    rows = list(data[change.table])
    values = {cell.before.name: written(cell.after.value) for cell in change.cells}
    if change.added:
        rows.append(values)
    else:
        number = line(change)
        rows[number] = {**rows[number], **values}
    changed = dataset_of({**data, change.table: rows})
    return by_rows(resolved, changed)[resolved.rules[0].id][row]


def line(change: Change) -> int:
    """The row, by the place that is told: 成员.csv › 第3行 › 姓名 is the second."""
    return int(change.cells[0].before.places[0].split("第")[1].split("行")[0]) - 2


def written(value: Value | Unknown) -> object:
    """A value as the small tables write it."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Month):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def one_step_nearer(change: Change) -> Value | None:
    """Of a number or a day that is another one, the value before it."""
    before, after = change.cells[0].before.value, change.cells[0].after.value
    if change.added:
        return None
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        whole = all(one == one.to_integral_value() for one in (before, after))
        step = Decimal(1) if whole else HUNDREDTH
        nearer = after + (step if before > after else -step)
        return nearer if min(before, after) < nearer < max(before, after) else None
    if isinstance(before, date) and isinstance(after, date):
        nearer_day = after + timedelta(days=1 if before > after else -1)
        return nearer_day if nearer_day != before else None
    return None
