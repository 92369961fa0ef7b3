"""Which verdicts a rule can give at all: proved for all values, by hand here."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.verdict import Verdict
from checker.study.proof.prover import Prover
from tests.study.small import chapter, only, rule

N, M, G, U = Verdict.NOT_APPLICABLE, Verdict.MET, Verdict.GAP, Verdict.UNKNOWN

POSSIBLE = [
    # each, applies, requires, the verdicts that rows can have, why
    ("成员", "", "年龄 >= 16", {M, G, U}, "either side of a cut, or no birth date"),
    ("成员", "", "年龄 < 6 and 年龄 > 15", {G, U}, "no age is both"),
    ("成员", "", "年龄 < 6 or 年龄 > 5", {M, U}, "ages are whole"),
    ("户", "", "人均纯收入 < 6 or 人均纯收入 > 5", {M, U}, "every amount is one of them"),
    ("户", "", "人均纯收入 <= 5 or 人均纯收入 >= 6", {M, G, U}, "amounts are not whole"),
    ("户", "", "人口数 >= 0", {M, U}, "a number of people is never negative"),
    ("户", "", "人均纯收入 >= 0", {M, G, U}, "an income may be"),
    ("成员", "", "核查日 - 1 < 出生日期 < 核查日", {G, U}, "no day between two days"),
    ("成员", "", "known(出生日期)", {M, G}, "always told"),
    ("成员", "", "known(年龄) and blank(出生日期)", {G}, "no age without a birth date"),
    ("成员", '在校状况 == "小学"', '在校状况 == "初中"', {N, G, U}, "one code at a time"),
    ("成员", "", '在校状况 in ["不在校", "小学", "初中"]', {M, U}, "these are all codes"),
    ("成员", "", '"因病" in 原因 and "因残" in 原因', {M, G, U}, "several codes at a time"),
    ("成员", "", '"因病" in 原因 and "因病" not in 原因', {G, U}, "but each is in or not"),
    ("成员", "", "户.是否贫困 or not 户.是否贫困", {M, U}, "one household has one answer"),
    (
        "户",
        "",
        "any(m.年龄 >= 60 for m in 成员) or count(成员) >= 0",
        {M, U},
        "a count is a count",
    ),
    ("户", "", "any(m.年龄 >= 9 and m.年龄 < 9 for m in 成员)", {G, U}, "no such member"),
    (
        "户",
        "any(m.年龄 >= 60 for m in 成员)",
        "all(m.年龄 < 60 for m in 成员)",
        {N, G, U},
        "`any` and `all` ask for the same count",
    ),
    (
        "户",
        'count(m for m in 成员 if m.年龄 >= 60 and m.在校状况 == "小学") == 0',
        'not any(m.在校状况 == "小学" and m.年龄 > 59 for m in 成员)',
        {N, M, U},
        "conditions that say the same of every member count the same",
    ),
    (
        "成员",
        "",
        '证件号码 == "a" and 证件号码 == "b"',
        {M, G, U},
        "id numbers are not cut: silent",
    ),
    ("户", "", "人均纯收入 * 2 > 4 and 人均纯收入 < 1", {M, G, U}, "nor arithmetic: silent"),
]


@pytest.mark.parametrize(("each", "applies", "requires", "expected", "why"), POSSIBLE)
def test_possible_verdicts(
    tmp_path: Path, each: str, applies: str, requires: str, expected: set[Verdict], why: str
) -> None:
    """A verdict is left out only where no row can have it."""
    policies = chapter(tmp_path, rule(f"'{requires}'", each, f"'{applies}'" if applies else ""))
    one, resolved = only(policies)
    prover = Prover(policies.catalog, resolved.as_of)

    found = {v for v in Verdict if not prover.ask(lambda w, v=v: w.verdict(one) is v).never}

    assert found == expected, why


def test_too_many_ways_prove_nothing(tmp_path: Path) -> None:
    """Where the search stops early nothing is proved, though nothing was found."""
    policies = chapter(tmp_path, rule("'年龄 < 6 and 年龄 > 15'"))
    one, resolved = only(policies)

    answer = Prover(policies.catalog, resolved.as_of, most_ways=3).ask(
        lambda weighing: weighing.verdict(one) is Verdict.MET
    )

    assert answer.way is None
    assert not answer.never
