"""Defects in the trios' cross-checks and in the villages' figures."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot

CHECK = "cross_check"
FOUND = {"发现问题": "扶贫手册未更新", "核查日期": date(2020, 9, 2)}

RECORDS = (
    Defect(
        "cross_check/problem-closed",
        "gap",
        {**FOUND, "是否销号": "否"},
        "9月2日发现的问题没有销号",
    ),
    Defect(
        "cross_check/problem-closed",
        "unknown",
        {**FOUND, "是否销号": "部分"},
        "是否销号写作部分",
    ),
    Defect("cross_check/by-the-checker", "unknown", {"核查人": None}, "没有写核查人"),
    Defect("cross_check/same-grade", "gap", {"住房等级": "D级"}, "互查看到D级"),
    Defect("cross_check/same-grade", "unknown", {"住房等级": "一般"}, "互查写作一般"),
    Defect("cross_check/same-size", "gap", {"家庭人口数": 9}, "互查看到9人"),
    Defect("cross_check/same-size", "unknown", {"家庭人口数": "多人"}, "互查写作多人"),
    Defect("cross_check/same-water", "gap", {"是否解决安全饮用水": "否"}, "互查看到没有解决"),
    Defect("cross_check/same-water", "unknown", {"是否解决安全饮用水": "不稳定"}, "写作不稳定"),
    Defect("cross_check/same-category", "gap", {"类别": "档外户"}, "互查认定为档外户"),
    Defect("cross_check/same-category", "unknown", {"类别": "其他户"}, "互查写作其他户"),
    Defect("cross_check/same-living", "gap", {"有无御寒被褥": "无"}, "互查看到没有被褥"),
    Defect("cross_check/same-living", "unknown", {"有无御寒被褥": "有一床"}, "写作有一床"),
)

# The villages' own figures: the how-manieth village, what is written, which rule finds what.
VILLAGES = (
    (2, {"总人口数": None}, (("basics", "gap"),), "总人口数漏填"),
    (3, {"是否有卫生室": None}, (("basics", "gap"), ("facilities", "unknown")), "卫生室漏填"),
    (4, {"是否通硬化路": "否"}, (("facilities", "gap"),), "没有通硬化路"),
    (5, {"建档立卡户数": 99}, (("households", "gap"),), "建档立卡户数与户表不同"),
    (6, {"建档立卡户数": None}, (("households", "unknown"),), "建档立卡户数漏填"),
    (7, {"建档立卡人数": 99}, (("people", "gap"),), "建档立卡人数与成员表不同"),
    (7, {"享受政策户数": "全部"}, (("enjoying", "unknown"),), "享受政策户数写作全部"),
    (8, {"享受政策户数": 99}, (("enjoying", "gap"),), "享受政策户数与户表不同"),
    (9, {"耕地面积": 3}, (("farmland", "gap"),), "全村耕地3亩，少于各户之和"),
    (10, {"低保人口数": 0}, (("dibao-people", "gap"),), "低保人口数为0，档案中有低保对象"),
)


def trios(plot: Plot) -> None:
    """An officer whose trio was left blank: two are left, and his households are in doubt."""
    lost = next(row for row in plot.tables["帮扶责任人"] if row["互查小组"] == fitting.BROKEN_TRIO)
    lost["互查小组"] = None
    plot.unknown("cross_check/trio", lost, "互查小组漏填")
    for row in plot.tables["帮扶责任人"]:
        if row["互查小组"] == fitting.BROKEN_TRIO:
            plot.gap("cross_check/trio", row, "第9组只剩两人")
    for row in plot.tables["户"]:
        if lost["人员编号"] in (row["帮扶人"], row["核查人"]):
            plot.unknown("cross_check/same-trio", row, "有一人的互查小组漏填")


def checkers(plot: Plot) -> None:
    """Checkers of their own households, of other trios, of nobody's choice."""
    check = plot.check(CHECK, fitting.in_whole_trio)
    home = plot.home(check)
    home["核查人"] = check["核查人"] = home["帮扶人"]
    plot.gap("cross_check/not-own", home, "核查人就是帮扶责任人")
    check = plot.check(
        CHECK,
        lambda story: fitting.in_whole_trio(story) and story.household.officer.trio != "第24组",
    )
    home = plot.home(check)
    home["核查人"] = check["核查人"] = "BF072"
    plot.gap("cross_check/same-trio", home, "核查人是第24组的，帮扶责任人不是")
    check = plot.check(CHECK)
    check["核查人"] = plot.home(check)["帮扶人"]
    plot.gap("cross_check/by-the-checker", check, "互查是帮扶责任人自己做的")


def times(plot: Plot) -> None:
    """Cross-checks that were not made, or whose day cannot be read."""
    check = plot.check(CHECK)
    plot.drop("互查", check)
    plot.gap("cross_check/checked", plot.home(check), "没有互查")
    check = plot.check(CHECK)
    check["核查日期"] = date(2020, 7, 3)
    plot.gap("cross_check/checked", plot.home(check), "七月以来没有互查")
    check = plot.check(CHECK)
    check["核查日期"] = "八九月间"
    plot.unknown("cross_check/checked", plot.home(check), "核查日期写作八九月间")
    plot.spoil("互查", RECORDS)


def villages(plot: Plot) -> None:
    """The villages' figures against the households'."""
    rows = plot.tables["村"]
    for place, changes, found, why in VILLAGES:
        rows[place].update(changes)
        for rule, verdict in found:
            say = plot.gap if verdict == "gap" else plot.unknown
            say(f"villages/{rule}", rows[place], why)

    name = rows[11]["村名"]
    row = plot.household(
        "villages",
        lambda story: fitting.off_register(story) and story.household.village == name,
    )
    row["耕地面积"] = "不多"
    plot.unknown("villages/farmland", rows[11], "一户的耕地面积写作不多")
    plot.gap("household_data/land-known", row, "耕地面积写作不多，不是数")
    plot.reserve(row, "household_data")

    dangerous = {row["村名"] for row in plot.tables["户"] if row["是否危房户"] == "是"}
    village = next(row for row in rows if row["村名"] in dangerous)
    village["总户数"] = 0
    plot.gap("villages/dangerous", village, "总户数为0，却有危房户")


ALL = (trios, checkers, times, villages)
