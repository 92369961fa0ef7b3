"""Texts that sheets share: told from the table as the reader tells them, or not at all."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from checker.intake import long_sheet, read_data
from checker.intake.shared_texts import MARK, STRINGS, plain_texts
from tests.intake.small import CATALOG, MEMBER_HEADER, write_book
from tests.intake.test_bad_files import SHEET, changed, table

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst count="9">'
KEPT = ' xml:space="preserve"'
SOUND = '<phoneticPr fontId="1" type="noConversion"/>'

TABLES = [
    # entries, the texts, why
    ("<si><t>张三</t></si><si><t>H1</t></si>", ["张三", "H1"], "as most programs write them"),
    (f"<si><t>张三</t>{SOUND}</si><si><t>H1</t></si>", ["张三", "H1"], "as Chinese Excel does"),
    (f"<si><t{KEPT}> 张 </t></si><si><t>H1</t></si>", [" 张 ", "H1"], "spaces that are kept"),
    ("<si><t>甲 乙</t></si><si><t></t></si>", ["甲 乙", ""], "a space inside, nothing"),
    ("<si><t>A&amp;B&lt;&quot;</t></si>", ['A&B<"'], "characters that XML writes otherwise"),
    ("<si><t>&amp;lt;</t></si>", ["&lt;"], "written otherwise once, not twice"),
    ("<si><t> 张三 </t></si>", None, "spaces that the reader leaves off"),
    ("<si><t>&#24352;</t></si>", None, "a character by its number"),
    ("<si><t>_x5F20_</t></si>", None, "a character as Excel hides it"),
    ("<si><r><t>张</t></r><r><t>三</t></r></si>", None, "put together"),
    ("<si><t>张三</t><rPh sb='0' eb='1'><t>zhang</t></rPh></si>", None, "how it sounds"),
    ("<si/><si><t>张三</t></si>", None, "an entry without a text"),
    ("<!-- <si> --><si><t>张三</t></si>", None, "a comment"),
    ('<si><t>甲 xml:space="preserve"</t></si>', ['甲 xml:space="preserve"'], "as the mark itself"),
    ("", None, "no texts"),
]


@pytest.mark.parametrize(("entries", "texts", "why"), TABLES)
def test_plain_texts(entries: str, texts: list[str] | None, why: str) -> None:
    """Told only where nothing but texts stands in the table."""
    assert told(entries) == texts, why


def test_not_in_utf_8() -> None:
    """The reader tells it."""
    assert plain_texts(f"{HEAD}<si><t>张三</t></si></sst>".encode("gbk")) is None


ENTRIES = st.tuples(
    st.sampled_from(["", KEPT]),
    st.text("甲A1 \t\n\r_x0041&<;\x7f\u3000\u00a0\x85\ufeff𠮷", max_size=8),
    st.sampled_from(["", SOUND]),
)


@given(st.lists(ENTRIES, min_size=1, max_size=4))
def test_as_the_reader_tells_them(entries: list[tuple[str, str, str]]) -> None:
    """Whatever is told, the reader tells the same."""
    written = "".join(
        f"<si><t{kept}>{text.replace('&', '&amp;').replace('<', '&lt;')}</t>{sound}</si>"
        for kept, text, sound in entries
    )
    found = told(written)

    assert found is None or found == read(written, len(entries))


CELLS = [
    # in the sheet's XML, what it becomes, why
    ("x", "x", "nothing odd"),
    (
        "</sheetData>",
        '<row r="70"><c r="A70" t="s"/></row></sheetData>',
        "no text",
    ),
    ('<c r="C30" t="s">', '<c r="C30" t="s" s="0">', "written in another order"),
    ('<c r="C30" t="s">', '<c r="C30" t="s"><f>A1</f>', "a formula's text"),
    (
        '<c r="C30" t="s"><v>[0-9]+</v>',
        f'<c r="C30" t="inlineStr"><is><t>{MARK}1</t></is>',
        "a text that looks like a mark",
    ),
    ('<c r="C30" t="s"><v>', '<c r="C30" t="s"><v>00', "a number with noughts before it"),
]


@pytest.mark.parametrize(("pattern", "to", "why"), CELLS)
def test_long_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, to: str, why: str
) -> None:
    """In stretches the same names are read as at once."""
    members = [(f"H{n // 3}", f"p{n}", f"成员{n % 7}") for n in range(60)]
    path = write_book(tmp_path / "成员.xlsx", 成员=[MEMBER_HEADER, *members])
    changed(path, SHEET, pattern, to)
    at_once = names(path)
    monkeypatch.setattr(long_sheet, "LONG", 600)

    assert names(path) == at_once, why
    assert at_once[0] == "成员0"


def names(path: Path) -> list[object]:
    """The members' names."""
    return [*table(read_data([path], CATALOG), "member").columns["name"].values]


def told(entries: str) -> list[object] | None:
    """The texts of a table."""
    texts = plain_texts(f"{HEAD}{entries}</sst>".encode())
    return texts and texts.of([[f"{MARK}{at}" for at in range(texts.count)]])[0]


def read(entries: str, count: int) -> list[object]:
    """What the reader tells of each text, in a sheet of nothing else."""
    cells = "".join(
        f'<row r="{n + 1}"><c r="A{n + 1}"><v>1</v></c><c r="B{n + 1}" t="s"><v>{n}</v></c></row>'
        for n in range(count)
    )
    book, made = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(book) as empty:
        empty.add_worksheet("成员").write(0, 0, "甲")
    parts = {
        STRINGS: f"{HEAD}{entries}</sst>",
        SHEET: f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(book) as given_book, zipfile.ZipFile(made, "w") as archive:
        for name in given_book.namelist():
            archive.writestr(name, parts.get(name) or given_book.read(name))
    made.seek(0)
    rows = CalamineWorkbook.from_filelike(made).get_sheet_by_name("成员").to_python()
    return [row[1] if len(row) > 1 else "" for row in rows]
