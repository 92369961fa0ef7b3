"""Who lives in the township's 168 households: categories, sizes, ages, relations.

The figures are those of the report (README.md): they are written as compositions and counts, so
that adding them up by eye gives 134 households with 242 people, 95 with 155, 34 off the register.
Nothing here knows a table or a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from random import Random

from people import People, Person

ENJOYING, NOT_ENJOYING, OFF_REGISTER = "享受政策户", "不享受政策户", "档外户"

# A composition: who lives there. Each: relation, sex ("?" either), first and last year of birth,
# trait. A trait: "" well; slow (长期慢性病), grave (大病), disabled (持证残疾), old (丧失劳动力).
Part = tuple[str, str, int, int, str]
OLD = (1936, 1949)
ELDER = (1950, 1958)
ADULT = (1966, 1984)
YOUNG_ADULT = (1985, 1999)
PUPIL = (2008, 2013)
TEEN = (2003, 2006)
SMALL = (2015, 2018)

COMPOSITIONS: dict[str, tuple[Part, ...]] = {
    "独居老人": (("户主", "?", *OLD, "old"),),
    "独居慢病老人": (("户主", "?", *ELDER, "slow"),),
    "独居残疾人": (("户主", "?", *ADULT, "disabled"),),
    "独居劳动力": (("户主", "男", *ADULT, ""),),
    "老年夫妻": (("户主", "男", *OLD, "old"), ("配偶", "女", *OLD, "slow")),
    "夫妻": (("户主", "男", *ADULT, ""), ("配偶", "女", *ADULT, "grave")),
    "隔代": (("户主", "女", *ELDER, "slow"), ("之孙子", "男", *PUPIL, "")),
    "母子": (("户主", "女", *OLD, "old"), ("之子", "男", *ADULT, "disabled")),
    "单亲": (("户主", "女", *ADULT, ""), ("之女", "女", *PUPIL, "")),
    "一家三口": (
        ("户主", "男", *ADULT, ""),
        ("配偶", "女", *ADULT, "slow"),
        ("之子", "男", *PUPIL, ""),
    ),
    "隔代三口": (
        ("户主", "男", *ELDER, "old"),
        ("配偶", "女", *ELDER, "slow"),
        ("之孙女", "女", *TEEN, ""),
    ),
    "老少残": (
        ("户主", "男", *ADULT, "grave"),
        ("之母", "女", *OLD, "old"),
        ("之女", "女", *TEEN, ""),
    ),
    "三代": (
        ("户主", "男", *ADULT, ""),
        ("配偶", "女", *ADULT, ""),
        ("之母", "女", *OLD, "slow"),
        ("之子", "男", *PUPIL, ""),
    ),
    "两孩": (
        ("户主", "男", *ADULT, ""),
        ("配偶", "女", *ADULT, "disabled"),
        ("之女", "女", *TEEN, ""),
        ("之子", "男", *SMALL, ""),
    ),
}

# How many households of each category have which composition; sizes in the comments.
Counts = Mapping[str, Mapping[str, int]]
COUNTS: Counts = {
    ENJOYING: {  # 95 households, 155 people
        "独居老人": 20,  # 50 of one
        "独居慢病老人": 14,
        "独居残疾人": 16,
        "老年夫妻": 13,  # 33 of two: 66
        "夫妻": 5,
        "隔代": 5,
        "母子": 7,
        "单亲": 3,
        "隔代三口": 4,  # 9 of three: 27
        "老少残": 3,
        "一家三口": 2,
        "两孩": 3,  # 3 of four: 12
    },
    NOT_ENJOYING: {  # 39 households, 87 people
        "独居慢病老人": 2,  # 6 of one
        "独居劳动力": 4,
        "老年夫妻": 8,  # 20 of two: 40
        "夫妻": 6,
        "隔代": 2,
        "单亲": 4,
        "一家三口": 8,  # 11 of three: 33
        "隔代三口": 3,
        "三代": 2,  # 2 of four: 8
    },
    OFF_REGISTER: {  # 34 households, 68 people
        "独居慢病老人": 7,  # 12 of one
        "独居劳动力": 5,
        "老年夫妻": 6,  # 12 of two: 24
        "夫妻": 4,
        "单亲": 2,
        "一家三口": 6,  # 8 of three: 24
        "隔代三口": 2,
        "三代": 2,  # 2 of four: 8
    },
}


@dataclass(frozen=True)
class Resident:
    """One member of a household."""

    person: Person
    relation: str
    trait: str
    disability: str  # type and grade as on the certificate, "43": 肢体三级; "" for none


@dataclass(frozen=True)
class Home:
    """One household as it lives, before anything is written about it."""

    category: str
    composition: str
    turn: int  # the how-manieth of its category and composition, from 0
    residents: tuple[Resident, ...]

    @property
    def head(self) -> Resident:
        """The head of the household (户主)."""
        return self.residents[0]


def homes(random: Random, people: People, wanted: Counts = COUNTS) -> list[Home]:
    """All 168 households, or those wanted, in a random order."""
    codes = cycle(("43", "42", "44", "11", "53", "62"))
    made = [
        Home(
            category,
            composition,
            turn,
            residents(random, people, COMPOSITIONS[composition], codes),
        )
        for category, counts in wanted.items()
        for composition, count in counts.items()
        for turn in range(count)
    ]
    random.shuffle(made)
    return made


def residents(
    random: Random, people: People, parts: tuple[Part, ...], codes: Iterator[str]
) -> tuple[Resident, ...]:
    """The people of one composition; children and parents of a male head have his surname."""
    made: list[Resident] = []
    for relation, sex, first, last, trait in parts:
        sure_sex = random.choice("男女") if sex == "?" else sex
        kin = made and relation not in ("配偶", "之母")
        surname = made[0].person.name[0] if kin else ""
        person = people.person(sure_sex, people.born(first, last), surname)
        disability = next(codes) if trait == "disabled" else ""
        made.append(Resident(person, relation, trait, disability))
    return tuple(made)
