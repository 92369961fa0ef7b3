"""Defects in numbers: rows that belong to no household or person on file, one head twice.

Doubled numbers are not here: they would leave all of a household's rules in doubt. They stand in
a workbook of their own (`merged.py`).
"""

from __future__ import annotations

from collections.abc import Callable

import fitting
from planting import Plot
from story import Story

CHAPTER = "structure"
NOWHERE = "BC99001"  # no household has this number


def untouched(plot: Plot) -> Callable[[Story], bool]:
    """Has the household no defect yet?"""
    return lambda story: not any(one.household == story.number for one in plot.planted)


def orphans(plot: Plot) -> None:
    """Rows of a household that is not on file; copied from a household that has no defects."""
    clean = untouched(plot)
    like = plot.visits(CHAPTER, "三级书记遍访", clean)[0]
    plot.gap("structure/visit-known", plot.add("走访", {**like, "户编号": NOWHERE}), "户编号抄错")
    like = plot.benefit(CHAPTER, "居民医保代缴", clean)
    row = plot.add("政策享受", {**like, "户编号": NOWHERE})
    plot.gap("structure/benefit-known", row, "户编号抄错")
    plot.unknown("medical/premium-due", row, "户编号抄错，不知户内有没有人参保")
    plot.unknown("payments/yearly-once", row, "户编号抄错，不知这一户还代缴过没有")
    like = plot.paper(CHAPTER, "参保凭证", clean)
    row = plot.add("材料", {**like, "户编号": NOWHERE})
    plot.gap("structure/document-known", row, "户编号抄错")
    like = plot.check(CHAPTER, clean)
    row = {**like, "户编号": NOWHERE}
    plot.tables["互查"].append(row)
    plot.gap("structure/check-known", row, "户编号抄错")
    plot.unknown("cross_check/by-the-checker", row, "户编号抄错，不知该由谁互查")
    for rule in ("same-grade", "same-size", "same-water", "same-category", "same-living"):
        plot.unknown(f"cross_check/{rule}", row, "户编号抄错，不知与哪一户比对")


def persons(plot: Plot) -> None:
    """Rows of a person who is not in the household."""
    row = plot.benefit(CHAPTER, "居民医保代缴")
    row["人编号"] = f"{row['户编号']}-9"
    plot.gap("structure/benefit-known", row, "户内没有这个人")
    plot.unknown("medical/premium-due", row, "户内没有这个人，不知参没参保")
    row = plot.paper(CHAPTER, "参保凭证")
    row["人编号"] = f"{row['户编号']}-8"
    plot.gap("structure/document-known", row, "户内没有这个人")
    member = plot.member(CHAPTER, fitting.earning_able)
    row = next(one for one in plot.tables["务工记录"] if one["人编号"] == member["人编号"])
    row["人编号"] = f"{row['户编号']}-7"
    plot.gap("structure/work-record-known", row, "户内没有这个人")


def heads(plot: Plot) -> None:
    """One person is the head of two households."""
    first, second = (plot.household(CHAPTER, untouched(plot)) for _ in range(2))
    second["户主证件号码"] = first["户主证件号码"]
    for row in (first, second):
        plot.gap("structure/head-once", row, "两户填了同一个户主证件号码")
    plot.gap("household_data/head-id", second, "户表上户主的号码是别户的")


ALL = (orphans, persons, heads)
