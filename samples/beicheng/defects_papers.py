"""Defects in the folder's papers (暖心包) and in the survey of satisfaction."""

from __future__ import annotations

from datetime import date

import fitting
from planting import Defect, Plot

DOCUMENTS = "documents"

# Papers that each household of some kind must have: rule, paper, what kind of household.
MUST_HAVE = (
    ("manual", "扶贫手册", "建档立卡户"),
    ("info-form", "信息采集表", "建档立卡户"),
    ("off-register-form", "认定排查表", "档外户"),
    ("application", "申请书", "建档立卡户"),
    ("income-sheet", "收入核算表", "每户"),
    ("measures", "帮扶措施清单", "享受政策户"),
    ("duty-card", "帮扶责任卡", "建档立卡户"),
    ("exit-paper", "脱贫确认书", "脱贫户"),
    ("id-copies", "身份证复印件", "每户"),
    ("water-paper", "饮水安全认定表", "建档立卡户"),
    ("insurance-paper", "参保凭证", "每户"),
    ("doctor-paper", "家庭医生签约协议", "享受政策户"),
    ("welfare-paper", "低保证", "低保户"),
)

FAULTY = (
    Defect(
        "documents/dated",
        "gap",
        {"日期": date(2020, 10, 5)},
        "日期在核查日之后",
        kind="身份证复印件",
    ),
    Defect("documents/dated", "gap", {"日期": None}, "没有日期", kind="参保凭证"),
    Defect("documents/signed", "gap", {"已签字": "否"}, "没有签字", kind="帮扶责任卡"),
    Defect("documents/signed", "unknown", {"已签字": None}, "签没签字漏填", kind="申请书"),
    Defect("documents/clean", "gap", {"有无涂改": "有"}, "手册有涂改", kind="扶贫手册"),
    Defect("documents/clean", "gap", {"填写完整": "否"}, "采集表没有填完", kind="信息采集表"),
    Defect("documents/clean", "unknown", {"填写完整": None}, "完不完整漏填", kind="申请书"),
    Defect("documents/two-collectors", "gap", {"签字人数": 1}, "只一人签字", kind="信息采集表"),
    Defect(
        "documents/two-collectors",
        "unknown",
        {"签字人数": None},
        "签字人数漏填",
        kind="信息采集表",
    ),
    Defect("documents/same-size", "gap", {"记载人口数": 12}, "手册人口数抄错", kind="扶贫手册"),
    Defect(
        "documents/same-income",
        "gap",
        {"记载人均纯收入": 12345},
        "核算表的人均纯收入与户表不同",
        kind="收入核算表",
    ),
)

SURVEY = (
    Defect(
        "satisfaction/satisfied",
        "gap",
        {"满意": "不满意", "不满意原因": "厕所维修不及时"},
        "不满意，写了原因",
    ),
    Defect(
        "satisfaction/surveyed",
        "gap",
        {"满意度调查日期": date(2020, 7, 8)},
        "八月以来没有调查满意度",
        fitting.registered,
    ),
    Defect(
        "satisfaction/surveyed",
        "unknown",
        {"满意度调查日期": "9月中"},
        "调查日期写作9月中",
        fitting.registered,
    ),
    Defect(
        "satisfaction/knows-officer",
        "gap",
        {"是否知道帮扶人": "否"},
        "不知道帮扶责任人是谁",
        fitting.registered,
    ),
    Defect(
        "satisfaction/knows-officer",
        "unknown",
        {"是否知道帮扶人": "记不清"},
        "写作记不清",
        fitting.registered,
    ),
)


def missing(plot: Plot) -> None:
    """Papers that are not in the folder."""
    for rule, kind, whose in MUST_HAVE:
        paper = plot.paper(DOCUMENTS, kind)
        plot.drop("材料", paper)
        plot.gap(f"documents/{rule}", plot.home(paper), f"{whose}应有{kind}，没有")
    for rule, kind in (("school-paper", "学籍证明"), ("disability-paper", "残疾证")):
        paper = plot.paper(DOCUMENTS, kind)
        plot.drop("材料", paper)
        rows = plot.of("成员", str(paper["户编号"]))
        member = next(row for row in rows if row["人编号"] == paper["人编号"])
        plot.gap(f"documents/{rule}", member, f"应有{kind}，没有")


def faulty(plot: Plot) -> None:
    """Papers that are there, but not as they should be."""
    plot.spoil("材料", FAULTY)
    paper = plot.paper(DOCUMENTS, "收入核算表")
    paper["日期"] = "今年上半年"
    plot.unknown("documents/dated", paper, "日期写作今年上半年")
    plot.unknown("documents/income-sheet", plot.home(paper), "核算表日期写作今年上半年")


def survey(plot: Plot) -> None:
    """The monthly survey."""
    plot.spoil("户", SURVEY)
    row = plot.household("satisfaction")
    row["满意"] = "不满意"
    plot.gap("satisfaction/satisfied", row, "不满意")
    plot.gap("satisfaction/reason", row, "不满意，原因漏填")
    row = plot.household("satisfaction")
    row["满意"] = "还行"
    plot.unknown("satisfaction/satisfied", row, "满意写作还行")
    plot.unknown("satisfaction/reason", row, "满意写作还行，没有写原因")


ALL = (missing, faulty, survey)
