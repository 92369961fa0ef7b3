"""Mutants tried on the cases: killed, survived with the missing case, or equivalent."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.read.folder import read_policies
from checker.study.missing import missing_case
from checker.study.mutation import Fate, MutantResult, idle, mutation, needed
from tests.study.small import DAY, chapter, rule

OLDER = "把“年龄 >= 16”改成“年龄 > 16”"
YOUNGER = "把“年龄 >= 16”改成“年龄 >= 15”"


def case(given: str, expect: str, more: str = "") -> str:
    return f"  - {{rule: r, name: 例, given: {given}, expect: {expect}{more}}}\n"


def fates(results: list[MutantResult]) -> dict[str, str]:
    return {result.mutant.sentence: result.fate.value for result in results}


SIXTEEN = case("{成员: {出生日期: 2004-09-17}}", "met")
FIFTEEN = case("{成员: {出生日期: 2004-09-18}}", "gap")
WRONG = case("{成员: {出生日期: 2004-09-17}}", "gap")
ROWS = case(
    "{成员: [{出生日期: 2004-09-17}, {出生日期: 2004-09-18}]}", "{/成员/0: met, /成员/1: gap}"
)

KILLED = [
    (SIXTEEN, {OLDER: "killed", YOUNGER: "survived"}, "only the upper side of the boundary"),
    (FIFTEEN, {OLDER: "survived", YOUNGER: "killed"}, "only the lower side"),
    (SIXTEEN + FIFTEEN, {OLDER: "killed", YOUNGER: "killed"}, "both sides"),
    (WRONG, {OLDER: "survived", YOUNGER: "survived"}, "a case that fails notices nothing"),
    (ROWS, {OLDER: "killed", YOUNGER: "killed"}, "each row that a case names"),
    (
        case("{成员: [{出生日期: 2004-09-17}, {}]}", "unknown"),
        {OLDER: "killed", YOUNGER: "survived"},
        "of several rows the gravest is seen: it turns from unknown to a gap",
    ),
]


@pytest.mark.parametrize(("cases", "expected", "why"), KILLED)
def test_killed(tmp_path: Path, cases: str, expected: dict[str, str], why: str) -> None:
    policies = chapter(tmp_path, rule("年龄 >= 16"), cases=cases)

    found = fates([*mutation(policies)])

    assert expected.items() <= found.items(), why


def test_who_kills(tmp_path: Path) -> None:
    """A killed mutant names the case that noticed it."""
    policies = chapter(tmp_path, rule("年龄 >= 16"), cases=FIFTEEN + SIXTEEN)

    (killed,) = (one for one in mutation(policies) if one.mutant.sentence == OLDER)

    assert killed.case == policies.cases[1]


def test_the_missing_case(tmp_path: Path) -> None:
    """A survivor comes with the smallest case that would notice it."""
    policies = chapter(tmp_path, rule("年龄 >= 16"), cases=FIFTEEN)

    (survivor,) = (one for one in mutation(policies) if one.mutant.sentence == OLDER)

    assert missing_case(survivor.witness, DAY) == (
        "  - {rule: r, name: 出生日期2004-09-17：合格, "
        "given: {成员: {出生日期: 2004-09-17}}, expect: met}"
    )


TWINS = "count(m for m in 全部.成员 if m.证件号码 == 证件号码)"
EQUIVALENT = [
    # requires, each, applies, the clause changed, what it becomes, why
    (
        "or_else(人口数, 0) >= 5",
        "户",
        "",
        "or_else(人口数, 0) >= 5",
        "or_else(人口数, 1) >= 5",
        "none and one are too few",
    ),
    (f"{TWINS} == 1", "成员", "known(证件号码)", f"{TWINS} == 1", f"{TWINS} <= 1", "one is there"),
    (
        "人口数 * 3 - 2 > 3",
        "户",
        "",
        "人口数 * 3 - 2 > 3",
        "人口数 * 3 - 1 > 3",
        "one person is too few, two are enough",
    ),
    (
        "round(人均纯收入, 1) >= 0.5",
        "户",
        "",
        "round(人均纯收入, 1) >= 0.5",
        "round(人均纯收入, 1) >= 0.49",
        "there is no second decimal",
    ),
    ("年龄 >= 16 or 年龄 < 10", "成员", "年龄 > 20", "年龄 < 10", "年龄 < 9", "nobody is asked"),
]


@pytest.mark.parametrize(("requires", "each", "applies", "clause", "mutated", "why"), EQUIVALENT)
def test_proved(
    tmp_path: Path, requires: str, each: str, applies: str, clause: str, mutated: str, why: str
) -> None:
    """Where all situations can be tried and none differs, nobody need give a reason."""
    policies = chapter(tmp_path, rule(f"'{requires}'", each, applies))

    found = fates(list(mutation(policies)))

    assert found[f"把“{clause}”改成“{mutated}”"] == "proved", why


DIFFERENT = [
    ("count(原因) >= 2", "成员", "sets of several codes"),
    ('\'"因病" in 原因 and "因残" not in 原因\'', "成员", "both codes, neither, a third"),
    ("month(出生日期) >= 9", "成员", "a month has days"),
    ("date(year(核查日), month(出生日期), 1) <= 核查日", "成员", "a made day"),
    ("人均纯收入 / count(成员) >= 50", "户", "a share"),
    ("人均纯收入 >= (4000 if 人口数 > 2 else 3000)", "户", "a limit that depends"),
    ("核查日 - 出生日期 <= 62", "成员", "days between"),
    ("any(v.日期 - 出生日期 <= 30 for v in 户.走访)", "成员", "days of other rows"),
    ("count(成员) <= 5", "户", "more rows than are tried"),
    ("sum(m.年龄 for m in 成员) <= 100", "户", "a sum over rows"),
    ("longest_gap((v.日期 for v in 走访), since=核查日 - 30, until=核查日) <= 7", "户", "a chain"),
    ('starts_with(帮扶人, "李") and length(帮扶人) == 3', "户", "two questions of one text"),
    (
        "age_on(birth_in_id(证件号码), 核查日) >= 60"
        ' or (age_on(birth_in_id(证件号码), 核查日) >= 55 and sex_in_id(证件号码) == "女")',
        "成员",
        "two parts of one number",
    ),
    ("year(出生日期) == 2014 and month(出生日期) == 3", "成员", "a month of a year"),
    ("not (100 < 人均纯收入 < 101) or 是否贫困", "户", "between two neighbours"),
    (
        "人均纯收入 >= 250 or 人口数 <= 3 or 人均纯收入 / 人口数 >= 49",
        "户",
        "a share, and its parts",
    ),
    ("known(人均纯收入 / (人口数 - 5)) or 是否贫困", "户", "nobody can be divided by"),
    ("count(成员) in [1, 5]", "户", "a count in a list"),
    (
        'count(m for m in 成员 if m.在校状况 == "小学") <= 1'
        ' or any(m.在校状况 == "初中" and m.年龄 >= 16 for m in 成员)',
        "户",
        "two rows that count, and a third",
    ),
    (
        '在校状况 != "小学" or count(m for m in 户.成员 if m.在校状况 == "初中") == 1',
        "成员",
        "the row itself, and two more",
    ),
    ('年龄 >= 6 or 核查日 < date("2021-06-15")', "成员", "later days"),
]


@pytest.mark.parametrize(("requires", "each", "why"), DIFFERENT)
def test_nothing_false_is_proved(tmp_path: Path, requires: str, each: str, why: str) -> None:
    """Every mutant of these is another rule: none may be called equivalent."""
    quoted = requires if requires.startswith("'") else f"'{requires}'"
    policies = chapter(tmp_path, rule(quoted, each))

    found = [one.mutant.sentence for one in mutation(policies) if one.fate is Fate.PROVED]

    assert found == [], why


REGIONAL = """standards:
  起始年龄:
    values:
      - {from: 2000-01-01, region: 山东省, value: 7, basis: {document: 通知}}
"""


def test_nothing_of_other_regions_is_proved(tmp_path: Path) -> None:
    """Households elsewhere are not tried, so nothing is said of their values."""
    policies = chapter(tmp_path, rule("年龄 >= 起始年龄"), head=REGIONAL)

    found = [one.mutant.sentence for one in mutation(policies) if one.fate is Fate.PROVED]

    assert found == []


def test_whole_numbers_beside_a_limit(tmp_path: Path) -> None:
    """Fourteen people times seven is below a hundred, fifteen above: no whole number is on it."""
    policies = chapter(tmp_path, rule("人口数 * 7 <= 100", "户"))

    found = fates([*mutation(policies)])

    assert found["把“人口数 * 7 <= 100”改成“人口数 * 8 <= 100”"] == "survived"
    assert found["把“人口数 * 7 <= 100”改成“人口数 * 7 < 100”"] == "proved"


def test_not_proved(tmp_path: Path) -> None:
    """Two rows tell nothing of a limit of five: no proof, and no case either."""
    policies = chapter(tmp_path, rule("count(成员) <= 5", "户"))

    found = {one.mutant.sentence: one for one in mutation(policies)}

    result = found["把“count(成员) <= 5”改成“count(成员) < 5”"]
    assert result.fate is Fate.SURVIVED
    assert missing_case(result.witness) == ""


REASON = """equivalent:
  - {of: r, mutant: 把“count(成员) <= 5”改成“count(成员) < 5”, reason: 本办没有五口以上的户}
  - {of: r, mutant: 把“count(成员) <= 5”改成“count(成员) <= 7”, reason: 规则改过了}
"""


def test_reasoned(tmp_path: Path) -> None:
    """A reviewed reason beside the cases; one that stands for no mutant is told."""
    cases = case("{成员: [{}, {}]}", "met") + REASON
    policies = chapter(tmp_path, rule("count(成员) <= 5", "户"), cases=cases)

    results = [*mutation(policies)]

    (reasoned,) = (one for one in results if one.fate is Fate.REASONED)
    assert reasoned.mutant.sentence == "把“count(成员) <= 5”改成“count(成员) < 5”"
    assert reasoned.reason == "本办没有五口以上的户"
    assert [one.reason for one in idle(policies, results)] == ["规则改过了"]


def test_a_reason_is_wanted(tmp_path: Path) -> None:
    """An entry without its reason is a fault at its place."""
    cases = SIXTEEN + "equivalent:\n  - {of: r, mutant: 改}\n"

    with pytest.raises(FaultyInput) as raised:
        chapter(tmp_path, rule("年龄 >= 16"), cases=cases)

    (fault,) = raised.value.faults
    assert fault.code == "missing-key"
    assert "reason" in fault.sentence


STANDARD = """standards:
  上限:
    values:
      - {from: 2010-01-01, value: 5, region: 全国}
      - {from: 2019-01-01, value: 9, region: 全国}
      - {from: 2020-07-01, value: 10, region: 全国}
      - {from: 2022-01-01, value: 11, region: 全国}
"""


def test_days_of_a_standard(tmp_path: Path) -> None:
    """A value counts while it and the rule are in force; its case is of a day of its own."""
    cases = case("{户: {人口数: 10}}", "met") + case("{户: {人口数: 11}}", "gap")
    policies = chapter(tmp_path, rule("人口数 <= 上限", "户"), head=STANDARD, cases=cases)
    file = tmp_path / "edu.yaml"
    text = file.read_text(encoding="utf-8")
    valid = text.replace("教育}", "教育, valid: {from: 2019-06-01, to: 2020-12-31}}", 1)
    file.write_text(valid, encoding="utf-8")
    policies = read_policies(tmp_path)

    results = [one for one in mutation(policies) if one.mutant.of == "edu/上限"]

    assert fates(results) == {
        "把标准“上限”2019-01-01起的 9 改成 8": "survived",
        "把标准“上限”2019-01-01起的 9 改成 10": "survived",
        "把标准“上限”2020-07-01起的 10 改成 9": "killed",
        "把标准“上限”2020-07-01起的 10 改成 11": "killed",
    }


def test_shared_by_rules(tmp_path: Path) -> None:
    """A case of any rule that uses a definition may kill its mutants."""
    head = "definitions:\n  成年: {each: 成员, is: 年龄 >= 16}\n"
    cases = (
        SIXTEEN + "  - {rule: s, name: 例, given: {成员: {出生日期: 2004-09-18}}, expect: met}\n"
    )
    policies = chapter(tmp_path, rule("成年"), rule("not 成年", id_="s"), head=head, cases=cases)

    found = fates([one for one in mutation(policies) if one.mutant.of == "edu/成年"])

    assert found[OLDER] == "killed"
    assert found[YOUNGER] == "killed"


PASTED = [
    ("'年龄 >= 16 or 在校状况 == \"小学\"'", "成员", "known(出生日期)"),
    ("any(v.走访人 == \"书记\" and v.日期 >= 核查日 - 30 for v in 走访)", "户", "是否贫困"),
    ("not any(c.证件号码 == 证件号码 for c in 车辆登记)", "成员", "户.是否贫困"),
    ("'\"因病\" in 原因 if 年龄 < 7 else known(在校状况)'", "成员", ""),
    ("count(m for m in 成员 if m.年龄 < 16) == 人口数", "户", ""),
]  # fmt: skip


@pytest.mark.parametrize(("requires", "each", "applies"), PASTED)
def test_pasted(tmp_path: Path, requires: str, each: str, applies: str) -> None:
    """The needed cases of a rule without any, pasted, notice every mutant but equivalent ones."""
    text = rule(requires, each, applies)
    policies = chapter(tmp_path, text)
    missing = [missing_case(one.witness, DAY) for one in needed(policies, mutation(policies))]
    file = tmp_path / "edu.cases.yaml"
    lines = ["as_of: 2020-09-17", "cases:", *missing]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    again = [one.fate for one in mutation(read_policies(tmp_path))]

    assert set(again) <= {Fate.KILLED, Fate.PROVED}
    assert again.count(Fate.KILLED) > again.count(Fate.PROVED)
