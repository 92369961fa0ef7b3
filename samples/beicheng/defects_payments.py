"""Defects in the register of what was paid: incomplete, twice, to others, out of term."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot
from story import Life, Story
from writing import Row

PAYMENTS = "payments"


def unassisted(story: Story) -> bool:
    """A household that enjoys nothing: whose old people's allowance no other rule asks for."""
    return not story.enjoying


BENEFITS = (
    Defect(
        "payments/recorded", "gap", {"金额": None}, "金额漏填", fitting.enjoying, "产业项目分红"
    ),
    Defect(
        "payments/not-ahead",
        "gap",
        {"发放日期": date(2020, 10, 10)},
        "十月的分红九月就记上了",
        kind="产业项目分红",
    ),
    Defect(
        "payments/area",
        "gap",
        {"领域": "金融"},
        "产业分红记在金融领域",
        kind="产业项目分红",
    ),
    Defect(
        "payments/in-term",
        "gap",
        {"结束": date(2020, 5, 1)},
        "五月停发，八月还在发",
        unassisted,
        "高龄津贴",
    ),
    Defect(
        "payments/in-term",
        "unknown",
        {"结束": "已停"},
        "停发日期写作已停",
        unassisted,
        "高龄津贴",
    ),
    Defect(
        "payments/same-person",
        "gap",
        {"证件号码": "009901193001010013"},
        "证件号码是别人的",
        unassisted,
        "高龄津贴",
    ),
)


def incomplete(plot: Plot) -> None:
    """Rows that do not tell all."""
    benefit = plot.benefit(PAYMENTS, "高龄津贴", unassisted)
    benefit["人编号"] = None
    plot.gap("payments/person-known", benefit, "高龄津贴没写发给谁")
    plot.unknown("elderly/old-age-due", benefit, "没写发给谁，那天多大说不定")
    plot.spoil("政策享受", BENEFITS)


def twice(plot: Plot) -> None:
    """The same thing paid twice."""
    benefit = plot.benefit(PAYMENTS, "高龄津贴", unassisted)
    again = plot.add("政策享受", {**benefit, "发放日期": date(2020, 8, 28)})
    for row in (benefit, again):
        plot.gap("payments/monthly-once", row, "八月的高龄津贴发了两次")
    benefit = plot.benefit("medical", "居民医保代缴")
    again = plot.add("政策享受", {**benefit, "发放日期": date(2019, 12, 6)})
    for row in (benefit, again):
        plot.gap("payments/yearly-once", row, "2019年代缴了两次医保")

    first = plot.benefit(PAYMENTS, "产业项目分红")
    second = plot.benefit(PAYMENTS, "产业项目分红")
    number = plot.head(first)["证件号码"]
    for row in (first, second):
        row["证件号码"] = number
        plot.gap("payments/one-household", row, "同一证件号码在两户领了分红")


def undue(plot: Plot) -> None:
    """What is for the poor, given to others; and nothing given to a poor household."""
    like = next(row for row in plot.tables["政策享受"] if row["项目"] == "产业项目分红")
    more: Row = {"项目": "光伏收益", "发放日期": date(2020, 8, 10), "金额": 500}
    home = plot.household(PAYMENTS, fitting.off_register)
    benefit = plot.add("政策享受", {**like, **more, "户编号": home["户编号"]})
    plot.gap("payments/registered-only", benefit, "档外户领了光伏收益")
    home = plot.household(PAYMENTS, fitting.former)
    benefit = plot.add("政策享受", {**like, **more, "户编号": home["户编号"]})
    plot.gap("payments/former", benefit, "不享受政策户近期还领光伏收益")

    row = plot.member("medical", forgotten)
    for benefit in plot.of("政策享受", str(row["户编号"])):
        if benefit["发放日期"]:
            benefit["发放日期"] = date(2019, 5, 6)
    plot.gap("payments/none", plot.home(row), "一年多没有一笔发放")
    plot.gap("medical/premium-paid", plot.home(row), "没有本年度的医保代缴")
    for chapter in (PAYMENTS, "elderly", "health", "housing"):
        plot.reserve(row, chapter)


def forgotten(story: Story, life: Life) -> bool:
    """An untroubled household whose allowances no other rule asks for."""
    return fitting.untroubled(story) and life.age < 79 and not life.public_job


ALL = (incomplete, twice, undue)
