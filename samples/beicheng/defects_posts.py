"""Defects in public jobs, training and loans."""

from __future__ import annotations

from datetime import date

import fitting
from defects_welfare import named
from defects_work import shift
from planting import Defect, Plot
from story import Life, Story
from writing import Row

JOBS, LOANS = "public_jobs", "loans"


def in_job(_story: Story, life: Life) -> bool:
    """In a public job."""
    return life.public_job


def untrained(story: Story, life: Life) -> bool:
    """Able to work and earning, and never trained."""
    return fitting.earning_able(story, life) and life.labour == "普通劳动力"


MEMBERS = (
    Defect("public_jobs/months", "gap", {"公益岗月数": 0}, "在公益岗，聘用0个月", in_job),
    Defect("public_jobs/months", "unknown", {"公益岗月数": None}, "聘用月数漏填", in_job),
    Defect("public_jobs/place", "gap", {"务工状况": "省外"}, "在公益岗，又在省外务工", in_job),
    Defect(
        "public_jobs/job-known",
        "gap",
        {"公益岗月数": 6},
        "没有公益岗，填了聘用6个月",
        fitting.payer,
    ),
    Defect(
        "public_jobs/job-known",
        "unknown",
        {"公益岗月数": 6, "公益性岗位": None},
        "填了聘用月数，公益性岗位漏填",
        fitting.payer,
    ),
)


def undue(plot: Plot) -> None:
    """Money and training for people who were not there."""
    like = next(row for row in plot.tables["政策享受"] if row["项目"] == "公益岗位")
    row = plot.member(JOBS, untrained)
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.gap("public_jobs/pay-due", benefit, "不在公益岗，发了岗位补贴")
    row = plot.member(JOBS, untrained)
    more: Row = {"项目": "技能培训", "发放日期": None, "金额": None}
    benefit = plot.add("政策享受", {**like, **named(row), **more})
    plot.gap("public_jobs/trained", benefit, "有培训记录，成员表写没有参加")
    plot.spoil("成员", MEMBERS)


def loans(plot: Plot) -> None:
    """Loans that run too long, too large, to those who cannot work."""
    loan = plot.benefit(LOANS, "小额信贷")
    loan["到期日期"] = date(2025, 3, 15)
    plot.gap("loans/term", loan, "贷款期限五年")

    like = next(row for row in plot.tables["政策享受"] if row["项目"] == "小额信贷")
    home = plot.household(LOANS, lambda story: idle(story) and unable(plot, story))
    fresh: Row = {"到期日期": date(2022, 3, 15), "金额": 20000}
    loan = plot.add("政策享受", {**like, **fresh, "户编号": home["户编号"]})
    contract = next(row for row in plot.tables["材料"] if row["类别"] == "贷款合同")
    plot.add("材料", {**contract, "户编号": loan["户编号"]})
    plot.gap("loans/able", home, "贷款户没有人有劳动能力")

    loan = plot.benefit(LOANS, "小额信贷")
    loan.update({"发放日期": date(2019, 3, 18), "开始": date(2019, 3, 18)})
    loan["到期日期"] = date(2022, 3, 17)
    home = plot.home(loan)
    shift(home, "生产经营性收入")
    plot.gap("loans/result", home, "贷款一年多，没有生产经营收入")

    loan = plot.benefit(LOANS, "小额信贷")
    plot.add("政策享受", {**loan, "金额": 25000})
    plot.gap("loans/total", plot.home(loan), "两笔没结清的贷款合计5.5万元")


def unable(plot: Plot, story: Story) -> bool:
    """Is nobody there still told to be able to work?"""
    rows = plot.of("成员", story.number)
    return all(row["劳动能力"] in ("无劳动力", "丧失劳动力") for row in rows)


def idle(story: Story) -> bool:
    """An old person alone who cannot work, in an enjoying household."""
    return fitting.untroubled(story) and story.lives[0].age >= 70


ALL = (undue, loans)
