"""The sample township as other offices would have typed it: each disguise writes the same rows.

A disguise gets the tables (name → header and rows, all text) and writes files into a folder. What
it changes is how things are written, never what is said; a cell that nobody can read stays.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from checker.intake.headers import headings
from checker.model.catalog import Field
from checker.model.kind import Kind
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.spelling import header_key
from tests.intake.binary import write_binary

Lines = list[list[str]]
Tables = Mapping[str, Lines]
Disguise = Callable[[Path, Tables], None]

CATALOG = read_policies(shipped("policies"), cases=False).catalog
KNOWN = headings(CATALOG)
HOMES, PEOPLE, KEY = "户信息", "家庭成员", "户编号"
ENTITIES = {
    "互查记录": "cross_check",
    "务工监测": "work_record",
    "入户走访记录": "visit",
    "农村低保备案": "dibao_register",
    "家庭成员": "member",
    "帮扶责任人": "officer",
    "收入明细": "income_item",
    "户信息": "household",
    "政策享受": "benefit",
    "暖心包材料": "document",
    "残疾人名册": "disability_register",
    "行政村": "village",
    "街道": "township",
}
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
PLAIN = re.compile(r"[0-9A-Za-z.:-]+")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def field_of(table: str, header: str) -> Field | None:
    """The field that a column is."""
    entity = ENTITIES[table]
    names = (match.field for match in KNOWN.matches(header) if match.entity == entity)
    name = next(names, None)
    return CATALOG.entities[entity].fields[name] if name else None


def other_header(table: str, header: str, not_of: str = "") -> str:
    """Another header of the column's field; none that another table reads, if one is named."""
    field = field_of(table, header)
    if field is None:
        return header
    fits = [
        other
        for other in (*reversed(field.headers), field.title)
        if header_key(other) != header_key(header) or not_of
        if all(match.entity != not_of for match in KNOWN.matches(other))
    ]
    return fits[0] if fits else header


def write_book(path: Path, sheets: Mapping[str, Lines]) -> None:
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        for name, lines in sheets.items():
            page = book.add_worksheet(name)
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if cell:
                        page.write_string(row, column, cell)


def each_cell(lines: Lines, table: str, change: Callable[[str, Field], str]) -> Lines:
    """The rows with every cell of a known column written otherwise."""
    fields = [field_of(table, header) for header in lines[0]]
    rows = (
        [
            change(cell, one) if one and cell else cell
            for cell, one in zip(row, fields, strict=True)
        ]
        for row in lines[1:]
    )
    return [lines[0], *rows]


def other_headers(folder: Path, tables: Tables) -> None:
    """Headers that other offices print, broken to fit, spaced out, marked as obligatory."""
    forms: Sequence[Callable[[str], str]] = (
        lambda text: f"{text[:2]}\n{text[2:]}",
        lambda text: f"*{text}：",
        " ".join,
        lambda text: text.translate({**WIDE, 0x20: 0x3000}),
    )
    sheets = {}
    for name, lines in tables.items():
        printed = [other_header(name, header) for header in lines[0]]
        header = [forms[at % len(forms)](text) for at, text in enumerate(printed)]
        sheets[name] = [header, *lines[1:]]
    write_book(folder / "台账.xlsx", sheets)


def other_words(folder: Path, tables: Tables) -> None:
    """Tabs and GB18030, as an old program writes; days and answers as people write them."""

    def said(cell: str, field: Field) -> str:
        day = ISO_DAY.fullmatch(cell)
        if field.kind is Kind.DATE and day:
            return f"{day[1]}年{int(day[2])}月{int(day[3])}日"
        if field.kind is Kind.YES_NO:
            return {"是": "√", "否": "×"}.get(cell, cell)
        codes = CATALOG.codes[field.codes].codes if field.codes else ()
        return f" {cell}\u3000" if cell in codes else cell

    for name, lines in tables.items():
        text = "\r\n".join("\t".join(row) for row in each_cell(lines, name, said))
        (folder / f"{name}.txt").write_bytes((text + "\r\n").encode("gb18030"))


def merged_households(folder: Path, tables: Tables) -> None:
    """The household's number printed once, over all the rows that are its."""
    with xlsxwriter.Workbook(str(folder / "台账.xlsx")) as book:
        for name, lines in tables.items():
            page = book.add_worksheet(name)
            at = lines[0].index(KEY) if KEY in lines[0] and name != HOMES else -1
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if cell and (column != at or not row):
                        page.write_string(row, column, cell)
            for first, last in stretches([row[at] for row in lines]) if at >= 0 else ():
                if first == last:
                    page.write_string(first, at, lines[first][at])
                else:
                    page.merge_range(first, at, last, at, lines[first][at])


def stretches(cells: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Rows one below another with the same cell, the header and empty cells left out."""
    first = 1
    for row in range(2, len(cells) + 1):
        if row == len(cells) or cells[row] != cells[first]:
            if cells[first]:
                yield first, row - 1
            first = row


def titles_and_footers(folder: Path, tables: Tables) -> None:
    """Titles, a line of units, a header in two rows, empty rows, the header again, signatures."""
    with xlsxwriter.Workbook(str(folder / "台账.xlsx")) as book:
        for number, (name, lines) in enumerate(tables.items(), 1):
            page = book.add_worksheet(f"表{number}")
            width = max(len(lines[0]), 2)
            page.merge_range(0, 0, 0, width - 1, f"北城街道{name}（2020年）")
            page.write_string(1, 0, "填报单位：北城街道")
            page.write_string(1, width - 1, "单位：元、人、亩")
            two_rows(page, lines[0])
            half = len(lines) // 2
            for row, cells in enumerate(lines[1:], 4):
                shown = row if row < half else row + 2  # an empty row, and the header again
                page.write_row(shown, 0, [cell or None for cell in cells])
            if len(lines) > half + 3:
                page.write_row(max(half, 4) + 1, 0, lines[0])
            page.write_row(len(lines) + 5, 0, ["合 计"])
            page.write_row(len(lines) + 6, 0, ["填表人：王某", None, "审核人：李某"])


def two_rows(page: xlsxwriter.worksheet.Worksheet, header: Sequence[str]) -> None:
    """Every other five columns under a heading of their own, the rest over both rows."""
    for start in range(0, len(header), 5):
        part = header[start : start + 5]
        last = start + len(part) - 1
        if start % 10 == 5 and len(part) > 1:
            page.merge_range(2, start, 2, last, "有关情况")
            page.write_row(3, start, part)
        else:
            for column, text in enumerate(part, start):
                page.merge_range(2, column, 3, column, text)


def ten_thousands(folder: Path, tables: Tables) -> None:
    """Money in 万元, said in the header."""
    sheets = {}
    for name, lines in tables.items():
        fields = [field_of(name, header) for header in lines[0]]
        money = [
            bool(one and one.kind is Kind.AMOUNT and one.unit and one.unit[0] == "元")
            for one in fields
        ]
        header = [
            f"{re.sub('（.*', '', text)}（万元）" if scaled else text
            for text, scaled in zip(lines[0], money, strict=True)
        ]
        rows = (
            [
                f"{Decimal(cell) / 10_000:f}" if scaled and NUMBER.fullmatch(cell) else cell
                for cell, scaled in zip(row, money, strict=True)
            ]
            for row in lines[1:]
        )
        sheets[name] = [header, *rows]
    write_book(folder / "台账.xlsx", sheets)


def full_width(folder: Path, tables: Tables) -> None:
    """An input method left in full width: numbers, days, keys, certificates."""

    def wide(cell: str, field: Field) -> str:
        form = NUMBER if field.kind.numeric else ISO_DAY if field.kind is Kind.DATE else PLAIN
        return cell.translate(WIDE) if form.fullmatch(cell) else cell

    write_book(
        folder / "台账.xlsx",
        {name: each_cell(lines, name, wide) for name, lines in tables.items()},
    )


def in_binary(folder: Path, tables: Tables) -> None:
    """Excel's binary form, which it offers for large workbooks."""
    rows = {
        name: [[cell or None for cell in line] for line in lines] for name, lines in tables.items()
    }
    write_binary(folder / "台账.xlsb", rows)


def converted(folder: Path, tables: Tables, form: str, ending: str) -> None:
    """Saved by another office program."""
    write_book(folder / "台账.xlsx", tables)
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run(
        [*command, str(folder / "台账.xlsx")], check=True, capture_output=True, timeout=300
    )
    (folder / "台账.xlsx").unlink()
    shutil.rmtree(folder / "profile")
    (folder / f"台账.{form}").rename(folder / f"台账.{ending}")


def flat(folder: Path, tables: Tables) -> None:
    """The household's columns behind each of its members', and no table of households."""
    homes = {row[tables[HOMES][0].index(KEY)]: row for row in tables[HOMES][1:]}
    own = [at for at, header in enumerate(tables[HOMES][0]) if header != KEY]
    behind = [other_header(HOMES, tables[HOMES][0][at], not_of="member") for at in own]
    at = tables[PEOPLE][0].index(KEY)
    rows = ([*row, *(homes[row[at]][one] for one in own)] for row in tables[PEOPLE][1:])
    people = [[*tables[PEOPLE][0], *behind], *rows]
    others = {name: lines for name, lines in tables.items() if name not in (HOMES, PEOPLE)}
    write_book(folder / "台账.xlsx", {**others, "人口信息": people})


def peopled(tables: Tables) -> Tables:
    """Without what a flat export cannot say: households of no members, or of a doubled number."""
    homes, people = tables[HOMES], tables[PEOPLE]
    at, of = homes[0].index(KEY), people[0].index(KEY)
    counts = Counter(row[at] for row in homes[1:])
    lived_in = {row[of] for row in people[1:]} & {key for key, n in counts.items() if n == 1}
    return {
        **tables,
        HOMES: [homes[0], *(row for row in homes[1:] if row[at] in lived_in)],
        PEOPLE: [people[0], *(row for row in people[1:] if row[of] in lived_in)],
    }
