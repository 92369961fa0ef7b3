"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .et, .ods) as grids of raw cells, data only."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from checker.fault import Fault, FaultyInput
from checker.intake import messages
from checker.intake.grid import DAYS_1904, Grid
from checker.intake.prescan import Refs, Scan, scan
from checker.intake.probe import survives
from checker.model.dataset import Note

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream's name in an encrypted workbook


def read_workbook(name: str, data: bytes) -> tuple[list[Grid], list[Note]]:
    """The visible sheets of a workbook.

    Args:
        name: the file's name, for places.
        data: its bytes.

    Raises:
        FaultyInput: it cannot be read whole.
    """
    from python_calamine import (  # noqa: PLC0415  only where there is a workbook
        CalamineError,
        CalamineWorkbook,
        PasswordError,
    )

    zipped = data.startswith(b"PK")
    if not zipped and ENCRYPTED in data:
        raise FaultyInput([messages.encrypted_file(name)])
    seen = scan(name, data) if zipped else Scan()
    if not seen.whole and not survives(data):
        raise FaultyInput([messages.unsurvivable(name)])
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return _sheets(name, book, seen)
    except PasswordError as error:
        raise FaultyInput([messages.encrypted_file(name)]) from error
    except CalamineError as error:
        raise FaultyInput([messages.broken_file(name, str(error))]) from error


def _sheets(name: str, book: CalamineWorkbook, seen: Scan) -> tuple[list[Grid], list[Note]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    grids, notes = [], []
    for sheet in book.sheets_metadata:
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible is not SheetVisibleEnum.Visible:
            notes.append(messages.sheet_skipped(f"{name} › {sheet.name}", "工作表是隐藏的"))
            continue
        content = book.get_sheet_by_name(sheet.name)
        rows: list[list[object]] = [*content.to_python(skip_empty_area=False)]  # type: ignore[list-item]
        _put_broken(rows, seen.broken.get(sheet.name, {}))
        merged = [(a, b, c, d) for (a, b), (c, d) in content.merged_cell_ranges or ()]
        shift = DAYS_1904 if seen.mac else 0
        grids.append(
            Grid(name, rows, range(1, len(rows) + 1), "sheet", sheet.name, "", merged, shift=shift)
        )
    return grids, notes


def _put_broken(rows: list[list[object]], broken: Refs) -> None:
    """The cells that the reader shows as empty and that are not."""
    for (row, column), cell in broken.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend(None for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = cell


def old_web_page(data: bytes) -> bool:
    """Is it a web page that was saved with a workbook's name?"""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head"))


def not_a_workbook(name: str, data: bytes) -> Fault:
    """Why a file with a workbook's name cannot be one."""
    if old_web_page(data):
        return messages.web_page(name)
    return messages.broken_file(name, "内容不是工作簿")
