"""Several changes at once, changes that turn nothing, what turns cost, and the way back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.difference import Change, Cost, Due, Share
from tests.study.changing import OVERLAY, Edit, differing, edit_file, edited, office, turns
from tests.study.test_difference import (
    CLAUSE,
    EDUCATION,
    ELDEST,
    ENROLLED,
    LEAVE,
    LIST,
    LOWER,
    ROW,
    SCHOOL,
    STANDARDS,
    UPPER,
    WAIVER,
)


def test_severity_alone_turns_nothing(tmp_path: Path) -> None:
    """A raised severity is told apart, with its place and the open findings that it concerns."""
    folder = office(tmp_path)
    (folder / "county").mkdir()
    raised = "  rules: {education/enrolled: {severity: major}}\n"
    edit_file(folder / "county" / "overlay.yaml", "", OVERLAY + raised)

    found = differing(folder, folder / "policies", folder / "county")

    assert found.groups == ()
    (quiet,) = found.quiet
    assert (quiet.change.kind, quiet.change.of, quiet.findings) == ("severity", ENROLLED, 1)
    assert quiet.change.old is not None
    assert quiet.change.new is not None
    assert (quiet.change.old.text, quiet.change.new.text) == ("minor", "major")
    assert "/policies/education.yaml:" in quiet.change.old.place
    assert "/county/overlay.yaml:5:" in quiet.change.new.place


SAID, LAW = 'message: "{姓名}不在校"', "region: 河北省, basis: {document: "
SIEVE = Edit("sieves/standard.yaml", "carried_out_by: 扶贫办", "carried_out_by: 办")
QUIET = [
    # edit, kind, of, findings, why
    (Edit(EDUCATION, SAID, "message: 不在校"), "message", SCHOOL, 2, "words"),
    (Edit(EDUCATION, "due: 5", "due: 6"), "due", SCHOOL, 2, "a longer time"),
    (Edit(EDUCATION, "教育部门", "学校"), "responsible", SCHOOL, 2, "who mends it"),
    (Edit(STANDARDS, "lists:\n", "lists:\n  新名单: [a]\n"), "list", "新名单", None, "unused"),
    (Edit(STANDARDS, f"{LAW}法", f"{LAW}令"), "basis", "入学年龄", None, "another document"),
    (Edit(STANDARDS, "value: 5", "value: 4"), "standard", "入学年龄", None, "nobody's region"),
    (SIEVE, "sieve", "standard", 0, "a sieve: the same lists"),
]


@pytest.mark.parametrize(("edit", "kind", "of", "findings", "why"), QUIET)
def test_quiet_changes(
    tmp_path: Path, edit: Edit, kind: str, of: str, findings: int | None, why: str
) -> None:
    """What turns nothing is told all the same."""
    folder = office(tmp_path)

    found = differing(folder, folder / "policies", edited(folder, [edit]))

    assert found.groups == (), why
    assert [(q.change.kind, q.change.of, q.findings) for q in found.quiet] == [
        (kind, of, findings)
    ], why


def test_a_sieve_that_takes_less(tmp_path: Path) -> None:
    """How many findings a list gains or loses: those of H2 (C is not asked; E twice)."""
    folder = office(tmp_path)
    edit = Edit("sieves/standard.yaml", "group_by", 'households: 帮扶人 == "王芳"\n  group_by')

    found = differing(folder, folder / "policies", edited(folder, [edit]))

    assert [(one.change.kind, one.findings) for one in found.quiet] == [("sieve", 2)]


def named(changes: tuple[Change, ...]) -> list[str]:
    return [f"{change.kind} {change.of}" for change in changes]


ARMS = "在校 or 原因 in 可不上学"
TWO = [
    # edits, (share, responsible) → turns, why
    (
        [LIST, UPPER],
        {
            (Share.ALONE, ("list 可不上学",)): LEAVE,
            (Share.ALONE, ("definition 适龄",)): ELDEST,
        },
        "each turns its own row",
    ),
    (
        [LIST, CLAUSE],
        {(Share.EACH, ("list 可不上学", f"requires {SCHOOL}")): LEAVE},
        "either is enough: the code is not on the list, or nobody asks for the list",
    ),
    (
        [Edit(STANDARDS, "[休学, 缓学]", "[缓学, 厌学]"), CLAUSE],
        {(Share.EACH, ("list 可不上学", f"requires {SCHOOL}")): LEAVE},
        "of the list only the code that went; the one that came would have turned B",
    ),
    (
        [LOWER, Edit(STANDARDS, "<= 15", "<= 15 and 年龄 != 5")],
        {},
        "what one opens the other shuts: nothing turns",
    ),
]


@pytest.mark.parametrize(("edits", "expected", "why"), TWO)
def test_two_changes(
    tmp_path: Path,
    edits: list[Edit],
    expected: dict[tuple[Share, tuple[str, ...]], set[tuple[str, ...]]],
    why: str,
) -> None:
    folder = office(tmp_path)

    found = differing(folder, folder / "policies", edited(folder, edits))

    told = {(one.share, tuple(sorted(named(one.changes)))): turns([one]) for one in found.groups}
    assert told == expected, why


def test_together(tmp_path: Path) -> None:
    """A is met twice over: on leave, and no older than ten. Neither change alone is enough."""
    folder = office(tmp_path)
    arms = f'{ARMS} or 年龄 <= 10 and 原因 != "厌学"'
    old = edited(folder, [Edit(EDUCATION, ARMS, arms)], "old")
    text = (old / EDUCATION).read_text("utf-8").replace("年龄 <= 10", "年龄 <= 9")
    new = edited(folder, [LIST])
    (new / EDUCATION).write_text(text, "utf-8")

    found = differing(folder, old, new)

    (group,) = found.groups
    assert group.share is Share.TOGETHER
    assert sorted(named(group.changes)) == ["list 可不上学", f"requires {SCHOOL}"]
    assert turns(found.groups) == LEAVE


def test_cost(tmp_path: Path) -> None:
    """A new gap to mend by the officer, one household to visit; B's gap is mended no more."""
    folder = office(tmp_path)

    found = differing(folder, folder / "policies", edited(folder, [ROW, WAIVER]))

    assert found.cost == Cost(
        gaps_more=1,
        gaps_less=1,
        households=1,
        work={Due("帮扶责任人", 3): 1, Due("教育部门", 5): -1},
        visits=1,
    )
    assert {village: cost.gaps_more for village, cost in found.villages.items()} == {"北村": 1}


def test_nothing_differs(tmp_path: Path) -> None:
    """The same folder twice, and names that moved from one file to another."""
    folder = office(tmp_path)
    moved = "definitions:\n  适龄:\n    each: 成员\n    is: 入学年龄 <= 年龄 <= 15\n"
    new = edited(
        folder, [Edit(STANDARDS, moved, ""), Edit(EDUCATION, "rules:\n", f"{moved}rules:\n")]
    )

    for other in (folder / "policies", new):
        found = differing(folder, folder / "policies", other)

        assert (found.groups, found.quiet) == ((), ())


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from([CLAUSE, UPPER, LOWER, LIST, ROW, WAIVER]), unique=True),
    st.lists(st.sampled_from([UPPER, LOWER, LIST, ROW]), unique=True),
)
def test_mirrored(one: list[Edit], other: list[Edit]) -> None:
    """The other way round the same rows turn, the other way round, at the opposite cost."""
    with TemporaryDirectory() as place:
        folder = office(Path(place))
        old, new = edited(folder, one, "one"), edited(folder, other, "other")

        there, back = differing(folder, old, new), differing(folder, new, old)

    assert turns(there.groups) == {(r, k, b, a) for r, k, a, b in turns(back.groups)}
    assert there.cost.gaps_more == back.cost.gaps_less
    assert there.cost.unknowns_more == back.cost.unknowns_less
    assert {due: -n for due, n in back.cost.work.items()} == there.cost.work
    assert all(group.changes and group.share is not Share.UNTRACED for group in there.groups)
