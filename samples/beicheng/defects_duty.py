"""Defects in the papers, the visits, the cross-checks, the survey and the villages' figures."""

from __future__ import annotations

from datetime import date, timedelta

from homes import OFF_REGISTER
from planting import Plot
from story import Story
from writing import Row

# Papers that each household of some kind must have: rule, paper, what kind of household.
MUST_HAVE = (
    ("manual", "扶贫手册", "建档立卡户"),
    ("info-form", "信息采集表", "建档立卡户"),
    ("off-register-form", "认定排查表", "档外户"),
    ("application", "申请书", "建档立卡户"),
    ("income-sheet", "收入核算表", "每户"),
    ("measures", "帮扶措施清单", "享受政策户"),
    ("duty-card", "帮扶责任卡", "建档立卡户"),
    ("exit-paper", "脱贫确认书", "脱贫户"),
    ("id-copies", "身份证复印件", "每户"),
    ("water-paper", "饮水安全认定表", "建档立卡户"),
    ("insurance-paper", "参保凭证", "每户"),
    ("doctor-paper", "家庭医生签约协议", "享受政策户"),
)


def registered(story: Story) -> bool:
    """Is the household on the register of the poor?"""
    return story.registered


def home_of(plot: Plot, row: Row) -> Row:
    """The household's own row."""
    return plot.of("户", str(row["户编号"]))[0]


def missing_papers(plot: Plot) -> None:
    """Papers that are not in the folder."""
    chapter = "documents"
    for rule, kind, whose in MUST_HAVE:
        paper = plot.paper(chapter, kind)
        plot.drop("材料", paper)
        plot.gap(f"documents/{rule}", home_of(plot, paper), f"{whose}应有{kind}，没有")
    for rule, kind in (("school-paper", "学籍证明"), ("disability-paper", "残疾证")):
        paper = plot.paper(chapter, kind)
        plot.drop("材料", paper)
        rows = plot.of("成员", str(paper["户编号"]))
        member = next(row for row in rows if row["人编号"] == paper["人编号"])
        plot.gap(f"documents/{rule}", member, f"应有{kind}，没有")
    paper = plot.paper(chapter, "低保证")
    plot.drop("材料", paper)
    plot.gap("documents/welfare-paper", home_of(plot, paper), "享受低保，没有低保证")


def faulty_papers(plot: Plot) -> None:
    """Papers that are there, but not as they should be."""
    chapter = "documents"
    paper = plot.paper(chapter, "身份证复印件")
    paper["日期"] = date(2020, 10, 5)
    plot.gap("documents/dated", paper, "日期在核查日之后")
    paper = plot.paper(chapter, "参保凭证")
    paper["日期"] = None
    plot.gap("documents/dated", paper, "没有日期")
    paper = plot.paper(chapter, "收入核算表")
    paper["日期"] = "今年上半年"
    plot.unknown("documents/dated", paper, "日期写作今年上半年")
    home = home_of(plot, paper)
    plot.unknown("documents/income-sheet", home, "收入核算表的日期写作今年上半年")

    paper = plot.paper(chapter, "帮扶责任卡")
    paper["已签字"] = "否"
    plot.gap("documents/signed", paper, "责任卡没有签字")
    paper = plot.paper(chapter, "申请书")
    paper["已签字"] = None
    plot.unknown("documents/signed", paper, "签没签字漏填")
    paper = plot.paper(chapter, "扶贫手册")
    paper["有无涂改"] = "有"
    plot.gap("documents/clean", paper, "手册有涂改")
    paper = plot.paper(chapter, "信息采集表")
    paper["填写完整"] = "否"
    plot.gap("documents/clean", paper, "采集表没有填完")
    paper = plot.paper(chapter, "申请书")
    paper["填写完整"] = None
    plot.unknown("documents/clean", paper, "填写是否完整漏填")
    paper = plot.paper(chapter, "信息采集表")
    paper["签字人数"] = 1
    plot.gap("documents/two-collectors", paper, "只有一人签字")
    paper = plot.paper(chapter, "信息采集表")
    paper["签字人数"] = None
    plot.unknown("documents/two-collectors", paper, "签字人数漏填")

    paper = plot.paper(chapter, "扶贫手册")
    paper["记载人口数"] += 1
    plot.gap("documents/same-size", paper, "手册多记一人")
    paper = plot.paper(chapter, "收入核算表")
    paper["记载人均纯收入"] += 350
    plot.gap("documents/same-income", paper, "核算表的人均纯收入与户表差350元")


def visits(plot: Plot) -> None:
    """Visits that were not made, or cannot be shown to have been made."""
    chapter = "visits"
    rows = plot.visits(chapter, "敲门行动", registered)
    plot.drop("走访", rows[4])
    plot.gap("visits/cadre", home_of(plot, rows[4]), "9月11日没有走访，前后相隔四天")
    row = plot.visits(chapter, "敲门行动", registered)[3]
    row["日期"] = "9月上旬"
    plot.unknown("visits/cadre", home_of(plot, row), "一次走访的日期写作9月上旬")
    plot.unknown("visits/not-ahead", row, "日期写作9月上旬")

    rows = plot.visits(chapter, "周六扶贫日", registered)
    plot.drop("走访", rows[2])
    plot.gap("visits/officer", home_of(plot, rows[2]), "9月5日没有走访，前后相隔两周")
    row = plot.visits(chapter, "周六扶贫日", registered)[1]
    row["日期"] = None
    plot.unknown("visits/officer", home_of(plot, row), "一次走访的日期漏填")
    plot.unknown("visits/not-ahead", row, "日期漏填")

    row = plot.visits(chapter, "三级书记遍访")[0]
    plot.drop("走访", row)
    plot.gap("visits/secretary", home_of(plot, row), "今年没有书记遍访")
    row = plot.visits(chapter, "三级书记遍访")[0]
    row["日期"] = date(2019, 6, 12)
    plot.gap("visits/secretary", home_of(plot, row), "书记遍访是去年的")
    row = plot.visits(chapter, "三级书记遍访")[0]
    row["日期"] = "春节前"
    plot.unknown("visits/secretary", home_of(plot, row), "书记遍访的日期写作春节前")
    plot.unknown("visits/not-ahead", row, "日期写作春节前")


def visit_records(plot: Plot) -> None:
    """Records of visits that are incomplete or contradict something."""
    chapter = "visits"
    row = plot.visits(chapter, "敲门行动")[2]
    row["生活需求"] = None
    plot.gap("visits/five-items", row, "五项少填一项")
    problem = {"发现问题": "门锁损坏", "问题分级": "一般", "整改计划": "联系维修"}
    row = plot.visits(chapter, "周六扶贫日")[0]
    row.update({**problem, "问题分级": None, "办结日期": row["日期"]})
    plot.gap("visits/problem-plan", row, "发现问题没有分级")
    row = plot.visits(chapter, "周六扶贫日")[0]
    row.update({**problem, "整改计划": None, "办结日期": row["日期"]})
    plot.gap("visits/problem-plan", row, "发现问题没有整改计划")
    row = plot.visits(chapter, "周六扶贫日")[0]
    row.update({**problem, "办结日期": None})
    plot.gap("visits/problem-answered", row, "8月22日的问题没有办结")
    row = plot.visits(chapter, "周六扶贫日")[0]
    row.update({**problem, "办结日期": "已解决"})
    plot.unknown("visits/problem-answered", row, "办结日期写作已解决")
    plot.unknown("visits/answered-after", row, "办结日期写作已解决")
    row = plot.visits(chapter, "周六扶贫日")[1]
    row.update({**problem, "办结日期": row["日期"] - timedelta(days=2)})
    plot.gap("visits/answered-after", row, "办结在发现之前")

    row = plot.visits(chapter, "敲门行动")[1]
    row["户主签字"] = "否"
    plot.gap("visits/signed", row, "户主没有签字")
    row = plot.visits(chapter, "敲门行动")[1]
    row["走访人签字"] = None
    plot.unknown("visits/signed", row, "走访人签没签字漏填")
    row = plot.visits(chapter, "敲门行动")[7]
    row["日期"] = date(2020, 9, 19)
    plot.gap("visits/not-ahead", row, "走访日期在核查日之后")
    row = plot.visits(chapter, "三级书记遍访")[0]
    row["走访人"] = "SJ999"
    plot.gap("visits/visitor-known", row, "走访人编号不在名单中")
    row = plot.visits(chapter, "三级书记遍访")[0]
    row["走访人"] = None
    plot.unknown("visits/visitor-known", row, "走访人漏填")
    row = plot.visits(chapter, "周六扶贫日")[2]
    row["走访人"] = home_of(plot, row)["核查人"]
    plot.gap("visits/own-officer", row, "周六去的是核查人，不是帮扶责任人")
    cadre_load(plot)
    nobody(plot)


def cadre_load(plot: Plot) -> None:
    """A cadre who takes over a household from a colleague and then has four."""
    row = plot.household("visits", lambda story: load(plot, story.household.cadre.number) == 3)
    loaded = next(
        one
        for one in plot.tables["帮扶责任人"]
        if one["村名"] == row["村名"]
        and one["人员身份"] == "村干部"
        and one["人员编号"] != row["村干部"]
        and load(plot, str(one["人员编号"])) == 3
    )
    row["村干部"] = loaded["人员编号"]
    for visit in plot.of("走访", str(row["户编号"]), 走访类型="敲门行动"):
        visit["走访人"] = loaded["人员编号"]
    plot.gap("visits/cadre-load", loaded, "一名村干部包了四户")


def load(plot: Plot, cadre: str) -> int:
    """How many households the cadre answers for."""
    return sum(row["村干部"] == cadre for row in plot.tables["户"])


def nobody(plot: Plot) -> None:
    """A household whose officer's number is nobody's."""
    row = plot.household("identity")
    row["帮扶人"] = "BF999"
    plot.gap("identity/officer", row, "帮扶责任人编号不在表中")
    for visit in plot.of("走访", str(row["户编号"]), 走访类型="周六扶贫日"):
        plot.gap("visits/own-officer", visit, "户表的帮扶责任人编号是错的")
    plot.unknown("cross_check/same-trio", row, "查不到帮扶责任人，不知是哪个小组")
    row = plot.household("identity")
    row["帮扶人"] = None
    plot.gap("identity/officer", row, "帮扶责任人漏填")
    for visit in plot.of("走访", str(row["户编号"]), 走访类型="周六扶贫日"):
        plot.unknown("visits/own-officer", visit, "户表没有帮扶责任人")
    plot.unknown("cross_check/not-own", row, "户表没有帮扶责任人")


def cross_checks(plot: Plot) -> None:
    """Trios, and what the checkers saw."""
    chapter = "cross_check"
    trios(plot)
    check = plot.check(chapter)
    home = home_of(plot, check)
    home["核查人"] = check["核查人"] = home["帮扶人"]
    plot.gap("cross_check/not-own", home, "核查人就是帮扶责任人")
    check = plot.check(chapter, lambda story: story.household.officer.trio != "第24组")
    home = home_of(plot, check)
    home["核查人"] = check["核查人"] = "BF072"
    plot.gap("cross_check/same-trio", home, "核查人是第24组的，帮扶责任人不是")

    check = plot.check(chapter)
    plot.drop("互查", check)
    plot.gap("cross_check/checked", home_of(plot, check), "没有互查")
    check = plot.check(chapter)
    check["核查日期"] = date(2020, 7, 3)
    plot.gap("cross_check/checked", home_of(plot, check), "七月以来没有互查")
    check = plot.check(chapter)
    check["核查日期"] = "八九月间"
    plot.unknown("cross_check/checked", home_of(plot, check), "核查日期写作八九月间")

    found = {"发现问题": "扶贫手册未更新", "是否销号": "否"}
    check = plot.check(chapter)
    check.update({**found, "核查日期": date(2020, 9, 2)})
    plot.gap("cross_check/problem-closed", check, "9月2日发现的问题没有销号")
    check = plot.check(chapter)
    check.update({**found, "核查日期": date(2020, 9, 2), "是否销号": "部分"})
    plot.unknown("cross_check/problem-closed", check, "是否销号写作部分")

    check = plot.check(chapter)
    check["核查人"] = home_of(plot, check)["帮扶人"]
    plot.gap("cross_check/by-the-checker", check, "互查是帮扶责任人自己做的")
    check = plot.check(chapter)
    check["核查人"] = None
    plot.unknown("cross_check/by-the-checker", check, "互查记录没有写核查人")


def trios(plot: Plot) -> None:
    """An officer whose trio was left blank: two are left in it, and his households are in doubt."""
    lost = next(row for row in plot.tables["帮扶责任人"] if row["互查小组"] == "第9组")
    lost["互查小组"] = None
    plot.unknown("cross_check/trio", lost, "互查小组漏填")
    for row in plot.tables["帮扶责任人"]:
        if row["互查小组"] == "第9组":
            plot.gap("cross_check/trio", row, "第9组只剩两人")
    for row in plot.tables["户"]:
        if lost["人员编号"] in (row["帮扶人"], row["核查人"]):
            plot.unknown("cross_check/same-trio", row, "有一人的互查小组漏填")


def comparisons(plot: Plot) -> None:
    """What the checker saw is not what is on file."""
    chapter = "cross_check"
    for title, seen, odd, rule in (
        ("住房等级", "C级", "一般", "same-grade"),
        ("家庭人口数", 9, "多人", "same-size"),
        ("是否解决安全饮用水", "否", "不稳定", "same-water"),
        ("类别", "档外户", "其他户", "same-category"),
        ("有无御寒被褥", "无", "有一床", "same-living"),
    ):
        check = plot.check(chapter)
        check[title] = seen
        plot.gap(f"cross_check/{rule}", check, f"互查看到{title}为{seen}，户表不是")
        check = plot.check(chapter)
        check[title] = odd
        plot.unknown(f"cross_check/{rule}", check, f"互查的{title}写作{odd}")


def satisfaction(plot: Plot) -> None:
    """The monthly survey."""
    chapter = "satisfaction"
    row = plot.household(chapter)
    row.update({"满意": "不满意", "不满意原因": "厕所维修不及时"})
    plot.gap("satisfaction/satisfied", row, "不满意，写了原因")
    row = plot.household(chapter)
    row["满意"] = "不满意"
    plot.gap("satisfaction/satisfied", row, "不满意")
    plot.gap("satisfaction/reason", row, "不满意，原因漏填")
    row = plot.household(chapter)
    row["满意"] = "还行"
    plot.unknown("satisfaction/satisfied", row, "满意写作还行")
    plot.unknown("satisfaction/reason", row, "满意写作还行，没有写原因")
    row = plot.household(chapter, registered)
    row["满意度调查日期"] = date(2020, 7, 8)
    plot.gap("satisfaction/surveyed", row, "八月以来没有调查满意度")
    row = plot.household(chapter, registered)
    row["满意度调查日期"] = "9月中"
    plot.unknown("satisfaction/surveyed", row, "调查日期写作9月中")
    row = plot.household(chapter, registered)
    row["是否知道帮扶人"] = "否"
    plot.gap("satisfaction/knows-officer", row, "不知道帮扶责任人是谁")
    row = plot.household(chapter, registered)
    row["是否知道帮扶人"] = "记不清"
    plot.unknown("satisfaction/knows-officer", row, "是否知道帮扶责任人写作记不清")


def villages(plot: Plot) -> None:
    """The villages' figures against the households'."""
    rows = plot.tables["村"]
    rows[2]["总人口数"] = None
    plot.gap("villages/basics", rows[2], "总人口数漏填")
    rows[3]["是否有卫生室"] = None
    plot.gap("villages/basics", rows[3], "是否有卫生室漏填")
    plot.unknown("villages/facilities", rows[3], "是否有卫生室漏填")
    rows[4]["是否通硬化路"] = "否"
    plot.gap("villages/facilities", rows[4], "没有通硬化路")
    rows[5]["建档立卡户数"] += 1
    plot.gap("villages/households", rows[5], "建档立卡户数比户表多一户")
    rows[6]["建档立卡户数"] = None
    plot.unknown("villages/households", rows[6], "建档立卡户数漏填")
    rows[7]["建档立卡人数"] -= 1
    plot.gap("villages/people", rows[7], "建档立卡人数比成员表少一人")
    rows[8]["享受政策户数"] += 2
    plot.gap("villages/enjoying", rows[8], "享受政策户数比户表多两户")
    rows[9]["耕地面积"] = 3
    plot.gap("villages/farmland", rows[9], "全村耕地3亩，少于各户之和")
    rows[10]["低保人口数"] = 0
    plot.gap("villages/dibao-people", rows[10], "低保人口数为0，档案中有低保对象")

    off = OFF_REGISTER
    name = rows[11]["村名"]
    row = plot.household(
        "villages", lambda story: story.category == off and story.household.village == name
    )
    row["耕地面积"] = "不多"
    plot.unknown("villages/farmland", rows[11], "一户的耕地面积写作不多")
    dangerous(plot)


def dangerous(plot: Plot) -> None:
    """A village without households that yet has a dangerous house."""
    named = {row["村名"] for row in plot.tables["户"] if row["是否危房户"] == "是"}
    row = next(row for row in plot.tables["村"] if row["村名"] in named)
    row["总户数"] = 0
    plot.gap("villages/dangerous", row, "总户数为0，却有危房户")
