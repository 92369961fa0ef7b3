"""A worksheet that is quick where gap lists are long: at cells of text.

XlsxWriter asks of every cell what it may be, when it takes it and when it writes it. Here texts go
straight to their place, and the bytes are the same (a test lays both side by side); all else is
left to XlsxWriter. Imported only where a workbook is written: XlsxWriter takes a while to import.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellStringTuple, Worksheet

SHORT = 16_000  # characters; a longer text may be past the format's limit, which is for its base
BLOCK = 16  # rows that share what XlsxWriter tells of their width

column_name = cache(xl_col_to_name)


class TextSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Used in the place of `xlsxwriter.worksheet.Worksheet`."""

    def write_texts(self, row: int, texts: Sequence[tuple[int, str, Format]]) -> None:
        """Write texts of one row, by column, each with its format, as `write_string` does."""
        cells = self.table[row]
        index = self.str_table._get_shared_string_index
        for column, text, look in texts:
            if len(text) > SHORT:
                self.write_string(row, column, text, look)
            else:
                cells[column] = CellStringTuple(index(text), look)
        for column, _text, _look in (*texts[:1], *texts[-1:]):
            self._check_dimensions(row, column)  # keeps the sheet's size

    def _write_rows(self) -> None:
        """The rows as XML; nobody writes comments, for which XlsxWriter looks besides."""
        self._calculate_spans()
        for row in sorted({*self.table, *self.row_info}):
            cells, about = self.table[row], self.row_info.get(row)
            span = self.row_spans.get(row // BLOCK)
            if cells:
                self._write_row(row, span, about)
                for column in sorted(cells):
                    self._write_cell(row, column, cells[column])
                self._xml_end_tag("row")
            elif about:
                self._write_empty_row(row, span, about)

    def _calculate_spans(self) -> None:
        """The first and last column of each block of rows."""
        columns: dict[int, list[int]] = {}
        for row, cells in self.table.items():
            if cells:
                columns.setdefault(row // BLOCK, []).extend((min(cells), max(cells)))
        self.row_spans = {row: f"{min(of) + 1}:{max(of) + 1}" for row, of in columns.items()}

    def _write_cell(self, row: int, column: int, cell: Any) -> None:
        """A cell as XML."""
        if cell.__class__ is CellStringTuple and cell.format:
            look = cell.format._get_xf_index()
            place = f"{column_name(column)}{row + 1}"
            self.fh.write(f'<c r="{place}" s="{look}" t="s"><v>{cell.string}</v></c>')
        else:
            super()._write_cell(row, column, cell)
