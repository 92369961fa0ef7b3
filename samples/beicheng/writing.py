"""Writes tables as an office has them: one workbook, or a CSV file each.

A table is what was made, row by row, under the catalog's titles; how it is printed (the sheet's
name, the title row above, the headers, the encoding) stands in `Print`. Nothing here changes a
value: the workbook and the CSV files say the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import xlsxwriter

Cell = str | int | float | bool | date | None
Row = dict[str, Any]  # title → Cell; what a title holds is the catalog's to say

CREATED = datetime(2020, 9, 17, 8, 0, 0)


@dataclass(frozen=True)
class Print:
    """How one table is printed."""

    table: str  # the catalog's title: 成员
    sheet: str  # the sheet's and CSV file's name: 家庭成员
    columns: tuple[str, ...]  # titles, in the order printed
    headers: Mapping[str, str] = field(default_factory=dict)  # title → header, where they differ
    title: str = ""  # a row above the headers; "" for none
    encoding: str = "utf-8-sig"  # of the CSV file
    day_form: str = ""  # how dates are written in the workbook; "" for Excel's own dates

    def header_row(self) -> list[str]:
        """The headers as printed."""
        return [self.headers.get(column, column) for column in self.columns]


def write_workbook(
    path: Path,
    prints: Sequence[Print],
    tables: Mapping[str, list[Row]],
    named: str = "北城街道（虚构样例）",
) -> None:
    """One workbook, a sheet per table; the same bytes each time."""
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"title": named, "created": CREATED})
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for plan in prints:
        sheet = book.add_worksheet(plan.sheet)
        top = 0
        if plan.title:
            sheet.merge_range(0, 0, 0, len(plan.columns) - 1, plan.title, bold)
            top = 1
        sheet.write_row(top, 0, plan.header_row(), bold)
        sheet.freeze_panes(top + 1, 0)
        for number, row in enumerate(tables[plan.table], top + 1):
            for column, title in enumerate(plan.columns):
                value = row.get(title)
                if isinstance(value, date) and not plan.day_form:
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, date):
                    sheet.write_string(number, column, written_day(value, plan.day_form))
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
    book.close()


def write_csv(folder: Path, prints: Iterable[Print], tables: Mapping[str, list[Row]]) -> None:
    """The same tables, a CSV file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for plan in prints:
        text = StringIO()
        writer = csv.writer(text)  # lines end in CR LF, as Excel writes them
        writer.writerow(plan.header_row())
        for row in tables[plan.table]:
            writer.writerow([plain(row.get(column)) for column in plan.columns])
        (folder / f"{plan.sheet}.csv").write_bytes(text.getvalue().encode(plan.encoding))


def written_day(day: date, form: str) -> str:
    """A day as some sheets have it: 2020年8月5日, 2020.8.5."""
    return form.format(year=day.year, month=day.month, day=day.day)


def plain(value: Cell) -> str:
    """A cell of a CSV file."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
