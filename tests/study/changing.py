"""A small office whose policies change: every part of a policy set that can turn a verdict.

On 2020-09-17: A (10, on leave) is met, B (10, tired of school) a gap, C (5) is not asked, D (15,
in school) is met, E (8, nothing filled in) is unknown. H1 was visited 7 days ago, H2 12 days ago.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from checker.model.checked import Checked
from checker.model.difference import Difference, Group
from checker.pipeline import Task, checked, dataset_of
from checker.study.difference import difference
from tests.cli.project import CATALOG, SIEVE

DAY = date(2020, 9, 17)

DICTIONARY = (
    CATALOG.replace(
        "      schooled:",
        "      reason: {title: 原因, kind: choice, codes: 原因}\n      schooled:",
    ).replace(
        "      officer:",
        "      province: {title: 省, kind: text}\n"
        "      category: {title: 类别, kind: choice, codes: 类别}\n      officer:",
    )
    + """\
  原因: [休学, 缓学, 厌学]
  类别: [享受户, 档外户]
registers:
  pupil: {title: 学籍名册, key: 姓名, absence: means_no, as_of: 2020-09-01, max_age: 30, fields: {
    name: {title: 姓名, kind: text}}}
"""
)

STANDARDS = """\
standards:
  入学年龄:
    unit: 岁
    values:
      - {from: 2019-01-01, value: 6, basis: {document: 法, confirmed: true}}
      - {from: 2019-01-01, value: 5, region: 河北省, basis: {document: 法, confirmed: true}}
    tailor: may_lower
lists:
  可不上学: [休学, 缓学]
definitions:
  适龄:
    each: 成员
    is: 入学年龄 <= 年龄 <= 15
"""

EDUCATION = """\
policy: {title: 教育政策, area: education, region: 山东省, valid: {from: 2019-01-01}}
rules:
  - id: in-school
    title: 适龄儿童在校
    each: 成员
    applies: 适龄
    requires: 在校 or 原因 in 可不上学
    sieves: [standard]
    severity: critical
    message: "{姓名}不在校"
    remedy: 核实学籍
    responsible: 教育部门
    due: 5
  - id: enrolled
    title: 在学籍名册中
    each: 成员
    applies: 在校
    requires: any(p.姓名 == 姓名 for p in 学籍名册)
    sieves: [standard]
    severity: minor
    message: "{姓名}不在名册"
"""

VISITS = """\
policy: {title: 走访}
definitions:
  应走访天数:
    each: 户
    table:
      - when: 帮扶人 == "王芳"
        is: 7
      - otherwise: 14
rules:
  - id: weekly
    title: 按时走访
    each: 户
    applies: 类别 == "享受户"
    requires: any(核查日 - v.走访日期 <= 户.应走访天数 for v in 走访)
    sieves: [standard]
    severity: minor
    message: 没有按时走访
    responsible: 帮扶责任人
    due: 3
"""

CATEGORIES = """\
categories:
  field: 类别
  table:
    - when: 帮扶人 == "王芳"
      is: '"享受户"'
    - otherwise: '"享受户"'
"""

OVERLAY = """\
overlay:
  extends: ../policies
  level: county
  document: {title: 通知, no: 县〔2020〕1号, date: 2020-01-01}
"""

FILES = {
    "policies/catalog.yaml": DICTIONARY,
    "policies/standards.yaml": STANDARDS,
    "policies/education.yaml": EDUCATION,
    "policies/visits.yaml": VISITS,
    "policies/categories.yaml": CATEGORIES,
    "policies/waivers.yaml": "waivers: []\n",
    "policies/sieves/standard.yaml": SIEVE,
    "data/户.csv": "户编号,村名,户主姓名,帮扶人\nH1,北村,张大山,王芳\nH2,南村,李小河,赵强\n",
    "data/成员.csv": (
        "户编号,人编号,姓名,出生日期,在校,原因\n"
        "H1,A,张一,2010-05-01,否,休学\n"
        "H1,B,张二,2010-06-01,否,厌学\n"
        "H2,C,李三,2015-03-01,否,\n"
        "H2,D,李四,2004-12-01,是,\n"
        "H2,E,李五,2012-05-01,,\n"
    ),
    "data/走访.csv": "户编号,走访日期\nH1,2020-09-10\nH2,2020-09-05\n",
    "data/学籍名册.csv": "姓名\n李四\n",
}


class Edit(NamedTuple):
    """A text put in the place of another in a policy file."""

    file: str
    old: str
    new: str


def office(folder: Path) -> Path:
    """Write the project into a folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def edited(folder: Path, edits: Iterable[Edit], name: str = "new") -> Path:
    """A copy of the policies with some edits."""
    new = folder / name
    shutil.copytree(folder / "policies", new)
    for edit in edits:
        edit_file(new / edit.file, edit.old, edit.new)
    return new


def edit_file(file: Path, old: str, new: str) -> None:
    """Put a text in the place of another that stands there once; an empty one: at the end."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert not old or text.count(old) == 1, old
    file.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


def run(folder: Path, policies: Path, as_of: date = DAY, data: str = "data") -> Checked:
    """A run on the office's data."""
    return checked(Task([folder / data], as_of, policies))


def differing(folder: Path, old: Path, new: Path) -> Difference:
    """The difference of two policy folders on the office's data."""
    again = Task([folder / "data"], DAY, new)
    return difference(
        ("old", run(folder, old)),
        ("new", run(folder, new)),
        lambda catalog: dataset_of(again, catalog),
    )


def turns(groups: Iterable[Group]) -> set[tuple[str, str, str, str]]:
    """(rule, row, before, after) of every turn."""
    return {
        (turn.rule.id, turn.subject.key, turn.before.value, turn.after.value)
        for group in groups
        for turn in group.turns
    }
