"""Rows in tables that are nobody: sums, signatures, remarks, examples, numbers of columns.

A row is one of these only where it could be nothing else: a key is never a sentence, and a
household never stands under its columns' numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.intake.amounts import PLAIN as PLAIN_NUMBER
from checker.intake.grid import Cells, empty
from checker.intake.words import words
from checker.spelling import BRACKETED, half_width

COUNTED = re.compile("[0-9]+[户人名口个条]?")  # 共2户
SENTENCE = re.compile(".*[。；！].*|.*:|[^0-9:]+:.*")  # in one cell alone
ITEM = re.compile(
    r"(?:\([0-9一二三四五六七八九十]{1,2}\)|[0-9一二三四五六七八九十]{1,2}[.、])\D.*"
)
SIGNED = re.compile(r"[^0-9:]+:.*|[0-9]*年[0-9]*月[0-9]*日")  # 制表：王芳; 年 月 日
ORDINAL = re.compile(r"\(?([0-9]{1,2})\)?(?:=.*)?")  # 3; (3); 3=1+2
STEMS = "甲乙丙丁戊己庚辛壬癸"
FEW = 3  # cells that make a row of ordinals


def number(cell: object) -> bool:
    """Is a raw cell a number, or written as one?"""
    return isinstance(cell, int | float) or bool(PLAIN_NUMBER.fullmatch(str(cell).strip()))


def nobody(row: Cells, marks: Sequence[int], *, wide: bool) -> str | None:
    """Why a row is nobody; None where it may be somebody.

    Args:
        row: its raw cells.
        marks: the columns that say which row is which, or whose.
        wide: one cell of it is merged over many columns.
    """
    filled = [column for column, cell in enumerate(row) if not empty(cell)]
    first = row[filled[0]] if filled else None
    if not isinstance(first, str):
        return None
    bare = _bare(first)
    if bare.partition(":")[0] in words().examples:
        return "example"
    rest = [row[column] for column in filled[1:]]
    in_key = filled[0] in marks
    if in_key and _remark(bare, rest, wide=wide):
        return "remark"
    return "remark" if _sum(bare, rest, free=in_key or not set(marks) & set(filled)) else None


def ordinals(row: Cells) -> bool:
    """Is a row the numbers of the columns, as printed forms have them: 甲, 乙, 1, 2, 3?"""
    cells = [_bare(cell) for cell in row if not empty(cell)]
    if cells[:1] in (["栏次"], ["列次"]):
        cells = cells[1:]
    stems = 0
    while stems < len(cells) and cells[stems] == STEMS[stems : stems + 1]:
        stems += 1
    numbers = [ORDINAL.fullmatch(cell) for cell in cells[stems:]]
    counted = [found[1] if found else "" for found in numbers]
    return len(cells) >= FEW and counted == [str(at) for at in range(1, len(counted) + 1)]


def _bare(cell: object) -> str:
    text = f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    return "".join(half_width(text).split())


def _sum(bare: str, rest: Sequence[object], *, free: bool) -> bool:
    """Sums or a remark's beginning: beside a sum there may be numbers, also under the key."""
    lead, colon, _ = bare.partition(":")
    if colon and free and lead in words().notes + words().totals:
        return True
    counts = all(map(number, rest))
    plain = COUNTED.sub("", BRACKETED.sub("", bare))
    if plain in words().totals:
        return counts or (free and bare in words().totals)
    return free and counts and any(plain.endswith(one) for one in words().totals if len(one) > 1)


def _remark(bare: str, rest: Sequence[object], *, wide: bool) -> bool:
    """What stands where a key should is a sentence, a heading, a place for a signature."""
    if rest:
        return ":" in bare and all(SIGNED.fullmatch(_bare(cell)) for cell in (bare, *rest))
    return wide or bool(SENTENCE.fullmatch(bare) or ITEM.fullmatch(bare))
