"""How the offices of 2023 and 2026 print their tables: as in 2020, but for what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from moved import reworded
from prints import prints
from settings import Year
from writing import Print, Row

HEADERS = {
    "户": {
        "监测对象类别": "监测对象类型",
        "致贫返贫风险": "致贫/返贫风险",
        "风险是否消除": "风险是否已消除",
        "风险线索日期": "风险线索发现时间",
        "识别日期": "识别时间",
        "识别时人均纯收入": "识别时人均纯收入（元）",
        "识别时工资性收入": "识别时工资性收入（元）",
        "上年人均纯收入": "上年人均纯收入（元）",
        "合规自付支出": "合规自付支出（元）",
        "低收入类型": "低收入人口类型",
        "刚性支出": "刚性支出（元）",
    },
    "成员": {"是否失学辍学": "是否义务教育阶段适龄儿童少年失学辍学"},
}
SHEETS = {"暖心包材料": "一户一档材料"}


def prints_of(year: Year, tables: Mapping[str, list[Row]]) -> list[Print]:
    """How each table of the sample is printed."""
    words = {**year.words, "2020年": f"{year.as_of.year}年"}
    return [
        replace(
            plan,
            sheet=SHEETS.get(plan.sheet, plan.sheet),
            headers={**plan.headers, **HEADERS.get(plan.table, {})},
            title=reworded(plan.title, words),
        )
        for plan in prints(tables)
        if tables.get(plan.table)
    ]
