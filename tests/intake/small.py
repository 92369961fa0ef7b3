"""A small dictionary, and files made from it, for the tests of intake."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from checker.model.catalog import Catalog, CodeList, Entity, Field, Link, Register
from checker.model.kind import Kind
from checker.source import Source, Span

SPAN = Span(Source("catalog.yaml", ""), 1, 1)
Row = Sequence[object]


def field(name: str, title: str, kind: str, **more: object) -> Field:
    return Field(name, title, Kind(kind), SPAN, **more)  # type: ignore[arg-type]


def entity(name: str, title: str, *fields: Field, **more: object) -> Entity:
    return Entity(name, title, {one.name: one for one in fields}, SPAN, **more)  # type: ignore[arg-type]


def codes(name: str, words: dict[str, Sequence[str]]) -> CodeList:
    return CodeList(name, {code: tuple(others) for code, others in words.items()}, SPAN)


TOWNSHIP = field("township_name", "镇街名", "text", headers=("镇街", "乡镇"))
VILLAGE = field("village_name", "村名", "text", headers=("行政村",))
HOUSEHOLD = field("household_id", "户编号", "text", headers=("家庭编号",))
MEMBER = field("member_id", "人编号", "text")
ID_NUMBER = field("id_number", "证件号码", "id_number", headers=("身份证号",), mask=True)
GRADE = field("house_grade", "住房等级", "choice", codes="住房等级")

CODES = {
    one.name: one
    for one in (
        codes("是否", {"是": ["有", "√", "1", "Y"], "否": ["无", "×", "0", "N"]}),
        codes("有无", {"有": ["是"], "无": ["否", "未辍学"]}),
        codes("风险", {"因病": [], "因残": ["残疾"], "因灾/疫": [], "无": []}),
        codes("住房等级", {"A级": ["A", "a"], "B级": ["B", "乙级"], "不详": []}),
        codes("监测", {"脱贫不稳定户": [], "非监测对象": []}),
    )
}

ENTITIES = (
    entity("township", "镇街", TOWNSHIP, key=("township_name",)),
    entity(
        "village",
        "村",
        TOWNSHIP,
        VILLAGE,
        key=("township_name", "village_name"),
        parents=(Link("township", ("township_name",)),),
    ),
    entity(
        "household",
        "户",
        HOUSEHOLD,
        TOWNSHIP,
        VILLAGE,
        field("head_name", "户主姓名", "text", headers=("户主",)),
        field("size", "家庭人口数", "count", unit="人", never_negative=True),
        field("income", "年收入", "amount", unit="元/年", headers=("年收入（元）",)),
        field("farmland", "耕地面积", "amount", unit="亩", headers=("耕地面积（亩）",)),
        GRADE,
        field("monitor", "监测类别", "choice", codes="监测", blank="非监测对象"),
        field("risks", "致贫风险", "choices", codes="风险", gather=("风险1", "风险2")),
        key=("household_id",),
        parents=(Link("village", ("township_name", "village_name")),),
    ),
    entity(
        "member",
        "成员",
        HOUSEHOLD,
        MEMBER,
        field("name", "姓名", "text"),
        ID_NUMBER,
        field("birth", "出生日期", "date"),
        field("age", "年龄", "count", unit="岁", derived="age_on(出生日期, 核查日)"),
        field("insured", "是否参保", "yes_no"),
        key=("member_id",),
        parents=(Link("household", ("household_id",)),),
    ),
    entity(
        "visit",
        "走访",
        HOUSEHOLD,
        MEMBER,
        field("day", "走访日期", "date", headers=("日期",)),
        field("found", "发现问题", "text", blank="无"),
        parents=(Link("household", ("household_id",)), Link("member", ("member_id",))),
    ),
    entity(
        "cross_check",
        "互查",
        HOUSEHOLD,
        field("checker", "核查人", "text"),
        GRADE,
        parents=(Link("household", ("household_id",)),),
    ),
    entity(
        "disability",
        "残疾人名册",
        field("row", "序号", "text"),
        field("name", "姓名", "text"),
        ID_NUMBER,
        field("as_of", "数据日期", "date"),
        key=("row",),
        register=Register(closed=True, max_age=90),
    ),
)
CATALOG = Catalog({one.name: one for one in ENTITIES}, CODES)

HOUSEHOLD_HEADER = ("户编号", "镇街", "村名", "户主姓名", "家庭人口数")
HOUSEHOLD_ROW = ("H1", "北城街道", "东村", "张三", 3)
MEMBER_HEADER = ("户编号", "人编号", "姓名", "证件号码", "出生日期")
MEMBER_ROW = ("H1", "H1-1", "张三", "370703195001011232", "1950-01-01")


def write_book(path: Path, **sheets: Sequence[Row]) -> Path:
    """A workbook with these sheets, cell by cell."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
    book.close()
    return path


def write_lines(path: Path, *rows: Row, encoding: str = "utf-8", separator: str = ",") -> Path:
    """A delimited file, without quoting."""
    text = "\n".join(separator.join("" if c is None else str(c) for c in row) for row in rows)
    path.write_bytes((text + "\n").encode(encoding))
    return path
