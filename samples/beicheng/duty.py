"""Who answers for whom: villages, officers in trios, secretaries, village cadres.

The report's figures: 72 officers in 24 trios of three, 35 secretaries, cadres who each answer for
two or three households. The village names are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from homes import Home
from people import FEMALE, MALE, People

VILLAGES = (
    "柳溪村",
    "石榴园村",
    "北洼村",
    "东泉村",
    "槐荫村",
    "望河村",
    "枣林村",
    "新桥村",
    "南营村",
    "双井村",
    "杏花村",
    "平沟村",
    "官路村",
    "沙埠村",
    "苇塘村",
)
TRIO = 3
UNITS = (
    "党政办公室",
    "扶贫办公室",
    "民政所",
    "农业服务中心",
    "教育办公室",
    "卫生院",
    "财政所",
    "城建办",
)
POSTS = ("科员", "副主任", "主任", "干事")


@dataclass(frozen=True)
class Staff:
    """How many answer for how many villages."""

    villages: tuple[str, ...] = VILLAGES
    officers: int = 72
    secretaries: int = 35


@dataclass(frozen=True)
class Official:
    """Somebody who visits: an officer, a village cadre, a secretary."""

    number: str
    name: str
    role: str  # 帮扶责任人 | 村干部 | 党组织书记
    unit: str
    post: str
    phone: str
    trio: str = ""  # officers only
    village: str = ""  # cadres only


BEICHENG = Staff()  # the report's figures


@dataclass(frozen=True)
class Household:
    """A household with its number, its village and those who answer for it."""

    number: str
    village: str
    home: Home
    officer: Official
    checker: Official  # of the same trio, never the officer
    cadre: Official
    secretary: Official

    def member(self, place: int) -> str:
        """The number of its member at this place, from 0."""
        return f"{self.number}-{place + 1}"


@dataclass(frozen=True)
class Township:
    """Everybody."""

    officials: tuple[Official, ...]
    households: tuple[Household, ...]


def township(
    random: Random, people: People, homes: Sequence[Home], staff: Staff = BEICHENG
) -> Township:
    """Share the households out among the villages and the people."""
    villages = staff.villages
    officers = [officer(random, people, number) for number in range(staff.officers)]
    secretaries = [
        secretary(random, people, number, villages) for number in range(staff.secretaries)
    ]
    cadres: list[Official] = []
    households: list[Household] = []
    for at, village in enumerate(villages):
        mine = homes[at :: len(villages)]
        team = [
            cadre(random, people, len(cadres) + number, village)
            for number in range(-(-len(mine) // 3))  # two or three households each
        ]
        cadres += team
        for place, home in enumerate(mine):
            order = len(households)
            theirs = officers[order * staff.officers // len(homes)]
            trio = [one for one in officers if one.trio == theirs.trio and one is not theirs]
            households.append(
                Household(
                    number=f"BC{at + 1:02d}{place + 1:03d}",
                    village=village,
                    home=home,
                    officer=theirs,
                    checker=trio[order % 2],
                    cadre=team[place % len(team)],
                    secretary=secretaries[order % staff.secretaries],
                )
            )
    return Township((*officers, *cadres, *secretaries), tuple(households))


def officer(random: Random, people: People, number: int) -> Official:
    """The officer with this number, from 0; each three in a row are a trio."""
    return Official(
        number=f"BF{number + 1:03d}",
        name=official_name(random, people),
        role="帮扶责任人",
        unit=UNITS[number % len(UNITS)],
        post=random.choice(POSTS),
        phone=people.phone(),
        trio=f"第{number // TRIO + 1}组",
    )


def cadre(random: Random, people: People, number: int, village: str) -> Official:
    """A village cadre (村干部)."""
    return Official(
        number=f"CG{number + 1:03d}",
        name=official_name(random, people),
        role="村干部",
        unit=f"{village}村委会",
        post=random.choice(("村委委员", "支部委员", "会计", "妇女主任")),
        phone=people.phone(),
        village=village,
    )


def secretary(random: Random, people: People, number: int, villages: Sequence[str]) -> Official:
    """A party secretary (党组织书记) of the township or of a village."""
    own = villages[number] if number < len(villages) else ""
    return Official(
        number=f"SJ{number + 1:03d}",
        name=official_name(random, people),
        role="党组织书记",
        unit=f"{own}党支部" if own else "北城街道党工委",
        post="村党支部书记" if own else "包村书记",
        phone=people.phone(),
        village=own,
    )


def official_name(random: Random, people: People) -> str:
    """A name for somebody in office."""
    return people.name(random.choice((MALE, FEMALE)))
