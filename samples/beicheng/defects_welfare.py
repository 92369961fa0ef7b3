"""Defects in social assistance (低保 特困) and in the two registers."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot
from story import Life, Story
from writing import Row

WELFARE = "social_assistance"
LITTLE_WORK = {
    "务工时间": 4,
    "务工状况": "乡内",
    "务工月收入": 1200,
    "联系电话": "15400400001",
}
LONG_AGO = date(2020, 5, 20)  # more than 62 days before the check

BENEFITS = (
    Defect(
        "social_assistance/dibao-amount",
        "gap",
        {"月标准": 450},
        "月标准450元，超过标准",
        kind="农村低保",
    ),
    Defect(
        "social_assistance/dibao-amount",
        "unknown",
        {"月标准": None},
        "月标准漏填",
        kind="农村低保",
    ),
    Defect(
        "social_assistance/tekun-amount",
        "gap",
        {"月标准": 500},
        "月标准500元，低于标准",
        kind="农村特困供养",
    ),
    Defect(
        "social_assistance/tekun-amount",
        "unknown",
        {"月标准": "按文件"},
        "月标准写作按文件",
        kind="农村特困供养",
    ),
)


def hardly_paid(plot: Plot, home: Row) -> None:
    """What children send may be less than anybody earns in a year."""
    if home["工资性收入"] < 300:
        plot.gap("household_data/wage-range", home, "务工4个月，工资性收入不到300元")


def tekun(plot: Plot) -> None:
    """特困: who gets it, and how lately."""
    row = plot.member(WELFARE, tekun_holder)
    home = plot.home(row)
    row.update({"健康状况": "健康", **LITTLE_WORK})
    wage = home["其他转移性收入"]
    home["工资性收入"] += wage
    home["转移性收入"] -= wage
    home["其他转移性收入"] = 0
    plot.gap("disability/health-agrees", row, "有残疾证，健康状况写作健康")
    plot.gap("social_assistance/tekun-able", row, "劳动年龄、健康状况为健康，却是特困")
    plot.gap("social_assistance/tekun-works", row, "特困，却务工4个月")
    hardly_paid(plot, home)

    row = plot.member(WELFARE, lambda story, life: story.welfare == "特困" and life.age >= 70)
    row["务工时间"] = "断断续续"
    plot.unknown("social_assistance/tekun-works", row, "务工时间写作断断续续")
    plot.unknown("income_support/work-months", row, "务工时间写作断断续续")
    plot.unknown("income_support/work-able", row, "没有劳动能力，务工时间写作断断续续")
    plot.unknown("income_support/wages", plot.home(row), "没有工资，务工时间写作断断续续")

    benefit = plot.benefit(WELFARE, "农村特困供养")
    benefit["发放日期"] = LONG_AGO
    plot.gap("social_assistance/tekun-paid", plot.head(benefit), "供养金三个多月没有发放")
    like = plot.benefit(WELFARE, "农村特困供养")
    head = plot.member(WELFARE, fitting.untroubled)
    row = plot.add("政策享受", {**like, **named(head)})
    plot.undue("social_assistance/tekun-due", row, "户内没有特困对象却发了供养金")


def self_care(plot: Plot) -> None:
    """特困: how much care somebody needs, and the allowance for it."""
    benefit = plot.benefit(WELFARE, "照料护理补贴")
    plot.head(benefit)["自理能力"] = "全护理"
    plot.gap("social_assistance/tekun-care", benefit, "全护理却按较低的标准发放")
    benefit = plot.benefit(WELFARE, "照料护理补贴")
    plot.head(benefit)["自理能力"] = None
    plot.unknown("social_assistance/tekun-care", benefit, "自理能力漏填")
    plot.gap("assistance_money/self-care", plot.head(benefit), "特困，自理能力漏填")


def tekun_holder(story: Story, life: Life) -> bool:
    """On 特困 and with a certificate of the third or fourth grade."""
    return story.welfare == "特困" and fitting.holder(story, life)


def named(member: Row) -> Row:
    """What a benefit's row says of the person."""
    return {title: member[title] for title in ("户编号", "人编号", "姓名", "证件号码")}


def dibao(plot: Plot) -> None:
    """低保: who gets it, and how lately."""
    row = plot.member(WELFARE, fitting.lone_dibao)
    row["特困情况"] = "农村特困"
    plot.gap("social_assistance/dibao-or-tekun", row, "既是低保又是特困")
    plot.gap("social_assistance/tekun-paid", row, "登记为特困，没有供养金发放记录")
    plot.gap("assistance_money/care", row, "登记为特困，没有照料护理补贴")
    plot.gap("assistance_money/tekun-income", plot.home(row), "登记为特困，收入中没有供养金")

    benefit = plot.benefit(WELFARE, "农村低保", fitting.lone_dibao)
    benefit["发放日期"] = LONG_AGO
    plot.gap("social_assistance/dibao-paid", plot.head(benefit), "低保金三个多月没有发放")
    benefit = plot.benefit(WELFARE, "农村低保", fitting.lone_dibao)
    benefit["发放日期"] = "每月20日"
    why = "发放日期写作每月20日"
    plot.unknown("social_assistance/dibao-paid", plot.head(benefit), why)
    for rule in ("social_assistance/dibao-amount", "assistance_money/dibao-topup"):
        plot.unknown(rule, benefit, f"{why}，不知按哪年标准")
    plot.unknown("assistance_money/dibao-over", benefit, f"{why}，不知按哪年标准")
    plot.unknown("payments/not-ahead", benefit, why)

    like = plot.benefit(WELFARE, "农村低保", fitting.lone_dibao)
    home = plot.household(WELFARE, fitting.untroubled)
    row = plot.add("政策享受", {**like, "户编号": home["户编号"]})
    plot.undue("social_assistance/dibao-due", row, "户内没有低保对象却发了低保金")
    plot.gap("assistance_money/dibao-persons", row, "按一人发，没有低保对象")


def statuses(plot: Plot) -> None:
    """Registered as what, and the small defects of amounts."""
    home = plot.household(WELFARE, fitting.untroubled)
    home["户属性"] = "低保贫困户"
    plot.gap("social_assistance/household-type", home, "写低保贫困户，没有人享受低保")
    head = plot.member(WELFARE, fitting.untroubled)
    head["低保情况"] = "待核实"
    why = "低保情况写作待核实"
    plot.unknown("social_assistance/household-type", plot.home(head), why)
    plot.unknown("social_assistance/dibao-paid", head, f"{why}，没有发放记录")
    plot.unknown("social_assistance/dibao-register", head, f"{why}，备案中没有")
    plot.unknown("documents/welfare-paper", plot.home(head), f"{why}，没有低保证")
    plot.unknown("assistance_money/dibao-income", plot.home(head), f"{why}，收入中没有低保金")
    plot.spoil("政策享受", BENEFITS)


def register_row(plot: Plot, register: str, member: Row) -> Row:
    """The row of a register that is about this member."""
    return next(row for row in plot.tables[register] if row["证件号码"] == member["证件号码"])


def dibao_register(plot: Plot) -> None:
    """The register of 低保 against the file."""
    chapter, register = "registers", "农村低保备案"
    row = plot.member(chapter, fitting.lone_dibao)
    plot.drop(register, register_row(plot, register, row))
    plot.gap("social_assistance/dibao-register", row, "民政备案中没有此人")

    row = plot.member(chapter, fitting.lone_dibao)
    listed = register_row(plot, register, row)
    listed["证件号码"] = None
    plot.gap("social_assistance/dibao-register", row, "备案名册漏填证件号码，查无此人")
    plot.unknown("social_assistance/register-dibao", listed, "备案名册漏填证件号码")

    row = plot.member(chapter, fitting.untroubled)
    person = {title: row[title] for title in ("姓名", "证件号码")}
    like = plot.tables[register][0]
    listed = plot.add(register, {**like, **person, "户主姓名": row["姓名"]})
    plot.gap("social_assistance/register-dibao", listed, "备案中有此人，档案里未享受低保")


def disability_register(plot: Plot) -> None:
    """The register of the disabled against the file."""
    chapter, register = "registers", "残疾人名册"
    row = plot.member(chapter, fitting.holder)
    plot.drop(register, register_row(plot, register, row))
    plot.gap("disability/on-register", row, "残疾人名册中没有此人")

    row = plot.member(chapter, fitting.untroubled)
    person = {title: row[title] for title in ("姓名", "证件号码")}
    number = f"{row['证件号码']}44"
    described = {"残疾证号": number, "残疾类别": "肢体", "残疾等级": "四级"}
    listed = plot.add(register, {**plot.tables[register][0], **person, **described})
    plot.gap("disability/register-on-file", listed, "名册中有此人，档案里没有残疾证号")

    row = plot.member(chapter, fitting.holder)
    listed = register_row(plot, register, row)
    listed["证件号码"] = None
    plot.gap("disability/on-register", row, "名册漏填证件号码，查无此人")
    plot.unknown("disability/register-on-file", listed, "名册漏填证件号码")


ALL = (tekun, self_care, dibao, statuses, dibao_register, disability_register)
