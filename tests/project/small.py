"""A small folder of policies in every layout that people write, and edits of its workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from checker.project.exporting import KINDS, exported
from checker.project.importing import Imported, imported
from checker.project.shelf import shelf

DAY = date(2020, 9, 17)
NAME = "政策.xlsx"
Content = str | float | date | None

CATALOG = """\
standalone: true
entities:
  household:
    title: 户
    key: 户编号
    fields:
      household_id: {title: 户编号, kind: text}
      income: {title: 人均纯收入, kind: amount, unit: 元/年}
      category: {title: 类别, kind: choice, codes: 户类别}
  member:
    title: 成员
    parent: household
    link: 户编号
    key: 人编号
    fields:
      household_id: {title: 户编号, kind: text}
      member_id: {title: 人编号, kind: text}
      id_number: {title: 证件号码, kind: id_number}
      birth_date: {title: 出生日期, kind: date}
      stage: {title: 学段, kind: choice, codes: 学段}
      health: {title: 健康状况, kind: choices, codes: 健康状况}
      schooled: {title: 在校, kind: yes_no}
      age: {title: 年龄, kind: count, unit: 岁, derived: 'age_on(出生日期, 核查日)'}
codes:
  户类别: [甲, 乙]
  学段: [小学, 初中]
  健康状况: [健康, 残疾, 大病]
  是否: {是: [有], 否: [无]}
"""
STANDARDS = """\
# 各章共用
standards:
  收入线:
    unit: 元/年
    values:
      - {from: 2019-01-01, value: 4000.50, region: 全国, basis: {document: 甲文, confirmed: true}}
      # 后来提高
      - from: 2020-01-01
        value: 4200   # 见乙文
        basis:
          document: '乙文'
          url: "https://a.cn/b"
    tailor: may_raise
"""
SCHOOL = """\
policy:
  title: 教育

standards:
  补助:
    unit: 元/年
    values:
      - {from: 2018-09-01, value: {小学: 1000, 初中: 1250}}
  比例:
    values: [{from: 2018-09-01, value: 0.1}]
  免核查:
    values:
      - {from: 2018-09-01, value: true}
  起算日:
    values:
      - {from: 2018-09-01, value: 2019-10-01}
  病种:
    values:
      - {from: 2018-09-01, value: [残疾, 大病]}

definitions:
  应发:
    each: 成员
    table:
      - when: 学段 == "小学" and 补助["小学"] > 0
        is: 补助["小学"]
      - when: 学段 == "初中"   # 初中
        is: 补助["初中"]
      - otherwise: 0

rules:
  - id: in-school
    title: 适龄在校
    each: 成员
    applies: 6 <= 年龄 <= 15
    requires: 在校
    sieves: [standard]
    severity: major
    message: 不在校
    basis: [{document: 甲文, confirmed: true}]
"""
CASES = """\
as_of: 2020-09-17
cases:
  # 一行一个
  - {rule: in-school, name: 六岁, given: {成员: {出生日期: 2014-09-17, 在校: 否}}, expect: gap}  # 当天
  - rule: in-school
    name: '两个孩子'
    as_of: 2020-03-01
    given:
      户: {户编号: "0012", 人均纯收入: 4200}
      成员:
        - {人编号: a, 出生日期: 2010-01-01, 在校: 是}
        - 人编号: b
          出生日期: 2010-01-01   # 没填在校
    expect: {a: met, b: unknown}
  - {rule: in-school, name: 按次序, given: {成员: [{在校: 是}, {}]}, expect: {"1": met, /成员/1: unknown}}
  - rule: in-school
    name: 上期
    given: {成员: {证件号码: '370703201003010118', 健康状况: [残疾, 大病]}, 上期: {成员: {出生日期: 去年}}}
    expect: unknown
"""  # noqa: E501  a line a case
WAIVERS = """\
waivers:
  - {rule: school/in-school, household: '0012', from: 2020-09-01, until: 2020-12-31,
     reason: 住院, approved_by: 李主任, document: 批准单3号}
"""
TABLE = (
    "规则,户编号,行,起,止,事由,批准人,文件\r\n"
    'school/in-school,0013,,2020-09-01,2020-12-31,"外出, 未归",李主任,批准单4号\r\n'
)
SIEVE = "sieve: {id: standard, title: 标准筛, group_by: [类别], rules: {sieve: standard}}\n"
FILES = {
    "catalog.yaml": CATALOG,
    "standards.yaml": STANDARDS,
    "school.yaml": SCHOOL,
    "school.cases.yaml": CASES,
    "waivers.yaml": WAIVERS,
    "waivers.csv": TABLE,
    "sieves/standard.yaml": SIEVE,
}


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The files in a folder, byte for byte."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def workbook(folder: Path) -> openpyxl.Workbook:
    """All sheets of a folder, as a spreadsheet has them open."""
    return openpyxl.load_workbook(BytesIO(exported(shelf(folder), frozenset(KINDS))))


def back(folder: Path, book: openpyxl.Workbook) -> Imported:
    """What the workbook changes in the folder."""
    stream = BytesIO()
    book.save(stream)
    return imported(folder, NAME, stream.getvalue(), DAY)


def texts(folder: Path, found: Imported) -> dict[str, str]:
    """The files that change, by name."""
    return {
        path.relative_to(folder).as_posix(): data.decode() for path, data in found.files.items()
    }


def column(sheet: Worksheet, header: str) -> int:
    """The number of a header's column."""
    return next(cell.column for cell in sheet[1] if str(cell.value).strip("*") == header)


def put(sheet: Worksheet, row: int, cells: Mapping[str, Content]) -> None:
    """Write cells of a row."""
    for header, content in cells.items():
        sheet.cell(row, column(sheet, header)).value = content  # type: ignore[union-attr]


def contents(book: openpyxl.Workbook) -> dict[tuple[str, int, str], object]:
    """Every cell of the sheets that come back, by sheet, row and header."""
    found = {}
    for sheet in book:
        if str(sheet["A1"].value).startswith("checker:"):
            headers = [str(cell.value).strip("*") for cell in sheet[1]]
            for row in sheet.iter_rows(min_row=2):
                for header, cell in zip(headers[1:], row[1:], strict=True):
                    if cell.value is not None and header != "None":
                        value = cell.value
                        number = isinstance(value, int | float)
                        found[sheet.title, cell.row, header] = (
                            Decimal(repr(value)) if number else value
                        )
    return found
