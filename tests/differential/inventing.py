"""Random households: values that meet one another, blanks, unreadables, duplicates, orphans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from checker.model.catalog import Field
from checker.model.dataset import Dataset
from checker.model.kind import Kind
from tests.differential import pools
from tests.tables.village import dataset_of, village

BLANK, ODD = 0.15, 0.05  # of cells
LOST = 0.06  # of keys and links: blank, of another row, of nobody
NUMBERS = (0, 1, 2, 3, 4, 10, -1, 0.5, 2.5, 0.333333, 100, 1000000)
LARGE = (1000000000000, 999999999999.999999, 0.000001, -1000000000000)
DAYS = (*(date.fromisoformat(day) for day in pools.DAYS), date(2020, 8, 31), date(2004, 2, 29))
IDS = (*pools.IDS, "99999919800615003X44B1", "999999201409170056", "无")

Row = dict[str, Any]
Data = dict[str, list[Row]]


def invented(random: Random, households: int, *, tame: bool = False, broken: bool = False) -> Data:
    """Rows of every table, by title.

    Args:
        random: where all chance comes from.
        households: how many; other tables in proportion.
        tame: keys and links are whole; numbers are small, so that none leaves ±10¹².
        broken: but keys and links are not whole.
    """
    maker = Maker(random, tame=tame, broken=broken or not tame)
    towns = maker.rows("township", 2)
    villages = maker.rows("village", 4)
    homes = maker.rows("household", households)
    members = maker.rows("member", households * 3 // 2)
    rows = {
        "镇街": keyed(maker, towns, "镇街名", ["东镇", "西镇"]),
        "村": keyed(
            maker,
            linked(maker, villages, "镇街名", ["东镇", "西镇"]),
            "村名",
            ["甲村", "乙村", "丙村"],
        ),
        "户": keyed(maker, homes, "户编号", None),
        "成员": keyed(maker, members, "人编号", None),
        "走访": maker.rows("visit", households * 3 // 2),
        "政策享受": maker.rows("benefit", households * 3 // 2),
        "上期.户": keyed(maker, maker.rows("household", households // 2), "户编号", None),
        "上期.成员": maker.rows("member", households // 2),
    }
    for title in ("户", "上期.户"):
        linked(maker, rows[title], "镇街名", ["东镇", "西镇"])
        linked(maker, rows[title], "村名", ["甲村", "乙村"])
    keys = [row["户编号"] for row in rows["户"] if row.get("户编号")]
    persons = [row["人编号"] for row in rows["成员"] if row.get("人编号")]
    for title in ("成员", "走访", "政策享受", "上期.成员"):
        linked(maker, rows[title], "户编号", keys)
    linked(maker, rows["政策享受"], "人编号", persons)
    for entity in pools.REGISTERS:
        rows[village().entities[entity].title] = maker.rows(entity, households // 3)
    return rows


def dataset(rows: Data) -> Dataset:
    """The dataset of some rows."""
    return dataset_of(rows)


def keyed(maker: Maker, rows: list[Row], field: str, names: Sequence[str] | None) -> list[Row]:
    """Rows with a key: numbered, or by names; now and then doubled or blank."""
    for number, row in enumerate(rows):
        row[field] = names[number % len(names)] if names else f"{field[0]}{number}"
        if maker.now_and_then():
            row[field] = maker.random.choice((None, rows[0].get(field), f"{field[0]}0"))
    return rows


def linked(maker: Maker, rows: list[Row], field: str, keys: Sequence[str]) -> list[Row]:
    """Rows that name a parent; now and then none, or one that is not there."""
    for row in rows:
        row[field] = maker.random.choice(keys) if keys else None
        if maker.now_and_then():
            row[field] = maker.random.choice((None, "无此", "?坏"))
    return rows


class Maker:
    """Makes cells at random."""

    def __init__(self, random: Random, *, tame: bool, broken: bool = False) -> None:
        self.random = random
        self.tame = tame
        self.broken = broken

    def now_and_then(self) -> bool:
        """Should a key or a link be broken?"""
        return self.broken and self.random.random() < LOST

    def rows(self, entity: str, count: int) -> list[Row]:
        """Rows of an entity with all its fields; keys and links are set after."""
        fields = [f for f in village().entities[entity].fields.values() if not f.derived]
        return [{field.title: self.cell(field) for field in fields} for _ in range(count)]

    def cell(self, field: Field) -> Any:
        """One cell, as tables write it."""
        chance = self.random.random()
        if chance < BLANK:
            return None
        if field.kind is Kind.CHOICES:
            codes = self.random.sample(pools.CODES[field.codes or ""], self.random.randint(1, 3))
            return [*codes, "?懒"] if chance < BLANK + ODD else codes
        if chance < BLANK + ODD:
            return "?坏"
        return self.value(field)

    def value(self, field: Field) -> Any:
        """A readable value of the field's kind."""
        choice = self.random.choice
        match field.kind:
            case Kind.YES_NO:
                return choice((True, False))
            case Kind.DATE:
                return choice(DAYS)
            case Kind.MONTH:
                return choice(pools.MONTHS)
            case Kind.CHOICE:
                return choice(pools.CODES[field.codes or ""])
            case Kind.ID_NUMBER:
                return choice(IDS)
            case kind if kind.numeric:
                return self.number(field)
            case _:
                return choice([word for word in pools.WORDS if word])

    def number(self, field: Field) -> Any:
        """A number; of a count a whole one, of what is never negative none below nought."""
        large = not self.tame and self.random.random() < 0.05
        value = self.random.choice(LARGE if large else NUMBERS[: 11 if self.tame else 12])
        if field.kind is Kind.COUNT:
            value = int(value)
        return abs(value) if field.never_negative else value
