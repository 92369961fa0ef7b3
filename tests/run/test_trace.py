"""A rule opened up: the interpreter's own values, and who decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.kind import Unknown
from checker.model.resolved import Aggregate, All, Any, Compare, Decide, Not, ResolvedRule
from checker.model.verdict import Verdict
from checker.resolve import resolve
from checker.run.interpreter import Interpreter
from checker.run.intervals import Interval
from checker.run.rows import Rows
from checker.run.rows_engine import verdicts
from checker.run.trace import Traced, TracedRule, trace
from tests.differential import inventing, rules
from tests.differential.effort import effort
from tests.tables.village import AS_OF, dataset_of, policies_of, rule_of, village

SEEDS = st.integers(0, 2**32 - 1)
RULES, HOUSEHOLDS = 30, 10

HOME = {
    "户": [{"户编号": "H1", "年钱": 3000}],
    "成员": [
        {"人编号": "M1", "户编号": "H1", "姓名": "张三", "出生日期": date(2014, 9, 17)},
        {"人编号": "M2", "户编号": "H1", "姓名": "李四", "出生日期": None},
        {"人编号": "M3", "户编号": "H1", "姓名": "王五", "出生日期": date(1950, 1, 1)},
    ],
}
# expression over 户, truth of each child, which children decided, why
JOINED = [
    ("年钱 > 1 and 年钱 > 4000", [True, False], [1], "one false operand is enough"),
    ("年钱 > 5 and 个数 > 1", [True, None], [1], "the doubt is the blank one's"),
    ("年钱 > 5 or 个数 > 1", [True, None], [0], "one true operand is enough"),
    ("年钱 > 5000 or 年钱 < 5", [False, False], [0, 1], "all must be false"),
    ("4000 <= 年钱 <= 5000", [False, True], [0], "of a chain the step that fails"),
]
# aggregate over 成员 of the household, the rows that decide, why
RANGED = [
    ("any(m.年龄 >= 60 for m in 成员)", [2], "the row that is true"),
    ("all(m.年龄 >= 60 for m in 成员)", [0], "the row that is false, not the one in doubt"),
    ("any(m.年龄 >= 90 for m in 成员)", [1], "nobody is; the one in doubt may be"),
    ("count(m for m in 成员 if m.年龄 < 60) >= 3", [0, 1], "what counts or may count"),
    ("max(m.年龄 for m in 成员 if known(m.年龄)) == 70", [2], "the oldest"),
]


def opened(requires: str, data: dict[str, list[dict[str, object]]] = HOME) -> TracedRule:
    """A rule over households, opened up for the first."""
    resolved = resolve(policies_of({}, [rule_of("r", "户", requires, None)]), AS_OF)
    interpreter = Interpreter(Rows(dataset_of(data), village()), AS_OF)
    return trace(interpreter, resolved.rules[0], 0)


@pytest.mark.parametrize(("requires", "truths", "decided", "why"), JOINED)
def test_the_operand_that_decides(
    requires: str, truths: list[bool | None], decided: list[int], why: str
) -> None:
    """Each operand's truth, and which of them made the whole."""
    found = opened(requires).requires

    assert [one.truth for one in found.children] == truths, why
    assert list(found.decided) == decided, why


@pytest.mark.parametrize(("requires", "decided", "why"), RANGED)
def test_the_rows_that_decide(requires: str, decided: list[int], why: str) -> None:
    """Which rows made an aggregate what it is."""
    found = opened(requires).requires
    ranged = next(one for one in below(found) if isinstance(one.node, Aggregate))

    assert [i for i, item in enumerate(ranged.items) if item.decided] == decided, why


def test_a_definition_is_opened_and_a_cell_is_named() -> None:
    """年龄 is derived: below it stands the birth date with the cell that it was read from."""
    found = opened("any(m.年龄 >= 60 for m in 成员)").requires

    age = next(one for one in below(found) if one.node.text == "m.年龄")
    born = next(one for one in below(age) if one.cell)

    assert age.result == Decimal(6)
    assert born.cell is not None
    assert (born.cell.row[1], born.cell.field) == (0, "born")


@effort(25)
@given(seed=SEEDS)
def test_what_is_opened_up_is_what_is_judged(seed: int) -> None:
    """The verdict of every row is the interpreter's, and every joint follows from its parts."""
    random = Random(seed)
    policy, written = rules.written(random, RULES)
    resolved = rules.resolved(policy, written)
    interpreter = Interpreter(
        Rows(inventing.dataset(inventing.invented(random, HOUSEHOLDS)), village()), AS_OF
    )

    for rule in resolved.rules:
        for row, verdict in enumerate(verdicts(interpreter, rule)):
            found = trace(interpreter, rule, row)
            assert found.verdict is verdict, rule.rule
            assert follows(found), rule.rule


def follows(found: TracedRule) -> bool:
    """Is every sub-expression what its parts make of it, by the tables of language.md?"""
    halves = [one for one in (found.applies, found.requires) if one]
    assert found.decided
    return all(right(one) for half in halves for one in below(half))


def right(one: Traced) -> bool:
    """Does one result follow from what is below it?"""
    truths = [child.truth for child in one.children]
    marks = [child.truth for i, child in enumerate(one.children) if i in one.decided]
    match one.node:
        case All():
            return one.truth is conjunction(truths) and set(marks) == {one.truth}
        case Any():
            return one.truth is negated(conjunction([negated(t) for t in truths])) and set(
                marks
            ) == {one.truth}
        case Not():
            return one.truth is negated(truths[0])
        case Decide():
            chosen = [one.children[i].result for i in one.decided if i % 2 or i == len(truths) - 1]
            sure = True in marks or all(t is False for t in truths[: len(truths) // 2 * 2 : 2])
            return not (sure and marks.count(None) == 0 and chosen) or one.known is (
                not isinstance(chosen[-1], Unknown | Interval)
            )
        case Compare():
            return one.truth is not None or any(not child.known for child in one.children)
        case Aggregate(kind="count") if one.items or one.known:
            return counted(one)
        case Aggregate(kind="any" | "all") if one.truth is one.node.kind == "any":
            return any(item.decided and item.truth is one.truth for item in one.items)
        case _:
            return True


def counted(one: Traced) -> bool:
    """A count lies between the rows that are true and those that are not false."""
    low = sum(item.truth is True for item in one.items)
    high = sum(item.truth is not False for item in one.items)
    if isinstance(one.result, Interval):
        return one.result.low == low and one.result.high in (high, None)
    return one.result == low == high


def conjunction(truths: list[bool | None]) -> bool | None:
    """Kleene's and, written out once more."""
    if False in truths:
        return False
    return None if None in truths else True


def negated(truth: bool | None) -> bool | None:
    """Kleene's not."""
    return None if truth is None else not truth


def below(one: Traced) -> Iterator[Traced]:
    """A node and all below it, rows of aggregates included."""
    yield one
    for child in one.children:
        yield from below(child)
    for item in one.items:
        for part in (item.condition, item.value, item.by):
            if part:
                yield from below(part)


def test_the_half_that_decides() -> None:
    """不涉及 is the doing of applies alone, 合格 of requires alone."""
    rule = rule_of("r", "户", "年钱 >= 4000", "个数 > 1")
    resolved = resolve(policies_of({}, [rule]), AS_OF).rules[0]

    assert halves(resolved, {"个数": 1}) == (Verdict.NOT_APPLICABLE, ["applies"])
    assert halves(resolved, {"年钱": 5000}) == (Verdict.MET, ["requires"])
    assert halves(resolved, {"个数": 2, "年钱": 1}) == (
        Verdict.GAP,
        ["applies", "requires"],
    )
    assert halves(resolved, {"年钱": 1}) == (Verdict.UNKNOWN, ["applies"])


def halves(rule: ResolvedRule, home: dict[str, object]) -> tuple[Verdict, list[str]]:
    """The verdict on a household, and which halves made it."""
    interpreter = Interpreter(
        Rows(dataset_of({"户": [{"户编号": "H1", **home}]}), village()), AS_OF
    )
    found = trace(interpreter, rule, 0)
    names = {id(found.applies): "applies", id(found.requires): "requires"}
    return found.verdict, [names[id(one)] for one in found.decided]
