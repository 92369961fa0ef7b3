"""One cell of a small township changed: a finding goes only where the cell was understood.

The bytes choose a table, a row, a column, and what is written there. Where nothing can be made of
it (unreadable, or empty), what the rules said of the row may become less certain, never better:
no gap and no doubt becomes "met" or "does not apply", but for rules that ask what is filled in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from checker.fault import Fault
from checker.intake.extract import extract
from checker.intake.grid import Grid, Piece
from checker.intake.headers import Layout, headings, recognise
from checker.intake.reading import dataset_of
from checker.model.dataset import Note
from checker.model.kind import State
from checker.model.resolved import Resolved, TableName
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.resolve import resolve
from checker.run import ROWS, judge
from tests.fuzz.oracle import sound_column, sound_fault
from tests.fuzz.values import WORDS as OF_VALUES

SAMPLE = Path(__file__).parents[2] / "samples" / "beicheng" / "csv"
AS_OF = date(2020, 9, 17)
HOMES = ("BC01001", "BC01002", "BC01003", "BC02004", "BC03001", "BC05002")
WORDS = (*OF_VALUES, *HOMES, "合计", "填表人：", "户编号")
POLICIES = read_policies(shipped("policies"), cases=False)
RESOLVED: Resolved = resolve(POLICIES, AS_OF)
CATALOG = POLICIES.catalog
KNOWN = headings(CATALOG)

Found = frozenset[tuple[str, int]]  # rule, row of its table


class Sheet(NamedTuple):
    """A table of the township and how it was read."""

    name: str
    rows: list[list[str]]
    layout: Layout
    piece: Piece
    notes: list[Note]


@cache
def sheets() -> tuple[Sheet, ...]:
    """The tables, with the rows of few households, and all that is not theirs."""
    read = []
    for path in sorted(SAMPLE.glob("*.csv")):
        data = path.read_bytes()
        encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030"
        lines = [line for line in csv.reader(StringIO(data.decode(encoding))) if any(line)]
        head = max(range(min(3, len(lines))), key=lambda at: sum(map(bool, lines[at])))
        header = lines[head]
        at = header.index("户编号") if "户编号" in header else None
        rows = [row for row in lines[head + 1 :] if at is None or row[at] in HOMES][:12]
        read.append(_sheet(path.stem, [header, *rows]))
    return tuple(read)


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    grid = Grid(
        f"{name}.xlsx", [list(row) for row in rows], range(1, len(rows) + 1), "sheet", name
    )
    layout = recognise(grid, KNOWN)
    assert isinstance(layout, Layout), name
    found = extract(grid, layout, CATALOG)
    assert not isinstance(found, Fault), name
    return Sheet(name, rows, layout, found[0][0], found[1])


@cache
def before(rules: frozenset[str]) -> Found:
    """What is found in the township as it is."""
    return _found({sheet.name: sheet.piece for sheet in sheets()}, rules)


def _found(read: Mapping[str, Piece], rules: frozenset[str]) -> Found:
    dataset = dataset_of({0: ([*read.values()], [])}, CATALOG)
    some = tuple(rule for rule in RESOLVED.rules if rule.id in rules)
    judged = judge(replace(RESOLVED, rules=some), dataset, CATALOG, engine=ROWS)
    return frozenset((one.rule.id, one.subject.row) for one in judged.findings)


def seeds() -> Iterator[bytes]:
    for table in range(11):
        for column in range(0, 40, 3):
            for text in ("", "不详", "#N/A", "2020-02-30", "是", "3千"):
                yield bytes((table, 3, column)) + text.encode()


def examine(data: bytes) -> None:
    if len(data) < 3:
        return
    sheet = sheets()[data[0] % len(sheets())]
    row, column = 1 + data[1] % (len(sheet.rows) - 1), data[2] % len(sheet.rows[0])
    rows: list[list[object]] = [list(line) for line in sheet.rows]
    rows[row][column] = data[3:].decode("utf-8", "replace")
    grid = Grid(f"{sheet.name}.xlsx", rows, range(1, len(rows) + 1), "sheet", sheet.name)
    layout = recognise(grid, KNOWN)
    if layout is None or isinstance(layout, Fault):
        assert layout is not None, "a whole table is passed over"
        sound_fault(layout, household=True)
        return
    found = extract(grid, layout, CATALOG)
    if isinstance(found, Fault):
        return
    assert layout.entity.name == sheet.layout.entity.name, "another table"
    _compared(sheet, (found[0][0], found[1]), row, column)


def _compared(sheet: Sheet, found: tuple[Piece, list[Note]], row: int, column: int) -> None:
    piece, notes = found
    if piece.length != sheet.piece.length:
        assert any(note.code in ("skipped-rows", "rows-above") for note in notes) or not any(
            sheet.rows[row][:column] + sheet.rows[row][column + 1 :]
        ), "a row is gone in silence"
        return
    entity = sheet.layout.entity
    names = [name for name, those in sheet.layout.columns.items() if column in those]
    fields = [entity.fields[name] for name in names]
    for field in fields:
        if field.name in piece.columns:
            sound_column(field, piece.columns[field.name], piece.length, CATALOG.codes)
    for field in fields:
        # A row that names nobody belongs to nobody, and that is told.
        known = field.name in piece.columns and piece.columns[field.name].state(row - 1)
        if field.kind.written or known in (False, State.KNOWN):
            return
    titles = {field.title for field in fields}
    rules = _about({(TableName(entity.name), field.name) for field in fields})
    after = _found({one.name: one.piece for one in sheets()} | {sheet.name: piece}, rules)
    gone = {one for one in before(rules) - after if not _asks(one[0], titles)}
    assert not gone, f"gone without being understood: {sorted(gone)[:3]}"


def _about(cells: set[tuple[TableName, str]]) -> frozenset[str]:
    """The rules that read one of these columns."""
    return frozenset(rule.id for rule in RESOLVED.rules if not cells.isdisjoint(rule.needs))


@cache
def _texts() -> Mapping[str, str]:
    return {rule.id: str((rule.applies, rule.requires)) for rule in RESOLVED.rules}


def _asks(rule: str, titles: set[str]) -> bool:
    """Does a rule ask whether it is filled in? Then its answer may well be another."""
    return any(
        re.search(rf"\b(?:blank|unreadable|known|or_else)\((?:\w+\.)?{title}", _texts()[rule])
        for title in titles
    )
