"""The small changes that an author may make by mistake, each told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.study.mutants import applied, mutants
from tests.study.small import chapter, rule

SENTENCES: list[tuple[str, str, list[str], str]] = [
    (
        "年龄 >= 16",
        "成员",
        [
            "把“年龄 >= 16”改成“年龄 > 16”",
            "把“年龄 >= 16”改成“年龄 < 16”",
            "把“年龄 >= 16”改成“年龄 >= 15”",
            "把“年龄 >= 16”改成“年龄 >= 17”",
        ],
        "a boundary a year off, a comparison turned",
    ),
    (
        "人均纯收入 == 0.5",
        "户",
        [
            "把“人均纯收入 == 0.5”改成“人均纯收入 != 0.5”",
            "把“人均纯收入 == 0.5”改成“人均纯收入 <= 0.5”",
            "把“人均纯收入 == 0.5”改成“人均纯收入 >= 0.5”",
            "把“人均纯收入 == 0.5”改成“人均纯收入 == 0.49”",
            "把“人均纯收入 == 0.5”改成“人均纯收入 == 0.51”",
        ],
        "a fraction steps by hundredths; for equal numbers at most and at least",
    ),
    (
        '出生日期 < date("2020-03-01")',
        "成员",
        [
            '把“出生日期 < date("2020-03-01")”改成“出生日期 <= date("2020-03-01")”',
            '把“出生日期 < date("2020-03-01")”改成“出生日期 >= date("2020-03-01")”',
            '把“出生日期 < date("2020-03-01")”改成“出生日期 < date("2020-02-29")”',
            '把“出生日期 < date("2020-03-01")”改成“出生日期 < date("2020-03-02")”',
        ],
        "a day written out",
    ),
    (
        '出生日期 < date("9999-12-31")',
        "成员",
        [
            '把“出生日期 < date("9999-12-31")”改成“出生日期 <= date("9999-12-31")”',
            '把“出生日期 < date("9999-12-31")”改成“出生日期 >= date("9999-12-31")”',
            '把“出生日期 < date("9999-12-31")”改成“出生日期 < date("9999-12-30")”',
        ],
        "no day comes after the last",
    ),
    (
        '是否贫困 and not known(帮扶人)',
        "户",
        [
            "把“是否贫困 and not known(帮扶人)”里的 and 改成 or",
            "去掉条件“是否贫困”",
            "去掉条件“not known(帮扶人)”",
            "把“是否贫困”改成“not 是否贫困”",
            "把“not known(帮扶人)”改成“known(帮扶人)”",
        ],
        "and for or, a condition left out, not left out or put in",
    ),
    (
        '在校状况 in ["小学", "初中"]',
        "成员",
        [
            '把“在校状况 in ["小学", "初中"]”改成“在校状况 not in ["小学", "初中"]”',
            '把“在校状况 in ["小学", "初中"]”改成“在校状况 in ["初中"]”',
            '把“在校状况 in ["小学", "初中"]”改成“在校状况 in ["小学"]”',
            '把“在校状况 in ["小学", "初中"]”改成“在校状况 in ["小学", "初中", "不在校"]”',
        ],
        "a code dropped, and the next one added, round the list",
    ),
    (
        '"因残" in 原因',
        "成员",
        [
            '把“"因残" in 原因”改成“"因残" not in 原因”',
            '把“"因残" in 原因”改成“"因学" in 原因”',
        ],
        "another code",
    ),
    (
        'any(v.日期 == 核查日 for v in 走访 if v.走访人 == "书记")',
        "户",
        [
            '把“any(v.日期 == 核查日 for v in 走访 if v.走访人 == "书记")”的 any 改成 all',
            '去掉条件“v.走访人 == "书记"”',
            "把“v.日期 == 核查日”改成“v.日期 != 核查日”",
            "把“v.日期 == 核查日”改成“v.日期 <= 核查日”",
            "把“v.日期 == 核查日”改成“v.日期 >= 核查日”",
            '把“v.走访人 == "书记"”改成“v.走访人 != "书记"”',
            '把“v.走访人 == "书记"”改成“v.走访人 == "村干部"”',
        ],
        "any for all, the loop's condition left out",
    ),
    (
        '(是否贫困 if known(是否贫困) else known(帮扶人))',
        "户",
        [
            "不看“known(是否贫困)”，总取“是否贫困”",
            "不看“known(是否贫困)”，总取“known(帮扶人)”",
        ],
        "a choice that is none",
    ),
    (
        "0 <= 人口数 <= 9",
        "户",
        [
            "把“0 <= 人口数 <= 9”改成“0 < 人口数 <= 9”",
            "把“0 <= 人口数 <= 9”改成“0 > 人口数 <= 9”",
            "把“0 <= 人口数 <= 9”改成“0 <= 人口数 < 9”",
            "把“0 <= 人口数 <= 9”改成“0 <= 人口数 > 9”",
            "把“0 <= 人口数 <= 9”改成“-1 <= 人口数 <= 9”",
            "把“0 <= 人口数 <= 9”改成“1 <= 人口数 <= 9”",
            "把“0 <= 人口数 <= 9”改成“0 <= 人口数 <= 8”",
            "把“0 <= 人口数 <= 9”改成“0 <= 人口数 <= 10”",
        ],
        "each step of a chain by itself",
    ),
    (
        "known(帮扶人)",
        "户",
        [],
        "a question whether something is known has nothing to get wrong by a step",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("requires", "each", "expected", "why"), SENTENCES)
def test_sentences(
    tmp_path: Path, requires: str, each: str, expected: list[str], why: str
) -> None:
    policies = chapter(tmp_path, rule(f"'{requires}'", each))

    found = [mutant.sentence for mutant in mutants(policies)]

    assert sorted(found) == sorted(expected), why


def test_applies(tmp_path: Path) -> None:
    """What a rule applies to is left out as a whole, too."""
    policies = chapter(tmp_path, rule("known(帮扶人)", "户", applies="是否贫困"))

    found = [mutant.sentence for mutant in mutants(policies)]

    assert found == ["去掉适用条件“是否贫困”", "把“是否贫困”改成“not 是否贫困”"]


HEAD = """standards:
  上限:
    values:
      - {from: 2019-01-01, value: 9, region: 全国}
      - {from: 2020-01-01, value: 10, region: 全国}
lists:
  在读: [小学]
definitions:
  学生: {each: 成员, is: 在校状况 in 在读}
  身份证: {each: 成员, is: known(证件号码)}
"""


def test_what_rules_share(tmp_path: Path) -> None:
    """Each thing makes its mutants once, with all the rules that use it; unused ones none."""
    policies = chapter(
        tmp_path,
        rule("学生", id_="a"),
        rule("not 学生", id_="b"),
        rule("人口数 <= 上限", "户", id_="c"),
        head=HEAD,
    )

    found = {
        (mutant.of, mutant.sentence): mutant.rules
        for mutant in mutants(policies)
        if mutant.of not in mutant.rules
    }

    both, last = ("edu/a", "edu/b"), ("edu/c",)
    assert found == {
        ("edu/上限", "把标准“上限”2019-01-01起的 9 改成 8"): last,
        ("edu/上限", "把标准“上限”2019-01-01起的 9 改成 10"): last,
        ("edu/上限", "把标准“上限”2020-01-01起的 10 改成 9"): last,
        ("edu/上限", "把标准“上限”2020-01-01起的 10 改成 11"): last,
        ("edu/在读", "名单“在读”里加上“初中”"): both,
        ("edu/学生", "把“在校状况 in 在读”改成“在校状况 not in 在读”"): both,
    }


def test_of_some_rules(tmp_path: Path) -> None:
    """Asked for one rule, only what it alone is made of: the list is another's, too."""
    policies = chapter(tmp_path, rule("学生", id_="a"), rule("学生", id_="b"), head=HEAD)

    found = [mutant.id for mutant in mutants(policies, ["edu/a"])]

    assert found == ["edu/a：把“学生”改成“not 学生”"]


def test_told_apart(tmp_path: Path) -> None:
    """The same change in a second place says so."""
    policies = chapter(tmp_path, rule("是否贫困", "户", applies="是否贫困"))

    found = [mutant.sentence for mutant in mutants(policies)]

    assert "把“是否贫困”改成“not 是否贫困”（第2处）" in found
    assert len(set(found)) == len(found)


def test_applied(tmp_path: Path) -> None:
    """A mutant changes its own place and nothing else."""
    policies = chapter(
        tmp_path, rule("学生", id_="a"), rule("人口数 <= 上限", "户", id_="c"), head=HEAD
    )
    mutant = next(m for m in mutants(policies) if m.of == "edu/上限")

    changed = applied(policies, mutant)

    (before,), (after,) = policies.policies, changed.policies
    assert [str(one.value) for one in after.standards[0].values] == ["8", "10"]
    assert (after.rules, after.definitions, after.lists) == (
        before.rules,
        before.definitions,
        before.lists,
    )
