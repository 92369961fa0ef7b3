"""What the workbooks of differences, progress and forecasts have in common: lists of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.fault import Fault
from checker.model.catalog import Catalog
from checker.model.difference import Standing, Turn
from checker.model.gap import Finding, Gap
from checker.model.verdict import Verdict
from checker.report.difference_words import STANDINGS
from checker.report.gap_columns import Columns, Told
from checker.report.masking import Masking
from checker.report.overview import privacy
from checker.report.sheet import Book, Cell, Column, Content

FLIPS = (Column("原判定", 8, "centre"), Column("现判定", 8, "centre"))
COLOURED = {Standing.GAP: "gap", Standing.UNKNOWN: "unknown"}


def flip_cells(before: Standing, after: Standing) -> tuple[Content, ...]:
    """The columns of `FLIPS`."""
    return tuple(
        Cell(STANDINGS[one], COLOURED[one]) if one in COLOURED else STANDINGS[one]
        for one in (before, after)
    )


def told_of(
    catalog: Catalog, shown: Mapping[str, Mapping[str, str]], masking: Masking
) -> tuple[Told, ...]:
    """Which row, which rule, how grave, what, and what to do: verdicts stand in other columns."""
    columns = Columns(catalog, shown, masking)
    row, rule, _verdict, severity, message = columns.finding()
    return (*columns.household(), row, rule, severity, message, *columns.remedy())


def as_gap(turn: Turn) -> Gap:
    """A turn as lists have findings; of a row of which nothing is found nothing is said."""
    found = turn.found or Finding(
        turn.rule, turn.subject, Verdict.MET, "", "", (), (), (), None, ()
    )
    return Gap(turn.id, found, None, None, None, ())


def listing(
    book: Book,
    heading: tuple[str, str],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Content]],
) -> None:
    """A sheet of one list."""
    page = book.page(heading[0])
    page.widths(columns)
    page.line(heading[0], "title", columns)
    page.line(heading[1], "subtitle", columns)
    page.list_of(columns, [*rows])


def caution(unread: Sequence[Fault], masking: Masking) -> str:
    """What everybody who reads a sheet must know."""
    missing = f"有 {len(unread)} 处资料没有读进来，结果不含这些内容。" if unread else ""
    return missing + privacy(masking)
