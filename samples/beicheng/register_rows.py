"""The other offices' registers (部门名册), as they are before anything is planted in them.

What an office holds of everybody (police, schools, insurance, 特困, dangerous houses) is written
from the household files as they stand, under each person's true number; what only some have (a
car, a house in town, a post) is of people who are not in the township. Nothing here is a finding,
but for what follows from numbers that are wrong in the files: `defects_registers.py` lists that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from random import Random

from people import People, Person
from planting import Plot
from story import SEED, Life, Story
from writing import Row

DAY = date(2020, 8, 31)  # of every register
OUTSIDERS = 12  # a register: people of whom the township's files know nothing
AT_SCHOOL = {"小学": "小学", "七年级": "初中", "八年级": "初中", "九年级": "初中"}
DANGEROUS = ("C级", "D级")
PLACES = ("滨河路", "府前街", "青年路", "解放街", "工业二路")
UNITS = ("第三中学", "财政局", "交通运输局", "中心医院", "自然资源局", "文化馆")
FIRMS = ("诚信建材经营部", "聚源商贸有限公司", "顺达运输有限公司", "鑫农机械租赁部", "惠民超市")

Facts = Callable[[Random], Row]


def placed(random: Random) -> str:
    """A house in a town that does not exist."""
    return f"南州市{random.choice(PLACES)}{random.randint(1, 199)}号{random.randint(1, 9)}单元"


def a_day(random: Random, first: int, last: int) -> date:
    """A day in these years."""
    return date(random.randint(first, last), random.randint(1, 12), random.randint(1, 28))


# What a register says of who has such a thing.
FACTS: dict[str, Facts] = {
    "车辆登记": lambda random: {
        "号牌号码": f"鲁虚{random.randint(10000, 99999)}",
        "车辆类型": random.choice(("小型轿车", "小型普通客车", "轻型栏板货车")),
        "车辆价值": random.randrange(6000, 150000, 1000),
        "登记日期": a_day(random, 2010, 2019),
    },
    "不动产登记": lambda random: {
        "坐落": placed(random),
        "房屋性质": random.choice(("商品房", "商品房", "安置房", "农村住房")),
        "建筑面积": random.randint(60, 140),
    },
    "工商登记": lambda random: {
        "企业名称": f"南州{random.choice(FIRMS)}",
        "任职身份": random.choice(("法定代表人", "经营者", "股东")),
        "经营状态": random.choice(("存续", "存续", "注销")),
        "登记日期": a_day(random, 2008, 2019),
    },
    "农机登记": lambda random: {
        "机具名称": random.choice(("旋耕机", "小麦播种机", "轮式拖拉机")),
        "购机价格": random.randrange(3000, 90000, 500),
        "购机日期": a_day(random, 2015, 2020),
    },
    "工资收入登记": lambda random: {
        "扣缴单位": f"南州{random.choice(FIRMS)}",
        "月工资": random.randrange(2100, 6500, 50),
    },
    "财政供养": lambda random: {
        "单位": f"南州市{random.choice(UNITS)}",
        "入职日期": a_day(random, 1985, 2012),
    },
    "领导干部名册": lambda random: {
        "单位": f"南州市{random.choice(UNITS)}",
        "职务": random.choice(("局长", "副局长", "主任")),
    },
    "村干部名册": lambda random: {
        "村名": random.choice(("河东村", "前屯村", "后岭村")),
        "村内职务": random.choice(("村委委员", "会计", "支部书记")),
    },
    "站所人员名册": lambda random: {
        "站所": random.choice(("财政所", "国土所", "司法所", "供电所", "卫生所"))
    },
    "惠农补贴": lambda random: {
        "补贴项目": random.choice(("农业补贴", "退耕还林", "公益林")),
        "金额": random.randint(80, 9000),
        "发放日期": a_day(random, 2020, 2020).replace(month=random.randint(1, 8)),
    },
    "住院记录": lambda random: {
        "医院": "南州市中心医院",
        "入院日期": date(2020, 3, random.randint(1, 10)),
        "出院日期": date(2020, 3, random.randint(11, 28)),
    },
    "公卫服务记录": lambda random: {
        "服务项目": random.choice(("老年人体检", "高血压随访", "糖尿病随访")),
        "服务日期": date(2020, 3, random.randint(1, 28)),
    },
    "死亡登记": lambda random: {
        "死亡日期": date(2020, random.randint(1, 7), random.randint(1, 28))
    },
    "养老参保": lambda random: {
        "参保状态": random.choice(("待遇领取", "正常缴费")),
        "月领取金额": None,
    },
    "孤儿名册": lambda random: {"月生活费": random.choice((1050, 1600))},
    "公积金缴存": lambda random: {
        "缴存单位": f"南州市{random.choice(UNITS)}",
        "月缴存额": random.randrange(300, 1600, 20),
    },
    "纳税登记": lambda random: {
        "纳税人名称": f"南州{random.choice(FIRMS)}",
        "经营状态": random.choice(("存续", "存续", "注销")),
        "年销售额": random.randrange(20000, 900000, 1000),
    },
    "服刑人员名册": lambda random: {
        "收监日期": a_day(random, 2015, 2018),
        "释放日期": None,
    },
    "公益岗位名册": lambda random: {
        "岗位名称": random.choice(("保洁员", "护林员", "护路员")),
        "上岗日期": a_day(random, 2019, 2019),
        "离岗日期": None,
    },
    "小额信贷台账": lambda random: {
        "放款银行": "南州农村商业银行",
        "贷款金额": random.randrange(10000, 50001, 10000),
        "放款日期": a_day(random, 2018, 2019),
        "结清日期": None,
    },
    "异地建档": lambda _: {"建档地区": "南州市河东县"},
    "异地待遇": lambda random: {
        "待遇项目": random.choice(("农村低保", "高龄津贴")),
        "金额": random.randrange(100, 500, 10),
        "发放日期": date(2020, 8, random.randint(5, 25)),
        "发放地区": "南州市河东县",
    },
}
FINDINGS = {"孤儿名册"}  # whoever is on it and not on file is found


def register_tables(plot: Plot, people: People) -> dict[str, list[Row]]:
    """All the registers; those that two of the tables are already are not among them."""
    random = Random(f"{SEED}/registers")
    tables = {
        "公安户籍": numbered(police(plot)),
        "亲属关系": kinship(random, people),
        "学籍名册": numbered(pupils(plot)),
        "医保参保": numbered(insured(plot)),
        "特困备案": numbered(destitute(plot)),
        "危房台账": numbered(dangerous(plot)),
    }
    for register, facts in FACTS.items():
        strangers = (
            [] if register in FINDINGS else [outsider(random, people) for _ in range(OUTSIDERS)]
        )
        tables[register] = numbered([{**whose(one), **facts(random)} for one in strangers])
    return tables


def outsider(random: Random, people: People, first: int = 1962, last: int = 1995) -> Person:
    """Somebody of whom the township knows nothing."""
    return people.person(random.choice("男女"), people.born(first, last))


def whose(person: Person) -> Row:
    """Whom a register's row is about."""
    return {"姓名": person.name, "证件号码": person.id_number}


def numbered(rows: Sequence[Row]) -> list[Row]:
    """With numbers, and the register's day."""
    return [{"序号": str(at), **row, "数据日期": DAY} for at, row in enumerate(rows, 1)]


def lives(plot: Plot) -> Iterator[tuple[Story, Life, Row]]:
    """Everybody in the township: the story, the life in it, the row on file."""
    files = {row["人编号"]: row for row in plot.tables["成员"]}
    for story in plot.stories:
        for place, life in enumerate(story.lives):
            row = files.get(story.household.member(place))
            if row is not None:
                yield story, life, row


def police(plot: Plot) -> list[Row]:
    """The police know everybody, under the true name, number and day of birth."""
    return [
        {
            **whose(life.resident.person),
            "性别": life.resident.person.sex,
            "出生日期": life.resident.person.born,
            "户籍状态": "正常",
            "分户日期": None,
        }
        for _, life, _ in lives(plot)
    ]


def kinship(random: Random, people: People) -> list[Row]:
    """Parents and children who are both not in the township."""
    return numbered(
        [
            {
                "证件号码": outsider(random, people, 1940, 1955).id_number,
                "亲属证件号码": child.id_number,
                "亲属姓名": child.name,
                "关系": "子女",
            }
            for child in (outsider(random, people) for _ in range(OUTSIDERS))
        ]
    )


def pupils(plot: Plot) -> list[Row]:
    """Who is on file at school is on the list, and pupils of whom the file says nothing."""
    return [
        {
            **whose(life.resident.person),
            "学校": "北城学校（虚构）",
            "学段": AT_SCHOOL.get(row["在校生状况"], "普通高中"),
            "学籍状态": "在籍在校",
        }
        for _, life, row in lives(plot)
        if life.pupil and row["在校生状况"] != "非在校生"
    ]


def insured(plot: Plot) -> list[Row]:
    """Who is on file as insured is on the list, and residents of whom the file is unclear."""
    return [
        {
            **whose(life.resident.person),
            "险种": "职工医保" if life.employee else "居民医保",
            "参保年度": 2020,
        }
        for _, life, row in lives(plot)
        if life.employee or row["居民医保"] not in ("否", "未参保")
    ]


def destitute(plot: Plot) -> list[Row]:
    """Who is on file as 特困."""
    return [
        {**whose(life.resident.person), "供养方式": "分散供养", "村名": story.household.village}
        for story, life, row in lives(plot)
        if row["特困情况"] == "农村特困"
    ]


def dangerous(plot: Plot) -> list[Row]:
    """Houses on file as dangerous and not yet rebuilt; what cannot be read there is B here."""
    return [
        {
            "姓名": row["户主姓名"],
            "证件号码": row["户主证件号码"],
            "住房等级": row["住房等级"] if row["住房等级"] in DANGEROUS else "B级",
            "改造验收日期": None,
        }
        for row in plot.tables["户"]
        if row["住房等级"] not in ("A级", "B级", None) and row["改造验收日期"] is None
    ]
