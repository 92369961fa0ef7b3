"""What is true of each household in the clean township: welfare, work, house, water, income.

One story a household, drawn so that nothing in it contradicts anything else; the tables are then
written from it. Its random numbers depend on the household's own number only, so that a change to
one household's story leaves the others' alone. No rule is known here: what an office would have
done right for such a household is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from duty import VILLAGES, Household
from homes import ENJOYING, OFF_REGISTER, Resident

AS_OF = date(2020, 9, 17)
SEED = 20200917

# The welfare of enjoying households, by composition, in turn: 特困, 低保 or none.
WELFARE: dict[str, tuple[str, ...]] = {
    "独居老人": ("特困", "低保", "低保", "特困", ""),
    "独居慢病老人": ("", "低保"),
    "独居残疾人": ("低保", "特困", "低保", "低保", ""),
    "老年夫妻": ("低保", "", ""),
    "母子": ("低保",),
    "老少残": ("低保",),
}
CAUSES = {"slow": "因病", "grave": "因病", "disabled": "因残", "old": "缺劳动力", "": "缺技术"}
WELLS = VILLAGES[-1]  # its households draw from their own wells, though there is a main
HOUSES = ("鉴定安全", "鉴定安全", "鉴定安全", "鉴定安全", "危房改造", "鉴定安全", "其他安全住房")


@dataclass(frozen=True)
class Money:
    """What money comes to in the sample's year, in yuan, and who is assisted.

    Ranges are as `randrange` takes them.
    """

    dibao: tuple[int, int, int] = (230, 421, 10)  # 元/月 a person
    tekun: int = 600  # 元/月
    wages: tuple[int, int, int] = (1200, 2400, 100)  # 元/月
    public_wage: int = 600  # 元/月
    income_on_dibao: tuple[int, int, int] = (5250, 6050, 10)  # 元/年 a head
    income: tuple[int, int, int] = (6200, 9800, 10)
    pension: tuple[int, int, int] = (1440, 1800, 12)  # 元/年 a person
    care: Mapping[str, int] = field(  # 照料护理补贴, 元/月 (domain.md, 3.3)
        default_factory=lambda: {"全护理": 450, "半自理": 280, "全自理": 150}
    )
    welfare: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: WELFARE)


MONEY = Money()  # of 2020


@dataclass(frozen=True)
class Life:
    """What is true of one member."""

    resident: Resident
    age: int
    grade: int  # school year, 1-12; 0 for who is not at school
    last_grade: int  # the year before's
    boarding: bool
    labour: str
    work_months: int
    work_income: int  # 元/月
    public_job: bool
    employee: bool  # insured as an employee, not as a resident
    away: bool  # works far away: no family doctor's contract

    @property
    def pupil(self) -> bool:
        """Is it at school, from primary to high school?"""
        return self.grade > 0

    @property
    def adult(self) -> bool:
        """Of an age to pay for a pension, and no pupil."""
        return 16 <= self.age < 60 and not self.pupil


@dataclass(frozen=True)
class Income:
    """A household's yearly income, in whole yuan; the parts add up."""

    wage: int
    business: int
    cost: int
    dividend: int
    rent: int
    dibao: int
    tekun: int
    pension: int
    family_planning: int
    other: int
    size: int

    @property
    def from_property(self) -> int:
        """财产性收入."""
        return self.dividend + self.rent

    @property
    def from_transfer(self) -> int:
        """转移性收入."""
        return self.dibao + self.tekun + self.pension + self.family_planning + self.other

    @property
    def total(self) -> int:
        """年收入."""
        return self.wage + self.business + self.from_property + self.from_transfer

    @property
    def net(self) -> int:
        """纯收入; a whole number of yuan a head."""
        return self.total - self.cost


@dataclass(frozen=True)
class Story:
    """What is true of one household."""

    household: Household
    lives: tuple[Life, ...]
    welfare: str  # 低保 | 特困 | ""
    rate: int  # 元/月 a person, of the welfare
    cause: str
    house: str  # how it is made safe (住房保障方式)
    tap: bool  # water from the village's works, else its own well
    loan: bool
    filial: bool
    identified: int  # the year, for registered households
    exited: int
    income: Income
    money: Money

    @property
    def number(self) -> str:
        """Its number (户编号)."""
        return self.household.number

    @property
    def category(self) -> str:
        """Its category (类别)."""
        return self.household.home.category

    @property
    def enjoying(self) -> bool:
        """Does it enjoy policies?"""
        return self.category == ENJOYING

    @property
    def registered(self) -> bool:
        """Is it on the register of the poor?"""
        return self.category != OFF_REGISTER

    @property
    def size(self) -> int:
        """How many people live there."""
        return len(self.lives)


def story(household: Household, money: Money = MONEY) -> Story:
    """The household's story."""
    random = Random(f"{SEED}/{household.number}")
    home = household.home
    turn = home.turn
    turns = money.welfare.get(home.composition, ("",))
    welfare = turns[turn % len(turns)] if home.category == ENJOYING else ""
    lives = tuple(
        life(random, one, (home.category, welfare, turn), money) for one in home.residents
    )
    rate = {"低保": random.randrange(*money.dibao), "特困": money.tekun, "": 0}[welfare]
    loan = home.category == ENJOYING and any(one.work_months for one in lives) and turn % 3 == 0
    old = all(one.age >= 65 for one in lives)
    return Story(
        household=household,
        lives=lives,
        welfare=welfare,
        rate=rate,
        cause=CAUSES[trait(home.residents)],
        house=HOUSES[turn % len(HOUSES)],
        tap=household.village != WELLS and random.random() < 0.95,
        loan=loan,
        filial=home.category == ENJOYING and old and welfare != "特困" and turn % 2 == 0,
        identified=random.choice((2014, 2015, 2016)),
        exited=random.choice((2017, 2018)),
        income=income(random, home.category, lives, (welfare, rate), money),
        money=money,
    )


def trait(residents: tuple[Resident, ...]) -> str:
    """The trait that explains the household's need best."""
    traits = [one.trait for one in residents]
    return next((one for one in ("grave", "disabled", "slow", "old") if one in traits), "")


def life(random: Random, resident: Resident, home: tuple[str, str, int], money: Money) -> Life:
    """One member's life, in a home of this category, welfare and turn."""
    category, welfare, turn = home
    born = resident.person.born
    age = AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day))
    grade = AS_OF.year - born.year - 5 - (born.month >= 9)  # six by 31 August: the first year
    grade = grade if 1 <= grade <= 12 else 0
    labour = labour_of(random, resident, age, grade)
    able = labour in ("普通劳动力", "技能劳动力")
    public = category == ENJOYING and resident.trait == "slow" and age < 68 and turn % 2 == 0
    public = public and not welfare
    months = random.randint(5, 11) if able else 12 if public else 0
    return Life(
        resident=resident,
        age=age,
        grade=grade,
        last_grade=max(grade - 1, 0),
        boarding=grade > 0 and random.random() < 0.5,
        labour="弱劳动力或半劳动力" if public else labour,
        work_months=months,
        work_income=random.randrange(*money.wages) if able else money.public_wage if public else 0,
        public_job=public,
        employee=category == OFF_REGISTER and able and random.random() < 0.4,
        away=category != OFF_REGISTER and able and months >= 10,
    )


def labour_of(random: Random, resident: Resident, age: int, grade: int) -> str:
    """How able to work (劳动能力): children, pupils and the old are not."""
    if age < 16 or grade:
        return "无劳动力"
    if resident.trait == "grave":
        return "丧失劳动力"
    if resident.trait == "disabled":
        return "丧失劳动力" if resident.disability[1] in "12" else "弱劳动力或半劳动力"
    if age >= 60:
        return "丧失劳动力" if age >= 75 else "无劳动力"
    if resident.trait == "slow":
        return "弱劳动力或半劳动力"
    return random.choice(("普通劳动力", "普通劳动力", "技能劳动力"))


def income(
    random: Random,
    category: str,
    lives: tuple[Life, ...],
    assistance: tuple[str, int],
    money: Money,
) -> Income:
    """The year's income; what children send is set so that it comes to whole yuan a head."""
    welfare, rate = assistance
    business = (
        random.randrange(800, 4200, 100) if any(one.labour[0] in "普技" for one in lives) else 0
    )
    known = Income(
        wage=sum(one.work_months * one.work_income for one in lives),
        business=business,
        cost=business * 3 // 10,
        dividend=random.randrange(300, 900, 50) if category == ENJOYING else 0,
        rent=random.choice((0, 600, 800, 1000)),
        dibao=rate * 12 * len(lives) if welfare == "低保" else 0,
        tekun=rate * 12 if welfare == "特困" else 0,
        pension=sum(random.randrange(*money.pension) for one in lives if one.age >= 60),
        family_planning=random.choice((0, 0, 960)) if any(one.age >= 60 for one in lives) else 0,
        other=0,
        size=len(lives),
    )
    target = random.randrange(*(money.income_on_dibao if welfare == "低保" else money.income))
    per_head = max(target, -(-known.net // len(lives)))
    return Income(**{**vars(known), "other": per_head * len(lives) - known.net})
