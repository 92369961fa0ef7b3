"""Every case that stands beside a rule gets the same verdicts from both engines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.intake.rows import dataset_from_mappings
from checker.model.policy import PolicySet
from checker.read.folder import read_policies
from checker.resolve import resolve
from checker.run import judge
from checker.study.cases import fresh

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shapes() -> PolicySet:
    return read_policies(ROOT / "tests" / "shapes")


def test_the_shapes_on_both_engines(shapes: PolicySet) -> None:
    """language.md, section 10: all 27, with every case of theirs."""
    differ = []
    for case in shapes.cases:
        resolved = resolve(shapes, case.as_of)
        alone = replace(resolved, rules=tuple(r for r in resolved.rules if r.id == case.rule))
        given = dataset_from_mappings(case.given, shapes.catalog, whole=True)
        dataset = fresh(given, case, shapes.catalog)

        rows, duckdb = (
            judge(alone, dataset, shapes.catalog, engine=engine) for engine in ("rows", "duckdb")
        )

        told = [sorted((f.subject.row, f.verdict) for f in j.findings) for j in (rows, duckdb)]
        if told[0] != told[1] or rows.tallies != duckdb.tallies:
            differ.append(case.name)
    assert len({case.rule for case in shapes.cases}) >= 27
    assert differ == []
