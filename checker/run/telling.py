"""Values and doubts in the words of messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from checker.model.kind import Cause, Unknown, Value

YES, NO = "是", "否"
JOINED_BY = "、"
NOT_TOLD = {"blank": "（未填）", "unreadable": "（无法识别）"}
OTHERWISE = "（不详）"

# Cause → the clause of an unknown's message; {what} lists fields, tables or standards.
CLAUSES = {
    "blank": "{what}未填写",
    "unreadable": "{what}填写的内容无法识别",
    "no-parent": "找不到所属的上级记录（{what}）",
    "no-key": "{what}编号为空或重复，下级记录无法归属",
    "no-standard": "没有核查日适用的标准（{what}）",
    "no-region": "不知所在地区，无法确定标准（{what}）",
    "too-old": "名册过期或晚于核查日（{what}）",
    "open-register": "名册不全，查不到不等于没有（{what}）",
    "differ": "各条记录不一致（{what}）",
    "no-rows": "没有可用的记录",
    "no-quotient": "除数为零（{what}）",
    "no-answer": "算不出结果（{what}）",
    "no-row": "判定表没有一行符合（{what}）",
    "since-after-until": "起止日期颠倒（{what}）",
    "impossible": "没有这一天",
    "outside": "数值超出范围",
}


def plain(value: Value) -> str:
    """The value as text, without its unit; the same for every way it was written."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, tuple) and not hasattr(value, "year"):
        return JOINED_BY.join(str(part) for part in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def told(value: Value | Unknown, unit: str | None) -> str:
    """The value as a message says it: 11岁."""
    if isinstance(value, Unknown):
        codes = {cause.code for cause in value.causes}
        return NOT_TOLD.get(next(iter(codes)), OTHERWISE) if len(codes) == 1 else OTHERWISE
    return plain(value) + (unit or "" if isinstance(value, Decimal) else "")


def doubts(unknown: Unknown) -> str:
    """The message of an unknown verdict: what is missing, by cause."""
    codes = {cause.code for cause in unknown.causes}
    clauses = (
        clause.format(what=JOINED_BY.join(words(unknown.causes, code)))
        for code, clause in CLAUSES.items()
        if code in codes
    )
    return "无法判断：" + "；".join(clauses)


def words(causes: Iterable[Cause], *codes: str) -> list[str]:
    """The fields, tables or standards behind some causes, sorted."""
    return sorted({cause.what for cause in causes if cause.code in codes and cause.what})
