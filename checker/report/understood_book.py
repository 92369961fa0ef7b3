"""What was understood of files, as a workbook for whoever filled them in (读取说明.xlsx)."""

from __future__ import annotations

from datetime import date

from checker.intake.reasons import NORMALISED, UNREADABLE
from checker.report.masking import Masking
from checker.report.sheet import Book, Cell, Column
from checker.report.understood import Understood

TABLES, CELLS, OTHERS = "表与列", "读不出的格", "其他说明"
COLUMNS = (
    Column("位置", 34),
    Column("读作", 12),
    Column("列", 8, "centre"),
    Column("表头", 26),
    Column("字段", 22),
    *(Column(title, 8, "number") for title in ("填写", "空白", "读不出", "换写法")),
)
CELL_COLUMNS = (
    Column("位置", 44),
    Column("字段", 22),
    Column("写的是", 36),
    Column("结果", 10, "centre"),
    Column("原因", 40),
)
NOTE_COLUMNS = (Column("位置", 40), Column("说明", 90), Column("次数", 8, "number"))


def understood_book(seen: Understood, as_of: date, masking: Masking) -> bytes:
    """The workbook's bytes: tables and columns, odd cells, everything else."""
    book = Book(as_of, "读取说明")
    page = book.page(TABLES)
    page.widths(COLUMNS)
    page.line(TABLES, "title", COLUMNS)
    page.list_of(
        COLUMNS,
        [
            (table.place, table.title, one.name, one.header, one.title, *one.counts)
            for table in seen.tables
            for one in table.columns
        ],
    )
    page = book.page(CELLS)
    page.widths(CELL_COLUMNS)
    page.line(CELLS, "title", CELL_COLUMNS)
    page.list_of(
        CELL_COLUMNS,
        [
            (cell.place, cell.title, cell.raw, *outcome(cell.reason, unreadable=cell.unreadable))
            for table in seen.tables
            for cell in table.cells
        ],
    )
    page = book.page(OTHERS)
    page.widths(NOTE_COLUMNS)
    page.line(OTHERS, "title", NOTE_COLUMNS)
    faults = [(fault.place, Cell(fault.sentence, "alarm"), 1) for fault in seen.faults]
    notes = [(note.place, masking.text(note.sentence), note.count) for note in seen.notes]
    page.list_of(NOTE_COLUMNS, [*faults, *notes])
    return book.content()


def outcome(reason: str, *, unreadable: bool) -> tuple[str | Cell, str]:
    """What became of an odd cell, and why."""
    if unreadable:
        return Cell("读不出", "unknown"), UNREADABLE.get(reason, reason)
    return "已换写法", NORMALISED.get(reason, reason)
