"""What can be wrong with cases, waivers and overlays, each with its mend."""

from __future__ import annotations

from collections.abc import Iterable

from checker.fault import Fault
from checker.read.messages import near, some
from checker.source import Span


def unknown_table(span: Span, name: str, known: Iterable[str]) -> Fault:
    """A case gives rows of a table that there is not."""
    names = list(known)
    hint = near(name, names, f"表有：{some(names)}")
    return Fault("unknown-table", f"没有“{name}”这个表", span, hint=hint)


def unknown_field(span: Span, name: str, table: str, known: Iterable[str]) -> Fault:
    """A case gives a field that the table has not."""
    hint = near(name, known, f"用 checker fields {table} 列出全部字段")
    return Fault("unknown-field", f"{table}表没有“{name}”这一项", span, hint=hint)


def derived_given(span: Span, name: str, derived: str) -> Fault:
    """A case gives a field that is always computed."""
    return Fault(
        "derived-given", f"“{name}”是算出来的，不能给定", span, hint=f"给出算它用的：{derived}"
    )


def not_a_row(span: Span, name: str) -> Fault:
    """A text where a row is meant."""
    return Fault("wrong-shape", f"“{name}”的每一行应是 字段: 值", span, hint="写作 {姓名: 张三}")


def not_a_cell(span: Span, name: str) -> Fault:
    """A mapping where a cell is meant."""
    return Fault("wrong-shape", f"“{name}”这里应是一个值", span, hint="写一段文字或一个数")


def no_header(span: Span, missing: Iterable[str]) -> Fault:
    """A table of waivers lacks columns."""
    return Fault("missing-key", f"豁免表缺少列：{some(missing)}", span, hint="第一行写列名")


def unknown_column(span: Span, name: str, known: Iterable[str]) -> Fault:
    """A table of waivers has a column that means nothing."""
    names = list(known)
    hint = near(name, names, f"列有：{some(names)}")
    return Fault("unknown-key", f"豁免表不认识“{name}”这一列", span, hint=hint)


def empty_cell(span: Span, name: str) -> Fault:
    """A waiver lacks what it must have."""
    return Fault("missing-key", f"豁免缺少{name}", span, hint="补上；只有行可以不写")


def uneven_row(span: Span, wanted: int, found: int) -> Fault:
    """More cells than the table has columns."""
    hint = "内容里有逗号时，用半角双引号括起来"
    return Fault("wrong-shape", f"这一行有{found}格，表头有{wanted}列", span, hint=hint)


def no_base(span: Span, name: str) -> Fault:
    """An overlay of a folder that there is not."""
    return Fault(
        "no-folder", f"没有“{name}”这个文件夹", span, hint="路径相对于本文件夹，如 ../base"
    )


def circle(span: Span, name: str) -> Fault:
    """An overlay of itself, over others."""
    return Fault("circular-extends", f"{name} 绕了一圈又补充自己", span, hint="改掉 extends")


def loosened(span: Span, rule: str) -> Fault:
    """A severity below the base's."""
    return Fault(
        "loosened",
        f"不能降低 {rule} 的严重程度",
        span,
        hint="下级只能提高；不适用时写 off 并说明依据",
    )


def criterion_lost(span: Span, title: str, rules: Iterable[str]) -> Fault:
    """A criterion said anew, by which some of the base's rules decide nothing any more."""
    return Fault(
        "criterion-lost",
        f"上级用来判定“{title}”的{'、'.join(rules)}，哪一栏也没有了",
        span,
        hint="可以移到另一栏，不能去掉；不适用的规则在 overlay.yaml 里写 off 并说明依据",
    )


def fixed(span: Span, name: str) -> Fault:
    """A value for a standard that nobody below may change."""
    return Fault("fixed-standard", f"“{name}”由上级规定，不能改", span, hint="删去这一项")


def beyond_tailor(span: Span, name: str, value: str, base: str, *, raise_only: bool) -> Fault:
    """A value on the wrong side of the base's."""
    way = "提高" if raise_only else "降低"
    return Fault(
        "beyond-tailor",
        f"“{name}”只能{way}，上级{base}，这里是 {value}",
        span,
        hint="改数，或删去",
    )


def not_comparable(span: Span, name: str) -> Fault:
    """Words cannot be raised or lowered."""
    return Fault("beyond-tailor", f"“{name}”不是数，不能提高或降低", span, hint="删去这一项")


def not_in_overlay(place: str) -> Fault:
    """A categories file in an overlay."""
    return Fault(
        "not-in-overlay",
        "补充文件夹里不能有 categories.yaml",
        place=place,
        hint="户的类别由上级划分",
    )
