"""Defects in medical insurance and health."""

from __future__ import annotations

import fitting
from defects_welfare import named
from planting import Defect, Plot
from story import Life, Story

MEDICAL, HEALTH = "medical", "health"


def plain_resident(story: Story, life: Life) -> bool:
    """Insured as a resident, whom no register names."""
    return fitting.plain(story, life) and not life.employee


def calm(story: Story, life: Life) -> bool:
    """A pupil of an enjoying household, signed up and well."""
    return story.enjoying and life.pupil and fitting.plain(story, life)


def unsigned(story: Story, life: Life) -> bool:
    """Off the register, not old, and not signed up."""
    return fitting.off_register(story) and life.age < 60


def healthy_home(story: Story) -> bool:
    """An enjoying household in which nobody is ill."""
    return story.enjoying and not any(
        life.resident.trait in ("slow", "grave") for life in story.lives
    )


MEMBERS = (
    Defect(
        "medical/insured-and-reason",
        "gap",
        {"未参保原因": "异地参保"},
        "已参保，又填了未参保原因",
        plain_resident,
    ),
    Defect(
        "medical/accident", "gap", {"意外保险补贴": "否"}, "没有意外伤害保险", fitting.enjoying
    ),
    Defect(
        "medical/accident", "unknown", {"意外保险补贴": None}, "意外伤害保险漏填", fitting.enjoying
    ),
    Defect("health/followed-unsigned", "gap", {"随访次数": 2}, "没有签约，却有随访", unsigned),
    Defect(
        "health/followed-unsigned",
        "unknown",
        {"随访次数": "偶尔"},
        "没有签约，随访次数写作偶尔",
        unsigned,
    ),
    Defect(
        "health/treated-due",
        "gap",
        {"大病专项救治": "是"},
        "没有大病，登记了专项救治",
        fitting.plain_adult,
    ),
    Defect(
        "health/mental-followed",
        "gap",
        {"健康状况": "精神障碍", "随访次数": 1},
        "到九月应随访两次，只有一次",
        calm,
    ),
    Defect(
        "health/mental-followed",
        "unknown",
        {"健康状况": "精神障碍", "随访次数": None},
        "随访次数漏填",
        calm,
    ),
)

HOUSEHOLDS = (
    Defect("medical/property", "gap", {"家庭财产保险": "否"}, "没有家财险", fitting.enjoying),
    Defect("medical/property", "unknown", {"家庭财产保险": None}, "家财险漏填", fitting.enjoying),
)


def premiums(plot: Plot) -> None:
    """Premiums paid for those who are not insured, or who knows when."""
    like = plot.benefit(MEDICAL, "居民医保代缴")
    like["发放日期"] = "上年末"
    plot.unknown("medical/premium-paid", plot.home(like), "代缴日期写作上年末")
    plot.unknown("payments/not-ahead", like, "代缴日期写作上年末")
    like = plot.benefit(MEDICAL, "居民医保代缴")
    row = plot.member(MEDICAL, lambda _, life: life.employee)
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.gap("medical/premium-due", benefit, "参加职工医保的人也代缴了居民医保")


def costs(plot: Plot) -> None:
    """Hospital costs."""
    row = plot.member(MEDICAL, fitting.enjoying_grave)
    row["是否接受医疗救助"] = "否"
    plot.drop("政策享受", plot.of("政策享受", str(row["户编号"]), 项目="医疗救助")[0])
    plot.gap("medical/reimbursed", row, "大病住院，没有任何报销救助记录")
    row = plot.member(
        MEDICAL, lambda story, life: fitting.grave(story, life) and not story.enjoying
    )
    row["个人自付费用"] = row["住院总费用"] + 1000
    plot.gap("medical/costs", row, "自付比总费用多1000元")


def management(plot: Plot) -> None:
    """The management of the chronically ill."""
    benefit = plot.benefit(HEALTH, "慢病管理", one_slow)
    plot.drop("政策享受", benefit)
    rows = plot.of("成员", str(benefit["户编号"]))
    row = next(one for one in rows if one["健康状况"] == "长期慢性病")
    plot.gap("health/managed", row, "慢性病，没有慢病管理记录")
    home = plot.household(HEALTH, healthy_home)
    row = plot.add("政策享受", {**benefit, "户编号": home["户编号"]})
    plot.gap("health/managed-due", row, "没有病人的户有慢病管理记录")
    plot.gap("papers/follow-up", row, "没有病人的户没有随访记录")


def one_slow(story: Story) -> bool:
    """Just one chronically ill person."""
    return sum(life.resident.trait == "slow" for life in story.lives) == 1


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    plot.spoil("成员", MEMBERS)
    plot.spoil("户", HOUSEHOLDS)


ALL = (costs, premiums, management, simple)
