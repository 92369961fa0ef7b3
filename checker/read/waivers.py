"""Reads waivers, as YAML or as a table that was kept in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from checker.fault import Fault, FaultyInput
from checker.model.policy import Waiver
from checker.read import case_messages, messages, values
from checker.read.file import File, maps, text
from checker.source import Source, Span
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
    faults: list[Fault] = []
    found = []
    for row, span in _rows(source):
        try:
            found.append(_waiver(row, span))
        except FaultyInput as error:
            faults.extend(error.faults)
    if faults:
        raise FaultyInput(faults)
    return tuple(found)


def _rows(source: Source) -> Iterator[tuple[Mapping[str, str], Span]]:
    reader = csv.reader(StringIO(source.text))
    columns: list[str] = []
    for cells in reader:
        line = source.line(reader.line_num)
        span = Span(source, reader.line_num, 1, max(len(line), 1))
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = _columns(cells, span)
        elif len(cells) > len(columns):
            raise FaultyInput([case_messages.uneven_row(span, len(columns), len(cells))])
        else:
            yield {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}, span


def _columns(cells: list[str], span: Span) -> list[str]:
    known = {header_key(word): name for name, title in COLUMNS.items() for word in (name, title)}
    columns = [known.get(header_key(cell), "") for cell in cells]
    faults = [
        case_messages.unknown_column(span, cell, COLUMNS.values())
        for cell, name in zip(cells, columns, strict=True)
        if not name
    ]
    missing = [title for name, title in COLUMNS.items() if name not in (*columns, OPTIONAL)]
    if missing:
        faults.append(case_messages.no_header(span, missing))
    if faults:
        raise FaultyInput(faults)
    return columns


def _waiver(row: Mapping[str, str], span: Span) -> Waiver:
    faults = [
        case_messages.empty_cell(span, title)
        for name, title in COLUMNS.items()
        if name != OPTIONAL and not row.get(name)
    ]
    if faults:
        raise FaultyInput(faults)
    start, end = values.day(row["from"], span), values.day(row["until"], span)
    if end < start:
        raise FaultyInput([messages.backwards(span)])
    return Waiver(
        row["rule"],
        row["household"],
        row.get("row") or None,
        start,
        end,
        row["reason"],
        row["approved_by"],
        row["document"],
        span,
    )
