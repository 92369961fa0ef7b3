"""Two states of the data as a workbook: what became of every finding, a sheet a step."""

from __future__ import annotations

from checker.model.difference import Progress, Step, Tally
from checker.report.difference_words import PARTS, STEPS
from checker.report.gap_sheets import NUMBER, Rows, list_sheets
from checker.report.masking import Masking
from checker.report.sheet import Book, Column, Content
from checker.report.turn_sheets import FLIPS, caution, flip_cells, listing, told_of

COUNTED = tuple(Column(STEPS[step], 8, "centre") for step in Step)


def progress_workbook(progress: Progress, masking: Masking) -> bytes:
    """The tallies, then the findings of each step."""
    book = Book(progress.new.as_of, "两份资料对比")
    old, new = progress.old, progress.new
    about = (
        f"旧资料 {old.name}（核查日 {old.as_of}），新资料 {new.name}（核查日 {new.as_of}）。"
        + caution(progress.unread, masking)
    )
    columns = (NUMBER, Column("按", 8), Column("名称", 20), *COUNTED)
    listing(book, ("前后对比", about), columns, tally_rows(progress, masking))
    told = told_of(progress.catalog, progress.shown, masking)
    for step in Step:
        rows: Rows = [
            (moved.gap, flip_cells(moved.before, moved.after))
            for moved in progress.moved
            if moved.step is step
        ]
        if rows:
            list_sheets(book, (STEPS[step], about), FLIPS, told, (rows, []))
    return book.content()


def tally_rows(progress: Progress, masking: Masking) -> list[tuple[Content, ...]]:
    """The whole, then by village, by who is responsible, by officer, by sieve."""
    named: list[tuple[str, str, Tally]] = [("合计", "", progress.steps)]
    named += [
        (PARTS[part], masking.text(name) or "（未写）", tally)
        for part, tallies in progress.tallies.items()
        for name, tally in tallies.items()
    ]
    return [
        (number, part, name, *(tally.get(step, 0) for step in Step))
        for number, (part, name, tally) in enumerate(named, 1)
    ]
