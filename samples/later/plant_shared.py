"""Defects in what every period asks: some twenty typical ones, the same in both samples.

All of them are planted in 2020; here a few of each chapter show that the chapters hold later too.
"""

from __future__ import annotations

from datetime import date, timedelta

from later_plot import LaterPlot
from writing import Row

REGISTERED = ("享受政策户", "不享受政策户", "监测对象", "防止返贫致贫对象")
UNDER_WATCH = ("监测对象", "防止返贫致贫对象")


def registered(home: Row) -> bool:
    """Is the household on the register, or under watch?"""
    return home["类别"] in REGISTERED


def never_watched(home: Row) -> bool:
    """Was it never under watch?"""
    return home["监测对象类别"] == "非监测对象"


def plain(person: Row, _home: Row) -> bool:
    """Somebody whom no register names."""
    return person["低保情况"] == "未享受" == person["特困情况"] and not person["残疾证号"]


def health(plot: LaterPlot) -> None:
    """Insurance and the family doctor."""
    row = plot.pick("成员", lambda one, home: plain(one, home) and one["居民医保"] == "是")
    row["大病保险"] = "否"
    plot.find("medical/insured", row, "没有参保，也没写原因", 居民医保="否")
    row = plot.pick("成员", lambda one, home: registered(home) and one["健康状况"] == "健康")
    row["随访次数"] = None
    plot.find("health/signed", row, "没有签约，也没写原因", 家庭医生签约="否", 未签约原因=None)
    row = plot.pick("成员", lambda one, home: registered(home) and one["慢病证"] == "是")
    plot.find("health/followed-up", row, "到九月只随访一次", 随访次数=1)
    row = plot.pick("成员", lambda one, home: registered(home) and one["健康状况"] == "大病")
    plot.doubt("health/serious-treated", row, "有没有专项救治漏填", 大病专项救治=None)


def school(plot: LaterPlot) -> None:
    """A drop-out in a household under watch, and a grant that was not paid."""
    row = plot.pick(
        "成员",
        lambda one, home: home["类别"] in UNDER_WATCH and one["在校生状况"] in ("小学", "七年级"),
    )
    row.update({"学段": None, "就读学校": None, "寄宿": None, "是否失学辍学": "是"})
    row.update({"未上学原因": "厌学", "劝返次数": 3})
    plot.find("education/in-school", row, "厌学辍学", 在校生状况="非在校生")
    row = plot.pick(
        "政策享受",
        lambda one, home: home["类别"] == "享受政策户" and one["项目"].startswith("义务教育"),
    )
    plot.drop("政策享受", row)
    row = next(one for one in plot.people(plot.home(row)) if one["人编号"] == row["人编号"])
    plot.gap("education/grant-missing", row, "春季学期的资助没有发")


def house(plot: LaterPlot) -> None:
    """House, yard and water."""
    row = plot.home_where(lambda home: never_watched(home) and home["住房保障方式"] == "鉴定安全")
    plot.find("housing/grade-and-flag", row, "鉴定为C级，没有登记危房", 住房等级="C级")
    plot.gap("housing/safe", row, "住房C级，没有改造")
    plot.gap("housing/rebuild-begun", row, "住房C级，没有开工改造")
    row = plot.home_where(registered)
    plot.find("housing/yard", row, "院落不整洁", 庭院是否整洁="否")
    row = plot.home_where(lambda home: True)
    plot.find("water/quantity", row, "每人每天只有20升", 日人均水量=20)


def assistance(plot: LaterPlot) -> None:
    """Allowances that were not paid, or not in full."""
    day = plot.year.as_of
    row = plot.pick("政策享受", lambda one, home: alone(home) and one["项目"] == "农村低保")
    row.update({"发放日期": day - timedelta(days=100), "落实日期": day - timedelta(days=100)})
    person = plot.people(plot.home(row))[0]
    plot.gap("social_assistance/dibao-paid", person, "三个月没有发放低保金")
    row = plot.pick("政策享受", lambda one, _: one["项目"] == "农村特困供养")
    plot.find("social_assistance/tekun-amount", row, "低于836元的标准", 月标准=760, 金额=760)
    row = plot.pick("政策享受", lambda one, _: one["项目"] == "照料护理补贴")
    plot.find("social_assistance/tekun-care", row, "还按2020年的标准发", 月标准=150, 金额=150)
    row = plot.pick(
        "政策享受",
        lambda one, home: (
            one["项目"] == "重度残疾人护理补贴"
            and (home["类别"] not in UNDER_WATCH or home["低保金"] > 0)
        ),
    )
    plot.drop("政策享受", row)
    person = next(one for one in plot.people(plot.home(row)) if one["人编号"] == row["人编号"])
    plot.gap("disability/care-allowance", person, "重度残疾，没有护理补贴")


def alone(home: Row) -> bool:
    """Does one person live there?"""
    return bool(home["家庭人口数"] == 1)


def old_age(plot: LaterPlot) -> None:
    """Pensions."""
    row = plot.pick("成员", lambda one, home: alone(home) and one["是否领取养老金"] == "是")
    plot.find("elderly/drawn", row, "早已满60周岁，没有领取", 是否领取养老金="否")
    row = plot.pick(
        "成员",
        lambda one, home: home["类别"] in ("不享受政策户", "一般农户") and able(one),
    )
    plot.find("elderly/insured", row, "没有参加养老保险", 居民养老="否", 职工养老="否")


def able(person: Row) -> bool:
    """Can the person work?"""
    return person["劳动能力"] in ("普通劳动力", "技能劳动力")


def work(plot: LaterPlot) -> None:
    """Loans and wages."""
    row = plot.pick("政策享受", lambda one, _: one["项目"] == "小额信贷")
    due = date(plot.year.as_of.year, 3, 15)
    start = date(plot.year.as_of.year - 2, 3, 16)
    row.update({"发放日期": start, "落实日期": start, "开始": start})
    plot.find("income_support/loan-due", row, "三月到期，没有还", 到期日期=due)
    row = plot.pick(
        "政策享受",
        lambda one, home: one["项目"] == "小额信贷" and home["家庭人口数"] > 2,
    )
    child = plot.people(plot.home(row))[-1]
    row.update({title: child[title] for title in ("人编号", "证件号码", "姓名")})
    plot.gap("loans/age", row, "记在了孩子名下")
    row = plot.pick("成员", lambda one, _: able(one) and bool(one["务工月收入"]))
    plot.find("work/worker-phone", row, "务工人员电话少一位", 联系电话="1540000123")


def in_town(plot: LaterPlot) -> None:
    """Somebody provided for at the rate of the country, though registered in town."""
    row = plot.pick(
        "政策享受",
        lambda one, home: (
            one["项目"] == "农村特困供养" and one["月标准"] > 836 and registered(home)
        ),
    )
    row["项目"] = "城市特困供养"
    person = plot.people(plot.home(row))[0]
    person["特困情况"] = "城市特困"
    plot.gap("assistance_money/urban-tekun", row, "低于城市特困的标准")


def papers(plot: LaterPlot) -> None:
    """The folder and the visits."""
    row = plot.pick("材料", lambda one, _: one["类别"] == "帮扶责任卡")
    plot.find("documents/signed", row, "帮扶责任卡没有签字", 已签字="否")
    row = plot.pick("材料", lambda one, _: one["类别"] == "脱贫确认书")
    plot.drop("材料", row)
    plot.gap("documents/exit-paper", plot.home(row), "脱贫确认书不在档案里")
    row = plot.pick("走访", lambda one, _: one["走访类型"] == "其他")
    plot.find("visits/signed", row, "户主没有签字", 户主签字="否")
    row = plot.pick("走访", lambda one, _: one["走访类型"] == "三级书记遍访")
    plot.find("visits/not-ahead", row, "日期写到了年底", 日期=date(plot.year.as_of.year, 12, 5))


def people(plot: LaterPlot) -> None:
    """Who they are."""
    row = plot.pick(
        "成员",
        lambda one, home: plain(one, home) and one["与户主关系"] != "户主",
    )
    last = row["证件号码"][-1]
    number = row["证件号码"][:-1] + ("1" if last != "1" else "2")
    for table in ("务工记录", "政策享受"):
        for other in plot.of(table, str(row["户编号"]), 人编号=row["人编号"]):
            other["证件号码"] = number
    plot.find("identity/id-valid", row, "末位校验码抄错", 证件号码=number)
    row = plot.pick("成员", lambda one, home: alone(home))
    plot.find("people/ethnic-known", row, "民族漏填", 民族=None)
    row = plot.home_where(lambda home: True)
    plot.find("household_data/land-known", row, "水面面积漏填", 水面面积=None)
    row = plot.home_where(lambda home: home["类别"] == "一般农户")
    row["满意度调查日期"] = plot.year.as_of - timedelta(days=1)
    plot.find("satisfaction/reason", row, "不满意，没写原因", 满意="否")
    plot.gap("satisfaction/satisfied", row, "对帮扶工作不满意")
    village = plot.tables["村"][2]
    plot.find("villages/facilities", village, "没有卫生室", 是否有卫生室="否", 村医人数=0)


SHARING = (work, health, house, old_age, papers, people)
