"""Numbers and days reckoned with."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from checker.fault import every
from checker.model import expression as written
from checker.model.kind import Kind, Type
from checker.model.resolved import Arithmetic, Constant, DaysBetween, Node, Quotient, Shift
from checker.resolve import messages, units
from checker.resolve.names import Resolve
from checker.resolve.scope import Scope

MONTHS = "months"


def reckoned(expression: written.Reckoned, scope: Scope, resolve: Resolve) -> Node:
    """`a + b`, `a - b`, `a * b`, `a / b`; days with dates."""
    operator = expression.operator
    if operator in "+-" and is_months(expression.right):
        return by_months(expression, scope, resolve)
    sides = (expression.left, expression.right)
    left, right = every(partial(resolve, side, scope) for side in sides)
    if Kind.DATE in (left.type.kind, right.type.kind):
        return with_date(expression, left, right)
    for node in (left, right):
        if not node.type.kind.numeric:
            raise messages.wanted(node.span, "数", node.type)
    span, text = expression.span, expression.text
    if operator == "/":
        return Quotient(units.divided(span, left.type, right.type), text, span, left, right)
    reckon = units.multiplied if operator == "*" else units.added
    return Arithmetic(reckon(span, left.type, right.type), text, span, operator, left, right)


def with_date(expression: written.Reckoned, left: Node, right: Node) -> Node:
    """Days between dates, a date some days on or back."""
    span, text, operator = expression.span, expression.text, expression.operator
    if operator == "-" and left.type.kind is right.type.kind:
        return DaysBetween(Type(Kind.COUNT, units.DAYS, whole=True), text, span, left, right)
    if operator == "+" and right.type.kind is Kind.DATE:
        left, right = right, left
    if left.type.kind is not Kind.DATE or operator not in "+-":
        raise messages.kind_mismatch(span, left.type, right.type, "日期只能加减天数或 months(n)")
    if not right.type.kind.numeric:
        raise messages.wanted(right.span, "天数", right.type)
    if right.type.unit not in (None, units.DAYS):
        raise messages.unit_mismatch(right.span, Type(Kind.COUNT, units.DAYS), right.type)
    return Shift(units.DATE, text, span, left, right, months=False, back=operator == "-")


def is_months(expression: written.Expression) -> bool:
    """Is it `months(n)`?"""
    return isinstance(expression, written.Called) and expression.function == MONTHS


def by_months(expression: written.Reckoned, scope: Scope, resolve: Resolve) -> Node:
    """A date some months on or back."""
    call = expression.right
    assert isinstance(call, written.Called)  # is_months has looked
    if len(call.arguments) != 1 or call.keywords:
        raise messages.failed("wrong-arguments", "months 要一个数", call.span, "如 months(3)")
    day = resolve(expression.left, scope)
    if day.type.kind is not Kind.DATE:
        raise messages.wanted(day.span, "日期", day.type)
    by = resolve(call.arguments[0], scope)
    if not by.type.kind.numeric or by.type.unit not in (None, "月", "个月"):
        raise messages.wanted(by.span, "月数", by.type)
    back = expression.operator == "-"
    return Shift(units.DATE, expression.text, expression.span, day, by, months=True, back=back)


def minus(expression: written.Minus, scope: Scope, resolve: Resolve) -> Node:
    """`-a`: nought less a."""
    operand = resolve(expression.operand, scope)
    if not operand.type.kind.numeric:
        raise messages.wanted(operand.span, "数", operand.type)
    zero_type = Type(Kind.COUNT, whole=True)
    zero = Constant(zero_type, "0", expression.span, Decimal(0))
    type_ = units.added(expression.span, zero_type, operand.type)
    return Arithmetic(type_, expression.text, expression.span, "-", zero, operand)
