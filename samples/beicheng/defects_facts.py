"""Defects in which one column says what another, of the same household or beside it, rules out."""

from __future__ import annotations

from datetime import date

import fitting
from defects_living import POOR, poorer
from defects_school import grant_of
from planting import Defect, Plot
from story import Life, Story


def settled(story: Story) -> bool:
    """Left poverty, in a home that needed no rebuilding."""
    return story.registered and story.house == "鉴定安全"


def without_pupils(story: Story) -> bool:
    """Needs no help for its health, and nobody is at school."""
    return (
        story.cause == "缺技术"
        and fitting.former(story)
        and not any(life.pupil or life.age < 7 for life in story.lives)
    )


def without_old(story: Story) -> bool:
    """Nobody is of an age to draw a pension, or near it."""
    return all(life.age < 58 for life in story.lives) and story.income.other >= 1500


def young_pupil(_story: Story, life: Life) -> bool:
    """In a primary school."""
    return 1 <= life.grade <= 5 and life.age < 11


def ill_in_mind(_story: Story, life: Life) -> bool:
    """Severely disabled in mind."""
    return life.resident.disability == "62"


def could_be_poor(story: Story) -> bool:
    """Off the register; without what the children send it would be poor."""
    known = story.income
    return fitting.off_register(story) and known.net - known.other <= POOR * known.size


HOUSEHOLDS = (
    Defect(
        "household_data/exit-after-identified",
        "gap",
        {"识别日期": date(2019, 12, 20)},
        "识别在脱贫以后",
        settled,
    ),
    Defect(
        "household_data/cause-school",
        "gap",
        {"主要致贫原因": "因学"},
        "因学致贫，没有在校生",
        without_pupils,
    ),
    Defect("household_data/broadcast", "gap", {"是否通广播电视": "否"}, "没有通广播电视"),
)
MEMBERS = (
    Defect(
        "education/middle-school-age",
        "gap",
        {"在校生状况": "七年级"},
        "小学的年龄登记为七年级",
        young_pupil,
    ),
    Defect(
        "disability/labour-of-mind",
        "gap",
        {"劳动能力": "普通劳动力"},
        "精神二级登记为普通劳动力",
        ill_in_mind,
    ),
)


def simple(plot: Plot) -> None:
    """Defects that one rule finds."""
    plot.spoil("户", HOUSEHOLDS)
    plot.spoil("成员", MEMBERS)


def phones(plot: Plot) -> None:
    """The officer's telephone instead of the household's."""
    row = plot.household("household_data")
    row["联系电话"] = plot.officer(row)["联系电话"]
    plot.gap("household_data/phone-of-officer", row, "户联系电话填了帮扶责任人的")


def incomes(plot: Plot) -> None:
    """A pension where nobody is old; an income under the line, off the register."""
    row = plot.household("elderly", without_old)
    row["养老保险金"] += 1500
    row["其他转移性收入"] -= 1500
    plot.gap("elderly/pension-income-due", row, "有养老保险金，没有人到领取年龄")
    row = plot.household("livelihood", could_be_poor)
    poorer(plot, row)
    plot.gap("livelihood/missed", row, f"档外户人均纯收入{POOR}元，低于脱贫线")


def schools(plot: Plot) -> None:
    """School is the cause, and no grant is on record."""
    row = plot.member("education", fitting.granted)
    home = plot.home(row)
    home.update({"主要致贫原因": "因学", "其他致贫原因": None})
    plot.drop("政策享受", grant_of(plot, row))
    plot.gap("grants/measure", home, "因学致贫，没有教育资助")
    plot.gap("education/grant-missing", row, "没有教育资助")


def houses(plot: Plot) -> None:
    """The home was accepted in the year after poverty was left."""
    row = plot.household("housing", fitting.rebuilt)
    row["改造验收日期"] = date(row["脱贫日期"].year + 1, 1, 20)
    plot.gap("housing/exit-before-rebuilt", row, "脱贫的第二年才验收")


def papers(plot: Plot) -> None:
    """The income sheet was written before the year was over."""
    sheet = plot.paper("papers", "收入核算表", fitting.enjoying)
    sheet["日期"] = date(2019, 9, 12)
    plot.gap("papers/income-sheet-early", sheet, "收入算到9月30日，9月12日就写好了")


def officers(plot: Plot) -> None:
    """An officer without a telephone."""
    officer = plot.officer(plot.household("visit_ledger"))
    officer["联系电话"] = None
    plot.gap("visit_ledger/officer-phone", officer, "没有填电话")


def villages(plot: Plot) -> None:
    """More insured than people."""
    row = plot.tables["村"][-1]
    row["医疗参保人数"] = row["总人口数"] + 12
    plot.gap("villages/insured-figures", row, "医疗参保比总人口多12人")


ALL = (houses, schools, incomes, simple, phones, papers, officers, villages)
