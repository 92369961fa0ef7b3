"""Defects in the support of the old and of those who can work."""

from __future__ import annotations

from datetime import date

from defects_welfare import named, person_of, untroubled
from planting import Plot
from story import Life, Story
from writing import Row


def member_adult(story: Story, life: Life) -> bool:
    """An adult insured as a resident, in a household that does not enjoy policies."""
    return not story.enjoying and life.adult and not life.employee


def pensions(plot: Plot) -> None:
    """Who pays in, who draws."""
    chapter = "elderly"
    row = plot.member(chapter, member_adult)
    row["居民养老"] = "否"
    plot.gap("elderly/insured", row, "劳动年龄没有参加养老保险")
    row = plot.member(chapter, member_adult)
    row["居民养老"] = "中断缴费"
    plot.unknown("elderly/insured", row, "居民养老写作中断缴费")
    row = plot.member(chapter, member_adult)
    row["职工养老"] = "是"
    plot.gap("elderly/insured-once", row, "居民养老、职工养老都登记为是")

    row = plot.member(chapter, lambda story, life: story.size == 1 and life.age >= 65)
    row["是否领取养老金"] = "否"
    plot.gap("elderly/drawn", row, "到龄没有领取养老金")
    row = plot.member(chapter, lambda story, life: story.size == 1 and life.age >= 65)
    row["是否领取养老金"] = None
    plot.unknown("elderly/drawn", row, "是否领取养老金漏填")
    row = plot.member(chapter, lambda story, life: life.adult and story.income.pension > 0)
    row["是否领取养老金"] = "是"
    plot.gap("elderly/drawn-due", row, "不到60周岁登记领取养老金")

    row = plot.member(chapter, lambda story, life: story.enjoying and life.adult)
    row["养老代缴"] = "否"
    plot.gap("elderly/paid-for", row, "享受政策户的人没有代缴")
    row = plot.member(chapter, lambda story, life: story.enjoying and life.adult)
    row["养老代缴"] = None
    plot.unknown("elderly/paid-for", row, "养老代缴漏填")

    row = plot.household(chapter, lambda story: story.income.pension > 0)
    row["其他转移性收入"] += row["养老保险金"]
    row["养老保险金"] = 0
    plot.gap("elderly/pension-income", row, "有人领养老金，收入中没有")
    row = plot.household(chapter, lambda story: story.income.pension > 0)
    row["养老保险金"] = None
    plot.unknown("elderly/pension-income", row, "养老保险金漏填")


def aged(story: Story, life: Life) -> bool:
    """Somebody of 80 or more, on welfare, in an enjoying household."""
    return story.enjoying and bool(story.welfare) and life.age >= 80


def allowances(plot: Plot) -> None:
    """The allowance of the very old, and that of children who support their parents."""
    chapter = "elderly"
    row = plot.member(chapter, aged)
    plot.drop("政策享受", allowance_of(plot, row))
    plot.gap("elderly/old-age-allowance", row, "80周岁以上没有高龄津贴")
    row = plot.member(chapter, aged)
    benefit = allowance_of(plot, row)
    benefit["发放日期"] = "按季"
    plot.unknown("elderly/old-age-allowance", row, "高龄津贴发放日期写作按季")
    plot.unknown("elderly/old-age-due", benefit, "发放日期写作按季，那天多大说不定")
    like = plot.benefit(chapter, "高龄津贴")
    row = plot.member(chapter, lambda story, life: story.registered and 65 <= life.age < 79)
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.gap("elderly/old-age-due", benefit, "不满80周岁发了高龄津贴")

    for signed in ("否", None):
        benefit = plot.benefit(chapter, "孝善扶贫")
        plot.of("材料", str(benefit["户编号"]), 类别="赡养协议")[0]["已签字"] = signed
        if signed:
            plot.gap("elderly/filial-paper", benefit, "赡养协议没有签字")
        else:
            plot.unknown("elderly/filial-paper", benefit, "赡养协议签没签字漏填")
    benefit = plot.benefit(chapter, "孝善扶贫")
    benefit["人编号"] = None
    plot.unknown("elderly/filial-due", benefit, "没有写明是哪个人，年龄无从核对")
    like = plot.benefit(chapter, "孝善扶贫")
    paper = plot.of("材料", str(like["户编号"]), 类别="赡养协议")[0]
    row = plot.member(chapter, lambda story, life: story.enjoying and life.adult)
    plot.add("材料", {**paper, "户编号": row["户编号"]})
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.gap("elderly/filial-due", benefit, "孝善扶贫发给了不到60周岁的人")


def allowance_of(plot: Plot, member: Row) -> Row:
    """The old-age allowance of this member."""
    rows = plot.of("政策享受", str(member["户编号"]), 项目="高龄津贴")
    return next(row for row in rows if row["人编号"] == member["人编号"])


def able(story: Story) -> bool:
    """An enjoying household with somebody who can work, and no loan."""
    return story.enjoying and not story.loan and any(one.labour[0] in "普技" for one in story.lives)


def measures(plot: Plot) -> None:
    """Measures for those who can work, and their result."""
    chapter = "income_support"
    row = plot.household(chapter, able)
    plot.drop("政策享受", plot.of("政策享受", str(row["户编号"]), 项目="产业项目分红")[0])
    plot.gap("income_support/measure", row, "有劳动力，没有产业、就业、金融政策")
    row = plot.household(chapter, able)
    plot.of("政策享受", str(row["户编号"]), 项目="产业项目分红")[0]["领域"] = "产业扶贫类"
    plot.unknown("income_support/measure", row, "分红的领域写作产业扶贫类，不在代码表内")

    for day, say in ((date(2013, 5, 6), plot.gap), (None, plot.unknown)):
        row = plot.household(chapter, untroubled)
        for benefit in plot.of("政策享受", str(row["户编号"])):
            benefit["落实日期"] = day
        why = "措施都是识别以前的" if day else "落实日期都漏填"
        say("income_support/after-identification", row, why)

    like = plot.benefit(chapter, "公益岗位")
    row = plot.member(chapter, lambda story, _: untroubled(story) and not story.income.wage)
    given = {"项目": "务工补助", "金额": 300}
    plot.add("政策享受", {**like, **named(row), **given})
    home = plot.of("户", str(row["户编号"]))[0]
    plot.gap("income_support/work-result", home, "享受务工补助，没有工资性收入")
    benefit = plot.benefit(chapter, "公益岗位")
    home = plot.of("户", str(benefit["户编号"]))[0]
    home["工资性收入"] = None
    plot.unknown("income_support/work-result", home, "工资性收入漏填")
    plot.unknown("income_support/wages", home, "工资性收入漏填")
    plot.unknown("livelihood/income-adds-up", home, "工资性收入漏填")

    row = plot.household(chapter, lambda story: earns(story))
    row["转移性收入"] += row["工资性收入"]
    row["其他转移性收入"] += row["工资性收入"]
    row["工资性收入"] = 0
    plot.gap("income_support/wages", row, "有人务工，工资性收入为0")


def earns(story: Story) -> bool:
    """Somebody works, and not in a public job."""
    return story.income.wage > 0 and not any(life.public_job for life in story.lives)


def work(plot: Plot) -> None:
    """Months of work, public jobs."""
    chapter = "income_support"
    row = plot.member(chapter, lambda story, life: life.labour[0] in "普技" and life.work_months > 0)
    row["务工时间"] = 14
    plot.gap("income_support/work-months", row, "一年务工14个月")
    row = plot.member(
        chapter,
        lambda story, life: earns(story) and life.adult and life.resident.trait == "slow",
    )
    row.update({"劳动能力": "丧失劳动力", "务工时间": 3, "务工状况": "乡内"})
    plot.gap("income_support/work-able", row, "丧失劳动力却务工3个月")
    row = plot.member(chapter, lambda story, life: earns(story) and life.labour[0] in "普技")
    row["劳动能力"] = None
    plot.gap("identity/member-basics", row, "劳动能力漏填")
    plot.unknown("identity/labour-of-adults", row, "劳动能力漏填")
    plot.unknown("income_support/work-able", row, "劳动能力漏填")

    like = plot.benefit(chapter, "公益岗位")
    row = plot.member(chapter, lambda story, life: story.income.wage > 0 and life.age >= 70)
    row.update({"公益性岗位": "是", "劳动能力": "弱劳动力或半劳动力", "公益岗月数": 8})
    plot.add("政策享受", {**like, **named(row)})
    plot.gap("income_support/public-job-age", row, "70周岁以上安排公益岗位")
    row = plot.member(chapter, lambda _, life: life.public_job)
    row.update({"劳动能力": "无劳动力", "务工时间": None})
    plot.gap("income_support/public-job-able", row, "无劳动力却安排公益岗位")


def jobs_and_loans(plot: Plot) -> None:
    """Payment of public jobs, loans, dividends."""
    chapter = "income_support"
    benefit = plot.benefit("documents", "公益岗位")
    row = person_of(plot, benefit)
    plot.drop("政策享受", benefit)
    plot.gap("income_support/public-job-paid", row, "公益岗位没有发放记录")

    benefit = plot.benefit(chapter, "小额信贷")
    benefit["金额"] = 80000
    plot.gap("income_support/loan-limit", benefit, "贷款8万元，超过限额")
    benefit = plot.benefit(chapter, "小额信贷")
    benefit["到期日期"] = date(2020, 6, 30)
    plot.gap("income_support/loan-due", benefit, "六月底到期，没有结清")

    row = plot.household(chapter, lambda story: story.enjoying)
    plot.drop("材料", plot.of("材料", str(row["户编号"]), 类别="分红协议")[0])
    benefit = plot.of("政策享受", str(row["户编号"]), 项目="产业项目分红")[0]
    plot.gap("income_support/dividend-paper", benefit, "没有分红协议")
    row = plot.household(chapter, lambda story: story.enjoying)
    paper = plot.of("材料", str(row["户编号"]), 类别="分红协议")[0]
    paper["类别"] = "产业协议书"
    benefit = plot.of("政策享受", str(row["户编号"]), 项目="产业项目分红")[0]
    plot.unknown("income_support/dividend-paper", benefit, "有一份材料名称不在代码表内")
    plot.unknown("housing/appraisal-complete", paper, "材料名称不在代码表内，没有照片")
    plot.unknown("documents/two-collectors", paper, "材料名称不在代码表内，没有签字人数")

    row = plot.household(chapter, lambda story: story.enjoying)
    row["转移性收入"] += row["财产性收入"]
    row["其他转移性收入"] += row["财产性收入"]
    row.update({"财产性收入": 0, "资产收益分红": 0, "其他财产性收入": 0})
    plot.gap("income_support/dividend-income", row, "有产业分红，财产性收入为0")
    row = plot.household(chapter, lambda story: story.enjoying)
    row["财产性收入"] = None
    plot.unknown("income_support/dividend-income", row, "财产性收入漏填")
    plot.unknown("livelihood/income-adds-up", row, "财产性收入漏填")
