"""Entries of an overlay that change nothing; what it may not change is a fault of reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.examples import suspected

BASE = """standards:
  线:
    unit: 岁
    values:
      - {from: 2019-01-01, value: 6, basis: {document: 法, confirmed: false}}
    tailor: may_raise
rules:
  - id: in-school
    applies: 年龄 >= 线
"""
HEAD = "overlay:\n  extends: ..\n  document: 文\n"
OVERLAYS = [
    # entry, where, why
    ("rules:\n    education/in-school: {severity: major}", "5:5", "as grave as it was"),
    ("rules:\n    education/in-school: {severity: critical}", None, "graver"),
    ("standards:\n    线: {values: [{from: 2020-01-01, value: 6}]}", "5:18", "as high as it was"),
    ("standards:\n    线: {values: [{from: 2020-01-01, value: 7}]}", None, "higher"),
    (
        "standards:\n    线:\n      values:\n        - from: 2020-01-01\n          value: 6\n"
        "          basis: {document: 文, confirmed: true}",
        None,
        "confirmed here, which it was not",
    ),
    (
        "standards:\n    线: {values: [{from: 2020-01-01, value: 6, region: 山东省}]}",
        None,
        "held for this region, whatever the nation's becomes",
    ),
]


@pytest.mark.parametrize(("entry", "place", "why"), OVERLAYS)
def test_changes_nothing(entry: str, place: str | None, why: str, tmp_path: Path) -> None:
    example = {"": BASE, "county/overlay.yaml": f"{HEAD}  {entry}\n"}

    found = [one for one in suspected(tmp_path, example) if "overlay" in one.split()[-1]]

    expected = [f"county/overlay.yaml:{place} overlay-changes-nothing"] if place else []
    assert found == expected, why
