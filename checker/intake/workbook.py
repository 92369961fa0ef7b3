"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .et, .ods) as grids of raw cells, data only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from checker.fault import Fault, FaultyInput
from checker.intake import messages, remarks
from checker.intake.grid import DAYS_1904, Grid, letters
from checker.intake.old_book import scan_old
from checker.intake.prescan import lost_text, scan
from checker.intake.probe import survives
from checker.intake.seen import FREE, Refs, Scan
from checker.intake.unlock import unlocked
from checker.model.dataset import Note

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

PAGE = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body")
PANIC = "PanicException"  # of the reader, which gives its class no name that can be imported


def read_workbook(
    name: str, data: bytes, passwords: Sequence[str] = ()
) -> tuple[Iterable[Grid], list[Note]]:
    """The visible sheets of a workbook, read one by one as they are asked for.

    Args:
        name: the file's name, for places.
        data: its bytes.
        passwords: to try, where it asks for one.

    Raises:
        FaultyInput: it cannot be read whole; also while a sheet is asked for.
    """
    data = unlocked(name, data, passwords)
    zipped = data.startswith(b"PK")
    seen = scan(name, data) if zipped else scan_old(data)
    if not seen.whole and not survives(data):
        raise FaultyInput([messages.unsurvivable(name)])
    with _told(name, data):
        from python_calamine import CalamineWorkbook  # noqa: PLC0415  only for a workbook

        book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets, notes = _visible(name, book)
    unseen = ((sheet, seen.hidden[sheet]) for sheet in sheets if sheet in seen.hidden)
    notes += [remarks.rows_hidden(f"{name} › {sheet}", count) for sheet, count in unseen]
    return _told_of(_grids(name, book, sheets, seen), name, data), notes


def _told_of(grids: Iterator[Grid], name: str, data: bytes) -> Iterator[Grid]:
    with _told(name, data):
        yield from grids


@contextmanager
def _told(name: str, data: bytes) -> Iterator[None]:
    """Tell in our words why the reader cannot read."""
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415

    try:
        yield
    except PasswordError as error:
        raise FaultyInput([messages.encrypted_file(name)]) from error
    except CalamineError as error:
        cell = lost_text(data) if data.startswith(b"PK") else ""
        told = messages.lost_text(f"{name} › {cell}") if cell else None
        raise FaultyInput([told or messages.broken_file(name, "内部结构读不出")]) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise FaultyInput([messages.broken_file(name, "有读不了的数值")]) from error


def _visible(name: str, book: CalamineWorkbook) -> tuple[list[str], list[Note]]:
    """The names of the sheets to read."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    sheets, notes = [], []
    for sheet in book.sheets_metadata:
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible is SheetVisibleEnum.Visible:
            sheets.append(sheet.name)
        else:
            notes.append(remarks.sheet_skipped(f"{name} › {sheet.name}", "工作表是隐藏的"))
    if len(set(book.sheet_names)) < len(book.sheet_names):
        # The reader finds sheets by their names: the first would be read for all of one name.
        raise FaultyInput([messages.broken_file(name, "有两张工作表同名")])
    return sheets, notes


def _grids(name: str, book: CalamineWorkbook, sheets: list[str], seen: Scan) -> Iterator[Grid]:
    """The sheets; another thread reads ahead while one of them is being understood."""
    shift = DAYS_1904 if seen.mac else 0
    with ThreadPoolExecutor(1) as reader:
        for sheet, content in zip(sheets, reader.map(book.get_sheet_by_name, sheets), strict=True):
            rows: list[list[object]] = [*content.to_python(skip_empty_area=False)]  # type: ignore[list-item]
            _put_broken(f"{name} › {sheet}", rows, seen.broken.get(sheet, {}))
            merged = [(a, b, c, d) for (a, b), (c, d) in content.merged_cell_ranges or ()]
            merged += seen.merged.get(sheet, ())
            numbers = range(1, len(rows) + 1)
            yield Grid(name, rows, numbers, "sheet", sheet, "", merged, shift=shift)


def _put_broken(place: str, rows: list[list[object]], broken: Refs) -> None:
    """The cells that the reader shows as empty and that are not."""
    left = FREE  # of what is added around the reader's cells
    for (row, column), cell in broken.items():
        below = max(row + 1 - len(rows), 0)
        beside = max(column + 1 - (0 if below else len(rows[row])), 0)
        left -= below + beside
        if left < 0:
            raise FaultyInput([messages.far_cell(place, f"{letters(column)}{row + 1}")])
        rows.extend([] for _ in range(below))
        rows[row].extend(None for _ in range(beside))
        rows[row][column] = cell


def old_web_page(data: bytes) -> bool:
    """Is it a web page that was saved with a workbook's name?"""
    start = data[:4096].replace(b"\x00", b"").lower()  # also in two bytes a character
    begun = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    return begun and any(tag in start for tag in PAGE)


def not_a_workbook(name: str, data: bytes) -> Fault:
    """Why a file with a workbook's name cannot be one."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4096]:
        return messages.xml_book(name)
    if old_web_page(data):
        return messages.web_page(name)
    return messages.broken_file(name, "内容不是工作簿")
