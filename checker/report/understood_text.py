"""What was understood of files, for a terminal and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from checker.fault import harmless
from checker.intake.reasons import UNREADABLE
from checker.model.dataset import Note
from checker.report.gaps_json import indented
from checker.report.masking import Masking
from checker.report.record import Record
from checker.report.summary import aligned, wrapped
from checker.report.understood import CellSeen, TableSeen, Understood, reasons

SCHEMA = "checker/reading/v1"
FEW = 5  # places shown of cells that are alike


def text(seen: Understood, masking: Masking) -> str:
    """For a terminal: each place with its columns, then what was left out."""
    lines: list[str] = []
    for table in seen.tables:
        lines.extend(table_lines(table))
    if seen.notes:
        lines.append(_("没有用上、跳过的，和要留意的"))
        for note in seen.notes:
            lines.extend(wrapped(masking.text(told(note)), 2))
    return "\n".join([*lines, ""])


def table_lines(table: TableSeen) -> Iterator[str]:
    """One place."""
    line = _("{place}：{title}表，{rows} 行").format(
        place=harmless(table.place), title=table.title, rows=table.rows
    )
    yield from wrapped(f"{line}，{table.how}" if table.how else line)
    head = [_("列"), _("表头"), _("读作"), _("填写"), _("空白"), _("读不出"), _("换写法")]
    counts = [[c.name, " ".join(c.header.split()), c.title, *c.counts] for c in table.columns]
    yield from aligned([head, *counts]) if counts else ()
    for (title, why), cells in reasons(table, UNREADABLE).items():
        counted = _("“{title}”{why} {number} 格：{places}").format(
            title=title, why=why, number=len(cells), places=places(cells)
        )
        yield from wrapped(counted, 2)
    yield ""


def places(cells: Sequence[CellSeen]) -> str:
    """Where alike cells stand, within their table: H17（三口）、H20（不清）等."""
    shown = [
        f"{cell.place.rpartition(' › ')[2]}（{cell.raw}）" if cell.raw else cell.place
        for cell in cells[:FEW]
    ]
    return "、".join(shown) + (_(" 等") if len(cells) > FEW else "")


def told(note: Note) -> str:
    """A note with its place."""
    return harmless(f"{note.place}：{note.sentence}" if note.place else note.sentence)


def json_text(seen: Understood, masking: Masking) -> str:
    """The same for machines; its shape is schemas/reading.schema.json."""
    record: Record = {
        "schema": SCHEMA,
        "tables": [table_record(table) for table in seen.tables],
        "notes": [
            {
                "code": n.code,
                "sentence": masking.text(n.sentence),
                "place": n.place,
                "count": n.count,
            }
            for n in seen.notes
        ],
        "unread": [
            {"code": fault.code, "sentence": fault.sentence, "place": fault.place}
            for fault in seen.faults
        ],
    }
    return indented(record) + "\n"


def table_record(table: TableSeen) -> Record:
    """One place."""
    return {
        "place": table.place,
        "table": table.title,
        "rows": table.rows,
        "how": table.how,
        "columns": [
            {
                "column": one.name,
                "header": one.header,
                "field": one.title,
                "filled": one.filled,
                "blank": one.blank,
                "unreadable": one.unreadable,
                "normalised": one.normalised,
            }
            for one in table.columns
        ],
        "cells": [
            {
                "place": cell.place,
                "field": cell.title,
                "raw": cell.raw,
                "reason": cell.reason,
                "unreadable": cell.unreadable,
            }
            for cell in table.cells
        ],
    }
