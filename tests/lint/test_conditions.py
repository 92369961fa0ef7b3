"""Conditions that say less than they seem to, and those that are right as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.examples import suspected

ALL = "all(d.已签字 for d in 材料)"
OF_NONE = [
    # applies, requires, where, why
    ("", ALL, "4:15", "no paper at all is met"),
    ("", f"{ALL} and count(材料) >= 1", None, "one is asked for"),
    ("any(d.已签字 for d in 材料)", ALL, None, "applies where there is one"),
    ("", f"known(住址) or {ALL}", "4:28", "one of two ways to keep it"),
    ("", f"not {ALL}", None, "of none it is broken"),
    (ALL, "known(住址)", None, "no requirement"),
    ("", "all(known(m.姓名) for m in 成员) and count(材料) >= 1", "4:15", "of another table"),
]


@pytest.mark.parametrize(("applies", "requires", "place", "why"), OF_NONE)
def test_all_of_none(
    applies: str, requires: str, place: str | None, why: str, tmp_path: Path
) -> None:
    text = "each: 户\n" + f"requires: {requires}\n" + (f"applies: {applies}\n" if applies else "")

    expected = [f"education.yaml:{place} all-of-none"] if place else []
    assert suspected(tmp_path, {"": text}) == expected, why


def test_all_among_its_own_like(tmp_path: Path) -> None:
    """The row checked is one of them."""
    assert suspected(tmp_path, {"": "requires: all(known(m.姓名) for m in 户.成员)\n"}) == []


def test_all_in_a_definition_is_told_once(tmp_path: Path) -> None:
    text = f"definitions:\n  齐:\n    each: 户\n    is: {ALL}\nrules:\n" + "".join(
        f"  - id: {name}\n    each: 户\n    requires: 齐\n" for name in ("a", "b")
    )

    assert suspected(tmp_path, {"": text}) == ["education.yaml:5:9 all-of-none"]


CONSTANT = [
    ("applies: True", "3:14 constant-condition", "always: leave it out"),
    ("requires: False", "3:15 constant-condition", "never kept"),
    ("requires: 年龄 > 6 and True", "3:26 constant-condition", "adds nothing"),
    ("requires: 户.是否危房户 == True", None, "a value compared"),
    ("requires: 年龄 > 6 or 年龄 > 6", "3:25 repeated-condition", "twice"),
    ("requires: 年龄 > 6 or 年龄 > 7", None, "not twice"),
    ("requires: 年龄 == 年龄", "3:15 same-on-both-sides", "itself"),
    ("requires: any(m.年龄 == 年龄 for m in 户.成员)", None, "another row's"),
    ('requires: matches(姓名, "^甲.*")', "3:27 pattern-anchor", "the whole text anyway"),
    ("requires: 'matches(姓名, \"甲\\\\$\")'", None, "a dollar sign"),
    ('requires: matches(姓名, "甲.乙")', "3:27 pattern-dot", "any character"),
    ('requires: matches(姓名, "甲.*乙.{2}[.]")', None, "dots that are meant"),
    ("requires: 'matches(姓名, \"甲\\\\.乙\")'", None, "escaped"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CONSTANT)
def test_conditions(text: str, expected: str | None, why: str, tmp_path: Path) -> None:
    found = suspected(tmp_path, {"": text + "\n"})

    assert found == ([f"education.yaml:{expected}"] if expected else []), why


def test_a_table_row_that_always_holds(tmp_path: Path) -> None:
    text = (
        "definitions:\n  甲:\n    each: 成员\n    table:\n"
        "      - when: 年龄 > 6\n        is: 1\n      - when: True\n        is: 2\n"
        "rules:\n  - id: in-school\n    applies: 甲 > 1\n"
    )

    assert suspected(tmp_path, {"": text}) == ["education.yaml:8:15 constant-condition"]
