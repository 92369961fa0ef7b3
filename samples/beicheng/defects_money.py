"""Defects in the amounts of assistance, and in the care of those in extreme hardship."""

from __future__ import annotations

from datetime import date

import fitting
from defects_welfare import LONG_AGO, named, register_row
from planting import Defect, Plot
from story import Life, Story
from writing import Row

MONEY = "assistance_money"
RICH = 9600  # 元/年 more than told

HOUSEHOLDS = (
    Defect(
        "assistance_money/too-small",
        "gap",
        {"养老保险金": 60},
        "全年养老金只有60元",
        lambda story: fitting.drawing(story) and not story.welfare,
    ),
)


def moved(row: Row, title: str) -> None:
    """Move an income within 转移性收入, so that all sums stay right."""
    row["其他转移性收入"] += row[title]
    row[title] = 0


def assisted(story: Story, _life: Life | None = None) -> bool:
    """One person on 低保, younger or ill."""
    alone = story.size == 1 and story.household.home.composition != "独居老人"
    return alone and story.welfare == "低保"


def sent_money(story: Story) -> bool:
    """On the register, with some other income that a further one can be taken from."""
    return story.registered and story.income.other >= 300


def helpless(story: Story, _life: Life | None = None) -> bool:
    """On 特困."""
    return story.welfare == "特困"


def amounts(plot: Plot) -> None:
    """Too little, too much, for too many."""
    benefit = plot.benefit(MONEY, "农村低保", assisted)
    benefit["月标准"] = 100
    plot.gap("assistance_money/dibao-topup", benefit, "月人均只发100元，没有补足差额")

    benefit = plot.benefit(MONEY, "农村低保", assisted)
    home = plot.home(benefit)
    for title in ("其他转移性收入", "转移性收入", "年收入", "纯收入", "人均纯收入"):
        home[title] += RICH
    for paper in plot.of("材料", str(home["户编号"])):
        if paper["记载人均纯收入"]:
            paper["记载人均纯收入"] += RICH
    plot.of("收入明细", str(home["户编号"]), 收入项目="赡养费")[0]["全年金额"] += RICH
    plot.gap("assistance_money/dibao-over", benefit, "不算低保金也已超过低保标准")

    benefit = plot.benefit(MONEY, "农村低保", assisted)
    benefit["保障人数"] = 2
    plot.gap("assistance_money/dibao-persons", benefit, "按两人发，登记的低保对象只有一人")

    row = plot.member(MONEY, assisted)
    row["低保情况"] = "城市低保"
    plot.drop("农村低保备案", register_row(plot, "农村低保备案", row))
    benefit = plot.of("政策享受", str(row["户编号"]), 项目="农村低保")[0]
    benefit.update({"项目": "城市低保", "月标准": 620})
    plot.gap("assistance_money/urban-dibao", benefit, "月标准620元，超过城市低保标准")


def incomes(plot: Plot) -> None:
    """Assistance and income that do not agree."""
    home = plot.household(MONEY, assisted)
    moved(home, "低保金")
    plot.gap("assistance_money/dibao-income", home, "有低保，收入中的低保金为0")
    home = plot.household("support", helpless)
    moved(home, "特困供养金")
    plot.gap("assistance_money/tekun-income", home, "有特困供养，收入中的供养金为0")
    home = plot.household(MONEY, lambda story: not story.welfare and story.income.other >= 1200)
    home["低保金"] = 1200
    home["其他转移性收入"] -= 1200
    plot.gap("assistance_money/income-due", home, "没有低保特困，收入中却有低保金")
    home = plot.spoil("户", HOUSEHOLDS)[0]
    plot.gap("income/transfer-parts", home, "养老金改小了，几项之和不等于转移性收入")

    row = plot.household("household_data", sent_money)
    row.update({"生态补偿金": 300, "林地面积": 0, "退耕还林面积": 0})
    row["其他转移性收入"] -= 300
    plot.gap("assistance_money/ecology", row, "有生态补偿金，没有林地")
    row = plot.household("household_data", sent_money)
    row.update({"生态补偿金": 300, "林地面积": "一小片", "退耕还林面积": 0})
    row["其他转移性收入"] -= 300
    plot.unknown("assistance_money/ecology", row, "林地面积写作一小片")
    plot.gap("household_data/land-known", row, "林地面积写作一小片，不是数")


def care(plot: Plot) -> None:
    """The care of those in extreme hardship."""
    benefit = plot.benefit(MONEY, "照料护理补贴")
    plot.drop("政策享受", benefit)
    plot.gap("assistance_money/care", plot.head(benefit), "特困，没有照料护理补贴")
    like = plot.benefit(MONEY, "照料护理补贴")
    row = plot.add("政策享受", {**like, **named(plot.member(MONEY, fitting.untroubled))})
    plot.gap("assistance_money/care-due", row, "不是特困，发了照料护理补贴")

    person = named(plot.member("support", helpless))
    base: Row = {**like, **person, "金额": 600, "月标准": None, "发放日期": LONG_AGO}
    plot.add("政策享受", {**base, "项目": "分散供养", "开始": date(2016, 1, 1)})
    row = plot.add("政策享受", {**base, "项目": "集中供养", "开始": date(2019, 3, 1)})
    plot.gap("assistance_money/support-overlap", row, "入住敬老院以后，分散供养没有停")


ALL = (amounts, incomes, care)
