"""A marked copy of the office's own workbook: coloured cells, each with a comment.

The original is only read. The copy is made by openpyxl, which keeps cells, looks, widths and
formulas, and loses shapes; what a formula came to is computed again when the copy is opened.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from checker.frozen import frozen
from checker.intake.unlock import ENCRYPTED
from checker.report.annotation import Cell, Mark
from checker.report.sheet import printable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as BookCell
    from openpyxl.worksheet.worksheet import Worksheet

RED, YELLOW = "FFFF9999", "FFFFFF99"
AUTHOR = "checker"
LARGEST = 64 << 20  # bytes of XML; openpyxl takes some twelve times that
MOST = 20  # findings told in one cell
WIDE, LINE, TALLEST = 420, 18, 600  # pixels of a comment
CHARACTERS = 30  # of Chinese on one of its lines
BOOK, MACROS, ABOUT = "xl/workbook.xml", "xl/vbaProject.bin", "docProps/core.xml"
SHEETS = "xl/worksheets/"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the day of every member: the same data give the same bytes
# openpyxl meets what it did not expect with whatever comes first.
UNEXPECTED = (LookupError, ValueError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile)
NO_BOOK, LOCKED, TOO_LARGE, UNREAD = "no-book", "locked", "too-large", "unread"


@frozen
class Copy:
    """A copy with its marks, or why there is none."""

    content: bytes = b""
    ending: str = ""  # .xlsx, .xlsm
    cells: int = 0
    why_not: str = ""  # no-book | locked | too-large | unread


def annotated(data: bytes, marks: Mapping[Cell, Sequence[Mark]], as_of: date) -> Copy:
    """The copy of a workbook.

    Args:
        data: the workbook's bytes, which this run could read.
        marks: what is told, by sheet and cell.
        as_of: the day that the copy bears as that of its last change.
    """
    if not zipfile.is_zipfile(BytesIO(data)) and ENCRYPTED in data:
        return Copy(why_not=LOCKED)
    if not zipfile.is_zipfile(BytesIO(data)):
        return Copy(why_not=NO_BOOK)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        size = sum(info.file_size for info in archive.infolist() if SHEETS in info.filename)
    if BOOK not in names:
        return Copy(why_not=NO_BOOK)
    if size > LARGEST:
        return Copy(why_not=TOO_LARGE)
    from openpyxl import load_workbook  # noqa: PLC0415  300 ms, and an extra

    day = datetime.combine(as_of, time())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it leaves out, in English
        try:
            book = load_workbook(BytesIO(data), keep_vba=MACROS in names)
        except UNEXPECTED:
            return Copy(why_not=UNREAD)
        if {sheet for sheet, _ in marks} - set(book.sheetnames):
            return Copy(why_not=UNREAD)
        if ABOUT not in names:
            book.properties.created = day
        cells = anchored(book, marks)
        for cell, told in cells.values():
            mark(cell, told)
        stream = BytesIO()
        book.save(stream)
    ending = ".xlsm" if MACROS in names else ".xlsx"
    return Copy(undated(stream.getvalue(), day), ending, len(cells))


def anchored(
    book: Workbook, marks: Mapping[Cell, Sequence[Mark]]
) -> dict[Cell, tuple[BookCell, list[Mark]]]:
    """The book's cells with all that each is told: of merged ones only the first can be marked."""
    cells: dict[Cell, tuple[BookCell, list[Mark]]] = {}
    for (sheet, name), told in marks.items():
        cell = anchor(book[sheet], name)
        cells.setdefault((sheet, cell.coordinate), (cell, []))[1].extend(told)
    return cells


def anchor(sheet: Worksheet, name: str) -> BookCell:
    """The cell, or that which a merged one is part of; of a row alone its first filled one."""
    from openpyxl.cell import MergedCell  # noqa: PLC0415  as above

    if name.isdigit():
        filled = (cell for cell in sheet[int(name)] if cell.value is not None)
        return next(filled, sheet[f"A{name}"])
    cell = sheet[name]
    if isinstance(cell, MergedCell):
        area = next(one for one in sheet.merged_cells.ranges if name in one)
        cell = sheet.cell(area.min_row, area.min_col)
    return cell


def mark(cell: BookCell, marks: Sequence[Mark]) -> None:
    """Red for a gap, yellow for unknowns alone; a comment that was there stays above ours."""
    from openpyxl.comments import Comment  # noqa: PLC0415  as above
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    colour = YELLOW if all(one.unknown for one in marks) else RED
    cell.fill = PatternFill("solid", fgColor=colour)
    own = cell.comment.text.rstrip() if cell.comment else ""
    told = "\n\n".join(part for part in (own, comment(marks)) if part)
    lines = sum(len(line) // CHARACTERS + 1 for line in told.split("\n"))
    cell.comment = Comment(told, AUTHOR, min(TALLEST, (lines + 1) * LINE), WIDE)


def comment(marks: Sequence[Mark]) -> str:
    """What the findings say, gaps first, each text once."""
    texts = [*dict.fromkeys(one.text for one in sorted(marks, key=lambda one: one.unknown))]
    more = [f"另有{len(texts) - MOST}个问题，见差距清单"] if len(texts) > MOST else []
    told = "\n\n".join([*(safe(one) for one in texts[:MOST]), *more])
    return printable(told)


def safe(text: str) -> str:
    """Without what no XML can hold."""
    return text.encode("utf-8", "replace").decode()


def undated(content: bytes, day: datetime) -> bytes:
    """The same file without the clock's time, which openpyxl writes in it."""
    stream = BytesIO()
    stamp = day.isoformat().encode() + b"Z"
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == ABOUT:
                part = MODIFIED.sub(rb"\g<1>" + stamp, part)
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, part)
    return stream.getvalue()
