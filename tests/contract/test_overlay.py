"""The overlay of language.md, section 8: what a lower level may and may not do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import Command
from tests.contract.conftest import EXAMPLES

VISITS = """\
policy: {title: 走访}
standards:
  农村低保线:
    unit: 元/年
    values: [{from: 2019-01-01, value: 500, basis: {document: 省文件, grade: G, confirmed: true}}]
    tailor: may_raise
rules:
  - id: weekly
    title: 每周走访
    each: 户
    requires: 人均纯收入 >= 农村低保线
    sieves: [standard]
    severity: minor
    message: 低于{农村低保线}
"""
OVERLAY = (EXAMPLES / "overlay.yaml").read_text(encoding="utf-8")
OFF = "    visits/weekly: {off: {reason: 本县按月走访, document: 北政（2020）2号}}\n"


def overlay(office: Path, text: str) -> None:
    """The overlay's folder beside the base."""
    (office / "policies" / "visits.yaml").write_text(VISITS, encoding="utf-8")
    (office / "county").mkdir(exist_ok=True)
    (office / "county" / "overlay.yaml").write_text(text, encoding="utf-8")
    home = "户编号,镇街名,村名,人均纯收入\nH1,东镇,甲村,550\n"
    (office / "户.csv").write_text(home, encoding="utf-8")


def found(checker: Command, policies: str) -> list[tuple[str, str]]:
    """(rule, message) of the gaps of the one household."""
    ran = checker(
        "check", "户.csv", "--policies", policies, "--as-of", "2020-09-17", "--format", "json"
    )
    assert ran.code in (0, 1), ran.err
    return [(gap["rule"], gap["message"]) for gap in json.loads(ran.out)["gaps"]]


def test_a_standard_is_raised(checker: Command, office: Path) -> None:
    """550 is enough for the base's 500 and not for the county's 595."""
    overlay(office, OVERLAY.replace("severity: minor", "severity: critical"))

    assert found(checker, "policies") == []
    assert found(checker, "county") == [("visits/weekly", "低于595元/年")]


def test_a_rule_is_turned_off_with_a_reason(checker: Command, office: Path) -> None:
    """It no longer runs, and is named as not in force."""
    overlay(office, OVERLAY.replace("severity: minor", "severity: critical") + OFF)

    assert found(checker, "county") == []


@pytest.mark.parametrize(
    ("change", "code", "why"),
    [
        (("value: 595", "value: 400"), "tailor", "it may be raised only"),
        (("education/in-school", "education/in-scool"), "", "an entry that matches nothing"),
        (("农村低保线:", "农村低保标淮:"), "", "a standard that is not there"),
        (("severity: minor", "severity: note"), "", "a severity is raised and never lowered"),
    ],
)
def test_what_a_lower_level_may_not_do(
    change: tuple[str, str], code: str, why: str, checker: Command, office: Path
) -> None:
    """A fault, at its place in the overlay."""
    right = OVERLAY.replace("severity: minor", "severity: critical")
    overlay(office, (right if "severity" not in change[0] else OVERLAY).replace(*change))

    ran = checker("lint", "county")

    assert ran.code == 2, why
    assert "overlay.yaml:" in ran.err + ran.out
    assert code in ran.err + ran.out, why
