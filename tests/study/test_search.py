"""Situations worth judging."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.study.search import situations_for, size
from checker.study.situation import judged
from tests.study.small import chapter, only, rule

ALL = {"met", "gap", "unknown"}

FOUND = [
    ("人口数 >= 3", "户", ALL, "one field"),
    ("count(成员) == 人口数", "户", {"met", "gap", "unknown"}, "rows counted"),
    ("年龄 >= 16 or 在校状况 == \"小学\"", "成员", ALL, "two fields"),
    ("any(v.走访人 == \"书记\" and v.日期 <= 核查日 for v in 走访)", "户", ALL, "rows found"),
    ("any(c.证件号码 == 证件号码 for c in 车辆登记)", "成员", ALL, "a register"),
    ("count(m for m in 全部.成员 if m.证件号码 == 证件号码) == 1", "成员", ALL, "twins"),
]  # fmt: skip


@pytest.mark.parametrize(("requires", "each", "expected", "why"), FOUND)
@pytest.mark.parametrize("limit", [5_000, 60])
def test_every_verdict_is_found(
    tmp_path: Path, requires: str, each: str, expected: set[str], why: str, limit: int
) -> None:
    """Whether all situations are tried or only some near bare ones, without any case."""
    policies = chapter(tmp_path, rule(f"'{requires}'", each))
    one, resolved = only(policies)

    found = situations_for([one], resolved, policies.catalog, limit=limit)

    (verdicts,) = judged(found.situations, [one], resolved, policies.catalog)
    assert {verdict.word for verdict in verdicts if verdict is not None} == expected, why


def test_all_of_them(tmp_path: Path) -> None:
    """Blank, one less, equal, one more, unreadable; the smallest first."""
    policies = chapter(tmp_path, rule("人口数 >= 3", "户"))
    one, resolved = only(policies)

    found = situations_for([one], resolved, policies.catalog)

    assert found.complete
    assert [dict(situation) for situation in found.situations] == [
        {"户": {}},
        {"户": {"人口数": "3"}},
        {"户": {"人口数": "2"}},
        {"户": {"人口数": "4"}},
        {"户": {"人口数": "认不出"}},
    ]


TOLD = [
    ("人口数 >= 3", "户", True, "a field and a figure"),
    ("any(v.日期 <= 核查日 for v in 走访)", "户", True, "one row or none"),
    ("count(成员) >= 1", "户", True, "none or one"),
    ("count(成员) >= 3", "户", False, "three rows are not tried"),
    ("count(成员) == 人口数", "户", False, "nor are as many as somebody writes"),
    ("sum(m.年龄 for m in 成员) >= 3", "户", False, "nor what many make together"),
    ("any(count(v for v in m.户.走访) >= 1 for m in 成员)", "户", False, "rows of rows"),
    ('any(starts_with(v.走访人, "书") for v in 走访)', "户", True, "a word that begins so"),
]


@pytest.mark.parametrize(("requires", "each", "complete", "why"), TOLD)
def test_complete(tmp_path: Path, requires: str, each: str, complete: bool, why: str) -> None:
    """Few as they are, situations tell all only where two rows of a table are enough."""
    policies = chapter(tmp_path, rule(f"'{requires}'", each))
    one, resolved = only(policies)

    found = situations_for([one], resolved, policies.catalog)

    assert found.complete is complete, why


def test_seeds_come_first(tmp_path: Path) -> None:
    """With few tries, what lies near the cases is tried; it is said that this is not all."""
    policies = chapter(tmp_path, rule("人口数 >= 3 and 人均纯收入 >= 4000", "户"))
    one, resolved = only(policies)
    seed = {"户": {"人口数": "7", "人均纯收入": "9000"}}

    found = situations_for([one], resolved, policies.catalog, [seed], limit=20)

    assert not found.complete
    assert len(found.situations) == 20
    assert found.situations[0] == seed
    assert {"户": {"人口数": "2", "人均纯收入": "9000"}} in found.situations


def test_size() -> None:
    """Rows count before cells, earlier periods' too."""
    assert size({"户": {"人口数": "1"}, "上期": {"成员": [{}, {"人编号": "A"}]}}) == (3, 2)
