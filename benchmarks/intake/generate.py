"""A county's members as one sheet, the way offices export it: the same from the same seed.

A title, a line with the unit and the day, the header on the third row, then a row a person in 40
columns: what everybody has is filled in, what few have (school, illness, disability, work) mostly
is not. Text wherever an export writes text, so also for numbers and days; XlsxWriter's constant
memory puts it into the cells, as the servers do that write such exports. One cell in some hundred
is what people type: `/`, 不详, full-width digits, a blank in front, another form of the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

ROWS, VISITS, SEED = 200_000, 10_000_000, 20200917
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "德志建国文明永强军平海东春生福来树林金山庆云秀英桂兰玉珍凤霞淑华爱莲梅月娥素芬雪琴"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
TYPED = ("/", "不详", "无", "－")

Cell = str | float | None


class Person:
    """What a row's cells are drawn from."""

    def __init__(self, number: int, random: Random) -> None:
        self.number, self.random = number, random
        self.household, self.place = divmod(number, 3)
        self.born = date(1935, 1, 1) + timedelta(days=random.randrange(31_000))
        self.age = (date(2020, 9, 17) - self.born).days // 365
        self.order = random.randrange(1000)
        self.pupil = 3 <= self.age <= 18
        self.worker = not self.pupil and 18 < self.age < 65 and random.random() < 0.6
        self.disabled = random.random() < 0.12
        self.ill = random.random() < 0.3

    def one(self, *words: str) -> str:
        """One of some words, the first of them mostly."""
        return words[0] if self.random.random() < 0.8 else self.random.choice(words)

    def id_number(self) -> str:
        """An identity number of a region that no province has."""
        first = f"009901{self.born:%Y%m%d}{self.order:03d}"
        total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
        return first + CHECKS[total % 11]

    def name(self) -> str:
        """A name."""
        return self.random.choice(SURNAMES) + "".join(self.random.sample(GIVEN, 2))


COLUMNS: dict[str, Callable[[Person], Cell]] = {
    "家庭编号": lambda p: f"3707{p.household:08d}",
    "人口编号": lambda p: f"3707{p.household:08d}-{p.place + 1}",
    "姓名": Person.name,
    "证件号码": Person.id_number,
    "证件类型": lambda p: "居民身份证",
    "与户主关系": lambda p: ("户主", "配偶", "之子")[p.place],
    "性别": lambda p: "男" if p.order % 2 else "女",
    "出生日期": lambda p: p.born.isoformat(),
    "民族": lambda p: p.one("汉族", "回族", "满族"),
    "政治面貌": lambda p: p.one("群众", "中共党员", "共青团员"),
    "是否现役军人": lambda p: "否",
    "联系电话": lambda p: f"154{p.random.randrange(10**8):08d}",
    "银行卡号": lambda p: f"6223{p.number:015d}",
    "人员识别时间": lambda p: p.one("2013-12-31", "2016-12-20", "2017-11-03", "2018-10-31"),
    "是否在家": lambda p: p.one("是", "否"),
    "文化程度": lambda p: p.one("小学", "初中", "高中", "文盲或半文盲", "大专及以上"),
    "在校生状况": lambda p: p.one("小学", "七年级", "八年级") if p.pupil else "非在校生",
    "就读学校": lambda p: f"第{p.random.randrange(300)}小学" if p.pupil else None,
    "是否辍学": lambda p: "否" if p.pupil else None,
    "健康状况": lambda p: p.one("长期慢性病", "大病") if p.ill else "健康",
    "病种": lambda p: p.one("高血压", "糖尿病", "冠心病", "脑卒中") if p.ill else None,
    "是否参加居民医保": lambda p: p.one("是", "否"),
    "是否参加职工医保": lambda p: "否",
    "大病保险": lambda p: p.one("是", "否"),
    "商业补充保险": lambda p: p.one("是", "否"),
    "家庭医生签约": lambda p: p.one("是", "否"),
    "随访次数": lambda p: float(p.random.randrange(5)),
    "慢病证": lambda p: p.one("否", "是") if p.ill else None,
    "住院总费用": lambda p: p.random.randrange(3_000_000) / 100 if p.ill else None,
    "个人自付费用": lambda p: p.random.randrange(300_000) / 100 if p.ill else None,
    "残疾证号": lambda p: f"{p.id_number()}{p.order % 7 + 1}1" if p.disabled else None,
    "残疾类别": lambda p: p.one("肢体", "视力", "听力", "精神") if p.disabled else None,
    "低保情况": lambda p: p.one("未享受", "农村低保"),
    "特困情况": lambda p: p.one("未享受", "农村特困"),
    "自理能力": lambda p: p.one("全自理", "半自理", "全护理"),
    "居民养老": lambda p: p.one("是", "否"),
    "劳动技能": lambda p: p.one("普通劳动力", "无劳动力", "丧失劳动力"),
    "务工地点": lambda p: f"潍坊市第{p.random.randrange(60)}工业园" if p.worker else None,
    "务工时间（月）": lambda p: float(p.random.randrange(13)) if p.worker else None,
    "务工月收入（元）": lambda p: str(p.random.randrange(500) * 10) if p.worker else None,
}


def typed(cell: Cell, random: Random) -> Cell:
    """What somebody makes of a cell by hand."""
    if not isinstance(cell, str) or random.random() < 0.4:
        return random.choice(TYPED)
    if random.random() < 0.5:
        return f" {cell}"
    return "".join(chr(ord(one) + 0xFEE0) if one.isascii() else one for one in cell)


def rows(count: int, seed: int) -> Iterator[list[Cell]]:
    """The rows under the header; what tells a row from others is never typed over."""
    random = Random(seed)
    for number in range(count):
        person = Person(number, random)
        cells = [draw(person) for draw in COLUMNS.values()]
        for _ in range(random.randrange(2)):
            at = random.randrange(4, len(cells))
            cells[at] = typed(cells[at], random)
        yield cells


def generate(path: Path, count: int = ROWS, seed: int = SEED, *, shared: bool = False) -> None:
    """Write the sheet; its texts in a table that cells share, or in the cells."""
    with xlsxwriter.Workbook(path, {"constant_memory": not shared}) as book:
        sheet = book.add_worksheet("家庭成员")
        sheet.write_row(0, 0, ["县家庭成员信息查询"])
        sheet.write_row(1, 0, ["单位：某县", "导出日期：2020-09-17"])
        sheet.write_row(2, 0, [*COLUMNS])
        for number, cells in enumerate(rows(count, seed), 3):
            sheet.write_row(number, 0, cells)


def generate_visits(path: Path, count: int = VISITS, seed: int = SEED) -> None:
    """Write visits in Parquet: ten a household; one day in fifty is missing or no day."""
    import duckdb  # noqa: PLC0415  only for this file

    day = f"hash(v, {seed})"
    duckdb.execute(
        f"COPY (SELECT '3707' || lpad((v // 10)::VARCHAR, 8, '0') AS 户编号, "
        f"CASE WHEN {day} % 100 = 0 THEN NULL WHEN {day} % 100 = 1 THEN '2020.' || {day} % 12 "
        f"ELSE (DATE '2020-01-01' + ({day} % 250)::INTEGER)::VARCHAR END AS 走访日期, "
        f"'P' || {day} % 5000 AS 走访人 FROM range({count}) AS t(v)) "
        f"TO '{path}' (FORMAT parquet)"
    )
