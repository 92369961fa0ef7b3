"""Defects in schooling, housing and water."""

from __future__ import annotations

from datetime import date

from duty import VILLAGES
from homes import OFF_REGISTER
from member_rows import stage_of
from planting import Plot
from story import WELLS, Life, Story
from writing import Row


def schoolchild(_story: Story, life: Life) -> bool:
    """Of school age and at school, from primary to the third year of middle school."""
    return 6 <= life.age <= 15 and 1 <= life.grade <= 9


def granted(story: Story, life: Life) -> bool:
    """A schoolchild of an enjoying household, who had a grant in spring."""
    return story.enjoying and schoolchild(story, life) and life.last_grade > 0


def former(story: Story, life: Life) -> bool:
    """A schoolchild of a household that enjoys nothing."""
    return not story.enjoying and schoolchild(story, life)


def leaves_school(row: Row, reason: str | None) -> None:
    """Make a pupil one who is not at school."""
    row.update({"在校生状况": "非在校生", "未上学原因": reason})
    row.update({"学段": None, "就读学校": None, "寄宿": None})


def grant_of(plot: Plot, row: Row) -> Row:
    """The grant of the pupil in this row."""
    rows = plot.of("政策享受", str(row["户编号"]), 领域="教育")
    return next(one for one in rows if one["人编号"] == row["人编号"])


def education(plot: Plot) -> None:
    """Who should be at school and is not, and why."""
    chapter = "education"
    row = plot.member(chapter, former)
    leaves_school(row, "厌学")
    row["劝返次数"] = 1
    plot.gap("education/in-school", row, "厌学辍学")
    plot.gap("education/persuaded", row, "只劝返一次，应不少于两次")

    row = plot.member(chapter, former)
    leaves_school(row, None)
    plot.gap("education/reason-known", row, "不在校，原因漏填")
    plot.unknown("education/in-school", row, "不在校，原因漏填，不知是否允许")
    plot.unknown("education/persuaded", row, "原因漏填，不知该不该劝返")
    plot.unknown("education/suspension-paper", row, "原因漏填，也许是休学")

    row = plot.member(chapter, granted)
    leaves_school(row, "休学")
    plot.gap("education/suspension-paper", row, "休学没有证明")
    grant = grant_of(plot, row)
    grant["发放日期"] = date(2020, 9, 10)
    plot.gap("education/grant-to-student", grant, "休学以后还发资助")

    row = plot.member(chapter, lambda story, life: former(story, life) and life.age < 14)
    row["在校生状况"] = None
    plot.unknown("education/in-school", row, "在校生状况漏填")
    plot.unknown("education/reason-known", row, "在校生状况漏填")
    plot.unknown("education/persuaded", row, "在校生状况漏填")
    plot.unknown("education/suspension-paper", row, "在校生状况漏填，也许是休学")
    plot.unknown("education/home-teaching", row, "在校生状况漏填，也许是送教上门")
    plot.unknown("education/high-school-age", row, "在校生状况漏填，年龄不到高中")

    row = plot.member(chapter, lambda story, life: life.grade == 10 and life.age == 15)
    row["在校生状况"] = "小学"
    plot.gap("education/primary-age", row, "15周岁登记为小学")
    row = plot.member(chapter, lambda story, life: former(story, life) and life.age < 13)
    row["在校生状况"] = "普通高中一年级"
    plot.gap("education/high-school-age", row, "不满14周岁登记为高中一年级")
    row = plot.member(chapter, former)
    row["在校生状况"] = "送教上门"
    plot.gap("education/home-teaching", row, "送教上门没有协议")


def grants(plot: Plot) -> None:
    """Grants that are missing, wrong, doubled."""
    chapter = "education"
    row = plot.member(chapter, granted)
    plot.drop("政策享受", grant_of(plot, row))
    plot.gap("education/grant-missing", row, "没有教育资助")

    row = plot.member(chapter, granted)
    grant_of(plot, row)["发放日期"] = "春季学期"
    plot.unknown("education/grant-missing", row, "资助的发放日期写作春季学期")

    grant = grant_of(plot, plot.member(chapter, granted))
    grant["年标准"] += 100
    plot.gap("education/grant-amount", grant, "年标准多记100元")
    grant = grant_of(plot, plot.member(chapter, granted))
    grant["学段"] = None
    plot.unknown("education/grant-amount", grant, "学段漏填，不知按哪个标准")

    row = plot.member(chapter, lambda story, life: granted(story, life) and life.boarding)
    grant = grant_of(plot, row)
    rate = 500 if grant["学段"] == stage_of(1) else 625
    second = {**grant, "项目": "义务教育非寄宿生补助", "年标准": rate, "金额": rate // 2}
    plot.add("政策享受", second)
    plot.gap("education/grant-once", grant, "同一天又发了非寄宿生补助")


def appraised(story: Story) -> bool:
    """A household off the register, in a house appraised as safe."""
    return story.category == OFF_REGISTER and story.house == "鉴定安全"


def rebuilt(story: Story) -> bool:
    """A poor household in a house rebuilt with a subsidy."""
    return story.registered and story.house == "危房改造"


def ruined(plot: Plot, grade: str) -> Row:
    """A household whose house was found dangerous and is not rebuilt."""
    row = plot.household("housing", lambda story: story.house == "鉴定安全")
    row.update({"住房等级": grade, "是否危房户": "是", "住房保障方式": "无安全住房"})
    for check in plot.of("互查", str(row["户编号"])):
        check["住房等级"] = grade
    return row


def housing(plot: Plot) -> None:
    """Safe houses and their papers."""
    chapter = "housing"
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
    row = plot.household(chapter, appraised)
    row["住房等级"] = "B/C"
    plot.unknown("housing/safe", row, "住房等级写作B/C")
    plot.unknown("housing/grade-and-flag", row, "住房等级写作B/C")
    plot.unknown("housing/rebuild-begun", row, "住房等级写作B/C，也许是危房")
    plot.unknown("housing/leave-first", row, "住房等级写作B/C，不能认定不是D级")

    paper = plot.paper(chapter, "住房鉴定报告")
    paper["日期"] = date(2018, 5, 20)
    home = plot.of("户", str(paper["户编号"]))[0]
    plot.gap("housing/appraisal", home, "鉴定报告是2018年的")
    paper = plot.paper(chapter, "住房鉴定报告")
    paper["日期"] = "2020年春"
    home = plot.of("户", str(paper["户编号"]))[0]
    plot.unknown("housing/appraisal", home, "鉴定报告的日期写作2020年春")
    plot.unknown("documents/dated", paper, "日期写作2020年春")
    paper = plot.paper(chapter, "住房鉴定报告")
    paper["照片数"] = 2
    plot.gap("housing/appraisal-complete", paper, "只有两张照片")
    paper = plot.paper(chapter, "住房鉴定报告")
    paper["照片数"] = None
    plot.unknown("housing/appraisal-complete", paper, "照片数漏填")

    row = plot.household(chapter, lambda story: story.house == "鉴定安全")
    row["是否危房户"] = "是"
    plot.gap("housing/grade-and-flag", row, "等级安全而登记为危房户")
    row = plot.household(chapter, lambda story: story.house == "鉴定安全")
    row["是否危房户"] = None
    plot.unknown("housing/grade-and-flag", row, "是否危房户漏填")


def rebuilding(plot: Plot) -> None:
    """Houses rebuilt, and how people live in them."""
    chapter = "housing"
    row = plot.household(chapter, rebuilt)
    row["改造竣工日期"] = date(row["改造验收日期"].year, 11, 5)
    plot.gap("housing/rebuild-order", row, "验收在竣工之前")
    paper = plot.paper(chapter, "住房改造验收表")
    paper["已签字"] = "否"
    plot.gap("housing/rebuild-paper", plot.of("户", str(paper["户编号"]))[0], "验收表没有签字")
    paper = plot.paper(chapter, "住房改造验收表")
    paper["已签字"] = None
    home = plot.of("户", str(paper["户编号"]))[0]
    plot.unknown("housing/rebuild-paper", home, "验收表签没签字漏填")

    benefit = plot.benefit(chapter, "危房改造补助")
    plot.drop("政策享受", benefit)
    home = plot.of("户", str(benefit["户编号"]))[0]
    plot.gap("housing/subsidy-paid", home, "改造验收了，没有补助记录")
    like = plot.benefit(chapter, "危房改造补助")
    home = plot.household(chapter, lambda story: story.enjoying and story.house == "鉴定安全")
    row = plot.add("政策享受", {**like, "户编号": home["户编号"]})
    plot.gap("housing/subsidy-due", row, "没有改造的户得了改造补助")
    home = plot.of("户", str(like["户编号"]))[0]
    home["住房保障方式"] = None
    plot.unknown("housing/subsidy-due", like, "住房保障方式漏填")
    plot.unknown("housing/appraisal", home, "住房保障方式漏填，不知要不要鉴定报告")

    row = plot.household(chapter)
    row["庭院是否整洁"] = "否"
    plot.gap("housing/yard", row, "院落不整洁")
    row = plot.household(chapter)
    row["庭院是否整洁"] = None
    plot.unknown("housing/yard", row, "庭院是否整洁漏填")
    row = plot.household(chapter)
    row["厕所是否正常使用"] = "否"
    plot.gap("housing/toilet", row, "厕所不能正常使用")
    row = plot.household(chapter)
    row["是否有卫生厕所"] = "在建"
    plot.unknown("housing/toilet", row, "有无厕所写作在建")


def water(plot: Plot) -> None:
    """Safe water, enough of it, near by."""
    chapter = "water"
    for title, wrong, odd, rule in (
        ("饮水是否困难", "是", None, "water/safe"),
        ("水质是否达标", "否", "未检测", "water/quality"),
        ("日人均水量", 20, "够用", "water/quantity"),
        ("供水保证率", 80, None, "water/reliability"),
    ):
        row = plot.household(chapter)
        row[title] = wrong
        plot.gap(rule, row, f"{title}为{wrong}")
        row = plot.household(chapter)
        row[title] = odd
        plot.unknown(rule, row, f"{title}写作{odd}" if odd else f"{title}漏填")

    well = lambda story: not story.tap  # noqa: E731
    row = plot.household(chapter, well)
    row.update({"取水往返时间": 35, "取水水平距离": 1200, "取水垂直距离": 95})
    plot.gap("water/reach", row, "取水时间和距离都超过上限")
    row = plot.household(chapter, well)
    row.update({"取水往返时间": 35, "取水水平距离": None, "取水垂直距离": 95})
    plot.unknown("water/reach", row, "水平距离漏填，另两项都超过上限")

    village = next(row for row in plot.tables["村"] if row["村名"] == WELLS)
    village["是否通自来水"] = "否"
    plot.gap("villages/facilities", village, "没有通自来水")
    mine = lambda story: story.household.village == WELLS  # noqa: E731
    row = plot.household(chapter, mine)
    row["供水方式"] = "集中供水"
    plot.gap("water/tap-in-village", row, "登记为集中供水，村里没有通自来水")
    row = plot.household(chapter, mine)
    row["供水方式"] = None
    plot.unknown("water/tap-in-village", row, "供水方式漏填，村里没有通自来水")

    first, second = plot.tables["村"][:2]
    first["水质检测日期"] = date(2019, 4, 12)
    plot.gap("water/village-report", first, f"{VILLAGES[0]}的水质检测是2019年4月的")
    second["水质检测日期"] = None
    plot.unknown("water/village-report", second, f"{VILLAGES[1]}的水质检测日期漏填")
