"""Chinese words that sentences are made of, and how they join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.model.kind import Kind, Type
from checker.model.resolved import Call, Node, TableName
from checker.prose.clause import AND, Joining
from checker.prose.sources import Sources

PAIR = 2
SHORT = 14  # characters up to which two clauses are joined without a comma

# Entity → each row, this row, a row, how many, its measure; {0} is the table's title. Others are
# records.
ROWS = {
    "household": ("每{0}", "本{0}", "{0}", "{0}数", "户"),
    "village": ("每个{0}", "本{0}", "{0}", "{0}数", "个"),
    "township": ("每个{0}", "本{0}", "{0}", "{0}数", "个"),
    "member": ("每名{0}", "本人", "{0}", "{0}人数", "人"),
    "officer": ("每名{0}", "本人", "{0}", "{0}人数", "人"),
    "document": ("每份{0}", "本份{0}", "{0}", "{0}份数", "份"),
}
RECORDS = ("每条{0}记录", "本条{0}记录", "{0}记录", "{0}记录数", "条")
REGISTER = ("{0}中的每条记录", "本条记录", "记录", "记录数", "条")
HOLDERS = ("household", "village", "township")  # what a row lies in; others are its counterpart

ORDERS = {
    "amount": {">=": "不低于", "<=": "不超过", ">": "高于", "<": "低于"},
    "count": {">=": "不少于", "<=": "不超过", ">": "多于", "<": "少于"},
    "day": {">=": "不早于", "<=": "不晚于", ">": "晚于", "<": "早于"},
}


class RowWords(NamedTuple):
    """How the rows of a table are spoken of."""

    each: str  # 每名成员
    this: str  # 本人
    row: str  # 成员
    number: str  # 成员人数
    measure: str  # 人


def row_words(table: TableName, sources: Sources) -> RowWords:
    """How the rows of a table are spoken of."""
    words = REGISTER if sources.register(table) else ROWS.get(table.entity, RECORDS)
    title = sources.title(table)
    return RowWords(*(word.format(title) for word in words))


def family(node: Node, type_: Type) -> str:
    """How values of this sort are put in order."""
    if type_.kind in (Kind.DATE, Kind.MONTH) or calendar(node):
        return "day"
    return "count" if type_.kind is Kind.COUNT and type_.unit != "岁" else "amount"


def calendar(node: Node) -> bool:
    """Is it a year or a month of a day?"""
    return isinstance(node, Call) and node.function in ("year", "month", "month_of")


def quoted(words: Sequence[str], word: str) -> str:
    """“甲”“乙”或“丙”; what is not quoted is set apart by 、."""
    last = "和" if word == AND else "或"
    if len(words) == 1:
        return words[0]
    between = "" if all(one.endswith("”") for one in words) else "、"
    return between.join(words[:-1]) + last + words[-1]


def together(subjects: Sequence[str], word: str, predicate: str) -> tuple[str, str]:
    """甲、乙均已填写; 甲、乙至少有一项为“是”."""
    parts = without_owner(subjects)
    what = ("" if all(one.endswith("”") for one in parts) else "、").join(parts)
    return what, ("均" if word == AND else "至少有一项") + predicate


def without_owner(subjects: Sequence[str]) -> list[str]:
    """所在户的甲、所在户的乙 → 所在户的甲、乙."""
    ends = ("的", "“") if subjects[0].endswith("”") else ("的",)
    owner = subjects[0].rpartition(ends[-1])[0]
    start = owner + ("的" if owner and ends[-1] == "的" else "")
    if not start or not all(one.startswith(start) for one in subjects):
        return list(subjects)
    return [subjects[0], *(one.removeprefix(start) for one in subjects[1:])]


def sentence(texts: Sequence[str], word: str) -> str:
    """Whole clauses: 甲且乙; 甲，或者乙."""
    comma = "，" if any(len(one) > SHORT for one in texts) else ""
    if word == AND:
        return rising(texts, "且", comma)
    return f"{comma}或者".join(texts)


def rising(texts: Sequence[str], last: str, comma: str = "") -> str:
    """甲、乙且丙."""
    return last.join(("、".join(texts[:-1]) + (comma if len(texts) <= PAIR else ""), texts[-1]))


CHINESE = Joining(
    quoted,
    together,
    lambda texts, word: rising(texts, "且" if word == AND else "或"),
    sentence,
    lambda text: f"（{text}）",
)
