"""The items of income (收入明细), from the stories: what was counted, what the bank paid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from story import Story
from writing import Row

WAGE, BUSINESS, PROPERTY, TRANSFER = "工资性收入", "生产经营性收入", "财产性收入", "转移性收入"
BY_BANK = ("低保金", "特困供养金", "养老金", "计划生育金")  # paid into the household's account


def income_rows(stories: Sequence[Story]) -> list[Row]:
    """A row an item of the registered households, numbered in order."""
    rows = [row for story in stories if story.registered for row in items(story)]
    return [{"明细编号": f"SR{number:05d}", **row} for number, row in enumerate(rows, 1)]


def items(story: Story) -> Iterator[Row]:
    """One household's items; they come to its four kinds of income."""
    known = story.income
    public = any(life.public_job for life in story.lives)
    for kind, name, money in (
        (WAGE, "公益岗位工资" if public else "务工工资", known.wage),
        (BUSINESS, "种植", known.business),
        (PROPERTY, "资产收益分红", known.dividend),
        (PROPERTY, "土地流转租金", known.rent),
        (TRANSFER, "低保金", known.dibao),
        (TRANSFER, "特困供养金", known.tekun),
        (TRANSFER, "养老金", known.pension),
        (TRANSFER, "计划生育金", known.family_planning),
        (TRANSFER, "赡养费", known.other),
    ):
        if money:
            yield item(story, kind, name, money)
    if story.enjoying and any(life.resident.trait == "grave" for life in story.lives):
        yield {**item(story, TRANSFER, "医疗报销和救助", 2000), "是否计入": "否"}


def item(story: Story, kind: str, name: str, money: int) -> Row:
    """One item in good order."""
    return {
        "户编号": story.number,
        "收入类别": kind,
        "收入项目": name,
        "全年金额": money,
        "是否计入": "是",
        "流水金额": money if name in BY_BANK else None,
    }
