"""What a word means, what is told of it, and where it is given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checker.editor.hover import hover
from checker.editor.meaning import meaning
from checker.editor.outline import outline
from checker.editor.phrase import Phrase
from checker.editor.place import Place
from tests.editor.shipped import POLICIES, cut, in_rule, placed, thing, view

CHAPTER = "education.yaml"
RULE = "rules:\n  - id: in-school\n"
MEANINGS = [
    # file, text, sort, name, given in (file:line of it), told, why
    (CHAPTER, in_rule("年|龄 > 5"), "field", "年龄", "catalog.yaml", "个数（岁）", "a field"),
    (CHAPTER, in_rule("a|ge > 5"), "field", "年龄", "catalog.yaml", "`age`", "its English name"),
    (CHAPTER, in_rule("户.村|名"), "field", "村名", "catalog.yaml", "户", "behind a dot"),
    (CHAPTER, in_rule("户|.村名"), "entity", "户", "catalog.yaml", "键：户编号", "a table"),
    (
        CHAPTER,
        in_rule("在校生|状况"),
        "field",
        "在校生状况",
        "catalog.yaml",
        "学龄前儿童",
        "codes",
    ),
    (
        CHAPTER,
        in_rule("义务教育起始|年龄 < 1"),
        "standard",
        "义务教育起始年龄",
        CHAPTER,
        "1986-07-01 起：**6**  \n《中华人民共和国义务教育法》第十一条",
        "the value in force and its basis",
    ),
    (
        CHAPTER,
        in_rule("x < 劝返次数|下限"),
        "standard",
        "劝返次数下限",
        CHAPTER,
        "**未经确认**",
        "",
    ),
    (CHAPTER, in_rule("x in 在读|状态"), "list", "在读状态", CHAPTER, "七年级", "a list"),
    (CHAPTER, in_rule("适龄|学生"), "definition", "适龄学生", CHAPTER, "义务教育起始年龄 <=", ""),
    (CHAPTER, in_rule("户.享受|户"), "definition", "享受户", "standards.yaml", "每户", "shared"),
    (CHAPTER, in_rule("age_|on(出生日期, 核查日)"), "function", "age_on", "", "日期, 日期", ""),
    (CHAPTER, in_rule("an|y(b.领域"), "function", "any", "", "例：`any(", "an aggregate"),
    (CHAPTER, in_rule("any(b.领|域 for b in 政策享受)"), "field", "领域", "catalog.yaml", "", ""),
    (
        CHAPTER,
        in_rule("any(b|.领域 for b in 政策享受)"),
        "variable",
        "b",
        "catalog.yaml",
        "政策",
        "",
    ),
    (CHAPTER, in_rule("any(b for b in 政策|享受)"), "entity", "政策享受", "catalog.yaml", "", ""),
    (CHAPTER, in_rule("核查|日 > x"), "word", "核查日", "", "2020-09-17", "the day"),
    (CHAPTER, in_rule('性别 == "|女"'), "code", "女", "catalog.yaml", "女性", "a code"),
    (CHAPTER, "rules:\n  - id: in-|school", "rule", "education/in-school", CHAPTER, "适龄", ""),
    (CHAPTER, "rules:\n  - each: 成|员", "entity", "成员", "catalog.yaml", "`member`", "a value"),
    (CHAPTER, "rules:\n  - sieves: [stan|dard]", "sieve", "standard", "standard.yaml", "", ""),
    (CHAPTER, "policy: {area: wat|er}", "area", "water", "areas.yaml", "饮水", ""),
    (
        "criteria.yaml",
        "criteria:\n  - rules: [water/sa|fe]",
        "rule",
        "water/safe",
        "water.yaml",
        "",
        "",
    ),
    (
        "education.cases.yaml",
        "cases:\n  - rule: in-sch|ool",
        "rule",
        "education/in-school",
        CHAPTER,
        "",
        "",
    ),
    (
        "a.cases.yaml",
        "cases:\n  - given: {成员: {性|别: 男}}",
        "field",
        "性别",
        "catalog.yaml",
        "",
        "",
    ),
    (
        "a.cases.yaml",
        "cases:\n  - given: {成|员: {性别: 男}}",
        "entity",
        "成员",
        "catalog.yaml",
        "",
        "",
    ),
    (
        "a.cases.yaml",
        "cases:\n  - given: {成员: [{性别: |男}]}",
        "code",
        "男",
        "catalog.yaml",
        "",
        "",
    ),
    ("sieves/a.yaml", "sieve:\n  group_by: [村|名]", "field", "村名", "catalog.yaml", "", ""),
    (
        "overlay.yaml",
        "overlay:\n  rules:\n    water/sa|fe: {}",
        "rule",
        "water/safe",
        "water.yaml",
        "",
        "",
    ),
    (
        "overlay.yaml",
        "overlay:\n  standards:\n    脱贫|线: {}",
        "standard",
        "脱贫线",
        "standards.yaml",
        "",
        "",
    ),
]


@pytest.mark.parametrize(("name", "text", "sort", "called", "given", "told", "why"), MEANINGS)
def test_means(
    name: str, text: str, sort: str, called: str, given: str, told: str, why: str
) -> None:
    found = thing(name, text)

    assert found is not None
    assert (found.meaning.sort, found.meaning.name) == (sort, called), why
    span = found.meaning.span
    assert (span.source.name.rpartition("/")[2] if span else "") == given, why
    whole, at = cut(text)
    shown = hover(view(), placed(name), outline(whole), at)
    assert shown is not None
    assert told in shown.told, why
    assert whole[shown.start : shown.end] in (called, called.rpartition("/")[2], "age"), why


SCHEMA = [
    # text, told, why
    ("rules:\n  - sev|erity: major", "- `critical` 严重", "a key: its title and its words"),
    ("rules:\n  - severity: maj|or", "**major** 重要", "a word"),
    (
        "rules:\n  - once_|per: [a]",
        "合并\n\n这些值都相同的几行只列一条",
        "a key and what it is for",
    ),
]


@pytest.mark.parametrize(("text", "told", "why"), SCHEMA)
def test_words_of_the_schema_are_told(text: str, told: str, why: str) -> None:
    whole, at = cut(text)

    shown = hover(view(), placed("x.yaml"), outline(whole), at)

    assert shown is not None
    assert told in shown.told, why


def test_a_rule_is_told_in_sentences() -> None:
    """What it applies to, what it requires, and what its names mean, wherever it is named."""
    whole, at = cut("criteria:\n  - rules: [education/in-sch|ool]")

    shown = hover(view(), placed("criteria.yaml"), outline(whole), at)

    assert shown is not None
    assert shown.told.startswith("**education/in-school** 适龄儿童少年在校就读\n\n1. ")
    assert "\n\n2. " in shown.told
    assert "年龄" in shown.told


NOTHING = [
    "# 年|龄\n",
    "rules:\n  - title: 年|龄\n",
    in_rule("年龄x| > 3"),
    in_rule('姓名 == "|甲"'),
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_said_of_what_means_nothing(text: str) -> None:
    assert thing(CHAPTER, text) is None


# Words that name nothing.
LINKING = {"and", "or", "not", "in", "if", "else", "for", "True", "False", "by", "since", "until"}


def names() -> Iterator[tuple[Phrase, int]]:
    """Every name in every expression that ships, but those that a loop gives its row."""
    for path in sorted(POLICIES.rglob("*.yaml")):
        made = outline(path.read_text("utf-8"))
        parts = (part for part in made.top.everything() if part.form == "text")
        places = (Place(view(), placed(str(path.relative_to(POLICIES))), made, p) for p in parts)
        texts = ((place, text) for place in places if place.speaks for _, text in place.spoken())
        for phrase in (place.phrase(text) for place, text in texts):
            for number, word in enumerate(phrase.words if phrase else ()):
                given = number and phrase and phrase.words[number - 1].text == "for"
                if phrase and word.kind == "name" and word.text not in LINKING and not given:
                    yield phrase, number


def test_every_name_of_the_shipped_policies_means_something() -> None:
    """The words of all expressions that ship are understood, as the resolver does."""
    found = [(phrase.text, number, meaning(phrase, number)) for phrase, number in names()]

    assert [one for one in found if one[2] is None] == []
    assert len(found) > 1000
