"""Defects in the support of the disabled."""

from __future__ import annotations

import fitting
from defects_welfare import named, register_row
from people import REGION, with_check
from planting import Defect, Plot
from story import Life, Story
from writing import Row

DISABILITY = "disability"

MEMBERS = (
    Defect(
        "disability/type-and-grade",
        "gap",
        {"残疾类别": "听力"},
        "残疾类别与证号不符",
        fitting.holder,
    ),
    Defect(
        "disability/type-and-grade", "unknown", {"残疾类别": None}, "残疾类别漏填", fitting.holder
    ),
    Defect(
        "disability/labour",
        "gap",
        {"劳动能力": "普通劳动力"},
        "肢体二级登记为普通劳动力",
        lambda _, life: life.resident.disability == "42",
    ),
)


def certificates(plot: Plot) -> None:
    """Certificates, and what they say."""
    row = plot.member(
        DISABILITY, lambda story, life: fitting.holder(story, life) and not story.welfare
    )
    plot.drop("残疾人名册", register_row(plot, "残疾人名册", row))
    plot.drop("材料", plot.of("材料", str(row["户编号"]), 类别="残疾证")[0])
    row.update({"残疾证号": None, "残疾类别": None, "残疾等级": None})
    plot.gap("disability/certificate", row, "健康状况为残疾，没有残疾证号")

    row = plot.member(DISABILITY, fitting.holder)
    row["残疾证号"] = str(row["残疾证号"])[:18] + "93"
    plot.gap("disability/number-valid", row, "残疾证号第19位是9，没有这一类")
    row = plot.member(DISABILITY, fitting.holder)
    row["残疾证号"] = f"{str(row['残疾证号'])[:6]}********{str(row['残疾证号'])[-6:]}"
    plot.unknown("disability/number-valid", row, "残疾证号打了星号，对不对无从核对")
    row = plot.member(DISABILITY, fitting.holder)
    row["残疾证号"] = with_check(f"{REGION}19700101999") + str(row["残疾证号"])[18:]
    plot.gap("disability/number-own", row, "残疾证号前18位是别人的")
    spoilt = plot.spoil("成员", MEMBERS)
    plot.gap("disability/register-agrees", spoilt[0], "残疾类别与名册不符")


def allowances(plot: Plot) -> None:
    """The two allowances of the disabled, missing or in doubt."""
    benefit = plot.benefit(DISABILITY, "困难残疾人生活补贴")
    plot.drop("政策享受", benefit)
    plot.gap("disability/living-allowance", person_of(plot, benefit), "没有生活补贴")
    benefit = plot.benefit(DISABILITY, "困难残疾人生活补贴")
    benefit["发放日期"] = "季度发放"
    row = person_of(plot, benefit)
    plot.unknown("disability/living-allowance", row, "生活补贴发放日期写作季度发放")
    plot.unknown("payments/not-ahead", benefit, "发放日期写作季度发放")

    benefit = plot.benefit(DISABILITY, "重度残疾人护理补贴")
    plot.drop("政策享受", benefit)
    plot.gap("disability/care-allowance", person_of(plot, benefit), "重度残疾没有护理补贴")
    benefit = plot.benefit(DISABILITY, "重度残疾人护理补贴")
    row = person_of(plot, benefit)
    row["残疾等级"] = None
    plot.unknown("disability/care-due", benefit, "残疾等级漏填")
    plot.unknown("disability/type-and-grade", row, "残疾等级漏填")


def undue(plot: Plot) -> None:
    """Allowances for people to whom they are not due, or twice."""
    like = plot.benefit(DISABILITY, "重度残疾人护理补贴")
    row = plot.member(
        DISABILITY, lambda story, life: fitting.holder(story, life) and story.welfare != "特困"
    )
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.undue("disability/care-due", benefit, "三、四级残疾发了护理补贴")
    row = plot.member(DISABILITY, fitting.untroubled)
    benefit = plot.add("政策享受", {**like, **named(row), "项目": "困难残疾人生活补贴"})
    plot.undue("disability/allowance-due", benefit, "没有残疾证的人发了生活补贴")
    plot.gap("disability/living-due", benefit, "不是低保家庭，发了生活补贴")
    row = plot.member(DISABILITY, tekun_severe)
    benefit = plot.add("政策享受", {**like, **named(row)})
    plot.gap("disability/allowance-tekun", benefit, "特困人员又领护理补贴")
    plot.gap("disability/care-once", row, "既有护理补贴又有特困照料护理补贴")


def tekun_severe(story: Story, life: Life) -> bool:
    """On 特困 and with a certificate of the first or second grade."""
    return story.welfare == "特困" and life.resident.disability[1:] in ("1", "2")


def person_of(plot: Plot, benefit: Row) -> Row:
    """The member whose benefit it is."""
    rows = plot.of("成员", str(benefit["户编号"]))
    return next(row for row in rows if row["人编号"] == benefit["人编号"])


ALL = (undue, allowances, certificates)
