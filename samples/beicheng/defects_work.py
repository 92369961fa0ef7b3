"""Defects in the support of those who can work."""

from __future__ import annotations

from datetime import date

import fitting
from defects_disabled import person_of
from defects_welfare import named
from planting import Defect, Plot
from writing import Row

WORK = "income_support"

BENEFITS = (
    Defect(
        "income_support/loan-limit",
        "gap",
        {"金额": 80000},
        "贷款8万元，超过限额",
        kind="小额信贷",
    ),
    Defect(
        "income_support/loan-due",
        "gap",
        {"到期日期": date(2020, 6, 30)},
        "六月底到期，没有结清",
        kind="小额信贷",
    ),
    Defect(
        "income_support/loan-due",
        "unknown",
        {"到期日期": "两年后"},
        "到期日期写作两年后",
        kind="小额信贷",
    ),
)

MEMBERS = (
    Defect(
        "income_support/work-months",
        "gap",
        {"务工时间": 14},
        "一年务工14个月",
        fitting.earning_able,
    ),
    Defect(
        "income_support/work-able",
        "gap",
        {
            "劳动能力": "丧失劳动力",
            "务工时间": 3,
            "务工状况": "乡内",
            "务工月收入": 900,
            "联系电话": "15400400002",
        },
        "丧失劳动力却务工3个月",
        fitting.working_slow,
    ),
    Defect(
        "income_support/public-job-able",
        "gap",
        {"劳动能力": "无劳动力", "务工时间": None, "务工状况": None},
        "无劳动力却安排公益岗位",
        lambda _, life: life.public_job,
    ),
)


def shift(row: Row, title: str) -> None:
    """Move an income to 其他转移性收入, so that all sums stay right."""
    row["转移性收入"] += row[title]
    row["其他转移性收入"] += row[title]
    row[title] = 0


def measures(plot: Plot) -> None:
    """Measures for those who can work, and those after identification."""
    row = plot.household(WORK, fitting.with_able)
    plot.drop("政策享受", dividend_of(plot, row))
    plot.gap("income_support/measure", row, "有劳动力，没有产业、就业、金融政策")
    plot.gap("income_support/dividend-due", row, "收入里有分红，没有分红记录")
    row = plot.household(WORK, fitting.with_able)
    dividend_of(plot, row)["领域"] = "产业扶贫类"
    plot.unknown("payments/area", dividend_of(plot, row), "领域写作产业扶贫类")
    plot.unknown("income_support/measure", row, "分红的领域写作产业扶贫类，不在代码表内")

    for day, say, why in (
        (date(2013, 5, 6), plot.gap, "措施都是识别以前的"),
        (None, plot.unknown, "落实日期都漏填"),
    ):
        row = plot.household(WORK, fitting.untroubled)
        for benefit in plot.of("政策享受", str(row["户编号"])):
            benefit["落实日期"] = day
        say("income_support/after-identification", row, why)


def dividend_of(plot: Plot, row: Row) -> Row:
    """The household's dividend (产业项目分红)."""
    return plot.of("政策享受", str(row["户编号"]), 项目="产业项目分红")[0]


def wages(plot: Plot) -> None:
    """Work, and no wages of it."""
    like = plot.benefit(WORK, "公益岗位")
    home = plot.home(like)
    home["工资性收入"] = None
    plot.unknown("income_support/wages", home, "工资性收入漏填")
    plot.unknown("livelihood/income-adds-up", home, "工资性收入漏填")

    row = plot.member(WORK, lambda story, _: fitting.untroubled(story) and not story.income.wage)
    row["务工状况"] = "未务工"
    benefit = plot.add("政策享受", {**like, **named(row), "项目": "务工补助", "金额": 300})
    plot.gap("public_jobs/subsidy-due", benefit, "没有务工的人领了务工补助")
    plot.gap("public_jobs/able", benefit, "没有劳动能力的人领了务工补助")
    plot.gap("income_support/work-result", plot.home(row), "享受务工补助，没有工资性收入")

    row = plot.household(WORK, fitting.earning)
    shift(row, "工资性收入")
    plot.gap("income_support/wages", row, "有人务工，工资性收入为0")

    row = plot.member(WORK, fitting.earning_able)
    row["劳动能力"] = None
    plot.gap("identity/member-basics", row, "劳动能力漏填")
    plot.unknown("people/labour-of-adults", row, "劳动能力漏填")
    plot.unknown("income_support/work-able", row, "劳动能力漏填")

    row = plot.member(WORK, lambda story, life: fitting.earning(story) and life.age >= 70)
    row.update({"公益性岗位": "是", "劳动能力": "弱劳动力或半劳动力", "公益岗月数": 8})
    plot.add("政策享受", {**like, **named(row)})
    plot.gap("income_support/public-job-age", row, "70周岁以上安排公益岗位")


def payments(plot: Plot) -> None:
    """Public jobs that are not paid, dividends without agreement or income."""
    benefit = plot.benefit(WORK, "公益岗位")
    plot.drop("政策享受", benefit)
    why = "公益岗位没有发放记录"
    plot.gap("income_support/public-job-paid", person_of(plot, benefit), why)

    row = plot.household(WORK, fitting.enjoying)
    plot.drop("材料", agreement_of(plot, row))
    plot.gap("income_support/dividend-paper", dividend_of(plot, row), "没有分红协议")
    row = plot.household(WORK, fitting.enjoying)
    paper = agreement_of(plot, row)
    paper["类别"] = "产业协议书"
    why = "有一份材料名称不在代码表内"
    plot.gap("papers/kind-known", paper, "材料名称不在代码表内")
    plot.unknown("income_support/dividend-paper", dividend_of(plot, row), why)
    plot.unknown("housing/appraisal-complete", paper, f"{why}，没有照片")
    plot.unknown("documents/two-collectors", paper, f"{why}，没有签字人数")

    row = plot.household(WORK, fitting.enjoying)
    shift(row, "财产性收入")
    plot.gap("income_support/dividend-income", row, "有产业分红，财产性收入为0")
    plot.gap("income/property-parts", row, "财产性收入为0，分红却不是")
    row = plot.household(WORK, fitting.enjoying)
    row["财产性收入"] = None
    plot.unknown("income_support/dividend-income", row, "财产性收入漏填")
    plot.unknown("livelihood/income-adds-up", row, "财产性收入漏填")


def agreement_of(plot: Plot, row: Row) -> Row:
    """The household's agreement on its dividend (分红协议)."""
    return plot.of("材料", str(row["户编号"]), 类别="分红协议")[0]


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    large, _, vague = plot.spoil("政策享受", BENEFITS)
    plot.gap("loans/total", plot.home(large), "贷款8万元，超过一户的限额")
    plot.unknown("loans/term", vague, "到期日期写作两年后")
    *_, idle = plot.spoil("成员", MEMBERS)
    for benefit in plot.of("政策享受", str(idle["户编号"]), 项目="公益岗位"):
        plot.gap("public_jobs/able", benefit, "无劳动力却享受公益岗位")


ALL = (simple, wages, measures, payments)
