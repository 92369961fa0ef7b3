"""Defects in the visits, and in who is to make them."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot

VISITS = "visits"
KNOCK, SATURDAY, ROUND = "敲门行动", "周六扶贫日", "三级书记遍访"
PROBLEM = {
    "发现问题": "门锁损坏",
    "问题分级": "一般",
    "整改计划": "联系维修",
    "整改责任人": "村干部",
    "整改期限": date(2020, 9, 30),
}
DONE = {"办结日期": date(2020, 9, 14)}

RECORDS = (
    Defect("visits/five-items", "gap", {"生活需求": None}, "五项少填一项", kind=KNOCK, place=2),
    Defect(
        "visits/problem-plan",
        "gap",
        {**PROBLEM, **DONE, "问题分级": None},
        "发现问题没有分级",
        kind=SATURDAY,
    ),
    Defect(
        "visits/problem-plan",
        "gap",
        {**PROBLEM, **DONE, "整改计划": None},
        "发现问题没有整改计划",
        kind=SATURDAY,
    ),
    Defect(
        "visits/problem-answered",
        "gap",
        {**PROBLEM, "办结日期": None},
        "8月22日的问题没有办结",
        kind=SATURDAY,
    ),
    Defect(
        "visits/answered-after",
        "gap",
        {**PROBLEM, "办结日期": date(2020, 8, 27)},
        "8月29日发现的问题，8月27日就办结",
        kind=SATURDAY,
        place=1,
    ),
    Defect("visits/signed", "gap", {"户主签字": "否"}, "户主没有签字", kind=KNOCK, place=1),
    Defect(
        "visits/signed",
        "unknown",
        {"走访人签字": None},
        "走访人签没签字漏填",
        kind=KNOCK,
        place=1,
    ),
    Defect(
        "visits/not-ahead",
        "gap",
        {"日期": date(2020, 9, 19)},
        "走访日期在核查日之后",
        kind=KNOCK,
        place=7,
    ),
    Defect("visits/visitor-known", "gap", {"走访人": "SJ999"}, "编号不在名单中", kind=ROUND),
    Defect("visits/visitor-known", "unknown", {"走访人": None}, "走访人漏填", kind=ROUND),
)


def frequency(plot: Plot) -> None:
    """Visits that were not made, or whose day cannot be read."""
    rows = plot.visits(VISITS, KNOCK, fitting.registered)
    plot.drop("走访", rows[4])
    plot.gap("visits/cadre", plot.home(rows[4]), "9月11日没有走访，前后相隔四天")
    row = plot.visits(VISITS, KNOCK, fitting.registered)[3]
    row["日期"] = "9月上旬"
    plot.unknown("visits/cadre", plot.home(row), "一次走访的日期写作9月上旬")
    plot.unknown("visits/not-ahead", row, "日期写作9月上旬")

    rows = plot.visits(VISITS, SATURDAY, fitting.registered)
    plot.drop("走访", rows[2])
    plot.gap("visits/officer", plot.home(rows[2]), "9月5日没有走访，前后相隔两周")
    row = plot.visits(VISITS, SATURDAY, fitting.registered)[1]
    row["日期"] = None
    plot.unknown("visits/officer", plot.home(row), "一次走访的日期漏填")
    plot.gap("visits/not-ahead", row, "日期漏填")

    row = plot.visits(VISITS, ROUND)[0]
    plot.drop("走访", row)
    plot.gap("visits/secretary", plot.home(row), "今年没有书记遍访")
    row = plot.visits(VISITS, ROUND)[0]
    row["日期"] = date(2019, 6, 12)
    plot.gap("visits/secretary", plot.home(row), "书记遍访是去年的")
    row = plot.visits(VISITS, ROUND)[0]
    row["日期"] = "春节前"
    plot.unknown("visits/secretary", plot.home(row), "书记遍访的日期写作春节前")
    plot.unknown("visits/not-ahead", row, "日期写作春节前")


def records(plot: Plot) -> None:
    """Records that are incomplete or contradict something."""
    for row in plot.spoil("走访", RECORDS):
        if row["发现问题"]:
            row["家庭环境"] = "有问题"
    row = plot.visits(VISITS, SATURDAY)[0]
    row.update({**PROBLEM, "办结日期": "已解决"})
    plot.unknown("visits/problem-answered", row, "办结日期写作已解决")
    plot.unknown("visits/answered-after", row, "办结日期写作已解决")
    row = plot.visits(VISITS, SATURDAY)[2]
    row["走访人"] = plot.home(row)["核查人"]
    plot.gap("visits/own-officer", row, "周六去的是核查人，不是帮扶责任人")


def cadre_load(plot: Plot) -> None:
    """A cadre who takes over a household from a colleague and then has four."""
    row = plot.household(VISITS, lambda story: load(plot, story.household.cadre.number) == 3)
    loaded = next(
        one
        for one in plot.tables["帮扶责任人"]
        if one["村名"] == row["村名"]
        and one["人员身份"] == "村干部"
        and one["人员编号"] != row["村干部"]
        and load(plot, str(one["人员编号"])) == 3
    )
    row["村干部"] = loaded["人员编号"]
    for visit in plot.of("走访", str(row["户编号"]), 走访类型=KNOCK):
        visit["走访人"] = loaded["人员编号"]
    plot.gap("visits/cadre-load", loaded, "一名村干部包了四户")


def load(plot: Plot, cadre: str) -> int:
    """How many households the cadre answers for."""
    return sum(row["村干部"] == cadre for row in plot.tables["户"])


def nobody(plot: Plot) -> None:
    """Households whose officer's number is nobody's, or blank."""
    row = plot.household(VISITS, fitting.in_whole_trio)
    plot.reserve(row, "cross_check")
    row["帮扶人"] = "BF999"
    for card in plot.of("材料", str(row["户编号"]), 类别="帮扶责任卡"):
        plot.unknown("papers/same-officer", card, "户表的帮扶责任人编号不在表中")
    plot.gap("household/officer", row, "帮扶责任人编号不在表中")
    for visit in plot.of("走访", str(row["户编号"]), 走访类型=SATURDAY):
        plot.gap("visits/own-officer", visit, "户表的帮扶责任人编号是错的")
    plot.unknown("cross_check/same-trio", row, "查不到帮扶责任人，不知是哪个小组")

    row = plot.household(VISITS, fitting.in_whole_trio)
    plot.reserve(row, "cross_check")
    row["帮扶人"] = None
    plot.gap("household/officer", row, "帮扶责任人漏填")
    for visit in plot.of("走访", str(row["户编号"]), 走访类型=SATURDAY):
        plot.unknown("visits/own-officer", visit, "户表没有帮扶责任人")
    plot.unknown("cross_check/not-own", row, "户表没有帮扶责任人")


ALL = (frequency, records, cadre_load, nobody)
