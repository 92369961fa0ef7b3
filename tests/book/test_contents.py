"""What stands in the rule book: every rule and standard, and what is in force on its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.book.contents import Book, Entry, Figure, book
from checker.read.folder import read_policies
from tests.cli.project import project

DAY = date(2020, 9, 17)
STANDARDS = """\
standards:
  起始年龄:
    unit: 岁
    values:
      - {from: 2019-01-01, value: 6, basis: {document: 义务教育法, confirmed: true}}
      - {from: 2021-01-01, value: 7, basis: {document: 征求意见稿}}
  补助:
    unit: 元/年
    values:
      - {from: 2018-09-01, value: {小学: 1000, 初中: 1250}}
"""
RULES = """\
policy: {title: 试行政策, valid: {from: 2019-01-01, to: 2020-12-31}}
rules:
  - id: age
    title: 满六岁
    each: 成员
    requires: 年龄 >= 起始年龄
    sieves: [standard]
    severity: major
    message: "{姓名}不满六岁"
    basis: [{document: 义务教育法, confirmed: true}]
  - id: later
    title: 以后才有的
    each: 户
    valid: {from: 2020-12-01}
    requires: known(联系电话)
    sieves: [standard]
    severity: note
    message: 没有电话
    basis: [{document: 走访办法, confirmed: true}]
"""
CASES = """\
as_of: 2020-09-17
cases:
  - rule: age
    name: 两个人
    given:
      户: {村名: 北村}
      上期: {成员: {姓名: 甲}}
      成员: [{出生日期: 2014-09-17}, {出生日期: 2014-09-18}]
    expect: {"1": met, "2": gap}
"""


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    folder = project(tmp_path) / "policies"
    (folder / "standards.yaml").write_text(STANDARDS, encoding="utf-8")
    (folder / "trial.yaml").write_text(RULES, encoding="utf-8")
    (folder / "trial.cases.yaml").write_text(CASES, encoding="utf-8")
    return folder


def entry(of: Book, rule: str) -> Entry:
    return next(one for one in of.entries if one.rule.id == rule)


def figure(of: Book, name: str) -> Figure:
    return next(one for one in of.figures if one.standard.name == name)


DAYS = [
    # day, rules in force, value of 起始年龄 in force, confirmed, why
    (DAY, {"trial/age"}, ["6"], True, "the other rule begins in December"),
    (date(2020, 12, 31), {"trial/age", "trial/later"}, ["6"], True, "its last day counts"),
    (date(2021, 1, 1), set(), ["7"], False, "the chapter has ended; a draft is no source"),
    (date(2018, 12, 31), set(), [], True, "before all of it"),
]


@pytest.mark.parametrize(("day", "in_force", "values", "confirmed", "why"), DAYS)
def test_in_force(
    policies: Path, day: date, in_force: set[str], values: list[str], confirmed: bool, why: str
) -> None:
    """Every rule stands in the book on every day; the day says which of them hold."""
    written = book(read_policies(policies), day)
    age = figure(written, "起始年龄")

    assert {one.rule.id for one in written.entries} >= {"trial/age", "trial/later"}, why
    trial = {one.rule.id for one in written.entries if one.chapter == "trial" and one.in_force}
    assert trial == in_force, why
    assert [one.text for one in age.values if one.in_force] == values, why
    assert age.confirmed is confirmed, why


def test_a_standard_knows_its_rules(policies: Path) -> None:
    written = book(read_policies(policies), DAY)

    assert figure(written, "起始年龄").used_by == ("trial/age",)
    assert figure(written, "补助").used_by == ()
    assert figure(written, "补助").values[0].text == "小学 1000，初中 1250"
    assert figure(written, "补助").confirmed is False, "nobody has told its source"


def test_examples_are_rows(policies: Path) -> None:
    (example,) = entry(book(read_policies(policies), DAY), "trial/age").examples

    assert example.given == (
        ("户", (("村名", "北村"),)),
        ("上期.成员", (("姓名", "甲"),)),
        ("成员", (("出生日期", "2014-09-17"),)),
        ("成员", (("出生日期", "2014-09-18"),)),
    )
    assert example.expected == (("1", "met"), ("2", "gap"))
