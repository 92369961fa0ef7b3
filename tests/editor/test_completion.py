"""What is offered while something is typed: the right words, and in the right place."""

from __future__ import annotations

import pytest

from tests.editor.shipped import cut, in_rule, offered

EXPRESSIONS = [
    # each, expression, offered, not offered, why
    ("成员", "|", "年龄 户 核查日 count not 适龄学生 义务教育起始年龄", "走访日期", "a beginning"),
    ("成员", "年|", "年龄 age", "and", "titles and English names, whatever is typed of them"),
    ("成员", "年龄 |", "and or in", "年龄", "after a value something must link"),
    ("成员", "年龄 >= |", "义务教育起始年龄 年龄", "and", "a value is due"),
    ("成员", "年龄 >= 6 and |", "年龄 not", "and", "a condition is due"),
    ("成员", "在校生状况 == |", '"小学" 年龄', '"男"', "codes of the other side first"),
    ("成员", '在校生状况 == "|"', "小学", "男 年龄", "inside quotes codes alone"),
    ("成员", '在校生状况 == "小|"', "小学", "男", "begun"),
    ("成员", '在校生状况 == "|', '小学"', "男", "an open quote is closed, too"),
    ("成员", '年龄 > 5 and 性别 != "|" and 年龄 < 9', "女", "小学", "in the midst of others"),
    ("成员", '"|" == 性别', "女", "小学", "the other side stands to the right"),
    ("成员", '性别 in ("男", "|")', "女", "小学", "an item of a list"),
    ("成员", "在校生状况 in |", "在读状态 应劝返原因", "and", "lists"),
    ("成员", "性别 not in [|]", '"女"', "", "not in"),
    ("成员", 'sex_in_id(证件号码) == "|"', "", "小学", "a function without codes offers none"),
    ("户", '"|" in 致贫原因', "因病", "男", "a field of several codes"),
    ("户", '类别 == "|"', "档外户", "男", "the category, which is worked out"),
    ("户", '"档外户" != |', "类别", "and", "the other way round"),
    ("成员", "户.|", "村名 建档立卡户 类别", "年龄 核查日", "of an ancestor"),
    ("成员", "户.村.|", "是否通自来水", "年龄", "of an ancestor's ancestor"),
    ("成员", '户.类别 == "|"', "档外户", "男", "codes behind a dot"),
    ("户", "any(m.| for m in 成员)", "年龄 适龄学生 户", "走访人", "of a variable"),
    ("户", "any(m.年龄 > | for m in 成员)", "m 家庭人口数", "年龄", "beside a variable"),
    ("户", 'any(b.领域 == "|" for b in 政策享受)', "健康", "男", "codes of a variable's field"),
    ("户", "any(m.|", "年龄 走访人", "", "not said over what yet: any table below"),
    ("户", "any(true for m in |)", "成员 走访 全部 上期 残疾人名册", "年龄 and", "tables"),
    ("成员", "any(true for b in |)", "户 政策享受", "年龄", "tables of the row and rows above it"),
    ("成员", "any(true for b in 户.|)", "政策享受 走访", "村 年龄", "tables below a row above"),
    ("成员", "count(m for m in 全部.|", "成员 户 残疾人名册", "年龄", "all data"),
    ("成员", "count(m for m in 上期.成员 if m.|)", "证件号码", "走访人", "a condition of a loop"),
    ("成员", "latest((v.住房 for v in 户.走访), by=v.|)", "日期", "年龄", "a keyword"),
    (
        "成员",
        "longest_gap((v.日期 for v in 户.走访), since=|, until=核查日)",
        "出生日期",
        "v",
        "speaks of the row outside",
    ),
    (
        "户",
        "any(m.年龄 > 60 and any(b.| for b in m.政策享受) for m in 成员)",
        "领域",
        "年龄",
        "the inner of two loops",
    ),
    ("成员", '寄宿生生活补助["|"]', "小学 初中", "男", "codes of a standard"),
    ("成员", "at(|, 核查日)", "义务教育起始年龄", "and", "an argument"),
    ("残疾人名册", "|", "残疾证号", "户", "a register has no ancestors"),
    ("成员", "count(|", "成员 户", "and", "an argument that may be a table"),
]


@pytest.mark.parametrize(("each", "expression", "fits", "unfit", "why"), EXPRESSIONS)
def test_in_an_expression(each: str, expression: str, fits: str, unfit: str, why: str) -> None:
    """None of them can be read: something is missing at the cursor."""
    found = offered("education.yaml", in_rule(expression, each))

    assert set(fits.split()) <= found.keys(), why
    assert not set(unfit.split()) & found.keys(), why


REPLACED = [
    # expression, offer, the expression with it, why
    ("年|", "年龄", "年龄", "what is typed already"),
    ("年|份 > 3", "年龄", "年龄 > 3", "the rest of the word, too"),
    ("户.|", "村名", "户.村名", "behind a dot"),
    ("户.村|名 == 1", "村名", "户.村名 == 1", "a whole name behind a dot"),
    ('性别 == "|"', "女", '性别 == "女"', "between quotes"),
    ('性别 == "男|"', "女", '性别 == "女"', "in place of another code"),
    ('性别 == "|', '女"', '性别 == "女"', "behind an open quote"),
    (
        '性别 == "| and 户.村名 == "北村"',
        '女"',
        '性别 == "女" and 户.村名 == "北村"',
        "before text",
    ),
    ("性别 == |", '"女"', '性别 == "女"', "with its quotes"),
    ("𠮷 == 1 and 性|", "性别", "𠮷 == 1 and 性别", "after a character of two units"),
]


@pytest.mark.parametrize(("expression", "offer", "after", "why"), REPLACED)
def test_takes_the_place_of_what_is_typed(
    expression: str, offer: str, after: str, why: str
) -> None:
    text = in_rule(expression)

    taken = offered("education.yaml", text)[offer]

    whole, _ = cut(text)
    assert whole[: taken.start] + taken.text + whole[taken.end :] == in_rule(after), why


ENTRIES = [
    # file, text, offered, not offered, why
    ("x.yaml", "|", "policy: |rules: |standards: ", "sieve: ", "keys at the top"),
    ("x.yaml", "policy:\n  title: 甲\n  |", "area: |valid: ", "title: ", "keys not there yet"),
    ("x.yaml", "policy: {title: 甲, |}", "area: ", "title: |rules: ", "in braces"),
    ("x.yaml", "policy:\n  area: |", "education|water", "title", "areas"),
    ("x.yaml", "policy:\n  regime: |", "poverty-2020|any", "", "examples"),
    ("x.yaml", "rules:\n  - |", "id: |each: |requires: ", "policy: ", "keys of a rule"),
    ("x.yaml", "rules:\n  - id: a\n    se|\n    each: 户\n", "severity: ", "each: |id: ", "begun"),
    ("x.yaml", "rules:\n  - each: |", "户|成员|残疾人名册", "id", "tables"),
    ("x.yaml", "rules:\n  - sieves: [inspection, |]", "standard", "water", "sieves"),
    ("x.yaml", "rules:\n  - severity: |", "critical|note", "missing", "words of the schema"),
    ("x.yaml", "rules:\n  - kind: |", "missing|overdue", "critical", ""),
    ("x.yaml", "rules:\n  - basis:\n      - {confirmed: |", "true|false", "", "yes or no"),
    ("x.yaml", "definitions:\n  甲:\n    |", "each: |is: |table: ", "requires: ", ""),
    ("x.yaml", "lists:\n  甲: [|", "小学|因病", "", "all codes"),
    ("a.cases.yaml", "cases:\n  - expect: |", "gap|unknown", "", "verdicts"),
    ("education.cases.yaml", "cases:\n  - rule: |", "in-school", "safe", "rules of its chapter"),
    ("a.cases.yaml", "cases:\n  - given:\n      |", "成员: |户: |上期: ", "", "tables"),
    ("a.cases.yaml", "cases:\n  - {given: {成员: {|", "性别: ", "年龄: ", "fields that are given"),
    ("a.cases.yaml", "cases:\n  - {given: {成员: {性别: |", "男|女", "小学", "codes"),
    ("sieves/a.yaml", "sieve:\n  group_by: [|", "村名|政策领域", "年龄", "household fields"),
    ("sieves/a.yaml", "sieve:\n  rules: {rule: |", "water/safe", "safe", "whole ids"),
    ("sieves/a.yaml", "sieve:\n  households: |", "类别|建档立卡户", "性别", "of a household"),
    ("criteria.yaml", "criteria:\n  - rules: [|", "water/safe", "", "rules"),
    ("overlay.yaml", "overlay:\n  standards:\n    |", "农村低保标准: ", "", "standards as keys"),
    ("overlay.yaml", "overlay:\n  rules:\n    |", "visits/cadre: ", "", "rules as keys"),
    ("overlay.yaml", "overlay:\n  rules:\n    visits/cadre: {|", "off: |severity: ", "", ""),
    ("catalog.yaml", "entities:\n  a:\n    fields:\n      b: {kind: |", "choice", "", "kinds"),
    ("catalog.yaml", "entities:\n  a:\n    parent: |", "household", "户", "English names"),
]


@pytest.mark.parametrize(("name", "text", "fits", "unfit", "why"), ENTRIES)
def test_keys_and_values(name: str, text: str, fits: str, unfit: str, why: str) -> None:
    found = offered(name, text)

    assert set(fits.split("|")) <= found.keys(), why
    assert not set(unfit.split("|")) & found.keys(), why


def test_words_are_explained() -> None:
    """A key by its Chinese title, a table by its name, a code by its other spellings."""
    keys = offered("x.yaml", "rules:\n  - |")
    codes = offered("x.yaml", in_rule('性别 == "|"'))

    assert keys["requires: "].told == "要求，必填"
    assert offered("x.yaml", "rules:\n  - each: |")["成员"].told.startswith("member，")
    assert codes["女"].told == "也写作 女性、2"
    assert offered("x.yaml", in_rule("|"))["age"].told == "年龄，个数（岁）"


def test_only_messages_list() -> None:
    """`list(…)` stands in messages alone; outside braces a message is only text."""
    message = "rules:\n  - each: 户\n    message: '{}'\n"

    assert "list" in offered("x.yaml", message.replace("{}", "有{|}"))
    assert "list" not in offered("x.yaml", in_rule("|"))
    assert offered("x.yaml", message.replace("{}", "有|{户编号}")) == {}
