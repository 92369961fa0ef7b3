"""Each bad set of rules gets exactly its suspicions, at their places (expected.csv)."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checker.fault import Fault, FaultyInput, Level
from checker.lint import suspicions
from checker.read.folder import read_policies
from checker.resolve import resolve
from checker.study.suspicions import tried

HERE = Path(__file__).parent
POLICIES = HERE.parents[1] / "policies"
DAY = date(2020, 9, 17)
FOUNDATION = "base"  # what every set that is no overlay stands on: areas and a sieve
NOT_TRIED = {FOUNDATION, "loosened-base", "spared"}
BESIDES = {"chapter-without-cases"}  # true of every set, and not what it is about

Place = tuple[str, int, int, str]  # file, line, column, code


def expected() -> dict[str, list[Place]]:
    """Set → file, line, column, code of each suspicion or fault."""
    found: dict[str, list[Place]] = defaultdict(list)
    with (HERE / "expected.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            place = (row["file"], int(row["line"]), int(row["column"]), row["code"])
            found[row["set"]].append(place)
    return found


EXPECTED = expected()


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """All sets, each with what it stands on."""
    copied = tmp_path / "sets"
    shutil.copytree(HERE / "sets", copied)
    for folder in copied.iterdir():
        if folder.name != FOUNDATION and not (folder / "overlay.yaml").exists():
            shutil.copytree(copied / FOUNDATION, folder, dirs_exist_ok=True)
    return copied


def linted(folder: Path, day: date) -> list[Fault]:
    """All faults, or where there are none all suspicions."""
    try:
        policies = read_policies(folder)
        resolved = resolve(policies, day)
    except FaultyInput as faulty:
        return [*faulty.faults]
    return [*suspicions(policies, resolved, day), *tried(policies, resolved)]


def places(faults: list[Fault]) -> Iterator[Place]:
    """Where each stands; notes tell nothing that is wrong."""
    for fault in faults:
        if fault.level is not Level.NOTE and fault.code not in BESIDES:
            assert fault.span is not None
            assert fault.hint
            name = Path(fault.span.source.name).name
            yield name, fault.span.line, fault.span.column, fault.code


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_suspicions_and_places(name: str, sets: Path) -> None:
    """What is wrong is told where it stands, and nothing else is told."""
    assert sorted(places(linted(sets / name, DAY))) == EXPECTED[name]


def test_every_set_is_expected() -> None:
    """No set lies about untried."""
    assert {one.name for one in (HERE / "sets").iterdir()} - NOT_TRIED == {*EXPECTED}


# Each on its own day something that is true of that day alone.
DAYS = [date(2020, 1, 15), date(2020, 9, 17), date(2020, 12, 31), date(2026, 1, 1)]


@pytest.mark.parametrize("day", DAYS)
def test_what_looks_wrong_and_is_right(day: date, sets: Path) -> None:
    """Nothing is told of guards, exceptions, graver versions, what grows by the month."""
    policies = read_policies(sets / "spared")

    assert [str(fault) for fault in tried(policies, resolve(policies, day))] == []


@pytest.mark.parametrize("day", DAYS)
def test_no_shipped_rule_is_accused(day: date) -> None:
    """The rules that ship do what they say."""
    policies = read_policies(POLICIES)

    assert [str(fault) for fault in tried(policies, resolve(policies, day))] == []


# Set → what the sentence or the hint must say.
SAID = {
    "contradiction": ("对年龄16岁的成员永远不能同时合格", "出生日期: 2004-09-17"),
    "hole": ("学段学前时没有一格成立", "{政策享受: {领域: 教育, 学段: 学前}}"),
    "overlap": ("第1格和第2格", "住房等级: C级"),
    "redundant": ("凡它不合格的行，education/doctor 也不合格", "家庭医生签约: 否"),
    "never-met": ("“年龄 >= 60”和“年龄 < 16”不能同时成立", ""),
    "requires-in-applies": ("适用条件“年龄 >= 60”已经包含要求“年龄 >= 55”", ""),
    "never-gap": ("总有一个成立", ""),
}


@pytest.mark.parametrize("name", sorted(SAID))
def test_the_reason_is_told(name: str, sets: Path) -> None:
    """As few conditions as conflict, or the smallest household that shows it."""
    (fault,) = (f for f in linted(sets / name, DAY) if f.code in {p[3] for p in EXPECTED[name]})

    assert SAID[name][0] in fault.sentence
    assert SAID[name][1] in fault.hint
