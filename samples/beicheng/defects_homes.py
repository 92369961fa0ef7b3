"""Defects in relocated and rebuilt homes, and in the work on the water."""

from __future__ import annotations

from datetime import date, timedelta

import fitting
from defects_home import HOUSING, graded, ruined
from planting import Plot
from story import Story
from writing import Row

RELOCATION = "relocation"


def relocation_of(plot: Plot, home: Row) -> Row:
    """A benefit 易地搬迁 for this household, added."""
    like = plot.tables["政策享受"][0]
    empty = dict.fromkeys(like)
    row = {
        "户编号": home["户编号"],
        "领域": "住房",
        "项目": "易地搬迁",
        "金额": 60000,
        "发放日期": date(2018, 6, 20),
        "落实日期": date(2018, 6, 20),
    }
    return plot.add("政策享受", {**empty, **row})


def lone_appraised(story: Story) -> bool:
    """A registered person alone in an appraised home."""
    return story.registered and story.size == 1 and fitting.appraised(story)


def relocated(plot: Plot) -> Row:
    """A household moved into a small new home."""
    home = plot.household(RELOCATION, lone_appraised)
    home.update({"住房保障方式": "易地搬迁", "住房面积": 38})
    return home


def relocation(plot: Plot) -> None:
    """Relocation: not on record, of the wrong household, twice, too large."""
    home = relocated(plot)
    plot.gap("relocation/recorded", home, "搬迁户没有搬迁记录")
    home = plot.household(RELOCATION, lone_appraised)
    plot.gap("relocation/due", relocation_of(plot, home), "没有搬迁的户有搬迁记录")
    home = relocated(plot)
    relocation_of(plot, home)
    relocation_of(plot, home)
    plot.gap("relocation/once", home, "搬迁记了两次")
    home = relocated(plot)
    relocation_of(plot, home)
    home["住房面积"] = 60
    plot.gap("relocation/area", home, "一人户搬迁住房60平方米")
    home = plot.household(RELOCATION, fitting.rebuilt)
    row = relocation_of(plot, home)
    plot.gap("relocation/due", row, "危房改造户又有搬迁记录")
    plot.gap("relocation/not-both", home, "危房改造补助和易地搬迁都有")


def rebuilding(plot: Plot) -> None:
    """Rebuilding: out of order, too slow, empty, paid wrongly."""
    row = graded(plot, plot.household(HOUSING, fitting.rebuilt), "D级")
    row["迁出日期"] = row["改造开工日期"] + timedelta(days=12)
    plot.gap("housing/moved-out-first", row, "开工十二天以后才迁出")
    row = graded(plot, plot.household(HOUSING, fitting.rebuilt), "D级")
    row["迁出日期"] = "开春"
    plot.unknown("housing/moved-out-first", row, "迁出日期写作开春")
    row = ruined(plot, "C级")
    row["改造开工日期"] = date(2019, 5, 6)
    plot.gap("housing/safe", row, "C级危房，开工一年多没有验收")
    plot.gap("housing/rebuild-slow", row, "开工一年多没有验收")
    row = plot.household(HOUSING, fitting.rebuilt)
    row["是否实际居住"] = "否"
    plot.gap("housing/moved-in", row, "改造验收以后没有人住")
    row = plot.household(HOUSING, fitting.rebuilt)
    row["建房补助"] = 20000
    plot.gap("housing/subsidy-agrees", row, "户表补助2万元，实发1.6万元")
    benefit = plot.benefit(HOUSING, "危房改造补助")
    benefit["发放日期"] = plot.home(benefit)["改造开工日期"] - timedelta(days=20)
    plot.gap("housing/subsidy-early", benefit, "开工前二十天就发了补助")


def water(plot: Plot) -> None:
    """Work on the water that did not help."""
    home = plot.household("water", fitting.off_register)
    home["是否解决安全饮用水"] = "否"
    row = relocation_of(plot, home)
    row.update({"领域": "饮水", "项目": "饮水安全改造", "金额": 800})
    plot.gap("water/safe", home, "没有解决安全饮用水")
    plot.gap("water/measure-result", home, "改造过了，仍没有解决安全饮水")


ALL = (relocation, rebuilding, water)
