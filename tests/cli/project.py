"""A small office's project on disk: three rules, one sieve, two tables of CSV."""

from __future__ import annotations

from pathlib import Path

CATALOG = """\
standalone: true
entities:
  village:
    title: 村
    key: 村名
    fields:
      village_name: {title: 村名, kind: text}
  household:
    title: 户
    parent: village
    link: 村名
    key: 户编号
    fields:
      household_id: {title: 户编号, kind: text}
      village_name: {title: 村名, kind: text, role: village}
      head_name: {title: 户主姓名, kind: text, sensitive: true, role: head}
      officer: {title: 帮扶人, kind: text, role: owner}
      phone: {title: 联系电话, kind: phone, mask: true}
  member:
    title: 成员
    parent: household
    link: 户编号
    key: 人编号
    fields:
      household_id: {title: 户编号, kind: text}
      member_id: {title: 人编号, kind: text}
      name: {title: 姓名, kind: text, sensitive: true}
      birth_date: {title: 出生日期, kind: date}
      schooled: {title: 在校, kind: yes_no}
      age: {title: 年龄, kind: count, unit: 岁, derived: 'age_on(出生日期, 核查日)'}
  visit:
    title: 走访
    parent: household
    link: 户编号
    fields:
      household_id: {title: 户编号, kind: text}
      day: {title: 走访日期, kind: date}
codes:
  是否: {是: [有], 否: [无]}
"""

EDUCATION = """\
policy: {title: 教育政策, area: education}
rules:
  - id: in-school
    title: 适龄儿童在校
    each: 成员
    applies: 6 <= 年龄 <= 15
    requires: 在校
    sieves: [standard]
    kind: unmet
    severity: critical
    message: "{姓名}（{年龄}）不在校，电话{户.联系电话}"
    remedy: 核实学籍
    responsible: 帮扶责任人
    due: 5
    basis: [{document: 义务教育法, article: 第十一条, confirmed: true}]
"""

VISITS = """\
policy: {title: 走访}
rules:
  - id: weekly
    title: 每周走访
    each: 户
    requires: any(核查日 - v.走访日期 <= 7 for v in 走访)
    sieves: [standard]
    severity: minor
    message: 一周内没有走访
    basis: [{document: 走访办法, confirmed: true}]
"""

CASES = """\
as_of: 2020-09-17
cases:
  - {rule: in-school, name: 六岁, given: {成员: {出生日期: 2014-09-17, 在校: 否}}, expect: gap}
  - rule: in-school
    name: 五岁
    given: {成员: {出生日期: 2014-09-18, 在校: 否}}
    expect: not_applicable
  - rule: in-school
    name: 两个孩子
    given: {成员: [{人编号: a, 出生日期: 2010-01-01, 在校: 是}, {人编号: b, 出生日期: 2010-01-01}]}
    expect: {a: met, b: unknown, "1": met, "2": unknown, /成员/1: unknown}
"""

SIEVE = """\
sieve:
  id: standard
  title: 标准筛
  carried_out_by: 扶贫办
  group_by: [村名]
  rules: {sieve: standard}
"""

FILES = {
    "policies/catalog.yaml": CATALOG,
    "policies/education.yaml": EDUCATION,
    "policies/education.cases.yaml": CASES,
    "policies/visits.yaml": VISITS,
    "policies/sieves/standard.yaml": SIEVE,
    "policies/areas.yaml": "areas: [{id: education, title: 教育, named_by_source: true}]\n",
    "policies/criteria.yaml": (
        "criteria: [{id: schooling, title: 义务教育有保障, rules: [education/in-school]}]\n"
    ),
    "data/户.csv": (
        "户编号,村名,户主姓名,帮扶人,联系电话\n"
        "H1,北村,张大山,王芳,13812340001\n"
        "H2,南村,李小河,赵强,13812340002\n"
    ),
    "data/成员.csv": (
        "户编号,人编号,姓名,出生日期,在校\n"
        "H1,H1-1,张小草,2010-05-01,否\n"
        "H1,H1-2,张大山,1975-05-01,否\n"
        "H2,H2-1,李小花,2011-05-01,\n"
        "H2,H2-2,李小树,2012-05-01,是\n"
    ),
}


def project(folder: Path) -> Path:
    """Write the project into a folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
