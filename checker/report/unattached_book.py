"""Rows that belong to nobody, set apart for whoever has to mend them (挂不上的行.xlsx).

A sheet a table: why, where, and the row as it stood, as far as its columns were read; the cell
that is to blame is coloured. The rows stay in the data, where rules speak of them; this is the
list to work through. Rows of tables left in Parquet files are not looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from checker.frozen import frozen
from checker.intake.assemble import Unattached, period_title, unattached
from checker.intake.reasons import UNATTACHED
from checker.model.catalog import Catalog, Entity
from checker.model.dataset import Dataset, ParquetTable, Table
from checker.model.gap import Reading
from checker.model.resolved import TableName
from checker.report.masking import Masking
from checker.report.sheet import MOST_ROWS, Book, Cell, Column, Content, Page
from checker.run.telling import plain

TITLE = "挂不上的行"
NAMED = 5  # places of rows with the same key
WHY, WHERE = Column("原因", 44), Column("位置", 34)
WIDTH = 14  # of the row's own cells
OVERVIEW = "总览"
NOTHING = "没有：每一行都有归属。"
LEFT = "留在Parquet文件里的表没有逐行看："


def unattached_book(dataset: Dataset, catalog: Catalog, as_of: date, masking: Masking) -> bytes:
    """The workbook's bytes; one without such rows says so."""
    held = {name: one for name, one in dataset.tables.items() if isinstance(one, Table)}
    found: dict[TableName, dict[int, list[Unattached]]] = {}
    for one in unattached(held, catalog):
        if not held[one.table].made:
            found.setdefault(one.table, {}).setdefault(one.row, []).append(one)
    book = Book(as_of, TITLE)
    _overview(book, dataset, catalog, {name: len(rows) for name, rows in found.items()})
    for name, rows in sorted(found.items()):
        page, entity = book.page(_title(name, catalog)), catalog.entities[name.entity]
        _sheet(page, Telling(held, masking), held[name], entity, rows)
    return book.content()


def _overview(
    book: Book, dataset: Dataset, catalog: Catalog, counts: Mapping[TableName, int]
) -> None:
    """How many rows of each table were looked at, and how many belong to nobody."""
    columns = (Column("表", 24), Column("行数", 10, "number"), Column(TITLE, 14, "number"))
    page = book.page(OVERVIEW)
    page.widths(columns)
    page.line(TITLE, "title", columns)
    page.line("这些行仍在数据里，照样核查；按原因改原来的文件。", "subtitle", columns)
    if not counts:
        page.line(NOTHING, "subtitle", columns)
    left = [
        _title(name, catalog)
        for name, table in sorted(dataset.tables.items())
        if isinstance(table, ParquetTable)
    ]
    if left:
        page.line(LEFT + "、".join(left), "subtitle", columns)
    page.list_of(
        columns,
        [
            (_title(name, catalog), table.length, counts.get(name, 0))
            for name, table in sorted(dataset.tables.items())
            if isinstance(table, Table) and not table.made
        ],
    )


def _title(name: TableName, catalog: Catalog) -> str:
    return period_title(catalog.entities[name.entity].title, name.period)


@frozen
class Telling:
    """What the sheets tell of rows."""

    tables: Mapping[TableName, Table]
    masking: Masking

    def reason(self, one: Unattached) -> str:
        """Why, with the rows that have the same key."""
        why = UNATTACHED[one.why].format(about=one.about)
        twins = () if one.among is None else islice(self._twins(one, one.among), NAMED)
        places = "、".join(twins)
        return self.masking.text(f"{why}（{places}）" if places else why)

    def _twins(self, one: Unattached, among: TableName) -> Iterator[str]:
        for row in one.twins:
            if (among, row) != (one.table, one.row):
                yield self.tables[among].place(row)

    def cell(self, table: Table, entity: Entity, row: int, name: str) -> str:
        """What stood in a cell: its value, or the text that was not plainly one."""
        field, column = entity.fields[name], table.columns[name]
        odd, value = column.odd.get(row), column.values[row]
        text = odd.raw if odd else "" if value is None else plain(value)
        written = field.sensitive and field.kind.written
        return self.masking.value(Reading(field.title, text, None, (), written, field.mask))


def _sheet(
    page: Page,
    telling: Telling,
    table: Table,
    entity: Entity,
    rows: Mapping[int, Sequence[Unattached]],
) -> None:
    """One table's rows."""
    fields = list(table.columns)
    columns = (WHY, WHERE, *(Column(entity.fields[field].title, WIDTH) for field in fields))
    page.widths(columns)
    page.line(f"{TITLE}：{page.name}", "title", columns[:2])
    if len(rows) > MOST_ROWS:
        page.line(f"共{len(rows)}行，这里是前{MOST_ROWS}行", "subtitle", columns[:2])
    page.list_of(columns, [*_rows(telling, table, entity, islice(rows.items(), MOST_ROWS))])


def _rows(
    telling: Telling,
    table: Table,
    entity: Entity,
    rows: Iterable[tuple[int, Sequence[Unattached]]],
) -> Iterator[Sequence[Content]]:
    for row, reasons in rows:
        blamed = {field for one in reasons for field in one.fields}
        cells = ((field, telling.cell(table, entity, row, field)) for field in table.columns)
        yield (
            "；".join(telling.reason(one) for one in reasons),
            telling.masking.text(table.place(row)),
            *(Cell(text, "gap") if field in blamed else text for field, text in cells),
        )
