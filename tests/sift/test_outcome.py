"""Verdicts become gaps, sorted, grouped, counted; nothing is lost on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model.gap import NotRun, gap_id
from checker.model.judged import Household, Questions
from checker.model.kind import Unknown, Value
from checker.sift import sift
from checker.sift.lists import _last_if_none
from tests.sift.small import (
    DATASET,
    FINDINGS,
    GAP,
    PAPERS,
    POLICIES,
    RESOLVED,
    ROLES,
    SCHOOL,
    UNKNOWN,
    WATER,
    answer,
    finding,
    judged,
    outcome,
    waiver,
)


def test_order() -> None:
    """By village, household, severity (gravest first), rule, row; those without one come last."""
    listed = [(g.finding.subject.household, g.finding.rule.id) for g in outcome().gaps]

    assert listed == [
        ("H1", "education/in-school"),
        ("H1", "water/tap"),
        ("H2", "education/in-school"),
        ("H3", "papers/signed"),
        (None, "papers/signed"),
    ]


def test_groups_of_the_list() -> None:
    """A checker never gets an own household: H2's gap goes to the group without names."""
    gap_list = outcome().sieves[0]

    assert [(dict(group.key), len(group.gaps)) for group in gap_list.groups] == [
        ({"核查人": "P2", "村名": "北村"}, 2),
        ({"核查人": "P3", "村名": "南村"}, 1),
        ({"核查人": None, "村名": None}, 2),
    ]


def test_unknown_condition_includes_the_household() -> None:
    """H3's category is unknown, so it is looked at; H4 is off the register and is not."""
    found = outcome((*FINDINGS, finding(WATER, "H4", village="南村")))

    assert found.sieves[0].households == 3
    assert [g.sieves for g in found.gaps if g.finding.subject.household == "H4"] == [()]


def test_row_of_no_household_stands_under_its_village() -> None:
    """A village's own gap has no household but still its village."""
    alone = finding(WATER, None, "北村", village="北街道 › 北村")

    group = outcome((alone,)).sieves[0].groups[0]

    assert dict(group.key) == {"核查人": None, "村名": "北村"}


def test_groups_stand_in_the_order_of_their_numbers() -> None:
    """第2组 before 第10组, and what has no group last."""
    keys: list[tuple[str | None, ...]] = [("第10组",), (None,), ("第2组",), ("甲",)]

    assert sorted(keys, key=_last_if_none) == [("甲",), ("第2组",), ("第10组",), (None,)]


def test_people_by_name() -> None:
    """A role's name stands for its key in lists; where no name is known, the key does."""
    named = {**ROLES, "owner_name": replace(ROLES["owner"], text="帮扶人姓名", name="owner_name")}
    resolved = replace(RESOLVED, roles=named)
    asked = tuple(dict.fromkeys(named.values()))
    told: dict[str, tuple[Value | Unknown, ...]] = {"H1": ("王芳",), "H2": (Unknown(),)}
    households = tuple(
        Household(0, key, (*(answer(node, key) for node in asked[:-1]), *told[key]))
        for key in told
    )
    found = replace(judged(()), households=households)

    shown = sift(found, resolved, POLICIES, DATASET, Questions(asked)).shown

    assert [shown[key]["帮扶人"] for key in told] == ["王芳", "P1"]
    assert "帮扶人姓名" not in shown["H1"]


def test_household_without_a_village_row() -> None:
    """A household whose village is in no table still stands under the village that it names."""
    orphan = finding(WATER, "H3", village="")

    assert outcome((orphan,)).gaps[0].finding.subject.village == "南村"


def test_tally_counts_everything_looked_at() -> None:
    """The tally holds what was met, too, so that nothing found is not nothing looked at."""
    assert dict(outcome().sieves[0].verdicts) == {
        "met": 5,  # three households of three rules, less their four findings
        "gap": 4,
        "unknown": 1,
        "not_applicable": 0,
        "waived": 0,
    }


WAIVERS = [
    # waiver, gaps open of H1 in-school, state, why
    (waiver("H1"), 0, None, "a whole household's rule"),
    (waiver("H1", row="H1-2"), 0, None, "this row"),
    (waiver("H1", row="H1-9"), 1, "unmatched", "another row"),
    (waiver("H9"), 1, "unmatched", "nobody's"),
    (waiver("H1", PAPERS), 1, "unmatched", "another rule"),
    (waiver("H1", end="2020-09-17"), 0, "expiring", "the last day counts"),
    (waiver("H1", end="2020-10-01"), 0, "expiring", "fourteen days left"),
    (waiver("H1", end="2020-10-02"), 0, None, "fifteen days left"),
    (waiver("H1", end="2020-09-16"), 1, "expired", "ended yesterday"),
    (waiver("H1", start="2020-09-17"), 0, None, "the first day counts"),
    (waiver("H1", start="2020-09-18"), 1, None, "not begun, and nothing is wrong with that"),
]


@pytest.mark.parametrize(("given", "open_gaps", "state", "why"), WAIVERS)
def test_waivers(given, open_gaps: int, state: str | None, why: str) -> None:  # type: ignore[no-untyped-def]
    found = outcome(waivers=(given,))

    school = [g for g in found.gaps if g.finding.subject.key == "H1-2"]
    assert len(school) == 1, "a waived gap is still listed"
    assert sum(g.waiver is None for g in school) == open_gaps, why
    assert [name for name, waivers in found.waivers.items() if waivers] == (
        [state] if state else []
    ), why
    assert found.verdicts[SCHOOL.id]["waived"] == 1 - open_gaps


def keyed(household: str, row: str, verdict=GAP, key: tuple[str, ...] | None = ("K",)):  # type: ignore[no-untyped-def]
    return replace(finding(SCHOOL, household, row, verdict), once_per=key)


MERGED = [
    # findings, (row, rows) listed, why
    ((keyed("H1", "b"), keyed("H1", "a")), [("a", ("a", "b"))], "the least row"),
    (
        (keyed("H1", "a", UNKNOWN), keyed("H1", "b")),
        [("b", ("a", "b"))],
        "a gap is worse than an unknown",
    ),
    (
        (keyed("H1", "a", key=None), keyed("H1", "b", key=None)),
        [("a", None), ("b", None)],
        "unknown keys are never one",
    ),
    (
        (keyed("H1", "a"), keyed("H1", "b", key=("L",))),
        [("a", ("a",)), ("b", ("b",))],
        "different keys",
    ),
]


@pytest.mark.parametrize(("findings", "expected", "why"), MERGED)
def test_once_per(findings, expected, why: str) -> None:  # type: ignore[no-untyped-def]
    found = outcome(findings)

    assert [(g.finding.subject.key, g.rows) for g in found.gaps] == expected, why
    assert found.verdicts[SCHOOL.id]["gap"] == sum(f.verdict is GAP for f in findings), "per row"


def test_merged_gap_with_one_row_waived_stays_open() -> None:
    """The waived row does not hide the other."""
    rows = (keyed("H1", "a"), keyed("H1", "b"))

    gap = outcome(rows, (waiver("H1", row="a"),)).gaps[0]

    assert gap.waiver is None
    assert gap.finding.subject.key == "b"


def test_gap_id_lasts() -> None:
    """Rule, household and row make the id; the file and the line do not."""
    moved = replace(FINDINGS[1], subject=replace(FINDINGS[1].subject, row=99))

    assert outcome((moved,)).gaps[0].id == outcome((FINDINGS[1],)).gaps[0].id
    assert gap_id("a", "b", "c") != gap_id("a", "bc", ""), "parts do not run together"


CRITERIA = [
    # findings, waivers, not_run, H1's words, marked, why
    ((), (), (), ("met", "met"), [], "all met"),
    ((finding(SCHOOL, "H1", "a"),), (), (), ("gap", "met"), [], "a gap"),
    ((finding(SCHOOL, "H1", "a", UNKNOWN),), (), (), ("unknown", "met"), [], "an unknown"),
    (
        (finding(SCHOOL, "H1", "a"),),
        (waiver("H1"),),
        (),
        ("met", "met"),
        [("H1", "schooling")],
        "waived counts as met and is marked",
    ),
    (
        (),
        (),
        (NotRun(WATER.id, "no-table", "饮水"),),
        ("met", "unknown"),
        [],
        "a rule without data is no pass",
    ),
]


@pytest.mark.parametrize(("findings", "waivers", "not_run", "words", "marked", "why"), CRITERIA)
def test_criteria(findings, waivers, not_run, words, marked, why: str) -> None:  # type: ignore[no-untyped-def]
    found = outcome(findings, waivers, not_run)

    assert tuple(found.criteria["H1"].values()) == words, why
    assert sorted(found.waived_criteria) == marked, why
    assert set(found.criteria) == {"H1", "H2", "H3", "H4"}
