"""The low-income population of 2026 (低收入人口), in layers; from the stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from homes import ENJOYING, OFF_REGISTER
from monitored import NEVER_POOR, cleared, watched
from settings import Year
from story import Story
from writing import Row

ASSISTED = {"低保": "低保对象", "特困": "特困人员"}
POOR_S_BENEFITS = ("产业项目分红", "孝善扶贫", "小额信贷")
POOR_S_PAPERS = ("扶贫手册", "信息采集表", "帮扶责任卡", "脱贫确认书", "帮扶措施清单", "分红协议")
NEVER_REGISTERED: Row = {
    **NEVER_POOR,
    "户类型": "一般农户",
    "主要致贫原因": None,
    "其他致贫原因": None,
    **dict.fromkeys(("识别日期", "申请日期", "公示日期", "确认日期")),
}


def layer(story: Story) -> str:
    """The layer of a household outside the register; "" for one of no low income."""
    home = story.household.home
    if story.category == ENJOYING:
        alone = home.composition in ("独居老人", "独居残疾人")
        return ASSISTED[story.welfare] if alone and not watched(story) else ""
    if story.category != OFF_REGISTER or cleared(story):
        return ""
    return {
        "老年夫妻": "低保边缘家庭",
        "独居慢病老人": "低保边缘家庭",
        "三代": "其他困难家庭",
        "夫妻": "刚性支出困难家庭",
    }.get(home.composition, "")


def low_income(tables: Mapping[str, list[Row]], stories: Sequence[Story], year: Year) -> None:
    """Fill in the households' table; such a household's folder holds no papers of the poor's."""
    listed = set()
    for story, row in zip(stories, tables["户"], strict=True):
        random = Random(f"{year.setting.seed}/{row['户编号']}/低收入")
        kind = layer(story)
        day = date(year.as_of.year, random.randint(1, 6), random.randint(1, 28))
        row["低收入类型"] = kind or ASSISTED.get(story.welfare)
        row["低收入认定日期"] = day if row["低收入类型"] else None
        row["财产是否符合规定"] = "是"
        row["刚性支出"] = row["年收入"] * 7 // 10 if kind == "刚性支出困难家庭" else None
        if kind:
            row.update({"类别": "低收入人口", **NEVER_REGISTERED})
            listed.add(row["户编号"])
        if kind == "低保边缘家庭":
            poorer(tables, row, random.randrange(8600, 9900, 10))
    left_out(tables, listed)


def left_out(tables: Mapping[str, list[Row]], listed: set[str]) -> None:
    """Take out what only households on the register have."""
    for table, title, words in (
        ("材料", "类别", POOR_S_PAPERS),
        ("政策享受", "项目", POOR_S_BENEFITS),
    ):
        tables[table][:] = [
            row for row in tables[table] if not (row["户编号"] in listed and row[title] in words)
        ]
    tables["收入明细"][:] = [row for row in tables["收入明细"] if row["户编号"] not in listed]
    for row in tables["户"]:
        if row["户编号"] in listed:
            row["其他财产性收入"] += row["资产收益分红"]
            row["资产收益分红"] = 0


def poorer(tables: Mapping[str, list[Row]], home: Row, per_head: int) -> None:
    """Let the household have so much a head: children send less."""
    less = (home["人均纯收入"] - per_head) * home["家庭人口数"]
    if home["其他转移性收入"] < less:
        message = f"{home['户编号']} cannot be poorer"
        raise ValueError(message)
    for title in ("其他转移性收入", "转移性收入", "年收入", "纯收入"):
        home[title] -= less
    home["人均纯收入"] = per_head
    home["上年人均纯收入"] = per_head * 19 // 20
    for paper in tables["材料"]:
        if paper["户编号"] == home["户编号"] and paper["记载人均纯收入"] is not None:
            paper["记载人均纯收入"] = per_head
