"""Functions and the forms with a grammar of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from checker.dates import Month
from checker.fault import every
from checker.model import expression as written
from checker.model.function import (
    AGGREGATES,
    DISABILITY_GRADES,
    DISABILITY_TYPES,
    FORMS,
    FUNCTIONS,
    SEXES,
    Function,
)
from checker.model.kind import Kind, Type
from checker.model.resolved import (
    Arithmetic,
    Ask,
    Call,
    Constant,
    FieldRead,
    Node,
    OrElse,
    Quotient,
)
from checker.resolve import aggregates, messages, standards, units
from checker.resolve.names import Resolve
from checker.resolve.scope import Scope

WORDS = {
    "sex_in_id": SEXES,
    "disability_type_in": DISABILITY_TYPES,
    "disability_grade_in": DISABILITY_GRADES,
}
MONTHS_A_YEAR = 12
MONEY = "元"
PERIODS = {"yearly": ("/月", "/年"), "monthly": ("/年", "/月")}


def called(expression: written.Called, scope: Scope, resolve: Resolve) -> Node:
    """A call of any sort."""
    name = expression.function
    if name in AGGREGATES:
        return aggregates.aggregate(expression, scope, resolve)
    if expression.keywords:
        sentence = f"{name} 没有“{expression.keywords[0][0]}=”"
        raise messages.failed("wrong-arguments", sentence, expression.span)
    if name in FORM_MAKERS:
        return FORM_MAKERS[name](expression, scope, resolve)
    if name in FUNCTIONS:
        return function(FUNCTIONS[name], expression, scope, resolve)
    if name in FORMS:
        hint = f"如 {FORMS[name].example}"
        raise messages.failed("misplaced-form", f"{name} 不能写在这里", expression.span, hint)
    known = [*FUNCTIONS, *FORMS, *AGGREGATES]
    hint = messages.near(name, known, "用 checker functions 列出全部函数")
    sentence = f"没有“{name}”这个函数"
    raise messages.failed("unknown-function", sentence, expression.function_span, hint)


def arguments(
    expression: written.Called, least: int, most: int, example: str
) -> tuple[written.Expression, ...]:
    """The arguments, as many as there must be."""
    if not least <= len(expression.arguments) <= most:
        count = f"{least}" if least == most else f"{least}到{most}"
        sentence = f"{expression.function} 要{count}项，写了{len(expression.arguments)}项"
        raise messages.failed("wrong-arguments", sentence, expression.span, f"如 {example}")
    return expression.arguments


def function(what: Function, expression: written.Called, scope: Scope, resolve: Resolve) -> Node:
    """A function of the closed list."""
    least = sum(not wants.endswith("?") for wants in what.takes)
    given = arguments(expression, least, len(what.takes), what.example)
    nodes = every(partial(resolve, argument, scope) for argument in given)
    for node, wants in zip(nodes, what.takes, strict=False):
        check_argument(node, wants)
    if what.gives in PERIODS:
        return per_period(what, expression, nodes[0])
    if what.name in WORDS:
        words = WORDS[what.name]
        nodes.append(Constant(Type(Kind.CHOICES), what.name, expression.span, words))
    return Call(
        result_type(what, nodes), expression.text, expression.span, what.name, tuple(nodes)
    )


def check_argument(node: Node, wants: str) -> None:
    """Is the argument of the kind that the function takes?"""
    kinds, title = TAKES[wants.rstrip("?")]
    if node.type.kind not in kinds:
        raise messages.wanted(node.span, title, node.type)
    if wants == "pattern":
        check_pattern(node)
    if wants == "places?" and not (isinstance(node, Constant) and node.type.whole):
        raise messages.failed("wrong-arguments", "位数要写成整数", node.span, "如 round(x, 2)")


def check_pattern(node: Node) -> None:
    """A pattern is a constant that RE2 understands."""
    if not isinstance(node, Constant) or not isinstance(node.value, str):
        raise messages.failed(
            "wrong-pattern", "式样要直接写出来", node.span, '如 "1[3-9][0-9]{9}"'
        )
    import re2  # noqa: PLC0415  10 ms, only for rules with patterns

    silent = re2.Options()
    silent.log_errors = False  # else the library writes to the terminal by itself
    try:
        re2.compile(node.value, options=silent)
    except re2.error as error:
        reason = error.args[0]
        told = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
        sentence = f"式样写得不对：{told}"
        hint = "汉字直接写，如 [一-龥]" if r"\u" in node.value else "写法见 RE2"
        raise messages.failed("wrong-pattern", sentence, node.span, hint) from error


NUMBERS = (Kind.COUNT, Kind.NUMBER, Kind.AMOUNT)
TAKES: dict[str, tuple[tuple[Kind, ...], str]] = {
    "number": (NUMBERS, "数"),
    "amount": (NUMBERS, "数量"),
    "places": (NUMBERS, "位数"),
    "text": (units.TEXTS, "文字"),
    "pattern": (units.TEXTS, "式样"),
    "date": ((Kind.DATE,), "日期"),
    "day-or-month": ((Kind.DATE, Kind.MONTH), "日期或月份"),
    "id": ((Kind.ID_NUMBER, Kind.TEXT), "证件号码"),
}


def result_type(what: Function, nodes: list[Node]) -> Type:
    """What the function gives."""
    first = nodes[0].type
    match what.gives:
        case "same":
            whole = (
                first.whole or what.name == "floor" or (what.name == "round" and len(nodes) == 1)
            )
            return Type(first.kind, first.unit, whole=whole)
        case "count":
            return Type(Kind.COUNT, "岁" if what.name == "age_on" else None, whole=True)
        case "choice":
            return Type(Kind.CHOICE)
        case gives:
            return Type(Kind(gives))


def per_period(what: Function, expression: written.Called, node: Node) -> Node:
    """per_year, per_month: an amount of a year or a month as the other's."""
    other, own = PERIODS[what.gives]
    unit = node.type.unit or ""
    if unit.endswith(own):
        return node
    if what.gives == "yearly" and node.type.kind is Kind.AMOUNT and unit == MONEY:
        type_ = replace(node.type, unit=unit + own)
        return replace(node, type=type_)  # what came in within the year is so much a year
    if not unit.endswith(other):
        hint = "如 元/月 和 元/年"
        raise messages.failed("unit-mismatch", f"单位“{unit}”不是按年或按月的", node.span, hint)
    type_ = Type(node.type.kind, unit.removesuffix(other) + own, bounded=node.type.bounded)
    twelve_type = Type(Kind.COUNT, whole=True)
    twelve = Constant(twelve_type, "12", expression.span, Decimal(MONTHS_A_YEAR))
    if what.gives == "monthly":
        return Quotient(type_, expression.text, expression.span, node, twelve)
    return Arithmetic(type_, expression.text, expression.span, "*", node, twelve)


def made_date(expression: written.Called, scope: Scope, resolve: Resolve) -> Node:
    """`date("2020-09-17")`, `date("2023-04")`, `date(year(核查日), 8, 1)`."""
    example = 'date("2020-09-17") 或 date(year(核查日), 8, 1)'
    given = arguments(expression, 1, 3, example)
    if len(given) == 1 and isinstance(given[0], written.Literal):
        return written_date(expression, given[0])
    if len(given) != 3:  # noqa: PLR2004  year, month, day
        sentence = "date 要一个日期或年、月、日三个数"
        raise messages.failed("wrong-arguments", sentence, expression.span, f"如 {example}")
    nodes = every(partial(resolve, argument, scope) for argument in given)
    for node in nodes:
        check_argument(node, "number")
    return Call(units.DATE, expression.text, expression.span, "date", tuple(nodes))


def written_date(expression: written.Called, literal: written.Literal) -> Constant:
    """A date or a month written out."""
    text = literal.value if isinstance(literal.value, str) else ""
    hint = '如 date("2020-09-17")，月份如 date("2020-09")'
    try:
        if len(text) == len("2020-09"):
            first = date.fromisoformat(f"{text}-01")
            month = Month(first.year, first.month)
            return Constant(units.MONTH, expression.text, expression.span, month)
        if len(text) == len("2020-09-17"):
            day = date.fromisoformat(text)
            return Constant(units.DATE, expression.text, expression.span, day)
    except ValueError as error:
        sentence = f"没有“{text}”这一天"
        raise messages.failed("no-such-date", sentence, literal.span, hint) from error
    raise messages.failed("no-such-date", f"“{literal.text}”不是日期", literal.span, hint)


def asked(expression: written.Called, scope: Scope, resolve: Resolve) -> Node:
    """blank, unreadable of a field; known of anything."""
    question = expression.function
    node = resolve(arguments(expression, 1, 1, FORMS[question].example)[0], scope)
    if question != "known" and not isinstance(node, FieldRead):
        hint = "要问有没有值，用 known(…)"
        raise messages.failed("field-wanted", f"{question} 只能问字段", node.span, hint)
    return Ask(units.YES_NO, expression.text, expression.span, question, node)


def or_else(expression: written.Called, scope: Scope, resolve: Resolve) -> Node:
    """A field, or something else where it is blank."""
    given = arguments(expression, 2, 2, FORMS["or_else"].example)
    node, otherwise = every(partial(resolve, argument, scope) for argument in given)
    if not isinstance(node, FieldRead):
        hint = "or_else 的第一项要是字段；它只替换没有填写的值"
        raise messages.failed("field-wanted", "or_else 只用于字段", node.span, hint)
    type_ = units.merged(expression.span, node.type, otherwise.type)
    return OrElse(type_, expression.text, expression.span, node, otherwise)


def at(expression: written.Called, scope: Scope, resolve: Resolve) -> Node:
    """A standard's value in force on another day."""
    given = arguments(expression, 2, 2, FORMS["at"].example)
    node, day = every(partial(resolve, argument, scope) for argument in given)
    return standards.at_day(node, day, expression, scope)


FORM_MAKERS: dict[str, Callable[[written.Called, Scope, Resolve], Node]] = {
    "date": made_date,
    "blank": asked,
    "unreadable": asked,
    "known": asked,
    "or_else": or_else,
    "at": at,
}
