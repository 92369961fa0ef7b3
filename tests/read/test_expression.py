"""Expressions: what is read, exactly where, and what is refused with which mend."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.fault import FaultyInput
from checker.model import expression as model
from checker.model.expression import Expression
from checker.read.expression import parse
from checker.source import Source, Span


def read(text: str) -> Expression:
    """The expression of a text that stands at the start of its file."""
    return parse(text, Span(Source("a.yaml", text), 1, 1))


def nodes(tree: object) -> Iterator[model.Written]:
    """A tree's nodes."""
    if isinstance(tree, model.Written):
        yield tree
        for value in vars(tree).values():
            yield from nodes(value)
    elif isinstance(tree, tuple):
        for part in tree:
            yield from nodes(part)


# All that language.md, sections 2 and 10, write.
GOOD = """
年龄
户.村名
m.户.县
村.是否通自来水
"在校"
'在校'
3
0.95
date("2020-09-17")
date(year(核查日), 8, 1)
date("2023-04")
True
义务教育起始年龄 <= 年龄 <= 15
学段 == "小学" and 寄宿
寄宿生生活补助["小学"]
寄宿生生活补助[学段]
at(农村低保标准, b.发放日期)
在校生状况 in 在读状态 or 未上学原因 in 允许未上学原因
学段 not in ["小学", "初中"]
学段 in ("小学", "初中")
申请日期 + months(3) <= 核查日
-3 + 5 * (a - b) / 2
1 if 寄宿 else 0
any(c for v in 走访 if w)
count(成员) == 家庭人口数
count(m for m in 成员 if m.与户主关系 == "户主") == 1
distinct(v.走访人 for v in 走访)
latest((e.住房 for e in 走访 if e.签字), by=e.日期)
longest_gap((v.日期 for v in 走访), since=date("2020-08-01"), until=核查日)
not unreadable(监测对象类别)
matches(联系电话, "1[3-9][0-9]{9}")
matches(联系电话, "\\d{11}")
0 <= 务工时间 <= 12
not any(h.联系电话 == 联系电话 and h != 本行 for h in 全部.户)
not any(k.证件号码 == 证件号码 and any(c.证件号码 == k.亲属证件号码 for c in 车辆登记) for k in 亲)
发放日期 - only(d.死亡日期 for d in 死亡登记 if d.证件号码 == 证件号码) <= 60
"因病" in 致贫原因
not any(b.开始 <= or_else(结束, date("9999-12-31")) for b in 户.政策享受)
count(h for h in 户 if known(h.满意) and h.满意) / count(h for h in 户) >= 0.9
any(v.x for v in 走访 if v.a if v.b)
""".strip().split("\n")


@pytest.mark.parametrize("text", GOOD)
def test_text_and_place_of_every_node(text: str) -> None:
    """Each node's text is what stands at its place, counted in characters."""
    for node in nodes(read(text)):
        start = node.span.column - 1
        assert text[start : start + node.span.length] == node.text


def test_tree() -> None:
    """Names, members, numbers, comparisons."""
    tree = read("户.年收入 / 1.10 >= 0")

    assert isinstance(tree, model.Compared)
    assert tree.operators == (">=",)
    left, right = tree.operands
    assert isinstance(left, model.Reckoned)
    assert isinstance(left.left, model.Member)
    assert (left.left.name, left.left.name_span.column) == ("年收入", 3)
    assert isinstance(left.right, model.Literal)
    assert str(left.right.value) == "1.10"
    assert isinstance(right, model.Literal)
    assert right.value == Decimal(0)


def test_ranged() -> None:
    """What an aggregate ranges over; several `if`s are one condition."""
    called = read("latest((v.住房 for v in 户.走访 if v.a if v.b), by=v.日期)")

    assert isinstance(called, model.Called)
    (ranged,) = called.arguments
    assert isinstance(ranged, model.Ranged)
    assert (ranged.variable, ranged.collection.text) == ("v", "户.走访")
    assert ranged.text == "v.住房 for v in 户.走访 if v.a if v.b"
    assert isinstance(ranged.condition, model.Joined)
    assert [operand.text for operand in ranged.condition.operands] == ["v.a", "v.b"]
    assert [(name, value.text) for name, value in called.keywords] == [("by", "v.日期")]


def test_numbers_are_exact() -> None:
    """A number is its text, never a binary fraction."""
    tree = read("0.1")

    assert isinstance(tree, model.Literal)
    assert tree.value == Decimal("0.1")


def test_backslashes() -> None:
    """A pattern's backslash stays; one that Python would turn into something else is refused."""
    tree = read(r'matches(a, "\d\\b")')

    assert isinstance(tree, model.Called)
    pattern = tree.arguments[1]
    assert isinstance(pattern, model.Literal)
    assert pattern.value == r"\d\b"


# text, code, column, what the hint holds, why
FAULTY = [
    ("年龄 ＞= 16", "wide-sign", 4, ">", "a Chinese keyboard"),
    ("年龄 ≥ 16", "wide-sign", 4, ">=", "a sign of books"),
    ("年龄\u3000>= 16", "wide-sign", 3, "空格", "a full-width blank"),
    ("年龄 >= \uff11\uff16", "odd-number", 7, "16", "full-width digits"),
    ("性别 == “男”", "wide-sign", 7, '"', "curly quotes"),
    ("count（成员）", "wide-sign", 6, "(", "a Chinese keyboard"),
    ('a in ("因病" "因残")', "no-comma", 7, '["因病", "因残"]', "Python makes one word of two"),
    ('a in ("因病")', "text-as-list", 7, '["因病"]', "brackets make no list"),
    ('x == "a" or "b"', "bare-operand", 13, 'x == "b"', "Python takes it for true"),
    ("a in b == c", "mixed-chain", 1, "(a in b)", "Python chains them"),
    ("a is b", "no-such-operator", 3, "==", "identity is Python's"),
    ("a is not b", "no-such-operator", 3, "==", "identity is Python's"),
    ("(a := 3) > 1", "no-such-operator", 4, "==", "assignment"),
    ("any(x for a in b for c in d)", "not-in-language", 22, "any(", "two for"),
    ("年龄 > 1e3", "odd-number", 6, "1000", "an exponent"),
    ("a > 0x10", "odd-number", 5, "1000", "hexadecimal"),
    ("a > 1_000", "odd-number", 5, "1000", "an underscore"),
    ("a > 0536", "odd-number", 5, '"0536"', "an area code is a text"),
    ("a > .5", "odd-number", 5, "0.5", "half a number"),
    ("a > 1,000", "odd-number", 7, "千位", "a thousands comma"),
    ("年龄 >= 16岁", "odd-number", 7, "16", "a unit"),
    ("a == 2020.9.1", "odd-number", 6, 'date("2020-09-17")', "a date"),
    ("a ** 2", "no-such-operator", 3, "x * x", "a power"),
    ("a % 2", "no-such-operator", 3, "x / 100", "a remainder, or per cent"),
    ("a // 2", "no-such-operator", 3, "floor", "whole division"),
    ("a >> 2", "no-such-operator", 3, ">", "a shift"),
    ('f"{a}" == b', "no-prefix", 1, "删去", "a formatted text"),
    ("any(lambda x: x)", "no-such-operator", 5, "", "a function of one's own"),
    ('姓名.startswith("王")', "call-of-member", 1, 'starts_with(姓名, "王")', "a method"),
    ("姓名.__class__()", "call-of-member", 1, "", "no way into Python"),
    ("any([x for x in 成员])", "not-in-language", 5, "any(", "a list made on the way"),
    ("length(a for a in b)", "stray-range", 7, "any(", "no aggregate"),
    ("a = 3", "single-equals", 3, "==", "spreadsheets compare with one"),
    ("a && b", "no-such-operator", 3, "and", "another language"),
    ("a || b", "no-such-operator", 3, "or", "another language"),
    ("!a", "no-such-operator", 1, "not", "another language"),
    ("a <> b", "no-such-operator", 3, "!=", "another language"),
    ("a 且 b", "no-such-operator", 3, "and", "Chinese"),
    ("a 或 b", "no-such-operator", 3, "or", "Chinese"),
    ("a == None", "no-such-operator", 6, "blank", "nothing is not a value"),
    ("a == true", "no-such-operator", 6, "True", "another language"),
    ("lenght(姓名) > 3", "unknown-function", 1, "length", "misspelt"),
    ("len(姓名) > 3", "unknown-function", 1, "length", "Python's"),
    ("年龄 >= 16 户.村名", "no-operator", 10, "and", "something between is missing"),
    ("a, b", "loose-list", 1, "[a, b]", "a list without brackets"),
    ("sum(金额)", "not-ranged", 1, "for", "of which rows?"),
    ("min(a, b)", "not-ranged", 1, "for", "of rows, not of values"),
    ("list(m.姓名 for m in 成员)", "list-in-rule", 1, "count", "for messages only"),
    ("length(x=姓名)", "single-equals", 9, "==", "names of arguments are for by, since, until"),
    ("count(成员, by=a)", "odd-keyword", 11, "只写值", "by is for latest"),
    ("{a, b}", "no-such-operator", 1, "[", "braces"),
    ("a[1:2]", "no-such-operator", 4, "", "a slice"),
    ("length(*a)", "not-in-language", 8, "", "spread"),
    ("ＡＢ == 3", "name-form", 1, "AB", "Python would read another name than is written"),
    ("面积㎡ > 3", "odd-character", 3, "删去", "a sign that no name has"),
    ('a == "x', "open-quote", 6, "引号", "half a pair"),
    ("a == (b", "bracket", 6, "括号", "half a pair"),
    ("a == b)", "bracket", 7, "括号", "half a pair"),
    ('matches(x, "\\n")', "escape", 13, "\\\\n", "Python makes a line end of it"),
    ("a and", "syntax", 3, "补上", "half a condition"),
    ("a if b", "syntax", 1, "else", "half a choice"),
    ("... == 3", "not-in-language", 1, "", "Python has it"),
    ("a # 说明", "odd-character", 3, "注释", "a comment"),
    ("(" * 40 + "a" + ")" * 40, "too-deep", 33, "definitions", "brackets"),
    ("not " * 100 + "a", "too-deep", 257, "definitions", "operations"),
    ("-" * 4000 + "a", "too-deep", 1, "definitions", "beyond Python's own limit"),
    ("a or " * 2000 + "a", "too-long", 1, "lists", "nobody reads it"),
    ("", "empty-expression", 1, "", "nothing"),
    ("a and\nb", "several-lines", 6, ">-", "a line break"),
    ("yield", "no-such-operator", 1, "", "a word of Python"),
    ("any(x for a.b in c)", "not-in-language", 11, "for v in", "no variable"),
]


@pytest.mark.parametrize(("text", "code", "column", "hint", "why"), FAULTY)
def test_faults(text: str, code: str, column: int, hint: str, why: str) -> None:
    """What the language has not is refused at its place, with what to write instead."""
    with pytest.raises(FaultyInput) as faulty:
        read(text)

    first = faulty.value.faults[0]
    assert first.span is not None
    assert (first.code, first.span.column) == (code, column), why
    assert hint in first.hint


def test_all_faults_at_once() -> None:
    """Each sign that is wrong, not only the first."""
    with pytest.raises(FaultyInput) as faulty:
        read("年龄 ≥ 16 && 性别 == “男”")

    assert [fault.code for fault in faulty.value.faults] == [
        "wide-sign",
        "no-such-operator",
        "wide-sign",
        "wide-sign",
    ]


@given(st.text(alphabet="年龄a1.0\"'()[]+-*/<>=!,：“ \\\n for in if not x", max_size=40))
def test_any_text(text: str) -> None:
    """Whatever is written is read or refused; nothing else is ever raised."""
    try:
        tree = read(text)
    except FaultyInput as faulty:
        assert faulty.faults  # noqa: PT017
    else:
        assert tree.text == text.strip()
