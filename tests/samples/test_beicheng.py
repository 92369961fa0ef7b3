"""The township of Beicheng: the report's figures, files up to date, planted defects found.

`planted.csv` was written by whoever planted the defects, from the rules' text; the check must find
exactly these, whatever form the files have.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest

from checker.intake import read_data
from checker.model.dataset import Dataset, Table
from checker.model.gap import Subject
from checker.model.judged import Judged
from checker.model.policy import PolicySet
from checker.model.resolved import TableName
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.resolve import resolve
from checker.run import judge

SAMPLE = Path(__file__).parents[2] / "samples" / "beicheng"
WORKBOOK = SAMPLE / "北城街道.xlsx"
MERGED = SAMPLE / "合并台账.xlsx"
BOOKLETS = sorted((SAMPLE / "booklets").iterdir())
AS_OF = date(2020, 9, 17)

# What names a row in planted.csv, for tables that have no key of their own.
NUMBERS = {
    "visit": "visit_id",
    "benefit": "benefit_id",
    "document": "document_id",
    "income_item": "item_id",
    "cross_check": "household_id",
    "work_record": "member_id",
}
# Rules that look beyond the household: a booklet cannot tell what they would find.
BEYOND = {
    "cross_check/same-trio",
    "disability/on-register",
    "disability/register-agrees",
    "household_data/phone-of-officer",
    "identity/id-unique",
    "household/officer",
    "household/phone-shared",
    "structure/head-once",
    "papers/same-officer",
    "social_assistance/dibao-register",
    "visit_ledger/cadre-known",
    "visit_ledger/role-agrees",
    "visits/visitor-known",
    "work/worker-phone-shared",
    "water/tap-in-village",
}

Found = set[tuple[str, str, str, str]]  # rule, household, row, verdict


@cache
def judged(path: Path, engine: str = "rows") -> Judged:
    return judge(resolve(policies(), AS_OF), read(path), policies().catalog, engine=engine)


@cache
def policies() -> PolicySet:
    return read_policies(shipped("policies"), cases=False)


@cache
def read(path: Path) -> Dataset:
    return read_data([path], policies().catalog)


def table(dataset: Dataset, entity: str) -> Table:
    found = dataset.tables[TableName(entity)]
    assert isinstance(found, Table)
    return found


def column(dataset: Dataset, entity: str, field: str) -> list[str]:
    return [str(value) for value in table(dataset, entity).columns[field].values]


def found_in(path: Path, engine: str = "rows") -> Found:
    dataset = read(path)
    return {
        (
            finding.rule.id,
            finding.subject.household or "",
            name(dataset, finding.subject),
            finding.verdict.word,
        )
        for finding in judged(path, engine).findings
    }


def name(dataset: Dataset, subject: Subject) -> str:
    field = NUMBERS.get(subject.table.entity)
    if field is None:
        return subject.key
    return column(dataset, subject.table.entity, field)[subject.row]


def planted() -> Found:
    return {
        (line["rule"], line["household"], line["row"], line["verdict"])
        for line in lines("planted.csv")
    }


def lines(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@pytest.mark.parametrize("engine", ["rows", "duckdb"])
@pytest.mark.parametrize("path", [WORKBOOK, SAMPLE / "csv"], ids=["workbook", "csv"])
def test_the_check_finds_what_was_planted(path: Path, engine: str) -> None:
    """Row by row, no finding more and none less."""
    found = found_in(path, engine)

    assert found - planted() == set()
    assert planted() - found == set()


@pytest.mark.parametrize("engine", ["rows", "duckdb"])
def test_the_merged_ledger_s_doubled_numbers_are_found(engine: str) -> None:
    """Rows are named by people's names there, and two rows of one name are two findings."""
    expected = Counter(
        (line["rule"], line["row"], line["verdict"]) for line in lines("planted_merged.csv")
    )
    dataset = read(MERGED)
    names = {
        TableName("household"): column(dataset, "household", "head_name"),
        TableName("member"): column(dataset, "member", "name"),
        TableName("township"): column(dataset, "township", "township_name"),
    }

    found = Counter(
        (one.rule.id, names[one.subject.table][one.subject.row], one.verdict.word)
        for one in judged(MERGED, engine).findings
    )

    assert found == expected


@pytest.mark.parametrize("path", BOOKLETS, ids=lambda path: path.name)
def test_a_booklet_gives_its_household_s_findings(path: Path) -> None:
    """The same findings as in the workbook, but for rules that look beyond the household."""
    expected = {one for one in planted() if one[1] == path.stem and one[0] not in BEYOND}

    found = {one for one in found_in(path) if one[1] == path.stem and one[0] not in BEYOND}

    assert found == expected


def test_workbook_and_csv_say_the_same() -> None:
    """Forms of dates, headers and encodings differ; what is read does not."""
    assert read(WORKBOOK).fingerprint == read(SAMPLE / "csv").fingerprint


def test_the_report_s_figures() -> None:
    """As printed in the Weifang Daily of 17 September 2020."""
    dataset = read(WORKBOOK)
    category = dict(
        zip(
            column(dataset, "household", "household_id"),
            column(dataset, "household", "category"),
            strict=True,
        )
    )

    households = Counter(category.values())
    people = Counter(
        category.get(one, "档外户") for one in column(dataset, "member", "household_id")
    )  # one member's household number is wrong on purpose, off the register

    assert households == {"享受政策户": 95, "不享受政策户": 39, "档外户": 34}
    assert people == {"享受政策户": 155, "不享受政策户": 87, "档外户": 68}
    assert households["享受政策户"] + households["不享受政策户"] == 134
    assert people["享受政策户"] + people["不享受政策户"] == 242


def test_the_report_s_people() -> None:
    """72 officers in 24 trios, 35 secretaries, cadres with two or three households each."""
    dataset = read(WORKBOOK)
    posts = Counter(column(dataset, "officer", "post_kind"))
    trios = Counter(column(dataset, "officer", "trio"))
    cadres = Counter(column(dataset, "household", "cadre_id"))
    del cadres["None"]  # one is blank on purpose
    loads = Counter(cadres.values())

    del trios["None"]  # cadres, secretaries, and the officer whose trio was left blank on purpose

    assert posts == {"帮扶责任人": 72, "村干部": 60, "党组织书记": 35}
    assert len(trios) == 24
    assert Counter(trios.values()) == {3: 23, 2: 1}
    assert set(loads) == {2, 3, 4}
    assert loads[4] == 1, "one cadre took over a colleague's household on purpose"


def test_every_rule_that_runs_is_planted() -> None:
    """In the township, or in the ledger put together from two."""
    with_gap = {rule for rule, _, _, verdict in planted() if verdict == "gap"}
    with_gap |= {line["rule"] for line in lines("planted_merged.csv") if line["verdict"] == "gap"}

    assert set(judged(WORKBOOK).tallies) - with_gap == set()


def test_the_readme_tells_how_many() -> None:
    """Its counts are those of planted.csv."""
    verdicts = Counter(verdict for _, _, _, verdict in planted())
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")

    assert f"({verdicts['gap']} gaps, {verdicts['unknown']} unknowns)" in text


def test_nobody_in_it_exists() -> None:
    """Identity numbers are of no region, telephones of no carrier."""
    dataset = read(WORKBOOK)
    numbers = [*column(dataset, "member", "id_number"), *column(dataset, "household", "phone")]

    nobody_s = ("009901", "999999", "15400", "None")
    strange = [one for one in numbers if not one.startswith(nobody_s)]

    assert strange == []


def test_the_files_are_what_the_script_makes(tmp_path: Path) -> None:
    """Byte by byte; a workbook part by part, for zip libraries compress differently."""
    subprocess.run([sys.executable, str(SAMPLE / "make.py"), str(tmp_path)], check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    kept = sorted(
        path.relative_to(SAMPLE)
        for path in SAMPLE.rglob("*")
        if path.suffix in {".xlsx", ".csv", ".yaml", ".json"}
    )

    stale = [path for path in made if parts(tmp_path / path) != parts(SAMPLE / path)]

    assert kept == made
    assert stale == []


def parts(path: Path) -> dict[str, bytes]:
    """A file's content; of a workbook each part's."""
    if path.suffix != ".xlsx":
        return {path.name: path.read_bytes()}
    with ZipFile(path) as book:
        return {part: book.read(part) for part in book.namelist()}
