"""The shipped policies against their mutants: the cases notice every one that matters."""

from __future__ import annotations

from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.study.mutation import Fate, idle, mutation


def test_no_mutant_survives() -> None:
    """Each is killed or equivalent, and every reason given stands for one."""
    policies = read_policies(shipped("policies"))

    results = [*mutation(policies)]

    assert len(results) > 1_500
    assert [one.mutant.id for one in results if one.fate is Fate.SURVIVED] == []
    assert idle(policies, results) == []
