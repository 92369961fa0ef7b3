"""Defects in what the households' table says: causes, land, road and power, incomes."""

from __future__ import annotations

import fitting
from planting import Defect, Plot

CHAPTER = "household_data"

HOUSEHOLDS = (
    Defect("household_data/register-facts", "gap", {"户属性": None}, "户属性漏填", fitting.former),
    Defect(
        "household_data/register-facts",
        "gap",
        {"识别日期": "当年底"},
        "写作当年底",
        fitting.former,
    ),
    Defect(
        "household_data/causes-differ",
        "gap",
        {"其他致贫原因": "因病"},
        "主要致贫原因因病，其他致贫原因又填因病",
        lambda story: story.registered and story.cause == "因病",
    ),
    Defect(
        "household_data/causes-differ",
        "unknown",
        {"其他致贫原因": "家庭困难"},
        "写作家庭困难，不在代码表内",
        fitting.registered,
    ),
    Defect("household_data/land-known", "gap", {"林果面积": None}, "林果面积漏填"),
    Defect("household_data/land-known", "gap", {"水面面积": "无"}, "水面面积写作无，应填0"),
    Defect("household_data/land-range", "gap", {"水面面积": 666}, "平方米当成了亩"),
    Defect(
        "household_data/land-per-head",
        "gap",
        {"耕地面积": 75},
        "小数点漏了，一人75亩",
        fitting.alone,
    ),
    Defect(
        "household_data/returned-forest",
        "gap",
        {"退耕还林面积": 2.5, "林地面积": 1.2},
        "退耕还林比林地还多",
    ),
    Defect("household_data/conditions-known", "gap", {"主要燃料类型": None}, "主要燃料类型漏填"),
    Defect("household_data/conditions-known", "gap", {"入户路类型": "土路"}, "写作土路，认不出"),
    Defect("household_data/home-power", "gap", {"是否通生活用电": "否"}, "没有通生活用电"),
    Defect("household_data/road-distance", "gap", {"与村主干路距离": 350}, "米当成了公里"),
)


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    plot.spoil("户", HOUSEHOLDS)


def unread(plot: Plot) -> None:
    """What cannot be read counts as not filled in; the rules on its size do not ask again."""
    for title, written in (("牧草地面积", "三分"), ("林地面积", "一片")):
        row = plot.household(CHAPTER, fitting.off_register)
        row[title] = written
        plot.gap("household_data/land-known", row, f"{title}写作{written}，不是数")
    for title, written in (("是否通生活用电", "时有时无"), ("与村主干路距离", "很近")):
        row = plot.household(CHAPTER)
        row[title] = written
        plot.gap("household_data/conditions-known", row, f"{title}写作{written}")


def heads(plot: Plot) -> None:
    """The head's number is not the one in the members' table."""
    row = plot.household(CHAPTER, fitting.registered)
    number = str(row["户主证件号码"])
    row["户主证件号码"] = number[:-5] + number[-4] + number[-5] + number[-3:]
    if row["户主证件号码"] == number:
        row["户主证件号码"] = number[:-1]
    plot.gap("household_data/head-id", row, "户表上户主的号码抄错")


def incomes(plot: Plot) -> None:
    """The whole household's income for one head's, a month's wages for a year's."""
    row = plot.household(CHAPTER, fitting.off_register)
    row["人均纯收入"] = row["纯收入"] * 100
    plot.gap("household_data/income-range", row, "单位弄错，人均几十万元")
    plot.gap("livelihood/income-per-head", row, "人均纯收入单位弄错")
    for paper in plot.of("材料", str(row["户编号"]), 类别="收入核算表"):
        plot.gap("documents/same-income", paper, "户表的人均纯收入单位弄错")

    row = plot.household(CHAPTER, fitting.earning)
    rest = row["工资性收入"] - 180
    for title in ("转移性收入", "其他转移性收入"):
        row[title] += rest
    row["工资性收入"] = 180
    plot.gap("household_data/wage-range", row, "全年工资性收入只有180元")


ALL = (simple, unread, heads, incomes)
