"""Days that do not meet: what is told, where, and what must not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.examples import suspected

LATER = "policy: {{title: 后, area: {area}, valid: {{from: {start}}}}}\nrules:\n  - id: {id}\n"
STANDARD = """standards:
  线:
    unit: 岁
    values:
      - {{from: {start}, value: 6, region: {region}, basis: {{document: 法, confirmed: true}}}}
rules:
  - id: in-school
    applies: {applies}
"""


def later(start: str, area: str = "education", id_: str = "in-school") -> dict[str, str]:
    return {"": "id: in-school\n", "later.yaml": LATER.format(start=start, area=area, id=id_)}


VERSIONS = [
    # example, told, why
    (later("2021-01-01"), [], "the day after the other's last"),
    (later("2020-12-31"), ["later.yaml:1:44 chapters-overlap"], "one day of both"),
    (later("2021-01-02"), ["later.yaml:1:44 chapters-gap"], "one day of neither"),
    (later("2020-06-01", id_="other"), [], "another rule"),
    (later("2020-06-01", area="health"), [], "of another area: no version of it"),
    (
        {"": "valid: {to: 2020-05-31}\n", "later.yaml": later("2020-06-01")["later.yaml"]},
        [],
        "the rule itself ends before the other begins",
    ),
]


@pytest.mark.parametrize(
    ("example", "expected", "why"), VERSIONS, ids=[one[2] for one in VERSIONS]
)
def test_versions(example: dict[str, str], expected: list[str], why: str, tmp_path: Path) -> None:
    areas = "areas: [{id: education, title: 教育}, {id: health, title: 健康}]\n"

    assert suspected(tmp_path, {**example, "areas.yaml": areas}) == expected, why


RULES = [
    ("valid: {from: 2020-12-31}\n", [], "the chapter's last day is a day"),
    ("valid: {from: 2021-01-01}\n", "rule-never-in-force", "the day after"),
    ("valid: {to: 2018-12-31}\n", "rule-never-in-force", "the day before its first"),
]


@pytest.mark.parametrize(("text", "expected", "why"), RULES)
def test_never_in_force(text: str, expected: str, why: str, tmp_path: Path) -> None:
    """At the validity itself, though the whole folder sleeps too."""
    found = suspected(tmp_path, {"": text})

    place = f"education.yaml:3:12 {expected}"
    assert [one for one in found if "never" in one] == ([place] if expected else []), why


def standard(start: str, region: str = "全国", applies: str = "年龄 >= 线") -> str:
    return STANDARD.format(start=start, region=region, applies=applies)


FIRST_VALUES = [
    # text, told, why
    (standard("2019-01-01"), False, "from the chapter's first day on"),
    (standard("2019-01-02"), True, "a day too late"),
    (standard("2019-01-01", "山东省"), False, "a region is no hole in time"),
    (standard("2019-01-02", applies="年龄 >= at(线, 出生日期)"), False, "read of another day"),
    (
        standard("2019-01-02", applies="年龄 >= (线 if 姓名 == '甲' else 6)"),
        False,
        "read in one branch only: the other rows do without it",
    ),
    (standard("2019-01-02") + "    valid: {from: 2019-01-02}\n", False, "the rule waits for it"),
]


@pytest.mark.parametrize(("text", "accused", "why"), FIRST_VALUES)
def test_before_first_value(text: str, accused: bool, why: str, tmp_path: Path) -> None:
    expected = ["education.yaml:3:3 before-first-value"] if accused else []

    assert suspected(tmp_path, {"": text}) == expected, why


VALUES = """standards:
  线:
    unit: 元
    values:
      - {{from: 2019-01-01, value: {first}, basis: {{document: 法, confirmed: true}}}}
      - {{from: 2020-01-01, value: {then}, {region}basis: {{document: 法, confirmed: true}}}}
rules:
  - id: in-school
    each: 政策享受
    requires: 金额 >= 线[学段]
"""
CODES = [
    ("{小学: 1, 初中: 2}", "{小学: 1}", "", True, "one is gone"),
    ("{小学: 1}", "{小学: 1, 初中: 2}", "", False, "one is new"),
    ("{小学: 1, 初中: 2}", "{小学: 1}", "region: 山东省, ", False, "of another region"),
]


@pytest.mark.parametrize(("first", "then", "region", "accused", "why"), CODES)
def test_dropped_codes(
    first: str, then: str, region: str, accused: bool, why: str, tmp_path: Path
) -> None:
    text = VALUES.format(first=first, then=then, region=region)

    expected = ["education.yaml:7:9 value-drops-codes"] if accused else []
    assert suspected(tmp_path, {"": text}) == expected, why
