"""One village's ledger as two people kept it, put together: numbers twice, or left out.

It is a workbook of its own (合并台账.xlsx, with planted_merged.csv), since a household whose
number stands twice leaves all its rules in doubt. The rows are the clean township's, with a few
columns.
Rows are named by a name (户主姓名, 姓名), for their numbers are what is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planting import Planted
from story import Story
from writing import Print, Row, write_workbook

COLUMNS = {
    "户": (
        *("户编号", "镇街名", "村名", "户主姓名", "户主证件号码", "家庭人口数", "联系电话"),
        *("类别", "人均纯收入", "满意"),
    ),
    "成员": ("户编号", "人编号", "姓名", "证件号码", "与户主关系", "性别", "出生日期"),
}
SHEETS = {"户": "户信息", "成员": "家庭成员"}
DOUBTFUL = (  # what a household is asked that needs its members
    "household/not-empty",
    "household/one-head",
    "household/head-name",
    "household/couple",
    "household/size",
)
Tables = dict[str, list[Row]]


def merged_tables(stories: Sequence[Story], tables: Tables) -> Tables:
    """The rows of one village's households, copied before anything is spoilt."""
    village = stories[0].household.village
    numbers = [story.number for story in stories if story.household.village == village]
    return {
        table: [
            {title: row[title] for title in columns}
            for row in tables[table]
            if row["户编号"] in numbers
        ]
        for table, columns in COLUMNS.items()
    }


def plant_merged(tables: Tables) -> list[Planted]:
    """Spoil them; what the check must find."""
    return sorted(
        [
            *copied(tables),
            *contrary(tables),
            *unsure(tables),
            *unnumbered(tables),
            *people(tables),
            *unhappy(tables),
        ],
        key=lambda one: (one.rule, one.row),
    )


def household(tables: Tables, place: int, size: int) -> Row:
    """The so-manieth household of this size."""
    return [row for row in tables["户"] if row["家庭人口数"] == size][place]


def doubled(tables: Tables, row: Row, why: str, **other: object) -> list[Planted]:
    """Put the household there again, with other words in some cells."""
    tables["户"].append({**row, **other})
    found = [finding("structure/household-once", row, "gap", why)] * 2
    return found + [
        finding(rule, row, "unknown", "户编号有两行，分不清成员是哪一行的")
        for rule in DOUBTFUL
        for _ in range(2)
    ]


def copied(tables: Tables) -> list[Planted]:
    """The same row twice."""
    return doubled(tables, household(tables, 0, 1), "同一户录了两遍，一字不差")


def contrary(tables: Tables) -> list[Planted]:
    """Two rows that say different things."""
    row = household(tables, 1, 1)
    found = doubled(
        tables, row, "同一户录了两遍", 家庭人口数=2, 人均纯收入=row["人均纯收入"] + 600
    )
    why = "两行的家庭人口数、人均纯收入不一样"
    return found + [finding("structure/household-agree", row, "gap", why)] * 2


def unsure(tables: Tables) -> list[Planted]:
    """Two rows, one of which leaves something out."""
    row = household(tables, 2, 1)
    found = doubled(tables, row, "同一户录了两遍", 人均纯收入=None)
    found.append(finding("livelihood/income", row, "unknown", "有一行的人均纯收入漏填"))
    why = "有一行的人均纯收入漏填，与另一行一不一致说不定"
    return found + [finding("structure/household-agree", row, "unknown", why)] * 2


def unnumbered(tables: Tables) -> list[Planted]:
    """A household whose number was left out: nobody can be told to live there."""
    row = household(tables, 3, 1)
    member = next(one for one in tables["成员"] if one["户编号"] == row["户编号"])
    row["户编号"] = None
    return [
        finding("structure/household-once", row, "gap", "户编号漏填"),
        finding("structure/member-known", member, "gap", "户表上这一户没有编号"),
        *(finding(rule, row, "unknown", "没有编号，成员挂不上") for rule in DOUBTFUL),
    ]


def people(tables: Tables) -> list[Planted]:
    """One person on two rows, and two people with one number."""
    row = household(tables, 0, 2)
    twin = [one for one in tables["成员"] if one["户编号"] == row["户编号"]][1]
    tables["成员"].append(dict(twin))
    found = [finding("structure/member-once", twin, "gap", "同一个人录了两行")] * 2
    found += [finding("identity/id-unique", twin, "gap", "同一个人录了两行")] * 2
    found.append(finding("household/size", row, "gap", "有一人录了两行，成员多出一个"))

    row = household(tables, 1, 2)
    first, second = (one for one in tables["成员"] if one["户编号"] == row["户编号"])
    second["人编号"] = first["人编号"]
    return found + [
        finding("structure/member-once", one, "gap", "两个人误用一个编号")
        for one in (first, second)
    ]


def unhappy(tables: Tables) -> list[Planted]:
    """More than one household of ten is not satisfied."""
    rows = [row for row in tables["户"] if row["家庭人口数"] == 2][2:4]
    for row in rows:
        row["满意"] = "否"
    share = Planted("satisfaction/share", "", "北城街道", "gap", "满意的不到九成")
    return [share, *(finding("satisfaction/satisfied", row, "gap", "不满意") for row in rows)]


def finding(rule: str, row: Row, verdict: str, why: str) -> Planted:
    """A finding in this row."""
    name = str(row.get("姓名") or row.get("户主姓名"))
    return Planted(rule, str(row["户编号"] or ""), name, verdict, why)


def write_merged(path: Path, tables: Tables) -> None:
    """The workbook."""
    plans = [Print(table, SHEETS[table], columns) for table, columns in COLUMNS.items()]
    write_workbook(path, plans, tables)
