"""Defects in schooling and in the grants of pupils."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot
from writing import Row

EDUCATION = "education"

PUPILS = (
    Defect(
        "education/dropout-flag",
        "gap",
        {"是否失学辍学": "是"},
        "在校却登记为失学辍学",
        fitting.plain_young_child,
    ),
    Defect(
        "education/in-school",
        "unknown",
        {"在校生状况": None},
        "在校生状况漏填",
        fitting.plain_child,
    ),
    Defect(
        "education/primary-age",
        "gap",
        {"在校生状况": "小学"},
        "15周岁登记为小学",
        lambda _, life: life.grade == 10 and life.age == 15,
    ),
    Defect(
        "education/high-school-age",
        "gap",
        {"在校生状况": "普通高中一年级"},
        "不满14周岁登记为高中一年级",
        fitting.plain_young_child,
    ),
    Defect(
        "education/home-teaching",
        "gap",
        {"在校生状况": "送教上门"},
        "送教上门没有协议",
        fitting.plain_child,
    ),
)


def leaves_school(row: Row, reason: str | None) -> None:
    """Make a pupil one who is not at school."""
    row.update({"在校生状况": "非在校生", "未上学原因": reason})
    row.update({"学段": None, "就读学校": None, "寄宿": None})


def grant_of(plot: Plot, row: Row) -> Row:
    """The grant of the pupil in this row."""
    rows = plot.of("政策享受", str(row["户编号"]), 领域="教育")
    return next(one for one in rows if one["人编号"] == row["人编号"])


def dropped_out(plot: Plot) -> None:
    """Who should be at school and is not, and why."""
    row = plot.member(EDUCATION, fitting.plain_child)
    leaves_school(row, "厌学")
    row["劝返次数"] = 1
    plot.gap("education/in-school", row, "厌学辍学")
    plot.gap("education/persuaded", row, "只劝返一次，应不少于两次")

    row = plot.member(EDUCATION, fitting.plain_child)
    leaves_school(row, None)
    plot.gap("education/reason-known", row, "不在校，原因漏填")
    plot.unknown("education/in-school", row, "不在校，原因漏填，不知是否允许")
    plot.unknown("education/persuaded", row, "原因漏填，不知该不该劝返")
    plot.unknown("education/suspension-paper", row, "原因漏填，也许是休学")

    row = plot.member(EDUCATION, fitting.granted)
    leaves_school(row, "休学")
    plot.gap("education/suspension-paper", row, "休学没有证明")
    grant = grant_of(plot, row)
    grant["发放日期"] = date(2020, 9, 10)
    plot.gap("education/grant-to-student", grant, "休学以后还发资助")
    plot.unknown("grants/boarding", grant, "休学以后不知道是否寄宿")

    row = plot.member(EDUCATION, fitting.plain_young_child)
    why = "在校生状况写作已报到，不在代码表内"
    row["在校生状况"] = "已报到"
    for rule in ("in-school", "reason-known", "persuaded", "middle-school-age"):
        plot.unknown(f"education/{rule}", row, why)
    plot.unknown("education/suspension-paper", row, f"{why}，也许是休学")
    plot.unknown("education/home-teaching", row, f"{why}，也许是送教上门")
    plot.unknown("education/high-school-age", row, f"{why}，年龄不到高中")
    plot.gap("people/schooling-known", row, why)
    pupils = plot.spoil("成员", PUPILS)
    plot.gap("people/schooling-known", pupils[1], "在校生状况漏填")
    plot.gap("papers/home-teaching", pupils[-1], "送教上门没有县级认定")


def grants(plot: Plot) -> None:
    """Grants that are missing, wrong, doubled."""
    row = plot.member(EDUCATION, fitting.granted)
    plot.drop("政策享受", grant_of(plot, row))
    plot.gap("education/grant-missing", row, "没有教育资助")
    row = plot.member(EDUCATION, fitting.granted)
    grant = grant_of(plot, row)
    grant["发放日期"] = "春季学期"
    plot.unknown("payments/not-ahead", grant, "资助的发放日期写作春季学期")
    plot.unknown("education/grant-missing", row, "资助的发放日期写作春季学期")

    grant = grant_of(plot, plot.member(EDUCATION, fitting.granted))
    grant["年标准"] += 100
    plot.gap("education/grant-amount", grant, "年标准多记100元")
    grant = grant_of(plot, plot.member(EDUCATION, fitting.granted))
    grant["学段"] = None
    plot.unknown("education/grant-amount", grant, "学段漏填，不知按哪个标准")

    row = plot.member(
        EDUCATION, lambda story, life: fitting.granted(story, life) and life.boarding
    )
    grant = grant_of(plot, row)
    rate = 500 if grant["学段"] == "小学" else 625
    second = {"项目": "义务教育非寄宿生补助", "年标准": rate, "金额": rate // 2}
    plot.add("政策享受", {**grant, **second})
    plot.gap("education/grant-once", grant, "同一天又发了非寄宿生补助")


ALL = (dropped_out, grants)
