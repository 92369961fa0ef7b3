"""What can be wrong with the data dictionary, each with its mend."""

from __future__ import annotations

from collections.abc import Iterable

from checker.fault import Fault
from checker.read.messages import near, some
from checker.source import Span

MENDS = {
    "title": "补上 title: 中文名称",
    "kind": "补上 kind: text、choice、yes_no、count、amount、date 等",
    "codes": "补上 codes: 代码表的名称",
    "unit": "补上 unit: 单位",
    "link": "补上 link: 填写上级表键值的字段",
    "absence": "补上 absence: means_no 或 unknown",
}


def needs(span: Span, name: str, key: str) -> Fault:
    """A table or field without what it must have."""
    return Fault("missing-key", f"“{name}”缺少 {key}", span, hint=MENDS[key])


def changes(span: Span, name: str, key: str, first: Span) -> Fault:
    """An extension says otherwise than what it extends."""
    return Fault(
        "changes-catalog",
        f"不能改已有的 {name}" if name == key else f"“{name}”已经有了，不能改成 {key}",
        span,
        hint=f"原来的在 {first}；只能增加表、字段、表头和代码",
    )


def unknown_table(span: Span, name: str, known: Iterable[str]) -> Fault:
    """A parent that there is not."""
    return Fault("unknown-table", f"没有“{name}”这个表", span, hint=near(name, known))


def unknown_field(span: Span, name: str, known: Iterable[str]) -> Fault:
    """A key or link field that the table has not."""
    return Fault("unknown-field", f"这个表没有“{name}”这一项", span, hint=near(name, known))


def unknown_codes(span: Span, name: str, known: Iterable[str]) -> Fault:
    """A code list that there is not."""
    hint = near(name, known, "在 codes 里加上它")
    return Fault("unknown-codes", f"没有“{name}”这个代码表", span, hint=hint)


def name_twice(span: Span, name: str, first: Span) -> Fault:
    """Two tables, or two fields of a table, with one name."""
    return Fault("taken-name", f"“{name}”用了两次", span, hint=f"第一次在 {first}，改掉一个")


def name_of_table(span: Span, name: str, table: Span) -> Fault:
    """A field with a table's name."""
    return Fault(
        "taken-name", f"字段不能与表同名：“{name}”", span, hint=f"表在 {table}，改字段的名称"
    )


def not_for_kind(span: Span, key: str, kind: str) -> Fault:
    """`unit` of a text."""
    return Fault(
        "not-for-kind", f"{kind} 种类的字段没有 {key}", span, hint=f"删去 {key}，或改 kind"
    )


def blank_not_a_code(span: Span, blank: str, codes: Iterable[str]) -> Fault:
    """`blank` names no code of the field."""
    hint = near(blank, codes, f"代码有：{some(codes)}")
    return Fault("unknown-code", f"blank 的“{blank}”不在代码里", span, hint=hint)


def link_and_key(span: Span, table: str, parent: str) -> Fault:
    """As many link fields as the parent's key has."""
    return Fault(
        "link-and-key",
        f"{table}表的 link 与{parent}表的 key 项数不同",
        span,
        hint="上级表要有 key，两边的字段按次序一一对应",
    )


def register_as_parent(span: Span, register: str) -> Fault:
    """A register has no children."""
    return Fault(
        "link-and-key", f"名册“{register}”不能作上级表", span, hint="用规则里的条件关联名册"
    )


def own_ancestor(span: Span, table: str) -> Fault:
    """Parents in a circle."""
    return Fault(
        "own-ancestor", f"{table}表绕了一圈成了自己的上级", span, hint="检查 parent 和 also_of"
    )


def spelling_twice(span: Span, spelling: str, code: str, other: str) -> Fault:
    """A spelling that means two codes."""
    return Fault(
        "spelling-twice",
        f"“{spelling}”既是“{code}”又是“{other}”的写法",
        span,
        hint="只留在一个代码下",
    )
