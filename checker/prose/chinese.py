"""Conditions as Chinese clauses.

Values stand in `chinese_values`, aggregates in `chinese_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any as Whatever
from typing import TypeGuard

from checker.model.function import AS_OF
from checker.model.kind import Kind
from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
    Arithmetic,
    Ask,
    Call,
    Compare,
    Constant,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    Not,
    OrElse,
    SameRow,
    StandardRead,
    Within,
)
from checker.prose.cases import cases
from checker.prose.chinese_rows import Ranged
from checker.prose.chinese_values import Values, unit_beside
from checker.prose.chinese_words import CHINESE, ORDERS, calendar, family, quoted
from checker.prose.clause import AND, OR, Clause, joined
from checker.prose.conditions import OPPOSITE, TURNED, fixedness, opened
from checker.prose.lists import list_name, told_apart
from checker.prose.view import View

# Function → what is said of its first argument; {1} is the second.
SAID = {
    "valid_id_number": ("是有效的公民身份号码", "不是有效的公民身份号码"),
    "valid_disability_number": ("是有效的残疾人证号", "不是有效的残疾人证号"),
    "matches": ("符合式样{1}", "不符合式样{1}"),
    "contains": ("含有{1}", "不含有{1}"),
    "starts_with": ("以{1}开头", "不以{1}开头"),
    "ends_with": ("以{1}结尾", "不以{1}结尾"),
}
# Question → what is said of a field that is so, and that is not so.
ASKED = {
    "blank": ("未填写", "已填写"),
    "unreadable": ("填写的内容无法识别", "没有无法识别的内容"),
    "known": ("已填写且能够识别", "未填写或者无法识别"),
}


class Chinese:
    """Says conditions."""

    def __init__(self) -> None:
        self.values = Values(self)
        self.rows = Ranged(self)

    def clause(self, node: Node, view: View, *, holds: bool = True) -> Clause:
        """The condition, or with `holds` False its opposite."""
        node = cases(node)
        return CLAUSES.get(type(node), Chinese.bare)(self, node, view, holds)

    def all_of(self, nodes: Sequence[Node], view: View, word: str, *, holds: bool) -> Clause:
        """Several conditions joined."""
        clauses = [self.clause(one, view, holds=holds) for one in opened(nodes)]
        return joined(clauses, word, CHINESE)

    def joined(self, node: All | Any, view: View, holds: bool) -> Clause:
        """And, or; of the opposite of "and" it is told that they are not so together."""
        word = AND if isinstance(node, All) else OR
        if holds or word == OR:
            return self.all_of(node.operands, view, word if holds else AND, holds=holds)
        whole = self.all_of(node.operands, view, word, holds=True)
        if whole.before.startswith("均"):
            return Clause(whole.subject, "不同时" + whole.before[1:], tied=False)
        if not whole.compound and whole.object:
            return Clause(whole.subject, "不同时" + whole.predicate, tied=False)
        parts = [self.clause(one, view).text for one in node.operands]
        numbered = "；".join(f"{CIRCLED[i]}{text}" for i, text in enumerate(parts))
        return Clause("", f"不同时出现下列情形：{numbered}", tied=False)

    def negated(self, node: Not, view: View, holds: bool) -> Clause:
        """Not."""
        return self.clause(node.operand, view, holds=not holds)

    def compared(self, node: Compare, view: View, holds: bool) -> Clause:
        """A comparison, said of what varies."""
        left, right, operator = node.left, node.right, node.operator
        if written_beside(left, right) or fixedness(left) > fixedness(right):
            left, right, operator = right, left, TURNED[operator]
        operator = operator if holds else OPPOSITE[operator]
        if isinstance(right, Constant) and isinstance(right.value, bool):
            return self.clause(left, view, holds=right.value == (operator == "=="))
        subject = self.subject(left, view)
        if is_year(left) and is_year(right) and operator in ("==", "!="):
            days = [self.values.noun(one.arguments[0], view) for one in (left, right)]
            verdict = "在同一年" if operator == "==" else "不在同一年"
            return Clause(days[0], "与", days[1], verdict)
        value = self.beside(left, right, view)
        if operator in ("==", "!=") and value == self.values.this(view):
            return Clause(subject, "与", value, "相同" if operator == "==" else "不同")
        if operator in ("==", "!="):
            return self.equal(subject, left, right, value, equal=operator == "==")
        nought = isinstance(right, Constant) and right.value == 0
        order = "大于" if nought and operator == ">" else ORDERS[family(left, left.type)][operator]
        return Clause(subject, order, value)

    def subject(self, node: Node, view: View) -> str:
        """What a comparison is about; |甲－乙| <= x is said as 甲与乙相差不超过 x."""
        if isinstance(node, Call) and node.function == "abs":
            inner = node.arguments[0]
            if isinstance(inner, Arithmetic) and inner.operator == "-":
                left, right = (self.values.noun(one, view) for one in (inner.left, inner.right))
                return f"{left}与{right}相差"
        return self.values.noun(node, view)

    def beside(self, left: Node, right: Node, view: View) -> str:
        """The other side; a field of the same name on another row is not named twice."""
        if isinstance(left, FieldRead) and isinstance(right, FieldRead | DefinedRead):
            title = right.field.title if isinstance(right, FieldRead) else right.defined.name
            if title == left.field.title and left.row != right.row:
                owner = self.values.owner(right.row, view).removesuffix("的")
                return f"{owner}{RECORDED}" if right.row.way else self.values.this(view)
        if isinstance(left, FieldRead) and is_lookup(right) and same_title(left, right.value):
            return self.rows.found(right, view) + RECORDED
        return self.values.noun(right, view, unit_beside(left, view))

    def equal(self, subject: str, left: Node, right: Node, value: str, *, equal: bool) -> Clause:
        """Equality with a value (为) or with something else that varies (与…一致)."""
        fixed = isinstance(right, Constant | StandardRead) and right.text not in AS_OF
        if fixed:
            quoted_ = left.type.kind in (Kind.CHOICE, Kind.CHOICES)
            return Clause(subject, "为" if equal else "不为", value, "",
                          listable=(OR,) if equal else (), shared=quoted_)  # fmt: skip
        alike = value.endswith(RECORDED)
        number = left.type.kind.numeric and not calendar(right) and not alike
        word = "相等" if number else "一致"
        return Clause(subject, "与", value, word if equal else f"不{word}", shared=alike)

    def same_row(self, node: SameRow, view: View, holds: bool) -> Clause:
        """Is it the row checked itself?"""
        return Clause("", f"{'是' if holds else '不是'}{self.values.this(view)}")

    def among(self, node: Among, view: View, holds: bool) -> Clause:
        """Membership in a list, by its name where it has one."""
        subject = self.values.noun(node.item, view)
        name = list_name(node)
        items = [self.values.noun(one, view, unit_beside(node.item, view)) for one in node.items]
        if name and told_apart(node):
            words = (OR,) if holds else ()
            return Clause(subject, "属于" if holds else "不属于", f"“{name}”", listable=words)
        if not items:
            return Clause("", "不成立" if holds else "成立")
        if name:
            bare = "、".join(one.strip("“”") for one in items)
            return Clause(subject, "属于" if holds else "不属于", f"“{name}”（{bare}）")
        if holds:
            return Clause(subject, "为", quoted(items, OR))
        if len(items) == PAIR:
            return Clause(subject, "既不为", f"{items[0]}也不为{items[1]}")
        return Clause(subject, "不为", quoted(items, OR) + ("中任何一项" if items[1:] else ""))

    def within(self, node: Within, view: View, holds: bool) -> Clause:
        """Is a code among several; of a standard's codes it is told as of a list's."""
        if isinstance(node.choices, StandardRead):
            subject, listed = (self.values.noun(one, view) for one in (node.item, node.choices))
            return Clause(subject, "属于" if holds else "不属于", listed)
        verb = "含" if holds else "不含"
        words = (AND, OR) if holds else ()
        subject = self.values.noun(node.choices, view)
        return Clause(subject, verb, self.values.noun(node.item, view), listable=words)

    def decided(self, node: Decide, view: View, holds: bool) -> Clause:
        """A table of conditions."""
        parts = [
            f"{self.clause(when, view).text}的，{self.clause(then, view, holds=holds).text}"
            for when, then in node.rows
        ]
        if node.otherwise is not None:
            parts.append(f"其他情形，{self.clause(node.otherwise, view, holds=holds).text}")
        return Clause("", "；".join(parts), compound=OR, tied=False)

    def asked(self, node: Ask, view: View, holds: bool) -> Clause:
        """Is something filled in, can it be read, is it known."""
        subject = self.values.noun(node.of, view)
        words = ASKED[node.question]
        if not isinstance(node.of, FieldRead):
            words = ("能够确定", "无法确定")
        return Clause(subject, words[0 if holds else 1], shared=True)

    def called(self, node: Call, view: View, holds: bool) -> Clause:
        """A function that answers yes or no."""
        nouns = [self.values.noun(one, view) for one in node.arguments]
        said = SAID[node.function][0 if holds else 1].format(*nouns)
        return Clause(nouns[0], said, shared=holds)

    def defined(self, node: DefinedRead, view: View, holds: bool) -> Clause:
        """A definition that answers yes or no."""
        if node.defined.derived:
            return self.bare(node, view, holds)
        owner = self.values.owner(node.row, view).removesuffix("的")
        verb = "符合" if holds else "不符合"
        words = (AND, OR) if holds else ()
        return Clause(owner, verb, f"“{node.defined.name}”", "条件", listable=words)

    def or_else(self, node: OrElse, view: View, holds: bool) -> Clause:
        """A yes or no with what stands in for a blank."""
        instead = self.values.noun(node.otherwise, view)
        verdict = self.bare(node.of, view, holds)
        return Clause(
            verdict.subject, verdict.before, verdict.object, f"（未填写按“{instead}”计）"
        )

    def constant(self, node: Constant, view: View, holds: bool) -> Clause:
        """True or false as such."""
        return Clause("", "恒成立" if bool(node.value) == holds else "恒不成立", tied=False)

    def aggregate(self, node: Aggregate, view: View, holds: bool) -> Clause:
        """Is there a row; do all."""
        return self.rows.clause(node, view, holds)

    def bare(self, node: Node, view: View, holds: bool) -> Clause:
        """A yes or no that stands by itself: 是否吃饱为“是”, 有无御寒被褥为“有”."""
        subject = self.values.noun(node, view)
        there = "有无" in subject
        word = ("有" if there else "是") if holds else ("无" if there else "否")
        return Clause(subject, "为", f"“{word}”", shared=True)


CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
PAIR = 2
RECORDED = "登记的"  # the other side of a comparison bears the same title


# Functions that read a certificate: what they give is held against what is written.
FROM_NUMBER = ("sex_in_id", "birth_in_id", "region_in_id", "disability_type_in",
               "disability_grade_in")  # fmt: skip


def written_beside(left: Node, right: Node) -> bool:
    """Is what a number tells, or what is found elsewhere, held against what is written?"""
    if not isinstance(right, FieldRead):
        return False
    if is_lookup(left):
        return same_title(right, left.value)
    return isinstance(left, Call) and left.function in FROM_NUMBER


def is_year(node: Node) -> TypeGuard[Call]:
    """Is it the year of a day?"""
    return isinstance(node, Call) and node.function == "year"


def is_lookup(node: Node) -> TypeGuard[Aggregate]:
    """Is it a value found in other rows?"""
    return isinstance(node, Aggregate) and node.kind in ("only", "latest")


def same_title(left: FieldRead, right: Node | None) -> bool:
    """Do two fields have one title?"""
    return isinstance(right, FieldRead) and right.field.title == left.field.title


CLAUSES: dict[type, Callable[[Chinese, Whatever, View, bool], Clause]] = {
    All: Chinese.joined,
    Any: Chinese.joined,
    Not: Chinese.negated,
    Compare: Chinese.compared,
    SameRow: Chinese.same_row,
    Among: Chinese.among,
    Within: Chinese.within,
    Decide: Chinese.decided,
    Ask: Chinese.asked,
    Call: Chinese.called,
    DefinedRead: Chinese.defined,
    OrElse: Chinese.or_else,
    Constant: Chinese.constant,
    Aggregate: Chinese.aggregate,
}
