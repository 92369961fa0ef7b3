"""Policies compared on data left in Parquet files: what was found, and only so much of it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from checker.fault import FaultyInput
from checker.study import difference_sides
from checker.study.difference_progress import progress
from checker.study.forecast import forecast
from tests.study.changing import Edit, differing, edited, office, run, turns
from tests.study.test_difference import CLAUSE, LEAVE, LOWER, ROW, SHORTER, UPPER, WAIVER, YOUNGEST

SCHOOL = "education/in-school"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The office with its members and visits in Parquet."""
    folder = office(tmp_path)
    for name in ("成员", "走访"):
        file = folder / "data" / f"{name}.csv"
        parquet = file.with_suffix(".parquet").as_posix()
        csv = f"read_csv('{file.as_posix()}', all_varchar := true)"
        duckdb.sql(f"COPY (SELECT * FROM {csv}) TO '{parquet}' (FORMAT parquet)")
        file.unlink()
    return folder


CHANGES = [
    # edit, turns, why
    (CLAUSE, LEAVE, "met and a gap"),
    (ROW, SHORTER, "a rule over rows below"),
    (LOWER, YOUNGEST, "not asked and unknown"),
    (WAIVER, {(SCHOOL, "B", "gap", "waived")}, "found by both, waived by one"),
    (UPPER, set(), "met and not asked: neither found anything, which is told to be left out"),
]


@pytest.mark.parametrize(("edit", "expected", "why"), CHANGES)
def test_what_was_found_is_compared(
    county: Path, edit: Edit, expected: set[tuple[str, ...]], why: str
) -> None:
    found = differing(county, county / "policies", edited(county, [edit]))

    assert turns(found.groups) == expected, why
    assert (found.findings_only, found.left) == (True, 0), why
    assert all(len(group.changes) == 1 for group in found.groups), why


def test_no_more_than_can_be_held(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is counted, and told."""
    monkeypatch.setattr(difference_sides, "MOST", 1)

    found = differing(county, county / "policies", edited(county, [CLAUSE, ROW]))

    assert (found.turns, found.left) == (1, 1)


def test_dictionaries_must_be_alike(county: Path) -> None:
    edit = Edit("catalog.yaml", "原因: [休学, 缓学, 厌学]", "原因: [休学, 缓学, 厌学, 其他]")

    with pytest.raises(FaultyInput, match="dictionaries-differ"):
        differing(county, county / "policies", edited(county, [edit]))


def test_the_others_want_rows_in_memory(county: Path) -> None:
    here = run(county, county / "policies")

    with pytest.raises(FaultyInput, match=r"成员.parquet: error\[rows-lie-in-files\]"):
        progress(("a", here), ("b", here))
    with pytest.raises(FaultyInput, match="rows-lie-in-files"):
        forecast(here, 3, "a")
