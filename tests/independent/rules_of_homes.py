"""Housing, water, assistance, work, income, visits and papers, from the rule book."""

from __future__ import annotations

import pandas as pd

from tests.independent.asking import (
    Answers,
    among,
    at_least,
    at_most,
    every,
    filled,
    has,
    or_else,
    rule,
)
from tests.independent.households import Households
from tests.independent.rules_of_people import ages

SAFE, DANGEROUS = {"A级", "B级"}, {"C级", "D级"}
RECENT = pd.Timedelta(days=62)
DIBAO = ((pd.Timestamp(2019, 12, 1), 433.33), (pd.Timestamp(2018, 12, 1), 416.67))
DIBAO_YEAR = 5200.0


def on_register(data: Households) -> pd.Series:
    """建档立卡户."""
    return data.households["类别"] != "档外户"


def accepted(data: Households) -> pd.Series:
    """改造验收日期已填写且不晚于核查日."""
    homes = data.households
    return filled(homes, "改造验收日期", at_most(homes["改造验收日期"], data.as_of))


@rule("housing/safe")
def safe(data: Households) -> Answers:
    """Grade A or B, rebuilt and accepted, or another safe house."""
    homes = data.households
    rebuilt = among(homes["住房保障方式"], {"危房改造", "易地搬迁"}) & accepted(data)
    met = among(homes["住房等级"], SAFE) | rebuilt | (homes["住房保障方式"] == "其他安全住房")
    return Answers("household", every(homes), met)


@rule("housing/grade-and-flag")
def grade_and_flag(data: Households) -> Answers:
    """The flag says what the grade says."""
    homes = data.households
    flag, grade = homes["是否危房户"], homes["住房等级"]
    met = among(grade, SAFE).mask(flag.fillna(value=False), among(grade, DANGEROUS))
    same = (among(grade, SAFE) == among(grade, DANGEROUS)).fillna(value=False)
    return Answers(
        "household",
        ~homes.written("改造验收日期").astype("boolean"),
        met.mask(flag.isna() & ~same),
    )


@rule("housing/rebuild-begun")
def rebuild_begun(data: Households) -> Answers:
    """A dangerous house that is not yet rebuilt is being rebuilt."""
    homes = data.households
    dangerous = filled(homes, "住房等级", among(homes["住房等级"], DANGEROUS))
    begun = filled(homes, "改造开工日期", at_most(homes["改造开工日期"], data.as_of))
    return Answers("household", dangerous & ~homes.written("改造验收日期"), begun)


@rule("housing/leave-first")
def leave_first(data: Households) -> Answers:
    """Nobody lives in a house of grade D."""
    homes = data.households
    worst = filled(homes, "住房等级", homes["住房等级"] == "D级")
    return Answers("household", worst & ~homes.written("改造验收日期"), ~homes["是否实际居住"])


@rule("water/safe")
def water_safe(data: Households) -> Answers:
    """Safe, and no trouble to get."""
    homes = data.households
    return Answers("household", every(homes), homes["是否解决安全饮用水"] & ~homes["饮水是否困难"])


@rule("water/quantity")
def water_quantity(data: Households) -> Answers:
    """35 litres a head and day."""
    homes = data.households
    return Answers("household", every(homes), homes["日人均水量"] >= 35)


@rule("water/reach")
def water_reach(data: Households) -> Answers:
    """20 minutes, 800 m or 80 m up."""
    homes = data.households
    near = homes["取水往返时间"] <= 20
    met = near | (homes["取水水平距离"] <= 800) | (homes["取水垂直距离"] <= 80)
    return Answers("household", homes["供水方式"] == "分散供水", met)


@rule("water/reliability")
def water_reliability(data: Households) -> Answers:
    """Nine days of ten."""
    homes = data.households
    return Answers("household", every(homes), homes["供水保证率"] >= 90)


@rule("social_assistance/dibao-missing")
def dibao_missing(data: Households) -> Answers:
    """Who has less than the allowance's line gets it, or support in extreme hardship."""
    homes, members = data.households, data.members
    poor = homes["人均纯收入"] < DIBAO_YEAR
    helped = (members["低保情况"] != "未享受") | (members["特困情况"] != "未享受")
    return Answers("household", on_register(data) & poor, has(homes, "户编号", members, helped))


@rule("social_assistance/dibao-or-tekun")
def dibao_or_tekun(data: Households) -> Answers:
    """Not both."""
    members = data.members
    both = (members["低保情况"] != "未享受") & (members["特困情况"] != "未享受")
    return Answers("member", every(members), ~both)


@rule("social_assistance/dibao-paid")
def dibao_paid(data: Households) -> Answers:
    """The household was paid within 62 days."""
    members, rows = data.members, data.benefits
    rural = filled(members, "低保情况", members["低保情况"] == "农村低保")
    recent = at_least(rows["发放日期"], data.as_of - RECENT)
    paid = (rows["项目"] == "农村低保") & recent
    return Answers("member", rural, has(members, "户编号", rows, paid))


@rule("social_assistance/dibao-due")
def dibao_due(data: Households) -> Answers:
    """Where it is paid, somebody is entitled."""
    members, rows = data.members, data.benefits
    recent = at_least(rows["发放日期"], data.as_of - RECENT)
    entitled = members["低保情况"] == "农村低保"
    return Answers(
        "benefit", (rows["项目"] == "农村低保") & recent, has(rows, "户编号", members, entitled)
    )


@rule("social_assistance/dibao-amount")
def dibao_amount(data: Households) -> Answers:
    """Not above the standard of the day it was paid on."""
    rows = data.benefits
    day = rows["发放日期"]
    limit = pd.Series(pd.NA, index=day.index, dtype="Float64")
    for start, value in reversed(DIBAO):
        limit = limit.mask(day >= start, value)
    return Answers("benefit", rows["项目"] == "农村低保", rows["月标准"] <= limit)


def paid_lately(data: Households, item: str) -> pd.Series:
    """有项目为…、发放日期不早于核查日前62天的政策享受记录, of each member."""
    rows = data.benefits
    paid = (rows["项目"] == item) & at_least(rows["发放日期"], data.as_of - RECENT)
    return has(data.members, "人编号", rows, paid)


@rule("disability/living-allowance")
def living_allowance(data: Households) -> Answers:
    """Who is disabled and has the 低保 gets it."""
    members = data.members
    due = (
        members.written("残疾证号").astype("boolean")
        & (members["低保情况"] != "未享受")
        & ~(members["特困情况"] != "未享受")
    )
    return Answers("member", due, paid_lately(data, "困难残疾人生活补贴"))


@rule("disability/care-once")
def care_once(data: Households) -> Answers:
    """Care is paid for once."""
    both = paid_lately(data, "重度残疾人护理补贴") & paid_lately(data, "照料护理补贴")
    return Answers("member", every(data.members), ~both)


@rule("health/measure-for-illness")
def measure_for_illness(data: Households) -> Answers:
    """Poor through illness: something was done about it."""
    homes, rows = data.households, data.benefits
    ill = filled(homes, "主要致贫原因", homes["主要致贫原因"] == "因病")
    helped = among(rows["领域"], {"健康", "医疗"})
    return Answers(
        "household", (homes["类别"] == "享受政策户") & ill, has(homes, "户编号", rows, helped)
    )


@rule("income_support/measure")
def measure(data: Households) -> Answers:
    """Somebody can work: a measure that develops."""
    homes, members, rows = data.households, data.members, data.benefits
    able = (
        ((ages(data) >= 16) & (ages(data) < 60))
        & among(members["劳动能力"], {"普通劳动力", "技能劳动力"})
        & (members["在校生状况"] == "非在校生")
    )
    due = (homes["类别"] == "享受政策户") & has(homes, "户编号", members, able)
    developing = among(rows["领域"], {"产业", "就业", "金融"})
    return Answers("household", due, has(homes, "户编号", rows, developing))


@rule("income_support/work-months")
def work_months(data: Households) -> Answers:
    """0 to 12 months."""
    members = data.members
    months = members["务工时间"]
    return Answers(
        "member", members.written("务工时间").astype("boolean"), (months >= 0) & (months <= 12)
    )


def works(data: Households) -> pd.Series:
    """务工时间（未填写按0月计）大于0月."""
    return or_else(data.members, "务工时间", 0) > 0


@rule("income_support/work-able")
def work_able(data: Households) -> Answers:
    """Who works is able to."""
    able = ~among(data.members["劳动能力"], {"丧失劳动力", "无劳动力"})
    return Answers("member", works(data), able)


@rule("income_support/wages")
def wages(data: Households) -> Answers:
    """Where somebody works there are wages."""
    homes = data.households
    return Answers(
        "household", has(homes, "户编号", data.members, works(data)), homes["工资性收入"] > 0
    )


@rule("income_support/public-job-age")
def public_job_age(data: Households) -> Answers:
    """16 to 69."""
    holds = or_else(data.members, "公益性岗位", value=False)
    return Answers("member", holds, (ages(data) >= 16) & (ages(data) < 70))


@rule("income_support/loan-limit")
def loan_limit(data: Households) -> Answers:
    """At most 50,000."""
    rows = data.benefits
    return Answers("benefit", rows["项目"] == "小额信贷", rows["金额"] <= 50_000)


@rule("household/one-head")
def one_head(data: Households) -> Answers:
    """Exactly one of the members."""
    least, most = _heads(data)
    met = pd.Series(pd.NA, index=least.index, dtype="boolean")
    met = met.mask((least == 1) & (most == 1), True).mask((least > 1) | (most < 1), False)
    return Answers("household", _size(data) >= 1, met)


def _size(data: Households) -> pd.Series:
    counts = data.members["户编号"].value_counts()
    return data.households["户编号"].map(counts).fillna(0).astype("Int64")


def _heads(data: Households) -> tuple[pd.Series, pd.Series]:
    """The least and the most heads that each household can have."""
    members = data.members
    head = members["与户主关系"] == "户主"
    found = []
    for possible in (head.fillna(value=False), head.fillna(value=True)):
        counts = members["户编号"][possible].value_counts()
        found.append(data.households["户编号"].map(counts).fillna(0).astype("Int64"))
    return found[0], found[1]


@rule("household/size")
def size(data: Households) -> Answers:
    """As many as are told."""
    counted = _size(data)
    return Answers("household", counted >= 1, counted == data.households["家庭人口数"])


@rule("household/phone-shared")
def phone_shared(data: Households) -> Answers:
    """No other household has the number."""
    homes = data.households
    phones = homes["联系电话"]
    return Answers(
        "household",
        homes.written("联系电话").astype("boolean"),
        ~phones.duplicated(keep=False).astype("boolean"),
    )


@rule("livelihood/income")
def income(data: Households) -> Answers:
    """4,000 a head."""
    return Answers("household", on_register(data), data.households["人均纯收入"] >= 4000)


@rule("livelihood/income-per-head")
def income_per_head(data: Households) -> Answers:
    """The quotient, give or take ten."""
    homes = data.households
    told = homes["人均纯收入"] - homes["纯收入"] / homes["家庭人口数"]
    return Answers("household", every(homes), told.abs() <= 10)


@rule("visits/cadre")
def cadre(data: Households) -> Answers:
    """Every second day of the last fortnight."""
    homes, rows = data.households, data.visits
    role = rows["走访人身份"] == "村干部"
    doubtful = role.isna() | (role.fillna(value=False) & rows["日期"].isna())
    unsure = set(rows["户编号"][doubtful])
    start = data.as_of - pd.Timedelta(days=14)
    own = pd.DataFrame({"home": rows["户编号"], "day": rows["日期"]})[role.fillna(value=False)]
    own = own[(own["day"] > start) & (own["day"] < data.as_of)]
    ends = [pd.DataFrame({"home": homes["户编号"], "day": day}) for day in (start, data.as_of)]
    days = pd.concat([own, *ends]).sort_values(["home", "day"])
    gaps = days.groupby("home")["day"].diff().dt.days.groupby(days["home"]).max()
    longest = homes["户编号"].map(gaps).astype("Float64").mask(homes["户编号"].isin(unsure))
    return Answers("household", on_register(data), longest <= 2)


@rule("visits/problem-answered")
def problem_answered(data: Households) -> Answers:
    """Closed, or still within a week."""
    rows = data.visits
    found = or_else(rows, "发现问题", "无") != "无"
    closed = filled(rows, "办结日期", at_most(rows["办结日期"], data.as_of))
    fresh = at_least(rows["日期"], data.as_of - pd.Timedelta(days=7))
    return Answers("visit", found, closed | fresh)


@rule("documents/dated")
def dated(data: Households) -> Answers:
    """A day that has come."""
    papers = data.papers
    return Answers(
        "document", every(papers), filled(papers, "日期", at_most(papers["日期"], data.as_of))
    )
