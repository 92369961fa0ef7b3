"""The sentences of the faults that the resolver finds, each with its mend."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checker.fault import Fault, FaultyInput
from checker.model.kind import Kind, Type
from checker.source import Span
from checker.spelling import closest

KINDS = {
    Kind.TEXT: "文字",
    Kind.CHOICE: "选项",
    Kind.CHOICES: "多选",
    Kind.YES_NO: "是否",
    Kind.COUNT: "个数",
    Kind.NUMBER: "数",
    Kind.AMOUNT: "数量",
    Kind.DATE: "日期",
    Kind.MONTH: "月份",
    Kind.ID_NUMBER: "证件号码",
    Kind.PHONE: "电话",
}


def shown(type_: Type) -> str:
    """A kind and its unit as an author reads them."""
    return KINDS[type_.kind] + (f"（{type_.unit}）" if type_.unit else "")


def failed(code: str, sentence: str, span: Span, hint: str = "") -> FaultyInput:
    """One fault, ready to be raised."""
    return FaultyInput([Fault(code, sentence, span, hint)])


def near(name: str, known: Iterable[str], otherwise: str) -> str:
    """The nearest name as a question, or what else to do."""
    found = closest(name, known)
    return f"是不是“{found}”？" if found else otherwise


def unknown_field(span: Span, name: str, entity: str, known: Iterable[str]) -> FaultyInput:
    """The rule speaks of a field that the household file does not have."""
    hint = near(name, known, f"用 checker fields {entity} 列出全部字段")
    return failed("unknown-field", f"{entity}表没有“{name}”这一项", span, hint)


def of_another(span: Span, name: str, home: str) -> FaultyInput:
    """A definition, list or standard that another file has for itself."""
    hint = f"“{name}”写在 {home} 里，只有那一章能用；移到 standards.yaml 各章都能用，或在本章另写"
    return failed("unknown-field", f"本章没有“{name}”", span, hint)


def unknown_entity(span: Span, name: str, known: Iterable[str]) -> FaultyInput:
    """There is no such table."""
    hint = near(name, known, "用 checker fields 列出全部表")
    return failed("unknown-entity", f"没有“{name}”这张表", span, hint)


def unknown_code(span: Span, code: str, list_name: str, known: Iterable[str]) -> FaultyInput:
    """A word that the code list does not have."""
    known = list(known)
    hint = near(code, known, f"可选的有：{'、'.join(known[:8])}{' 等' if len(known) > 8 else ''}")  # noqa: PLR2004
    return failed("unknown-code", f"“{list_name}”里没有“{code}”", span, hint)


def other_spelling(span: Span, spelling: str, code: str) -> FaultyInput:
    """A word that files may hold, and rules may not."""
    sentence, mend = f"“{spelling}”是“{code}”的另一种写法", f'"{code}"'
    return FaultyInput([Fault("unknown-code", sentence, span, f"写成 {mend}", mend=mend)])


def kind_mismatch(span: Span, left: Type, right: Type, hint: str = "") -> FaultyInput:
    """Two things that cannot be compared or reckoned with one another."""
    sentence = f"{shown(left)}不能和{shown(right)}放在一起比较或计算"
    return failed("kind-mismatch", sentence, span, hint)


def unit_mismatch(span: Span, left: Type, right: Type) -> FaultyInput:
    """Two amounts with different units."""
    hint = "先换成同一个单位"
    pair = {left.unit, right.unit}
    if pair <= {"元/年", "元/月"}:
        hint = "用 per_year(…) 或 per_month(…) 换成同一个单位"
    elif pair == {"元", "元/年"}:
        hint = "一年里的合计写成 per_year(…)"
    elif left.kind is right.kind is Kind.COUNT:
        hint = "两种个数要比多少，写成商，如 总人口数 / 总户数 >= 1"
    sides = "和".join(side.unit or "没有单位的数" for side in (left, right))
    return failed("unit-mismatch", f"单位不同：{sides}", span, hint)


def not_a_condition(span: Span, type_: Type) -> FaultyInput:
    """A condition is wanted and something else stands there."""
    hint = '要写成比较，如 年龄 >= 16、学段 == "小学"'
    return failed("not-a-condition", f"这里要一个条件，写的却是{shown(type_)}", span, hint)


def wanted(span: Span, what: str, type_: Type) -> FaultyInput:
    """A function was given something of another kind."""
    return failed("kind-mismatch", f"这里要{what}，写的却是{shown(type_)}", span)


def no_link(span: Span, collection: str) -> FaultyInput:
    """Every row would be compared with every row."""
    hint = "加上一个相等条件，如 v.证件号码 == 证件号码；它要和其他条件用 and 并列"
    sentence = f"“{collection}”没有和本行相等的条件，会让每一行同每一行比较"
    return failed("no-link", sentence, span, hint)


def inner_bare_name(span: Span, name: str, variable: str) -> FaultyInput:
    """An inner aggregate speaks of the row checked."""
    hint = f"里层只能用自己的变量和“{variable}”，如 {variable}.{name}"
    return failed("inner-name", f"里层的循环里不能直接写“{name}”", span, hint)


def circle(span: Span, names: Iterable[str]) -> FaultyInput:
    """Definitions that need one another."""
    return failed(
        "circular-definition", f"定义互相引用：{' → '.join(names)}", span, "拆开其中一个"
    )


def chain_too_long(span: Span, limit: int) -> FaultyInput:
    """Definitions that rest on definitions without end."""
    return failed("too-deep", f"定义一层套一层，超过{limit}层", span, "把其中几层合成一个")


def name_taken(span: Span, name: str, by: str) -> FaultyInput:
    """A definition, list or standard with a name that is something else already."""
    return failed("name-taken", f"“{name}”已经是{by}的名字", span, "换一个名字")


def not_in_force(name: str, day: date) -> Fault:
    """A rule that is asked for holds on other days."""
    sentence = f"“{name}”在 {day.isoformat()} 没有生效"
    hint = "用 --as-of 换一个核查日；checker rules --as-of 列出那一天哪些生效"
    return Fault("not-in-force", sentence, hint=hint)
