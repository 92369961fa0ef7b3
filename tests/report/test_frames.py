"""The lists as pandas frames, for callers in Python."""

from __future__ import annotations

import pytest

from checker.report.frames import COLUMNS, Frames
from checker.report.masking import MACHINE
from tests.sift.small import outcome

FRAMES = Frames(outcome(), MACHINE)


def test_gaps() -> None:
    """One row a gap, in the list's order, masked."""
    frame = FRAMES.gaps

    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["row"]) == ["H1-2", "H1", "H2-1", "H3", "户#0123456789ab"]
    assert frame["message"][0] == "张*（11岁）在校状况为“非在校生”"
    assert list(frame["missing"]) == [[], [], [], ["在校生状况"], []]


def test_no_gaps() -> None:
    """An empty frame has its columns all the same."""
    assert list(Frames(outcome(()), MACHINE).gaps.columns) == list(COLUMNS)


def test_criteria() -> None:
    frame = FRAMES.criteria

    assert list(frame.index) == ["H1", "H2", "H3", "H4"]
    assert frame.loc["H1"].to_dict() == {"schooling": "gap", "water": "gap"}


def test_sieve() -> None:
    """The group's key stands in front."""
    frame = FRAMES.sieve("inspection")

    assert list(frame.columns[:3]) == ["核查人", "村名", "id"]
    assert len(frame) == 5


def test_unknown_sieve() -> None:
    with pytest.raises(KeyError):
        FRAMES.sieve("inspektion")
