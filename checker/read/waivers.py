"""Reads waivers, as YAML or as a table that was kept in a spreadsheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from checker.fault import FaultyInput, every
from checker.model.policy import Waiver
from checker.read import case_messages, messages, values
from checker.read.csv_table import Cell, CsvTable, csv_table
from checker.read.file import File, maps, text
from checker.source import Source
from checker.spelling import header_key
from checker.yaml_tree import decode, open_yaml

# Column → what people write above it.
COLUMNS = {
    "rule": "规则",
    "household": "户编号",
    "row": "行",
    "from": "起",
    "until": "止",
    "reason": "事由",
    "approved_by": "批准人",
    "document": "文件",
}
OPTIONAL = "row"


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file, by its ending `.csv`, else YAML.

    Raises:
        FaultyInput: with all its faults.
    """
    if path.suffix.lower() == ".csv":
        return waivers_of_table(table_source(path.read_bytes(), str(path)))
    file = File(open_yaml(path, str(path)), "waivers")
    found = waivers_of(file)
    if file.faults:
        raise FaultyInput(file.faults)
    return found


def waivers_of(file: File) -> tuple[Waiver, ...]:
    """The waivers of a YAML file; () where it has faults."""
    if file.tree is None or not file.good:
        return ()
    found = []
    for node in maps(file.tree, "waivers"):
        start, end = file.day(node, "from"), file.day(node, "until")
        assert start is not None
        assert end is not None
        if end < start:
            file.faults.append(messages.backwards(node.span))
        words = {key: text(node, key) for key in ("reason", "approved_by", "document")}
        found.append(
            Waiver(
                text(node, "rule"),
                text(node, "household"),
                text(node, "row") or None,
                start,
                end,
                **words,
                span=node.span,
            )
        )
    return tuple(found)


def table_source(data: bytes, name: str) -> Source:
    """The text of a table: UTF-8, or what Excel writes in China."""
    try:
        return decode(data, name)
    except FaultyInput:
        try:
            return Source(name, data.decode("gb18030").replace("\r\n", "\n"))
        except UnicodeDecodeError:
            pass
        raise


def waivers_of_table(source: Source) -> tuple[Waiver, ...]:
    """The waivers of a table with a line of column names, English or Chinese.

    Raises:
        FaultyInput: with all its faults.
    """
    table = csv_table(source)
    columns = _columns(table)
    return tuple(every(partial(_waiver, table, columns, row) for row in table.records))


def _columns(table: CsvTable) -> list[str]:
    """The key of each column."""
    known = {header_key(word): name for name, title in COLUMNS.items() for word in (name, title)}
    if not table.rows:
        return []
    cells = table.rows[0]
    columns = [known.get(header_key(cell.text), "") for cell in cells]
    faults = [
        case_messages.unknown_column(table.span(cell), cell.text, COLUMNS.values())
        for cell, name in zip(cells, columns, strict=True)
        if not name
    ]
    missing = [title for name, title in COLUMNS.items() if name not in (*columns, OPTIONAL)]
    if missing:
        faults.append(case_messages.no_header(table.span(cells[0], cells[-1]), missing))
    if faults:
        raise FaultyInput(faults)
    return columns


def _waiver(table: CsvTable, columns: list[str], cells: tuple[Cell, ...]) -> Waiver:
    """One waiver; raises FaultyInput, each fault with the place of its cell."""
    whole = table.span(cells[0], cells[-1])
    if len(cells) > len(columns):
        raise FaultyInput([case_messages.uneven_row(whole, len(columns), len(cells))])
    row = {name: cell.text.strip() for name, cell in zip(columns, cells, strict=False)}
    spans = {name: table.span(cell) for name, cell in zip(columns, cells, strict=False)}
    faults = [
        case_messages.empty_cell(spans.get(name, whole), title)
        for name, title in COLUMNS.items()
        if name != OPTIONAL and not row.get(name)
    ]
    if faults:
        raise FaultyInput(faults)
    start, end = every(partial(values.day, row[name], spans[name]) for name in ("from", "until"))
    if end < start:
        raise FaultyInput([messages.backwards(spans["until"])])
    words = {name: row[name] for name in ("reason", "approved_by", "document")}
    optional = row.get(OPTIONAL) or None
    return Waiver(row["rule"], row["household"], optional, start, end, **words, span=whole)
