"""Defects in the counting of income, and in the villages' further figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import fitting
from planting import Defect, Plot
from writing import Row

INCOME = "income"
KINDS = ("工资性收入", "生产经营性收入", "财产性收入", "转移性收入")

HOUSEHOLDS = (
    Defect(
        "income/twelve-months",
        "gap",
        {"收入计算止": date(2019, 8, 31)},
        "只算了十一个月",
        fitting.registered,
    ),
    Defect(
        "income/year-begins",
        "gap",
        {"收入计算起": date(2019, 1, 1), "收入计算止": date(2019, 12, 31)},
        "从1月起算",
        fitting.registered,
    ),
    Defect(
        "income/period-known",
        "gap",
        {"收入计算起": None},
        "从哪天起算漏填",
        fitting.registered,
    ),
    Defect("income/total", "gap", {"年收入": 999}, "年收入与四类之和不同", fitting.registered),
    Defect(
        "income/total", "unknown", {"年收入": "一万多"}, "年收入写作一万多", fitting.registered
    ),
)

ITEMS = (
    Defect("income/bank", "gap", {"流水金额": 12}, "流水只有12元", kind="养老金"),
    Defect("income/bank", "unknown", {"流水金额": "见存折"}, "流水写作见存折", kind="养老金"),
)

WET = 666  # mu: what a household has that wrote square metres
# Villages: the how-manieth, what is written, the rule that must find a gap, why.
VILLAGES = (
    (0, {"集体经济收入": 0}, "collective-income", "出列村集体经济收入填了0"),
    (1, {"养老参保人数": None}, "people-figures", "养老参保人数漏填"),
    (13, {"文化室个数": "有"}, "service-figures", "文化室个数写作有"),
    (3, {"林地面积": 1}, "other-land", "全村林地1亩，少于各户之和"),
)


def spoilt_elsewhere(plot: Plot) -> None:
    """Where other defects changed a household's income, nobody keeps the items."""
    for row in plot.tables["户"]:
        items = plot.of("收入明细", str(row["户编号"]))
        if any(row[kind] != counted(items, kind) for kind in KINDS):
            for item in items:
                plot.drop("收入明细", item)


def counted(items: Iterable[Row], kind: str) -> int:
    """What the items of one kind come to."""
    return sum(
        item["全年金额"] for item in items if item["收入类别"] == kind and item["是否计入"] == "是"
    )


def households(plot: Plot) -> None:
    """The income year, the months, the sums."""
    plot.spoil("户", HOUSEHOLDS)
    row = plot.household(INCOME, lambda story: story.registered and story.income.pension > 0)
    row["养老保险金"] += 300
    plot.gap("income/transfer-parts", row, "养老保险金多记300元")
    row = plot.household(INCOME, lambda story: story.registered and story.income.rent > 0)
    row["其他财产性收入"] += 200
    plot.gap("income/property-parts", row, "租金多记200元")
    row = plot.household(INCOME, lambda story: story.registered and story.income.rent > 0)
    row["其他财产性收入"] = None
    plot.unknown("income/property-parts", row, "租金漏填，和对不上")


def items(plot: Plot) -> None:
    """Items that may not be counted, are not filled in, or do not come to what is on file."""
    plot.spoil("收入明细", ITEMS)
    row = plot.income(INCOME, "医疗报销和救助")
    row["是否计入"] = "是"
    plot.gap("income/not-counted", row, "医疗救助计入了收入")
    plot.gap("income/items-add-up", plot.home(row), "多计入了医疗救助")
    row = plot.income(INCOME, "赡养费")
    row["全年金额"] = None
    plot.gap("income/items-filled", row, "金额漏填")
    plot.unknown("income/items-add-up", plot.home(row), "赡养费的金额漏填")


def villages(plot: Plot) -> None:
    """Further figures of the villages."""
    for place, changes, rule, why in VILLAGES:
        row = plot.tables["村"][place]
        row.update(changes)
        plot.gap(f"villages/{rule}", row, why)
    wet = next(row for row in plot.tables["户"] if row["水面面积"] == WET)
    row = next(row for row in plot.tables["村"] if row["村名"] == wet["村名"])
    plot.gap("villages/other-land", row, f"一户就登记了{WET}亩水面")


ALL = (spoilt_elsewhere, households, items, villages)
