"""Each broken policy file gets exactly its faults, at their places (tests/faults/expected.csv)."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.read.folder import read_policies
from checker.resolve import resolve

ROOT = Path(__file__).parents[2]
FAULTS = ROOT / "tests" / "faults"


def expected() -> dict[str, list[tuple[int, int, str]]]:
    """File → line, column, code of each fault."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    with (FAULTS / "expected.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            found[row["file"]].append((int(row["line"]), int(row["column"]), row["code"]))
    return found


EXPECTED = expected()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_faults_and_places(name: str, tmp_path: Path) -> None:
    """A fault is told where it stands, with what to do, and nothing else is told."""
    shutil.copytree(ROOT / "policies" / "sieves", tmp_path / "sieves")
    shutil.copy(ROOT / "policies" / "areas.yaml", tmp_path)
    shutil.copy(FAULTS / name, tmp_path)

    with pytest.raises(FaultyInput) as faulty:
        resolve(read_policies(tmp_path), date(2020, 9, 17))

    found = [
        (fault.span.line, fault.span.column, fault.code)
        for fault in faulty.value.faults
        if fault.span and fault.span.source.name.endswith(name)
    ]
    assert found == EXPECTED[name]
    assert all(fault.hint for fault in faulty.value.faults)


def test_every_file_is_expected() -> None:
    """No broken file lies about untried."""
    assert sorted(path.name for path in FAULTS.glob("*.yaml")) == sorted(EXPECTED)
