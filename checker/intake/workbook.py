"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .et, .ods) as grids of raw cells, data only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, TypeVar

from checker.fault import Fault, FaultyInput
from checker.intake import messages, remarks
from checker.intake.ahead import ahead
from checker.intake.grid import DAYS_1904, Area, Grid, letters
from checker.intake.long_sheet import outline, stretch_readers
from checker.intake.old_book import scan_old
from checker.intake.prescan import lost_text, scan
from checker.intake.probe import survives
from checker.intake.seen import FREE, Refs, Scan
from checker.intake.unlock import unlocked
from checker.model.dataset import Note

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Row = list[object]
Given = TypeVar("Given")

FIRST = 100  # rows of a long sheet that are read before the others are asked for
NUMBERS = range(1, 10_000_001)  # of rows: no sheet has as many
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

        book = outline(data) if seen.long else CalamineWorkbook.from_filelike(BytesIO(data))
    sheets, notes = _visible(name, book)
    unseen = ((sheet, seen.hidden[sheet]) for sheet in sheets if sheet in seen.hidden)
    notes += [remarks.rows_hidden(f"{name} › {sheet}", count) for sheet, count in unseen]
    return _told_of(_grids(name, data, book, sheets, seen), name, data), notes


def _told_of(given: Iterator[Given], name: str, data: bytes) -> Iterator[Given]:
    with _told(name, data):
        yield from given


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


def _grids(
    name: str, data: bytes, book: CalamineWorkbook, sheets: list[str], seen: Scan
) -> Iterator[Grid]:
    """The sheets; another thread reads ahead while one of them is being understood."""
    shift = DAYS_1904 if seen.mac else 0
    short = [sheet for sheet in sheets if sheet not in seen.long]
    if seen.long and short:
        book = type(book).from_filelike(BytesIO(data))
    contents = ahead(partial(book.get_sheet_by_name, sheet) for sheet in short)
    for sheet in sheets:
        if sheet in seen.long:
            yield _long_grid(Grid(name, (), NUMBERS, "sheet", sheet, shift=shift), data, seen)
            continue
        content = next(contents)
        rows = _rows(content, 0)
        _put_broken(f"{name} › {sheet}", rows, seen.broken.get(sheet, {}))
        merged = [*_merged(content), *seen.merged.get(sheet, ())]
        numbers = range(1, len(rows) + 1)
        yield Grid(name, rows, numbers, "sheet", sheet, merged=merged, shift=shift)


def _long_grid(bare: Grid, data: bytes, seen: Scan) -> Grid:
    """A long sheet: its first rows, and the others as they are asked for."""
    tasks = stretch_readers(data, bare.sheet, seen.long[bare.sheet])
    merged: list[Area] = []

    def stretches() -> Iterator[list[Row]]:
        below = 0
        for content, broken, texts in ahead(tasks):
            merged.extend(_merged(content))
            rows = _rows(content, below)
            rows = texts.of(rows) if texts else rows
            _put_broken(bare.place, rows, broken, below)
            yield rows
            below += len(rows)

    further = _told_of(stretches(), bare.file, data)
    first: list[Row] = []
    for rows in further:
        first.extend(rows)
        if len(first) >= FIRST:
            break
    return replace(bare, rows=first, merged=merged, further=further)


def _merged(content: CalamineSheet) -> list[Area]:
    return [(a, b, c, d) for (a, b), (c, d) in content.merged_cell_ranges or ()]


def _rows(content: CalamineSheet, above: int) -> list[Row]:
    """The rows that follow some others, from column A on."""
    top, left = content.start or (above, 0)
    rows: list[Row] = [[] for _ in range(top - above)]
    rows += content.to_python()  # type: ignore[arg-type]
    if left:
        rows = [[*[None] * left, *row] if row else row for row in rows]
    return rows


def _put_broken(place: str, rows: list[Row], broken: Refs, above: int = 0) -> None:
    """The cells that the reader shows as empty and that are not."""
    left = FREE  # of what is added around the reader's cells
    for (at, column), cell in broken.items():
        row = at - above
        below = max(row + 1 - len(rows), 0)
        beside = max(column + 1 - (0 if below else len(rows[row])), 0)
        left -= below + beside
        if left < 0:
            raise FaultyInput([messages.far_cell(place, f"{letters(column)}{at + 1}")])
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
