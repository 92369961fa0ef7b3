"""What a whole run says of criteria, waivers, days, villages (language.md, sections 3, 4, 8)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Command

HOME = "户编号,户主姓名,镇街名,村名\nH2,张三,东镇,甲村\n"
MEMBER = "户编号,人编号,姓名,出生日期,在校生状况,未上学原因\n"
CHILDREN = {
    "met": "H2,H2-0,甲,2009-03-01,小学,\n",
    "gap": "H2,H2-9,乙,2009-03-01,非在校生,厌学\n",
    "waived": "H2,H2-1,丙,2009-03-01,非在校生,厌学\n",
    "unknown": "H2,H2-8,丁,,非在校生,厌学\n",
    "not_applicable": "H2,H2-7,戊,1980-01-01,非在校生,\n",
}


def run(checker: Command, office: Path, *rows: str, day: str = "2020-09-17") -> dict[str, Any]:
    """The gap list over a household and its members; no member's file where no row is named."""
    (office / "户.csv").write_text(HOME, encoding="utf-8")
    names = ["户.csv"]
    if rows:
        text = MEMBER + "".join(CHILDREN[row] for row in rows)
        (office / "成员.csv").write_text(text, encoding="utf-8")
        names.append("成员.csv")
    ran = checker("check", *names, "--policies", "policies", "--as-of", day, "--format", "json")
    assert ran.code in (0, 1), ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


CRITERIA = [
    # the verdicts of the household's rows, the criterion, why
    (("met", "gap", "unknown"), "gap", "gap if any of its rules has one"),
    (("met", "unknown", "not_applicable"), "unknown", "else unknown if any is"),
    (("met", "not_applicable"), "met", "else met if any is"),
    (("not_applicable",), "not_applicable", "else not applicable"),
    (("waived",), "met", "waived counts as met"),
    (("waived", "unknown"), "unknown", "but hides no unknown"),
    (("waived", "gap"), "gap", "and no gap"),
    ((), "unknown", "a rule that did not run"),
]


@pytest.mark.parametrize(("rows", "word", "why"), CRITERIA, ids=[c[2] for c in CRITERIA])
def test_a_households_criterion(
    rows: tuple[str, ...], word: str, why: str, checker: Command, office: Path
) -> None:
    """The worst of its rules' verdicts, waived ones apart."""
    path = office / "policies" / "education.yaml"
    text = path.read_text(encoding="utf-8").replace("    once_per: [户编号] ", "    # ")
    path.write_text(text, encoding="utf-8")

    found = run(checker, office, *rows)

    assert found["criteria"] == [{"household": "H2", "criteria": {"compulsory-education": word}}]


def test_a_rule_is_in_force_on_its_days_only(checker: Command, office: Path) -> None:
    """`valid: {from, to}`, both included."""
    on_the_day = {
        day: run(checker, office, "gap", day=day)["summary"]["rules"]
        for day in ("2018-12-31", "2019-01-01", "2020-12-31", "2021-01-01")
    }

    assert list(on_the_day.values()) == [0, 1, 1, 0]


WAIVERS = [
    # day, what is told, why
    ("2020-09-16", "豁免十四天内到期：1 条", "fourteen days before its last"),
    ("2020-09-15", None, "fifteen days before"),
    ("2020-09-30", "豁免十四天内到期：1 条", "its last day"),
    ("2020-10-01", "豁免已经过期：1 条", "the day after"),
]


@pytest.mark.parametrize(("day", "told", "why"), WAIVERS, ids=[w[2] for w in WAIVERS])
def test_waivers_are_listed_at_each_run(
    day: str, told: str | None, why: str, checker: Command, office: Path
) -> None:
    """Those that expire soon, those that have."""
    run(checker, office, "waived", day=day)

    out = checker("check", "户.csv", "成员.csv", "--policies", "policies", "--as-of", day).out

    if told is None:
        assert "豁免十四天内到期" not in out, why
        assert "豁免已经过期" not in out, why
    else:
        assert told in out, why


def test_a_waiver_that_matches_nothing_is_listed(checker: Command, office: Path) -> None:
    """Perhaps its row is mended, perhaps its key is wrong."""
    run(checker, office, "met")

    day = ("--policies", "policies", "--as-of", "2020-09-17")
    out = checker("check", "户.csv", "成员.csv", *day).out

    assert "豁免没有对应的问题：1 条" in out


VILLAGE_RULE = """
  - id: enough
    title: 村里的户数
    each: 村
    requires: count(户) >= 5
    sieves: [classification]
    severity: minor
    message: "{村名}只有{count(户)}户"
"""


def test_a_gap_without_a_household_is_grouped_by_its_village(
    checker: Command, office: Path
) -> None:
    """`household` is null; the list groups it by village where it has one."""
    path = office / "policies" / "education.yaml"
    path.write_text(path.read_text(encoding="utf-8") + VILLAGE_RULE, encoding="utf-8")

    found = run(checker, office, "met")

    (gap,) = found["gaps"]
    assert (gap["household"], gap["village"]) == (None, "甲村")
    assert gap["row"] == {"entity": "村", "key": "东镇 › 甲村"}
    (sieve,) = (sieve for sieve in found["sieves"] if sieve["id"] == "classification")
    assert sieve["groups"] == [{"key": {"村名": "甲村"}, "gaps": [gap["id"]]}]


def test_the_fault_prints_the_line_as_it_should_be(checker: Command, office: Path) -> None:
    """An expression that begins with a quote stands in single quotes."""
    path = office / "policies" / "education.yaml"
    text = path.read_text(encoding="utf-8")
    line = '    requires: "小学" == 学段'
    start = text.index("    requires:")
    path.write_text(text[:start] + line + text[text.index("\n", start) :], encoding="utf-8")

    ran = checker("lint", "policies")

    assert ran.code == 2
    assert """requires: '"小学" == 学段'""" in ran.err + ran.out
