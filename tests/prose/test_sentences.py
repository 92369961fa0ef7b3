"""Rules as numbered sentences: what they say, and that they leave nothing out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.kind import Kind
from checker.model.policy import PolicySet
from checker.model.resolved import Constant, DefinedRead, FieldRead, Node, Resolved, ResolvedRule
from checker.prose import phrase, sentences, sources
from checker.prose.figures import figure
from checker.prose.sources import Sources
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.resolve import resolve
from checker.resolve.trees import everything
from tests.differential import rules
from tests.differential.effort import effort
from tests.tables.village import AS_OF, policies_of, rule_of, village

SEEDS = st.integers(0, 2**32 - 1)
SHIPPED_DAY = date(2020, 9, 17)
STANDARDS = {
    "standards": {
        "脱贫线": {"unit": "元/年", "values": [{"from": date(2020, 1, 1), "value": 4000}]},
        "分色": {
            "unit": "元/年",
            "values": [{"from": date(2020, 1, 1), "value": {"红": 1, "绿": 2, "蓝": 3}}],
        },
        "核查天数": {"values": [{"from": date(2020, 1, 1), "value": 62}]},
        "暖色": {"values": [{"from": date(2020, 1, 1), "value": ["红"]}]},
    },
    "lists": {"差的": ["红", "绿"]},
}
# table, expression, Chinese, English, why
PHRASES = [
    ("户", "年钱 >= 脱贫线", "年钱不低于脱贫线（4000元/年）",
     "‘yearly’ is at least 脱贫线 (4000元/年)", "a standard is told with its value"),
    ("户", "年钱 >= at(脱贫线, 日)", "年钱不低于日当日执行的脱贫线",
     "‘yearly’ is at least 脱贫线 as of ‘day’", "a standard of another day"),
    ("户", "年钱 >= at(分色[颜色], 日)", "年钱不低于日当日执行的分色（按颜色）",
     "‘yearly’ is at least 分色 as of ‘day’ (by ‘colour’)", "of a code of the row's"),
    ("户", '年钱 >= at(分色["红"], 日)', "年钱不低于日当日执行的分色的“红”值",
     "‘yearly’ is at least “红” of 分色 as of ‘day’", "of a code written out"),
    ("户", "4000 > 年钱", "年钱低于4000元/年", "‘yearly’ is below 4000元/年",
     "what varies is spoken of; a bare number takes the unit beside it"),
    ("户", "甲 and 乙", "“甲”“乙”均为“是”", "‘a’ and ‘b’ are yes", "one predicate, two subjects"),
    ("户", "甲 or 乙", "“甲”“乙”至少有一项为“是”", "at least one of ‘a’ and ‘b’ is yes", "or"),
    ("户", "not (甲 and 乙)", "“甲”“乙”不同时为“是”",
     "it is not so that ‘a’ is yes and ‘b’ is yes", "not both is not neither"),
    ("户", "not (甲 or 乙)", "“甲”“乙”均为“否”", "‘a’ and ‘b’ are no", "neither"),
    ("户", "not 个数 > 3", "个数不超过3", "‘n’ is at most 3", "the opposite is said directly"),
    ("户", "1 <= 个数 < 3", "个数不少于1且少于3",
     "‘n’ is at least 1 and is less than 3", "a chain"),
    ("户", "日 >= 核查日 - 核查天数", "日不早于核查日前62天（核查天数）",
     "‘day’ is no earlier than 62 days (核查天数) before the day of the check", "days back"),
    ("户", "颜色 in 差的", "颜色属于“差的”（红、绿）",
     "‘colour’ is in “差的” (红, 绿)", "a named list"),
    ("户", "颜色 in 暖色", "颜色属于暖色（红）", "‘colour’ is in 暖色 (红)",
     "a standard of codes"),
    ("户", "颜色 not in 暖色", "颜色不属于暖色（红）", "‘colour’ is not in 暖色 (红)",
     "not in it"),
    ("户", '颜色 in ["红", "绿"]', "颜色为“红”或“绿”", "‘colour’ is “红” or “绿”", "a bare one"),
    ("户", '颜色 not in ["红", "绿"]', "颜色既不为“红”也不为“绿”",
     "‘colour’ is not “红” or “绿”", "neither of two"),
    ("户", '"因病" in 致贫原因 or "因残" in 致贫原因', "致贫原因含“因病”或“因残”",
     "‘causes’ includes “因病” or “因残”", "one verb, two objects"),
    ("户", 'not ("因病" in 致贫原因 or "因残" in 致贫原因)', "致贫原因不含“因病”且不含“因残”",
     "‘causes’ does not include “因病” and does not include “因残”", "neither, not not both"),
    ("户", "known(文) and known(文二)", "文、文二均已填写且能够识别",
     "‘word’ and ‘word too’ are filled in and readable", "questions"),
    ("户", "abs(年钱 - 年钱二) <= 10", "年钱与年钱二相差不超过10元/年",
     "the absolute value of (‘yearly’ - ‘yearly too’) is at most 10元/年",
     "a difference"),
    ("户", "count(m for m in 成员 if m.户主) == 1", "“户主”为“是”的成员人数为1人",
     "the number of members where ‘head’ is yes is 1", "how many"),
    ("户", "any(m.年龄 >= 60 for m in 成员)", "有年龄不低于60岁的成员",
     "there is a member where ‘age’ is at least 60岁", "is there one"),
    ("户", "all(m.参保 for m in 成员 if m.年龄 >= 60)", "凡年龄不低于60岁的成员，都应“参保”为“是”",
     "for all members where ‘age’ is at least 60岁: ‘insured’ is yes", "do all"),
    ("户", "not any(h.联系电话 == 联系电话 and h != 本行 for h in 全部.户)",
     "全部户中没有联系电话相同的其他户",
     "there is no other household where ‘phone’ is the same as this household’s ‘phone’",
     "the others"),
    ("成员", "户.村名 == 姓名", "所在户的村名与姓名一致",
     "the household’s ‘village name’ is the same as ‘name’", "an ancestor's field"),
    ("户", 'True if 甲 else 文 == "北"', "“甲”为“是”的，恒成立；其他情形，文为“北”",
     "if ‘a’ is yes, always; otherwise ‘word’ is “北”", "a choice"),
    ("户", '文 == ("东" if 甲 else "西")', "“甲”为“是”的，文为“东”；其他情形，文为“西”",
     "if ‘a’ is yes, ‘word’ is “东”; otherwise ‘word’ is “西”", "a choice inside, drawn out"),
]  # fmt: skip


@cache
def small() -> tuple[PolicySet, Sources]:
    """The small dictionary's titles."""
    policies = policies_of(STANDARDS)
    return policies, sources(policies)


def condition(table: str, text: str) -> ResolvedRule:
    """A rule of the small dictionary."""
    return resolve(policies_of(STANDARDS, [rule_of("r", table, text)]), AS_OF).rules[0]


@pytest.mark.parametrize(("table", "text", "chinese", "english", "why"), PHRASES)
def test_phrases(table: str, text: str, chinese: str, english: str, why: str) -> None:
    """What single conditions say."""
    rule, titles = condition(table, text), small()[1]

    said = [phrase(rule.requires, lang, table=rule.table, sources=titles) for lang in ("zh", "en")]

    assert said == [chinese, english], why


def test_a_whole_rule() -> None:
    """What it applies to, what it requires, then every name once, with the standard's day."""
    tree = {
        **STANDARDS,
        "definitions": {
            "困难": {"is": "年钱 < 脱贫线 or 甲"},
            "档": {"table": [{"when": "困难", "is": "1"}, {"otherwise": "2"}]},
        },
    }
    rule = rule_of("r", "户", "档 >= 2 or 困难", "困难")
    policies = policies_of(tree, [rule])

    told = sentences(resolve(policies, AS_OF).rules[0], "zh", sources(policies))

    assert [line for one in told for line in one.lines] == [
        "1. 适用于符合“困难”条件的户。",
        "2. 要求“档”不少于2或者符合“困难”条件。",
        "3. “困难”，是指年钱低于脱贫线（4000元/年），或者“甲”为“是”。",
        "4. “档”按下列顺序确定，以最先符合的为准：",
        "（1）符合“困难”条件的，为1；",
        "（2）其他情形，为2。",
        "5. 脱贫线为4000元/年（自2020年1月1日起执行）。依据：document。",
    ]


@cache
def shipped_rules() -> tuple[Resolved, Sources]:
    """The policies that ship, on the sample's day."""
    policies = read_policies(shipped("policies"), cases=False)
    return resolve(policies, SHIPPED_DAY), sources(policies)


SHIPPED = [rule.id for rule in shipped_rules()[0].rules]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_rule_is_told_in_full(name: str) -> None:
    """Every field, word, number, definition and standard that is judged is told."""
    resolved, titles = shipped_rules()
    rule = next(one for one in resolved.rules if one.id == name)
    chinese = "\n".join(line for one in sentences(rule, "zh", titles) for line in one.lines)
    english = "\n".join(line for one in sentences(rule, "en", titles) for line in one.lines)

    for node in everything([one for one in (rule.applies, rule.requires) if one]):
        assert not missing(node, chinese, "zh"), node.text
        assert not missing(node, english, "en"), node.text
    assert {s for s in rule.standards if s not in chinese or s not in english} == set()
    assert (chinese + english).encode("gbk"), "a terminal of a Chinese Windows shows it"


def missing(node: Node, text: str, language: str) -> bool:
    """Is what the node reads or says not told?"""
    if isinstance(node, FieldRead):
        name = node.field.title if language == "zh" else node.name.replace("_", " ")
        return name not in text
    if isinstance(node, DefinedRead):
        return node.defined.name not in text and not translated(node, language)
    if isinstance(node, Constant) and node.type.kind is not Kind.CHOICES:
        if isinstance(node.value, str):
            return node.value not in text
        return isinstance(node.value, Decimal) and figure(node.value) not in text
    return False


def translated(node: DefinedRead, language: str) -> bool:
    """Has the definition an English name: a field's?"""
    known = village().entities
    return language == "en" and (node.defined.derived is not None or node.defined.name == "类别"
                                 or node.defined.table.entity not in known)  # fmt: skip


@effort(10)
@given(seed=SEEDS)
def test_any_rule_can_be_told(seed: int) -> None:
    """Random rules of the whole language: sentences in both languages, without a stray None."""
    policy, written = rules.written(Random(seed), 30)

    for rule in rules.resolved(policy, written).rules:
        for language in ("zh", "en"):
            lines = [line for one in sentences(rule, language, small()[1]) for line in one.lines]
            assert all(line.strip() and "None" not in line for line in lines), rule.rule
            assert lines == [
                line for one in sentences(rule, language, small()[1]) for line in one.lines
            ]
