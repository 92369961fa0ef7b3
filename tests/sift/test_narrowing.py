"""A part of an outcome: less is listed, every tally stays, a wrong name is refused."""

from __future__ import annotations

import pytest

from checker.fault import FaultyInput
from checker.model.policy import Severity
from checker.sift import Selection, narrowed
from checker.sift.villages import short_names
from tests.sift.small import outcome

CASES = [
    # selection, gaps listed, why
    (Selection(), 5, "all"),
    (Selection(villages=("南村",)), 1, "one village"),
    (Selection(villages=("北村", "南村")), 4, "two villages"),
    (Selection(rules=("water/tap",)), 1, "one rule"),
    (Selection(severity=Severity.CRITICAL), 2, "only the gravest"),
    (Selection(sieves=("inspection",)), 5, "one sieve"),
]


@pytest.mark.parametrize(("selection", "listed", "why"), CASES)
def test_narrowed(selection: Selection, listed: int, why: str) -> None:
    whole = outcome()

    part = narrowed(whole, selection)

    assert len(part.gaps) == listed, why
    assert sum(len(group.gaps) for group in part.sieves[0].groups) == listed, why
    assert part.sieves[0].verdicts == whole.sieves[0].verdicts, "tallies stay"


WRONG = [
    # selection, hint, why
    (Selection(villages=("北衬",)), "是不是“北村”？", "a village that is near another"),
    (Selection(villages=("东庄",)), "可用：北村、南村", "a village that nobody knows"),
    (Selection(rules=("water/tab",)), "是不是“water/tap”？", "a rule"),
    (Selection(sieves=("inspect",)), "是不是“inspection”？", "a sieve"),
]


@pytest.mark.parametrize(("selection", "hint", "why"), WRONG)
def test_unknown_names(selection: Selection, hint: str, why: str) -> None:
    """A misspelt name must not look like a clean list."""
    with pytest.raises(FaultyInput) as raised:
        narrowed(outcome(), selection)

    assert raised.value.faults[0].hint == hint, why


def test_village_without_gaps_is_known() -> None:
    """A village where nothing was found gives an empty list, not a fault."""
    found = outcome(())

    assert narrowed(found, Selection(villages=("南村",))).gaps == ()


VILLAGES = [
    # keys, names, why
    (["北街 › 北村", "北街 › 南村"], ["北村", "南村"], "the last part"),
    (["北街 › 北村", "南街 › 北村"], ["北街 › 北村", "南街 › 北村"], "one name, two villages"),
    (["北村"], ["北村"], "a key of one part"),
]


@pytest.mark.parametrize(("keys", "names", "why"), VILLAGES)
def test_short_names(keys: list[str], names: list[str], why: str) -> None:
    assert [short_names(keys)[key] for key in keys] == names, why
