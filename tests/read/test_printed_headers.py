"""A header copied into an expression is told as one, with the title to write (language.md, 1a)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.read.folder import read_policies
from checker.resolve import resolve
from tests.tables.village import AS_OF

POLICY = """\
policy: {{title: 试}}
rules:
  - id: one
    title: 一
    each: 户
    requires: '{requires}'
    sieves: [standard]
    severity: note
    message: 一
"""
SIEVE = "sieve: {id: standard, title: 标准筛, rules: {sieve: standard}}\n"

CASES = [
    # requires, header as told, title, why
    ("耕地面积（亩） > 1", "耕地面积（亩）", "耕地面积", "a bracketed unit"),
    ("人均纯收入(元) > 1", "人均纯收入（元）", "人均纯收入", "brackets of either width"),
    ("年人均纯收入 > 1", "年人均纯收入", "人均纯收入", "another header of the field"),
    ('"因病" in 致贫/返贫风险1', "致贫/返贫风险1", "致贫返贫风险", "a slash and a number"),
]


@pytest.mark.parametrize(("requires", "header", "title", "why"), CASES)
def test_a_printed_header_is_told(
    requires: str, header: str, title: str, why: str, tmp_path: Path
) -> None:
    """One fault, under the whole header, that shows the field's title."""
    (tmp_path / "sieves").mkdir()
    (tmp_path / "sieves" / "standard.yaml").write_text(SIEVE, encoding="utf-8")
    text = POLICY.format(requires=requires)
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(FaultyInput) as failed:
        resolve(read_policies(tmp_path), AS_OF)

    (fault,) = failed.value.faults
    assert (fault.code, fault.hint) == ("printed-header", f"写成 {title}"), why
    assert header in fault.sentence
    assert fault.span is not None
    assert fault.span.length == len(header)
