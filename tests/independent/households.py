"""Twenty thousand random households with blanks: people, benefits, visits and papers.

Values lie close to the limits that rules name, so that every verdict comes about. Identity
numbers are of a region that does not exist.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from tests.independent.numbers import certificate, identity_number
from tests.independent.table import TEXT, Table

HOUSEHOLDS = 20_000
SCHOOL = {
    **dict.fromkeys(["小学", "七年级", "九年级", "送教上门", "学前教育", "学龄前儿童"], 2),
    **dict.fromkeys(["普通高中一年级", "中职三年级", "高职高专二年级", "大专及以上"], 1),
    "非在校生": 8,
}
RELATIONS = ["户主", "配偶", "之子", "之女", "之儿媳", "之父", "之母", "之外孙女", "其他"]
ITEMS = {
    "义务教育寄宿生补助": ("教育", 3),
    "义务教育非寄宿生补助": ("教育", 3),
    "农村低保": ("社会救助", 4),
    "照料护理补贴": ("社会救助", 2),
    "困难残疾人生活补贴": ("残疾人", 3),
    "重度残疾人护理补贴": ("残疾人", 2),
    "小额信贷": ("金融", 2),
    "产业项目分红": ("产业", 1),
    "医疗救助": ("医疗", 1),
    "慢病管理": ("健康", 1),
}
HEALTH = ["健康", "长期慢性病", "大病", "残疾", "长期慢性病、残疾"]


class Households(NamedTuple):
    """The tables, each row of the lower ones knowing its parents' places."""

    households: Table
    members: Table
    benefits: Table
    visits: Table
    papers: Table
    as_of: pd.Timestamp

    def frames(self) -> dict[str, pd.DataFrame]:
        """As an office gives them."""
        return {
            "户": self.households.printed,
            "成员": self.members.printed,
            "政策享受": self.benefits.printed,
            "走访": self.visits.printed,
            "材料": self.papers.printed,
        }


def drawn(as_of: pd.Timestamp, seed: int) -> Households:
    """Random households around a day."""
    chance = np.random.default_rng(seed)
    households = _households(as_of, chance)
    members = _members(households, as_of, chance)
    return Households(
        households,
        members,
        _benefits(households, members, as_of, chance),
        _visits(households, as_of, chance),
        _papers(households, as_of, chance),
        as_of,
    )


def _days(chance: np.random.Generator, length: int, last: pd.Timestamp, back: int) -> pd.Series:
    """Days from so many before the last to three after it."""
    return last - pd.Series(pd.to_timedelta(chance.integers(-3, back, length), unit="D"))


def _of(parents: Table, title: str, rows: np.ndarray) -> pd.Series:
    return parents[title].iloc[rows].reset_index(drop=True)


def _rows(chance: np.random.Generator, length: int, shares: list[float]) -> np.ndarray:
    """For each row of a lower table its parent; `shares` of parents have 0, 1, ... rows."""
    return np.repeat(np.arange(length), chance.choice(len(shares), length, p=shares))


def _households(as_of: pd.Timestamp, chance: np.random.Generator) -> Table:
    table = Table(HOUSEHOLDS, chance)
    table.key("户编号", pd.Series([f"H{row:05}" for row in range(HOUSEHOLDS)], dtype=TEXT))
    table.key("镇街名", pd.Series(["北城街道"] * HOUSEHOLDS, dtype=TEXT))
    table.key("村名", pd.Series([f"村{row % 40}" for row in range(HOUSEHOLDS)], dtype=TEXT))
    table.choice("类别", {"享受政策户": 5, "不享受政策户": 2, "档外户": 3}, blank=0.05)
    table.choice("主要致贫原因", {"因病": 4, "因残": 2, "缺技术": 2})
    phones = pd.Series(chance.integers(15400000000, 15400060000, HOUSEHOLDS)).astype(TEXT)
    table.add("联系电话", phones, blank=0.1, scrawl=0)
    table.number("家庭人口数", [1, 2, 3, 4])
    table.number("纯收入", [9000, 10000, 12000, 15600, 20000])
    table.number("人均纯收入", [3000, 3999.99, 4000, 5000, 5200, 5199.99, 6000, 10000])
    table.number("工资性收入", [0, 0, 800])
    table.choice("住房等级", {"A级": 3, "B级": 2, "C级": 2, "D级": 2})
    table.choice("住房保障方式", {"鉴定安全": 3, "危房改造": 3, "易地搬迁": 1, "其他安全住房": 1})
    table.yes_no("是否危房户", 0.4)
    table.yes_no("是否实际居住", 0.6)
    table.day("改造开工日期", _days(chance, HOUSEHOLDS, as_of, 30), blank=0.4)
    table.day("改造验收日期", _days(chance, HOUSEHOLDS, as_of, 30), blank=0.6)
    table.yes_no("是否解决安全饮用水")
    table.yes_no("饮水是否困难", 0.3)
    table.choice("供水方式", {"集中供水": 1, "分散供水": 1})
    table.number("日人均水量", [20, 34.9, 35, 60])
    table.number("取水往返时间", [10, 20, 21])
    table.number("取水水平距离", [300, 800, 801])
    table.number("取水垂直距离", [20, 80, 81])
    table.number("供水保证率", [89, 90, 95])
    return table


def _members(households: Table, as_of: pd.Timestamp, chance: np.random.Generator) -> Table:
    rows = _rows(chance, len(households), [0.03, 0.27, 0.3, 0.2, 0.2])
    table = Table(len(rows), chance)
    table.key("户编号", _of(households, "户编号", rows))
    table.key("人编号", pd.Series([f"P{row:06}" for row in range(len(rows))], dtype=TEXT))
    table.choice("与户主关系", dict.fromkeys(RELATIONS, 1.0) | {"户主": 6.0})
    table.choice("性别", {"男": 1, "女": 1})
    years = chance.choice([5, 6, 7, 13, 14, 15, 16, 21, 22, 40, 59, 60, 61, 69, 70], len(rows))
    born = pd.Series(as_of - pd.to_timedelta(years * 365.25 + chance.integers(-40, 41), unit="D"))
    born = (born + pd.to_timedelta(chance.integers(-3, 4, len(rows)), unit="D")).dt.normalize()
    table.day("出生日期", born)
    numbers = [identity_number(day, chance) for day in born]
    table.add("证件号码", pd.Series(numbers, dtype=TEXT), blank=0.1, scrawl=0)
    table.add("残疾证号", _certificates(numbers, chance), blank=0.6, scrawl=0)
    table.choice("在校生状况", SCHOOL)
    table.choice("未上学原因", {"厌学": 2, "休学": 1, "缓学": 1, "外出务工": 1}, blank=0.4)
    table.choice("健康状况", dict.fromkeys(HEALTH, 1.0))
    for title in ("居民医保", "大病保险", "慢病证", "大病专项救治", "家庭医生签约", "居民养老"):
        table.yes_no(title)
    for title in ("职工医保", "职工养老", "公益性岗位", "是否领取养老金"):
        table.yes_no(title, 0.3)
    table.choice("未参保原因", {"新生儿办理中": 1, "服刑": 1, "拒绝参保": 2}, blank=0.4)
    table.choice("未签约原因", {"长期外出": 1, "拒签": 1, "死亡": 1, "其他": 1}, blank=0.4)
    table.number("随访次数", [0, 1, 2, 3, 4])
    table.number("住院总费用", [0, 10000, 20000], blank=0.3)
    table.number("个人自付费用", [900, 1000, 1000.01, 2000])
    table.choice("低保情况", {"农村低保": 3, "城市低保": 1, "未享受": 5})
    table.choice("特困情况", {"农村特困": 1, "未享受": 4})
    table.choice("劳动能力", {"普通劳动力": 3, "技能劳动力": 1, "无劳动力": 2, "丧失劳动力": 1})
    table.number("务工时间", [0, 0, 6, 12, 12.5, -1], blank=0.3)
    return table


def _certificates(numbers: list[str], chance: np.random.Generator) -> pd.Series:
    return pd.Series([certificate(number, chance) for number in numbers], dtype=TEXT)


def _benefits(
    households: Table, members: Table, as_of: pd.Timestamp, chance: np.random.Generator
) -> Table:
    """Half of the rows name a member; the others are the household's."""
    of_people = _rows(chance, len(members), [0.5, 0.3, 0.2])
    of_homes = _rows(chance, len(households), [0.5, 0.3, 0.2])
    table = Table(len(of_people) + len(of_homes), chance)
    homes = [_of(members, "户编号", of_people), _of(households, "户编号", of_homes)]
    table.key("户编号", pd.concat(homes, ignore_index=True))
    table.key("享受编号", pd.Series([f"B{row:06}" for row in range(len(table))], dtype=TEXT))
    nobody = pd.Series([pd.NA] * len(of_homes), dtype=TEXT)
    people = pd.concat([_of(members, "人编号", of_people), nobody], ignore_index=True)
    table.add("人编号", people, blank=0.05, scrawl=0)
    weights = {item: weight for item, (_, weight) in ITEMS.items()}
    table.choice("项目", weights, blank=0.03)
    areas = table["项目"].map({item: area for item, (area, _) in ITEMS.items()}).astype(TEXT)
    table.add("领域", areas, blank=0.02)
    days = _days(chance, len(table), as_of, 66)
    table.day("发放日期", days.mask(chance.random(len(table)) < 0.4, as_of), blank=0.05)
    table.number("金额", [1000, 50000, 50000.01], blank=0.05)
    table.number("月标准", [400, 416.67, 433.33, 433.34, 500], blank=0.05)
    return table


def _visits(households: Table, as_of: pd.Timestamp, chance: np.random.Generator) -> Table:
    """Most households are visited every second day, some not so often."""
    days = [as_of - pd.Timedelta(days=back) for back in range(14, -1, -2)]
    kept = chance.random((len(households), len(days))) < 0.97
    rows, columns = np.nonzero(kept)
    table = Table(len(rows), chance)
    table.key("户编号", _of(households, "户编号", rows))
    table.key("走访编号", pd.Series([f"V{row:06}" for row in range(len(rows))], dtype=TEXT))
    late = pd.to_timedelta((chance.random(len(rows)) < 0.05).astype(int), unit="D")
    table.day("日期", pd.Series([days[column] for column in columns]) + late, blank=0.01)
    table.choice("走访人身份", {"村干部": 60, "帮扶责任人": 1}, blank=0.01)
    problems = pd.Series(chance.choice(["无", "屋顶漏雨"], len(rows)), dtype=TEXT)
    table.add("发现问题", problems, blank=0.3, scrawl=0)
    table.day("办结日期", _days(chance, len(rows), as_of, 10), blank=0.5)
    return table


def _papers(households: Table, as_of: pd.Timestamp, chance: np.random.Generator) -> Table:
    rows = _rows(chance, len(households), [0.5, 0.3, 0.2])
    table = Table(len(rows), chance)
    table.key("户编号", _of(households, "户编号", rows))
    table.key("材料编号", pd.Series([f"D{row:06}" for row in range(len(rows))], dtype=TEXT))
    table.choice("类别", {"申请书": 1, "扶贫手册": 1})
    table.day("日期", _days(chance, len(rows), as_of, 10))
    return table
