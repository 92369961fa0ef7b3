"""Who of the township is in a register where nobody assisted should be: property, posts, money."""

from __future__ import annotations

from datetime import date

import fitting
from register_planting import Hit, RegisterPlot, named
from story import Life, Story

# --- who ----------------------------------------------------------------------------------------


def helped(story: Story, life: Life) -> bool:
    """Of an enjoying household without welfare, and grown up."""
    return story.enjoying and not story.welfare and life.age >= 16 and not life.pupil


def wageless(story: Story, life: Life) -> bool:
    """The same, where nobody earns a wage."""
    return helped(story, life) and not story.income.wage


def earning(story: Story, life: Life) -> bool:
    """The same, with work that is on file."""
    return helped(story, life) and life.work_months > 0


def dibao(story: Story, life: Life) -> bool:
    """On 低保, and grown up."""
    return story.welfare == "低保" and life.age >= 16 and not life.pupil


def tekun(story: Story, _life: Life) -> bool:
    """On 特困."""
    return story.welfare == "特困"


def former(story: Story, life: Life) -> bool:
    """Of a household that enjoys nothing any more, and grown up."""
    return fitting.former(story) and life.age >= 16 and not life.pupil


def off_register(story: Story, life: Life) -> bool:
    """Of a household off the register, and grown up."""
    return fitting.off_register(story) and life.age >= 16 and not life.pupil


# --- what ---------------------------------------------------------------------------------------

CAR = {"车辆类型": "小型轿车", "车辆价值": 12000}
SHOP = {"任职身份": "经营者", "经营状态": "存续"}
FLAT = {"房屋性质": "商品房"}
TEACHER = {"单位": "南州市第三中学", "入职日期": date(2009, 8, 25)}

PROPERTY = (
    Hit("registers/vehicle", "车辆登记", CAR, "gap", "名下有轿车", helped),
    Hit(
        "registers/vehicle",
        "车辆登记",
        {"车辆类型": None, "车辆价值": 8000},
        "unknown",
        "名下有车，车辆类型漏填",
        helped,
    ),
    Hit("social_assistance/dibao-vehicle", "车辆登记", CAR, "gap", "低保对象有轿车", dibao),
    Hit("registers/business", "工商登记", SHOP, "gap", "登记为经营者，存续", helped),
    Hit(
        "registers/business",
        "工商登记",
        {**SHOP, "任职身份": None},
        "unknown",
        "任职身份漏填，也许只是股东",
        dibao,
    ),
    Hit("registers/town-house", "不动产登记", FLAT, "gap", "名下有商品房", helped),
    Hit(
        "registers/town-house",
        "不动产登记",
        {"房屋性质": None},
        "unknown",
        "房屋性质漏填",
        helped,
    ),
    Hit("registers/machine", "农机登记", {"购机价格": 38000}, "gap", "购机38000元", helped),
    Hit("registers/machine", "农机登记", {"购机价格": None}, "unknown", "购机价格漏填", dibao),
)
POSTS = (
    Hit("registers/formal-work", "工资收入登记", {}, "gap", "低保对象有工资登记", dibao),
    Hit(
        "registers/wage-recorded", "工资收入登记", {}, "gap", "有工资登记，户内没有工资", wageless
    ),
    Hit("registers/payroll", "财政供养", TEACHER, "gap", "识别前就是财政供养人员", helped),
    Hit(
        "registers/payroll",
        "财政供养",
        {"入职日期": None},
        "unknown",
        "入职日期漏填，不知是不是识别后入职",
        helped,
    ),
    Hit("social_assistance/dibao-payroll", "财政供养", TEACHER, "gap", "低保对象是教师", dibao),
    Hit("registers/leader", "领导干部名册", {}, "gap", "在领导干部名册中", helped),
    Hit("registers/village-cadre", "村干部名册", {}, "gap", "低保对象是村干部", dibao),
    Hit("registers/station-staff", "站所人员名册", {}, "gap", "是站所人员", helped),
)
SUBSIDIES = (
    Hit(
        "register_match/farm-subsidy",
        "惠农补贴",
        {"补贴项目": "农业补贴", "金额": 1950},
        "gap",
        "低保对象领农业补贴1950元",
        dibao,
    ),
    Hit(
        "register_match/farm-subsidy",
        "惠农补贴",
        {"补贴项目": "农业补贴", "金额": 260},
        "gap",
        "特困对象领农业补贴260元",
        tekun,
    ),
    Hit(
        "register_match/farm-subsidy",
        "惠农补贴",
        {"补贴项目": "农业补贴", "金额": None},
        "unknown",
        "金额漏填",
        dibao,
    ),
    Hit(
        "register_match/returned-forest",
        "惠农补贴",
        {"补贴项目": "退耕还林", "金额": 3000},
        "gap",
        "正好3000元",
        dibao,
    ),
    Hit(
        "register_match/public-forest",
        "惠农补贴",
        {"补贴项目": "公益林", "金额": 2100},
        "gap",
        "享受政策户领公益林补助2100元",
        helped,
    ),
)
KIN = (
    Hit("registers/kin-vehicle", "车辆登记", CAR, "gap", "子女有轿车", helped),
    Hit(
        "registers/kin-vehicle",
        "车辆登记",
        {**CAR, "关系": None},
        "unknown",
        "有车的亲属是什么关系没有写",
        helped,
    ),
    Hit("registers/kin-business", "工商登记", SHOP, "gap", "子女经营企业", dibao),
    Hit("registers/kin-house", "不动产登记", FLAT, "gap", "子女有商品房", dibao),
    Hit("registers/kin-work", "工资收入登记", {}, "gap", "低保对象的子女有工资登记", dibao),
    Hit("registers/kin-payroll", "财政供养", TEACHER, "gap", "子女是教师", helped),
    Hit("registers/kin-leader", "领导干部名册", {}, "gap", "子女是领导干部", dibao),
    Hit("registers/kin-village-cadre", "村干部名册", {}, "gap", "子女是村干部", tekun),
    Hit("registers/kin-station-staff", "站所人员名册", {}, "gap", "子女是站所人员", helped),
)
HARMLESS = (
    Hit("", "车辆登记", {"车辆类型": "普通二轮摩托车", "车辆价值": 4000}, "", "", helped),
    Hit("", "车辆登记", {**CAR, "车辆价值": 90000}, "", "", former),
    Hit("", "车辆登记", {**CAR, "车辆价值": 90000}, "", "", off_register),
    Hit("", "工商登记", {"任职身份": "股东", "经营状态": "存续"}, "", "", helped),
    Hit("", "工商登记", {"任职身份": "经营者", "经营状态": "注销"}, "", "", dibao),
    Hit("", "不动产登记", {"房屋性质": "农村住房"}, "", "", helped),
    Hit("", "不动产登记", FLAT, "", "", former),
    Hit("", "农机登记", {"购机价格": 3200}, "", "", helped),
    Hit("", "工资收入登记", {}, "", "", earning),
    Hit("", "财政供养", {"入职日期": date(2019, 9, 1)}, "", "", helped),
    Hit("", "村干部名册", {}, "", "", off_register),
    Hit("", "惠农补贴", {"补贴项目": "农业补贴", "金额": 1200}, "", "", dibao),
    Hit("", "惠农补贴", {"补贴项目": "公益林", "金额": 1900}, "", "", helped),
    Hit("", "车辆登记", {"车辆类型": "三轮汽车", "车辆价值": 9000}, "", "", dibao),
)
HARMLESS_KIN = (Hit("", "车辆登记", {**CAR, "关系": "其他"}, "", "", dibao),)


def simple(registers: RegisterPlot) -> None:
    """One row, one finding or none."""
    registers.hit((*PROPERTY, *POSTS, *SUBSIDIES, *HARMLESS))
    registers.kin((*KIN, *HARMLESS_KIN))


def cars(registers: RegisterPlot) -> None:
    """What a car is worth counts for the household."""
    plot = registers.plot
    member = registers.person(helped)
    registers.enter("车辆登记", named(member), {**CAR, "车辆价值": 86000})
    plot.gap("registers/vehicle", member, "名下有轿车")
    plot.gap("registers/vehicle-worth", plot.home(member), "轿车值86000元")

    member = registers.person(dibao)
    registers.enter("车辆登记", named(member), {**CAR, "车辆价值": None})
    plot.gap("social_assistance/dibao-vehicle", member, "低保对象有轿车")
    plot.unknown("registers/vehicle-worth", plot.home(member), "车辆价值漏填")


def homes(registers: RegisterPlot) -> None:
    """Two homes of a household on assistance."""
    plot = registers.plot
    member = registers.person(dibao)
    for place in ("柳溪村12号", "石榴园村7号"):
        registers.enter("不动产登记", named(member), {"坐落": place, "房屋性质": "农村住房"})
    plot.gap("registers/two-homes", plot.home(member), "两个村各有一处住房")

    member = registers.person(dibao)
    for _ in range(2):
        registers.enter("不动产登记", named(member), {"坐落": None, "房屋性质": "农村住房"})
    plot.unknown("registers/two-homes", plot.home(member), "两行都没有坐落，也许是一处")


ALL = (simple, cars, homes)
