"""Defects in what is written about work: the members' months and pay, and the work records."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot
from story import Life, Story
from writing import Row

CHAPTER = "work"


def worker(story: Story, life: Life) -> bool:
    """Earning, and in no public job: has a work record."""
    return fitting.earning_able(story, life) and life.work_months > 0


MEMBERS = (
    Defect("work/place-and-months", "gap", {"务工状况": "未务工"}, "有月数而写未务工", worker),
    Defect(
        "work/place-and-months",
        "gap",
        {"务工状况": "省外"},
        "写省外务工，务工时间是0",
        lambda story, life: fitting.grave(story, life) and life.adult,
    ),
    Defect("work/place-and-months", "unknown", {"务工状况": "外地"}, "写作外地", worker),
    Defect("work/monthly-income", "gap", {"务工月收入": 90}, "月收入90元，少了两个零", worker),
    Defect("work/monthly-income", "gap", {"务工月收入": None}, "月收入漏填", worker),
    Defect("work/monthly-income", "unknown", {"务工月收入": "两千多"}, "写作两千多", worker),
    Defect("work/worker-phone", "gap", {"联系电话": None}, "务工人员没有电话", worker),
    Defect("work/worker-phone", "unknown", {"联系电话": "154****5001"}, "电话打了星号", worker),
)

RECORDS = (
    Defect("work/record-complete", "gap", {"务工企业名称": None}, "务工企业漏填"),
    Defect("work/record-dates", "gap", {"结束": date(2019, 6, 30)}, "结束早于开始"),
    Defect("work/record-dates", "unknown", {"开始": "去年秋天"}, "写作去年秋天"),
    Defect("work/record-ended", "gap", {"是否已务工": "否"}, "已返乡，没有结束时间"),
    Defect("work/record-open", "gap", {"开始": date(2016, 3, 1)}, "2016年起一直没有更新"),
)


def simple(plot: Plot) -> None:
    """Defects of members that one rule finds."""
    plot.spoil("成员", MEMBERS)


def record(plot: Plot) -> Row:
    """The work record of somebody whose household has no such defect yet."""
    row = plot.member(CHAPTER, worker)
    return next(one for one in plot.tables["务工记录"] if one["人编号"] == row["人编号"])


def records(plot: Plot) -> None:
    """Defects of work records."""
    for defect in RECORDS:
        row = record(plot)
        row.update(defect.changes)
        say = plot.gap if defect.verdict == "gap" else plot.unknown
        say(defect.rule, row, defect.why)
        if "开始" in defect.changes and defect.verdict == "unknown":
            plot.gap("work/record-complete", row, "开始时间认不出")
            plot.unknown("work/record-open", row, defect.why)

    row = record(plot)
    later = {**row, "开始": date(2020, 8, 1), "务工企业名称": "北城仓储服务部（虚构）"}
    plot.tables["务工记录"].append(later)
    plot.gap("work/record-overlap", later, "上一条没有结束，又记了一条")


def idle(plot: Plot) -> None:
    """A worker who is registered as not working; a pupil who is registered as working."""
    row = plot.member(CHAPTER, worker)
    row.update({"务工时间": 0, "务工状况": "未务工", "务工月收入": None, "联系电话": None})
    plot.gap("work/record-member", row, "有在外务工的记录，成员表写未务工")

    row = plot.member(CHAPTER, lambda story, life: fitting.earning(story) and life.pupil)
    row.update({"务工时间": 2, "务工状况": "乡内", "务工月收入": 800, "联系电话": "15400499999"})
    plot.gap("work/pupil-works", row, "在校学生登记务工两个月")
    plot.gap("income_support/work-able", row, "在校学生是无劳动力，却登记务工")


def shared(plot: Plot) -> None:
    """Two workers of two households with one telephone."""
    first, second = plot.member(CHAPTER, worker), plot.member(CHAPTER, worker)
    second["联系电话"] = first["联系电话"]
    for row in (first, second):
        plot.gap("work/worker-phone-shared", row, "两户的务工人员填了同一个号码")


ALL = (simple, records, idle, shared)
