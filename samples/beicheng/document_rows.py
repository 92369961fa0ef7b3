"""The papers in each household's folder (材料, 暖心包)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from story import SEED, Life, Story
from writing import Row

SIGNED = [
    "扶贫手册",
    "信息采集表",
    "认定排查表",
    "申请书",
    "收入核算表",
    "帮扶措施清单",
    "帮扶责任卡",
    "脱贫确认书",
    "住房鉴定报告",
    "住房改造验收表",
    "饮水安全认定表",
    "家庭医生签约协议",
    "赡养协议",
    "分红协议",
    "贷款合同",
    "帮扶记录",
]
IN_PERSON = ["申请书", "收入核算表", "脱贫确认书", "帮扶记录"]
MONTHLY_FROM = 80  # who is as old as this has the old-age allowance
PHOTOS = {"住房鉴定报告": 4, "住房改造验收表": 4}


def document_rows(stories: Sequence[Story]) -> list[Row]:
    """A row a paper, numbered in order."""
    rows = [row for story in stories for row in folder(story)]
    return [{"材料编号": f"CL{number:05d}", **row} for number, row in enumerate(rows, 1)]


def folder(story: Story) -> Iterator[Row]:
    """One household's papers."""
    random = Random(f"{SEED}/{story.number}/材料")
    known = story.income
    income = paper(story, "收入核算表", this_year(random))
    yield {**income, "记载人口数": story.size, "记载人均纯收入": known.net // known.size}
    yield paper(story, "身份证复印件", this_year(random))
    yield paper(story, "参保凭证", date(2019, 12, random.randint(1, 28)))
    if story.house != "危房改造":
        yield paper(story, "住房鉴定报告", date(2020, random.randint(3, 6), random.randint(1, 28)))
    if story.registered:
        yield from registered_papers(story, random)
    else:
        yield paper(story, "认定排查表", this_year(random))
    if story.enjoying:
        yield from enjoying_papers(story, random)
    if story.house == "危房改造":
        yield paper(story, "住房改造验收表", date(story.exited, 9, random.randint(1, 28)))
    for place, life in enumerate(story.lives):
        for kind in personal_kinds(story, life):
            mine: Row = {"人编号": story.household.member(place)}
            yield {**paper(story, kind, this_year(random)), **mine}
    yield from proofs(story)


def proofs(story: Story) -> Iterator[Row]:
    """What shows that something was done, told or paid."""
    random = Random(f"{SEED}/{story.number}/凭证")
    if story.registered:
        notice = paper(story, "公示材料", this_year(random))
        yield {**notice, "记载人均纯收入": story.income.net // story.size}
    if story.enjoying:
        yield paper(story, "帮扶记录", date(2020, 9, random.randint(1, 12)))
    for kind in sorted(kinds_of_proof(story)):
        yield paper(story, kind, date(2020, 8, random.randint(21, 28)))


def kinds_of_proof(story: Story) -> set[str]:
    """Proofs of what the household was given (政策享受)."""
    found = set()
    traits = {life.resident.trait for life in story.lives}
    if story.welfare or any(life.age >= MONTHLY_FROM for life in story.lives):
        found.add("发放记录")
    if story.enjoying and any(life.resident.disability[1:] in ("1", "2") for life in story.lives):
        found.add("发放记录")
    if story.enjoying and "slow" in traits:
        found.add("随访记录")
    if story.enjoying and "grave" in traits:
        found.add("报销结算单")
    if story.enjoying and any(life.last_grade for life in story.lives):
        found.add("教育资助凭证")
    return found


def registered_papers(story: Story, random: Random) -> Iterator[Row]:
    """What the folder of a poor household holds."""
    year = story.identified
    yield {**paper(story, "扶贫手册", this_year(random)), "记载人口数": story.size}
    form = paper(story, "信息采集表", date(year, 11, random.randint(1, 28)))
    yield {**form, "签字人数": 2}
    yield paper(story, "申请书", date(year, 10, random.randint(1, 7)))
    officer = story.household.officer.name
    yield {**paper(story, "帮扶责任卡", this_year(random)), "记载帮扶人": officer}
    yield paper(story, "脱贫确认书", date(story.exited, 11, 30))
    yield paper(story, "饮水安全认定表", date(2020, 4, random.randint(1, 28)))


def enjoying_papers(story: Story, random: Random) -> Iterator[Row]:
    """What is added for a household that enjoys policies."""
    yield paper(story, "帮扶措施清单", this_year(random))
    yield paper(story, "家庭医生签约协议", date(2020, 1, random.randint(2, 28)))
    yield paper(story, "分红协议", date(2019, random.randint(3, 9), random.randint(1, 28)))
    if story.welfare:
        kind = "低保证" if story.welfare == "低保" else "特困证"
        yield paper(story, kind, date(2020, 1, random.randint(2, 28)))
    if story.filial:
        yield paper(story, "赡养协议", this_year(random))
    if story.loan:
        yield paper(story, "贷款合同", date(2020, 3, 16))


def personal_kinds(story: Story, life: Life) -> Iterator[str]:
    """The papers of one person."""
    if story.enjoying and life.pupil:
        yield "学籍证明"
    if life.resident.disability:
        yield "残疾证"


def paper(story: Story, kind: str, day: date) -> Row:
    """One paper in good order."""
    return {
        "户编号": story.number,
        "人编号": None,
        "类别": kind,
        "日期": day,
        "已签字": "是" if kind in SIGNED else None,
        "本人签字": "是" if kind in IN_PERSON else None,
        "已盖章": "是",
        "照片数": PHOTOS.get(kind),
        "有无涂改": "否",
        "填写完整": "是",
        "签字人数": None,
        "记载人口数": None,
        "记载人均纯收入": None,
        "记载帮扶人": None,
    }


def this_year(random: Random) -> date:
    """A working day's date of the year's first half."""
    return date(2020, random.randint(2, 6), random.randint(1, 28))
