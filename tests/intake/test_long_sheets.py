"""A long sheet is read in stretches: what is read, and where it stands, is the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.intake import long_sheet, read_data
from checker.intake.prescan import scan
from checker.model.dataset import Dataset
from tests.intake.small import CATALOG, HOUSEHOLD_HEADER, MEMBER_HEADER, Row, write_book
from tests.intake.test_bad_files import SHEET, changed, table

END = "</sheetData>"
SHORT = 600  # bytes: some rows
MEMBERS: Sequence[Row] = [(f"H{n // 3}", f"p{n}", f"成员{n}") for n in range(60)]
LAST = '<row r="64"><c r="A64" t="inlineStr"><is><t>H9</t></is></c>%s</row>'

SHEETS = [
    # in the XML, what it becomes, cut, why
    (END, END, True, "nothing odd"),
    ('<row r="30"', '<row r="30" hidden="1"', True, "a hidden row"),
    ('<c r="C30" t="s"><v>[0-9]+</v></c>', '<c r="C30" t="e"><v>#REF!</v></c>', True, "an error"),
    ('<c r="C30" t="s"><v>[0-9]+</v></c>', '<c r="C30"><f>A1</f></c>', True, "no result"),
    (END, LAST % '<c r="C64" t="e"><v>#N/A</v></c>' + END, True, "rows that are not there"),
    (
        END,
        f'{END}<mergeCells><mergeCell ref="A2:A40"/><mergeCell ref="C41:C59"/></mergeCells>',
        True,
        "areas over several stretches",
    ),
    (END, '<row r="7"><c r="B7"><v>1</v></c></row>' + END, False, "a row once more"),
    (END, LAST % '<c r="C9"><v>1</v></c>' + END, False, "a cell in another row's place"),
    (END, LAST % '<c r="ZZ64"><v>1</v></c>' + END, True, "one further to the right"),
    (END, f"<!-- x -->{END}", False, "a comment"),
    (END, f'{END}<x:mergeCells><x:mergeCell ref="A2:A4"/></x:mergeCells>', False, "a prefix"),
]


@pytest.mark.parametrize(("pattern", "to", "cut", "why"), SHEETS)
def test_as_if_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, to: str, cut: bool, why: str
) -> None:
    """Values, oddities, places, notes: all is as in a sheet read at once."""
    path = write_book(tmp_path / "成员.xlsx", 成员=[("名册",), MEMBER_HEADER, *MEMBERS])
    changed(path, SHEET, pattern, to)
    at_once = seen(read_data([path], CATALOG))
    monkeypatch.setattr(long_sheet, "LONG", SHORT)

    assert bool(scan("成员.xlsx", path.read_bytes()).long) is cut, why
    assert seen(read_data([path], CATALOG)) == at_once, why


def test_places_of_a_long_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are left out count, as people count them."""
    rows = [*MEMBERS[:20], ("合计", None, "20"), (None, None, None), *MEMBERS[20:]]
    path = write_book(tmp_path / "成员.xlsx", 成员=[MEMBER_HEADER, *rows])
    monkeypatch.setattr(long_sheet, "LONG", SHORT)

    members = table(read_data([path], CATALOG), "member")

    assert members.length == 60
    assert members.place(19, "member_id") == "成员.xlsx › 成员 › B21"
    assert members.place(20, "member_id") == "成员.xlsx › 成员 › B24"
    assert members.columns["member_id"].values[59] == "p59"


def test_a_long_sheet_that_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked through to its end: people may stand anywhere in it."""
    rows = [("一", "二"), *[("甲", "乙")] * 200, ("丙", "009901195001011236")]
    house = ("H1", "北城", "东村", "甲", 1)
    path = write_book(tmp_path / "名册.xlsx", 户=[HOUSEHOLD_HEADER, house], 附表=rows)
    monkeypatch.setattr(long_sheet, "LONG", SHORT)

    found = read_data([path], CATALOG)

    assert [fault.code for fault in found.faults] == ["unknown-table"]


def test_a_long_sheet_with_an_unknown_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader finds out late; the file is told, and the cell."""
    path = write_book(tmp_path / "成员.xlsx", 成员=[MEMBER_HEADER, *MEMBERS])
    changed(path, SHEET, '<c r="C50" t="s"><v>[0-9]+</v>', '<c r="C50" t="s"><v>99999</v>')
    monkeypatch.setattr(long_sheet, "LONG", SHORT)

    with pytest.raises(FaultyInput) as failed:
        read_data([path], CATALOG)

    assert "C50" in str(failed.value.faults[0])


def seen(data: Dataset) -> object:
    """All that a dataset tells."""
    members = table(data, "member")
    cells = {
        name: (column.values, column.odd, [members.place(n, name) for n in range(members.length)])
        for name, column in members.columns.items()
    }
    return cells, data.notes, data.faults, data.fingerprint
