"""One cell that somebody edited: what changes in its file, to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.project.small import FILES, Content, back, put, texts, workbook, write

# sheet, row, cells, file, what stood, what stands instead, why
EDITS: list[tuple[str, int, Mapping[str, Content], str, str, str, str]] = [
    ("标准", 4, {"值": 0.3}, "school.yaml", "value: 0.1}", "value: 0.3}", "nothing drifts"),
    ("标准", 2, {"值": 1100}, "school.yaml", "小学: 1000,", "小学: 1100,", "of one code"),
    ("标准", 5, {"值": "否"}, "school.yaml", "value: true", "value: false", "yes and no"),
    ("标准", 6, {"值": date(2020, 1, 1)}, "school.yaml", "2019-10-01", "2020-01-01", "a day"),
    ("标准", 7, {"值": "残疾"}, "school.yaml", "[残疾, 大病]}", "[残疾]}", "several words"),
    ("标准", 9, {"值": 4300}, "standards.yaml", "value: 4200 ", "value: 4300 ", "a comment stays"),
    ("标准", 9, {"依据文件": "丙：1"}, "standards.yaml", "'乙文'", "'丙：1'", "quotes stay"),
    ("标准", 9, {"已核实": "是"}, "standards.yaml", '"https://a.cn/b"\n',
     '"https://a.cn/b"\n          confirmed: true\n', "a key that was not there"),
    ("标准", 8, {"地区": None}, "standards.yaml", " region: 全国,", "", "a key goes"),
    ("标准", 8, {"依据文件": None, "已核实": None}, "standards.yaml",
     ", basis: {document: 甲文, confirmed: true}", "", "the document goes"),
    ("标准", 4, {"依据文件": "丁文", "等级": "G"}, "school.yaml", "value: 0.1}",
     "value: 0.1, basis: {document: 丁文, grade: G}}", "a document where there was none"),
    ("决策表", 2, {"结果": '补助["小学"] + 1'}, "school.yaml", 'is: 补助["小学"]\n',
     'is: 补助["小学"] + 1\n', "an expression"),
    ("决策表", 4, {"条件": '学段 == "小学"'}, "school.yaml", "otherwise: 0",
     "{when: 学段 == \"小学\", is: 0}", "the last row has a condition"),
    ("豁免", 2, {"户编号": "0099"}, "waivers.yaml", "'0012'", "'0099'", "digits that identify"),
    ("豁免", 3, {"事由": "回来了"}, "waivers.csv", '"外出, 未归"', "回来了", "CSV"),
    ("豁免", 3, {"行": "r,1"}, "waivers.csv", "0013,,2020", '0013,"r,1",2020', "CSV in quotes"),
    ("豁免", 3, {"止": date(2021, 1, 1)}, "waivers.csv", "2020-12-31", "2021-01-01", "CSV day"),
    ("用例 教育", 2, {"成员.在校": None}, "school.cases.yaml", ", 在校: 否}", "}", "a cell goes"),
    ("用例 教育", 2, {"成员.学段": "小学"}, "school.cases.yaml", "在校: 否}",
     "在校: 否, 学段: 小学}",
     "a new column"),
    ("用例 教育", 2, {"应得": "待核实"}, "school.cases.yaml", "expect: gap}", "expect: unknown}",
     "the verdict"),
    ("用例 教育", 2, {"核查日": date(2020, 1, 1)}, "school.cases.yaml", "expect: gap}",
     "expect: gap, as_of: 2020-01-01}", "its own day"),
    ("用例 教育", 3, {"户.人均纯收入": 4200.5}, "school.cases.yaml", "4200}", "4200.5}",
     "a number"),
    ("用例 教育", 3, {"用例": "it's"}, "school.cases.yaml", "'两个孩子'", "'it''s'", "quotes"),
    ("用例 教育", 4, {"应得": "不合格"}, "school.cases.yaml", "b: unknown", "b: gap",
     "of one row"),
    ("用例 教育", 4, {"成员.在校": "是"}, "school.cases.yaml", "# 没填在校\n",
     "# 没填在校\n          在校: 是\n", "a key of the second row"),
    ("用例 教育", 6, {"成员": None, "成员.在校": "否"}, "school.cases.yaml", "{在校: 是}, {}]",
     "{在校: 是}, {在校: 否}]", "a row of which nothing was known"),
    ("用例 教育", 7, {"上期.成员.出生日期": date(2010, 1, 1)}, "school.cases.yaml", "去年",
     "2010-01-01", "an earlier period"),
    ("用例 教育", 7, {"成员.证件号码": "1"}, "school.cases.yaml", "'370703201003010118'", "'1'",
     "a number that identifies stays in quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "cells", "file", "old", "new", "why"), EDITS)
def test_one_edit(
    tmp_path: Path,
    sheet: str,
    row: int,
    cells: Mapping[str, Content],
    file: str,
    old: str,
    new: str,
    why: str,
) -> None:
    """What was edited changes in its file, to the letter; everything else stays."""
    book = workbook(write(tmp_path))
    add_columns(book[sheet], cells)
    put(book[sheet], row, cells)

    found = back(tmp_path, book)

    assert FILES[file].count(old) == 1
    assert texts(tmp_path, found) == {file: FILES[file].replace(old, new)}, why


def add_columns(sheet: Any, cells: Mapping[str, Content]) -> None:
    """Headers that are not there yet, behind the last."""
    headers = [str(cell.value).strip("*") for cell in sheet[1]]
    for header in cells:
        if header not in headers:
            free = next(i for i, known in enumerate(headers, 1) if known == "None")
            sheet.cell(1, free).value = header
            headers[free - 1] = header
