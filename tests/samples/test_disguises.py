"""However an office writes its township down, the check finds the same, apart from places."""

from __future__ import annotations

import csv
import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.samples import disguises
from tests.samples.disguises import Disguise, Tables, flat, peopled
from tests.test_same_bytes import as_it_is, checked, tables, without_places

DISGUISES = [
    # disguise, why
    (disguises.other_headers, "headers of other offices"),
    (disguises.other_words, "an old program's text files, days and answers in other words"),
    (disguises.merged_households, "a household's number printed once"),
    (disguises.titles_and_footers, "made to be printed and signed"),
    (disguises.ten_thousands, "money in another unit"),
    (disguises.full_width, "typed in full width"),
    (disguises.in_binary, "saved as a binary workbook"),
]
CONVERTED = [
    # form, ending, why
    ("ods", "ods", "an open document"),
    ("xls", "et", "as WPS names an old workbook"),
]


@pytest.mark.parametrize(("disguise", "why"), DISGUISES)
def test_the_same_list(tmp_path: Path, disguise: Disguise, why: str) -> None:
    disguise(tmp_path, dict(tables()))

    assert without_places(checked(tmp_path)) == without_places(as_it_is()), why


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no office program to convert with")
@pytest.mark.parametrize(("form", "ending", "why"), CONVERTED)
def test_another_program(tmp_path: Path, form: str, ending: str, why: str) -> None:
    partial(disguises.converted, form=form, ending=ending)(tmp_path, dict(tables()))

    assert without_places(checked(tmp_path)) == without_places(as_it_is()), why


def test_flat_export(tmp_path: Path) -> None:
    """No table of households: what the members' rows repeat is the households'."""
    lived_in = peopled(dict(tables()))
    for name in ("apart", "flat"):
        (tmp_path / name).mkdir()
    write_lines(tmp_path / "apart", lived_in)
    flat(tmp_path / "flat", lived_in)

    apart, one = (without_places(checked(tmp_path / name)) for name in ("apart", "flat"))

    assert one == apart


def write_lines(folder: Path, given: Tables) -> None:
    for name, lines in given.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
