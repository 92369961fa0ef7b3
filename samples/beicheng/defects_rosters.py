"""What one office's list says against another's: of people in the township, and of others."""

from __future__ import annotations

from datetime import date

from defects_registers import dibao, former, tekun
from register_planting import Hit, RegisterPlot, named
from register_rows import whose
from writing import Row

LISTS = "register_lists"
LATE = date(2020, 6, 30)  # whoever died since may be on a list of the end of August

HITS = (
    Hit(f"{LISTS}/housing-fund", "公积金缴存", {}, "gap", "低保对象缴存公积金", dibao),
    Hit("", "公积金缴存", {}, "", "", former),
    Hit(f"{LISTS}/tax", "纳税登记", {"经营状态": "存续"}, "gap", "低保对象有纳税登记", dibao),
    Hit(f"{LISTS}/tax", "纳税登记", {"经营状态": None}, "unknown", "经营状态漏填", tekun),
    Hit("", "纳税登记", {"经营状态": "注销"}, "", "", dibao),
    Hit(f"{LISTS}/loan-on-file", "小额信贷台账", {}, "gap", "贷款没有结清，档案没有", former),
    Hit("", "小额信贷台账", {"结清日期": date(2020, 3, 2)}, "", "", former),
)


def people(registers: RegisterPlot) -> None:
    """Of people in the township."""
    registers.hit(HITS)
    job = registers.enter("公益岗位名册", named(registers.person(former)))
    registers.plot.gap(f"{LISTS}/public-job-on-file", job, "在岗，档案没有登记")
    registers.enter(
        "公益岗位名册", named(registers.person(former)), {"离岗日期": date(2020, 6, 30)}
    )


def imprisoned(registers: RegisterPlot) -> None:
    """Paid while in prison, as to each row that names the person."""
    member = registers.person(tekun)
    registers.enter("服刑人员名册", named(member), {"收监日期": date(2019, 1, 8)})
    for row in registers.plot.of("政策享受", str(member["户编号"]), 人编号=member["人编号"]):
        if row["金额"] and row["发放日期"]:
            registers.plot.gap(f"{LISTS}/prison-paid", row, "2019年收监，还在发放")


def helped_twice(registers: RegisterPlot) -> None:
    """On the list of assistance and on that of support."""
    member = registers.person(dibao)
    registers.enter("特困备案", named(member), {"供养方式": "分散供养"})
    row = registers.listed("农村低保备案", member)
    registers.plot.gap(f"{LISTS}/both-lists", row, "低保、特困两份备案里都有")
    registers.plot.gap("register_match/tekun-on-file", member, "在特困备案中，档案为未享受")


def still_listed(registers: RegisterPlot) -> None:
    """Who died in May, or on a day not told, is on the list of August; who died in it may be."""
    plot = registers.plot
    died = {row["证件号码"]: row["死亡日期"] for row in plot.tables["死亡登记"]}
    for register, rule in (("农村低保备案", "dead-dibao"), ("特困备案", "dead-tekun")):
        for row in plot.tables[register]:
            day = died.get(row["证件号码"], LATE)
            if day is None:
                plot.unknown(f"{LISTS}/{rule}", row, f"在{register}里，死亡日期漏填")
            elif day < LATE:
                plot.gap(f"{LISTS}/{rule}", row, f"{day}去世，{register}里还有")


def strangers(registers: RegisterPlot) -> None:
    """Of people on no file of the township: the lists alone say it."""
    plot = registers.plot
    one = whose(registers.stranger())
    registers.enter("死亡登记", one, {"死亡日期": date(2019, 11, 3)})
    registers.enter("特困备案", one, {"供养方式": "分散供养"})
    row = registers.enter("惠农补贴", one, {"发放日期": date(2020, 5, 8)})
    plot.gap(f"{LISTS}/dead-farm-subsidy", row, "上年去世，今年还有补贴")
    row = registers.enter("公卫服务记录", one, {"服务日期": date(2020, 2, 4)})
    plot.gap(f"{LISTS}/dead-service", row, "上年去世，今年还有随访")
    twice(registers, whose(registers.stranger()))
    orphan(registers, whose(registers.stranger()))


def twice(registers: RegisterPlot, one: Row) -> None:
    """One service, counted twice."""
    for _ in range(2):
        facts = {"服务项目": "高血压随访", "服务日期": date(2020, 7, 14)}
        row = registers.enter("公卫服务记录", one, facts)
        registers.plot.gap(f"{LISTS}/service-twice", row, "同一天同一项记了两次")


def orphan(registers: RegisterPlot, one: Row) -> None:
    """On the list of orphans and on that of support, and on no file."""
    row = registers.enter("孤儿名册", one)
    registers.enter("特困备案", one, {"供养方式": "分散供养"})
    registers.plot.gap(f"{LISTS}/orphan-tekun", row, "孤儿名册和特困备案里都有")
    registers.plot.gap("register_match/orphan-on-file", row, "在孤儿名册里，没有建档")


ALL = (people, imprisoned, helped_twice, strangers, still_listed)
