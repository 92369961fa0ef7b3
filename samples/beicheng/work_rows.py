"""The monthly watch over who works away (务工监测): a row a worker, from the stories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

from member_rows import own_phone
from story import AS_OF, SEED, Life, Story
from writing import Row

NEAR = (
    ("潍坊经济开发区", "北城农产品加工厂（虚构）", "制造业"),
    ("潍坊经济开发区", "北城建筑劳务队（虚构）", "建筑业"),
    ("潍坊经济开发区", "北城物业服务部（虚构）", "居民服务业"),
)
FAR = (
    ("青岛市城阳区", "海岸电子厂（虚构）", "制造业"),
    ("济南市历城区", "泉边餐饮店（虚构）", "住宿和餐饮业"),
)


def work_rows(stories: Iterable[Story]) -> list[Row]:
    """A row for each who works, but in no public job."""
    return [
        work_row(story, place, life)
        for story in stories
        for place, life in enumerate(story.lives)
        if life.work_months and not life.public_job
    ]


def work_row(story: Story, place: int, life: Life) -> Row:
    """One person's work, which goes on."""
    random = Random(f"{SEED}/{story.number}/{place}/务工")
    where, employer, industry = random.choice(FAR if life.away else NEAR)
    return {
        "户编号": story.number,
        "人编号": story.household.member(place),
        "姓名": life.resident.person.name,
        "证件号码": life.resident.person.id_number,
        "联系电话": own_phone(story, place),
        "是否已务工": "是",
        "务工所在地": where,
        "务工企业名称": employer,
        "所属行业": industry,
        "是否点对点输送": "否",
        "就业渠道": random.choice(("自主就业", "亲友介绍", "劳务公司")),
        "务工月收入": life.work_income,
        "开始": began(life.work_months),
        "结束": None,
    }


def began(months: int) -> date:
    """The fifth of the month, so many months back."""
    month = AS_OF.year * 12 + AS_OF.month - 1 - months
    return date(month // 12, month % 12 + 1, 5)
