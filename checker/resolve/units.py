"""What may be compared and reckoned with what, and the unit of the result.

A bare number takes the other side's unit; times or divided by a number or a count keeps the unit;
equal units divided give a number; all else is a fault (language.md, section 2).
"""

from __future__ import annotations

from checker.model.kind import Kind, Type
from checker.resolve import messages
from checker.source import Span

TEXTS = (Kind.TEXT, Kind.CHOICE, Kind.ID_NUMBER, Kind.PHONE)
DAYS = "天"
ORDERED = (Kind.DATE, Kind.MONTH, Kind.COUNT, Kind.NUMBER, Kind.AMOUNT)
DATE_AND_MONTH_HINT = "日期和月份不能直接比较；用 month_of(…) 取日期所在的月"


def comparable(span: Span, left: Type, right: Type, *, ordered: bool) -> None:
    """Raise a fault unless the two may stand around a comparison."""
    if left.kind.numeric and right.kind.numeric:
        common_unit(span, left, right)
    elif left.kind in TEXTS and right.kind in TEXTS:
        if ordered:
            raise messages.kind_mismatch(span, left, right, "文字和选项只能用 == 和 != 比较")
    elif left.kind is not right.kind or left.kind is Kind.CHOICES:
        raise messages.kind_mismatch(span, left, right, hint_for(left, right))
    elif ordered and left.kind not in ORDERED:
        raise messages.kind_mismatch(span, left, right, "这种内容不分大小，只能用 == 和 !=")


def hint_for(left: Type, right: Type) -> str:
    """The likely mend for two kinds that do not go together."""
    kinds = {left.kind, right.kind}
    if kinds == {Kind.DATE, Kind.MONTH}:
        return DATE_AND_MONTH_HINT
    if Kind.CHOICES in kinds:
        return '多选用 in，如 "因病" in 致贫原因'
    if kinds & {Kind.DATE, Kind.MONTH} and Kind.TEXT in kinds:
        return '日期要写成 date("2020-09-17")'
    if Kind.YES_NO in kinds:
        return "是否类的字段直接写名字或 not 名字"
    if kinds & set(TEXTS):
        return "一边是数，一边是文字：文字要加引号，数不加"
    return ""


def common_unit(span: Span, left: Type, right: Type) -> str | None:
    """The unit of two numbers that are compared, added or chosen between."""
    if left.unit and right.unit and left.unit != right.unit:
        raise messages.unit_mismatch(span, left, right)
    return left.unit or right.unit


def added(span: Span, left: Type, right: Type) -> Type:
    """The type of left + right and left - right, for numbers."""
    unit = common_unit(span, left, right)
    return number_type(unit, left, right, bounded=left.bounded or right.bounded)


def multiplied(span: Span, left: Type, right: Type) -> Type:
    """The type of left * right."""
    if left.unit and right.unit and Kind.AMOUNT in (left.kind, right.kind):
        if left.kind is right.kind:
            raise messages.unit_mismatch(span, left, right)
        amount, times = (left, right) if left.kind is Kind.AMOUNT else (right, left)
        # so much a month for some months is so much
        plain = (amount.unit or "").removesuffix(f"/{times.unit}")
        return number_type(plain, left, right, bounded=left.bounded or right.bounded)
    unit = left.unit or right.unit
    return number_type(unit, left, right, bounded=left.bounded or right.bounded)


def divided(span: Span, left: Type, right: Type) -> Type:
    """The type of left / right."""
    if left.unit == right.unit:
        unit = None
    elif right.unit and right.kind is Kind.AMOUNT:
        raise messages.unit_mismatch(span, left, right)
    else:
        unit = left.unit
    kind = Kind.AMOUNT if unit else Kind.NUMBER
    return Type(kind, unit, bounded=left.bounded)


def number_type(unit: str | None, left: Type, right: Type, *, bounded: bool) -> Type:
    """The type of a sum, difference or product."""
    whole = left.whole and right.whole
    if unit and Kind.AMOUNT in (left.kind, right.kind):
        kind = Kind.AMOUNT
    else:
        kind = Kind.COUNT if whole else Kind.NUMBER
    return Type(kind, unit, bounded=bounded, whole=whole)


def merged(span: Span, left: Type, right: Type) -> Type:
    """The type of a choice between two branches."""
    if left.kind.numeric and right.kind.numeric:
        return number_type(common_unit(span, left, right), left, right, bounded=False)
    if left.kind in TEXTS and right.kind in TEXTS:
        if left.kind is right.kind and left.codes == right.codes:
            return left
        return left if right.kind is Kind.TEXT else right if left.kind is Kind.TEXT else TEXT
    if left.kind is not right.kind:
        raise messages.kind_mismatch(span, left, right, hint_for(left, right))
    return left


TEXT = Type(Kind.TEXT)
YES_NO = Type(Kind.YES_NO)
DATE = Type(Kind.DATE)
MONTH = Type(Kind.MONTH)
COUNT = Type(Kind.COUNT, whole=True)
