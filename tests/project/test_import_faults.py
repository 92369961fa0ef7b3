"""What is wrong in a workbook is told by sheet and cell, all of it, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from checker.fault import Fault, FaultyInput
from checker.project.importing import imported
from tests.project.small import DAY, FILES, NAME, Content, back, put, texts, workbook, write


def faults(folder: Path, book: openpyxl.Workbook) -> list[Fault]:
    with pytest.raises(FaultyInput) as faulty:
        back(folder, book)
    return list(faulty.value.faults)


NEW: dict[str, Content] = {"标准": "收入线", "起": date(2021, 1, 1), "值": 1}
WAIVER: dict[str, Content] = {
    "规则": "school/in-school", "户编号": "1", "起": date(2020, 9, 1), "止": date(2020, 9, 2),
    "事由": "a", "批准人": "b", "文件": "c",
}  # fmt: skip
CASE: dict[str, Content] = {"规则": "in-school", "用例": "新", "应得": "合格"}
# sheet, row, cells, place, code, part of the mend, why
FAULTY: list[tuple[str, int, Mapping[str, Content], str, str, str, str]] = [
    ("标准", 4, {"值": "一成"}, "标准 › I4", "wrong-sort", "不带单位", "a word for a number"),
    ("标准", 4, {"值": 0.1234567}, "标准 › I4", "outside-number", "6位", "what the reader says"),
    ("标准", 4, {"值": None}, "标准 › I4", "empty-cell", "写上", "nothing"),
    ("标准", 5, {"值": "对"}, "标准 › I5", "wrong-sort", "“是”或“否”", "neither yes nor no"),
    ("标准", 6, {"值": "2020年"}, "标准 › I6", "wrong-sort", "一个日期", "no day"),
    ("标准", 4, {"起": "2018年9月"}, "标准 › F4", "not-a-day", "2020-09-17", "a month"),
    ("标准", 4, {"等级": "Z", "依据文件": "甲"}, "标准 › N4", "unknown-word", "", "no grade"),
    ("标准", 4, {"条款": "第一条"}, "标准 › 第4行", "missing-key", "document", "no document"),
    ("标准", 4, {"标准": "收入线"}, "标准 › C4", "not-here", "改回去", "another standard"),
    ("标准", 10, {**NEW, "标准": "收人线"}, "标准 › C10", "unknown-standard", "收入线",
     "misspelt"),
    ("标准", 10, {**NEW, "起": date(2020, 1, 1)}, "标准 › 第10行", "duplicate-value",
     "标准 › ", "a day twice; the mend names the other row"),
    ("标准", 10, {**NEW, "地区": None, "代码": "小学", "值": None}, "标准 › I10", "empty-cell",
     "写上",
     "a code without a value"),
    ("豁免", 4, {**WAIVER, "规则": "school/in-scool"}, "豁免 › B4", "unknown-rule",
     "school/in-school", "misspelt"),
    ("豁免", 4, {**WAIVER, "止": date(2020, 8, 1)}, "豁免 › F4", "backwards", "", "ends first"),
    ("豁免", 4, {**WAIVER, "起": "九月"}, "豁免 › E4", "not-a-day", "2020-09-17", "no day"),
    ("豁免", 2, {"批准人": None}, "豁免 › H2", "empty-cell", "写上", "in YAML"),
    ("豁免", 2, {"起": "九月"}, "豁免 › E2", "not-a-day", "2020-09-17", "in YAML"),
    ("决策表", 2, {"条件": "学段 = 1"}, "决策表 › E2", "single-equals", "", "an expression"),
    ("决策表", 2, {"结果": "补助[学断]"}, "决策表 › F2", "unknown-field", "学段", "resolved too"),
    ("决策表", 5, {"名称": "应发", "条件": "其余", "结果": "1"}, "决策表 › 第4行",
     "otherwise-last",
     "", "two last rows"),
    ("用例 教育", 2, {"应得": "合各"}, "用例 教育 › F2", "unknown-word", "不合格", "no verdict"),
    ("用例 教育", 2, {"规则": "in-scool"}, "用例 教育 › B2", "unknown-rule", "in-school",
     "misspelt"),
    ("用例 教育", 2, {"用例": None}, "用例 教育 › D2", "empty-cell", "写上", "no name"),
    ("用例 教育", 8, CASE | {"应得": None}, "用例 教育 › F8", "empty-cell", "写上", "no verdict"),
    ("用例 教育", 7, {"成员.证件号码": 370703201003010118}, "用例 教育 › K7", "digits-lost",
     "设为文本", "a number that identifies typed as a number"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "cells", "place", "code", "mend", "why"), FAULTY)
def test_fault(
    tmp_path: Path,
    sheet: str,
    row: int,
    cells: Mapping[str, Content],
    place: str,
    code: str,
    mend: str,
    why: str,
) -> None:
    book = workbook(write(tmp_path))
    put(book[sheet], row, cells)

    told = faults(tmp_path, book)

    assert [(one.place, one.code) for one in told] == [(f"{NAME} › {place}", code)], why
    assert mend in told[0].hint, why
    assert told[0].span is None, why


def test_all_at_once_and_nothing_written(tmp_path: Path) -> None:
    """Sheet by sheet, and what is sound stays unwritten beside what is not."""
    book = workbook(write(tmp_path))
    put(book["标准"], 2, {"值": 1100})
    put(book["标准"], 4, {"起": "九月"})
    put(book["豁免"], 2, {"止": date(2020, 1, 1)})
    put(book["用例 教育"], 2, {"规则": "in-scool"})

    told = faults(tmp_path, book)

    places = [one.place.removeprefix(f"{NAME} › ") for one in told]
    assert places == ["标准 › F4", "豁免 › 第2行", "用例 教育 › B2"]
    assert {name: (tmp_path / name).read_bytes().decode() for name in FILES} == FILES


def test_column_unknown(tmp_path: Path) -> None:
    book = workbook(write(tmp_path))
    book["标准"]["P1"] = "备注"
    book["用例 教育"]["M1"] = "成员.学断"

    told = [(one.place, one.code, one.hint) for one in faults(tmp_path, book)]

    assert told[0][:2] == (f"{NAME} › 标准 › P1", "unknown-column")
    assert told[1] == (f"{NAME} › 用例 教育 › M1", "unknown-column", "是不是“成员.学段”？")


def test_column_lost(tmp_path: Path) -> None:
    """A column that is gone would take all that stood in it with it."""
    book = workbook(write(tmp_path))
    book["标准"].delete_cols(7)

    (told,) = faults(tmp_path, book)

    assert (told.place, told.sentence) == (f"{NAME} › 标准", "少了“地区”这一列")


def test_beside_the_table(tmp_path: Path) -> None:
    book = workbook(write(tmp_path))
    book["豁免"]["L3"] = "问一下"

    (told,) = faults(tmp_path, book)

    assert (told.place, told.code) == (f"{NAME} › 豁免 › L3", "stray-cell")


def test_first_line_gone(tmp_path: Path) -> None:
    book = workbook(write(tmp_path))
    book["用例 教育"].delete_rows(3)

    (told,) = faults(tmp_path, book)

    assert (told.place, told.code) == (f"{NAME} › 用例 教育 › 第3行", "no-first-line")


def test_decision_rows_moved(tmp_path: Path) -> None:
    """The first row that holds decides, so their order is part of what they say."""
    book = workbook(write(tmp_path))
    sheet = book["决策表"]
    for first, second in zip(sheet[2], sheet[3], strict=True):
        first.value, second.value = second.value, first.value

    (told,) = faults(tmp_path, book)

    assert (told.place, told.code) == (f"{NAME} › 决策表 › 第3行", "rows-moved")


def test_verdicts_that_no_line_can_show(tmp_path: Path) -> None:
    odd = FILES["school.cases.yaml"].replace("{a: met, b: unknown}", "{a: met, z: unknown}")
    book = workbook(write(tmp_path, {**FILES, "school.cases.yaml": odd}))
    put(book["用例 教育"], 3, {"应得": "合格"})

    (told,) = faults(tmp_path, book)

    assert (told.place, told.code) == (f"{NAME} › 用例 教育 › F3", "not-here")


def test_base_is_only_shown(tmp_path: Path) -> None:
    """A line of the base that was changed is told with what to do instead."""
    write(tmp_path / "base")
    own = write(tmp_path / "own", {"overlay.yaml": "overlay: {extends: ../base, document: 甲}\n"})
    book = workbook(own)
    put(book["标准"], 4, {"值": 0.2})

    (told,) = faults(own, book)

    assert (told.place, told.code) == (f"{NAME} › 标准 › I4", "not-here")
    assert "另加一行" in told.hint


def test_changed_since(tmp_path: Path) -> None:
    """A sheet of which the file has changed is refused; the others are as good as before."""
    book = workbook(write(tmp_path))
    school = tmp_path / "standards.yaml"
    school.write_text(school.read_text("utf-8").replace("4200", "4210"), "utf-8")

    (told,) = faults(tmp_path, book)
    del book["标准"]
    put(book["用例 教育"], 2, {"应得": "合格"})

    assert (told.place, told.code) == (f"{NAME} › 标准", "changed-since")
    assert [*texts(tmp_path, back(tmp_path, book))] == ["school.cases.yaml"]


def test_a_comment_since_does_not_matter(tmp_path: Path) -> None:
    """Only what the sheet says is compared, so that layout may change."""
    book = workbook(write(tmp_path))
    file = tmp_path / "standards.yaml"
    file.write_text(f"# 新的注释\n{file.read_text('utf-8')}", "utf-8")
    put(book["标准"], 9, {"值": 4300})

    (changed,) = texts(tmp_path, back(tmp_path, book)).values()

    assert changed == f"# 新的注释\n{FILES['standards.yaml']}".replace("4200 ", "4300 ")


def test_own_sheets_are_passed_over(tmp_path: Path) -> None:
    book = workbook(write(tmp_path))
    book.create_sheet("我的备注")["A1"] = "x"

    assert back(tmp_path, book).files == {}


def test_another_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()

    (told,) = faults(write(tmp_path), book)

    assert (told.place, told.code) == (NAME, "not-exported")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a,b\n"])
def test_no_workbook(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FaultyInput) as faulty:
        imported(write(tmp_path), NAME, data, DAY)

    assert NAME in str(faulty.value)


def test_error_cell(tmp_path: Path) -> None:
    """A formula that a spreadsheet never computed says nothing."""
    book = workbook(write(tmp_path))
    book["标准"]["I4"] = "=1/0"
    stream = BytesIO()
    book.save(stream)

    with pytest.raises(FaultyInput) as faulty:
        imported(tmp_path, NAME, stream.getvalue(), DAY)

    (told,) = faulty.value.faults
    assert (told.place, told.code) == (f"{NAME} › 标准 › I4", "error-cell")
