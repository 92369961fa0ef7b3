"""Sheets that an office prints: A4 landscape, titles on every page, rows as high as their text.

Only layout is known here, nothing of gaps. Every cell of data is written as text, so that nothing
from a household file becomes a formula or a link.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.fault import columns_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from checker.report.text_sheet import TextSheet

SONG, FANG = "宋体", "仿宋"  # what official papers are set in
A4 = 9
LINE = 15.0  # points a line of 11 point text takes
TALLEST = 409.0  # points; the most that the format allows
LONGEST_CELL = 32_000  # characters; the format's limit is 32,767
MOST_ROWS = 1_000_000  # on one sheet; the format's limit is 1,048,576
NAME_LENGTH = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
SIGNATURES = "核查人签字：__________  责任人签字：__________  验收人签字：__________"

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": SONG, "font_size": 18, "bold": True, "align": "center"},
    "subtitle": {"font_name": FANG, "font_size": 11, "text_wrap": True, "align": "left"},
    "heading": {"font_name": SONG, "font_size": 13, "bold": True},
    "header": {
        "font_name": SONG, "font_size": 11, "bold": True, "text_wrap": True,
        "align": "center", "border": 1, "bg_color": "#DDE6F0",
    },
    "text": {
        "font_name": FANG, "font_size": 11, "text_wrap": True, "border": 1, "num_format": "@",
    },
    "centre": {
        "font_name": FANG, "font_size": 11, "text_wrap": True, "border": 1, "align": "center",
        "num_format": "@",
    },
    "number": {"font_name": FANG, "font_size": 11, "border": 1, "align": "center"},
    "alarm": {"font_name": SONG, "font_size": 11, "bold": True, "text_wrap": True, "border": 1,
              "font_color": "#C00000"},
    "gap": {"font_name": FANG, "font_size": 11, "border": 1, "align": "center",
            "bg_color": "#F8CBAD"},
    "unknown": {"font_name": FANG, "font_size": 11, "border": 1, "align": "center",
                "bg_color": "#FFE699"},
    "link": {"font_name": FANG, "font_size": 11, "font_color": "#1F4E79", "underline": 1},
}  # fmt: skip

SCALES: dict[str, float] = {name: look.get("font_size", 11) / 11 for name, look in LOOKS.items()}


class Column(NamedTuple):
    """One column of a table; `look` is that of its cells."""

    title: str
    width: int  # in half-width characters
    look: str = "text"


class Cell(NamedTuple):
    """A cell with a look of its own."""

    text: str
    look: str


class Laid(NamedTuple):
    """A text as it stands in columns of one width and look."""

    cell: Any  # XlsxWriter's, which can be written again
    height: float


Content = str | int | Cell


@dataclass
class Book:
    """A workbook being written into memory."""

    as_of: date
    title: str
    stream: BytesIO = field(default_factory=BytesIO)
    names: list[str] = field(default_factory=list)
    # By width and look of the column: most texts come again, in the same sheet and in others.
    laid: dict[tuple[int, str], dict[str | Cell, Laid]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def __post_init__(self) -> None:
        import xlsxwriter  # noqa: PLC0415  80 ms that a text summary should not wait for

        from checker.report.text_sheet import TextSheet  # noqa: PLC0415  as above

        self.kind = TextSheet
        self.workbook: Workbook = xlsxwriter.Workbook(
            self.stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        # A fixed day: the same input gives the same bytes.
        created = datetime.combine(self.as_of, time())
        self.workbook.set_properties({"title": self.title, "created": created})
        self.looks: dict[str, Format] = {
            name: self.workbook.add_format({"valign": "vcenter", **look})
            for name, look in LOOKS.items()
        }

    def page(self, name: str) -> Page:
        """A new sheet, under the name that the format allows."""
        own = sheet_name(name, self.names)
        self.names.append(own)
        sheet = self.workbook.add_worksheet(own, self.kind)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.8)
        day = self.as_of.isoformat()
        sheet.set_footer(f"&L{SIGNATURES}&R核查日 {day}  第 &P 页 共 &N 页")
        return Page(self, sheet, own)

    def content(self) -> bytes:
        """Close the book; its bytes."""
        self.workbook.close()
        return self.stream.getvalue()


@dataclass
class Page:
    """One sheet, written from top to bottom."""

    book: Book
    sheet: TextSheet
    name: str
    row: int = 0

    def widths(self, columns: Sequence[Column]) -> None:
        """Set the widths of the sheet's columns."""
        for position, column in enumerate(columns):
            self.sheet.set_column(position, position, column.width)

    def line(self, text: str, look: str, columns: Sequence[Column]) -> None:
        """One text across all columns."""
        self.sheet.set_row(self.row, height(text, sum(c.width for c in columns), look))
        if len(columns) > 1:
            self.sheet.merge_range(self.row, 0, self.row, len(columns) - 1, "", self._look(look))
        self.sheet.write_string(self.row, 0, printable(text), self._look(look))
        self.row += 1

    def link(self, text: str, sheet: str) -> None:
        """A line that leads to another sheet."""
        target = sheet.replace("'", "''")
        self.sheet.write_url(self.row, 0, f"internal:'{target}'!A1", self._look("link"), text)
        self.row += 1

    def header(self, columns: Sequence[Column]) -> None:
        """The header row of a table."""
        tallest = max(height(c.title, c.width, "header") for c in columns)
        self.sheet.set_row(self.row, tallest)
        for position, column in enumerate(columns):
            self.sheet.write_string(self.row, position, column.title, self._look("header"))
        self.row += 1

    def rows(self, columns: Sequence[Column], rows: Iterable[Sequence[Content]]) -> None:
        """The rows of a table, each as high as its highest cell."""
        known = [self.book.laid[column.width, column.look] for column in columns]
        for row in rows:
            tallest = LINE
            again = {}
            for position, (cell, seen) in enumerate(zip(row, known, strict=True)):
                if isinstance(cell, int):
                    self.sheet.write_number(self.row, position, cell, self._look("number"))
                    continue
                laid = seen.get(cell)
                if laid is None:
                    laid = seen[cell] = self._laid(cell, position, columns[position])
                else:
                    again[position] = laid.cell
                tallest = max(tallest, laid.height)
            self.sheet.write_again(self.row, again)
            self.sheet.set_row(self.row, tallest)
            self.row += 1

    def _laid(self, cell: str | Cell, position: int, column: Column) -> Laid:
        """A text that is new in the book, written into the row."""
        text, look = (cell.text, cell.look) if isinstance(cell, Cell) else (cell, column.look)
        shown = printable(text)
        written = self.sheet.write_text(self.row, position, shown, self._look(look))
        return Laid(written, height(shown, column.width, look))

    def list_of(self, columns: Sequence[Column], rows: Sequence[Sequence[Content]]) -> None:
        """The sheet's one long table: header on every page, filter, panes frozen."""
        top = self.row
        self.header(columns)
        self.sheet.repeat_rows(0, top)
        self.sheet.freeze_panes(self.row, 0)
        self.rows(columns, rows)
        self.sheet.autofilter(top, 0, max(self.row - 1, top), len(columns) - 1)
        self.sheet.print_area(0, 0, max(self.row - 1, top), len(columns) - 1)

    def _look(self, name: str) -> Format:
        return self.book.looks[name]


def printable(text: str) -> str:
    """The text without what a terminal or a spreadsheet would obey, cut to what a cell holds."""
    clean = CONTROL.sub(" ", text)
    return clean if len(clean) <= LONGEST_CELL else clean[:LONGEST_CELL] + "…"


def height(text: str, width: int, look: str) -> float:
    """The height in points that the text takes in a column so wide, lines broken."""
    scale = SCALES[look]
    room = max(width / scale - 1, 1)
    if 2 * len(text) <= room and "\n" not in text:
        lines = 1
    else:
        lines = sum(max(1, -int(-columns_of(part) // room)) for part in text.split("\n"))
    return min(TALLEST, lines * LINE * scale + 3)


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that the format allows and no other sheet has: 标准筛/2020 → 标准筛_2020."""
    clean = FORBIDDEN.sub("_", wanted).strip("' ") or "_"
    known = {name.casefold() for name in taken} | {"history"}
    name, number = clean[:NAME_LENGTH].rstrip("' "), 1
    while name.casefold() in known:
        number += 1
        mark = f"({number})"
        name = clean[: NAME_LENGTH - len(mark)] + mark
    return name
