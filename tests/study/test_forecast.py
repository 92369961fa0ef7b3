"""Days to come: what appears, what goes, on which day, by which value; as running them says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from checker.model.checked import Checked
from checker.model.forecast import Coming, Forecast, Turning
from checker.pipeline import Task, checked
from checker.study.forecast import forecast
from tests.study.changing import DAY, edit_file, office, run

SCHOOL, ENROLLED, WEEKLY = "education/in-school", "education/enrolled", "visits/weekly"
WAIVER = (
    "waivers: [{rule: education/in-school, household: H1, row: B, from: 2020-01-01, "
    "until: 2020-09-25, reason: 病, approved_by: 县, document: 文}]"
)
MORE = "H2,F,李六,2014-09-20,否,厌学\nH2,G,李七,2004-09-30,否,厌学\n"
DAYS = 40
SAMPLE = Path(__file__).parents[2] / "samples" / "beicheng" / "csv"


@pytest.fixture
def township(tmp_path: Path) -> Path:
    """F turns six on the 20th, G sixteen on the 30th; a waiver, a register, a rule run out."""
    folder = office(tmp_path)
    policies = folder / "policies"
    edit_file(policies / "waivers.yaml", "waivers: []", WAIVER)
    later = "\n      - {from: 2020-10-10, value: 5, basis: {document: 法, confirmed: true}}"
    edit_file(policies / "standards.yaml", "    tailor", f"{later[1:]}\n    tailor")
    edit_file(
        policies / "standards.yaml",
        "may_lower\n",
        "may_lower\n    confirmed_through: 2020-10-15\n",
    )
    name = 'message: "{姓名}不在名册"\n'
    edit_file(policies / "education.yaml", name, f"{name}    valid: {{to: 2020-10-20}}\n")
    edit_file(folder / "data" / "成员.csv", "", MORE)
    return folder


def ahead(folder: Path, days: int = DAYS) -> Forecast:
    return forecast(run(folder, folder / "policies"), days, "data")


COMINGS = [
    # day, until, turning, rule, row, before, after, why
    ("09-18", None, "appears", WEEKLY, "H1", "met", "gap", "8 days after the visit of the 10th"),
    ("09-20", None, "appears", SCHOOL, "F", "not_applicable", "gap", "the sixth birthday"),
    ("09-20", None, "appears", WEEKLY, "H2", "met", "gap", "15 days after the visit of the 5th"),
    ("09-26", None, "appears", SCHOOL, "B", "waived", "gap", "the waiver's last day was the 25th"),
    ("09-30", None, "goes", SCHOOL, "G", "gap", "not_applicable", "the sixteenth birthday"),
    ("10-02", "10-20", "appears", ENROLLED, "D", "met", "unknown", "the register is 31 days old"),
    ("10-10", None, "appears", SCHOOL, "C", "not_applicable", "unknown", "five is of age now"),
    ("10-21", None, "goes", ENROLLED, "D", "unknown", "no_rule", "the rule ends on the 20th"),
    ("10-21", None, "goes", ENROLLED, "E", "unknown", "no_rule", "the same"),
]  # fmt: skip


def told(coming: Coming) -> tuple[object, ...]:
    until = coming.until.isoformat()[5:] if coming.until else None
    return (
        coming.day.isoformat()[5:],
        until,
        coming.turning.value,
        coming.finding.rule.id,
        coming.finding.subject.key,
        coming.before.value,
        coming.after.value,
    )


def test_every_turn_on_its_day(township: Path) -> None:
    found = ahead(township)

    assert sorted(map(told, found.comings), key=repr) == sorted(
        (row[:-1] for row in COMINGS), key=repr
    )


CHAIN = "入学年龄 <= 年龄 <= 15"
CROSSINGS = [
    # rule, row, value, before, after, clause, why
    (SCHOOL, "F", "年龄", 5, 6, CHAIN, "a child turns six"),
    (SCHOOL, "G", "年龄", 15, 16, CHAIN, "a child turns sixteen"),
    (SCHOOL, "C", "入学年龄", 6, 5, CHAIN, "a standard changes"),
    (WEEKLY, "H1", "核查日 - v.走访日期", 7, 8, "核查日 - v.走访日期 <= 户.应走访天数", "days"),
]


@pytest.mark.parametrize(("rule", "row", "text", "before", "after", "clause", "why"), CROSSINGS)
def test_the_value_that_crosses(
    township: Path,
    rule: str,
    row: str,
    text: str,
    before: int,
    after: int,
    clause: str,
    why: str,
) -> None:
    found = next(
        coming
        for coming in ahead(township).comings
        if (coming.finding.rule.id, coming.finding.subject.key) == (rule, row)
    )

    (crossing,) = found.crossings
    assert (crossing.text, crossing.clause) == (text, clause), why
    assert (crossing.before, crossing.after) == (Decimal(before), Decimal(after)), why


def test_no_value_crosses_where_a_waiver_ends(township: Path) -> None:
    """Nor where the rule itself does."""
    found = [one for one in ahead(township).comings if not one.crossings]

    assert [(one.before.value, one.after.value) for one in found] == [
        ("waived", "gap"),
        ("unknown", "no_rule"),
        ("unknown", "no_rule"),
    ]


def test_events(township: Path) -> None:
    """What begins and ends, on the first day that differs, with the rules that speak of it."""
    found = [(e.day.isoformat(), e.kind, e.of, e.rules) for e in ahead(township).events]

    assert found == [
        ("2020-09-26", "waiver-ends", SCHOOL, (SCHOOL,)),
        ("2020-10-02", "register", "学籍名册", (ENROLLED,)),
        ("2020-10-10", "standard", "入学年龄", (SCHOOL,)),
        ("2020-10-16", "confirmation", "入学年龄", (SCHOOL,)),
        ("2020-10-21", "rule-ends", ENROLLED, (ENROLLED,)),
    ]


def test_only_so_far_ahead(township: Path) -> None:
    """Two days: the third day's birthday is not told yet, on the third it is."""
    assert [told(one)[0] for one in ahead(township, 2).comings] == ["09-18"]
    assert [told(one)[0] for one in ahead(township, 3).comings] == ["09-18", "09-20", "09-20"]


def test_one_finding_for_several_rows(township: Path) -> None:
    """B is open already (the waiver is taken away): F is no new finding of the household."""
    edit_file(township / "policies" / "waivers.yaml", WAIVER, "waivers: []")
    school = township / "policies" / "education.yaml"
    edit_file(school, "    due: 5\n", "    due: 5\n    once_per: [户编号]\n")
    edit_file(township / "data" / "成员.csv", "H2,F", "H1,F")

    found = [one for one in ahead(township).comings if one.finding.rule.id == SCHOOL]

    # H2 has E and G open, so that neither G's going nor C's coming is a turn of the household.
    assert found == []


SOON = """\
  - id: soon
    title: 满日子的
    each: 成员
    requires: 核查日 - 出生日期 < 2200 or 核查日 - 出生日期 >= 2220
    once_per: [户编号]
    sieves: [standard]
    severity: minor
    message: 满了
"""
STANDS_UNTIL = [
    # born, until, why
    (
        "2014-09-29",
        "10-26",
        "one is open from 27 September, the other from 7 October, 20 days each",
    ),
    ("2014-10-09", "11-05", "the second comes on the day on which the first goes"),
]


@pytest.mark.parametrize(("born", "until", "why"), STANDS_UNTIL)
def test_a_finding_stands_as_long_as_one_of_its_rows(
    tmp_path: Path, born: str, until: str, why: str
) -> None:
    folder = office(tmp_path)
    edit_file(folder / "policies" / "education.yaml", "", SOON)
    edit_file(
        folder / "data" / "成员.csv", "", f"H2,F,李六,2014-09-19,是,\nH2,G,李七,{born},是,\n"
    )

    found = [one for one in ahead(folder, 60).comings if one.finding.rule.id == "education/soon"]

    assert [told(one)[:3] for one in found] == [
        ("09-27", until, "appears"),
        (told(found[-1])[0], None, "goes"),
    ], why


def open_rows(run: Checked) -> set[tuple[str, str, str]]:
    return {
        (gap.finding.rule.id, gap.finding.subject.key, gap.finding.verdict.word)
        for gap in run.outcome.gaps
        if gap.waiver is None
    }


def open_on(day: date, today: Checked, found: Forecast) -> set[tuple[str, str, str]]:
    """What the forecast says of a day."""
    rows = open_rows(today)
    for coming in found.comings:
        if coming.day <= day:
            rule, row = coming.finding.rule.id, coming.finding.subject.key
            rows = {one for one in rows if one[:2] != (rule, row)}
            if coming.turning is not Turning.GOES:
                rows.add((rule, row, coming.after.value))
    return rows


def test_as_running_every_day_says(township: Path) -> None:
    """Every day's own check finds what the forecast says."""
    policies = township / "policies"
    today, found = run(township, policies), ahead(township)

    for day in (DAY + timedelta(days=number) for number in range(1, DAYS + 1)):
        assert open_on(day, today, found) == open_rows(run(township, policies, day)), day


def test_as_running_the_sample_township_says() -> None:
    """A visit missed, lists of payments run out, standards change on 1 December."""
    today = checked(Task([SAMPLE], DAY))
    found = forecast(today, 76, "")

    for days in (3, 35, 76):
        then = checked(Task([SAMPLE], DAY + timedelta(days=days)))
        assert open_on(then.resolved.as_of, today, found) == open_rows(then), days
