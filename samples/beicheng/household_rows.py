"""The township's, villages' and households' tables (镇街 村 户), from the stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from duty import VILLAGES
from homes import ENJOYING
from people import People
from story import SEED, Story
from writing import Row

TOWNSHIP = "北城街道"
REGION_NAMES: Row = {"省": "山东省", "市": "潍坊市", "县": "潍坊经济开发区"}
LAND = ("林地面积", "退耕还林面积", "林果面积", "牧草地面积", "水面面积")
POOR_VILLAGES = VILLAGES[:4]  # on the province's list of poor villages, and off it by now
OTHER_CAUSES = {"因病": "缺劳动力", "因残": "缺劳动力", "缺劳动力": None, "缺技术": "缺资金"}
TYPES = {"低保": "低保贫困户", "特困": "五保贫困户", "": "一般贫困户"}


def township_rows(stories: Sequence[Story]) -> list[Row]:
    """The one row of 镇街."""
    registered = [story for story in stories if story.registered]
    return [
        {
            **REGION_NAMES,
            "镇街名": TOWNSHIP,
            "建档立卡户数": len(registered),
            "建档立卡人数": sum(story.size for story in registered),
        }
    ]


def village_rows(stories: Sequence[Story]) -> list[Row]:
    """A row a village; its figures are those of its households and then some."""
    return [
        village_row(village, [story for story in stories if story.household.village == village])
        for village in dict.fromkeys(story.household.village for story in stories)
    ]


def village_row(village: str, stories: Sequence[Story]) -> Row:
    """One village."""
    random = Random(f"{SEED}/{village}")
    registered = [story for story in stories if story.registered]
    enjoying = [story for story in stories if story.enjoying]
    dibao = [story for story in stories if story.welfare == "低保"]
    lives = [life for story in stories for life in story.lives]
    households = random.randint(180, 420)
    people = households * 3 + random.randint(-40, 40)

    def all_of(kind: str) -> float:
        return float(sum(land(story)[kind] for story in stories))

    return {
        "镇街名": TOWNSHIP,
        "村名": village,
        "村书记": stories[0].household.secretary.name,
        "总户数": households,
        "总人口数": people,
        "建档立卡户数": len(registered),
        "建档立卡人数": sum(story.size for story in registered),
        "享受政策户数": len(enjoying),
        "享受政策人数": sum(story.size for story in enjoying),
        "低保户数": len(dibao) + random.randint(0, 2),
        "低保人口数": sum(story.size for story in dibao) + random.randint(2, 5),
        "残疾人口数": sum(bool(life.resident.disability) for life in lives) + random.randint(1, 6),
        "耕地面积": people + random.randint(0, 90),
        "是否通自来水": "是",
        "水质检测日期": date(2020, 4, random.randint(7, 28)),
        "水质检测合格": "是",
        "是否通硬化路": "是",
        "是否通客运班车": "是",
        "是否有卫生室": "是",
        "村医人数": random.randint(1, 3),
        "公共厕所个数": random.randint(1, 4),
        "文化室个数": 1,
        "养老参保人数": people // 2 + random.randint(0, 60),
        "医疗参保人数": people * 19 // 20,
        "是否出列": "是" if village in POOR_VILLAGES else "否",
        "集体经济收入": random.randrange(50000, 260000, 1000),
        **{kind: round(all_of(kind) + random.randint(3, 30), 1) for kind in LAND},
    }


def household_rows(stories: Sequence[Story], people: People) -> list[Row]:
    """A row a household."""
    return [household_row(story, people) for story in stories]


def household_row(story: Story, people: People) -> Row:
    """One household, in the order of the catalog."""
    random = Random(f"{SEED}/{story.number}/户")
    return {
        **who(story, people, random),
        **income(story),
        "是否吃饱": "是",
        "是否吃好": "是",
        "有无应季衣物": "是",
        "有无御寒被褥": "是",
        **house(story, random),
        **water(story, random),
        **surroundings(story, random),
        "满意": "是",
        "不满意原因": None,
        "是否知道帮扶人": "是",
        "满意度调查日期": date(2020, 9, random.randint(1, 12)),
        "其他致贫原因": OTHER_CAUSES[story.cause] if story.registered else None,
        **land(story),
    }


def who(story: Story, people: People, random: Random) -> Row:
    """Who the household is, and who answers for it."""
    household = story.household
    head = household.home.head.person
    registered = story.registered
    return {
        "户编号": story.number,
        **REGION_NAMES,
        "镇街名": TOWNSHIP,
        "村名": household.village,
        "自然村": f"第{random.randint(1, 6)}村民小组",
        "户主姓名": head.name,
        "户主证件号码": head.id_number,
        "家庭人口数": story.size,
        "联系电话": people.phone(),
        "类别": story.category,
        "户属性": TYPES[story.welfare] if registered else None,
        "脱贫状态": "历史已脱贫" if registered else None,
        "主要致贫原因": story.cause if registered else None,
        "识别日期": date(story.identified, 12, 20) if registered else None,
        "申请日期": date(story.identified, 10, random.randint(8, 20)) if registered else None,
        "公示日期": date(story.identified, 11, random.randint(2, 18)) if registered else None,
        "确认日期": date(story.identified, 12, random.randint(1, 10)) if registered else None,
        "脱贫日期": date(story.exited, 11, 30) if registered else None,
        "帮扶人": household.officer.number,
        "核查人": household.checker.number,
        "村干部": household.cadre.number,
        "遍访书记": household.secretary.number,
    }


def income(story: Story) -> Row:
    """The year's income, of the income year before the check."""
    known = story.income
    return {
        "收入计算起": date(2018, 10, 1) if story.registered else None,
        "收入计算止": date(2019, 9, 30) if story.registered else None,
        "人均纯收入": known.net // known.size,
        "年收入": known.total,
        "纯收入": known.net,
        "工资性收入": known.wage,
        "生产经营性收入": known.business,
        "财产性收入": known.from_property,
        "转移性收入": known.from_transfer,
        "生产经营性支出": known.cost,
        "低保金": known.dibao,
        "特困供养金": known.tekun,
        "养老保险金": known.pension,
        "计划生育金": known.family_planning,
        "生态补偿金": 0,
        "其他转移性收入": known.other,
        "资产收益分红": known.dividend,
        "其他财产性收入": known.rent,
    }


def house(story: Story, random: Random) -> Row:
    """The house: appraised, rebuilt with a subsidy, or another safe one."""
    rebuilt = story.house == "危房改造"
    year = story.exited
    return {
        "是否危房户": "否",
        "住房等级": "A级" if rebuilt else random.choice(("A级", "B级", "B级")),
        "住房面积": random.randint(45, 110),
        "住房保障方式": story.house,
        "住房鉴定日期": date(2020, random.randint(3, 6), random.randint(1, 28)),
        "迁出日期": date(year, 2, 20) if rebuilt else None,
        "改造开工日期": date(year, 3, random.randint(5, 28)) if rebuilt else None,
        "改造竣工日期": date(year, 7, random.randint(1, 28)) if rebuilt else None,
        "改造验收日期": date(year, 9, random.randint(1, 28)) if rebuilt else None,
        "建房补助": 16000 if rebuilt and story.registered else None,
        "家庭财产保险": "是" if story.registered else "否",
        "是否实际居住": "是",
        "庭院是否整洁": "是",
        "是否有卫生厕所": "是",
        "厕所是否正常使用": "是",
    }


def water(story: Story, random: Random) -> Row:
    """The water: from the tap, or from the household's own well near by."""
    return {
        "是否解决安全饮用水": "是",
        "饮水是否困难": "否",
        "供水方式": "集中供水" if story.tap else "分散供水",
        "水质是否达标": "是",
        "日人均水量": random.choice((40, 45, 50, 60)),
        "取水往返时间": None if story.tap else random.randint(3, 12),
        "取水水平距离": None if story.tap else random.randint(20, 300),
        "取水垂直距离": None if story.tap else random.randint(0, 8),
        "供水保证率": random.choice((95, 97, 98)),
    }


def surroundings(story: Story, random: Random) -> Row:
    """Road and power; and the fields."""
    return {
        "耕地面积": round(random.uniform(0.4, 1.4) * story.size, 1),
        "与村主干路距离": round(random.uniform(0.05, 0.9), 2),
        "入户路类型": random.choice(("水泥路", "沥青路")),
        "是否通生活用电": "是",
        "是否通广播电视": "是",
        "主要燃料类型": random.choice(("清洁能源", "煤炭", "柴草")),
        "是否加入合作社": "是" if story.category == ENJOYING else "否",
    }


def land(story: Story) -> Row:
    """The land that is no field: little of it here, and 0 where there is none."""
    random = Random(f"{SEED}/{story.number}/地")
    forest = random.choice((0, 0, 0, 0.6, 1.2))
    return {
        "林地面积": forest,
        "退耕还林面积": 0.5 if forest else 0,
        "林果面积": random.choice((0, 0, 0.3, 0.8)),
        "牧草地面积": 0,
        "水面面积": 0,
    }
