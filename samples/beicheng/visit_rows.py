"""The visits (走访), the cross-checks (互查) and the people who make them (帮扶责任人)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from duty import Official
from household_rows import TOWNSHIP
from story import AS_OF, SEED, Story
from writing import Row

CADRE_DAYS = [AS_OF - timedelta(days=2 * number) for number in range(7, -1, -1)]  # 09-03 on
SATURDAYS = [date(2020, 8, 22) + timedelta(days=7 * number) for number in range(4)]
ITEMS = ("家庭环境", "住房", "生活需求", "收入就业", "健康教育")
NO_PROBLEM: Row = {
    "发现问题": None,
    "问题分级": None,
    "整改计划": None,
    "整改责任人": None,
    "整改期限": None,
    "办结日期": None,
}
PROBLEMS = (
    ("院内杂物较多", "一般", "村干部组织志愿者清理"),
    ("窗户玻璃破损", "一般", "联系维修，更换玻璃"),
    ("常用药将用完", "一般", "村卫生室送药上门"),
    ("屋顶一处渗水", "较重", "街道城建办安排修缮"),
)


def visit_rows(stories: Sequence[Story]) -> list[Row]:
    """A row a visit, household by household in order of days."""
    rows = [
        row for story in stories for row in sorted(visits(story), key=lambda row: str(row["日期"]))
    ]
    return [{"走访编号": f"ZF{number:05d}", **row} for number, row in enumerate(rows, 1)]


def visits(story: Story) -> Iterator[Row]:
    """One household's visits of the weeks before the check."""
    random = Random(f"{SEED}/{story.number}/走访")
    people = story.household
    for day in CADRE_DAYS:
        yield visit(story, day, people.cadre, "敲门行动", found(random, day))
    for day in SATURDAYS:
        yield visit(story, day, people.officer, "周六扶贫日", found(random, day))
    day = date(2020, random.randint(3, 8), random.randint(1, 28))
    yield visit(story, day, people.secretary, "三级书记遍访", {})


def visit(story: Story, day: date, visitor: Official, kind: str, problem: Row) -> Row:
    """One visit in good order."""
    five: Row = {item: "有问题" if problem and item == ITEMS[0] else "正常" for item in ITEMS}
    return {
        "户编号": story.number,
        "日期": day,
        "走访人": visitor.number,
        "走访人身份": visitor.role,
        "走访类型": kind,
        **five,
        **NO_PROBLEM,
        **({**problem, "整改责任人": visitor.name} if problem else {}),
        "照片数": 1,
        "户主签字": "是",
        "走访人签字": "是",
    }


def found(random: Random, day: date) -> Row:
    """Now and then a visit finds a problem; it is answered within three days."""
    if random.random() > 0.03 or day > AS_OF - timedelta(days=4):
        return {}
    problem, grade, plan = random.choice(PROBLEMS)
    answered = day + timedelta(days=random.randint(1, 3))
    return {
        "发现问题": problem,
        "问题分级": grade,
        "整改计划": plan,
        "整改期限": day + timedelta(days=5),
        "办结日期": answered,
    }


def cross_check_rows(stories: Sequence[Story], households: Sequence[Row]) -> list[Row]:
    """What the checker of the trio saw: a row a registered household, and it agrees."""
    rows = []
    for story, household in zip(stories, households, strict=True):
        if not story.registered:
            continue
        random = Random(f"{SEED}/{story.number}/互查")
        rows.append(
            {
                "户编号": story.number,
                "核查人": story.household.checker.number,
                "核查日期": date(2020, 9, random.randint(1, 14)),
                "户主确认": "是",
                "发现问题": None,
                "是否销号": None,
                **{title: household[title] for title in CHECKED},
            }
        )
    return rows


CHECKED = [
    "户主姓名",
    "家庭人口数",
    "类别",
    "是否吃饱",
    "是否吃好",
    "有无应季衣物",
    "有无御寒被褥",
    "住房等级",
    "庭院是否整洁",
    "是否有卫生厕所",
    "是否解决安全饮用水",
    "满意",
]


def official_rows(officials: Iterable[Official]) -> list[Row]:
    """A row a person who visits."""
    return [
        {
            "人员编号": official.number,
            "姓名": official.name,
            "单位": official.unit,
            "职务": official.post,
            "人员身份": official.role,
            "互查小组": official.trio or None,
            "镇街名": TOWNSHIP,
            "村名": official.village or None,
            "联系电话": official.phone,
        }
        for official in officials
    ]
