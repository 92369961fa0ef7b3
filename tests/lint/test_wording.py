"""Words against conditions: figures and values that are not the rule's, and those that may be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from checker.lint.figures import figures
from tests.lint.examples import suspected

FIGURES = [
    # text, number and unit of each, why
    ("满60周岁", [("60", "岁")], "digits"),
    ("六周岁以上、十五周岁以下", [("6", "岁"), ("15", "岁")], "numerals"),
    ("每两天走访一次", [("2", "天")], "两; 一次 counts nothing in numerals"),
    ("二十五日内", [("25", "天")], "tens"),
    ("2020年8月31日前", [], "a day of the calendar"),
    ("同一天、第三天", [], "no count"),
    ("一人一档", [], "a way of speaking"),
    ("低于4000元、3.5亩", [("4000", "元"), ("3.5", "亩")], "amounts"),
    ("{年龄}岁、{天数 + 3}天", [], "what is printed from the file"),
    ("第60条", [], "no unit"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FIGURES)
def test_figures(text: str, expected: list[tuple[str, str]], why: str) -> None:
    found = [(one.number, one.unit) for one in figures(text)]

    assert found == [(Decimal(number), unit) for number, unit in expected], why


DRIFT = [
    # words, condition, where, why
    ("title: 满60周岁", "requires: 年龄 >= 60", None, "the figure itself"),
    ("title: 满65周岁", "requires: 年龄 >= 60", "3:13", "another"),
    ("title: 59岁以下", "requires: 年龄 < 60", None, "the year below a bound"),
    ("title: 16至59岁", "requires: 16 <= 年龄 < 60", None, "a range"),
    ("title: 一周岁", "requires: known(姓名)", None, "the rule counts no years"),
    (
        "title: 半年内的走访",
        "requires: any(v.日期 >= 核查日 - months(6) for v in 户.走访)",
        None,
        "no figure",
    ),
    (
        "title: 每7天走访",
        "requires: any(v.日期 >= 核查日 - 10 for v in 户.走访)",
        "3:13",
        "days between",
    ),
    (
        "title: 两周内走访",
        "requires: any(v.日期 >= 核查日 - 14 for v in 户.走访)",
        None,
        "weeks in days",
    ),
    (
        "title: 一年内、2年内、2020年",
        "requires: any(v.日期 >= 核查日 - months(24) for v in 户.走访)",
        None,
        "years in months; a year of the calendar",
    ),
    ("due: 5\nremedy: 5日内核实", "requires: known(姓名)", None, "the days to rectify"),
    ("due: 5\nremedy: 三日内核实", "requires: known(姓名)", None, "a step within them"),
    ("due: 5\nremedy: 10日内核实", "requires: known(姓名)", "4:13", "beyond them"),
    ("due: 5\nmessage: 超过10日", "requires: known(姓名)", "4:16", "in a message too"),
]


@pytest.mark.parametrize(("words", "condition", "place", "why"), DRIFT)
def test_drift(words: str, condition: str, place: str | None, why: str, tmp_path: Path) -> None:
    expected = [f"education.yaml:{place} figure-drift"] if place else []

    assert suspected(tmp_path, {"": f"{words}\n{condition}\n"}) == expected, why


STANDARD = """standards:
  线:
    unit: 岁
    values:
      - {from: 2019-01-01, value: 60, basis: {document: 法, confirmed: true}}
      - {from: 2020-01-01, value: 65, basis: {document: 法, confirmed: true}}
rules:
  - id: in-school
    requires: 年龄 >= 线
"""


@pytest.mark.parametrize(
    ("more", "accused", "why"),
    [
        ("    title: 满65岁\n", False, "the value of the day"),
        ("    title: 满60岁\n", True, "an earlier one, which the title still has"),
        (
            "    title: 满60岁\n    valid: {to: 2019-12-31}\n  - id: other\n",
            False,
            "of a rule of those days, looked at later",
        ),
    ],
)
def test_drift_from_a_standard(more: str, accused: bool, why: str, tmp_path: Path) -> None:
    expected = ["education.yaml:11:13 figure-drift"] if accused else []

    assert suspected(tmp_path, {"": STANDARD + more}) == expected, why


HOME = "each: 户\nrequires: 人均纯收入 >= 4000\n"
MESSAGES = [
    # message, accused, why
    ("{人均纯收入}", False, "what the rule reads"),
    ("{户主姓名}{户编号}{村名}", False, "who and where it is"),
    ("{纯收入}", True, "another amount in the same unit, in place of the one it reads"),
    ("{纯收入}，人均{人均纯收入}", False, "beside it, as context"),
    ("{家庭人口数}", False, "of another unit: nobody takes it for the income"),
    ("{满意度调查日期}", False, "a day: which row it is"),
]


@pytest.mark.parametrize(("message", "accused", "why"), MESSAGES)
def test_messages(message: str, accused: bool, why: str, tmp_path: Path) -> None:
    expected = ["education.yaml:5:16 message-other-value"] if accused else []

    assert suspected(tmp_path, {"": f'{HOME}message: "{message}"\n'}) == expected, why


def test_a_standard_that_the_rule_does_not_use(tmp_path: Path) -> None:
    text = STANDARD.replace("年龄 >= 线", "年龄 >= 65") + '    message: "不到{线}"\n'

    assert suspected(tmp_path, {"": text}) == ["education.yaml:11:18 message-other-value"]
