"""Defects in who people are: identity numbers, relations, sizes, telephones."""

from __future__ import annotations

from datetime import timedelta

import fitting
from planting import Defect, Plot
from story import Life, Story
from writing import Row

IDENTITY = "identity"

MEMBERS = (
    Defect("identity/id-present", "gap", {"证件号码": None}, "证件号码漏填", fitting.plain_adult),
    Defect(
        "identity/member-basics",
        "gap",
        {"劳动能力": None},
        "劳动能力漏填",
        lambda story, life: fitting.lone_elder(story, life) and not life.work_months,
    ),
    Defect(
        "household/relation-sex",
        "gap",
        {"与户主关系": "之女"},
        "儿子登记成之女",
        lambda _, life: life.resident.relation == "之子" and life.adult,
    ),
    Defect(
        "people/labour-of-children",
        "gap",
        {"劳动能力": "普通劳动力"},
        "未满16周岁登记为普通劳动力",
        lambda _, life: life.age < 16 and life.pupil,
    ),
    Defect(
        "people/labour-of-adults",
        "gap",
        {
            "劳动能力": "无劳动力",
            "是否常住": "是",
            "务工时间": 0,
            "务工状况": "未务工",
            "务工月收入": None,
        },
        "健康的劳动年龄人登记为无劳动力",
        lambda story, life: life.adult and fitting.able(story, life),
    ),
)

HOUSEHOLDS = (
    Defect("household/basics", "gap", {"住房面积": 0}, "住房面积填0"),
    Defect("household/phone", "gap", {"联系电话": None}, "电话漏填"),
    Defect("household/phone", "gap", {"联系电话": "1540000123"}, "电话只有十位"),
    Defect("household/phone", "unknown", {"联系电话": "154****0123"}, "电话打了星号"),
    Defect(
        "household/dates-in-order",
        "unknown",
        {"公示日期": "11月上旬"},
        "公示日期写作11月上旬",
        fitting.registered,
    ),
    Defect(
        "household/cause-illness",
        "gap",
        {"主要致贫原因": "因病"},
        "无人患病，致贫原因却写因病",
        lambda story: story.registered and story.cause == "缺技术",
    ),
    Defect(
        "household/cause-disability",
        "gap",
        {"主要致贫原因": "因残"},
        "无人残疾，致贫原因却写因残",
        lambda story: story.registered and story.cause == "缺劳动力",
    ),
    Defect(
        "household/head-name",
        "gap",
        {"户主姓名": "某某"},
        "户表上户主的名字写错",
        fitting.registered,
    ),
)


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    idle = plot.spoil("成员", MEMBERS)[-1]
    plot.drop("务工记录", plot.of("务工记录", str(idle["户编号"]), 人编号=idle["人编号"])[0])
    plot.spoil("户", HOUSEHOLDS)


def numbers(plot: Plot) -> None:
    """Identity numbers that are wrong or stand twice."""
    row = plot.member(IDENTITY, fitting.plain_elder)
    row["证件号码"] = f"{row['证件号码'][:6]}********{row['证件号码'][-4:]}"
    plot.unknown("identity/id-valid", row, "证件号码打了星号，对不对无从核对")
    for benefit in plot.of("政策享受", str(row["户编号"]), 人编号=str(row["人编号"])):
        plot.unknown("payments/same-person", benefit, "成员表上的号码打了星号")
    row = plot.member(IDENTITY, fitting.plain_adult)
    last = row["证件号码"][-1]
    row["证件号码"] = row["证件号码"][:-1] + ("1" if last != "1" else "2")
    plot.gap("identity/id-valid", row, "末位校验码抄错")
    differs_from_household(plot, row, "末位校验码抄错")
    row = plot.member(IDENTITY, fitting.plain_elder)
    row["证件号码"] = row["证件号码"][:6] + row["证件号码"][8:17]
    for benefit in plot.of("政策享受", str(row["户编号"]), 人编号=str(row["人编号"])):
        plot.gap("payments/same-person", benefit, "成员表上还是15位旧号码")
    plot.gap("identity/id-valid", row, "还是15位旧号码")
    differs_from_household(plot, row, "还是15位旧号码")

    first, second = plot.member(IDENTITY, alike), plot.member(IDENTITY, alike)
    second["证件号码"], second["出生日期"] = first["证件号码"], first["出生日期"]
    plot.reserve(second, "medical")  # the insurance's list has the first under that number
    plot.gap("identity/id-unique", first, "与另一户的人证件号码相同")
    plot.gap("identity/id-unique", second, "与另一户的人证件号码相同")
    differs_from_household(plot, second, "证件号码是别人的")


def differs_from_household(plot: Plot, row: Row, why: str) -> None:
    """Where the member is the head, the households' table has the right number still."""
    if row["与户主关系"] == "户主":
        plot.gap("household_data/head-id", plot.home(row), f"成员表上户主的号码{why}")


def alike(story: Story, life: Life) -> bool:
    """A man in his seventies whom no register names: two of them can be confused."""
    return fitting.plain(story, life) and 70 <= life.age < 80 and life.resident.person.sex == "男"


def sexes_and_days(plot: Plot) -> None:
    """Sex and day of birth against the identity number."""
    row = plot.member(IDENTITY, fitting.alone)
    row["性别"] = "女" if row["性别"] == "男" else "男"
    plot.gap("identity/sex-in-id", row, "性别登记反了")
    row = plot.member(IDENTITY, fitting.alone)
    row["性别"] = "不详"
    plot.unknown("identity/sex-in-id", row, "性别写作不详")
    plot.gap("identity/member-basics", row, "性别写作不详")

    row = plot.member(IDENTITY, lambda _, life: life.resident.person.born.day in range(3, 9))
    row["出生日期"] += timedelta(days=1)
    plot.gap("identity/birth-in-id", row, "出生日期差一天")
    row = plot.member(
        IDENTITY,
        lambda story, life: (
            fitting.alone(story) and fitting.former(story) and fitting.slow(story, life)
        ),
    )
    row["出生日期"] = f"{row['出生日期'].year}年2月30日"
    plot.gap("identity/member-basics", row, "出生日期写作2月30日，没有这一天")
    plot.unknown("identity/birth-in-id", row, "出生日期写作2月30日")
    for rule in ("in-school", "reason-known", "persuaded", "suspension-paper"):
        plot.unknown(f"education/{rule}", row, "出生日期写作2月30日，不知是不是适龄儿童")
    for rule in ("elderly/drawn-due", "elderly/insured-age"):
        plot.unknown(rule, row, "出生日期写作2月30日，不知到没到龄")


def heads(plot: Plot) -> None:
    """Heads and spouses."""
    row = plot.household(IDENTITY, fitting.couple)
    spouse_of(plot, row)["与户主关系"] = "户主"
    plot.gap("household/one-head", row, "夫妻两人都登记为户主")

    row = plot.household(IDENTITY, fitting.couple)
    spouse = spouse_of(plot, row)
    spouse["与户主关系"] = "不详"
    plot.gap("identity/member-basics", spouse, "与户主关系写作不详")
    plot.unknown("household/relation-sex", spouse, "与户主关系写作不详")
    plot.unknown("household/one-head", row, "有一人与户主关系不详，也许是第二个户主")
    plot.unknown("household/head-name", row, "有一人与户主关系不详，户主是谁说不定")

    row = plot.household(IDENTITY)
    row["户主姓名"] = None
    plot.gap("household/basics", row, "户主姓名漏填")
    plot.unknown("household/head-name", row, "户表没有户主姓名，无从核对")

    row = plot.household(IDENTITY, fitting.couple)
    spouse = spouse_of(plot, row)
    spouse["性别"] = "男"
    plot.gap("household/couple", row, "配偶性别登记成男，与户主相同")
    plot.gap("identity/sex-in-id", spouse, "配偶性别登记成男，证件号码是女")

    row = plot.household(IDENTITY, fitting.couple)
    spouse = spouse_of(plot, row)
    spouse["性别"] = None
    plot.unknown("household/couple", row, "配偶性别漏填")
    plot.unknown("identity/sex-in-id", spouse, "性别漏填")
    plot.gap("identity/member-basics", spouse, "性别漏填")


def spouse_of(plot: Plot, household: Row) -> Row:
    """The second member of a couple."""
    return plot.of("成员", str(household["户编号"]))[1]


def sizes(plot: Plot) -> None:
    """Sizes: one wrong, one that cannot be read, one household whose only member is astray."""
    row = plot.household(IDENTITY, lambda story: story.registered and story.size == 3)
    row["家庭人口数"] = 4
    plot.gap("household/size", row, "户表多记一人")
    plot.gap("livelihood/income-per-head", row, "按四人算，人均纯收入就不对了")
    sized(plot, row, "gap", "户表多记一人")

    row = plot.household(IDENTITY, lambda story: story.registered and story.size == 2)
    row["家庭人口数"] = "2-3"
    plot.gap("household/basics", row, "家庭人口数写作2-3，不是数")
    plot.unknown("household/size", row, "家庭人口数写作2-3")
    plot.unknown("livelihood/income-per-head", row, "家庭人口数写作2-3，人均算不出")
    sized(plot, row, "unknown", "户表的家庭人口数写作2-3")

    row = plot.member(
        IDENTITY,
        lambda story, life: (
            fitting.alone(story)
            and fitting.off_register(story)
            and fitting.slow(story, life)
            and not any(one.household == story.number for one in plot.planted)
        ),
    )
    home = plot.home(row)
    row["户编号"] = str(row["户编号"]).replace("BC", "BC-")
    plot.gap("structure/member-known", row, "户编号抄错，户表中没有这一户")
    plot.gap("household/not-empty", home, "唯一的成员户编号抄错，户内无人")
    for rule in (
        "medical/commercial",
        "medical/accident",
        "health/chronic-card",
        "health/managed",
    ):
        plot.unknown(rule, row, "户编号抄错，不知是哪类户")


def sized(plot: Plot, row: Row, verdict: str, why: str) -> None:
    """All the papers and the cross-check that state the household's size."""
    say = plot.gap if verdict == "gap" else plot.unknown
    plot.reserve(row, "documents")
    for paper in plot.of("材料", str(row["户编号"])):
        if paper["记载人口数"] is not None:
            say("documents/same-size", paper, why)
    for check in plot.of("互查", str(row["户编号"])):
        say("cross_check/same-size", check, why)


def several(plot: Plot) -> None:
    """Two households with one telephone, hasty confirmation, health that cannot be read."""
    first, second = plot.household(IDENTITY), plot.household(IDENTITY)
    second["联系电话"] = first["联系电话"]
    plot.gap("household/phone-shared", first, "两户电话相同")
    plot.gap("household/phone-shared", second, "两户电话相同")

    row = plot.household(IDENTITY, fitting.registered)
    row["确认日期"] = row["公示日期"] + timedelta(days=3)
    plot.gap("household/dates-in-order", row, "公示三天就确认，不满七天")

    row = plot.member(
        IDENTITY,
        lambda story, life: fitting.alone(story) and fitting.registered_slow(story, life),
    )
    row["健康状况"] = "身体不好"
    plot.gap("identity/member-basics", row, "健康状况写作身体不好，不在代码表内")
    plot.unknown("household/cause-illness", plot.home(row), "健康状况认不出，是否因病不能判定")
    plot.unknown("health/serious-treated", row, "健康状况认不出，也许是大病")
    for benefit in plot.of("政策享受", str(row["户编号"]), 项目="慢病管理"):
        plot.unknown("health/managed-due", benefit, "健康状况认不出，有没有慢性病不能判定")
    plot.unknown("health/chronic-card-due", row, "健康状况认不出，慢病证该不该有不能判定")
    plot.unknown("disability/certificate", row, "健康状况认不出，也许是残疾")


ALL = (numbers, sexes_and_days, heads, sizes, several, simple)
