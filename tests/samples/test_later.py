"""The townships of 2023 and 2026: planted defects found, the rest clean; each rule planted."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from checker.intake import read_data
from checker.model.dataset import Dataset
from checker.model.judged import Judged
from checker.model.policy import PolicySet
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.resolve import resolve
from checker.run import judge
from tests.samples import test_beicheng as beicheng

SAMPLES = Path(__file__).parents[2] / "samples"
YEARS = {2023: "南溪街道", 2026: "东塘街道"}
HOUSEHOLDS = range(60, 76)  # some 60

Found = set[tuple[str, str, str, str]]  # rule, household, row, verdict


def workbook(year: int) -> Path:
    return SAMPLES / str(year) / f"{YEARS[year]}.xlsx"


@cache
def policies(year: int) -> PolicySet:
    return read_policies(SAMPLES / str(year) / "policies", cases=False)


@cache
def read(path: Path, year: int) -> Dataset:
    return read_data([path], policies(year).catalog)


def judged(path: Path, year: int, engine: str = "rows") -> Judged:
    rules = resolve(policies(year), date(year, 9, 15))
    return judge(rules, read(path, year), policies(year).catalog, engine=engine)


def found_in(path: Path, year: int, engine: str) -> Found:
    dataset = read(path, year)
    return {
        (
            finding.rule.id,
            finding.subject.household or "",
            beicheng.name(dataset, finding.subject),
            finding.verdict.word,
        )
        for finding in judged(path, year, engine).findings
    }


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def planted(year: int) -> Found:
    return {
        (line["rule"], line["household"], line["row"], line["verdict"])
        for line in lines(SAMPLES / str(year) / "planted.csv")
    }


@pytest.mark.parametrize("engine", ["rows", "duckdb"])
@pytest.mark.parametrize("year", YEARS)
def test_the_check_finds_what_was_planted(year: int, engine: str) -> None:
    """Row by row, no finding more and none less: households without a plant have no finding."""
    found = found_in(workbook(year), year, engine)

    assert found - planted(year) == set()
    assert planted(year) - found == set()


@pytest.mark.parametrize("year", YEARS)
def test_workbook_and_csv_say_the_same(year: int) -> None:
    """Forms of dates, headers and encodings differ; what is read does not."""
    folder = SAMPLES / str(year) / "csv"

    assert read(workbook(year), year).fingerprint == read(folder, year).fingerprint


@pytest.mark.parametrize("year", YEARS)
def test_some_sixty_households_of_which_many_are_clean(year: int) -> None:
    """In the categories of their year."""
    dataset = read(workbook(year), year)
    numbers = beicheng.column(dataset, "household", "household_id")
    spoilt = {household for _, household, _, _ in planted(year) if household}
    categories = set(beicheng.column(dataset, "household", "category"))
    expected = {
        2023: {"享受政策户", "不享受政策户", "监测对象", "一般农户"},
        2026: {"享受政策户", "不享受政策户", "防止返贫致贫对象", "一般农户", "低收入人口"},
    }

    assert len(numbers) in HOUSEHOLDS
    assert len(set(numbers) - spoilt) >= 10
    assert categories == expected[year]


def test_every_shipped_rule_has_a_planted_gap() -> None:
    """In one of the samples, of 2020 or later."""
    with_gap = {
        line["rule"]
        for path in sorted(SAMPLES.glob("*/planted*.csv"))
        for line in lines(path)
        if line["verdict"] == "gap"
    }
    everything = read_policies(shipped("policies"), cases=False)
    rules = {rule.id for policy in everything.policies for rule in policy.rules}

    assert rules - with_gap == set()
    assert with_gap - rules == set()


@pytest.mark.parametrize("year", YEARS)
def test_nobody_in_it_exists(year: int) -> None:
    """Identity numbers are of no region, telephones of no carrier."""
    dataset = read(workbook(year), year)
    numbers = [
        *beicheng.column(dataset, "member", "id_number"),
        *beicheng.column(dataset, "household", "phone"),
    ]

    assert [one for one in numbers if not one.startswith(("009901", "15400"))] == []


def test_the_readme_tells_how_many() -> None:
    """Its counts are those of the planted lists."""
    text = (SAMPLES / "later" / "README.md").read_text(encoding="utf-8")

    for year in YEARS:
        told = re.search(rf"\| {year} \|.*\| (\d+) gaps, (\d+) unknowns \|", text)
        assert told
        counts = [sum(verdict == kind for *_, verdict in planted(year)) for kind in VERDICTS]
        assert [int(one) for one in told.groups()] == counts


VERDICTS = ("gap", "unknown")


def test_the_files_are_what_the_script_makes(tmp_path: Path) -> None:
    """Byte by byte; a workbook part by part, for zip libraries compress differently."""
    script = SAMPLES / "later" / "make_later.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    kept = sorted(
        path.relative_to(SAMPLES)
        for year in YEARS
        for path in (SAMPLES / str(year)).rglob("*")
        if path.suffix in {".xlsx", ".csv"}
    )

    stale = [
        path for path in made if beicheng.parts(tmp_path / path) != beicheng.parts(SAMPLES / path)
    ]

    assert kept == made
    assert stale == []
