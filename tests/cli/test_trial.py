"""`checker test`: coverage, mutants, missing cases taken over, thresholds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker.read.shipped import shipped
from tests.commands import Command

RULES = """\
policy: {title: 试行}
rules:
  - id: grown
    title: 成年
    each: 成员
    requires: 年龄 >= 18
    sieves: [standard]
    severity: note
    message: 不满十八
    basis: [{document: 甲}]
"""
FAR = """\
as_of: 2020-09-17
# 先写两例
cases:
  - {rule: grown, name: 三十岁, given: {成员: {出生日期: 1990-01-01}}, expect: met}
  - {rule: grown, name: 十岁, given: {成员: {出生日期: 2010-01-01}}, expect: gap}
"""
ONE = ("test", "policies", "--rule", "trial/grown")


@pytest.fixture(autouse=True)
def chapter(office: Path) -> None:
    """A rule whose cases lie far from its boundary."""
    (office / "policies" / "trial.yaml").write_text(RULES, encoding="utf-8")
    (office / "policies" / "trial.cases.yaml").write_text(FAR, encoding="utf-8")


def test_coverage_is_counted_and_listed(checker: Command) -> None:
    """Three branches and three verdicts: eighteen today is missing, and nobody knows."""
    counted, listed = checker(*ONE), checker(*ONE, "--coverage")

    assert counted.code == 0
    assert "覆盖 66.6%：分支 3 个，没有走到 1 个；没有出现的结论 1 个" in counted.out
    assert "用 --coverage 列出" in counted.out
    assert "trial.yaml:6:15: trial/grown：没有一例正好在界上：“年龄 >= 18”两边相等" in listed.out
    assert "trial/grown：没有一例得出“待核实”" in listed.out
    assert listed.out.count("补上这一例") == 2
    assert "given: {成员: {出生日期: 2002-09-17}}, expect: met}" in listed.out


def test_what_can_never_be_is_not_counted(office: Path, checker: Command) -> None:
    """Proved, or for a reviewed reason; a reason that stands for nothing is told."""
    folder = office / "policies"
    text = RULES.replace("年龄 >= 18", "not blank(出生日期)")
    (folder / "trial.yaml").write_text(text, encoding="utf-8")
    reasons = [("没有一例使“blank(出生日期)”成立", "导出时必填"), ("没有的一句", "规则改过了")]
    lines = [f"  - {{of: grown, missing: {one}, reason: {why}}}" for one, why in reasons]
    written = "\n".join([FAR.replace("gap", "met") + "impossible:", *lines, ""])
    (folder / "trial.cases.yaml").write_text(written, encoding="utf-8")

    ran = checker("test", "policies", "--rule", "trial/grown", "--coverage")
    whole = checker("test", "policies")

    assert "分支 1 个，没有走到 0 个；没有出现的结论 1 个" in ran.out
    assert "不可能出现的 2 个不算在内（证明 1，写明理由 1）" in ran.out
    assert "这条理由没有用了：trial/grown：没有的一句" in whole.out


def test_a_survivor_tells_the_case_that_is_missing(checker: Command) -> None:
    ran = checker(*ONE, "--mutants")

    assert ran.code == 0, "nothing was asked of the rate"
    assert "把“年龄 >= 18”改成“年龄 >= 19”" in ran.out
    assert "补上这一例" in ran.out
    assert "  - {rule: grown, name: " in ran.out


def test_accepted_cases_are_added_and_notice_all(office: Path, checker: Command) -> None:
    """What stood in the file stays; afterwards nothing survives."""
    file = office / "policies" / "trial.cases.yaml"

    accepted = checker(*ONE, "--accept")
    again = checker(*ONE, "--mutants", "--min-kill", "100")

    assert "用例已加到" in accepted.err
    assert file.read_text(encoding="utf-8").startswith(FAR)
    assert again.code == 0, again.out
    assert "没有发现 0；发现率 100%" in again.out


def test_accepted_without_a_file(office: Path, checker: Command) -> None:
    """The first cases of a chapter make its file."""
    file = office / "policies" / "trial.cases.yaml"
    file.unlink()

    checker(*ONE, "--accept")

    assert file.read_text(encoding="utf-8").startswith("as_of: ")
    assert checker(*ONE, "--mutants", "--min-kill", "100").code == 0


THRESHOLDS = [
    # options, exit code, why
    (["--min-coverage", "66"], 0, "four of six are reached"),
    (["--min-coverage", "67"], 1, "and no more"),
    (["--min-kill", "100"], 1, "mutants near the boundary survive"),
    (["--min-kill", "1"], 0, "some are noticed"),
    (["--min-coverage", "101"], 2, "no share"),
]


@pytest.mark.parametrize(("options", "code", "why"), THRESHOLDS)
def test_thresholds(checker: Command, options: list[str], code: int, why: str) -> None:
    assert checker(*ONE, *options).code == code, why


def test_unknown_rule(checker: Command) -> None:
    """Nothing tried is no success."""
    ran = checker("test", "policies", "--rule", "trial/grow")

    assert ran.code == 2
    assert "是不是“trial/grown”？" in ran.err


@pytest.mark.parametrize("options", [[], ["--mutants"]])
def test_json(checker: Command, options: list[str]) -> None:
    """Valid, and nothing else on the output."""
    ran = checker("test", "policies", "--format", "json", *options)

    record = json.loads(ran.out)
    schema = json.loads((shipped("schemas") / "test.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(record)
    assert record["without_cases"] == ["visits/weekly"]
    assert (record["mutants"] is None) is (not options)
