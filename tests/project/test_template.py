"""模板.xlsx: each table of the dictionary, ready to be filled in and read without a word more."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from checker.intake.headers import headings
from checker.model.catalog import Catalog
from checker.project.template import template
from checker.read.catalog import read_catalog
from checker.read.shipped import shipped
from tests.commands import Command


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(shipped("schemas") / "catalog.yaml")


@pytest.fixture(scope="module")
def content(catalog: Catalog) -> bytes:
    return template(catalog)


@pytest.fixture
def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def columns(sheet: Worksheet) -> dict[str, str]:
    """Each header without its mark, and its column's letter."""
    return {str(cell.value).strip("*"): cell.column_letter for cell in sheet[1]}


def validation(sheet: Worksheet, header: str) -> DataValidation:
    letter = columns(sheet)[header]
    found = [one for one in sheet.data_validations.dataValidation if f"{letter}2" in one.sqref]
    assert len(found) == 1, header
    return found[0]


def listed(book: openpyxl.Workbook, formula: str) -> list[str]:
    """The words of a drop-down, where the hidden sheet has them."""
    name, _, area = formula.lstrip("=").partition("!")
    return [str(row[0].value) for row in book[name][area.replace("$", "")]]


def test_sheets(book: openpyxl.Workbook) -> None:
    """Every table but the registers, which an empty sheet would say nobody is on."""
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]

    tables = ["镇街", "村", "户", "成员", "务工记录", "务工计划", "走访"]
    tables += ["政策享受", "材料", "收入明细", "互查", "帮扶责任人"]
    assert visible == ["说明", *tables]
    assert all(book[name].freeze_panes for name in tables)


def test_headers_are_read_as_their_fields(book: openpyxl.Workbook, catalog: Catalog) -> None:
    """Each header, with its unit or as one of numbered columns, means its own field."""
    known = headings(catalog)
    for entity in catalog.entities.values():
        if entity.register is not None:
            continue
        read = [
            next(match.field for match in known.matches(header) if match.entity == entity.name)
            for header in columns(book[entity.title])
        ]
        wanted = [
            name
            for name, field in entity.fields.items()
            for _ in field.gather or (name,)
            if field.derived is None
        ]
        assert read == wanted, entity.title


def test_keys_are_marked(book: openpyxl.Workbook) -> None:
    def marked(name: str) -> list[str]:
        return [str(cell.value) for cell in book[name][1] if str(cell.value).startswith("*")]

    assert marked("户") == ["*户编号", "*镇街名", "*村名"]
    assert marked("成员") == ["*户编号", "*人编号"]
    assert marked("走访") == ["*户编号"]


def test_drop_downs(book: openpyxl.Workbook, catalog: Catalog) -> None:
    """Codes of any length, yes and no, and the numbered columns of several codes."""
    item = validation(book["政策享受"], "项目")
    assert listed(book, item.formula1) == [*catalog.codes["政策项目"].codes]
    assert len(",".join(catalog.codes["政策项目"].codes)) > 255
    assert listed(book, validation(book["成员"], "居民医保").formula1) == ["是", "否"]
    assert listed(book, validation(book["户"], "满意").formula1) == ["是", "否"]
    assert "因病" in listed(book, validation(book["户"], "致贫/返贫风险5").formula1)
    assert book["代码"].sheet_state == "hidden"


CHECKED = [
    # sheet, header, type, from, style of the refusal, what the prompt says, why
    ("户", "监测对象类别", "list", None, "warning", "空着就是“非监测对象”", "不详 may be forced"),
    ("户", "类别", "list", None, "stop", "从下拉表里选。", "not known is left empty"),
    ("成员", "出生日期", "date", "1", "stop", "写作 2020-09-17", "a day"),
    ("成员", "劝返次数（次）", "whole", "0", "stop", "不小于 0", "a count"),
    ("户", "人均纯收入（元/年）", "decimal", "-1000000000000", "stop", "单位是元/年", "a loss"),
    ("成员", "证件号码", None, None, None, "文字格式", "any text, with a word of advice"),
    ("成员", "健康状况", None, None, None, "几项用、隔开", "several words in one cell"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "header", "kind", "least", "style", "told", "why"), CHECKED)
def test_prompts(
    book: openpyxl.Workbook,
    name: str,
    header: str,
    kind: str | None,
    least: str | None,
    style: str | None,
    told: str,
    why: str,
) -> None:
    found = validation(book[name], header)

    assert told in str(found.prompt), why
    assert found.type == kind, why
    assert kind is None or (found.errorStyle or "stop") == style, why
    assert least is None or found.formula1 == least, why


def test_prompts_are_no_longer_than_they_may_be(book: openpyxl.Workbook) -> None:
    """Excel calls a workbook broken for one character more."""
    for sheet in book:
        for found in sheet.data_validations.dataValidation:
            assert len(found.prompt or "") <= 255
            assert len(found.promptTitle or "") <= 32


def test_numbers_that_identify_are_text(book: openpyxl.Workbook) -> None:
    """Whole columns are formatted, so that what is typed keeps its zeros and its digits."""
    for name, header in (("成员", "证件号码"), ("户", "户编号"), ("户", "银行卡号")):
        number = column_index_from_string(columns(book[name])[header])
        looks = book[name].column_dimensions.values()
        assert [one.number_format for one in looks if one.min <= number <= one.max] == ["@"]


def test_one_household_is_read(office: Path, checker: Command, book: openpyxl.Workbook) -> None:
    """Filled in with one household, it is checked as it is: no option, no configuration."""
    put(book["户"], {"户编号": "H1", "村名": "北村", "镇街名": "某街道", "户主姓名": "张大山"})
    put(book["户"], {"类别": "享受政策户", "人均纯收入（元/年）": 5184.1, "满意": "否"})
    person = {"户编号": "H1", "人编号": "H1-1", "姓名": "张大山", "出生日期": date(1938, 5, 1)}
    put(book["成员"], person | {"证件号码": "009901193805010417", "居民医保": "是"})
    book.save(office / "filled.xlsx")

    ran = checker("check", "filled.xlsx", "--as-of", "2020-09-17", "--format", "json", "--unmask")

    assert (ran.code, ran.err) == (1, "")
    assert '"成员": 1' in ran.out
    assert '"rule": "satisfaction/satisfied"' in ran.out
    assert '"place": "filled.xlsx › 户 ›' in ran.out


def put(sheet: Worksheet, cells: dict[str, object]) -> None:
    """Write cells into the first row below the headers."""
    letters = columns(sheet)
    for header, content in cells.items():
        sheet[f"{letters[header]}2"] = content
