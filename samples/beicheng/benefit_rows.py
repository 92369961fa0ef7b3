"""The policies enjoyed (政策享受): what each household and person was given, and when last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from member_rows import stage_of
from story import Life, Story
from writing import Row

PAID = date(2020, 8, 20)  # the month's payments
SPRING = date(2020, 5, 20)  # the spring term's grants
DISABLED_MONTHLY = {"living": 123, "care": 123}  # 元/月
GRANTS = {("小学", True): 1000, ("小学", False): 500, ("初中", True): 1250, ("初中", False): 625}


def benefit_rows(stories: Sequence[Story]) -> list[Row]:
    """A row a benefit, numbered in order."""
    rows = [row for story in stories for row in benefits(story)]
    return [{"享受编号": f"ZC{number:05d}", **row} for number, row in enumerate(rows, 1)]


def benefits(story: Story) -> Iterator[Row]:
    """All that one household was given."""
    if story.enjoying:
        yield from household_benefits(story)
    if story.registered and story.house == "危房改造":
        yield paid(story, "住房", "危房改造补助", date(story.exited, 10, 15), 金额=16000)
    for place, life in enumerate(story.lives):
        for row in member_benefits(story, life):
            person = life.resident.person
            mine: Row = {
                "户编号": story.number,
                "人编号": story.household.member(place),
                "证件号码": person.id_number,
                "姓名": person.name,
            }
            yield {**row, **mine}


def household_benefits(story: Story) -> Iterator[Row]:
    """What the household as a whole was given."""
    traits = {life.resident.trait for life in story.lives}
    money = story.size * 280
    yield paid(
        story, "医疗", "居民医保代缴", date(2019, 11, 28), 金额=money, 发放单位="医疗保障局"
    )
    yield paid(story, "产业", "产业项目分红", date(2020, 7, 30), 金额=story.income.dividend)
    if "slow" in traits:
        yield paid(story, "健康", "慢病管理", None, 发放单位="卫生院")
    if story.welfare == "低保":
        money = story.rate * story.size
        yield paid(
            story, "社会救助", "农村低保", PAID, 金额=money, 月标准=story.rate, 保障人数=story.size
        )
    if story.loan:
        yield {
            **paid(story, "金融", "小额信贷", date(2020, 3, 16), 金额=30000),
            "开始": date(2020, 3, 16),
            "到期日期": date(2022, 3, 15),
        }


def member_benefits(story: Story, life: Life) -> Iterator[Row]:
    """What one person was given."""
    if story.enjoying:
        yield from school_grants(story, life)
        yield from care(story, life)
        if life.adult:
            yield paid(story, "养老", "居民养老保险代缴", date(2019, 12, 18), 金额=100)
        if story.filial and life is story.lives[0]:
            yield paid(story, "养老", "孝善扶贫", date(2020, 7, 10), 金额=300)
        if life.resident.trait == "grave":
            yield paid(story, "医疗", "医疗救助", date(2020, 5, 20), 金额=2000)
        if life.public_job:
            yield paid(story, "就业", "公益岗位", PAID, 金额=life.work_income)
    if life.age >= 80:
        yield paid(story, "养老", "高龄津贴", PAID, 金额=100, 月标准=100)


def school_grants(story: Story, life: Life) -> Iterator[Row]:
    """The spring term's grant, for who was at school then."""
    if life.grade == 0 and 4 <= life.age < 7:
        small = paid(story, "教育", "学前教育资助", SPRING, 金额=600, 年标准=1200)
        yield {**small, "学段": "学前"}
    if not life.last_grade:
        return
    stage = stage_of(life.last_grade)
    item, rate = "普通高中国家助学金", 2000
    if stage != "普通高中":
        item = "义务教育寄宿生补助" if life.boarding else "义务教育非寄宿生补助"
        rate = GRANTS[stage, life.boarding]
    else:
        yield {**paid(story, "教育", "普通高中免学费", SPRING, 金额=400), "学段": stage}
    yield {**paid(story, "教育", item, SPRING, 金额=rate // 2, 年标准=rate), "学段": stage}


def care(story: Story, life: Life) -> Iterator[Row]:
    """The support of people without means (特困) and of the disabled."""
    if story.welfare == "特困":
        yield paid(story, "社会救助", "农村特困供养", PAID, 金额=story.rate, 月标准=story.rate)
        rate = story.money.care["半自理" if half(life) else "全自理"]
        yield paid(story, "社会救助", "照料护理补贴", PAID, 金额=rate, 月标准=rate)
        return
    held = life.resident.disability
    if held and story.welfare == "低保":
        rate = DISABLED_MONTHLY["living"]
        yield paid(story, "残疾人", "困难残疾人生活补贴", PAID, 金额=rate, 月标准=rate)
    if held and held[1] in "12":
        rate = DISABLED_MONTHLY["care"]
        yield paid(story, "残疾人", "重度残疾人护理补贴", PAID, 金额=rate, 月标准=rate)


def half(life: Life) -> bool:
    """Does the person need some care (半自理)?"""
    held = life.resident.disability
    return life.age >= 80 or (bool(held) and held[1] in "12")


def paid(story: Story, area: str, item: str, day: date | None, **more: int | str) -> Row:
    """One row; what was never paid out in money was carried out when the household came on."""
    carried_out = day or date(story.identified + 1, 3, 10)
    return {
        "户编号": story.number,
        "人编号": None,
        "证件号码": None,
        "姓名": None,
        "领域": area,
        "项目": item,
        "发放日期": day,
        "落实日期": carried_out,
        "开始": None,
        "结束": None,
        **more,
    }
