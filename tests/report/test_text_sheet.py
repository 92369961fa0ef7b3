"""The quick worksheet writes the same bytes as XlsxWriter's own."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from checker.report.text_sheet import TextSheet

ROWS = [
    # texts, why
    (["北村", "北村", "北村", "南村", ""], "one that comes again, an empty one"),
    (['<a> & "b"', "line\nbreak", " space "], "what XML writes otherwise"),
    (["𠮷" * 20_000, "a" * 17_000], "longer than half of what a cell holds, and past it"),
    ([], "a row of nothing"),
]


def written(kind: type[Worksheet]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(2020, 9, 17)})
    plain, bold = book.add_format({"border": 1}), book.add_format({"bold": True})
    sheet = book.add_worksheet("表", kind)
    known: dict[tuple[str, Format], Any] = {}
    for row, (texts, _why) in enumerate(ROWS):
        for column, text in enumerate(texts):
            look = bold if column else plain
            if not isinstance(sheet, TextSheet):
                sheet.write_string(row, column, text, look)
            elif (text, look) in known:
                sheet.write_again(row, {column: known[text, look]})
            else:
                known[text, look] = sheet.write_text(row, column, text, look)
        sheet.write_number(row, 30, row, bold)
    sheet.write_string(len(ROWS), 1, "without a format")
    book.close()
    return stream.getvalue()


@pytest.mark.filterwarnings("ignore:.*exceed")
def test_same_bytes() -> None:
    assert written(TextSheet) == written(Worksheet)
