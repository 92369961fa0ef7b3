"""The values at which a verdict can turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.resolved import TableName
from checker.study.representatives import Cell, representatives
from tests.study.small import chapter, only, rule

PERSON, OTHER = "999999198006150013", "99999919800615003X"
UNREADABLE = "认不出"

CELLS: list[tuple[str, str, str, set[Cell], str]] = [
    ("人均纯收入 >= 4000", "户", "人均纯收入", {"3999", "4000", "4001"}, "a step is one yuan"),
    ("人均纯收入 > 433.333333", "户", "人均纯收入", {"433.33", "433.34"}, "what a file can hold"),
    (
        "人均纯收入 / count(成员) >= 50",
        "户",
        "人均纯收入",
        {"49", "50", "51", "98", "100", "102"},
        "a share of one person, of two",
    ),
    ("人口数 + 1 == 3", "户", "人口数", {"1", "2", "3"}, "sums are taken back"),
    ("count(成员) == 人口数", "户", "人口数", {"0", "1", "2", "3"}, "none, one, two rows"),
    ("年龄 >= 16", "成员", "出生日期", {"2004-09-17", "2004-09-18"}, "sixteen today, tomorrow"),
    (
        "出生日期 <= 核查日 - months(1)",
        "成员",
        "出生日期",
        {"2020-08-16", "2020-08-17", "2020-08-18"},
        "a day by a day",
    ),
    (
        "year(出生日期) == year(核查日)",
        "成员",
        "出生日期",
        {"2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"},
        "the first and the last day of a year",
    ),
    (
        "month(month_of(出生日期)) == 13",
        "成员",
        "出生日期",
        {"2020-12-01", "2020-12-31"},
        "no year has a thirteenth month, but a step less is one",
    ),
    ('在校状况 == "小学"', "成员", "在校状况", {"小学", "不在校"}, "a code and another"),
    (
        '在校状况 in ["小学", "不在校"]',
        "成员",
        "在校状况",
        {"小学", "不在校", "初中"},
        "and another",
    ),
    ('"因病" in 原因', "成员", "原因", {("因病",), ("因残",)}, "a set of codes"),
    ("是否贫困", "户", "是否贫困", {"是", "否"}, "yes and no"),
    (
        "any(c.证件号码 == 证件号码 for c in 车辆登记)",
        "成员",
        "证件号码",
        {PERSON, OTHER},
        "one on the register, one who is not",
    ),
    (
        "birth_in_id(证件号码) == 出生日期",
        "成员",
        "证件号码",
        {"999999202009170019"},
        "a number that tells the day, here that of the check",
    ),
    (
        "longest_gap((v.日期 for v in 走访), since=核查日 - 30, until=核查日) <= 7",
        "户",
        "日期",
        {"2020-08-25", "2020-08-26", "2020-09-10", "2020-09-09"},
        "seven days after the first day and before the last, and a day more",
    ),
]


@pytest.mark.parametrize(("requires", "each", "title", "expected", "why"), CELLS)
def test_cells(
    tmp_path: Path, requires: str, each: str, title: str, expected: set[Cell], why: str
) -> None:
    policies = chapter(tmp_path, rule(f"'{requires}'", each))
    one, resolved = only(policies)

    cells = representatives([one], resolved, policies.catalog).cells

    table = policies.catalog.entity_named(each if title != "日期" else "走访")
    assert table is not None
    name = next(name for name, field in table.fields.items() if field.title == title)
    found = next(some for read, some in cells.items() if read == (TableName(table.name), name))
    assert found[0] is None
    assert expected <= set(found), why


@pytest.mark.parametrize(
    ("requires", "each", "last", "why"),
    [
        ("人均纯收入 >= 4000", "户", UNREADABLE, "no number"),
        (
            "known(证件号码)",
            "成员",
            "3.70703E+17",
            "what is written is read, unless it is cut off",
        ),
        ("known(帮扶人)", "户", "3.70703E+17", "a text, too"),
    ],
)
def test_unreadable(tmp_path: Path, requires: str, each: str, last: str, why: str) -> None:
    """Every field that can be unreadable is so once, last of all."""
    policies = chapter(tmp_path, rule(f"'{requires}'", each))
    one, resolved = only(policies)

    (cells,) = representatives([one], resolved, policies.catalog).cells.values()

    assert cells[-1] == last, why


def test_tables(tmp_path: Path) -> None:
    """A row of the rule's table and its ancestors, any number in what is ranged over."""
    policies = chapter(tmp_path, rule("户.是否贫困 and any(v.日期 == 核查日 for v in 户.走访)"))
    one, resolved = only(policies)

    found = representatives([one], resolved, policies.catalog)

    assert [table.entity for table in found.single] == ["household", "member"]
    assert [table.entity for table in found.ranged] == ["visit"]
