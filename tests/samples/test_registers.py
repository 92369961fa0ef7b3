"""The registers of other offices beside the sample township: what they find is what was planted.

`planted_registers.csv` holds what the check finds with the registers beyond `planted.csv`, which
stays as it is; both are written by whoever planted, from the rules' text.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from checker.intake import read_data
from checker.model.dataset import Dataset
from checker.model.judged import Judged
from checker.model.verdict import Verdict
from checker.resolve import resolve
from checker.run import judge
from tests.samples.test_beicheng import AS_OF, SAMPLE, Found, column, name, planted, policies

BOOKS = (SAMPLE / "北城街道.xlsx", SAMPLE / "部门名册.xlsx")
TEXTS = (SAMPLE / "csv", SAMPLE / "csv-registers")
REGISTERS = ("registers", "register_lists", "register_match")
A_YEAR_ON = date(2021, 9, 17)
WAITING = {  # rules of before that no register was there for
    "education/enrolled",
    "identity/police-name",
    "identity/unregistered-death",
    "medical/insured-register",
    "social_assistance/dibao-payroll",
    "social_assistance/dibao-vehicle",
    "social_assistance/paid-after-death",
}


@cache
def read(paths: tuple[Path, ...]) -> Dataset:
    return read_data(list(paths), policies().catalog)


@cache
def judged(paths: tuple[Path, ...], engine: str = "rows", day: date = AS_OF) -> Judged:
    return judge(resolve(policies(), day), read(paths), policies().catalog, engine=engine)


def found_in(paths: tuple[Path, ...], engine: str = "rows") -> Found:
    dataset = read(paths)
    return {
        (
            finding.rule.id,
            finding.subject.household or "",
            name(dataset, finding.subject),
            finding.verdict.word,
        )
        for finding in judged(paths, engine).findings
    }


def beyond() -> Found:
    with (SAMPLE / "planted_registers.csv").open(encoding="utf-8", newline="") as file:
        return {
            (line["rule"], line["household"], line["row"], line["verdict"])
            for line in csv.DictReader(file)
        }


@pytest.mark.parametrize("engine", ["rows", "duckdb"])
@pytest.mark.parametrize("paths", [BOOKS, TEXTS], ids=["workbooks", "csv"])
def test_the_registers_find_what_was_planted(paths: tuple[Path, ...], engine: str) -> None:
    """Row by row, beyond what the township's own tables show."""
    found = found_in(paths, engine)

    assert found - planted() - beyond() == set()
    assert (planted() | beyond()) - found == set()
    assert planted() & beyond() == set()


def test_workbook_and_csv_say_the_same() -> None:
    assert read(BOOKS).fingerprint == read(TEXTS).fingerprint


def test_every_rule_on_a_register_runs_and_is_planted() -> None:
    """With all registers given no rule waits for one, and each has a gap."""
    with_gap = {rule for rule, _, _, verdict in beyond() if verdict == "gap"}
    asked = {rule for rule in judged(BOOKS).tallies if rule.split("/")[0] in REGISTERS}

    assert judged(BOOKS).not_run == ()
    assert (asked | WAITING) - with_gap == set()


def test_without_registers_nothing_is_said() -> None:
    """The township's workbook alone: the rules are not run, none of them passes in silence."""
    alone = judged((BOOKS[0],))
    waiting = {lacks.rule for lacks in alone.not_run}

    assert set(judged(BOOKS).tallies) - set(alone.tallies) == waiting
    assert waiting >= WAITING


def test_an_old_register_clears_nobody() -> None:
    """A year later who has no car is not known to have none."""
    tally = judged(BOOKS, day=A_YEAR_ON).tallies["registers/business"]

    assert tally.get(Verdict.MET, 0) == 0
    assert tally[Verdict.UNKNOWN] > 0


def test_nobody_in_it_exists() -> None:
    """Identity numbers of the registers are of no region, too."""
    dataset = read(BOOKS)
    numbers = [
        number
        for table in dataset.tables
        if "id_number" in policies().catalog.entities[table.entity].fields
        and policies().catalog.entities[table.entity].register
        for number in column(dataset, table.entity, "id_number")
    ]

    assert len(numbers) > 900
    assert [one for one in numbers if not one.startswith(("009901", "None"))] == []


def test_the_readme_tells_how_many() -> None:
    """Its counts are those of planted_registers.csv."""
    gaps = sum(verdict == "gap" for _, _, _, verdict in beyond())
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")

    assert f"({gaps} gaps, {len(beyond()) - gaps} unknowns)" in text
