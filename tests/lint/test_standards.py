"""Standards and bases: what they rest on, and until when; what a rule lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.lint.examples import suspected, told, written

STANDARD = """standards:
  线:
    unit: 岁
    values:
      - {{from: 2019-01-01, value: 6, {first}}}
      - {{from: 2020-01-01, value: 7, {then}}}
    confirmed_through: 2020-09-30
rules:
  - id: a
    applies: 年龄 >= 线
  - id: b
    applies: 年龄 < 线
"""
YES, NO = "basis: {document: 法, confirmed: true}", "basis: {document: 报, confirmed: false}"
VALUES = [
    # first, then, day, told, why
    (YES, YES, "2020-09-30", [], "the last day that was confirmed"),
    (YES, YES, "2020-10-01", ["3:3 outdated-standard"], "the day after"),
    (NO, YES, "2020-09-17", [], "not in force any more"),
    (NO, YES, "2019-09-17", ["3:3 unconfirmed-standard"], "in force then"),
    (YES, NO, "2020-09-17", ["3:3 unconfirmed-standard"], "one line, though two rules rest on it"),
    (YES, NO, "2021-09-17", ["1:1 no-rule-in-force"], "nothing rests on it any more"),
    (YES, "region: 山东省", "2019-09-17", ["7:9 value-without-basis"], "whenever it is looked at"),
]


@pytest.mark.parametrize(("first", "then", "day", "expected", "why"), VALUES)
def test_values(
    first: str, then: str, day: str, expected: list[str], why: str, tmp_path: Path
) -> None:
    text = STANDARD.format(first=first, then=then)

    found = suspected(tmp_path, {"": text}, date.fromisoformat(day))

    assert found == [f"education.yaml:{one}" for one in expected], why


def test_the_rules_that_rest_on_it_are_named(tmp_path: Path) -> None:
    text = STANDARD.format(first=YES, then=NO)

    (fault,) = (one for one in told(written(tmp_path, {"": text})) if "standard" in one.code)

    assert fault.sentence == "“线”没有核实，2条规则靠它：education/a、education/b"


BASES = [
    ("basis: [{document: 法, confirmed: true}]", [], "confirmed"),
    ("basis: [{document: 法, quote: 应当入学}]", [], "quoted: anyone can read it"),
    ("basis: [{document: 法}, {document: 报, confirmed: true}]", [], "one of two"),
    ("basis: [{document: 法}, {document: 报}]", ["4:9 unconfirmed-basis"], "neither"),
    ("basis: []", ["4:9 rule-without-basis"], "none"),
]


@pytest.mark.parametrize(("text", "expected", "why"), BASES)
def test_bases(text: str, expected: list[str], why: str, tmp_path: Path) -> None:
    found = suspected(tmp_path, {"": text + "\n"})

    assert found == [f"education.yaml:{one}" for one in expected], why


def test_cases(tmp_path: Path) -> None:
    """A rule without one among others with some; a chapter without any is told in one line."""
    example = {
        "": "rules:\n  - id: a\n  - id: b\n",
        "education.cases.yaml": "as_of: 2020-09-17\n"
        "cases: [{rule: a, name: 例, given: {成员: {}}, expect: gap}]\n",
        "health.yaml": "policy: {title: 健康}\nrules:\n  - id: c\n  - id: d\n",
    }

    found = told(written(tmp_path, example))

    assert [(str(one.span).removeprefix(f"{tmp_path}/"), one.code) for one in found] == [
        ("education.yaml:12:9", "rule-without-cases"),
        ("health.yaml:1:1", "chapter-without-cases"),
    ]
