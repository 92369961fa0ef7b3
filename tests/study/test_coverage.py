"""Coverage: each branch of a condition is missed until a case takes it, and none besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.verdict import Verdict
from checker.read.folder import read_policies
from checker.study.coverage import Coverage, Outcome, branches_of, coverage, outcomes_of
from tests.cli.project import project

STANDARDS = """\
lists: {免检: [北村, 南村]}
definitions:
  少年:
    each: 成员
    is: 6 <= 年龄 <= 15
  等次:
    each: 成员
    table:
      - when: 年龄 < 6
        is: 1
      - when: 年龄 > 60
        is: 2
      - otherwise: 3
"""
RULE = """\
policy: {{title: 试行}}
rules:
  - id: one
    title: 一
    each: {each}
    {applies}
    requires: '{requires}'
    sieves: [standard]
    severity: note
    message: 不对
    basis: [{{document: 甲}}]
"""


def tried(folder: Path, rule: tuple[str, str, str], *cases: str) -> Coverage:
    """What the cases reach of a rule; a case is its `given`."""
    policies = project(folder) / "policies"
    each, applies, requires = rule
    said = f"applies: '{applies}'" if applies else ""
    text = RULE.format(each=each, applies=said, requires=requires)
    lines = [
        f"  - {{rule: one, name: '{i}', given: {g}, expect: met}}" for i, g in enumerate(cases)
    ]
    written = "\n".join(["as_of: 2020-09-17", "cases:", *lines, ""])
    (policies / "standards.yaml").write_text(STANDARDS, encoding="utf-8")
    (policies / "trial.yaml").write_text(text, encoding="utf-8")
    if cases:
        (policies / "trial.cases.yaml").write_text(written, encoding="utf-8")
    return coverage(read_policies(policies), ["trial/one"])


def person(**cells: str) -> str:
    return "{成员: {" + ", ".join(f"{name}: {cell}" for name, cell in cells.items()) + "}}"


AND = ("成员", "", '在校 and 姓名 != "甲"')
OR = ("成员", "", '在校 or 姓名 == "甲"')
ORDER = ("成员", "", "年龄 >= 6")
TABLE = ("成员", "", "等次 == 3")
EMPTY = ("户", "", "all(m.在校 for m in 成员)")
NOT = ("成员", "", "not 在校")
DEFINED = ("成员", "少年", "在校")
TABLES = [
    # rule, cases, what no case has tried, why
    (AND, [person(在校="是", 姓名="乙")], ["arm 0", "arm 1"], "all hold: no arm has decided"),
    (
        AND,
        [person(在校="否", 姓名="甲")],
        ["arm 0", "arm 1", "whole"],
        "both fail: neither decided alone",
    ),
    (AND, [person(在校="否", 姓名="乙")], ["arm 1", "whole"], "the first alone"),
    (AND, [person(姓名="乙")], ["arm 0", "arm 1", "whole"], "unknown decides nothing"),
    (OR, [person(在校="是", 姓名="乙")], ["arm 1", "whole"], "the first alone"),
    (OR, [person(在校="否", 姓名="乙")], ["arm 0", "arm 1"], "none"),
    (ORDER, [person(出生日期="2010-01-01")], ["equal", "false"], "ten is not the boundary"),
    (ORDER, [person(出生日期="2014-09-17")], ["false"], "six today"),
    (ORDER, [person(出生日期="2014-09-18")], ["equal", "true"], "six tomorrow"),
    (
        TABLE,
        [person(出生日期="2016-01-01")],
        ["equal", "equal", "row 1", "row 2", "true"],
        "the row of the small ones; the rule itself is not met",
    ),
    (
        TABLE,
        [person(出生日期="2010-01-01"), person(出生日期="1950-01-01")],
        ["equal", "equal", "row 0"],
        "the two other rows",
    ),
    (EMPTY, ["{成员: [{在校: 是}]}"], ["false", "false", "none"], "of the rule and of its row"),
    (EMPTY, ["{}"], ["false", "false", "true"], "nobody, and so all"),
    (NOT, [person(在校="是")], ["false"], "the branch is the field's, `not` has none"),
    (
        DEFINED,
        [person(出生日期="2014-09-17", 在校="是")],
        ["arm 0", "arm 1", "equal", "false"],
        "of the definition: six is its boundary; nobody too young or too old yet",
    ),
]


@pytest.mark.parametrize(("rule", "cases", "missing", "why"), TABLES)
def test_branches(
    tmp_path: Path, rule: tuple[str, str, str], cases: list[str], missing: list[str], why: str
) -> None:
    found = tried(tmp_path, rule, *cases)

    lines = [9, 11, 13]  # of the rows of 等次
    told = [
        f"{goal.what} {goal.number}"
        if goal.what == "arm"
        else f"{goal.what} {lines.index(goal.path[-2])}"
        if goal.what == "row"
        else goal.what
        for goal in (part.goal for part in branches_of(found.missing))
    ]
    assert sorted(told) == missing, why


def test_verdicts(tmp_path: Path) -> None:
    """Met, gap, unknown and, with `applies`, not applicable can all occur."""
    found = tried(tmp_path, DEFINED, person(出生日期="2014-09-17", 在校="是"))

    assert Outcome("trial/one", Verdict.MET) in found.reached
    assert [part.sentence for part in outcomes_of(found.missing)] == [
        "没有一例得出“不涉及”",
        "没有一例得出“不合格”",
        "没有一例得出“待核实”",
    ]


def test_share(tmp_path: Path) -> None:
    """`not 在校`: two branches and three verdicts, of which one case takes one each."""
    found = tried(tmp_path, NOT, person(在校="是"))

    assert found.share == pytest.approx(2 / 5)


def test_a_rule_without_cases_is_not_covered(tmp_path: Path) -> None:
    """Nothing tried is nothing reached, whatever the day."""
    found = tried(tmp_path, NOT)

    assert found.share == 0
    assert [part.goal.what for part in branches_of(found.missing)] == ["false", "true"]  # type: ignore[union-attr]
    assert len(outcomes_of(found.missing)) == 3


def test_a_missing_branch_stands_where_it_is_written(tmp_path: Path) -> None:
    found = tried(tmp_path, AND, person(在校="否", 姓名="乙"))

    places = [
        (part.span.line, part.span.column, part.sentence) for part in branches_of(found.missing)
    ]
    assert places == [
        (7, 16, '没有一例各项都成立：“在校 and 姓名 != "甲"”'),
        (7, 23, '没有一例只因“姓名 != "甲"”不成立而不成立'),
    ]


def test_the_same_branch_on_two_days_is_one(tmp_path: Path) -> None:
    """Policies are resolved anew for each day of the cases."""
    policies = project(tmp_path) / "policies"
    cases = policies / "education.cases.yaml"
    before = coverage(read_policies(policies))
    day = "as_of: 2020-01-01, given: {成员: {在校: 是}}"
    with cases.open("a", encoding="utf-8") as file:
        file.write(f"  - {{rule: in-school, name: 另一天, {day}, expect: met}}\n")

    after = coverage(read_policies(policies))

    assert after.parts == before.parts
