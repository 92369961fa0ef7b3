"""Comparisons, membership, and rows compared with rows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from checker.fault import every
from checker.model import expression as written
from checker.model.function import THIS_ROW
from checker.model.kind import Kind, Type
from checker.model.resolved import (
    All,
    Among,
    Compare,
    Constant,
    Node,
    Not,
    SameRow,
    Within,
)
from checker.resolve import messages, standards, units
from checker.resolve.names import Resolve
from checker.resolve.scope import Here, Scope

Step = tuple[written.Expression, str, written.Expression]


def compared(expression: written.Compared, scope: Scope, resolve: Resolve) -> Node:
    """A comparison; a chain is the conjunction of its steps."""
    parts = zip(expression.operands, expression.operators, expression.operands[1:], strict=False)
    steps = every(partial(comparison, expression, step, scope, resolve) for step in parts)
    if len(steps) == 1:
        return steps[0]
    return All(units.YES_NO, expression.text, expression.span, tuple(steps))


def comparison(whole: written.Compared, step: Step, scope: Scope, resolve: Resolve) -> Node:
    """One step: left operator right."""
    left, operator, right = step
    if operator in ("in", "not-in"):
        node = membership(whole, step, scope, resolve)
        return Not(units.YES_NO, whole.text, whole.span, node) if operator == "not-in" else node
    if is_row(left, scope) or is_row(right, scope):
        return same_row(whole, step, scope)
    first, second = every(partial(resolve, side, scope) for side in (left, right))
    first, second = as_code(first, second.type, scope), as_code(second, first.type, scope)
    ordered = operator not in ("==", "!=")
    units.comparable(whole.span, first.type, second.type, ordered=ordered)
    same_codes(whole, first.type, second.type, scope)
    return Compare(units.YES_NO, whole.text, whole.span, operator, first, second)


def is_row(expression: written.Expression, scope: Scope) -> bool:
    """Does the expression name a row as such?"""
    return isinstance(expression, written.Name) and (
        expression.name in THIS_ROW or expression.name in scope.variables
    )


def same_row(whole: written.Compared, step: Step, scope: Scope) -> Node:
    """`t != 本行`: the row ranged over against the row checked."""
    left, operator, right = step
    one, other = row_of(left, scope), row_of(right, scope)
    if one is None or other is None or operator not in ("==", "!="):
        hint = "写成 v != 本行 或 v == 本行"
        raise messages.failed("row-as-value", "一行记录只能同另一行比较", whole.span, hint)
    if one.table != other.table:
        hint = "两边要是同一张表（同一期）的行"
        raise messages.failed("different-tables", "两边不是同一张表的行", whole.span, hint)
    if one.row == other.row:
        same: Node = Constant(units.YES_NO, whole.text, whole.span, value=True)
    else:
        same = SameRow(units.YES_NO, whole.text, whole.span)
    return Not(units.YES_NO, whole.text, whole.span, same) if operator == "!=" else same


def row_of(expression: written.Expression, scope: Scope) -> Here | None:
    """The row that the expression names, if it names one."""
    if not isinstance(expression, written.Name):
        return None
    if expression.name in THIS_ROW:
        return scope.itself
    return scope.variables.get(expression.name)


def as_code(node: Node, other: Type, scope: Scope) -> Node:
    """A word beside a choice is checked against its code list; a spelling is not a code."""
    if not isinstance(node, Constant) or not isinstance(node.value, str):
        return node
    if other.kind is Kind.YES_NO:
        hint = "是否类的字段直接写名字，要“否”就写 not 名字"
        raise messages.failed("kind-mismatch", "是否类的字段不和文字比较", node.span, hint)
    if other.kind not in (Kind.CHOICE, Kind.CHOICES):
        return node
    return check_code(replace(node, type=Type(Kind.CHOICE, codes=other.codes)), scope)


def same_codes(whole: written.Written, left: Type, right: Type, scope: Scope) -> None:
    """Words of code lists: a constant must be in the other's list; two lists must overlap."""
    codes = scope.library.catalog.codes
    if left.codes and right.codes and left.codes != right.codes:
        shared = set(codes[left.codes].codes) & set(codes[right.codes].codes)
        if not shared:
            sentence = f"“{left.codes}”和“{right.codes}”没有相同的选项"
            raise messages.failed("kind-mismatch", sentence, whole.span)


def check_code(node: Node, scope: Scope) -> Node:
    """A constant word of a choice must be one of its codes."""
    if isinstance(node, Constant) and isinstance(node.value, str) and node.type.codes:
        known = scope.library.catalog.codes[node.type.codes].codes
        if node.value not in known:
            spellings = {s: code for code, others in known.items() for s in others}
            if node.value in spellings:
                raise messages.other_spelling(node.span, node.value, spellings[node.value])
            raise messages.unknown_code(node.span, node.value, node.type.codes, known)
    return node


def membership(whole: written.Compared, step: Step, scope: Scope, resolve: Resolve) -> Node:
    """`x in (a, b)`, `x in a list`, `"因病" in 致贫原因`, `x in a standard's list`."""
    left, _, right = step
    item = resolve(left, scope)
    if isinstance(right, written.Listed):
        members = every(partial(resolve, member, scope) for member in right.items)
        return among(whole, item, members, scope)
    if isinstance(right, written.Name) and right.name in scope.library.lists:
        named = scope.library.lists[right.name]
        members = [standards.constant(code, right) for code in named.codes]
        return among(whole, item, members, scope)
    choices = resolve(right, scope)
    if choices.type.kind is not Kind.CHOICES:
        hint = 'in 右边要写名单、多选字段或 ("甲", "乙")'
        raise messages.failed("not-a-list", "in 右边不是名单", right.span, hint)
    item = as_code(item, choices.type, scope)
    units.comparable(whole.span, item.type, units.TEXT, ordered=False)
    same_codes(whole, item.type, choices.type, scope)
    return Within(units.YES_NO, whole.text, whole.span, item, choices)


def among(whole: written.Compared, item: Node, members: list[Node], scope: Scope) -> Node:
    """Membership in a list of values, each comparable with the item."""
    checked = every(partial(member_of, whole, item, member, scope) for member in members)
    kinds = {member.type.kind for member in checked}
    if Kind.CHOICES in kinds:
        raise messages.failed("not-a-list", "名单里不能再放名单", whole.span)
    for member in checked:
        item = as_code(item, member.type, scope)
    return Among(units.YES_NO, whole.text, whole.span, item, tuple(checked))


def member_of(whole: written.Compared, item: Node, member: Node, scope: Scope) -> Node:
    """One value of a list, as it stands beside the item."""
    member = as_code(member, item.type, scope)
    units.comparable(member.span, item.type, member.type, ordered=False)
    same_codes(whole, item.type, member.type, scope)
    return member
