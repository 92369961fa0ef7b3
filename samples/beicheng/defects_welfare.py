"""Defects in social assistance (低保 特困) and the support of the disabled."""

from __future__ import annotations

from datetime import date

from people import REGION, with_check
from planting import Plot
from story import Life, Story
from writing import Row

LONG_AGO = date(2020, 5, 20)  # more than 62 days before the check


def lone_dibao(story: Story) -> bool:
    """An old person alone on 低保, in good health and without a certificate."""
    return story.welfare == "低保" and story.household.home.composition == "独居老人"


def lone_tekun(story: Story) -> bool:
    """A person alone on 特困."""
    return story.welfare == "特困"


def holder(story: Story, life: Life) -> bool:
    """Somebody with a certificate, of the third or fourth grade."""
    return bool(life.resident.disability) and life.resident.disability[1] in "34"


def severe(story: Story, life: Life) -> bool:
    """Somebody with a certificate of the first or second grade, not on 特困."""
    held = life.resident.disability
    return bool(held) and held[1] in "12" and story.welfare != "特困"


def head_of(plot: Plot, row: Row) -> Row:
    """The first member of the household of this row."""
    return plot.of("成员", str(row["户编号"]))[0]


def dibao(plot: Plot) -> None:
    """低保: who gets it, how much, how lately."""
    chapter = "social_assistance"
    row = plot.member(chapter, lambda story, _: lone_dibao(story))
    row["特困情况"] = "农村特困"
    plot.gap("social_assistance/dibao-or-tekun", row, "既是低保又是特困")
    plot.gap("social_assistance/tekun-paid", row, "登记为特困，没有供养金发放记录")

    benefit = plot.benefit(chapter, "农村低保", lone_dibao)
    benefit["发放日期"] = LONG_AGO
    plot.gap("social_assistance/dibao-paid", head_of(plot, benefit), "低保金三个多月没有发放")
    benefit = plot.benefit(chapter, "农村低保", lone_dibao)
    benefit["发放日期"] = "每月20日"
    head = head_of(plot, benefit)
    plot.unknown("social_assistance/dibao-paid", head, "发放日期写作每月20日")
    plot.unknown("social_assistance/dibao-amount", benefit, "发放日期写作每月20日，不知按哪年标准")

    benefit = plot.benefit(chapter, "农村低保")
    benefit["月标准"] = 450
    plot.gap("social_assistance/dibao-amount", benefit, "月标准450元，超过标准")
    benefit = plot.benefit(chapter, "农村低保")
    benefit["月标准"] = None
    plot.unknown("social_assistance/dibao-amount", benefit, "月标准漏填")

    like = plot.benefit(chapter, "农村低保", lone_dibao)
    home = plot.household(chapter, lambda story: story.enjoying and not story.welfare)
    row = plot.add("政策享受", {**like, "户编号": home["户编号"]})
    plot.gap("social_assistance/dibao-due", row, "户内没有低保对象却发了低保金")

    home = plot.household(chapter, lambda story: story.enjoying and not story.welfare)
    home["户属性"] = "低保贫困户"
    plot.gap("social_assistance/household-type", home, "户属性写低保贫困户，没有人享受低保")
    home = plot.household(chapter, lambda story: untroubled(story))
    head = plot.of("成员", str(home["户编号"]))[0]
    head["低保情况"] = "待核实"
    plot.unknown("social_assistance/household-type", home, "户主低保情况写作待核实")
    plot.unknown("social_assistance/dibao-paid", head, "低保情况写作待核实，没有发放记录")
    plot.unknown("social_assistance/dibao-register", head, "低保情况写作待核实，备案中没有")
    plot.unknown("documents/welfare-paper", home, "户主低保情况写作待核实，没有低保证")


def untroubled(story: Story) -> bool:
    """An enjoying household of one, without welfare or certificate."""
    plain = story.enjoying and story.size == 1 and not story.welfare
    return plain and not story.lives[0].resident.disability


def tekun(plot: Plot) -> None:
    """特困: who gets it, how much, how lately."""
    chapter = "social_assistance"
    row = plot.member(chapter, lambda story, life: lone_tekun(story) and holder(story, life))
    row.update({"健康状况": "健康", "务工时间": 4, "务工状况": "乡内"})
    home = plot.of("户", str(row["户编号"]))[0]
    wage = home["其他转移性收入"]
    home["工资性收入"] += wage
    home["转移性收入"] -= wage
    home["其他转移性收入"] = 0
    plot.gap("social_assistance/tekun-able", row, "劳动年龄、健康状况为健康，却是特困")
    plot.gap("social_assistance/tekun-works", row, "特困，却务工4个月")
    row = plot.member(chapter, lambda story, life: lone_tekun(story) and life.age >= 70)
    row["务工时间"] = "断断续续"
    home = plot.of("户", str(row["户编号"]))[0]
    plot.unknown("social_assistance/tekun-works", row, "务工时间写作断断续续")
    plot.unknown("income_support/work-months", row, "务工时间写作断断续续")
    plot.unknown("income_support/work-able", row, "丧失劳动力，务工时间写作断断续续")
    plot.unknown("income_support/wages", home, "没有工资性收入，务工时间写作断断续续")

    benefit = plot.benefit(chapter, "农村特困供养")
    benefit["发放日期"] = LONG_AGO
    plot.gap("social_assistance/tekun-paid", head_of(plot, benefit), "供养金三个多月没有发放")
    benefit = plot.benefit(chapter, "农村特困供养")
    benefit["月标准"] = 500
    plot.gap("social_assistance/tekun-amount", benefit, "月标准500元，低于标准")
    benefit = plot.benefit(chapter, "农村特困供养")
    benefit["月标准"] = "按文件"
    plot.unknown("social_assistance/tekun-amount", benefit, "月标准写作按文件")
    like = plot.benefit(chapter, "农村特困供养")
    home = plot.household(chapter, untroubled)
    head = plot.of("成员", str(home["户编号"]))[0]
    mine = {title: head[title] for title in ("户编号", "人编号", "姓名", "证件号码")}
    row = plot.add("政策享受", {**like, **mine})
    plot.gap("social_assistance/tekun-due", row, "户内没有特困对象却发了供养金")

    benefit = plot.benefit(chapter, "照料护理补贴")
    head_of(plot, benefit)["自理能力"] = "全护理"
    plot.gap("social_assistance/tekun-care", benefit, "全护理却按较低的标准发放")
    benefit = plot.benefit(chapter, "照料护理补贴")
    head_of(plot, benefit)["自理能力"] = None
    plot.unknown("social_assistance/tekun-care", benefit, "自理能力漏填")


def registers(plot: Plot) -> None:
    """The two registers against the file."""
    chapter = "registers"
    row = plot.member(chapter, lambda story, _: lone_dibao(story))
    listed = register_row(plot, "农村低保备案", row)
    plot.drop("农村低保备案", listed)
    plot.gap("social_assistance/dibao-register", row, "民政备案中没有此人")

    row = plot.member(chapter, lambda story, _: lone_dibao(story))
    listed = register_row(plot, "农村低保备案", row)
    listed["证件号码"] = None
    plot.gap("social_assistance/dibao-register", row, "备案名册漏填证件号码，查无此人")
    plot.unknown("social_assistance/register-dibao", listed, "备案名册漏填证件号码")

    like = plot.tables["农村低保备案"][0]
    row = plot.member(chapter, lambda story, _: untroubled(story))
    person = {title: row[title] for title in ("姓名", "证件号码")}
    listed = plot.add("农村低保备案", {**like, **person, "户主姓名": row["姓名"]})
    plot.gap("social_assistance/register-dibao", listed, "备案中有此人，档案里未享受低保")

    row = plot.member(chapter, holder)
    plot.drop("残疾人名册", register_row(plot, "残疾人名册", row))
    plot.gap("disability/on-register", row, "残疾人名册中没有此人")

    like = plot.tables["残疾人名册"][0]
    row = plot.member(chapter, lambda story, _: untroubled(story))
    person = {title: row[title] for title in ("姓名", "证件号码")}
    number = f"{row['证件号码']}44"
    described = {"残疾证号": number, "残疾类别": "肢体", "残疾等级": "四级"}
    listed = plot.add("残疾人名册", {**like, **person, **described})
    plot.gap("disability/register-on-file", listed, "名册中有此人，档案里没有残疾证号")

    row = plot.member(chapter, holder)
    listed = register_row(plot, "残疾人名册", row)
    listed["证件号码"] = None
    plot.gap("disability/on-register", row, "名册漏填证件号码，查无此人")
    plot.unknown("disability/register-on-file", listed, "名册漏填证件号码")


def register_row(plot: Plot, register: str, member: Row) -> Row:
    """The row of a register that is about this member."""
    return next(
        row for row in plot.tables[register] if row["证件号码"] == member["证件号码"]
    )


def disability(plot: Plot) -> None:
    """Certificates, and what they say."""
    chapter = "disability"
    row = plot.member(chapter, lambda story, life: holder(story, life) and not story.welfare)
    plot.drop("残疾人名册", register_row(plot, "残疾人名册", row))
    paper = plot.of("材料", str(row["户编号"]), 类别="残疾证")[0]
    plot.drop("材料", paper)
    row.update({"残疾证号": None, "残疾类别": None, "残疾等级": None})
    plot.gap("disability/certificate", row, "健康状况为残疾，没有残疾证号")

    row = plot.member(chapter, holder)
    row["残疾证号"] = str(row["残疾证号"])[:18] + "93"
    plot.gap("disability/number-valid", row, "残疾证号第19位是9，没有这一类")
    row = plot.member(chapter, holder)
    row["残疾证号"] = with_check(f"{REGION}19700101999") + str(row["残疾证号"])[18:]
    plot.gap("disability/number-own", row, "残疾证号前18位是别人的")
    row = plot.member(chapter, holder)
    row["残疾类别"] = "听力"
    plot.gap("disability/type-and-grade", row, "残疾类别与证号不符")
    row = plot.member(chapter, holder)
    row["残疾类别"] = None
    plot.unknown("disability/type-and-grade", row, "残疾类别漏填")

    row = plot.member(chapter, lambda _, life: life.resident.disability == "42")
    row["劳动能力"] = "普通劳动力"
    plot.gap("disability/labour", row, "肢体二级登记为普通劳动力")


def allowances(plot: Plot) -> None:
    """The two allowances of the disabled."""
    chapter = "disability"
    benefit = plot.benefit(chapter, "困难残疾人生活补贴")
    plot.drop("政策享受", benefit)
    plot.gap("disability/living-allowance", person_of(plot, benefit), "没有生活补贴")
    benefit = plot.benefit(chapter, "困难残疾人生活补贴")
    benefit["发放日期"] = "季度发放"
    row = person_of(plot, benefit)
    plot.unknown("disability/living-allowance", row, "生活补贴发放日期写作季度发放")

    benefit = plot.benefit(chapter, "重度残疾人护理补贴")
    plot.drop("政策享受", benefit)
    plot.gap("disability/care-allowance", person_of(plot, benefit), "二级残疾没有护理补贴")
    benefit = plot.benefit(chapter, "重度残疾人护理补贴")
    row = person_of(plot, benefit)
    row["残疾等级"] = None
    plot.unknown("disability/care-due", benefit, "残疾等级漏填")
    plot.unknown("disability/type-and-grade", row, "残疾等级漏填")

    like = plot.benefit(chapter, "重度残疾人护理补贴")
    row = plot.member(chapter, lambda story, life: holder(story, life) and story.welfare != "特困")
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.gap("disability/care-due", benefit, "三、四级残疾发了护理补贴")
    row = plot.member(chapter, lambda story, _: untroubled(story))
    given = {"项目": "困难残疾人生活补贴"}
    benefit = plot.add("政策享受", {**like, **named(row), **given})
    plot.gap("disability/allowance-due", benefit, "没有残疾证的人发了生活补贴")
    row = plot.member(
        chapter,
        lambda story, life: lone_tekun(story) and life.resident.disability[1:] in ("1", "2"),
    )
    plot.add("政策享受", {**like, **named(row)})
    plot.gap("disability/care-once", row, "既有护理补贴又有特困照料护理补贴")


def person_of(plot: Plot, benefit: Row) -> Row:
    """The member whose benefit it is."""
    rows = plot.of("成员", str(benefit["户编号"]))
    return next(row for row in rows if row["人编号"] == benefit["人编号"])


def named(member: Row) -> Row:
    """What a benefit's row says of the person."""
    return {title: member[title] for title in ("户编号", "人编号", "姓名", "证件号码")}
