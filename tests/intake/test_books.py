"""Workbooks of every form say the same: values, error cells, merged cells, truth."""

from __future__ import annotations

import shutil
import struct
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from checker.intake import read_data
from checker.model.dataset import Table
from checker.model.kind import State
from tests.intake.binary import write_binary
from tests.intake.books import BOOKS, NAME
from tests.intake.small import CATALOG, HOUSEHOLD_HEADER
from tests.intake.test_bad_files import codes, table

FORMS = ["xlsx", "xlsm", "xlsb", "xls", "et", "ods"]


def cells(read: Table, name: str) -> list[object]:
    """What is known of a column; of what is not known, what stands there."""
    column = read.columns[name]
    unread = {row: odd.raw for row, odd in column.odd.items() if odd.state is State.UNREADABLE}
    return [unread.get(row, value) for row, value in enumerate(column.values)]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_ledger(form: str) -> None:
    """An error cell is none of nothing: where "nothing" means something it would be believed."""
    data = read_data([BOOKS / f"{NAME}.{form}"], CATALOG)

    homes, people = table(data, "household"), table(data, "member")
    assert cells(homes, "size") == [2, "#DIV/0!", 1]
    assert cells(homes, "income") == [Decimal("3000.5"), 0, None]
    assert cells(homes, "monitor") == ["脱贫不稳定户", "#N/A", "非监测对象"]
    assert cells(people, "household_id") == ["H1", "H1", "H2"]
    assert cells(people, "insured") == [True, False, "不详"]
    assert [str(one) for one in cells(people, "birth")] == ["1950-01-01", "1980-01-01", "#N/A"]
    assert homes.place(1, "monitor") == f"{NAME}.{form} › 户 › G3"


@pytest.mark.parametrize("form", FORMS)
def test_told_by_its_bytes(tmp_path: Path, form: str) -> None:
    """People rename files."""
    other = "xlsx" if form != "xlsx" else "xls"
    path = Path(shutil.copy(BOOKS / f"{NAME}.{form}", tmp_path / f"{NAME}.{other}"))

    assert table(read_data([path], CATALOG), "household").length == 3


def test_days_of_a_macintosh(tmp_path: Path) -> None:
    """A serial number without a format counts from 1904 in a binary workbook, too."""
    people = [
        ("户编号", "人编号", "姓名", "证件号码", "出生日期"),
        ("H1", "1", "甲", None, 42_629),
    ]
    for mac, day in ((False, "2016-09-16"), (True, "2020-09-17")):
        path = write_binary(tmp_path / f"{mac}.xlsb", {"成员": people}, mac=mac)

        assert str(table(read_data([path], CATALOG), "member").columns["birth"].values[0]) == day


def test_texts_of_a_binary_workbook(tmp_path: Path) -> None:
    rows = [
        HOUSEHOLD_HEADER,
        ("H1", "北城", "䶮村", "𠮷 &<", 1),
        ("H2", "", "东村", "x" * 300, True),
    ]

    homes = table(
        read_data([write_binary(tmp_path / "a.xlsb", {"户": rows})], CATALOG), "household"
    )

    assert cells(homes, "village_name") == ["䶮村", "东村"]
    assert cells(homes, "head_name") == ["𠮷 &<", "x" * 300]
    assert cells(homes, "size") == [1, "True"]


def test_a_far_cell_of_a_binary_workbook(tmp_path: Path) -> None:
    """Two kilobytes would cost two gigabytes; it is not even tried in a child."""
    path = write_binary(tmp_path / "a.xlsb", {"户": [HOUSEHOLD_HEADER, *[()] * 99, ("H1",)]})
    row, far = (struct.pack("<IIH", number, 0, 300) for number in (100, 1_000_000))
    _changed(path, "xl/worksheets/sheet1.bin", row, far)

    assert codes(path) == ["far-cell"]


FAR = [
    # attribute of a cell or a row, why
    (b'<table:table-row table:number-rows-repeated="1000000" ', "a row for a million"),
    (b'<table:table-row table:number-rows-repeated="1048576" ', "a row for all"),
]


@pytest.mark.parametrize(("row", "why"), FAR)
def test_a_far_cell_of_an_open_document(tmp_path: Path, row: bytes, why: str) -> None:
    """Told once, and meant for a million rows of a thousand columns."""
    path = Path(shutil.copy(BOOKS / f"{NAME}.ods", tmp_path))
    _changed(path, "content.xml", b"<table:table-row ", row)
    wide = b'<table:table-cell table:number-columns-repeated="1000" '
    _changed(path, "content.xml", b"<table:table-cell ", wide)

    assert codes(path) == ["far-cell"], why


def _changed(path: Path, member: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[member]
    parts[member] = parts[member].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
