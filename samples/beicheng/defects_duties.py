"""Defects in the ledger of visits: owners and days of problems, roles, who has long not come."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot
from writing import Row

LEDGER = "visit_ledger"
KNOCK, SATURDAY, ROUND = "敲门行动", "周六扶贫日", "三级书记遍访"
PROBLEM = {
    "发现问题": "水龙头漏水",
    "问题分级": "较重",
    "整改计划": "联系水管站",
    "整改责任人": "村干部",
    "家庭环境": "有问题",
}
DONE = {"整改期限": date(2020, 9, 20), "办结日期": date(2020, 9, 15)}

RECORDS = (
    Defect(
        "visit_ledger/problem-owner",
        "gap",
        {**PROBLEM, **DONE, "整改责任人": None},
        "问题没有责任人",
        kind=SATURDAY,
    ),
    Defect(
        "visit_ledger/problem-owner",
        "gap",
        {**PROBLEM, "整改期限": None, "办结日期": date(2020, 9, 15)},
        "问题没有期限",
        kind=SATURDAY,
    ),
    Defect(
        "visit_ledger/problem-overdue",
        "gap",
        {**PROBLEM, "整改期限": date(2020, 9, 10), "办结日期": None},
        "9月10日到期的问题没有办结",
        kind=SATURDAY,
    ),
    Defect(
        "visit_ledger/problem-overdue",
        "unknown",
        {**PROBLEM, "整改期限": date(2020, 9, 10), "办结日期": "已办"},
        "办结日期写作已办",
        kind=ROUND,
    ),
    Defect(
        "visit_ledger/problem-near",
        "gap",
        {**PROBLEM, "整改期限": date(2020, 9, 25), "办结日期": None},
        "离期限只有八天",
        kind=SATURDAY,
    ),
)


def records(plot: Plot) -> None:
    """Problems without owner or day, past their day, or near it."""
    rows = plot.spoil("走访", RECORDS)
    plot.unknown("visits/answered-after", rows[3], "办结日期写作已办")


def roles(plot: Plot) -> None:
    """A secretary's round that a cadre made, and one entered under another role."""
    row = plot.visits(LEDGER, ROUND)[0]
    home = plot.home(row)
    row.update({"走访人": home["村干部"], "走访人身份": "村干部"})
    plot.gap("visit_ledger/by-secretary", row, "遍访是村干部代去的")
    row = plot.visits(LEDGER, ROUND)[0]
    row["走访人"] = plot.home(row)["村干部"]
    plot.gap("visit_ledger/role-agrees", row, "村干部去的，身份写作书记")
    row = plot.visits(LEDGER, ROUND, lambda story: fresh(plot, story))[0]
    row["走访人身份"] = "上级领导"
    home = plot.home(row)
    plot.reserve(home, "visits")
    plot.unknown("visits/cadre", home, "一次走访的身份写作上级领导")
    plot.unknown("visits/officer", home, "一次走访的身份写作上级领导")
    plot.unknown("visits/own-officer", row, "身份写作上级领导")
    plot.unknown("visit_ledger/by-secretary", row, "身份写作上级领导")
    plot.unknown("visit_ledger/role-agrees", row, "身份写作上级领导")


def absent(plot: Plot) -> None:
    """Households to which nobody has come for long, and whose cadre nobody knows."""
    story = plot.story(LEDGER, lambda one: one.registered and len(others(plot, one.number)) == 1)
    row = plot.of("户", story.number)[0]
    officer = plot.officer(row)
    other = next(one for one in plot.tables["户"] if one["帮扶人"] == row["帮扶人"] and one != row)
    for chapter in (LEDGER, "visits", "satisfaction"):
        plot.reserve(other, chapter)
    for home in (row, other):
        for visit in plot.of("走访", str(home["户编号"]), 走访类型=SATURDAY):
            plot.drop("走访", visit)
    plot.gap("visit_ledger/half-year", row, "帮扶责任人一次也没有来")
    plot.gap("visits/officer", row, "帮扶责任人一次也没有来")
    plot.gap("visit_ledger/officer-idle", officer, "包了两户，半年没有走访")

    row = plot.household(LEDGER, lambda one: one.registered and cadre_load(plot, one) == 3)
    row["村干部"] = None
    plot.gap("visit_ledger/cadre-known", row, "包户村干部漏填")
    for visit in plot.of("走访", str(row["户编号"]), 走访类型=KNOCK):
        plot.unknown("visits/own-officer", visit, "户表没有村干部")


def cadre_load(plot: Plot, story: fitting.Story) -> int:
    """How many households the village cadre of this one answers for."""
    cadre = plot.of("户", story.number)[0]["村干部"]
    return sum(row["村干部"] == cadre for row in plot.tables["户"])


def others(plot: Plot, number: str) -> list[Row]:
    """The other households of its officer, if off the register and nothing is wrong anywhere."""
    officer = plot.of("户", number)[0]["帮扶人"]
    found = [
        row for row in plot.tables["户"] if row["帮扶人"] == officer and row["户编号"] != number
    ]
    good = all(row["类别"] == "档外户" and plot.untouched(row) for row in found)
    return found if good and plot.untouched(plot.of("户", number)[0]) else []


def empty(plot: Plot) -> None:
    """A household in which nobody lives and nobody works away."""
    row = plot.member(LEDGER, lambda story, life: fitting.registered(story) and alone(story, life))
    row.update({"是否常住": "否", "务工状况": "未务工"})
    plot.gap("visit_ledger/lives-here", plot.home(row), "一人户，不常住，也没有外出务工")
    row = plot.member(LEDGER, lambda story, life: fitting.registered(story) and alone(story, life))
    row["是否常住"] = "不一定"
    plot.unknown("visit_ledger/lives-here", plot.home(row), "写作不一定")


def alone(story: fitting.Story, life: fitting.Life) -> bool:
    """Somebody who lives alone and does not work."""
    return story.size == 1 and not life.work_months


def fresh(plot: Plot, story: fitting.Story) -> bool:
    """A registered household without any defect."""
    return story.registered and plot.untouched(plot.of("户", story.number)[0])


def survey(plot: Plot) -> None:
    """Who was dissatisfied, and was not visited again."""
    rows = plot.visits("satisfaction", SATURDAY, lambda story: fresh(plot, story))
    home = plot.home(rows[3])
    plot.drop("走访", rows[3])
    home.update({"满意": "不满意", "不满意原因": "漏水没人管", "满意度调查日期": date(2020, 9, 7)})
    plot.gap("satisfaction/satisfied", home, "不满意")
    plot.gap("satisfaction/revisited", home, "9月7日不满意，帮扶责任人再没有来")
    plot.gap("visits/officer", home, "9月12日没有走访，前后相隔十二天")


ALL = (records, roles, absent, empty, survey)
