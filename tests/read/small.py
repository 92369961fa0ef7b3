"""A small policy folder to change in tests."""

from __future__ import annotations

from pathlib import Path

from checker.fault import FaultyInput
from checker.model.policy import PolicySet
from checker.read.folder import read_policies

CATALOG = """entities:
  household:
    title: 户
    key: 户编号
    fields:
      household_id: {title: 户编号, kind: text}
      income: {title: 人均纯收入, kind: amount, unit: 元/年}
      category: {title: 类别, kind: text}
  member:
    title: 成员
    parent: household
    link: 户编号
    key: 人编号
    fields:
      member_id: {title: 人编号, kind: text}
      household_id: {title: 户编号, kind: text}
      born: {title: 出生日期, kind: date}
      student_status: {title: 在校生状况, kind: choice, codes: 在校生状况}
      age: {title: 年龄, kind: count, unit: 岁, derived: 'age_on(出生日期, 核查日)'}
codes:
  在校生状况: [非在校生, 小学, 初中]
registers:
  school_register:
    title: 学籍名册
    absence: means_no
    fields:
      name: {title: 姓名, kind: text}
"""

RULE = """  - id: {id}
    title: 在校
    each: 成员
    requires: 在校生状况 != "非在校生"
    sieves: [standard]
    severity: major
    message: 没有在校
"""
POLICY = "policy: {title: 教育}\nrules:\n" + RULE.replace("{id}", "in-school")
SIEVE = "sieve: {id: standard, title: 标准筛, rules: {sieve: standard}}\n"
STANDARDS = """standards:
  低保标准:
    unit: 元/月
    values:
      - {from: 2020-01-01, value: 400}
      - {from: 2020-01-01, value: 433, region: 山东省潍坊市}
    tailor: may_raise
  起始年龄:
    unit: 岁
    values: [{from: 1986-07-01, value: 6}]
"""
FOLDER = {
    "catalog.yaml": "standalone: true\n" + CATALOG,
    "education.yaml": POLICY,
    "sieves/standard.yaml": SIEVE,
    "standards.yaml": STANDARDS,
}


def written(folder: Path, files: dict[str, str]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, files: dict[str, str]) -> PolicySet:
    """The small folder with these files added or changed."""
    return read_policies(written(folder, FOLDER | files))


def codes(folder: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    """The faults of the small folder with these files: place in the folder, code."""
    try:
        read(folder, files)
    except FaultyInput as faulty:
        return [(_place(folder, str(one.span or one.place)), one.code) for one in faulty.faults]
    return []


def _place(folder: Path, place: str) -> str:
    return place.removeprefix(folder.as_posix()).removeprefix("/")
