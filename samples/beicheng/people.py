"""Invented people: names, identity numbers and phones that nobody has.

Every name is a random pair of a surname and a given name. Every identity number has a right check
character and a real date, but a region code (`REGION`) that no region has; every phone lies in a
range (`154`) that no carrier was given. Nothing here knows what a household is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

REGION = "009901"  # 00 is no province: see samples/beicheng/README.md
PHONE_RANGE = "15400"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"  # domain.md, 5.4: by the remainder of the weighted sum

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
MALE = "德志建国文明永强军平海东春生福来树林金山庆云长江玉田保安学勤守信广义忠厚振华立新"
FEMALE = "秀英桂兰玉珍凤霞淑华爱莲春梅月娥素芬雪琴丽娟红艳美玲小燕翠花秋菊慧敏巧云香荣"
YOUNG = "子轩雨桐浩然欣怡梓涵思远佳宁俊杰晨曦诗涵天佑若溪一诺嘉豪可心文博语嫣宇航"


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    name: str
    sex: str  # 男 | 女
    born: date
    id_number: str


class People:
    """Draws people, each name, number and phone once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names: set[str] = set()
        self._orders: dict[date, int] = {}
        self._phones = 0

    def person(self, sex: str, born: date, surname: str = "") -> Person:
        """A new person of this sex and day of birth."""
        given = YOUNG if born.year >= 2000 else MALE if sex == "男" else FEMALE
        return Person(self.name(given, surname), sex, born, self.id_number(sex, born))

    def name(self, given: str, surname: str = "") -> str:
        """A name that nobody in the sample has yet."""
        while True:
            family = surname or self._random.choice(SURNAMES)
            name = family + "".join(self._random.sample(given, 2))
            if name not in self._names:
                self._names.add(name)
                return name

    def born(self, first_year: int, last_year: int) -> date:
        """A day of birth in these years; never 29 February, nor a day on which much turns.

        Nobody is 6, 60 or 80 just before the check (July to September): what is due to them
        then hangs on days, which is for the rules' own cases.
        """
        year = self._random.randint(first_year, last_year)
        month = self._random.choice((1, 2, 3, 4, 5, 6, 10, 11, 12))
        return date(year, month, self._random.randint(1, 28))

    def id_number(self, sex: str, born: date) -> str:
        """A new identity number; the order on a day counts up, odd for men."""
        order = self._orders.get(born, self._random.randint(1, 300)) + 1
        order += order % 2 != (sex == "男")
        self._orders[born] = order
        return with_check(f"{REGION}{born:%Y%m%d}{order:03d}")

    def phone(self) -> str:
        """A new phone number."""
        self._phones += self._random.randint(3, 97)
        return f"{PHONE_RANGE}{self._phones:06d}"


def with_check(seventeen: str) -> str:
    """The number with its check character behind its 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True))
    return seventeen + CHECKS[total % 11]
