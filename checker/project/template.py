"""模板.xlsx: an empty sheet for each table of the dictionary, ready to be filled in.

Registers have no sheet: they are other offices' lists and come as they are, and one that stood
here empty would say that nobody is on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.intake.layouts import identity
from checker.intake.words import words
from checker.model.catalog import Catalog, CodeList, Entity, Field
from checker.model.kind import Kind
from checker.project.forms import Column, Form, Forms

TITLE = "填表模板"
FORMS = {
    Kind.DATE: Form.DAY,
    Kind.COUNT: Form.WHOLE,
    Kind.NUMBER: Form.NUMBER,
    Kind.AMOUNT: Form.NUMBER,
}
NARROW, MIDDLE, BROAD = 10, 14, 22  # widths in half-width characters
WIDTHS = {Kind.YES_NO: NARROW, Kind.COUNT: NARROW, Kind.ID_NUMBER: BROAD}


def template(catalog: Catalog) -> bytes:
    """The workbook; the same dictionary gives the same bytes."""
    tables = [entity for entity in catalog.entities.values() if entity.register is None]
    forms = Forms(TITLE)
    forms.page("说明", "怎样填这个模板", _advice(tables, catalog))
    for entity in tables:
        forms.table(entity.title, [*_columns(entity, catalog)], frozen=len(entity.key) or 1)
    return forms.content()


def _advice(tables: list[Entity], catalog: Catalog) -> Iterator[str]:
    yield "一、先把本文件复制到“资料”文件夹再填。填了真人的资料以后，不要放进代码库，不要外传。"
    yield "二、一张表一页，一行一条；表头不改，列可以移动，用不着的列可以删去。"
    yield "三、表头带 * 的列必填：编号不能重复，各表里同一户、同一人用同一个编号。"
    yield "四、有下拉表的从下拉表里选；日期写作 2020-09-17；金额、面积只写数，单位见表头。"
    yield "五、不知道的空着，核查时列为“待核实”，不算合格，也不算问题。"
    yield (
        "六、没有收集的表，把整页删去：用到它的规则就不运行，并会说明。"
        "留着的空页，当作“一行也没有”，例如留着空的走访页，就是没有走访过。"
    )
    yield "七、填好后运行：checker check 资料 --policies policies --out out"
    yield ""
    yield "各页："
    for entity in tables:
        yield f"　{entity.title}：{_about(entity, catalog)}"


def _about(entity: Entity, catalog: Catalog) -> str:
    key = "、".join(entity.fields[name].title for name in entity.key)
    parents = [
        f"{'、'.join(entity.fields[name].title for name in link.fields)}"
        f"填{catalog.entities[link.parent].title}页里有的"
        for link in entity.parents[:1]
    ]
    lead = f"一行一{entity.title}，以{key}区分" if key else "一次、一份或一笔一行"
    return "；".join([lead, *parents])


def _columns(entity: Entity, catalog: Catalog) -> Iterator[Column]:
    needed = identity(entity)
    for field in entity.fields.values():
        if field.derived is not None:
            continue
        for header in field.gather or (_header(field),):
            yield Column(
                header,
                FORMS.get(field.kind, Form.TEXT),
                _width(field, header),
                drop_down(field, catalog.codes),
                _prompt(field, entity, catalog),
                field.name in needed,
                0 if field.never_negative else None,
                strict=field.blank is None,
            )


def _header(field: Field) -> str:
    return f"{field.title}（{field.unit}）" if field.unit else field.title


def _width(field: Field, header: str) -> int:
    return max(WIDTHS.get(field.kind, MIDDLE), 2 * len(header) + 2)


def drop_down(field: Field, codes: Mapping[str, CodeList]) -> tuple[str, ...]:
    """The drop-down: a cell takes one word, so several in one cell have none."""
    if field.kind is Kind.CHOICES and not field.gather:
        return ()
    if field.kind is Kind.YES_NO:
        named = codes.get(field.codes or words().yes_no)
        return tuple(named.codes)[:2] if named else (*words().yes[:1], *words().no[:1])
    named = codes.get(field.codes or "")
    return tuple(named.codes) if named else ()


def _prompt(field: Field, entity: Entity, catalog: Catalog) -> str:
    """What is said beside a cell."""
    parts = [_how(field, catalog.codes), *_identifying(field, entity, catalog)]
    if field.blank is not None:
        parts.append(f"空着就是“{field.blank}”；不知道的写“不详”。")
    return "".join(parts)


def _how(field: Field, codes: Mapping[str, CodeList]) -> str:
    if drop_down(field, codes):
        return "从下拉表里选。"
    if field.kind is Kind.CHOICES:
        return f"几项用、隔开：{'、'.join(codes[field.codes or ''].codes)}"
    if field.kind.numeric:
        least = "，不小于 0" if field.never_negative else ""
        unit = f"，单位是{field.unit}" if field.unit else ""
        return f"只写数{unit}{least}。"
    return HOWS.get(field.kind, "")


HOWS = {
    Kind.DATE: "写作 2020-09-17。只知道月份的空着。",
    Kind.MONTH: "写作 2020-09。",
    Kind.ID_NUMBER: "照证件写全，末位的 X 也要写；这一列是文字格式，粘贴时选“只粘贴值”。",
    Kind.PHONE: "写一个号码。",
}


def _identifying(field: Field, entity: Entity, catalog: Catalog) -> Iterator[str]:
    if field.name in entity.key:
        yield "必填，不能重复。" if len(entity.key) == 1 else "必填。"
    elif field.name in identity(entity):
        parent = catalog.entities[entity.parents[0].parent]
        yield f"必填，与{parent.title}页的一致。"
