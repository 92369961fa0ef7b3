"""Messages and values of language.md, section 5, and the places of data.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Command
from tests.contract.test_catalog import folder

CATALOG = """\
standalone: true
entities:
  household:
    title: 户
    key: 户编号
    fields:
      household_id: {title: 户编号, kind: text}
      income: {title: 人均纯收入, kind: amount, unit: 元/年}
      poor: {title: 是否贫困, kind: yes_no}
      found: {title: 识别日期, kind: date}
      in_month: {title: 参保月份, kind: month}
      causes: {title: 致贫原因, kind: choices, codes: 原因}
  member:
    title: 成员
    parent: household
    link: 户编号
    key: 人编号
    fields:
      household_id: {title: 户编号, kind: text}
      member_id: {title: 人编号, kind: text}
      name: {title: 姓名, kind: text}
      score: {title: 分, kind: number}
codes:
  原因: [因病, 因残]
"""
HOME = """\
户编号,人均纯收入,是否贫困,识别日期,参保月份,致贫原因
H1,3218.50,是,2020-02-29,2020-09,因残、因病
"""
NAMES = "庚己戊丁丙乙甲甲"
MEMBERS = "户编号,人编号,姓名,分\n" + "".join(
    f"H1,p{n},{name},{n}\n" for n, name in enumerate(NAMES)
)


def said(checker: Command, office: Path, message: str, requires: str) -> dict[str, Any]:
    """The one gap of a rule over the household, with this message."""
    folder(office, "户", requires, CATALOG)
    path = office / "small" / "one.yaml"
    text = path.read_text(encoding="utf-8").replace("message: 不合格", f"message: '{message}'")
    path.write_text(text, encoding="utf-8")
    (office / "户.csv").write_text(HOME, encoding="utf-8")
    (office / "成员.csv").write_text(MEMBERS, encoding="utf-8")
    day = ("--policies", "small", "--as-of", "2020-09-17", "--format", "json")
    ran = checker("check", "户.csv", "成员.csv", *day)
    assert ran.code == 1, ran.err
    (gap,) = json.loads(ran.out)["gaps"]
    found: dict[str, Any] = gap
    return found


MESSAGES = [
    # message, as it reads, why
    ("收入{人均纯收入}", "收入3218.5元/年", "with its unit, without idle noughts"),
    ("{人均纯收入 + 1}", "3219.5元/年", "an expression"),
    ("{人均纯收入 / 2}", "1609.25元/年", "a quotient"),
    ("{is_poor}", None, "a name that is not there is a fault"),
    ("{是否贫困}", "是", "a yes/no"),
    ("{not 是否贫困}", "否", "a condition"),
    ("{识别日期}", "2020-02-29", "a day"),
    ("{核查日 - 识别日期}", "201天", "days"),
    ("{参保月份}", "2020-09", "a month"),
    ("{致贫原因}", "因残、因病", "a set, in one order"),
    ("{count(成员)}人", "8人", "a count"),
    ("{list(m.姓名 for m in 成员)}", "丁、丙、乙、己、庚", "distinct, sorted, at most five"),
    ("{list(m.分 for m in 成员 if m.分 > 5)}", "6、7", "numbers"),
    ("{only(m.姓名 for m in 成员)}", "（不详）", "what is not known"),
    ("没有括号", "没有括号", "nothing to interpret"),
]


@pytest.mark.parametrize(("message", "expected", "why"), MESSAGES, ids=[m[0] for m in MESSAGES])
def test_a_message(
    message: str, expected: str | None, why: str, checker: Command, office: Path
) -> None:
    """Expressions print with their units; nothing else is interpreted."""
    if expected is None:
        with pytest.raises(AssertionError, match="unknown-field"):
            said(checker, office, message, "人均纯收入 > 9999")
        return

    gap = said(checker, office, message, "人均纯收入 > 9999")

    assert gap["message"] == expected, why


VALUES = [
    # requires, names of the values read, why
    ("人均纯收入 > 9999", ["人均纯收入"], "a field"),
    (
        "not 是否贫困 and 人均纯收入 > 人均纯收入",
        ["是否贫困", "人均纯收入"],
        "each once, in order",
    ),
    ("count(成员) < 3", ["count(成员)"], "an aggregate by its source text"),
    ("all(m.分 < 3 for m in 成员)", ["all(m.分 < 3 for m in 成员)"], "an aggregate"),
]


@pytest.mark.parametrize(("requires", "names", "why"), VALUES)
def test_the_values_that_a_rule_read(
    requires: str, names: list[str], why: str, checker: Command, office: Path
) -> None:
    """Name, value, unit and where."""
    gap = said(checker, office, "不合格", requires)

    assert [value["name"] for value in gap["values"]] == names, why


def test_an_aggregate_has_at_most_five_places(checker: Command, office: Path) -> None:
    """Those of the rows that decided: the members that are not below nought."""
    gap = said(checker, office, "不合格", "all(m.分 < 2 for m in 成员)")

    (value,) = gap["values"]
    places = value["place"] if isinstance(value["place"], list) else value["place"].split("；")
    assert places == [f"成员.csv › 第{line}行 › 分" for line in (4, 5, 6, 7, 8)]
    assert value["value"] is False
