"""Defects in the grants of small children, high school and vocational students."""

from __future__ import annotations

from datetime import date

import fitting
from defects_school import EDUCATION, grant_of
from defects_welfare import named
from planting import Plot
from story import Life, Story
from writing import Row

GRANTS = "grants"
AUTUMN = date(2020, 9, 10)  # in the school year that has just begun


def small(story: Story, life: Life) -> bool:
    """A small child of an enjoying household, who was at kindergarten last year."""
    return story.enjoying and life.grade == 0 and 4 <= life.age < 7


def toddler(story: Story, life: Life) -> bool:
    """A child of an enjoying household, too small to have been there."""
    return story.enjoying and life.age < 4


def senior(story: Story, life: Life) -> bool:
    """A high school student of an enjoying household, not of the first year."""
    return story.enjoying and life.grade >= 11


def freshman(story: Story, life: Life) -> bool:
    """A high school student of an enjoying household, of the first year."""
    return story.enjoying and life.grade == 10


def item_of(plot: Plot, row: Row, item: str) -> Row:
    """This student's grant of this item."""
    rows = plot.of("政策享受", str(row["户编号"]), 项目=item)
    return next(one for one in rows if one["人编号"] == row["人编号"])


def missing(plot: Plot) -> None:
    """Grants that somebody should have and has not."""
    row = plot.member(GRANTS, small)
    like = item_of(plot, row, "学前教育资助")
    plot.drop("政策享受", like)
    plot.gap("grants/preschool", row, "在园一年多，没有学前资助")
    row = plot.member(GRANTS, toddler)
    benefit = plot.add("政策享受", {**like, **named(row), "年标准": 1300})
    plot.gap("grants/preschool-amount", benefit, "年标准1300元，三档里没有")

    row = plot.member(GRANTS, senior)
    for item in ("普通高中国家助学金", "普通高中免学费"):
        plot.drop("政策享受", item_of(plot, row, item))
    plot.gap("grants/high-school", row, "助学金、免学费一项也没有")
    row = plot.member(GRANTS, senior)
    row["在校生状况"] = "中职二年级"
    plot.gap("grants/vocational", row, "中职二年级，没有中职的免学费和助学金")
    plot.gap("grants/yulu", row, "中职二年级，没有雨露计划补助")
    row = plot.member(GRANTS, freshman)
    row["在校生状况"] = "本科二年级"
    plot.gap("grants/college", row, "本科二年级，没有高等教育资助")


def undue(plot: Plot) -> None:
    """Grants that do not fit who got them."""
    row = plot.member(EDUCATION, fitting.granted)
    grant = {**grant_of(plot, row), "项目": "雨露计划", "学段": None, "年标准": 3000}
    benefit = plot.add("政策享受", {**grant, "金额": 1500, "发放日期": AUTUMN})
    plot.gap("grants/yulu-due", benefit, "小学、初中的学生发了雨露计划")

    grant = grant_of(plot, plot.member(GRANTS, fitting.granted))
    grant["学段"] = "普通高中"
    plot.gap("grants/stage", grant, "义务教育补助的学段写成普通高中")
    plot.unknown("education/grant-amount", grant, "学段写成普通高中，没有这一档标准")

    row = plot.member(
        EDUCATION, lambda story, life: fitting.granted(story, life) and life.age < 13
    )
    more: Row = {"项目": "普通高中国家助学金", "学段": "普通高中", "年标准": 2000, "金额": 1000}
    benefit = plot.add("政策享受", {**grant_of(plot, row), **more})
    plot.gap("grants/age", benefit, "不满13周岁发了高中助学金")


def boards(story: Story, life: Life) -> bool:
    """A boarder who had a grant in spring."""
    return fitting.granted(story, life) and life.boarding


def boarders(plot: Plot) -> None:
    """Grants of boarders: to a day pupil, in doubt, too much."""
    for boarding, say, why in (
        ("否", plot.gap, "走读生本学年领了寄宿生补助"),
        (None, plot.unknown, "是否寄宿漏填"),
    ):
        row = plot.member(EDUCATION, boards)
        row["寄宿"] = boarding
        grant = grant_of(plot, row)
        grant["发放日期"] = AUTUMN
        say("grants/boarding", grant, why)

    row = plot.member(EDUCATION, boards)
    grant = grant_of(plot, row)
    again = plot.add("政策享受", {**grant, "金额": 1250, "发放日期": date(2020, 6, 10)})
    for one in (grant, again):
        plot.gap("grants/sum", one, "春季学期的寄宿补助之外，又按全年发了一次")


ALL = (missing, boarders, undue)
