"""Where a register and the file do not say the same, and registers that are wrong themselves."""

from __future__ import annotations

from datetime import date, timedelta

from defects_registers import dibao, former, helped, tekun
from register_planting import RegisterPlot, named
from register_rows import DANGEROUS, lives
from story import AS_OF, Life, Story
from writing import Row

MATCH = "register_match"
DAYS = 62  # how long after a death a payment may still come
SIXTY = date(AS_OF.year - 60, AS_OF.month, AS_OF.day)


def anybody(_story: Story, _life: Life) -> bool:
    """Whoever it is."""
    return True


def pupil(_story: Story, life: Life) -> bool:
    """At school, up to the ninth year."""
    return 1 <= life.grade <= 9


def resident(_story: Story, life: Life) -> bool:
    """Insured as a resident."""
    return not life.employee


def head(story: Story, life: Life) -> bool:
    """The head of a household that enjoys policies."""
    return story.enjoying and life is story.lives[0]


def deaths(registers: RegisterPlot) -> None:
    """The dead who are on file, and paid."""
    for died, kind, fits in (
        (date(2020, 5, 10), "gap", tekun),
        (date(2020, 5, 20), "gap", dibao),
        (None, "unknown", tekun),
        (date(2020, 8, 25), "", dibao),
    ):
        member = registers.person(fits)
        registers.enter("死亡登记", named(member), {"死亡日期": died})
        registers.plot.gap("identity/unregistered-death", member, "在死亡登记中，仍是家庭成员")
        for row in registers.plot.of("政策享受", str(member["户编号"]), 人编号=member["人编号"]):
            late = died is None or row["发放日期"] > died + timedelta(days=DAYS)
            if kind == "gap" and late:
                registers.plot.gap(
                    "social_assistance/paid-after-death", row, f"{died}去世后仍发放"
                )
            elif kind == "unknown":
                why = "本人在死亡登记中，死亡日期漏填"
                registers.plot.unknown("social_assistance/paid-after-death", row, why)


def police(registers: RegisterPlot) -> None:
    """Names and states of the police's register."""
    plot = registers.plot
    member = registers.person(former)
    registers.listed("公安户籍", member)["姓名"] = f"{member['姓名'][0]}某"
    plot.gap("identity/police-name", member, "公安户籍是另一个名字")
    member = registers.person(former)
    plot.drop("公安户籍", registers.listed("公安户籍", member))
    plot.unknown("identity/police-name", member, "公安户籍查无此号")
    member = registers.person(former)
    registers.listed("公安户籍", member)["户籍状态"] = "迁出"
    plot.gap(f"{MATCH}/police-status", member, "户口已迁出")
    member = registers.person(former)
    registers.listed("公安户籍", member)["户籍状态"] = None
    plot.unknown(f"{MATCH}/police-status", member, "户籍状态漏填")
    for days, found in ((100, True), (900, False)):
        member = registers.person(head)
        split = plot.home(member)["识别日期"] - timedelta(days=days)
        registers.listed("公安户籍", member)["分户日期"] = split
        if found:
            plot.gap(f"{MATCH}/split-before", member, "识别前100天分户")


def schools(registers: RegisterPlot) -> None:
    """The schools' list against the file."""
    plot = registers.plot
    member = registers.person(pupil)
    registers.listed("学籍名册", member)["学籍状态"] = "转出"
    plot.gap("education/enrolled", member, "学籍已转出，档案登记在校")
    member = registers.person(pupil)
    plot.drop("学籍名册", registers.listed("学籍名册", member))
    plot.unknown("education/enrolled", member, "学籍名册中没有")
    member = next(
        row
        for story, life, row in lives(plot)
        if pupil(story, life) and row["在校生状况"] == "非在校生"
    )
    registers.enter("学籍名册", named(member), {"学段": "初中", "学籍状态": "在籍在校"})
    plot.gap(f"{MATCH}/school-on-file", member, "学籍在校，档案登记非在校生")


def insurance(registers: RegisterPlot) -> None:
    """The insurance's list, and the pensions', against the file."""
    plot = registers.plot
    member = registers.person(resident)
    plot.drop("医保参保", registers.listed("医保参保", member))
    plot.gap("medical/insured-register", member, "登记为已参保，名册中没有")
    member = registers.person(resident)
    registers.listed("医保参保", member)["险种"] = "职工医保"
    plot.gap(f"{MATCH}/insured-on-file", member, "名册是职工医保，档案是居民医保")
    member = registers.person(resident)
    registers.enter("医保参保", named(member), {"险种": "职工医保", "参保年度": 2020})
    plot.gap(f"{MATCH}/insured-twice", member, "名册中两种医保都有")
    plot.gap(f"{MATCH}/insured-on-file", member, "名册有职工医保，档案没有")

    old = [
        row
        for _, _, row in lives(plot)
        if row["是否领取养老金"] == "否"
        and (not isinstance(row["出生日期"], date) or row["出生日期"] <= SIXTY)
    ]
    registers.enter("养老参保", named(old[0]), {"参保状态": "待遇领取"})
    plot.gap(f"{MATCH}/pension-drawn", old[0], "名册已领取，档案登记未领取")
    for row in old[1:]:
        plot.unknown(f"{MATCH}/pension-drawn", row, "到龄登记未领取，名册中没有")


def assistance(registers: RegisterPlot) -> None:
    """The lists of 特困, orphans, dangerous houses against the file."""
    plot = registers.plot
    member = registers.person(tekun)
    plot.drop("特困备案", registers.listed("特困备案", member))
    plot.gap(f"{MATCH}/tekun-on-register", member, "特困备案中没有此人")
    member = registers.person(helped)
    registers.enter("特困备案", named(member), {"供养方式": "分散供养"})
    plot.gap(f"{MATCH}/tekun-on-file", member, "在特困备案中，档案为未享受")

    registers.enter("孤儿名册", named(registers.person(pupil)))
    stranger = registers.people.person("女", date(2011, 5, 9))
    orphan = registers.enter("孤儿名册", {"姓名": stranger.name, "证件号码": stranger.id_number})
    plot.gap(f"{MATCH}/orphan-on-file", orphan, "孤儿不在任何一户的档案中")
    orphan = registers.enter("孤儿名册", {"姓名": stranger.name, "证件号码": None})
    plot.unknown(f"{MATCH}/orphan-on-file", orphan, "名册漏填证件号码")

    ledger = plot.tables["危房台账"]
    row = next(row for row in ledger if row["住房等级"] in DANGEROUS)
    home = next(one for one in plot.tables["户"] if one["户主证件号码"] == row["证件号码"])
    plot.drop("危房台账", row)
    plot.gap(f"{MATCH}/dangerous-house-on-ledger", home, "户档是危房，台账中没有")
    home = registers.home(former)
    about = {"姓名": home["户主姓名"], "证件号码": home["户主证件号码"]}
    registers.enter("危房台账", about, {"住房等级": "D级", "改造验收日期": None})
    plot.gap(f"{MATCH}/dangerous-house-on-file", home, "台账是D级危房，户档是安全住房")


def places(registers: RegisterPlot) -> None:
    """In two places at once: hospital and home, two counties."""
    plot = registers.plot
    for served, found in ((date(2020, 4, 8), True), (date(2020, 4, 20), False)):
        member = registers.person(helped)
        stay = {"入院日期": date(2020, 4, 2), "出院日期": date(2020, 4, 20)}
        registers.enter("住院记录", named(member), stay)
        registers.enter("公卫服务记录", named(member), {"服务日期": served})
        if found:
            plot.gap(f"{MATCH}/in-hospital", member, "住院期间有随访记录")
    member = registers.person(anybody)
    registers.enter("异地建档", named(member))
    plot.gap(f"{MATCH}/filed-elsewhere", member, "河东县也建了档")
    for day, verdict in ((date(2020, 8, 5), "gap"), (None, "unknown"), (date(2020, 7, 5), "")):
        member = registers.person(tekun)
        facts = {"待遇项目": "农村特困供养", "发放日期": day}
        registers.enter("异地待遇", named(member), facts)
        mine = str(member["户编号"])
        row = plot.of("政策享受", mine, 项目="农村特困供养")[0]
        if verdict == "gap":
            plot.gap(f"{MATCH}/paid-elsewhere", row, "同月在河东县也领取")
        elif verdict:
            plot.unknown(f"{MATCH}/paid-elsewhere", row, "异地发放日期漏填")


def numbers(registers: RegisterPlot) -> None:
    """Numbers of the registers that are no numbers."""
    rules = {
        "财政供养": "payroll",
        "领导干部名册": "leader",
        "村干部名册": "village-cadre",
        "站所人员名册": "station-staff",
    }
    for register, rule in rules.items():
        stranger = registers.stranger()
        wrong = stranger.id_number[:-1] + ("1" if stranger.id_number[-1] != "1" else "2")
        row = registers.enter(register, {"姓名": stranger.name, "证件号码": wrong})
        registers.plot.gap(f"{MATCH}/{rule}-numbers", row, "末位校验码不对")
    row = registers.enter("财政供养", {"姓名": registers.stranger().name, "证件号码": None})
    registers.plot.unknown(f"{MATCH}/payroll-numbers", row, "名册漏填证件号码")


def follows(registers: RegisterPlot) -> None:
    """What follows from what `defects.py` spoilt: who cannot be found under the number on file."""
    plot = registers.plot
    known = {row["证件号码"]: row for row in plot.tables["公安户籍"]}
    for _, life, row in lives(plot):
        number = row["证件号码"]
        if number == life.resident.person.id_number:
            unclear(registers, life, row)
        elif not isinstance(number, str) or "*" in number:
            nobody(registers, row, "证件号码漏填或打了星号，无从比对")
        elif number in known:
            plot.gap("identity/police-name", row, "证件号码是另一人的，姓名不同")
        else:
            plot.unknown("identity/police-name", row, "证件号码不是本人的，公安户籍查无此号")
            if row["居民医保"] == "是":
                plot.gap("medical/insured-register", row, "证件号码不是本人的，参保名册查无此号")


def unclear(registers: RegisterPlot, life: Life, row: Row) -> None:
    """The number is right; what the file says of school and insurance may not be readable."""
    plot = registers.plot
    if life.pupil and row["在校生状况"] in (None, "已报到"):
        plot.unknown(f"{MATCH}/school-on-file", row, "在籍在校，档案的在校生状况认不出")
    if not life.employee and row["居民医保"] not in ("是", "否", "未参保"):
        plot.unknown(f"{MATCH}/insured-on-file", row, "名册有居民医保，档案没有写明")


def nobody(registers: RegisterPlot, row: Row, why: str) -> None:
    """Without a number on file no register can be asked."""
    rules = ["identity/police-name", "identity/unregistered-death"]
    rules += ["medical/insured-register"] if row["居民医保"] == "是" else []
    for rule in rules:
        registers.plot.unknown(rule, row, why)


ALL = (deaths, police, schools, insurance, assistance, places, numbers, follows)
