"""What nobody uses, and names that lead nowhere on the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.lint.examples import suspected

SHARED = """standards:
  线:
    unit: 岁
    values: [{from: 2019-01-01, value: 6, basis: {document: 法, confirmed: true}}]
lists:
  在读: [小学]
definitions:
  学龄:
    each: 成员
    is: 年龄 >= 6
"""
USES = [
    # what uses them, what is left unused, why
    ({"": "applies: 学龄 and 年龄 > 线\nrequires: 在校生状况 in 在读\n"}, "", "conditions"),
    (
        {"": 'applies: 成员.学龄\nmessage: "{线}{在校生状况 in 在读}"\n'},
        "",
        "behind a dot, and in messages",
    ),
    ({"": "once_per: [学龄]\nremedy: '{线}'\n"}, "在读", "in remedies, and for merging"),
    ({"": "id: in-school\n"}, "线 在读 学龄", "nobody"),
    (
        {
            "": "definitions:\n  甲:\n    each: 成员\n"
            "    table:\n      - when: 学龄\n        is: 线\n"
            "rules:\n  - id: in-school\n    applies: 甲 > 5\n"
        },
        "在读",
        "a table",
    ),
]
PLACES = {"线": "2:3 unused-standard", "在读": "6:3 unused-list", "学龄": "8:3 unused-definition"}


@pytest.mark.parametrize(("example", "unused", "why"), USES, ids=[one[2] for one in USES])
def test_shared_names(example: dict[str, str], unused: str, why: str, tmp_path: Path) -> None:
    """What all chapters share is used if one of them uses it."""
    found = suspected(tmp_path, {**example, "standards.yaml": SHARED})

    places = [f"standards.yaml:{PLACES[name]}" for name in unused.split()]
    assert [one for one in found if "unused" in one] == places, why


def test_a_sieve_uses_a_definition(tmp_path: Path) -> None:
    definition = "definitions:\n  大户:\n    each: 户\n    is: 家庭人口数 > 5\n"
    sieve = "sieve: {id: standard, title: 标准筛, households: 大户, rules: {sieve: standard}}\n"

    example = {"": "id: in-school\n", "standards.yaml": definition, "sieves/standard.yaml": sieve}
    assert suspected(tmp_path, example) == []


WAIVER = (
    "waivers:\n  - {{rule: {rule}, household: H1, from: 2020-01-01, until: {until},"
    " reason: 病, approved_by: 王芳, document: 文}}\n"
)
WAIVERS = [
    # rule, until, told, why
    ("education/in-school", "2020-10-02", "", "fifteen days are left"),
    ("education/in-school", "2020-10-01", "waiver-expiring", "fourteen"),
    ("education/in-school", "2020-09-17", "waiver-expiring", "the last day"),
    ("education/in-school", "2020-09-16", "waiver-expired", "the day after"),
    ("education/in-scool", "2020-12-31", "waiver-without-rule", "a slip"),
    ("education/old", "2020-12-31", "rule-not-in-force", "a rule that sleeps"),
    ("education/old", "2020-06-30", "waiver-expired", "over, like the rule"),
]
OFF = (
    "overlay:\n  extends: ..\n  document: 文\n"
    "  rules:\n    education/old: {off: {reason: 无, document: 文}}\n"
)
OLD = "rules:\n  - id: in-school\n  - id: old\n    valid: {to: 2019-12-31}\n"


@pytest.mark.parametrize(("rule", "until", "expected", "why"), WAIVERS)
def test_waivers(rule: str, until: str, expected: str, why: str, tmp_path: Path) -> None:
    example = {"": OLD, "waivers.yaml": WAIVER.format(rule=rule, until=until)}

    places = [f"waivers.yaml:2:5 {expected}"] if expected else []
    assert suspected(tmp_path, example) == places, why


def test_a_waiver_of_a_rule_that_the_overlay_turned_off(tmp_path: Path) -> None:
    waiver = WAIVER.format(rule="education/old", until="2020-12-31")
    example = {"": OLD, "county/overlay.yaml": OFF, "county/waivers.yaml": waiver}

    assert suspected(tmp_path, example) == ["county/waivers.yaml:2:5 waiver-without-rule"]


def test_a_sieve_of_a_rule_that_the_overlay_turned_off(tmp_path: Path) -> None:
    sieve = "sieve: {id: own, title: 县筛, rules: {rule: [education/in-school, education/old]}}\n"
    example = {"": OLD, "county/overlay.yaml": OFF, "county/sieves/own.yaml": sieve}

    assert suspected(tmp_path, example) == ["county/sieves/own.yaml:1:13 rule-not-in-force"]


CRITERION = (
    "criteria:\n  - {{id: a, title: 甲, rules: [{}]}}\n  - {{id: b, title: 乙, rules: [{}]}}\n"
)
CRITERIA = [
    ("education/in-school", "education/in-school", [], "both run"),
    ("education/in-school, education/old", "education/in-school", ["2:10"], "one rule sleeps"),
    ("education/old", "education/in-school", ["2:10"], "all of one criterion's"),
    ("education/old", "education/old", ["2:10"], "all of all: told once"),
]


@pytest.mark.parametrize(("first", "second", "expected", "why"), CRITERIA)
def test_criteria(first: str, second: str, expected: list[str], why: str, tmp_path: Path) -> None:
    example = {"": OLD, "criteria.yaml": CRITERION.format(first, second)}

    places = [f"criteria.yaml:{place} rule-not-in-force" for place in expected]
    assert suspected(tmp_path, example) == places, why


def test_a_day_without_rules(tmp_path: Path) -> None:
    """Told once, and not of every criterion and sieve."""
    example = {"": OLD, "criteria.yaml": CRITERION.format("education/old", "education/in-school")}

    found = suspected(tmp_path, example, date(2021, 1, 1))

    assert found == ["education.yaml:1:1 no-rule-in-force"]


def test_sieves(tmp_path: Path) -> None:
    """One that chooses nothing, one that names a sleeping rule, a rule that none chooses."""
    head = "sieve: {id: %s, title: 筛, rules: %s}\n"
    areas = "areas: [{id: education, title: 教育}, {id: health, title: 健康}]\n"
    example = {
        "": OLD + "  - id: lost\n    sieves: [empty]\n",
        "areas.yaml": areas,
        "sieves/standard.yaml": head
        % ("standard", "{rule: [education/in-school, education/old]}"),
        "sieves/empty.yaml": head % ("empty", "{area: health}"),
    }

    assert suspected(tmp_path, example) == [
        "education.yaml:23:13 rule-in-no-sieve",
        "sieves/empty.yaml:1:13 sieve-without-rules",
        "sieves/standard.yaml:1:13 rule-not-in-force",
    ]


CATALOG = (
    "entities:\n  household:\n    fields:\n      stove: {{title: 炉, kind: {kind}}}\n"
    "codes:\n  {name}: [甲, 乙]\n"
)
CODES = [
    ("choice, codes: 炉子", "炉子", False, "a field's"),
    ("text", "炉子", True, "nobody's"),
    ("yes_no", "是否", False, "what yes and no are where a field does not say"),
    ("text", "在校生状况", False, "more codes for a list that ships"),
]


@pytest.mark.parametrize(("kind", "name", "accused", "why"), CODES)
def test_code_lists(kind: str, name: str, accused: bool, why: str, tmp_path: Path) -> None:
    example = {"": "id: in-school\n", "catalog.yaml": CATALOG.format(kind=kind, name=name)}

    expected = ["catalog.yaml:6:3 unused-codes"] if accused else []
    assert suspected(tmp_path, example) == expected, why


LANGUAGES = [
    ("known(student_status) and known(姓名) and known(证件号码)", ["3:21"], "one among titles"),
    ("known(姓名) and known(sex) and known(id_number)", ["3:21"], "one among English names"),
    ("known(student_status) and known(姓名)", ["3:21"], "as many: the title is the reader's"),
    ("known(student_status) and known(name)", [], "all English"),
    ("known(户.head_name) and known(姓名) and 年龄 > 6", ["3:23"], "behind a dot"),
    ("known(姓名) and known(证件号码) and age > 6", ["3:45"], "a computed field"),
]


@pytest.mark.parametrize(("text", "expected", "why"), LANGUAGES)
def test_mixed_names(text: str, expected: list[str], why: str, tmp_path: Path) -> None:
    places = [f"education.yaml:{place} mixed-names" for place in expected]

    assert suspected(tmp_path, {"": f"requires: {text}\n"}) == places, why
