"""Defects in what the members' table says: schooling, ages, relations, labour."""

from __future__ import annotations

from datetime import date

import fitting
from people import with_check
from planting import Defect, Plot
from story import Life, Story

CHAPTER = "people"


def still(story: Story, life: Life) -> bool:
    """An old person, slowly ill, alone and on no register: little is asked of him or her."""
    return fitting.lone_elder(story, life) and fitting.plain(story, life)


def teenager(story: Story, life: Life) -> bool:
    """A high school pupil of 16 or more, in a household without grants."""
    return life.pupil and life.age >= 16 and not story.enjoying


MEMBERS = (
    Defect("people/ethnic-known", "gap", {"民族": None}, "民族漏填"),
    Defect(
        "people/schooling-known",
        "gap",
        {"文化程度": None, "在校生状况": None},
        "文化程度和在校情况都漏填",
        lambda story, life: (
            still(story, life) and life.labour != "普通劳动力" and not story.enjoying
        ),
    ),
    Defect("people/id-type", "gap", {"证件类型": "残疾人证"}, "填的是身份证号码", still),
    Defect("people/id-type", "unknown", {"证件类型": "旧证"}, "证件类型写作旧证", still),
    Defect(
        "people/generation",
        "gap",
        {"与户主关系": "之母"},
        "妻子登记成之母，与户主年龄相仿",
        lambda story, life: fitting.couple(story) and life.resident.relation == "配偶",
    ),
    Defect(
        "people/spouse-age",
        "gap",
        {"与户主关系": "之儿媳"},
        "上中学的女儿登记成之儿媳",
        lambda _, life: life.resident.relation == "之女" and life.age >= 12,
    ),
    Defect(
        "people/left-household",
        "gap",
        {"未签约原因": "迁出", "家庭医生签约": "否"},
        "已迁出，仍在家庭成员中",
        lambda story, _: fitting.off_register(story),
    ),
    Defect(
        "people/schooling-age",
        "gap",
        {"文化程度": "学龄前儿童"},
        "成年人登记为学龄前儿童",
        fitting.plain_adult,
    ),
    Defect(
        "people/labour-of-students",
        "gap",
        {"劳动能力": "普通劳动力"},
        "高中在读，登记为普通劳动力",
        teenager,
    ),
    Defect(
        "people/labour-of-old",
        "gap",
        {"劳动能力": "普通劳动力"},
        "七十岁上下登记为普通劳动力",
        still,
    ),
    Defect(
        "people/labour-of-ill",
        "gap",
        {"劳动能力": "普通劳动力"},
        "大病患者登记为普通劳动力",
        lambda story, life: not story.enjoying and fitting.grave(story, life) and life.adult,
    ),
    Defect(
        "people/reason-health",
        "gap",
        {"未上学原因": "因病"},
        "健康的孩子，未上学原因写作因病",
        fitting.plain_child,
    ),
    Defect(
        "people/graduate-reason",
        "gap",
        {"文化程度": "大专及以上"},
        "大专学历，没有务工，原因没有写",
        lambda story, life: fitting.grave(story, life) and life.adult,
    ),
)


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    plot.spoil("成员", MEMBERS)


def numbers(plot: Plot) -> None:
    """A number made up by a system, and a day of birth a century off."""
    row = plot.member(CHAPTER, lambda story, life: still(story, life) and life.age < 80)
    row["证件号码"] = with_check(f"999999{row['证件号码'][6:17]}")
    plot.home(row)["户主证件号码"] = row["证件号码"]
    plot.gap("people/id-placeholder", row, "证件号码是系统里临时编的")

    row = plot.member(CHAPTER, still)
    row["出生日期"] = date(1896, 2, 14)
    plot.gap("people/birth-plausible", row, "出生日期登记为1896年")
    plot.gap("identity/birth-in-id", row, "出生日期登记为1896年，与证件号码不符")


def leavers(plot: Plot) -> None:
    """A pupil who left school after primary school."""
    row = plot.member(CHAPTER, teenager)
    row.update({"文化程度": "小学", "在校生状况": "非在校生", "劳动能力": "普通劳动力"})
    row.update({"学段": None, "就读学校": None, "寄宿": None, "居民养老": "是"})
    plot.gap("people/low-education", row, "十六七岁、健康、不在校，文化程度只到小学")


ALL = (simple, numbers, leavers)
