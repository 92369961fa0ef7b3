"""What is wrong in a mapping.yaml: one function a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from checker.fault import Fault
from checker.source import Span
from checker.spelling import closest


def no_entries(span: Span) -> Fault:
    """A file of another shape."""
    return Fault(
        "wrong-shape",
        "mapping.yaml 只有一个键 mapping，下面是一条一条的对照",
        span,
        hint="照 checker read --learn 写出的样子写",
    )


def no_entry(span: Span) -> Fault:
    """Something else where an entry should stand."""
    return Fault("wrong-shape", "这里应当是一条对照：“- table: 户”和它的各项", span)


def no_table(span: Span) -> Fault:
    """An entry that does not say of which table it is."""
    return Fault("missing-key", "没有写是哪张表", span, hint="加上一行 table: 户（或者别的表）")


def unknown_name(span: Span, kind: str, name: str, known: Iterable[str], ask: str) -> Fault:
    """A table, field or code that the dictionary does not have."""
    names = [*known]
    near = closest(name, names)
    few = f"可以写：{'、'.join(names)}" if len(names) <= 12 else f"用 {ask} 列出全部"  # noqa: PLR2004
    return Fault(
        "unknown-name",
        f"没有“{name}”这{kind}",
        span,
        hint=f"是不是“{near}”？" if near else few,
    )


def not_a_text(span: Span, what: str) -> Fault:
    """A name was wanted."""
    return Fault("wrong-shape", f"这里应当写{what}", span)


def no_field(span: Span, header: str) -> Fault:
    """A header of which nothing is told."""
    return Fault(
        "wrong-shape",
        f"没有写“{header}”列是哪一项",
        span,
        hint="写项目的名称；不用的列写进 unused: [列名]",
    )


def bad_rows(span: Span) -> Fault:
    """No number of a row."""
    return Fault(
        "bad-row",
        "header_row 是表头所在的行号，从 1 数起",
        span,
        hint="写作 header_row: 3；表头占上下两行的写 header_row: [3, 4]",
    )


def rows_of_no_sheet(span: Span) -> Fault:
    """A header's row of no certain sheet."""
    return Fault(
        "wrong-shape",
        "没有写 file 或 sheet，表头在第几行无从说起",
        span,
        hint="加上 file 或 sheet，或者去掉 header_row",
    )


def no_unit(span: Span, title: str) -> Fault:
    """A unit for what is not counted."""
    return Fault("no-unit", f"“{title}”没有单位可写", span, hint="去掉这一行")


def unknown_unit(span: Span, unit: str, known: Iterable[str]) -> Fault:
    """A unit that nobody knows."""
    near = closest(unit, known)
    hint = f"是不是“{near}”？" if near else "写元、万元、亩、平方米这样的单位"
    return Fault("unknown-unit", f"不认识单位“{unit}”", span, hint=hint)


def unit_of_no_column(span: Span, header: str) -> Fault:
    """A unit of a header that the entry does not tell."""
    return Fault(
        "unknown-name",
        f"columns 里没有“{header}”列",
        span,
        hint="单位要写在 columns 里有的列上",
    )


def no_codes(span: Span, title: str) -> Fault:
    """Words of a field that has no code list."""
    return Fault(
        "no-codes",
        f"“{title}”不是从代码表里选的项目，没有说法可以对照",
        span,
        hint="对照只换代码表的说法；数、日期、文字怎么读不能改",
    )


def word_means(span: Span, word: str, code: str) -> Fault:
    """A word of the dictionary that shall mean something else."""
    return Fault(
        "word-means",
        f"“{word}”本来就是“{code}”，不能换成别的意思",
        span,
        hint="去掉这一行；表里写错的，在表里改",
    )


def two_tables(span: Span, one: str, other: str) -> Fault:
    """Two entries that make one sheet two tables."""
    return Fault(
        "two-meanings",
        f"两条对照说的是同一张工作表，一条说是{one}表，一条说是{other}表",
        span,
        hint="把 file 或 sheet 写得更确切，或者删去一条",
    )


def two_meanings(span: Span, header: str) -> Fault:
    """Two entries that make one column two fields."""
    return Fault(
        "two-meanings",
        f"“{header}”列在两条对照里是不同的项目",
        span,
        hint="删去其中一处",
    )


def unit_in_parquet(place: str, header: str, unit: str) -> Fault:
    """Numbers in another unit in a file that is judged where it lies."""
    return Fault(
        "unit-in-parquet",
        f"列“{header}”的单位是{unit}，Parquet 文件里的数不能换算",
        hint="换算好再写成 Parquet，或者给 .xlsx、.csv",
        place=place,
    )
