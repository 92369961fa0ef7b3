"""What no case reaches: proved never to be, given a reason, or shown by the missing case."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.study.coverage import coverage
from checker.study.missing import missing_case
from checker.study.reachable import Fate, idle, possible, unreached
from tests.study.small import DAY, chapter, rule

BOY = "{成员: {出生日期: 2010-01-01, 在校状况: 小学}}"
UNKNOWN = "没有一例得出“待核实”"
NEVER = [
    # requires, each, applies, sentence, fate, why
    ("not blank(在校状况)", "成员", "", UNKNOWN, "proved", "a blank is always known"),
    ("在校状况 == \"小学\"", "成员", "known(在校状况)", UNKNOWN, "proved", "it is asked before"),
    ("在校状况 == \"小学\"", "成员", "", UNKNOWN, "reachable", "a blank"),
    (
        "在校状况 == \"小学\" or (在校状况 == \"小学\" and 年龄 > 6)",
        "成员",
        "",
        "没有一例只因“在校状况 == \"小学\" and 年龄 > 6”成立而成立",
        "proved",
        "the first arm holds, too",
    ),
    (
        "年龄 < 6 or 年龄 >= 6",
        "成员",
        "",
        "没有一例各项都不成立：“年龄 < 6 or 年龄 >= 6”",
        "proved",
        "of all ages, not only of those tried",
    ),
    (
        "count(成员) >= 1",
        "户",
        "",
        "没有一例连一条也没有：“count(成员)”",
        "reachable",
        "a household without members",
    ),
    (
        "count(m for m in 成员 if m.年龄 >= 6 and m.年龄 < 6) == 0",
        "户",
        "",
        "没有一例各项都成立：“m.年龄 >= 6 and m.年龄 < 6”",
        "proved",
        "within an aggregate, too",
    ),
    (
        "count(成员) < 9",
        "户",
        "",
        "没有一例使“count(成员) < 9”不成立",
        "open",
        "nine rows are not tried, and nothing says that there are none",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("requires", "each", "applies", "sentence", "fate", "why"), NEVER)
def test_what_is_known(
    tmp_path: Path, requires: str, each: str, applies: str, sentence: str, fate: str, why: str
) -> None:
    cases = case_of(BOY if each == "成员" else f"{{户: {{人口数: 1}}, {BOY[1:]}")
    asked = rule(f"'{requires}'", each, f"'{applies}'" if applies else "")
    policies = chapter(tmp_path, asked, cases=cases)

    found = unreached(policies, coverage(policies), search=True)

    fates = {one.part.sentence: one.fate.value for one in found}
    assert fates[sentence] == fate, why


def case_of(given: str) -> str:
    """A case; what the case expects matters to nobody here."""
    return f"  - {{rule: r, name: 例, given: {given}, expect: met}}\n"


ITSELF = [
    # requires, each, is there a branch for "not even one", why
    ("count(m for m in 户.成员 if m.年龄 > 6) <= 1", "成员", False, "he is of his household"),
    (
        "count(m for m in 全部.成员 if m.证件号码 == 证件号码) == 1",
        "成员",
        False,
        "he has his own number",
    ),
    ("count(m for m in 成员 if m.年龄 > 6) <= 1", "户", True, "a household may be empty"),
    ("not any(c.证件号码 == 证件号码 for c in 车辆登记)", "成员", True, "nobody need own a car"),
]


@pytest.mark.parametrize(("requires", "each", "branch", "why"), ITSELF)
def test_a_row_among_its_own(
    tmp_path: Path, requires: str, each: str, branch: bool, why: str
) -> None:
    """Where the row that asks is always found there is nothing to try."""
    policies = chapter(tmp_path, rule(f"'{requires}'", each))

    sentences = [part.sentence for part in coverage(policies).parts]

    assert any("连一条也没有" in one for one in sentences) is branch, why


def test_the_missing_case(tmp_path: Path) -> None:
    """As small as can be, and expecting what the rule says of it."""
    policies = chapter(tmp_path, rule('在校状况 == "小学"'), cases=case_of(BOY))

    found = unreached(policies, coverage(policies), search=True)

    told = {one.part.sentence: missing_case(one.witness, DAY) for one in found}
    assert told["没有一例得出“待核实”"] == (
        "  - {rule: r, name: 成员一行：待核实, given: {成员: {}}, expect: unknown}"
    )


def test_without_search(tmp_path: Path) -> None:
    """What needs no situations is known all the same; the rest stays open."""
    policies = chapter(tmp_path, rule("not blank(在校状况)"), cases=case_of(BOY))

    found = unreached(policies, coverage(policies), search=False)

    assert {one.part.sentence: one.fate for one in found} == {
        "没有一例使“blank(在校状况)”成立": Fate.OPEN,
        "没有一例得出“不合格”": Fate.OPEN,
        "没有一例得出“待核实”": Fate.PROVED,
    }


REASON = """impossible:
  - {of: r, missing: 没有一例使“count(成员) < 9”不成立, reason: 本办没有九口的户}
  - {of: r, missing: 没有一例使“count(成员) < 8”不成立, reason: 规则改过了}
"""


def test_reasoned(tmp_path: Path) -> None:
    """It is not counted; a reason that stands for nothing that is missing is told."""
    policies = chapter(tmp_path, rule("count(成员) < 9", "户"), cases=case_of(BOY) + REASON)
    seen = coverage(policies)

    found = unreached(policies, seen, search=False)

    (reasoned,) = (one for one in found if one.fate is Fate.REASONED)
    assert reasoned.reason == "本办没有九口的户"
    assert len(possible(seen, found).counted) == len(seen.parts) - 1
    assert [one.reason for one in idle(policies, seen)] == ["规则改过了"]
