"""What was found in files is told from the rows nearby as from all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.gap import Finding, Reading
from checker.model.judged import Judged
from checker.run import judge, judge_duckdb
from tests.differential import inventing, rules
from tests.differential.effort import effort
from tests.run.files import to_files
from tests.tables.village import village


@effort(3)
@given(seed=st.integers(0, 10**6))
def test_findings_in_files_are_told_as_in_memory(seed: int) -> None:
    """The same messages, values and missing fields, however few rows are held at a time."""
    random = Random(seed)
    policy, written = rules.written(random, 12)
    resolved = rules.resolved(policy, written)
    dataset = inventing.dataset(inventing.invented(random, 12, tame=True, broken=True))

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge_duckdb, "AT_A_TIME", 20)
        in_files = to_files(dataset, Path(folder), catalog=village())
        found = judge(resolved, in_files, village(), engine="duckdb")
    wanted = judge(resolved, dataset, village(), engine="rows")

    for one, other in zip(told(found), told(wanted), strict=True):
        assert one == other, (one.rule.id, one.subject, other.subject)
    assert found.tallies == wanted.tallies


def told(judged: Judged) -> list[Finding]:
    """The findings without what hangs on how odd cells are written in other files.

    That are places, hashes that stand for keys, and the small x of an id number, which is
    made large where a file is read.
    """
    bare = [
        replace(
            one,
            subject=replace(
                one.subject,
                key=one.subject.key.partition("#")[0],
                household=(one.subject.household or "").partition("#")[0],
                village=(one.subject.village or "").partition("#")[0],
            ),
            message=one.message.upper(),
            remedy=one.remedy.upper(),
            readings=tuple(map(bare_reading, one.readings)),
            told=tuple(map(bare_reading, one.told)),
        )
        for one in judged.findings
    ]
    return sorted(bare, key=lambda one: (one.rule.id, one.subject.row))


def bare_reading(reading: Reading) -> Reading:
    """A value without its place."""
    value = reading.value
    return replace(reading, places=(), value=value.upper() if isinstance(value, str) else value)
