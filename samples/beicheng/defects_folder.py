"""Defects in what the papers say, beside one another and beside the register (papers.yaml)."""

from __future__ import annotations

from datetime import date
from functools import partial

import fitting
from planting import Defect, Plot
from story import Story

PAPERS = "papers"

FAULTY = (
    Defect(
        "papers/after-application",
        "gap",
        {"日期": date(2013, 11, 5)},
        "采集表比申请书早",
        kind="信息采集表",
    ),
    Defect(
        "papers/exit-year",
        "gap",
        {"日期": date(2019, 11, 30)},
        "确认书比登记的脱贫日期晚一年以上",
        kind="脱贫确认书",
    ),
    Defect("papers/stamped", "gap", {"已盖章": "否"}, "认定表没有盖章", kind="饮水安全认定表"),
    Defect("papers/stamped", "unknown", {"已盖章": None}, "盖没盖章漏填", kind="脱贫确认书"),
    Defect("papers/signed-in-person", "gap", {"本人签字": "否"}, "邻居代签", kind="收入核算表"),
    Defect(
        "papers/signed-in-person",
        "unknown",
        {"本人签字": "按了手印"},
        "写作按了手印，看不出是谁按的",
        kind="帮扶记录",
    ),
    Defect(
        "papers/yearly", "gap", {"日期": date(2018, 3, 9)}, "手册还是2018年的", kind="扶贫手册"
    ),
    Defect(
        "papers/same-income",
        "gap",
        {"记载人均纯收入": 4321},
        "公示的人均纯收入与户表不同",
        kind="公示材料",
    ),
    Defect(
        "papers/same-officer",
        "gap",
        {"记载帮扶人": "已调离"},
        "责任卡还是前任的姓名",
        kind="帮扶责任卡",
    ),
)

# A paper that shows what was given, and the benefit's rule that must miss it.
PROOFS = (
    ("settlement", "报销结算单", "医疗救助"),
    ("follow-up", "随访记录", "慢病管理"),
    ("loan-contract", "贷款合同", "小额信贷"),
)


def faulty(plot: Plot) -> None:
    """Papers that contradict one another or the register, or bear no stamp."""
    plot.spoil("材料", FAULTY)
    paper = plot.paper(PAPERS, "申请书")
    paper["日期"] = date(2016, 12, 20)
    plot.gap("papers/before-notice", paper, "申请书写在公示以后")
    form = plot.of("材料", str(paper["户编号"]), 类别="信息采集表")[0]
    plot.gap("papers/after-application", form, "申请书的日期在采集表之后")


def missing(plot: Plot) -> None:
    """Proofs that are not in the folder."""
    paper = plot.paper(PAPERS, "帮扶记录")
    plot.drop("材料", paper)
    plot.gap("papers/aid-record", plot.home(paper), "没有帮扶记录")
    paper = plot.paper(PAPERS, "帮扶记录")
    paper["日期"] = date(2020, 5, 6)
    plot.gap("papers/aid-record", plot.home(paper), "五月以来没有帮扶记录")
    paper = plot.paper(PAPERS, "发放记录", fitting.lone_dibao)
    plot.drop("材料", paper)
    plot.gap("papers/payment-record", plot.home(paper), "有低保，没有发放记录")
    for rule, kind, item in PROOFS:
        paper = plot.paper(PAPERS, kind, partial(given, plot, item))
        plot.drop("材料", paper)
        for benefit in plot.of("政策享受", str(paper["户编号"]), 项目=item):
            plot.gap(f"papers/{rule}", benefit, f"没有{kind}")
    paper = plot.paper(PAPERS, "教育资助凭证")
    plot.drop("材料", paper)
    for benefit in plot.of("政策享受", str(paper["户编号"]), 领域="教育"):
        plot.gap("papers/grant", benefit, "没有教育资助凭证")


def given(plot: Plot, item: str, story: Story) -> bool:
    """Was the household given this?"""
    return bool(plot.of("政策享受", story.number, 项目=item))


def measures(plot: Plot) -> None:
    """Measures that were written down before they were carried out."""
    benefit = plot.benefit(PAPERS, "产业项目分红")
    benefit["落实日期"] = date(2020, 12, 1)
    plot.gap("papers/measure-not-ahead", benefit, "12月才落实的先填上了")
    benefit = plot.benefit(PAPERS, "产业项目分红")
    benefit["落实日期"] = "年底前"
    plot.unknown("papers/measure-not-ahead", benefit, "落实日期写作年底前")


ALL = (faulty, missing, measures)
