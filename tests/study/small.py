"""One chapter of policies over a small dictionary, and what is made of it on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checker.model.policy import PolicySet
from checker.model.resolved import Resolved, ResolvedRule
from checker.read.folder import read_policies
from checker.resolve import resolve

DAY = date(2020, 9, 17)

CATALOG = """standalone: true
entities:
  household:
    title: 户
    key: 户编号
    fields:
      household_id: {title: 户编号, kind: text}
      income: {title: 人均纯收入, kind: amount, unit: 元/年}
      size: {title: 人口数, kind: count, unit: 人, never_negative: true}
      officer: {title: 帮扶人, kind: text}
      poor: {title: 是否贫困, kind: yes_no}
  member:
    title: 成员
    parent: household
    link: 户编号
    key: 人编号
    fields:
      household_id: {title: 户编号, kind: text}
      member_id: {title: 人编号, kind: text}
      id_number: {title: 证件号码, kind: id_number}
      born: {title: 出生日期, kind: date}
      status: {title: 在校状况, kind: choice, codes: 在校状况}
      causes: {title: 原因, kind: choices, codes: 原因}
      age: {title: 年龄, kind: count, unit: 岁, derived: 'age_on(出生日期, 核查日)'}
  visit:
    title: 走访
    parent: household
    link: 户编号
    fields:
      household_id: {title: 户编号, kind: text}
      day: {title: 日期, kind: date}
      visitor: {title: 走访人, kind: choice, codes: 身份}
      found: {title: 问题, kind: text, blank: 无}
codes:
  在校状况: [不在校, 小学, 初中]
  原因: [因病, 因残, 因学]
  身份: [村干部, 书记]
registers:
  cars:
    title: 车辆登记
    absence: means_no
    max_age: 30
    fields:
      as_of: {title: 数据日期, kind: date}
      id_number: {title: 证件号码, kind: id_number}
"""

RULE = """  - id: {id}
    title: {id}
    each: {each}
{applies}    requires: {requires}
    sieves: [standard]
    severity: major
    message: 不合格
"""


def rule(requires: str, each: str = "成员", applies: str = "", id_: str = "r") -> str:
    """A rule as a chapter writes it; expressions in single quotes where they need them."""
    asked = f"    applies: {applies}\n" if applies else ""
    return RULE.format(id=id_, each=each, applies=asked, requires=requires)


def chapter(folder: Path, *rules: str, head: str = "", cases: str = "") -> PolicySet:
    """A folder with one chapter `edu`."""
    text = f"policy: {{title: 教育}}\n{head}rules:\n{''.join(rules)}"
    files = {"catalog.yaml": CATALOG, "edu.yaml": text}
    files["sieves/standard.yaml"] = (
        "sieve: {id: standard, title: 标准筛, rules: {sieve: standard}}\n"
    )
    if cases:
        files["edu.cases.yaml"] = f"as_of: 2020-09-17\ncases:\n{cases}"
    (folder / "sieves").mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return read_policies(folder)


def only(policies: PolicySet, day: date = DAY) -> tuple[ResolvedRule, Resolved]:
    """The one rule of a chapter, resolved."""
    resolved = resolve(policies, day)
    (one,) = resolved.rules
    return one, resolved
