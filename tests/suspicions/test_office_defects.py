"""The defects of a real office's code, written as rules: what tells of each.

From the reference on a county's data check of 2023 (one Python file a rule). What its language let
pass is refused when policies are loaded, accused by lint, or shown by a mutant that no case kills,
with the case that is missing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.read.folder import read_policies
from checker.study.cases import try_cases
from checker.study.missing import missing_case
from checker.study.mutation import Fate, mutation
from tests.suspicions.office import DAY, at_load, by_lint, written

IMPOSSIBLE = '劳动能力 == "丧失劳动力" and 劳动能力 == "无劳动力"'
SEEN = "(已见 := 证件号码) != 证件号码"
EVERYBODY = "not any(m.联系电话 != 联系电话 for m in 全部.成员)"

AT_LOAD = [
    # what is written, code, column, the mend's words, the defect and where it was
    ({"requires": "not (未上学原因 is None)"}, "no-such-operator", 26, "blank(…)",
     "`is None` that can never fire, 2_15_001 and 2_11_005: blank is one thing in every loader"),
    ({"each": "户", "requires": '监测对像类别 != "非监测对象"'},
     "unknown-field", 15, "监测对象类别",
     "a mistyped column that gives nothing, 1_12_003 and 1_02_005"),
    ({"number": "4_01_001"}, "unknown-key", 5, "id",
     "4_02_001 raises 4_01_001: the number is the file's name and the id, written once"),
    ({"applies": "years_between(出生日期, now()) >= 16"}, "unknown-function", 34, "核查日",
     "`datetime.now()` in all rules about age: the day of the check is given"),
    ({"requires": SEEN}, "no-such-operator", 19, "",
     "a dictionary kept from run to run in the rules on duplicates: nothing can be kept"),
    ({"requires": '与户主关系 != "女儿" or 性别 == "女"'}, "unknown-code", 24, '"之女"',
     "女儿 where the code list has 之女, 2_12_008"),
    ({"requires": EVERYBODY}, "no-link", 47, "相等条件",
     "the household's filter lost, so that the county is listed, 1111_07"),
    ({"requires": ""}, "empty-value", 5, "",
     "a rule that is empty (`pass`), 3_01_009"),
]  # fmt: skip

BY_LINT = [
    # what is written, code, the words that are told, the defect and where it was
    ({"applies": IMPOSSIBLE, "requires": "务工时间 == 0"}, "never-applies", "不能同时成立",
     '`x == "a" and x == "b"` that can never fire, 5_12_009 and 5_12_010'),
    ({"applies": '民族 == ""', "requires": "known(政治面貌)"}, "never-applies", "永远不成立",
     "the same blank asked for as an empty text: no known text is empty"),
    ({"requires": "True"}, "constant-condition", "永远成立",
     "an empty rule made to load, 3_01_009"),
    ({"requires": "居民养老", "message": '"{姓名}没有参加：{大病保险}"'}, "message-other-value",
     "大病保险", "a message about another subject, 2_15_001"),
    ({"title": "年满16周岁的不在校", "applies": "年龄 >= 14", "requires": "not known(年级)"},
     "figure-drift", "16周岁", "16 in the text and 14 in the code, 1111_14 and 1111_15"),
    ({"title": "6个月内走访", "each": "户",
      "requires": "any(v.日期 >= 核查日 - months(2) for v in 走访)"},
     "figure-drift", "6个月", "6 months in the text and 2 in the code, 2_11_002"),
]  # fmt: skip

CASE = "  - {{rule: r, name: {name}, given: {given}, expect: {expect}}}\n"
YEARS = {"applies": "(核查日 - 出生日期) / 365 >= 16", "requires": "known(劳动能力)"}
KINDS = {
    "title": "风险不少于3种的有措施",
    "each": "户",
    "applies": "count(致贫返贫风险) > 1",
    "requires": "count(政策享受) >= 1",
}

BY_MUTATION = [
    # rule, its cases (name, given, verdict), a survivor, the missing case, why
    (
        YEARS,
        [
            ("二十岁", "{成员: {出生日期: 2000-01-01}}", "gap"),
            ("十岁", "{成员: {出生日期: 2010-01-01}}", "not_applicable"),
        ],
        "把“(核查日 - 出生日期) / 365 >= 16”改成“(核查日 - 出生日期) / 365 > 16”",
        "given: {成员: {出生日期: 2004-09-21}}, expect: gap",
        "age as days // 365: the case at the boundary shows someone called sixteen who is fifteen",
    ),
    (
        KINDS,
        [
            ("三种", "{户: {致贫返贫风险: [因病, 因残, 因学]}}", "gap"),
            ("一种", "{户: {致贫返贫风险: [因病]}}", "not_applicable"),
        ],
        "把“count(致贫返贫风险) > 1”改成“count(致贫返贫风险) > 2”",
        "given: {户: {致贫返贫风险: [因病, 因残]}}, expect: gap",
        "at least 3 kinds in the text, more than 1 in the code, 3_01_010: two kinds are a gap",
    ),
]


@pytest.mark.parametrize(("keys", "code", "column", "mend", "why"), AT_LOAD)
def test_at_load(
    tmp_path: Path, keys: dict[str, str], code: str, column: int, mend: str, why: str
) -> None:
    """Policies with the defect are refused, with its place and its mend."""
    faults = at_load(written(tmp_path, keys))

    told = [(f.code, f.span.column) for f in faults if f.span]
    assert (code, column) in told, why
    assert any(mend in fault.hint for fault in faults), why


@pytest.mark.parametrize(("keys", "code", "words", "why"), BY_LINT)
def test_by_lint(tmp_path: Path, keys: dict[str, str], code: str, words: str, why: str) -> None:
    """The defect loads, and is a suspicion."""
    folder = written(tmp_path, keys)
    assert at_load(folder) == []

    sentences = [fault.sentence for fault in by_lint(folder) if fault.code == code]

    assert len(sentences) == 1, why
    assert words in sentences[0], why


@pytest.mark.parametrize(("keys", "cases", "survivor", "missing", "why"), BY_MUTATION)
def test_by_mutation(
    tmp_path: Path,
    keys: dict[str, str],
    cases: list[tuple[str, str, str]],
    survivor: str,
    missing: str,
    why: str,
) -> None:
    """The author's cases pass; a mutant that they let live shows the case where it goes wrong."""
    text = "".join(CASE.format(name=n, given=g, expect=e) for n, g, e in cases)
    policies = read_policies(written(tmp_path, keys, text))
    assert [one.wrong for one in try_cases(policies)] == [""] * len(cases)

    (result,) = (one for one in mutation(policies) if one.mutant.sentence == survivor)

    assert result.fate is Fate.SURVIVED, why
    assert missing in missing_case(result.witness, DAY), why
