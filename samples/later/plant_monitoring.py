"""Defects of monitoring (监测帮扶): clue, identification, risks, measures, removal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from later_plot import LaterPlot
from low_income import poorer
from writing import Row

OPEN = ("监测对象", "防止返贫致贫对象")
CAUSE_HEALTH = ("医疗", "健康", "社会救助", "社会帮扶")


def watched(home: Row) -> bool:
    """Is it under watch?"""
    return home["类别"] in OPEN


def cleared(home: Row) -> bool:
    """Is its risk removed?"""
    return home["风险是否消除"] == "是"


def outside(home: Row) -> bool:
    """Was it never under watch, nor on the register?"""
    return home["类别"] == "一般农户" and home["监测对象类别"] == "非监测对象"


def risk(home: Row, named: str) -> bool:
    """Is it under watch for this risk?"""
    return watched(home) and home["致贫返贫风险"] == named


def any_member(plot: LaterPlot, home: Row, fits: Callable[[Row], bool]) -> bool:
    """Does somebody there fit?"""
    return any(fits(person) for person in plot.people(home))


def able(person: Row) -> bool:
    """Can the person work?"""
    return person["劳动能力"] in ("普通劳动力", "技能劳动力")


def helpless(plot: LaterPlot, home: Row) -> bool:
    """Can nobody there work?"""
    return not any_member(
        plot, home, lambda one: one["劳动能力"] not in ("丧失劳动力", "无劳动力")
    )


def assisted(plot: LaterPlot, home: Row) -> bool:
    """Does somebody there get 低保 or 特困?"""
    return any_member(plot, home, lambda one: {one["低保情况"], one["特困情况"]} != {"未享受"})


def labels(plot: LaterPlot) -> None:
    """The label and the facts of identification."""
    row = plot.home_where(lambda home: watched(home) and home["监测对象类别"] == "脱贫不稳定户")
    plot.find("monitoring/category", row, "风险没有消除，登记成享受政策户", 类别="享受政策户")
    row = plot.home_where(lambda home: watched(home) and home["监测对象类别"] == "脱贫不稳定户")
    plot.find("monitoring/class-and-origin", row, "一般农户不会是脱贫不稳定户", 户类型="一般农户")
    day = row["识别日期"] - timedelta(days=70)
    plot.find("monitoring/clue-in-time", row, "两个多月前就有线索", 风险线索日期=day)
    row = plot.home_where(watched)
    plot.find("monitoring/basics", row, "识别时人均纯收入漏填", 识别时人均纯收入=None)
    row = plot.home_where(lambda home: watched(home) and home["监测对象类别"] != "突发严重困难户")
    plot.find("monitoring/income-high", row, "识别时收入有26000元", 识别时人均纯收入=26000)
    plot.find("monitoring/wages-when-identified", row, "按万元填了", 识别时工资性收入=1.8)


def found(plot: LaterPlot) -> None:
    """Who should have been found."""
    row = plot.home_where(
        lambda home: (
            outside(home)
            and home["其他转移性收入"] >= (home["人均纯收入"] - 6900) * home["家庭人口数"]
        )
    )
    poorer(plot.tables, row, 6900)
    plot.gap("monitoring/line", row, "人均纯收入6900元，低于监测线，没有纳入")
    row = plot.home_where(lambda home: outside(home) and home["供水方式"] == "集中供水")
    plot.find("monitoring/problem-monitored", row, "饮水不安全，没有纳入", 是否解决安全饮用水="否")
    plot.gap("water/safe", row, "饮水不安全")
    row = plot.home_where(outside)
    before = row["人均纯收入"] * 2
    plot.find("monitoring/income-drop", row, "收入比上年少了一半，没有纳入", 上年人均纯收入=before)


def counted_later(row: Row, years: int) -> None:
    """The income is that of so many years later."""
    for title in ("收入计算起", "收入计算止"):
        row[title] = row[title].replace(year=row[title].year + years)


def since_2021(plot: LaterPlot) -> None:
    """What other chapters ask since there is monitoring."""
    row = plot.home_where(watched)
    counted_later(row, -1)
    plot.gap("income/monitor-period", row, "申报时用的还是再前一年的收入")
    counted_later(plot.home_where(watched), 1)  # counted anew since; no rule may mind
    row = plot.pick(
        "成员",
        lambda one, home: (
            home["监测对象类别"] == "非监测对象"
            and one["是否失学辍学"] == "否"
            and one["学段"] != "普通高中"
        ),
    )
    plot.find("education/dropout-flag", row, "在校就读，误登记失学辍学", 是否失学辍学="是")
    plot.gap("monitoring/problem-monitored", plot.home(row), "登记了失学辍学，没有纳入")
    row = plot.home_where(lambda home: outside(home) and bool(plot.benefits(home)))
    benefit = given(plot, row, "产业", "光伏收益")
    plot.gap("payments/watched-only", benefit, "从来不是监测对象，享受了光伏收益")
    row = plot.home_where(lambda home: home["类别"] == "不享受政策户")
    for visit in plot.of("走访", str(row["户编号"]), 走访人身份="帮扶责任人"):
        plot.drop("走访", visit)
    plot.gap("visits/half-year", row, "半年来只有书记来过")


def risks(plot: LaterPlot) -> None:
    """Risks that the members do not show."""
    steady = "因务工就业不稳"
    row = plot.home_where(lambda home: risk(home, steady))
    row["合规自付支出"] = 0
    plot.find("risks/illness", row, "全家健康，风险写了因病", 致贫返贫风险=f"因病、{steady}")
    row = plot.home_where(lambda home: risk(home, "因病") and not helpless(plot, home))
    plot.doubt("risks/illness-cost", row, "合规自付支出漏填", 合规自付支出=None)
    row = plot.home_where(lambda home: risk(home, "因病") and not assisted(plot, home))
    plot.find("risks/disability", row, "没有残疾人", 致贫返贫风险="因病、因残")
    row["合规自付支出"] = 0
    plot.gap("risks/illness-cost", row, "风险写了因病，没有自付支出")
    plot.gap("help_measures/disability", row, "风险写了因残，没有残疾人、救助措施")
    row = plot.home_where(
        lambda home: (
            risk(home, "因病")
            and not any_member(plot, home, lambda one: one["在校生状况"] != "非在校生")
        )
    )
    plot.find("risks/school", row, "没有在校生", 致贫返贫风险="因病、因学")
    plot.gap("help_measures/school", row, "风险写了因学，没有教育措施")
    row = plot.home_where(lambda home: risk(home, "缺劳动力") and helpless(plot, home))
    plot.find("risks/work", row, "全家没有劳动力", 致贫返贫风险=f"缺劳动力、{steady}")


def risks_of_all(plot: LaterPlot) -> None:
    """Risks that the household as a whole does not show, or shows and does not name."""
    row = plot.home_where(lambda home: watched(home) and home["家庭人口数"] == 4)
    row["致贫返贫风险"] = "因残、缺劳动力"
    wife = plot.people(row)[1]
    wife["劳动能力"] = "普通劳动力"
    plot.gap("risks/labour", row, "四人中有两个劳动力，风险写了缺劳动力")
    row = plot.home_where(
        lambda home: (
            watched(home)
            and not helpless(plot, home)
            and not any_member(plot, home, lambda one: bool(one["务工时间"]))
        )
    )
    named = f"{row['致贫返贫风险']}、因务工就业不稳"
    plot.find("risks/work-record", row, "没有人务工", 致贫返贫风险=named)
    row = plot.home_where(lambda home: watched(home) and home["自然灾害子项"] is None)
    named = f"{row['致贫返贫风险']}、因自然灾害"
    plot.find("risks/disaster-kind", row, "没有写是什么灾", 致贫返贫风险=named)
    row = plot.home_where(watched)
    plot.find("risks/problem-named", row, "饮水不安全，没有写进风险", 是否解决安全饮用水="否")
    plot.gap("water/safe", row, "饮水不安全")


def measures(plot: LaterPlot) -> None:
    """Measures that are missing."""
    row = plot.home_where(
        lambda home: (
            risk(home, "因病")
            and home["家庭人口数"] == 3
            and not any_member(plot, home, lambda one: one["健康状况"] == "大病")
            and not assisted(plot, home)
        )
    )
    for benefit in plot.benefits(row):
        if benefit["领域"] in CAUSE_HEALTH:
            plot.drop("政策享受", benefit)
    plot.gap("help_measures/illness", row, "没有健康、救助措施")
    person = plot.people(row)[1]
    plot.gap("health/managed", person, "慢病，没有慢病管理")
    person.update({"居民医保": "否", "大病保险": "否"})
    plot.gap("medical/insured", person, "没有参保")

    row = plot.home_where(lambda home: watched(home) and home["住房保障方式"] != "危房改造")
    named = f"{row['致贫返贫风险']}、因安全住房、因安全饮水"
    plot.find("help_measures/house", row, "没有住房措施", 致贫返贫风险=named)
    plot.gap("help_measures/water", row, "没有饮水措施")


def hollow(plot: LaterPlot) -> None:
    """Measures that nothing else shows."""
    row = plot.home_where(lambda home: watched(home) and any_member(plot, home, able))
    plot.find(
        "help_measures/development", row, "有产业分红，却写尚未实施", 开发式帮扶情况="尚未实施"
    )
    row = plot.home_where(lambda home: watched(home) and any_member(plot, home, able))
    plot.doubt("help_measures/development", row, "是否实施漏填", 开发式帮扶情况=None)
    row = plot.home_where(
        lambda home: watched(home) and helpless(plot, home) and home["工资性收入"] == 0
    )
    given(plot, row, "就业", "技能培训")
    plot.gap("help_measures/job-without-work", row, "登记了技能培训，没有人务工")
    row = plot.home_where(
        lambda home: (
            watched(home)
            and any_member(plot, home, able)
            and not any_member(plot, home, lambda one: one["务工状况"] == "县外省内")
        )
    )
    given(plot, row, "就业", "劳务输出")
    worker = next(person for person in plot.people(row) if person["务工时间"])
    given(plot, row, "就业", "务工补助").update(
        {title: worker[title] for title in ("人编号", "证件号码", "姓名")}
    )
    plot.gap("help_measures/labour-export", row, "登记了劳务输出，没有人在县外")
    plot.gap("help_measures/travel-aid", row, "登记了务工补助，务工记录没有交通费补助")
    row = plot.home_where(lambda home: watched(home) and home["住房保障方式"] != "危房改造")
    benefit = given(plot, row, "住房", "易地搬迁")
    plot.gap("relocation/due", benefit, "没有搬迁，却登记了易地搬迁")
    plot.gap("help_measures/relocation", row, "去年才识别，却登记了易地搬迁")


def given(plot: LaterPlot, home: Row, area: str, item: str) -> Row:
    """A benefit (政策享受) more."""
    like = plot.benefits(home)[0]
    day = date(plot.year.as_of.year, 7, 6)
    blank = dict.fromkeys(like)
    row = {**blank, "户编号": home["户编号"], "领域": area, "项目": item}
    return plot.add("政策享受", {**row, "发放日期": day, "落实日期": day, "金额": 300})


def support(plot: LaterPlot) -> None:
    """Who cannot work is provided for, and marked as such."""
    row = plot.home_where(
        lambda home: (
            watched(home) and helpless(plot, home) and home["整户无劳动力兜底保障户"] == "是"
        )
    )
    plot.find("help_measures/supported-mark", row, "没有标记", 整户无劳动力兜底保障户="否")
    row = plot.home_where(
        lambda home: (
            watched(home)
            and home["家庭人口数"] == 1
            and plot.people(home)[0]["低保情况"] == "农村低保"
            and plot.people(home)[0]["健康状况"] == "长期慢性病"
        )
    )
    without_dibao(plot, row)
    plot.gap("help_measures/no-labour-dibao", row, "独居，没有劳动能力，没有低保")


def without_dibao(plot: LaterPlot, home: Row) -> None:
    """Make the household of one that has never had 低保, everywhere."""
    person = plot.people(home)[0]
    person["低保情况"] = "未享受"
    home["户属性"] = "一般脱贫户" if home["户属性"] else None
    home["整户无劳动力兜底保障户"] = "否"
    home["其他转移性收入"] += home["低保金"]
    home["低保金"] = 0
    for item in plot.of("收入明细", str(home["户编号"]), 收入项目="低保金"):
        item.update({"收入项目": "赡养费", "流水金额": None})
    for table, title, word in (("政策享受", "项目", "农村低保"), ("材料", "类别", "低保证")):
        for row in plot.of(table, str(home["户编号"]), **{title: word}):
            plot.drop(table, row)
    for row in plot.tables["农村低保备案"]:
        if row["证件号码"] == person["证件号码"]:
            plot.drop("农村低保备案", row)


def removal(plot: LaterPlot) -> None:
    """Risks removed: on paper, in time, and so that it holds."""
    row = plot.pick(
        "成员",
        lambda one, home: (
            cleared(home)
            and home["类别"] == "一般农户"
            and one["与户主关系"] == "户主"
            and one["是否常住"] == "是"
            and home["家庭人口数"] == 2
        ),
    )
    ill(plot, row)
    plot.gap("risk_removal/no-labour", plot.home(row), "户主病倒，全家没有劳动力，仍算消除")

    row = plot.home_where(lambda home: cleared(home) and len(plot.benefits(home)) == 1)
    plot.drop("政策享受", plot.benefits(row)[0])
    plot.gap("risk_removal/with-measure", row, "写作帮扶消除，没有任何措施")

    row = plot.home_where(cleared)
    identified_later(row, row["风险消除日期"] + timedelta(days=20))
    plot.gap("monitoring/dates-in-order", row, "消除在识别之前")
    plot.gap("risk_removal/too-soon", row, "消除在识别之前，不满半年")

    row = plot.home_where(cleared)
    identified_later(row, row["风险消除日期"] - timedelta(days=100))
    plot.gap("risk_removal/too-soon", row, "识别一百天就消除")

    unread(plot)
    row = plot.home_where(cleared)
    plot.find("risk_removal/holds", row, "消除以后住房损毁", 消除后住房损毁="是")
    row = plot.home_where(cleared)
    plot.find("risk_removal/income", row, "低于监测线", 消除后人均纯收入=6500)
    row = plot.home_where(cleared)
    plot.find("risk_removal/rechecked", row, "去年消除，没有回访过", 消除后回访日期=None)


def identified_later(home: Row, day: date) -> None:
    """Move the clue and all that led to identification on, so that it was on this day."""
    by = day - home["识别日期"]
    for title in ("风险线索日期", "申请日期", "公示日期", "确认日期", "识别日期"):
        home[title] += by


def unread(plot: LaterPlot) -> None:
    """A day of removal that cannot be read, and a blank beside it."""
    row = plot.home_where(cleared)
    row["风险消除日期"] = "去年年底"
    plot.gap("risk_removal/basics", row, "消除日期写作去年年底")
    for rule in ("monitoring/dates-in-order", "risk_removal/too-soon"):
        plot.unknown(rule, row, "消除日期写作去年年底")


def ill(plot: LaterPlot, person: Row) -> None:
    """Make somebody who worked gravely ill."""
    person.update({"健康状况": "大病", "病种": "脑卒中", "劳动能力": "丧失劳动力"})
    person.update({"务工状况": "未务工", "务工时间": 0, "务工月收入": None, "联系电话": None})
    for row in plot.of("务工记录", str(person["户编号"]), 人编号=person["人编号"]):
        plot.drop("务工记录", row)


FIRST = (risks, risks_of_all, removal, support, measures, hollow)
THEN = (labels, found, since_2021)
