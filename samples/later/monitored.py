"""Households under watch (监测对象; from 2026 防止返贫致贫对象), and those whose risk is removed.

Which households these are is decided by who lives there. Each gets what an office writes down
about it: clue, identification, risks, what is done, and how it stands after the risk is removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from homes import ENJOYING, OFF_REGISTER
from settings import Year
from story import Story
from writing import Row

UNSTEADY, MARGINAL, SUDDEN = "脱贫不稳定户", "边缘易致贫户", "突发严重困难户"
FAMILIES = ("夫妻", "一家三口")  # of two able adults: their risk could be removed
RISKS = {
    "因病": ("因病", "大病、慢病负担重"),
    "因残": ("因残", ""),
    "缺劳动力": ("缺劳动力", ""),
    "缺技术": ("因务工就业不稳", ""),
}
NOTHING: Row = {
    "户类型": None,
    "监测对象类别": "非监测对象",
    "致贫返贫风险": None,
    "风险是否消除": None,
    "风险消除方式": None,
    "风险线索日期": None,
    "线索来源": None,
    "自然灾害子项": None,
    "识别时人均纯收入": None,
    "识别时工资性收入": None,
    "整户无劳动力兜底保障户": None,
    "开发式帮扶情况": None,
    "风险消除日期": None,
    "消除后人均纯收入": None,
    "消除后工资性收入": None,
    "消除后失学辍学": None,
    "消除后有人未参保": None,
    "消除后住房损毁": None,
    "消除后饮水设施损毁": None,
    "消除后回访日期": None,
}
CLUES = ("农户申报", "基层排查", "部门预警")


def watched(story: Story) -> bool:
    """Is the household under watch?"""
    return story.category == ENJOYING and story.household.home.turn % 2 == 0


def cleared(story: Story) -> bool:
    """Was it, and is its risk removed?"""
    home = story.household.home
    first = home.turn < 2 if story.category != ENJOYING else home.turn == 1
    return not watched(story) and home.composition in FAMILIES and first


def monitor(tables: Mapping[str, list[Row]], stories: Sequence[Story], year: Year) -> None:
    """Fill in the households' table for the year, and what the folders then hold."""
    classes = class_of(stories)
    for story, row in zip(stories, tables["户"], strict=True):
        random = Random(f"{year.setting.seed}/{row['户编号']}/监测")
        kind = classes.get(story.number, "")
        row.update(NOTHING)
        row["上年人均纯收入"] = row["人均纯收入"] * random.randint(88, 97) // 100
        row["合规自付支出"] = self_pay(story, random)
        row["户类型"] = "一般农户" if story.category == OFF_REGISTER else "脱贫户"
        if story.category == OFF_REGISTER:
            row["类别"] = "一般农户"
        if watched(story):
            row["类别"] = year.monitored
        if kind:
            row.update(identified(story, row, kind, (random, year)))
        if kind == MARGINAL or (kind == SUDDEN and story.number[-1] in "13579"):
            row.update({"户类型": "一般农户", **NEVER_POOR})
        if kind and cleared(story):
            row.update(removed(row, random, year))
    folders(tables, {row["户编号"]: row for row in tables["户"]})
    members(tables["成员"], tables["户"])


NEVER_POOR: Row = {"脱贫状态": None, "脱贫日期": None, "户属性": None}


def class_of(stories: Iterable[Story]) -> dict[str, str]:
    """The class of each household that is or was under watch."""
    found = {}
    turn = 0
    for story in stories:
        if watched(story):
            found[story.number] = (UNSTEADY, MARGINAL, SUDDEN)[turn % 3]
            turn += 1
        elif cleared(story):
            found[story.number] = MARGINAL if story.category == OFF_REGISTER else UNSTEADY
    return found


def self_pay(story: Story, random: Random) -> int:
    """What the household itself paid for medical care in the year."""
    traits = {life.resident.trait for life in story.lives}
    if "grave" in traits:
        return random.randrange(6000, 15000, 100)
    return random.randrange(400, 2400, 50) if "slow" in traits else 0


def identified(story: Story, row: Row, kind: str, drawn: tuple[Random, Year]) -> Row:
    """How the household came under watch."""
    random, year = drawn
    was = cleared(story)
    day = date(year.as_of.year - (2 if was else 1), random.randint(2, 6), random.randint(15, 28))
    clue = day - timedelta(days=random.randint(9, 13))
    able = any(life.labour in ("普通劳动力", "技能劳动力") for life in story.lives)
    none = all(life.labour in ("丧失劳动力", "无劳动力") for life in story.lives)
    return {
        "监测对象类别": kind,
        "致贫返贫风险": RISKS[story.cause][0],
        "风险是否消除": "否",
        "风险线索日期": clue,
        "线索来源": random.choice(CLUES),
        **({} if was else counted(clue)),
        "申请日期": clue,
        "公示日期": clue + timedelta(days=2),
        "确认日期": day,
        "识别日期": day,
        "识别时人均纯收入": random.randrange(5800, 7200, 10) + (9000 if kind == SUDDEN else 0),
        "识别时工资性收入": row["工资性收入"] // 2,
        "整户无劳动力兜底保障户": "是" if none and story.welfare else "否",
        "开发式帮扶情况": "已实施" if able else "不需要",
        "主要致贫原因": story.cause,
    }


def counted(clue: date) -> Row:
    """The twelve months whose income was counted: those before the application."""
    end = clue.replace(day=1) - timedelta(days=1)
    return {"收入计算起": clue.replace(year=clue.year - 1, day=1), "收入计算止": end}


def removed(row: Row, random: Random, year: Year) -> Row:
    """How the risk was removed, and how the household stands since."""
    return {
        "风险是否消除": "是",
        "风险消除方式": "帮扶消除",
        "风险消除日期": date(year.as_of.year - 1, random.randint(5, 11), random.randint(1, 28)),
        "消除后人均纯收入": row["人均纯收入"],
        "消除后工资性收入": row["工资性收入"],
        "消除后失学辍学": "否",
        "消除后有人未参保": "否",
        "消除后住房损毁": "否",
        "消除后饮水设施损毁": "否",
        "消除后回访日期": date(year.as_of.year, random.randint(5, 8), random.randint(1, 28)),
    }


def folders(tables: Mapping[str, list[Row]], homes: Mapping[str, Row]) -> None:
    """Who was never poor has no papers of 2014, nor has left poverty."""
    kept = []
    for paper in tables["材料"]:
        home = homes[paper["户编号"]]
        if home["监测对象类别"] != "非监测对象" and home["户类型"] == "一般农户":
            if paper["类别"] == "申请书":
                paper["日期"] = home["申请日期"]
            if paper["类别"] == "信息采集表":
                paper["日期"] = home["公示日期"]
            if paper["类别"] == "脱贫确认书":
                continue
        kept.append(paper)
    tables["材料"][:] = kept


def members(people: Iterable[Row], homes: Iterable[Row]) -> None:
    """Nobody of school age has left school."""
    for person in people:
        pupil = person.get("学段") is not None
        person["是否失学辍学"] = "否" if pupil else None
