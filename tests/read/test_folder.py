"""A whole folder: what is read of it, and whether its files fit together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.model.policy import Severity, Validity
from checker.read.folder import read_policies
from tests.read.small import FOLDER, POLICY, RULE, SIEVE, codes, read, written

ROOT = Path(__file__).parents[2]
CRITERION = "criteria: [{id: a, title: 甲, rules: [education/in-school]}]\n"
UNIT = "standards:\n  甲:\n    unit: 元\n    values: [{from: 2020-01-01, value: %s}]\n"


NORTH = """policy:
  title: 北城的规定
  area: edu
  regime: [poverty-2020, any]
  valid: {from: 2019-01-01}
lists: {在读: [小学, 初中]}
definitions:
  适龄: {each: 成员, is: 6 <= 年龄 <= 15}
rules:
  - id: school
    title: 在校
    each: 成员
    applies: 适龄
    requires: 在校生状况 in 在读
    sieves: [standard]
    severity: critical
    kind: unmet
    due: 5
    once_per: [户编号]
    message: "{年龄}不在校"
    valid: {to: 2020-12-31}
    basis: [{document: 义务教育法, article: 第十一条, confirmed: true}]
"""


def test_what_is_read(tmp_path: Path) -> None:
    """Ids come from places; what is left out has its default."""
    policies = read(
        tmp_path,
        {
            "areas.yaml": "areas: [{id: edu, title: 教育, named_by_source: true}]\n",
            "towns/north.yaml": NORTH,
        },
    )

    policy = policies.policies[1]
    rule = policy.rules[0]
    assert (policy.id, policy.area, policy.regime) == (
        "towns/north",
        "edu",
        ("poverty-2020", "any"),
    )
    assert policy.validity == Validity(date(2019, 1, 1), None)
    assert policy.lists[0].codes == ("小学", "初中")
    assert (rule.id, rule.severity, rule.due) == ("towns/north/school", Severity.CRITICAL, 5)
    assert rule.validity == Validity(None, date(2020, 12, 31))
    assert [one.text for one in rule.once_per] == ["户编号"]
    assert rule.basis[0].confirmed
    assert policies.shared is not None
    assert [value.value for value in policies.shared.standards[0].values] == [
        Decimal(400),
        Decimal(433),
    ]


# files, faults, why
UNFIT = [
    (
        {"education.yaml": POLICY + RULE.replace("{id}", "in-school")},
        [("education.yaml:10:9", "duplicate-id")],
        "J4: the same id twice",
    ),
    (
        {"education.yaml": POLICY + RULE.replace("{id}", "In-School")},
        [("education.yaml:10:9", "alike-id")],
        "K12: only the case differs",
    ),
    (
        {"education.yaml": POLICY + RULE.replace("{id}", "in-sch\u043e\u043el")},
        [("education.yaml:10:9", "alike-id")],
        "K12: two Cyrillic letters",
    ),
    (
        {"Education.yaml": POLICY},
        [("education.yaml:1:1", "alike-id"), ("education.yaml:3:9", "alike-id")],
        "K12: two files that one system cannot tell apart",
    ),
    (
        {"education.yaml": POLICY.replace("[standard]", "[standrad]")},
        [("education.yaml:7:14", "unknown-sieve")],
        "K1: a sieve that there is not",
    ),
    (
        {"areas.yaml": "areas: [{id: a, title: 甲}, {id: a, title: 乙}]\n"},
        [("areas.yaml:1:33", "duplicate-id")],
        "an area's id twice",
    ),
    (
        {
            "areas.yaml": "areas: [{id: a, title: 甲}]\n",
            "education.yaml": POLICY.replace("{title: 教育}", "{title: 教育, area: b}"),
        },
        [("education.yaml:1:27", "unknown-area")],
        "K1: an area that there is not",
    ),
    (
        {"criteria.yaml": "criteria: [{id: a, title: 甲, rules: [education/in-shool]}]\n"},
        [("criteria.yaml:1:38", "unknown-rule")],
        "a criterion of a rule that there is not",
    ),
    (
        {"sieves/two.yaml": SIEVE},
        [("sieves/two.yaml:1:13", "duplicate-id")],
        "two sieves of one id",
    ),
    (
        {"sieves/two.yaml": "sieve: {id: two, title: 二, rules: {rule: [a/b], sieve: three}}\n"},
        [("sieves/two.yaml:1:43", "unknown-rule"), ("sieves/two.yaml:1:56", "unknown-sieve")],
        "a sieve chooses what there is not",
    ),
    ({"more.yml": POLICY}, [("more.yml", "wrong-ending")], "it would be left out silently"),
    ({"MORE.YAML": POLICY}, [("MORE.YAML", "wrong-ending")], "large letters: the same"),
    (
        {"more.yaml.txt": POLICY, "criteria.yaml": CRITERION.replace("education", "more")},
        [("more.yaml.txt", "wrong-ending")],
        "Windows hides the ending; its rules are no further faults",
    ),
    (
        {"education.yaml": POLICY.replace("rules:", "rule:"), "criteria.yaml": CRITERION},
        [("education.yaml:2:1", "unknown-key")],
        "what it would give nobody knows: names of its rules are no further faults",
    ),
    (
        {"education.yaml": POLICY.replace("id:", "ID:"), "criteria.yaml": CRITERION},
        [("education.yaml:3:5", "unknown-key")],
        "the same, where an id is misspelt",
    ),
    (
        {"education.yaml": POLICY + "    valid: {from: 2021-01-01, to: 2020-01-01}\n"},
        [("education.yaml:10:12", "backwards")],
        "it ends before it begins",
    ),
    (
        {"standards.yaml": "standards:\n  甲:\n    values: [{from: 2020-01-01, value: 1e3}]\n"},
        [("standards.yaml:3:40", "not-a-number")],
        "J6: an exponent",
    ),
    *[
        ({"standards.yaml": UNIT % value}, [(f"standards.yaml:4:{at}", "not-a-number")], why)
        for value, at, why in [
            ("六千", 40, "a word, of a standard that is counted"),
            ("6000元", 40, "with its unit"),
            ('"6000"', 40, "in quotes"),
            ("{小学: 1000, 初中: 1250元}", 55, "of one code"),
        ]
    ],
    (
        {
            "standards.yaml": "standards:\n  甲:\n    values:\n"
            "    - {from: 2020-01-01, value: 1}\n    - {from: 2020-01-01, value: 2}\n"
        },
        [("standards.yaml:5:7", "duplicate-value")],
        "two values from one day on",
    ),
    (
        {"standards.yaml": "lists: {and: [a], 耕地（亩）: [b], count: [c]}\n"},
        [
            ("standards.yaml:1:9", "taken-name"),
            ("standards.yaml:1:19", "not-a-name"),
            ("standards.yaml:1:31", "taken-name"),
        ],
        "names that no expression can use",
    ),
]


@pytest.mark.parametrize(("files", "expected", "why"), UNFIT)
def test_what_does_not_fit(
    files: dict[str, str], expected: list[tuple[str, str]], why: str, tmp_path: Path
) -> None:
    """Ids are given once, and what is named is there."""
    assert codes(tmp_path, files) == expected, why


def test_faults_of_all_files_at_once(tmp_path: Path) -> None:
    """A faulty file hides no other's faults; its own ids still count."""
    files = {
        "education.yaml": POLICY.replace("!=", "="),
        "health.yaml": POLICY.replace("major", "big"),
        "criteria.yaml": "criteria: [{id: a, title: 甲, rules: [education/in-school]}]\n",
    }

    found = codes(tmp_path, files)

    assert found == [
        ("education.yaml:6:21", "single-equals"),
        ("health.yaml:8:15", "unknown-word"),
    ]


def test_folder_without_policies(tmp_path: Path) -> None:
    """Nothing to check is told, as is a folder that is not there."""
    assert [f.code for f in _faults(tmp_path)] == ["no-policies"]
    assert [f.code for f in _faults(tmp_path / "nowhere")] == ["no-folder"]


def _faults(folder: Path):  # type: ignore[no-untyped-def]
    with pytest.raises(FaultyInput) as faulty:
        read_policies(folder)
    return faulty.value.faults


def test_fingerprint(tmp_path: Path) -> None:
    """The same files have the same fingerprint, wherever they lie; cases do not count."""
    first = read(tmp_path / "a", {})
    same = read(
        tmp_path / "b",
        {"education.cases.yaml": CASES},
    )
    other = read(tmp_path / "c", {"education.yaml": POLICY + "# 说明\n"})

    assert first.fingerprint == same.fingerprint
    assert first.fingerprint != other.fingerprint
    assert len(first.fingerprint) == 64


CASES = """as_of: 2020-09-17
cases:
  - {rule: in-school, name: 在校, given: {成员: {在校生状况: 小学}}, expect: met}
  - rule: in-school
    name: 两个人
    as_of: 2020-09-01
    given:
      户: {}
      成员: [{在校生状况: 小学}, {在校生状况: }]
      上期: {成员: {出生日期: 2010-01-01}}
    expect: {成员/0: met, 成员/1: unknown}
"""


def test_cases(tmp_path: Path) -> None:
    """Cells stay as they were written; a case may have a day of its own."""
    policies = read(tmp_path, {"education.cases.yaml": CASES})

    one, two = policies.cases
    assert (one.rule, one.as_of, one.expect) == ("education/in-school", date(2020, 9, 17), "met")
    assert one.given == {"成员": {"在校生状况": "小学"}}
    assert two.as_of == date(2020, 9, 1)
    assert two.given == {
        "户": {},
        "成员": [{"在校生状况": "小学"}, {"在校生状况": None}],
        "上期": {"成员": {"出生日期": "2010-01-01"}},
    }
    assert two.expect == {"成员/0": "met", "成员/1": "unknown"}
    assert read_policies(tmp_path, cases=False).cases == ()


# given, rule, line:column, code, why
UNFIT_CASES = [
    ("{成员: {在校状况: 小学}}", "in-school", "5:18", "unknown-field", "with the nearest"),
    ("{人员: {}}", "in-school", "5:13", "unknown-table", "no such table"),
    ("{成员: {年龄: 7}}", "in-school", "5:18", "derived-given", "it would not be used"),
    ("{成员: [小学]}", "in-school", "5:18", "wrong-shape", "a row is a mapping"),
    ("{成员: {}}", "in-shool", "3:11", "unknown-rule", "no such rule"),
]


@pytest.mark.parametrize(("given", "rule", "place", "code", "why"), UNFIT_CASES)
def test_cases_that_do_not_fit(
    given: str, rule: str, place: str, code: str, why: str, tmp_path: Path
) -> None:
    """A misspelt field would be a blank that nobody wrote."""
    text = (
        f"as_of: 2020-09-17\ncases:\n  - rule: {rule}\n    name: 例\n"
        f"    given: {given}\n    expect: met\n"
    )

    found = codes(tmp_path, {"education.cases.yaml": text})

    assert found == [(f"education.cases.yaml:{place}", code)], why


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    """Editors and version control keep theirs there."""
    written(tmp_path, {".vscode/settings.yaml": "a: [", ".hidden.yaml": "b: ["})

    assert read(tmp_path, {}).policies


def test_folder_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places begin with the folder as the user wrote it."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "rules", FOLDER)

    policies = read_policies(Path("rules"))

    assert str(policies.policies[0].rules[0].span) == "rules/education.yaml:3:9"
