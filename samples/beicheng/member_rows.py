"""The members' table (成员) and the register of the disabled (残疾人名册), from the stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random

from people import PHONE_RANGE
from story import SEED, Life, Story
from writing import Row

HEALTH = {"": "健康", "old": "健康", "slow": "长期慢性病", "grave": "大病", "disabled": "残疾"}
TYPES = dict(zip("1234567", ("视力", "听力", "言语", "肢体", "智力", "精神", "多重"), strict=True))
GRADES = dict(zip("1234", ("一级", "二级", "三级", "四级"), strict=True))
YEARS = ("七年级", "八年级", "九年级", "普通高中一年级", "普通高中二年级", "普通高中三年级")
DISEASES = {"slow": ("高血压", "糖尿病", "冠心病"), "grave": ("肺癌", "尿毒症", "脑卒中")}


def stage_of(grade: int) -> str:
    """The stage of a school year (学段)."""
    return "小学" if grade <= 6 else "初中" if grade <= 9 else "普通高中"


def member_rows(stories: Iterable[Story]) -> list[Row]:
    """A row a person."""
    return [
        member_row(story, place, life)
        for story in stories
        for place, life in enumerate(story.lives)
    ]


def member_row(story: Story, place: int, life: Life) -> Row:
    """One person, in the order of the catalog."""
    random = Random(f"{SEED}/{story.number}/{place}")
    person = life.resident.person
    return {
        "户编号": story.number,
        "人编号": story.household.member(place),
        "姓名": person.name,
        "证件号码": person.id_number,
        "证件类型": "居民身份证",
        "与户主关系": life.resident.relation,
        "性别": person.sex,
        "出生日期": person.born,
        "民族": "汉族",
        "政治面貌": "群众",
        "是否常住": "否" if life.away else "是",
        **schooling(life, random),
        "是否失学辍学": "否" if 6 <= life.age <= 15 else None,
        "未上学原因": None,
        "劝返次数": None,
        **health(story, life, random),
        **disability(life),
        **security(story, life, random),
        **work(life),
        "毕业未就业原因": None,
        "联系电话": own_phone(story, place) if life.work_months else None,
    }


def own_phone(story: Story, place: int) -> str:
    """The telephone of somebody who works: of the range's upper half, so nobody else's."""
    digits = "".join(character for character in story.number if character.isdigit())
    return f"{PHONE_RANGE}{500000 + int(digits) * 10 + place:06d}"


def schooling(life: Life, random: Random) -> Row:
    """School, or what the person once learned."""
    if life.pupil:
        stage = stage_of(life.grade)
        return {
            "文化程度": "小学" if life.grade <= 9 else "初中",
            "在校生状况": "小学" if life.grade <= 6 else YEARS[life.grade - 7],
            "学段": stage,
            "就读学校": f"北城{stage}（虚构）",
            "寄宿": "是" if life.boarding else "否",
        }
    if life.age < 7:
        return {
            "文化程度": "学龄前儿童",
            "在校生状况": "学前教育" if life.age >= 3 else "学龄前儿童",
        }
    learned = ("文盲或半文盲", "小学") if life.age >= 60 else ("小学", "初中", "初中", "高中")
    return {"文化程度": random.choice(learned), "在校生状况": "非在校生"}


def health(story: Story, life: Life, random: Random) -> Row:
    """Health, insurance, the family doctor."""
    trait = life.resident.trait
    signed = (story.registered or life.age >= 60) and not life.away
    grave = trait == "grave"
    total = random.randrange(12000, 40000, 500) if grave else 0
    return {
        "健康状况": HEALTH[trait],
        "病种": random.choice(DISEASES[trait]) if trait in DISEASES else None,
        "居民医保": "否" if life.employee else "是",
        "职工医保": "是" if life.employee else "否",
        "大病保险": "否" if life.employee else "是",
        "商业补充保险": "是" if story.registered else "否",
        "意外保险补贴": "是" if story.registered else "否",
        "未参保原因": None,
        "是否接受医疗救助": "是" if grave and story.enjoying else "否",
        "家庭医生签约": "是" if signed else "否",
        "未签约原因": "长期外出" if life.away else None,
        "随访次数": random.choice((3, 4)) if signed and trait else None,
        "慢病证": "是" if trait == "slow" and story.registered else "否",
        "大病专项救治": "是" if grave else None,
        "住院总费用": total if grave else None,
        "个人自付费用": total * random.randint(4, 9) // 100 if grave else None,
    }


def disability(life: Life) -> Row:
    """The certificate: its number is the identity number, the type and the grade."""
    held = life.resident.disability
    return {
        "残疾证号": life.resident.person.id_number + held if held else None,
        "残疾类别": TYPES[held[0]] if held else None,
        "残疾等级": GRADES[held[1]] if held else None,
    }


def security(story: Story, life: Life, random: Random) -> Row:
    """Social assistance and old age."""
    helpless = bool(life.resident.disability) and life.resident.disability[1] in "12"
    return {
        "低保情况": "农村低保" if story.welfare == "低保" else "未享受",
        "特困情况": "农村特困" if story.welfare == "特困" else "未享受",
        "自理能力": "半自理" if helpless or life.age >= 80 else "全自理",
        "居民养老": "是" if (life.adult and not life.employee) or life.age >= 60 else "否",
        "职工养老": "是" if life.employee else "否",
        "是否领取养老金": "是" if life.age >= 60 else "否",
        "养老代缴": "是" if story.enjoying and life.adult else "否",
        "赡养协议": "是" if story.filial else None,
    }


def work(life: Life) -> Row:
    """Labour and work."""
    place = "县外省内" if life.away else "乡内" if life.work_months else "未务工"
    return {
        "劳动能力": life.labour,
        "务工状况": place if life.adult or life.work_months else None,
        "务工时间": life.work_months if life.adult or life.work_months else None,
        "务工月收入": life.work_income or None,
        "公益性岗位": "是" if life.public_job else "否",
        "公益岗月数": life.work_months if life.public_job else None,
        "是否参加培训": "是" if life.labour == "技能劳动力" else "否",
    }


def disability_register(stories: Sequence[Story]) -> list[Row]:
    """The register of the disabled people's federation: everybody with a certificate."""
    held = [(story, life) for story in stories for life in story.lives if life.resident.disability]
    return [
        {
            "序号": str(number),
            "姓名": life.resident.person.name,
            **{title: disability(life)[title] for title in ("残疾证号", "残疾类别", "残疾等级")},
            "证件号码": life.resident.person.id_number,
            "发证日期": date(2012 + number % 6, 1 + number % 12, 3 + number % 25),
            "村名": story.household.village,
            "数据日期": date(2020, 8, 31),
        }
        for number, (story, life) in enumerate(held, 1)
    ]


def dibao_register(stories: Sequence[Story]) -> list[Row]:
    """The civil affairs office's list of 低保 of the month: a row a person."""
    listed = [
        (story, life) for story in stories if story.welfare == "低保" for life in story.lives
    ]
    return [
        {
            "序号": str(number),
            "户主姓名": story.lives[0].resident.person.name,
            "姓名": life.resident.person.name,
            "证件号码": life.resident.person.id_number,
            "保障人数": story.size,
            "月保障金额": story.rate * story.size,
            "批准日期": date(story.identified, 11, 15),
            "村名": story.household.village,
            "数据日期": date(2020, 8, 31),
        }
        for number, (story, life) in enumerate(listed, 1)
    ]
