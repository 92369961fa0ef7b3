"""Defects in what people live on, their insurance, their health."""

from __future__ import annotations

import fitting
from planting import Defect, Plot
from story import Life, Story
from writing import Row


def paying(story: Story, life: Life) -> bool:
    """Insured as a resident, and nobody pays the premium for him or her."""
    return fitting.resident(story, life) and not story.enjoying


LIVELIHOOD = (
    Defect("livelihood/food", "gap", {"是否吃好": "否"}, "不能随时吃到肉蛋奶或豆制品"),
    Defect("livelihood/food", "unknown", {"是否吃好": None}, "是否吃好漏填"),
    Defect("livelihood/clothing", "gap", {"有无应季衣物": "无"}, "没有应季衣物"),
    Defect("livelihood/clothing", "unknown", {"有无应季衣物": "待核实"}, "应季衣物写作待核实"),
    Defect("livelihood/income-adds-up", "unknown", {"生产经营性支出": "约300"}, "支出写作约300"),
)

MEDICAL = (
    Defect(
        "medical/insured",
        "gap",
        {"居民医保": "否", "大病保险": "否", "职工医保": "否", "未参保原因": "拒绝参保"},
        "没有参保，拒绝参保不算理由",
        paying,
    ),
    Defect(
        "medical/insured",
        "gap",
        {"居民医保": "未参保", "大病保险": "否", "职工医保": "否"},
        "没有参保，也没有写原因",
        paying,
    ),
    Defect(
        "medical/insured",
        "unknown",
        {"居民医保": None},
        "居民医保漏填",
        paying,
    ),
    Defect(
        "medical/insured-once",
        "gap",
        {"职工医保": "是"},
        "居民医保、职工医保都登记为是",
        lambda story, life: life.adult and fitting.resident(story, life),
    ),
    Defect(
        "medical/serious", "gap", {"大病保险": "否"}, "有居民医保，大病保险为否", fitting.resident
    ),
    Defect("medical/serious", "unknown", {"大病保险": "不清楚"}, "写作不清楚", fitting.resident),
    Defect(
        "medical/commercial", "gap", {"商业补充保险": "否"}, "没有商业补充保险", fitting.enjoying
    ),
    Defect("medical/commercial", "unknown", {"商业补充保险": None}, "漏填", fitting.enjoying),
    Defect(
        "medical/self-pay",
        "gap",
        {"住院总费用": 20000, "个人自付费用": 5000},
        "个人自付四分之一，超过十分之一",
        fitting.enjoying_grave,
    ),
    Defect(
        "medical/self-pay",
        "unknown",
        {"个人自付费用": None},
        "个人自付费用漏填",
        fitting.enjoying_grave,
    ),
    Defect(
        "medical/assistance-recorded",
        "gap",
        {"是否接受医疗救助": "是"},
        "登记接受过医疗救助，却没有救助记录",
        fitting.slow,
    ),
)

HEALTH = (
    Defect(
        "health/signed",
        "gap",
        {"家庭医生签约": "未签", "随访次数": None},
        "没有签约，也没有写原因",
        fitting.former_at_home,
    ),
    Defect("health/signed", "unknown", {"家庭医生签约": None}, "签约漏填", fitting.former_at_home),
    Defect(
        "health/signed-and-reason", "gap", {"未签约原因": "拒签"}, "已签又写拒签", fitting.signed
    ),
    Defect(
        "health/followed-up", "gap", {"随访次数": 1}, "今年只随访一次", fitting.registered_slow
    ),
    Defect("health/followed-up", "unknown", {"随访次数": None}, "漏填", fitting.registered_slow),
    Defect(
        "health/serious-treated",
        "gap",
        {"大病专项救治": "否"},
        "大病患者没有专项救治",
        fitting.registered_grave,
    ),
    Defect(
        "health/serious-treated",
        "unknown",
        {"大病专项救治": None},
        "大病专项救治漏填",
        fitting.registered_grave,
    ),
    Defect(
        "health/chronic-card",
        "gap",
        {"慢病证": "未办理"},
        "慢病患者没有慢病证",
        fitting.registered_slow,
    ),
    Defect(
        "health/chronic-card",
        "unknown",
        {"慢病证": "正在办"},
        "慢病证写作正在办",
        fitting.registered_slow,
    ),
    Defect("health/chronic-card-due", "gap", {"慢病证": "是"}, "健康人有慢病证", fitting.well),
)


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    plot.spoil("户", LIVELIHOOD)
    plot.spoil("成员", MEDICAL)
    plot.spoil("成员", HEALTH)


def livelihood(plot: Plot) -> None:
    """Clothes as the checker saw them too, and incomes."""
    chapter = "livelihood"
    row = plot.household(chapter)
    for seen in (row, *plot.of("互查", str(row["户编号"]))):
        seen["有无御寒被褥"] = "无"
    plot.gap("livelihood/clothing", row, "没有御寒被褥")

    row = plot.household(chapter)
    row["工资性收入"] += 500
    plot.gap("livelihood/income-adds-up", row, "工资性收入多记500元，合计对不上")
    plot.gap("income/total", row, "工资性收入多记500元，年收入没有多")

    row = plot.household(chapter, can_be_poor)
    poorer(plot, row)
    plot.gap("livelihood/income", row, f"人均纯收入{POOR}元，低于脱贫线")
    plot.gap("social_assistance/dibao-missing", row, f"人均{POOR}元而无人享受低保")

    row = plot.household(chapter, fitting.without_welfare)
    row["人均纯收入"] += 100
    plot.gap("livelihood/income-per-head", row, "人均纯收入多记100元")
    plot.gap("documents/same-income", sheet_of(plot, row), "核算表的人均纯收入与户表差100元")
    for notice in plot.of("材料", str(row["户编号"]), 类别="公示材料"):
        plot.gap("papers/same-income", notice, "公示的人均纯收入与户表差100元")

    why = "户表的人均纯收入写作六千左右"
    row = plot.household(chapter, lambda story: story.registered and not story.welfare)
    row["人均纯收入"] = "六千左右"
    plot.gap("household/basics", row, why)
    plot.unknown("livelihood/income", row, why)
    plot.unknown("livelihood/income-per-head", row, why)
    plot.unknown("social_assistance/dibao-missing", row, why)
    plot.unknown("documents/same-income", sheet_of(plot, row), why)
    for notice in plot.of("材料", str(row["户编号"]), 类别="公示材料"):
        plot.unknown("papers/same-income", notice, why)


POOR = 3600  # 元/年 a head


def can_be_poor(story: Story) -> bool:
    """Does it suffice to take away what the children send, to come down to `POOR`?"""
    known = story.income
    return fitting.former(story) and known.net - known.other <= POOR * known.size


def poorer(plot: Plot, row: Row) -> None:
    """Take away what the children send, and keep all sums right."""
    less = (row["人均纯收入"] - POOR) * row["家庭人口数"]
    for title in ("其他转移性收入", "转移性收入", "年收入", "纯收入"):
        row[title] -= less
    row["人均纯收入"] = POOR
    sheet_of(plot, row)["记载人均纯收入"] = POOR
    for notice in plot.of("材料", str(row["户编号"]), 类别="公示材料"):
        notice["记载人均纯收入"] = POOR


def sheet_of(plot: Plot, row: Row) -> Row:
    """The household's income sheet (收入核算表)."""
    return plot.of("材料", str(row["户编号"]), 类别="收入核算表")[0]


def assistance(plot: Plot) -> None:
    """Medical assistance that is on record, and the member's file says otherwise."""
    for told, say, why in (
        ("否", plot.gap, "有救助记录，成员表却登记为否"),
        (None, plot.unknown, "成员表没有登记是否接受医疗救助"),
    ):
        row = plot.member("medical", fitting.enjoying_grave)
        row["是否接受医疗救助"] = told
        benefit = plot.of("政策享受", str(row["户编号"]), 项目="医疗救助")[0]
        say("medical/assistance-due", benefit, why)


def measures(plot: Plot) -> None:
    """Illness is the cause, and no health measure is on record, or none that can be read."""
    row = plot.household("health", only_slow)
    for item in ("居民医保代缴", "慢病管理"):
        plot.drop("政策享受", plot.of("政策享受", str(row["户编号"]), 项目=item)[0])
    plot.gap("health/measure-for-illness", row, "因病致贫，没有一项健康或医疗政策")
    plot.gap("medical/premium-paid", row, "没有本年度的医保代缴")
    for member in plot.of("成员", str(row["户编号"]), 健康状况="长期慢性病"):
        plot.gap("health/managed", member, "没有慢病管理记录")

    row = plot.household("health", lambda story: only_slow(story) and story.income.wage > 0)
    plot.drop("政策享受", plot.of("政策享受", str(row["户编号"]), 项目="居民医保代缴")[0])
    benefit = plot.of("政策享受", str(row["户编号"]), 项目="慢病管理")[0]
    benefit.update({"领域": "卫生", "发放日期": benefit["落实日期"]})
    plot.unknown("health/measure-for-illness", row, "慢病管理的领域写作卫生，不在代码表内")
    plot.unknown("payments/area", benefit, "领域写作卫生，不在代码表内")
    plot.gap("medical/premium-paid", row, "没有本年度的医保代缴")


def only_slow(story: Story) -> bool:
    """Chronic disease, and nothing worse, is the trouble of an enjoying household."""
    grave = any(fitting.grave(story, life) for life in story.lives)
    return story.enjoying and story.cause == "因病" and not grave


ALL = (measures, assistance, livelihood, simple)
