"""A worksheet that is quick where gap lists are long: at cells of text.

XlsxWriter asks of every cell what it may be, when it takes it and when it writes it. Here texts go
straight to their place, and the bytes are the same (a test lays both side by side); all else is
left to XlsxWriter. Imported only where a workbook is written: XlsxWriter takes a while to import.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet

BLOCK = 16  # rows that share what XlsxWriter tells of their width

column_name = cache(xl_col_to_name)


class TextSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Used in the place of `xlsxwriter.worksheet.Worksheet`."""

    def write_text(self, row: int, column: int, text: str, look: Format) -> Any:
        """Write a text; the cell, which can be written again elsewhere in the book."""
        self._write_string(row, column, text, look)
        return self.table[row][column]

    def write_again(self, row: int, cells: Mapping[int, Any]) -> None:
        """Write cells that the book has already, by column, into one row."""
        self.table[row].update(cells)
        self.str_table.count += len(cells)
        for column in (min(cells), max(cells)) if cells else ():
            self._check_dimensions(row, column)  # keeps the sheet's size

    def _write_rows(self) -> None:
        """The rows as XML; nobody writes comments, for which XlsxWriter looks besides."""
        self._calculate_spans()
        for row in sorted({*self.table, *self.row_info}):
            cells, about = self.table[row], self.row_info.get(row)
            span = self.row_spans.get(row // BLOCK)
            if cells:
                self._write_row(row, span, about)
                self._write_cells(row, cells)
                self._xml_end_tag("row")
            elif about:
                self._write_empty_row(row, span, about)

    def _write_cells(self, row: int, cells: Mapping[int, Any]) -> None:
        """The cells of one row as XML."""
        for column in sorted(cells):
            cell = cells[column]
            kind = cell.__class__
            if not cell.format or (kind is not CellStringTuple and kind is not CellNumberTuple):
                self._write_cell(row, column, cell)
                continue
            place, look = f"{column_name(column)}{row + 1}", cell.format._get_xf_index()
            if kind is CellStringTuple:
                self.fh.write(f'<c r="{place}" s="{look}" t="s"><v>{cell.string}</v></c>')
            else:
                self.fh.write(f'<c r="{place}" s="{look}"><v>{cell.number:.16G}</v></c>')

    def _calculate_spans(self) -> None:
        """The first and last column of each block of rows."""
        columns: dict[int, list[int]] = {}
        for row, cells in self.table.items():
            if cells:
                columns.setdefault(row // BLOCK, []).extend((min(cells), max(cells)))
        self.row_spans = {row: f"{min(of) + 1}:{max(of) + 1}" for row, of in columns.items()}
