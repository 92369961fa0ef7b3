"""Two policy sets on the same data: what turns, and what is named responsible for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.difference import Share
from tests.study.changing import OVERLAY, Edit, differing, edit_file, edited, office, turns

SCHOOL, ENROLLED, WEEKLY = "education/in-school", "education/enrolled", "visits/weekly"
STANDARDS, EDUCATION, VISITS = "standards.yaml", "education.yaml", "visits.yaml"
FROM, UNTIL = "2019-01-01～", "～2020-09-16"
LEAVE = {(SCHOOL, "A", "met", "gap")}
ELDEST = {(SCHOOL, "D", "met", "not_applicable")}
YOUNGEST = {(SCHOOL, "C", "not_applicable", "unknown")}
TIRED = {(SCHOOL, "B", "gap", "met")}
SHORTER = {(WEEKLY, "H1", "met", "gap")}
NO_SCHOOL = {
    (SCHOOL, "A", "met", "no_rule"),
    (SCHOOL, "B", "gap", "no_rule"),
    (SCHOOL, "D", "met", "no_rule"),
    (SCHOOL, "E", "unknown", "no_rule"),
}
NO_CHAPTER = {
    *NO_SCHOOL,
    (ENROLLED, "D", "met", "no_rule"),
    (ENROLLED, "E", "unknown", "no_rule"),
}

CLAUSE = Edit(EDUCATION, "在校 or 原因 in 可不上学", "在校")
UPPER = Edit(STANDARDS, "<= 15", "<= 14")
LOWER = Edit(STANDARDS, "value: 6,", "value: 5,")
LIST = Edit(STANDARDS, "[休学, 缓学]", "[缓学]")
ROW = Edit(VISITS, "is: 7\n", "is: 6\n")
WAIVER = Edit(
    "waivers.yaml",
    "waivers: []",
    "waivers: [{rule: education/in-school, household: H1, row: B, from: 2020-01-01, "
    "until: 2020-12-31, reason: 病, approved_by: 县, document: 文}]",
)

CHANGES = [
    # edit, kind, of, old, new, turns, why
    (CLAUSE, "requires", SCHOOL, "原因 in 可不上学", None, LEAVE, "an arm of the requirement"),
    (
        Edit(EDUCATION, "requires: 在校 or", "requires: not 在校 or"),
        *("requires", SCHOOL, "在校", "not 在校"),
        {*TIRED, (SCHOOL, "D", "met", "unknown")},
        "the other arm",
    ),
    (
        Edit(EDUCATION, "applies: 适龄", "applies: 适龄 and 年龄 != 10"),
        *("applies", SCHOOL, None, "年龄 != 10"),
        {(SCHOOL, "A", "met", "not_applicable"), (SCHOOL, "B", "gap", "not_applicable")},
        "a condition more",
    ),
    (
        UPPER,
        *("definition", "适龄", "入学年龄 <= 年龄 <= 15", "入学年龄 <= 年龄 <= 14"),
        ELDEST,
        "a definition that the rule reads",
    ),
    (
        LOWER,
        *("standard", "入学年龄", "6岁（2019-01-01起，全国）", "5岁（2019-01-01起，全国）"),
        YOUNGEST,
        "a standard behind a definition",
    ),
    (
        Edit(STANDARDS, "{from: 2019-01-01, value: 6,", "{from: 2020-09-18, value: 6,"),
        *("standard", "入学年龄", "6岁（2019-01-01起，全国）", "6岁（2020-09-18起，全国）"),
        {
            (SCHOOL, "B", "gap", "unknown"),
            (SCHOOL, "C", "not_applicable", "unknown"),
        },
        "a standard not yet in force: A and D are met whether or not they are of age",
    ),
    (LIST, "list", "可不上学", "休学", None, LEAVE, "a code of a list"),
    (
        ROW,
        *("table-row", "应走访天数", '帮扶人 == "王芳" → 7', '帮扶人 == "王芳" → 6'),
        SHORTER,
        "a row of a decision table",
    ),
    (
        Edit("categories.yaml", "otherwise: '\"享受户\"'", "otherwise: '\"档外户\"'"),
        *("category", "类别", 'otherwise → "享受户"', 'otherwise → "档外户"'),
        {(WEEKLY, "H2", "met", "not_applicable")},
        "a row of the categories",
    ),
    (
        Edit(EDUCATION, "region: 山东省", "region: 河北省"),
        *("region", "education", "山东省", "河北省"),
        YOUNGEST,
        "the region that a standard presumes",
    ),
    (
        Edit(EDUCATION, "from: 2019-01-01}", "from: 2019-01-01, to: 2020-09-16}"),
        *("validity", "education", FROM, f"{FROM}2020-09-16"),
        NO_CHAPTER,
        "the chapter's validity",
    ),
    (
        Edit(EDUCATION, "    due: 5\n", "    due: 5\n    valid: {to: 2020-09-16}\n"),
        *("validity", SCHOOL, "～", UNTIL),
        NO_SCHOOL,
        "the rule's validity",
    ),
    (
        Edit("catalog.yaml", "'age_on(出生日期, 核查日)'", "'year(核查日) - year(出生日期)'"),
        *("catalog", "成员.年龄", "derived: age_on(出生日期, 核查日)"),
        "derived: year(核查日) - year(出生日期)",
        ELDEST,
        "a computed field of the dictionary",
    ),
    (
        Edit("catalog.yaml", "原因: [休学, 缓学, 厌学]", "原因: {休学: [厌学], 缓学: []}"),
        *("catalog", "原因", "codes: 休学，缓学，厌学", "codes: 休学 厌学，缓学"),
        TIRED,
        "a code list of the dictionary: the data is read anew",
    ),
    (
        WAIVER,
        *("waiver", SCHOOL, None, "2020-01-01～2020-12-31，病，县批准（文）"),
        {(SCHOOL, "B", "gap", "waived")},
        "a waiver",
    ),
]


@pytest.mark.parametrize(
    ("edit", "kind", "of", "old", "new", "expected", "why"),
    CHANGES,
    ids=[f"{kind} {of}" for _, kind, of, *_ in CHANGES],
)
def test_a_change_alone_is_responsible(
    tmp_path: Path,
    edit: Edit,
    kind: str,
    of: str,
    old: str | None,
    new: str | None,
    expected: set[tuple[str, ...]],
    why: str,
) -> None:
    """It is named, with its old and new text and its place; nothing else is told to differ."""
    folder = office(tmp_path)

    found = differing(folder, folder / "policies", edited(folder, [edit]))

    (group,) = found.groups
    (change,) = group.changes
    assert (group.share, change.kind, change.of) == (Share.ALONE, kind, of), why
    assert (change.old and change.old.text, change.new and change.new.text) == (old, new), why
    assert [f"/{edit.file}:" in p.place for p in (change.old, change.new) if p], why
    assert turns(found.groups) == expected, why
    assert found.quiet == (), why


def test_places(tmp_path: Path) -> None:
    """file:line:column of the old text and of the new."""
    folder = office(tmp_path)

    found = differing(folder, folder / "policies", edited(folder, [LOWER]))

    (change,) = found.groups[0].changes
    assert change.old is not None
    assert change.new is not None
    assert change.old.place == f"{folder.as_posix()}/policies/standards.yaml:5:9"
    assert change.new.place == f"{folder.as_posix()}/new/standards.yaml:5:9"


def test_rules_come_and_go(tmp_path: Path) -> None:
    """A rule of one side only is responsible itself; rows that nobody asks do not turn."""
    folder = office(tmp_path)
    old = edited(folder, [Edit(VISITS, "id: weekly", "id: monthly")], "old")

    found = differing(folder, old, folder / "policies")

    told = {(group.changes[0].kind, group.changes[0].of): turns([group]) for group in found.groups}
    assert told == {
        ("rule", "visits/monthly"): {
            ("visits/monthly", "H1", "met", "no_rule"),
            ("visits/monthly", "H2", "met", "no_rule"),
        },
        ("rule", WEEKLY): {(WEEKLY, "H1", "no_rule", "met"), (WEEKLY, "H2", "no_rule", "met")},
    }


def test_another_table_is_checked(tmp_path: Path) -> None:
    folder = office(tmp_path)
    edits = [
        Edit(VISITS, "each: 户\n    applies: 类别", "each: 走访\n    applies: 户.类别"),
        Edit(VISITS, "for v in 走访", "for v in 户.走访"),
    ]

    found = differing(folder, folder / "policies", edited(folder, edits))

    (group,) = found.groups
    assert [change.kind for change in group.changes] == ["each"]
    assert [(t.subject.table.entity, t.before.value, t.after.value) for t in group.turns] == [
        ("household", "met", "no_rule"),
        ("visit", "no_rule", "met"),
        ("household", "met", "no_rule"),
        ("visit", "no_rule", "met"),
    ]


OVERLAYS = [
    # what the overlay adds, kind, of, new text, turns, why
    (
        "  rules: {visits/weekly: {off: {reason: 按月走访, document: 县〔2020〕2号}}}\n",
        *("off", WEEKLY, "按月走访（县〔2020〕2号）"),
        {(WEEKLY, "H1", "met", "no_rule"), (WEEKLY, "H2", "met", "no_rule")},
        "a rule turned off",
    ),
    (
        "  standards: {入学年龄: {values: [{from: 2020-01-01, value: 5, region: 山东省}]}}\n",
        *("standard", "入学年龄", "5岁（2020-01-01起，山东省）"),
        YOUNGEST,
        "a standard changed for a region",
    ),
]


@pytest.mark.parametrize(("added", "kind", "of", "new", "expected", "why"), OVERLAYS)
def test_overlay_entries(
    tmp_path: Path, added: str, kind: str, of: str, new: str, expected: object, why: str
) -> None:
    """The place is the overlay's."""
    folder = office(tmp_path)
    (folder / "county").mkdir()
    edit_file(folder / "county" / "overlay.yaml", "", OVERLAY + added)

    found = differing(folder, folder / "policies", folder / "county")

    (group,) = found.groups
    (change,) = group.changes
    assert change.new is not None, why
    assert (change.kind, change.of, change.new.text) == (kind, of, new), why
    assert "/county/overlay.yaml:5:" in change.new.place, why
    assert turns(found.groups) == expected, why
