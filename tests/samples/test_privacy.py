"""Nobody's number leaves the office, and no name in a machine format: every output, searched."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from checker.intake import read_data
from checker.model.dataset import Table
from checker.model.gap import Outcome
from checker.pipeline import Task, run
from checker.report.folder import contents
from checker.report.masking import masking
from checker.report.summary import summary

WORKBOOK = Path(__file__).parents[2] / "samples" / "beicheng" / "北城街道.xlsx"
NUMBER = re.compile(r"[0-9]{17}[0-9X][0-9A-Z]{0,4}|[0-9]{15,19}|1[3-9][0-9]{9}")
NAMES = {("household", "head_name"), ("member", "name"), ("disability_register", "name")}


@pytest.fixture(name="outcome", scope="module")
def sample_outcome() -> Outcome:
    return run(Task([WORKBOOK], date(2020, 9, 17)))


@pytest.fixture(name="secrets", scope="module")
def sample_secrets(outcome: Outcome) -> tuple[set[str], set[str]]:
    """Every number of the sample by its form, and every name of somebody in a household."""
    numbers: set[str] = set()
    names: set[str] = set()
    for name, table in read_data([WORKBOOK], outcome.policies.catalog).tables.items():
        assert isinstance(table, Table)
        for field, column in table.columns.items():
            texts = {value for value in column.values if isinstance(value, str)}
            numbers |= {text for text in texts if NUMBER.fullmatch(text)}
            if (name.entity, field) in NAMES:
                names |= {text for text in texts if len(text) > 1}
    assert len(numbers) > 500  # the search is worth something
    assert len(names) > 200
    return numbers, names


def texts(outcome: Outcome, *, unmask: bool) -> dict[str, str]:
    """Every output as text, the workbook file by file."""
    written = contents(outcome, unmask=unmask)
    found = {"text": summary(outcome, masking(office=False, unmask=unmask))}
    for name, data in written.items():
        if not name.endswith(".xlsx"):
            found[name] = data.decode("utf-8-sig")
            continue
        with ZipFile(BytesIO(data)) as archive:
            found |= {f"{name}/{part}": archive.read(part).decode() for part in archive.namelist()}
    return found


def test_nothing_leaks(outcome: Outcome, secrets: tuple[set[str], set[str]]) -> None:
    numbers, names = secrets

    for place, text in texts(outcome, unmask=False).items():
        runs = set(re.findall("[0-9A-Za-z]{11,22}", text))
        assert runs & numbers == set(), place
        if ".xlsx" not in place:
            assert {name for name in names if name in text} == set(), place


def test_workbook_of_the_office_shows_names(
    outcome: Outcome, secrets: tuple[set[str], set[str]]
) -> None:
    """Somebody has to go and find them."""
    strings = texts(outcome, unmask=False)["差距清单.xlsx/xl/sharedStrings.xml"]

    assert any(name in strings for name in secrets[1])


def test_unmask_is_what_shows_them(outcome: Outcome, secrets: tuple[set[str], set[str]]) -> None:
    """The search finds what there is to find, and every output says that it is not masked."""
    found = texts(outcome, unmask=True)

    assert any(number in found["gaps.json"] for number in secrets[0])
    assert '"unmasked": true' in found["gaps.json"]
    assert "未遮盖" in found["差距清单.xlsx/xl/sharedStrings.xml"]
