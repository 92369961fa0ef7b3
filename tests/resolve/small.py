"""A small catalog and a way to resolve one expression against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.model.catalog import Catalog, CodeList, Entity, Field, Link, Register
from checker.model.expression import Expression
from checker.model.kind import Kind
from checker.model.policy import Definition, Named, Policy, PolicySet, Standard, StandardValue
from checker.model.resolved import Node
from checker.read.expression import parse
from checker.resolve.expressions import resolve_expression
from checker.resolve.policies import row_scope
from checker.resolve.scope import library
from checker.source import Source, Span

Definitions = tuple[Definition, ...]
DAY = date(2020, 9, 17)
NOWHERE = Span(Source("catalog.yaml", ""), 1, 1)


def field(name: str, title: str, kind: Kind, unit: str | None = None, codes: str = "") -> Field:
    return Field(name, title, kind, NOWHERE, unit, codes or None)


def entity(name: str, title: str, fields: list[Field], *links: Link) -> Entity:
    by_name = {one.name: one for one in fields}
    return Entity(name, title, by_name, NOWHERE, (fields[0].name,), links)


VILLAGE = entity(
    "village",
    "村",
    [
        field("village", "村名", Kind.TEXT),
        field("homes", "总户数", Kind.COUNT, "户"),
        field("people", "总人口数", Kind.COUNT, "人"),
    ],
)
HOUSEHOLD = entity(
    "household",
    "户",
    [
        field("hid", "户编号", Kind.TEXT),
        field("village", "村名", Kind.TEXT),
        field("income", "人均纯收入", Kind.AMOUNT, "元/年"),
        field("allowance", "月低保金", Kind.AMOUNT, "元/月"),
        field("size", "家庭人口数", Kind.COUNT, "人"),
        field("months", "务工月数", Kind.NUMBER, "月"),
        field("poor", "是否贫困", Kind.YES_NO),
        field("found", "识别日期", Kind.DATE),
        field("grade", "住房等级", Kind.CHOICE, codes="等级"),
        field("causes", "致贫原因", Kind.CHOICES, codes="原因"),
    ],
    Link("village", ("village",)),
)
MEMBER = entity(
    "member",
    "成员",
    [
        field("mid", "人编号", Kind.TEXT),
        field("hid", "户编号", Kind.TEXT),
        field("id_number", "证件号码", Kind.ID_NUMBER),
        field("name", "姓名", Kind.TEXT),
        field("born", "出生日期", Kind.DATE),
        field("joined", "参保月份", Kind.MONTH),
        field("insured", "参保", Kind.YES_NO),
    ],
    Link("household", ("hid",)),
)
VISIT = entity(
    "visit",
    "走访",
    [
        field("vid", "走访编号", Kind.TEXT),
        field("hid", "户编号", Kind.TEXT),
        field("day", "日期", Kind.DATE),
    ],
    Link("household", ("hid",)),
)
CARS = Entity(
    "cars",
    "车辆登记",
    {"id_number": field("id_number", "证件号码", Kind.ID_NUMBER)},
    NOWHERE,
    register=Register(closed=True),
)
CODES = {
    "等级": CodeList("等级", {"A": ("甲",), "B": (), "C": ()}, NOWHERE),
    "原因": CodeList("原因", {"因病": (), "因残": ()}, NOWHERE),
}
CATALOG = Catalog({e.name: e for e in (VILLAGE, HOUSEHOLD, MEMBER, VISIT, CARS)}, CODES)

LINE = Standard(
    "脱贫线",
    "元/年",
    (StandardValue(date(2019, 1, 1), Decimal(3218), "全国", None, NOWHERE),),
    NOWHERE,
)
GRANT = Standard(
    "补助",
    "元/年",
    (StandardValue(date(2018, 9, 1), {"小学": Decimal(1000)}, "全国", None, NOWHERE),),
    NOWHERE,
)
POLICY = Policy(
    "p",
    "试",
    NOWHERE,
    standards=(LINE, GRANT),
    lists=(Named("好房", ("A", "B"), NOWHERE),),
)
ANOTHER = Policy(  # its names are its own
    "relocation",
    "搬",
    NOWHERE,
    standards=(replace(LINE, name="搬迁线"), replace(GRANT, name="自筹上限")),
    lists=(Named("危房级别", ("B", "C"), NOWHERE),),
    definitions=tuple(
        Definition(name, each, NOWHERE, parse("True", NOWHERE), NOWHERE)
        for name, each in (("搬迁户", "户"), ("可帮扶劳动力", "成员"))
    ),
)


def parsed(text: str) -> Expression:
    """The expression as it was written."""
    return parse(text, Span(Source("p.yaml", text), 1, 1))


def resolved(
    text: str,
    each: str = "household",
    definitions: Definitions = (),
    others: tuple[Policy, ...] = (),
) -> Node:
    """The expression resolved for rows of an entity, beside the other files."""
    policy = replace(POLICY, definitions=definitions)
    known = library(PolicySet(CATALOG, policies=(policy, *others)), policy, DAY)
    return resolve_expression(parsed(text), row_scope(known, each))
