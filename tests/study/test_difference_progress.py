"""Two states of the data: what became of every finding, and which rows came and went."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checker.model.difference import Progress, Rows, Step
from checker.model.gap import gap_id
from checker.study.difference_progress import progress
from tests.study.changing import edit_file, office, run

HEAD = "户编号,人编号,姓名,出生日期,在校,原因\n"
# key, of August, of September, step and why
ROWS = [
    ("A", "H1,A,张一,2010-05-01,否,休学", "H1,A,张一,2010-05-01,否,厌学", Step.NEW),
    ("B", "H1,B,张二,2010-06-01,否,厌学", "H1,B,张二,2010-06-01,是,", Step.MENDED),
    ("C", "H2,C,李三,2015-03-01,否,", "H2,C,李三,2015-03-01,否,", None),  # not asked
    ("D", "H2,D,李四,2004-12-01,是,", "H2,D,李四,2004-12-01,,", Step.UNVERIFIABLE),  # was met
    ("E", "H2,E,李五,2012-05-01,否,厌学", None, Step.DISAPPEARED),
    ("F", None, "H1,F,张三,2011-01-01,否,厌学", Step.APPEARED),
    ("G", "H2,G,李六,2011-02-01,否,", "H2,G,李六,2011-02-01,否,厌学", Step.VERIFIABLE),  # a gap
    ("H", "H2,H,李七,2011-03-01,否,", "H2,H,李七,2011-03-01,否,休学", Step.VERIFIABLE),  # met
    ("J", "H2,J,李八,2011-04-01,否,厌学", "H2,J,李八,2011-04-01,否,厌学", Step.STANDING),
    ("K", "H2,K,李九,2011-05-01,否,厌学", "H2,K,李九,2011-05-01,否,", Step.UNVERIFIABLE),
    ("L", "H2,L,李十,2011-06-01,否,厌学", "H2,L,李十,2016-06-01,否,厌学", Step.LAPSED),
    ("M", "H2,M,李一,2011-07-01,否,厌学", "H2,M,李一,2011-07-01,否,厌学", Step.WAIVED),
    ("N", "H2,N,李二,2015-03-01,否,", "H2,N,李二,2012-03-01,否,", Step.NEW),  # an unknown
]
WAIVER = (
    "waivers: [{rule: education/in-school, household: H2, row: M, from: 2020-09-01, "
    "until: 2020-12-31, reason: 病, approved_by: 县, document: 文}]"
)


def two_months(folder: Path) -> Path:
    """The office with its data of August and of September."""
    office(folder)
    edit_file(folder / "policies" / "waivers.yaml", "waivers: []", WAIVER)
    for name, place in (("八月", 1), ("九月", 2)):
        data = folder / name
        data.mkdir()
        lines = [row[place] for row in ROWS if row[place]]
        (data / "成员.csv").write_text(HEAD + "\n".join(map(str, lines)) + "\n", "utf-8")
        (data / "户.csv").write_text((folder / "data" / "户.csv").read_text("utf-8"), "utf-8")
    return folder


def compared(folder: Path) -> Progress:
    august = run(folder, folder / "policies", date(2020, 8, 17), "八月")
    return progress(("八月", august), ("九月", run(folder, folder / "policies", data="九月")))


def test_every_step(tmp_path: Path) -> None:
    found = compared(two_months(tmp_path))

    steps = {one.gap.finding.subject.key: one.step for one in found.moved}
    assert steps == {key: step for key, _, _, step in ROWS if step}


def test_nothing_is_lost(tmp_path: Path) -> None:
    """What was open, less what is not any more, and what came, is what is open."""
    found = compared(two_months(tmp_path))

    assert sum(one.before.open for one in found.moved) == found.old.gaps + found.old.unknowns == 8
    assert sum(one.after.open for one in found.moved) == found.new.gaps + found.new.unknowns == 7


def test_tallies(tmp_path: Path) -> None:
    found = compared(two_months(tmp_path))

    assert found.tallies["village"]["北村"] == {Step.NEW: 1, Step.MENDED: 1, Step.APPEARED: 1}
    assert found.tallies["owner"]["王芳"] == {Step.NEW: 1, Step.MENDED: 1, Step.APPEARED: 1}
    assert found.tallies["responsible"] == {"教育部门": found.steps}
    assert found.tallies["sieve"] == {"标准筛": found.steps}
    assert found.rows == {"成员": Rows(appeared=1, disappeared=1)}


def test_a_merged_finding_stays_the_same(tmp_path: Path) -> None:
    """One finding a household: of H2's rows E is gone, G stands; of H1's none is the same."""
    folder = two_months(tmp_path)
    school = folder / "policies" / "education.yaml"
    edit_file(school, "    due: 5\n", "    due: 5\n    once_per: [户编号]\n")

    found = compared(folder)

    listed = {one.gap.finding.subject.key: one.step for one in found.moved}
    assert listed == {"A": Step.NEW, "B": Step.MENDED, "G": Step.STANDING}
    assert found.moved[0].gap.id == gap_id("education/in-school", "H1", "A")


def test_the_same_data_twice(tmp_path: Path) -> None:
    """Nothing has become of anything."""
    folder = two_months(tmp_path)
    same = run(folder, folder / "policies", data="九月")

    found = progress(("一", same), ("二", same))

    assert (found.changed, found.steps[Step.STANDING], dict(found.rows)) == (False, 7, {})


def test_a_table_that_is_not_given_any_more(tmp_path: Path) -> None:
    """The rule cannot run: what it had found has lapsed, it is not mended."""
    folder = office(tmp_path)
    edit_file(folder / "policies" / "visits.yaml", "is: 7\n", "is: 6\n")
    (folder / "less").mkdir()
    for name in ("户", "成员"):
        text = (folder / "data" / f"{name}.csv").read_text("utf-8")
        (folder / "less" / f"{name}.csv").write_text(text, "utf-8")

    found = progress(
        ("data", run(folder, folder / "policies")),
        ("less", run(folder, folder / "policies", data="less")),
    )

    steps = {(one.gap.finding.rule.id, one.step, one.after.value) for one in found.moved}
    assert ("visits/weekly", Step.LAPSED, "not_run") in steps
    assert found.rows["走访"] == Rows(appeared=0, disappeared=2)
