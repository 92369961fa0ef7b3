"""Reads a workbook that `checker export` wrote and somebody has worked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from checker.fault import Fault, FaultyInput
from checker.intake.cleaning import Broken
from checker.intake.grid import Grid, letters
from checker.intake.workbook import read_workbook
from checker.project import messages
from checker.project.forms import Content
from checker.project.sheets import MARK, Returned, Row

Cells = Sequence[object]


def returned(name: str, data: bytes) -> tuple[Returned, ...]:
    """The sheets of ours in a workbook; others are somebody's own and passed over.

    Args:
        name: the file's name, for places.
        data: its bytes.

    Raises:
        FaultyInput: it cannot be read, has no sheet of ours, or holds error cells.
    """
    faults: list[Fault] = []
    grids, _ = read_workbook(name, data)
    found = [_sheet(grid.whole(), faults) for grid in grids if _ours(grid)]
    if not found:
        faults.append(messages.not_exported(name))
    if faults:
        raise FaultyInput(faults)
    return tuple(found)


def _ours(grid: Grid) -> bool:
    first = grid.rows[0][0] if grid.rows and grid.rows[0] else None
    return isinstance(first, str) and first.startswith(f"{MARK}:") and first.count(":") >= 3  # noqa: PLR2004  kind, subject, fingerprint


def _sheet(grid: Grid, faults: list[Fault]) -> Returned:
    columns: dict[str, int] = {}
    for index, cell in enumerate(grid.rows[0]):
        header = "".join(str(cell).split()).strip("*") if isinstance(cell, str) else ""
        if index == 0 or not header:
            continue
        place = f"{grid.place} › {letters(index)}1"
        if header in columns:
            faults.append(messages.header_twice(place, header))
        columns.setdefault(header, index)
    rows = tuple(_rows(grid, columns, faults))
    places = {header: letters(index) for header, index in columns.items()}
    return Returned(grid.place, str(grid.rows[0][0]), places, rows)


def _rows(grid: Grid, columns: Mapping[str, int], faults: list[Fault]) -> Iterator[Row]:
    for number, cells in zip(grid.numbers[1:], grid.rows[1:], strict=True):
        told = {}
        for header, index in columns.items():
            raw = cells[index] if index < len(cells) else None
            if isinstance(raw, Broken):
                place = f"{grid.place} › {letters(index)}{number}"
                faults.append(messages.error_cell(place, raw.raw))
                continue
            content = content_of(raw)
            if content is not None:
                told[header] = content
        if told:
            first = content_of(cells[0])
            yield Row(number, first if isinstance(first, str) else "", told)
        stray = [i for i, raw in enumerate(cells) if i and i not in columns.values() and raw]
        for index in stray:
            faults.append(messages.no_header_above(f"{grid.place} › {letters(index)}{number}"))


def content_of(raw: object) -> Content:
    """A raw cell as what it says; None for an empty one."""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, int | float):  # a spreadsheet keeps 15 digits of a number
        return Decimal(f"{raw:.15g}")
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time() else raw.isoformat(" ")
    if isinstance(raw, date):
        return raw
    text = "" if raw is None else str(raw).replace("\r\n", "\n")
    return text if text.strip() else None
