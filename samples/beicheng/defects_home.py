"""Defects in housing and water."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot
from story import WELLS, Story
from writing import Row

HOUSING = "housing"
LATE = date(2018, 12, 6)  # after all that was rebuilt was accepted

HOUSES = (
    Defect(
        "housing/grade-and-flag",
        "gap",
        {"是否危房户": "是"},
        "等级安全而登记为危房户",
        fitting.appraised,
    ),
    Defect(
        "housing/grade-and-flag",
        "unknown",
        {"是否危房户": None},
        "是否危房户漏填",
        fitting.appraised,
    ),
    Defect("housing/yard", "gap", {"庭院是否整洁": "否"}, "院落不整洁"),
    Defect("housing/yard", "unknown", {"庭院是否整洁": None}, "庭院是否整洁漏填"),
    Defect("housing/toilet", "gap", {"厕所是否正常使用": "否"}, "厕所不能正常使用"),
    Defect("housing/toilet", "unknown", {"是否有卫生厕所": "在建"}, "有无厕所写作在建"),
    Defect(
        "housing/rebuild-order",
        "gap",
        {"改造开工日期": LATE},
        "验收、竣工都在开工之前",
        fitting.rebuilt,
    ),
    Defect(
        "housing/rebuild-order",
        "unknown",
        {"改造竣工日期": "当年夏天"},
        "竣工日期写作当年夏天",
        fitting.rebuilt,
    ),
)

PAPERS = (
    Defect(
        "housing/appraisal-complete", "gap", {"照片数": 2}, "只有两张照片", kind="住房鉴定报告"
    ),
    Defect(
        "housing/appraisal-complete",
        "unknown",
        {"照片数": None},
        "照片数漏填",
        kind="住房鉴定报告",
    ),
)

WATER = (
    Defect("water/safe", "unknown", {"饮水是否困难": None}, "饮水是否困难漏填"),
    Defect("water/quality", "gap", {"水质是否达标": "否"}, "水质不达标"),
    Defect("water/quality", "unknown", {"水质是否达标": "未检测"}, "水质写作未检测"),
    Defect("water/quantity", "gap", {"日人均水量": 20}, "日人均20升，不到35升"),
    Defect("water/quantity", "unknown", {"日人均水量": "够用"}, "日人均水量写作够用"),
    Defect("water/reliability", "gap", {"供水保证率": 80}, "供水保证率80%，不到90%"),
    Defect("water/reliability", "unknown", {"供水保证率": None}, "供水保证率漏填"),
    Defect(
        "water/reach",
        "gap",
        {"取水往返时间": 35, "取水水平距离": 1200, "取水垂直距离": 95},
        "取水时间和距离都超过上限",
        fitting.own_well,
    ),
    Defect(
        "water/reach",
        "unknown",
        {"取水往返时间": 35, "取水水平距离": None, "取水垂直距离": 95},
        "水平距离漏填，另两项都超过上限",
        fitting.own_well,
    ),
)


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    for row in plot.spoil("户", HOUSES):
        if row["改造开工日期"] == LATE:
            benefit = plot.of("政策享受", str(row["户编号"]), 项目="危房改造补助")[0]
            plot.gap("housing/subsidy-early", benefit, "登记的开工日期在发补助之后")
    plot.spoil("材料", PAPERS)
    plot.spoil("户", WATER)
    row = plot.household("water")
    row["饮水是否困难"] = "是"
    plot.gap("water/safe", row, "饮水困难")
    plot.gap("water/measure", row, "饮水困难，没有改造措施")


def ruined(plot: Plot, grade: str) -> Row:
    """A household whose house was found dangerous and is not rebuilt; the checker saw it too."""
    row = plot.household(HOUSING, fitting.appraised)
    row.update({"是否危房户": "是", "住房保障方式": "无安全住房"})
    return graded(plot, row, grade)


def graded(plot: Plot, row: Row, grade: str) -> Row:
    """The household's house is of this grade, and the checker saw it so."""
    row["住房等级"] = grade
    for check in plot.of("互查", str(row["户编号"])):
        check["住房等级"] = grade
    return row


def dangerous(plot: Plot) -> None:
    """Houses that are not safe, or perhaps not."""
    row = ruined(plot, "C级")
    row["改造开工日期"] = date(2020, 8, 6)
    plot.gap("housing/safe", row, "C级危房，已开工未验收")
    row = ruined(plot, "D级")
    row.update({"改造开工日期": date(2020, 8, 10), "是否实际居住": "是"})
    plot.gap("housing/safe", row, "D级危房，没有改造好")
    plot.gap("housing/leave-first", row, "D级危房还住着人")
    row = ruined(plot, "C级")
    plot.gap("housing/safe", row, "C级危房，没有改造好")
    plot.gap("housing/rebuild-begun", row, "C级危房，没有开工")

    row = plot.household(
        HOUSING, lambda story: fitting.off_register(story) and fitting.appraised(story)
    )
    row["住房等级"] = "B/C"
    plot.unknown("housing/safe", row, "住房等级写作B/C")
    plot.unknown("housing/grade-and-flag", row, "住房等级写作B/C")
    plot.unknown("housing/rebuild-begun", row, "住房等级写作B/C，也许是危房")
    plot.unknown("housing/leave-first", row, "住房等级写作B/C，不能认定不是D级")


def reports(plot: Plot) -> None:
    """Reports of appraisal and acceptance."""
    paper = plot.paper(HOUSING, "住房鉴定报告")
    paper["日期"] = date(2018, 5, 20)
    plot.gap("housing/appraisal", plot.home(paper), "鉴定报告是2018年的")
    paper = plot.paper(HOUSING, "住房鉴定报告")
    paper["日期"] = "2020年春"
    plot.unknown("housing/appraisal", plot.home(paper), "鉴定报告的日期写作2020年春")
    plot.unknown("documents/dated", paper, "日期写作2020年春")

    paper = plot.paper(HOUSING, "住房改造验收表")
    paper["已签字"] = "否"
    plot.gap("housing/rebuild-paper", plot.home(paper), "验收表没有签字")
    paper = plot.paper(HOUSING, "住房改造验收表")
    paper["已签字"] = None
    plot.unknown("housing/rebuild-paper", plot.home(paper), "验收表签没签字漏填")


def subsidies(plot: Plot) -> None:
    """Subsidies for rebuilding."""
    benefit = plot.benefit(HOUSING, "危房改造补助")
    plot.drop("政策享受", benefit)
    plot.gap("housing/subsidy-paid", plot.home(benefit), "改造验收了，没有补助记录")
    like = plot.benefit(HOUSING, "危房改造补助")
    home = plot.household(
        HOUSING, lambda story: fitting.enjoying(story) and fitting.appraised(story)
    )
    row = plot.add("政策享受", {**like, "户编号": home["户编号"]})
    plot.gap("housing/subsidy-due", row, "没有改造的户得了改造补助")
    home = plot.home(like)
    home["住房保障方式"] = None
    plot.unknown("housing/subsidy-due", like, "住房保障方式漏填")
    plot.unknown("housing/appraisal", home, "住房保障方式漏填，不知要不要鉴定报告")


def mains(plot: Plot) -> None:
    """The villages' water."""
    village = next(row for row in plot.tables["村"] if row["村名"] == WELLS)
    village["是否通自来水"] = "否"
    plot.gap("villages/facilities", village, "没有通自来水")
    row = plot.household("water", in_wells)
    row["供水方式"] = "集中供水"
    plot.gap("water/tap-in-village", row, "登记为集中供水，村里没有通自来水")
    row = plot.household("water", in_wells)
    row["供水方式"] = None
    plot.unknown("water/tap-in-village", row, "供水方式漏填，村里没有通自来水")

    first, second = plot.tables["村"][:2]
    first["水质检测日期"] = date(2019, 4, 12)
    plot.gap("water/village-report", first, "水质检测是2019年4月的")
    second["水质检测日期"] = None
    plot.unknown("water/village-report", second, "水质检测日期漏填")


def in_wells(story: Story) -> bool:
    """Does the household live in the village of wells?"""
    return story.household.village == WELLS


ALL = (subsidies, reports, dangerous, mains, simple)
