"""Mutation in several processes comes to the same as in one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.read.folder import read_policies
from checker.study import parts
from checker.study.mutation import mutation
from tests.cli.project import project


def test_the_same_results_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "FEW", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    policies = read_policies(project(tmp_path) / "policies")

    shared = [(r.mutant.id, r.fate) for r in parts.mutation_in_parts(policies)]

    assert shared == [(r.mutant.id, r.fate) for r in mutation(policies)]
    assert len(shared) > 5, "there is something to share"
