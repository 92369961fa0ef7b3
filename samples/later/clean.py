"""The clean township of a later year: what the scripts of 2020 make, moved on, and its regime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from benefit_rows import paid
from low_income import low_income
from make import clean_tables
from monitored import cleared, monitor
from moved import moved
from settings import Year
from story import Story
from visit_rows import visit
from writing import Row

ENDED = {  # columns that went out with 2020
    "户": ("核查人",),
    "成员": ("商业补充保险",),
    "帮扶责任人": ("互查小组",),
}
MONTHS = (6, 7, 8, 9)
LAYERS_FROM = date(2026, 1, 1)  # of the low-income population


def later_tables(year: Year) -> dict[str, list[Row]]:
    """Everything as it should be."""
    stories, tables, _ = clean_tables(year.setting)
    del tables["互查"]
    tables["走访"] = visits(stories, year)
    tables["政策享受"] += [
        {"享受编号": f"ZC{len(tables['政策享受']) + number:05d}", **row}
        for number, row in enumerate(help_given(stories), 1)
    ]
    for table, titles in ENDED.items():
        for row in tables[table]:
            for title in titles:
                row.pop(title, None)
    for row in tables["务工记录"]:
        row["年度交通费补助"] = 0
    tables = moved(tables, year.later, year.words)
    monitor(tables, stories, year)
    if year.as_of >= LAYERS_FROM:
        low_income(tables, stories, year)
    return tables


def visits(stories: Sequence[Story], year: Year) -> list[Row]:
    """The officer comes every month to who is helped, the secretary once a year to everybody."""
    rows = [
        row
        for story in stories
        for row in sorted(visits_of(story, year), key=lambda row: str(row["日期"]))
    ]
    return [{"走访编号": f"ZF{number:05d}", **row} for number, row in enumerate(rows, 1)]


def visits_of(story: Story, year: Year) -> Iterator[Row]:
    """One household's visits of the months before the check."""
    random = Random(f"{year.setting.seed}/{story.number}/走访")
    people = story.household
    for month in MONTHS if story.registered else ():
        day = date(2020, month, random.randint(1, 10))
        yield visit(story, day, people.officer, "其他", {})
    yield visit(story, date(2020, 5, random.randint(4, 28)), people.secretary, "三级书记遍访", {})


def help_given(stories: Sequence[Story]) -> Iterator[Row]:
    """What helped those whose risk is removed."""
    for story in stories:
        if cleared(story):
            yield paid(story, "社会帮扶", "社会帮扶", date(2019, 1, 20), 金额=500)
