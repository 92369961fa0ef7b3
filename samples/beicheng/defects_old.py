"""Defects in the support of the old."""

from __future__ import annotations

import fitting
from defects_welfare import named
from planting import Defect, Plot
from story import Life, Story
from writing import Row

ELDERLY = "elderly"

MEMBERS = (
    Defect("elderly/insured", "gap", {"居民养老": "否"}, "没有参加养老保险", fitting.payer),
    Defect("elderly/insured", "unknown", {"居民养老": "中断缴费"}, "写作中断缴费", fitting.payer),
    Defect(
        "elderly/insured-once",
        "gap",
        {"职工养老": "是"},
        "居民养老、职工养老都登记为是",
        fitting.payer,
    ),
    Defect("elderly/drawn", "gap", {"是否领取养老金": "否"}, "到龄没有领取", fitting.lone_elder),
    Defect(
        "elderly/drawn",
        "unknown",
        {"是否领取养老金": None},
        "是否领取养老金漏填",
        fitting.lone_elder,
    ),
    Defect(
        "elderly/drawn-due",
        "gap",
        {"是否领取养老金": "是"},
        "不到60周岁登记领取养老金",
        lambda story, life: life.adult and fitting.drawing(story),
    ),
    Defect("elderly/paid-for", "gap", {"养老代缴": "否"}, "没有代缴", fitting.paid_for),
    Defect(
        "elderly/insured-age",
        "gap",
        {"居民养老": "是"},
        "不满十六周岁登记参加居民养老",
        fitting.plain_young_child,
    ),
    Defect("elderly/paid-for", "unknown", {"养老代缴": None}, "养老代缴漏填", fitting.paid_for),
)

HOUSEHOLDS = (
    Defect(
        "elderly/pension-income",
        "gap",
        {"养老保险金": 0},
        "有人领养老金，收入中没有",
        fitting.drawing,
    ),
    Defect(
        "elderly/pension-income",
        "unknown",
        {"养老保险金": None},
        "养老保险金漏填",
        fitting.drawing,
    ),
)


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    plot.spoil("成员", MEMBERS)
    none, blank = plot.spoil("户", HOUSEHOLDS)
    plot.gap("income/transfer-parts", none, "养老保险金为0，转移性收入却有")
    plot.unknown("income/transfer-parts", blank, "养老保险金漏填，各项之和对不上")


def aged(story: Story, life: Life) -> bool:
    """Somebody of 80 or more, on welfare, in an enjoying household."""
    return story.enjoying and bool(story.welfare) and life.age >= 80


def very_old(plot: Plot) -> None:
    """The allowance of the very old."""
    row = plot.member(ELDERLY, aged)
    plot.drop("政策享受", allowance_of(plot, row))
    plot.gap("elderly/old-age-allowance", row, "80周岁以上没有高龄津贴")
    row = plot.member(ELDERLY, aged)
    benefit = allowance_of(plot, row)
    benefit["发放日期"] = "按季"
    plot.unknown("elderly/old-age-allowance", row, "高龄津贴发放日期写作按季")
    plot.unknown("elderly/old-age-due", benefit, "发放日期写作按季，那天多大说不定")
    plot.unknown("payments/not-ahead", benefit, "发放日期写作按季")
    like = plot.benefit(ELDERLY, "高龄津贴")
    row = plot.member(ELDERLY, lambda story, life: story.registered and 65 <= life.age < 79)
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.undue("elderly/old-age-due", benefit, "不满80周岁发了高龄津贴")


def allowance_of(plot: Plot, member: Row) -> Row:
    """The old-age allowance of this member."""
    rows = plot.of("政策享受", str(member["户编号"]), 项目="高龄津贴")
    return next(row for row in rows if row["人编号"] == member["人编号"])


def filial(plot: Plot) -> None:
    """What is paid to children who support their parents."""
    benefit = plot.benefit(ELDERLY, "孝善扶贫")
    agreement_of(plot, benefit)["已签字"] = "否"
    plot.gap("elderly/filial-paper", benefit, "赡养协议没有签字")
    benefit = plot.benefit(ELDERLY, "孝善扶贫")
    agreement_of(plot, benefit)["已签字"] = None
    plot.unknown("elderly/filial-paper", benefit, "赡养协议签没签字漏填")
    benefit = plot.benefit(ELDERLY, "孝善扶贫")
    benefit["人编号"] = "BC99-1"
    plot.unknown("elderly/filial-due", benefit, "人编号查无此人，年龄无从核对")
    plot.unknown("payments/same-person", benefit, "人编号查无此人，号码无从核对")
    plot.gap("structure/benefit-known", benefit, "人编号查无此人")

    like = plot.benefit(ELDERLY, "孝善扶贫")
    row = plot.member(ELDERLY, fitting.paid_for)
    plot.add("材料", {**agreement_of(plot, like), "户编号": row["户编号"]})
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.gap("elderly/filial-due", benefit, "孝善扶贫发给了不到60周岁的人")


def contributions(plot: Plot) -> None:
    """Contributions that were paid for nobody who owes them, or for nobody at all."""
    row = plot.member(ELDERLY, fitting.paid_for)
    like = next(
        one
        for one in plot.of("政策享受", str(row["户编号"]), 项目="居民养老保险代缴")
        if one["人编号"] == row["人编号"]
    )
    plot.drop("政策享受", like)
    plot.gap("elderly/paid-for-recorded", row, "登记由政策代缴，没有代缴记录")
    row = plot.member(ELDERLY, fitting.lone_elder)
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.gap("elderly/paid-for-due", benefit, "给早已到龄的老人代缴了养老保险")


def agreement_of(plot: Plot, benefit: Row) -> Row:
    """The household's agreement of support (赡养协议)."""
    return plot.of("材料", str(benefit["户编号"]), 类别="赡养协议")[0]


ALL = (very_old, filial, contributions, simple)
