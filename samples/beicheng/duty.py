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
    "柳溪村 石榴园村 北洼村 东泉村 槐荫村 望河村 枣林村 新桥村 南营村 双井村 杏花村 平沟村 "
    "官路村 沙埠村 苇塘村"
).split()
OFFICERS, TRIO = 72, 3
SECRETARIES = 35
UNITS = ("党政办公室", "扶贫办公室", "民政所", "农业服务中心", "教育办公室", "卫生院", "财政所", "城建办")


@dataclass(frozen=True)
class Officer:
    """An assistance officer (帮扶责任人)."""

    number: str
    name: str
    unit: str
    position: str
    trio: str
    phone: str


@dataclass(frozen=True)
class Household:
    """A household with its number, its village and those who answer for it."""

    number: str
    village: str
    home: Home
    officer: Officer
    checker: Officer  # of the same trio, never the officer
    cadre: str
    secretary: str


@dataclass(frozen=True)
class Township:
    """Everybody."""

    officers: tuple[Officer, ...]
    secretaries: tuple[str, ...]
    households: tuple[Household, ...]


def township(random: Random, people: People, homes: Sequence[Home]) -> Township:
    """Share the households out among the villages and the people."""
    officers = tuple(officer(random, people, number) for number in range(OFFICERS))
    secretaries = tuple(official(random, people) for _ in range(SECRETARIES))
    cadres = [official(random, people) for _ in range(len(homes))]
    households: list[Household] = []
    for at, village in enumerate(VILLAGES):
        mine = homes[at :: len(VILLAGES)]
        teams = len(mine) // 3 + (len(mine) % 3 > 0)  # two or three households each
        names = [cadres.pop() for _ in range(teams)]
        for place, home in enumerate(mine):
            order = len(households)
            theirs = officers[order * OFFICERS // len(homes)]
            trio = [one for one in officers if one.trio == theirs.trio and one is not theirs]
            households.append(
                Household(
                    number=f"BC{at + 1:02d}{place + 1:03d}",
                    village=village,
                    home=home,
                    officer=theirs,
                    checker=trio[order % 2],
                    cadre=names[place % teams],
                    secretary=secretaries[order % SECRETARIES],
                )
            )
    return Township(officers, secretaries, tuple(households))


def officer(random: Random, people: People, number: int) -> Officer:
    """The officer with this number, from 0; each three in a row are a trio."""
    return Officer(
        number=f"BF{number + 1:03d}",
        name=official(random, people),
        unit=UNITS[number % len(UNITS)],
        position=random.choice(("科员", "副主任", "主任", "干事")),
        trio=f"第{number // TRIO + 1}组",
        phone=people.phone(),
    )


def official(random: Random, people: People) -> str:
    """A name for somebody in office."""
    return people.name(random.choice((MALE, FEMALE)))
