"""The author's commands: test, rules, fields, functions, standards."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cli.commands import COMMANDS
from tests.cli.project import CASES, EDUCATION
from tests.commands import Command


def test_cases_pass(checker: Command) -> None:
    """Rows are named by key, by number from 1, or by place; a rule without cases is counted."""
    ran = checker("test", "policies")

    assert ran.code == 0, ran.out
    assert "用例 3 个，通过 3 个，失败 0 个；没有用例的规则 1 条\n  visits/weekly\n" in ran.out


FAILING = [
    # in the cases, instead, told, why
    ("否}}, expect: gap", "否}}, expect: met", "期望 met，实际 gap", "another verdict"),
    ("b: unknown", "b: gap", "b 期望 gap，实际 unknown", "another verdict of one row"),
    ("{a: met", "{c: met", "没有“c”这一行", "a row that is not there"),
    ("2020-09-17\n", "2018-09-17\n", "没有生效", "a day on which the rule is not in force"),
    ("2010-01-01}]", "2010-01-01}], 走访: []", "", "a table that is given but empty is no matter"),
]


@pytest.mark.parametrize(("old", "new", "told", "why"), FAILING)
def test_cases_fail(
    office: Path, checker: Command, old: str, new: str, told: str, why: str
) -> None:
    dated = EDUCATION.replace("due: 5", "due: 5\n    valid: {from: 2019-01-01}")
    (office / "policies" / "education.yaml").write_text(dated, "utf-8")
    assert old in CASES
    (office / "policies" / "education.cases.yaml").write_text(CASES.replace(old, new), "utf-8")

    ran = checker("test", "policies")

    assert ran.code == (1 if told else 0), why
    assert told in ran.out, why
    assert not told or "policies/education.cases.yaml:" in ran.out, "its place"


def test_case_without_a_row_fails(office: Path, checker: Command) -> None:
    """A rule that had nothing to look at was not tried."""
    case = "{rule: in-school, name: 空, given: {成员: []}, expect: met}"
    cases = f"as_of: 2020-09-17\ncases:\n  - {case}\n"
    (office / "policies" / "education.cases.yaml").write_text(cases, "utf-8")

    ran = checker("test", "policies")

    assert ran.code == 1
    assert "用例没有运行" in ran.out


LISTS = [
    # arguments, in the output, why
    (("rules", "policies"), "education/in-school  成员  严重  √    适龄儿童在校", "rules"),
    (("fields", "--policies", "policies"), "成员  member     6 项", "tables"),
    (("fields", "成员", "--policies", "policies"), "age_on(出生日期, 核查日)", "fields"),
    (("fields", "member", "--policies", "policies"), "人编号", "a table by its English name"),
    (("functions",), "age_on", "functions"),
    (("functions",), "longest_gap", "aggregates"),
    (("standards", "--as-of", "2020-09-17"), "脱贫线（元/年）", "standards that ship"),
]


@pytest.mark.parametrize(("arguments", "text", "why"), LISTS)
def test_lists(checker: Command, arguments: tuple[str, ...], text: str, why: str) -> None:
    ran = checker(*arguments)

    assert ran.code == 0, why
    assert text in ran.out, why


def test_rules_in_force(office: Path, checker: Command) -> None:
    """A rule sleeps too where its whole chapter does."""
    dated = EDUCATION.replace("{title: 教育政策,", "{title: 教育政策, valid: {to: 2020-12-31},")
    (office / "policies" / "education.yaml").write_text(dated, "utf-8")

    awake = checker("rules", "policies", "--as-of", "2020-12-31")
    asleep = checker("rules", "policies", "--as-of", "2021-01-01")

    assert "education/in-school  成员  严重  √ " in awake.out
    assert "education/in-school  成员  严重  × " in asleep.out


def test_unknown_table(checker: Command) -> None:
    ran = checker("fields", "成元", "--policies", "policies")

    assert ran.code == 2
    assert "是不是“成员”" in ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(checker: Command, command: str) -> None:
    ran = checker(command, "--help")

    assert ran.code == 0
    assert f"checker {command} " in ran.out.split("\n\n")[-1] or command == "functions"
    assert "用法：" in ran.out
    assert "Show this message" not in ran.out
