"""What was read, written as a workbook that is read again without a doubt (数据.xlsx).

A sheet a table, its fields' titles as headers. A value stands as its kind; what could not be read
stands as it stood, so that it is not read the second time either. For the office's own use:
nothing is masked.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from checker.model.catalog import Catalog
from checker.model.dataset import Column, Dataset, ParquetTable
from checker.model.kind import State, Value
from checker.report.sheet import printable, sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

UNSURE = "待核实"  # stands where what stood would be read as a value: 张三、李四 on two rows
CONTRADICTIONS = ("two-values", "rows-differ")
EXACT = 15  # digits that a cell's number keeps
FIRST_DAY = date(1900, 3, 1)  # days before it have no number, or a wrong one, in a workbook
EPOCH = date(2000, 1, 1)  # of the file's own properties: the same data give the same bytes


def clean_book(dataset: Dataset, catalog: Catalog) -> bytes:
    """The tables of this period that are held in memory, made ones left out."""
    import xlsxwriter  # noqa: PLC0415  80 ms that a text summary should not wait for

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book: Workbook = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": datetime.combine(EPOCH, time())})
    looks = {
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "header": book.add_format({"bold": True, "text_wrap": True, "num_format": "@"}),
    }
    names: list[str] = []
    for name in catalog.entities:
        table = next((t for n, t in dataset.tables.items() if n == (name, 0)), None)
        if table is None or isinstance(table, ParquetTable) or table.made:
            continue
        names.append(sheet_name(catalog.entities[name].title, names))
        page = book.add_worksheet(names[-1])
        page.freeze_panes(1, 0)
        for position, (field, column) in enumerate(table.columns.items()):
            title = catalog.entities[name].fields[field].title
            page.write_string(0, position, title, looks["header"])
            written(page, position, column, looks)
    book.close()
    return stream.getvalue()


def written(page: Worksheet, position: int, column: Column, looks: dict[str, Format]) -> None:
    """One column's cells below its header."""
    for row, value in enumerate(column.values, 1):
        odd = column.odd.get(row - 1)
        if odd is not None and odd.state is State.UNREADABLE:
            raw = UNSURE if odd.reason in CONTRADICTIONS else odd.raw
            page.write_string(row, position, printable(raw), looks["text"])
        elif value is not None:
            cell(page, (row, position), value, looks)


def cell(page: Worksheet, at: tuple[int, int], value: Value, looks: dict[str, Format]) -> None:
    """One known value, as its kind where a cell holds it exactly, else as text."""
    if isinstance(value, bool):
        page.write_string(*at, "是" if value else "否", looks["text"])
    elif isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= EXACT:
        page.write_number(*at, float(value))
    elif isinstance(value, date) and value >= FIRST_DAY:
        page.write_datetime(*at, datetime.combine(value, time()), looks["day"])
    elif isinstance(value, tuple) and not hasattr(value, "month"):
        page.write_string(*at, "、".join(map(str, value)), looks["text"])
    else:
        page.write_string(*at, printable(str(value)), looks["text"])
