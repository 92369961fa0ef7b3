"""What the townships of 2023 and 2026 are made from: their size, money, names.

They are made by the scripts of samples/beicheng, and told in the terms of 2020: who is 40 then is
40 here. `moved.py` moves the days on to their own year and gives the township its own name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duty import VILLAGES, Staff
from homes import ENJOYING, NOT_ENJOYING, OFF_REGISTER
from make import Setting
from story import Money

STAFF = Staff(villages=(*VILLAGES[:5], VILLAGES[-1]), officers=18, secretaries=9)
# Whoever cannot work is provided for: no household without labour is left to itself.
WELFARE = {
    "独居老人": ("特困", "低保", "低保"),
    "独居慢病老人": ("低保",),
    "独居残疾人": ("低保", "特困", "低保", "低保"),
    "老年夫妻": ("低保",),
    "母子": ("低保",),
    "老少残": ("低保",),
    "隔代": ("低保",),
    "隔代三口": ("低保",),
}
COUNTS = {
    ENJOYING: {
        "独居老人": 6,
        "独居慢病老人": 7,
        "独居残疾人": 5,
        "老年夫妻": 3,
        "夫妻": 6,
        "隔代": 2,
        "母子": 2,
        "单亲": 4,
        "隔代三口": 1,
        "老少残": 1,
        "一家三口": 6,
        "两孩": 3,
    },
    NOT_ENJOYING: {"独居劳动力": 2, "夫妻": 3, "单亲": 1, "一家三口": 3, "三代": 1},
    OFF_REGISTER: {
        "独居慢病老人": 2,
        "独居劳动力": 2,
        "老年夫妻": 2,
        "夫妻": 2,
        "一家三口": 3,
        "三代": 1,
    },
}
# In 2026 fewer are under watch; most of those off the register are of the low-income population.
COUNTS_2026 = {
    ENJOYING: {
        "独居老人": 6,
        "独居慢病老人": 5,
        "独居残疾人": 5,
        "老年夫妻": 3,
        "夫妻": 5,
        "隔代": 2,
        "母子": 2,
        "单亲": 3,
        "隔代三口": 1,
        "老少残": 1,
        "一家三口": 4,
        "两孩": 3,
    },
    NOT_ENJOYING: COUNTS[NOT_ENJOYING],
    OFF_REGISTER: {
        "独居慢病老人": 2,
        "独居劳动力": 2,
        "老年夫妻": 3,
        "夫妻": 4,
        "单亲": 1,
        "一家三口": 3,
        "三代": 1,
    },
}
CARE = {"全护理": 704, "半自理": 352, "全自理": 220}  # from 2021 (policies, 照料护理标准)


KINDS = {  # 户属性 since 2021
    "一般贫困户": "一般脱贫户",
    "低保贫困户": "低保脱贫户",
    "五保贫困户": "特困供养脱贫户",
}


@dataclass(frozen=True)
class Year:
    """A sample of a later year."""

    as_of: date
    setting: Setting
    town: str  # 南溪街道: the workbook's name
    words: Mapping[str, str]  # 2020's words → this year's, in every cell
    monitored: str  # what a household under watch is called (类别)

    @property
    def later(self) -> int:
        """How many years after 2020."""
        return self.as_of.year - 2020


Y2023 = Year(
    as_of=date(2023, 9, 15),
    setting=Setting(
        seed=20230915,
        counts=COUNTS,
        staff=STAFF,
        money=Money(
            dibao=(380, 596, 10),
            tekun=900,
            wages=(2000, 3800, 100),
            public_wage=800,
            income_on_dibao=(7800, 9400, 10),
            income=(10200, 16000, 10),
            pension=(2160, 2640, 12),
            care=CARE,
            welfare=WELFARE,
        ),
    ),
    town="南溪街道",
    words={"北城": "南溪", "BC": "NX", "扶贫办公室": "乡村振兴办公室", **KINDS},
    monitored="监测对象",
)
Y2026 = Year(
    as_of=date(2026, 9, 15),
    setting=Setting(
        seed=20260915,
        counts=COUNTS_2026,
        staff=STAFF,
        money=Money(
            dibao=(420, 596, 10),
            tekun=960,
            wages=(2300, 4300, 100),
            public_wage=900,
            income_on_dibao=(8200, 9900, 10),
            income=(12200, 18000, 10),
            pension=(2520, 3000, 12),
            care=CARE,
            welfare=WELFARE,
        ),
    ),
    town="东塘街道",
    words={"北城": "东塘", "BC": "DT", "扶贫办公室": "农业农村办公室", **KINDS},
    monitored="防止返贫致贫对象",
)
