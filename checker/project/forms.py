"""A workbook that people fill in: headers, drop-downs, prompts, hidden lists of words.

Only how such a workbook looks and what its cells let through is known here, nothing of what it is
about. The same sheets give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from checker.fault import columns_of
from checker.frozen import frozen

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Content = str | Decimal | date | None

LISTS = "代码"  # the hidden sheet
CREATED = datetime(2020, 1, 1)  # any fixed day
ROWS = 5000  # so many rows are ready to be filled in
TITLE, MESSAGE = 32, 255  # characters that Excel shows of a prompt
LIMIT = 10**12
DIGITS = 15  # that a spreadsheet keeps of a number
HIDDEN = "hidden"
SPARE = 20  # columns that may be added behind the last
# What a sheet whose headers are locked lets people do besides filling it in.
ALLOWED = (
    "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort",
    "autofilter",
)  # fmt: skip
READ = 90  # the width of a sheet to be read
LINE = 16.0  # points that a line of it takes

SONG, FANG = "宋体", "仿宋"
HEADER = {
    "font_name": SONG, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
    "border": 1, "bg_color": "#DDE6F0",
}  # fmt: skip
CELL = {"font_name": FANG, "valign": "vcenter", "locked": False}
LOOKS: dict[str, dict[str, Any]] = {
    "header": HEADER,
    "needed": {**HEADER, "bg_color": "#F8CBAD"},
    "text": {**CELL, "num_format": "@"},
    "wrapped": {**CELL, "num_format": "@", "text_wrap": True},
    "day": {**CELL, "num_format": "yyyy-mm-dd", "align": "center"},
    "number": {**CELL, "num_format": "General"},
    "any": {**CELL, "num_format": "General"},
    # Not locked: a row with a locked cell could not be deleted or sorted.
    "known": {**CELL, "num_format": "@", "font_color": "#595959", "bg_color": "#F2F2F2"},
    "spare": {**HEADER, "bg_color": "#FFFFFF", "locked": False},
    "title": {"font_name": SONG, "font_size": 16, "bold": True},
    "line": {"font_name": FANG, "font_size": 11, "text_wrap": True, "valign": "top"},
}  # fmt: skip


class Guard(Enum):
    """Whether a sheet's header row can be changed."""

    NONE = 0  # it can
    HEADER = 1  # it cannot
    GROWING = 2  # it cannot, but columns may be added behind the last


class Form(Enum):
    """What a column's cells hold, as a spreadsheet knows it."""

    TEXT = "text"
    WRAPPED = "wrapped"
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole"
    ANY = "any"
    KNOWN = "known"  # told, not to be changed


@frozen
class Column:
    """One column to be filled in."""

    header: str
    form: Form = Form.TEXT
    width: int = 0  # in half-width characters; 0: as the header needs
    words: tuple[str, ...] = ()  # the drop-down
    prompt: str = ""
    needed: bool = False
    least: int | None = None  # the smallest number
    strict: bool = True  # False: what the list or the limits lack may be written all the same
    hidden: bool = False

    @property
    def look(self) -> str:
        """The look of its cells."""
        return "number" if self.form is Form.WHOLE else self.form.value


@dataclass
class Forms:
    """The workbook while it is written."""

    title: str
    stream: BytesIO = field(default_factory=BytesIO)
    lists: dict[tuple[str, ...], int] = field(default_factory=dict)  # words → column

    def __post_init__(self) -> None:
        self.book = xlsxwriter.Workbook(
            self.stream,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self.book.set_properties({"title": self.title, "created": CREATED})
        self.looks: dict[str, Format] = {
            name: self.book.add_format(look) for name, look in LOOKS.items()
        }

    def page(self, name: str, title: str, lines: Iterable[str]) -> None:
        """A sheet to be read: a title and lines."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, READ)
        sheet.write_string(0, 0, title, self.looks["title"])
        for row, line in enumerate(lines, 2):
            sheet.set_row(row, LINE * max(1, -(-columns_of(line) // READ)))
            sheet.write_string(row, 0, line, self.looks["line"])

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Content]] = (),
        *,
        frozen: int = 0,
        guard: Guard = Guard.NONE,
    ) -> None:
        """A sheet to be filled in, one header row, its first `frozen` columns always in sight."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, frozen)
        sheet.set_row(0, 36)
        for position, column in enumerate(columns):
            self._column(sheet, position, column)
        for number, row in enumerate(rows, 1):
            lines = 1
            for position, content in enumerate(row):
                self._write(sheet, (number, position), columns[position], content)
                lines = max(lines, _lines(content, columns[position]))
            if lines > 1:
                sheet.set_row(number, LINE * lines)
        if guard is not Guard.NONE:
            sheet.protect("", dict.fromkeys(ALLOWED, True))
        for position in range(len(columns), len(columns) + SPARE * (guard is Guard.GROWING)):
            sheet.set_column(position, position, 16, self.looks["text"])
            sheet.write_blank(0, position, None, self.looks["spare"])
        whole = f"A1:{xl_col_to_name(len(columns) + SPARE)}{ROWS}"
        sheet.ignore_errors({"number_stored_as_text": whole})

    def content(self) -> bytes:
        """Close the workbook; its bytes."""
        if self.lists:
            sheet = self.book.add_worksheet(LISTS)
            for words, position in self.lists.items():
                sheet.write_column(0, position, words)
            sheet.hide()
        self.book.close()
        return self.stream.getvalue()

    def _column(self, sheet: Worksheet, position: int, column: Column) -> None:
        width = column.width or columns_of(column.header) + 4
        options = {HIDDEN: True} if column.hidden else {}
        sheet.set_column(position, position, width, self.looks[column.look], options)
        header = self.looks["needed" if column.needed else "header"]
        sheet.write_string(0, position, "*" * column.needed + column.header, header)
        checked = self._validation(column)
        if checked:
            sheet.data_validation(1, position, ROWS, position, checked)

    def _validation(self, column: Column) -> dict[str, Any]:
        """What a column's cells let through, and what is said beside them."""
        checked = self._limits(column)
        if column.prompt:
            checked |= {
                "input_title": column.header[:TITLE],
                "input_message": column.prompt[:MESSAGE],
            }
        if not checked:
            return {}
        refusal = {
            "error_title": "这里不能这样填",
            "error_message": (column.prompt or f"{column.header}填得不对。")[:MESSAGE],
            "error_type": "stop" if column.strict else "warning",
        }
        return {"validate": "any", **checked, **(refusal if "validate" in checked else {})}

    def _limits(self, column: Column) -> dict[str, Any]:
        if column.words:
            return {"validate": "list", "source": self._listed(column.words)}
        if column.form is Form.DAY:
            limits = {"minimum": date(1900, 1, 1), "maximum": date(2199, 12, 31)}
            return {"validate": "date", "criteria": "between", **limits}
        if column.form in (Form.NUMBER, Form.WHOLE):
            least = -LIMIT if column.least is None else column.least
            kind = "integer" if column.form is Form.WHOLE else "decimal"
            return {"validate": kind, "criteria": "between", "minimum": least, "maximum": LIMIT}
        return {}

    def _listed(self, words: tuple[str, ...]) -> str:
        """Where the hidden sheet lists the words: of any length, with commas or without."""
        position = self.lists.setdefault(words, len(self.lists))
        letters = xl_col_to_name(position, True)
        return f"={LISTS}!{letters}$1:{letters}${len(words)}"

    def _write(
        self, sheet: Worksheet, place: tuple[int, int], column: Column, content: Content
    ) -> None:
        if content is None:
            return
        if isinstance(content, Decimal) and len(content.as_tuple().digits) <= DIGITS:
            sheet.write_number(*place, float(content), self.looks["number"])
        elif isinstance(content, date):
            sheet.write_datetime(*place, content, self.looks["day"])
        else:
            look = column.look if column.look in ("wrapped", "known") else "text"
            sheet.write_string(*place, str(content), self.looks[look])


def _lines(content: Content, column: Column) -> int:
    """How many lines a cell takes that is broken where its column ends."""
    if column.form is not Form.WRAPPED or not isinstance(content, str):
        return 1
    room = max(column.width - 1, 1)
    return sum(max(1, -(-columns_of(part) // room)) for part in content.split("\n"))
