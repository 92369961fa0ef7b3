"""A written expression becomes a resolved one, or its faults."""

from __future__ import annotations

from functools import partial

from checker.fault import every
from checker.model import expression as written
from checker.model.function import AS_OF, THIS_ROW
from checker.model.kind import Kind, Type, number
from checker.model.resolved import All, Any, Constant, Decide, Node, Not
from checker.resolve import arithmetic, calls, comparisons, messages, names, standards, units
from checker.resolve.scope import Scope


def resolve_expression(expression: written.Expression, scope: Scope) -> Node:  # noqa: C901, PLR0912
    """Resolve one expression.

    Raises:
        FaultyInput: with the faults of all its operands, not only of the first.
    """
    match expression:
        case written.Literal():
            return literal(expression)
        case written.Name():
            return name(expression, scope)
        case written.Member():
            return names.dotted(expression, scope, resolve_expression)
        case written.Compared():
            return comparisons.compared(expression, scope, resolve_expression)
        case written.Joined():
            return joined(expression, scope)
        case written.Negated():
            operand = names.condition(expression.operand, scope, resolve_expression)
            return Not(units.YES_NO, expression.text, expression.span, operand)
        case written.Reckoned():
            return arithmetic.reckoned(expression, scope, resolve_expression)
        case written.Minus():
            return arithmetic.minus(expression, scope, resolve_expression)
        case written.Chosen():
            return chosen(expression, scope)
        case written.Item():
            return standards.by_code(expression, scope, resolve_expression)
        case written.Called():
            return calls.called(expression, scope, resolve_expression)
        case written.Listed():
            hint = "名单只能写在 in 的右边"
            raise messages.failed("list-as-value", "这里不能写名单", expression.span, hint)
        case written.Ranged():
            hint = "“… for v in …”要写在 any(…)、count(…)、sum(…) 等里面"
            raise messages.failed("bare-loop", "这里不能直接写循环", expression.span, hint)


def literal(expression: written.Literal) -> Constant:
    """A number, a word, True or False."""
    value = expression.value
    if isinstance(value, bool):
        return Constant(units.YES_NO, expression.text, expression.span, value)
    if isinstance(value, str):
        return Constant(units.TEXT, expression.text, expression.span, value)
    held = number(value)
    if held is None:
        hint = "数要在正负一万亿之内"
        raise messages.failed("number-too-large", "这个数太大", expression.span, hint)
    whole = held == held.to_integral_value()
    type_ = Type(Kind.COUNT if whole else Kind.NUMBER, whole=whole)
    return Constant(type_, expression.text, expression.span, held)


def name(expression: written.Name, scope: Scope) -> Node:
    """A bare name: the day of the check, a standard, else something of the row."""
    if expression.name in AS_OF:
        return Constant(units.DATE, expression.text, expression.span, scope.library.as_of)
    if expression.name in scope.library.standards and not shadowed(expression.name, scope):
        return standards.read(expression, expression.name, scope)
    if expression.name in scope.library.lists:
        hint = f"名单要写在 in 的右边，如 学段 in {expression.name}"
        raise messages.failed("list-as-value", f"“{expression.name}”是名单", expression.span, hint)
    if expression.name in THIS_ROW or expression.name in scope.variables:
        hint = "一行记录只能同另一行比较，如 v != 本行；取值要写 v.字段"
        raise messages.failed(
            "row-as-value", f"“{expression.name}”是一行记录，不是一个值", expression.span, hint
        )
    return names.bare_name(expression, scope, resolve_expression)


def shadowed(title: str, scope: Scope) -> bool:
    """Is a standard's name also a variable's?"""
    return title in scope.variables


def joined(expression: written.Joined, scope: Scope) -> Node:
    """`a and b`, `a or b`."""
    operands = every(
        partial(names.condition, operand, scope, resolve_expression)
        for operand in expression.operands
    )
    make = All if expression.operator == "and" else Any
    return make(units.YES_NO, expression.text, expression.span, tuple(operands))


def chosen(expression: written.Chosen, scope: Scope) -> Node:
    """`x if c else y`: a decision table of one row."""
    condition = names.condition(expression.condition, scope, resolve_expression)
    branches = (expression.then, expression.otherwise)
    then, otherwise = every(partial(resolve_expression, one, scope) for one in branches)
    type_ = units.merged(expression.span, then.type, otherwise.type)
    return Decide(type_, expression.text, expression.span, ((condition, then),), otherwise)
