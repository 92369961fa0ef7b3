"""差距清单.xlsx: what the office prints, signs and sends back. Names in full, numbers masked."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.gap import Gap, Outcome
from checker.report.appendix import criteria_sheet, reading_sheet, rules_sheet
from checker.report.gap_columns import Columns, only_file
from checker.report.gap_sheets import Lists
from checker.report.masking import Masking
from checker.report.overview import overview_sheet
from checker.report.sheet import Book

TITLE = "差距清单"
MOST_VILLAGES = 200  # sheets; more than that nobody leafs through


def workbook(outcome: Outcome, masking: Masking) -> bytes:
    """The whole file; the same outcome gives the same bytes."""
    book = Book(outcome.as_of, TITLE)
    catalog = outcome.policies.catalog
    columns = Columns(catalog, outcome.shown, masking, only_file(outcome))
    lists = Lists(book, outcome, columns)
    overview = book.page("总览")
    criteria_sheet(book, outcome, masking)
    for gap_list in outcome.sieves:
        lists.sieve_sheet(gap_list)
    villages = dict(_by_village(outcome.gaps))
    if len(villages) <= MOST_VILLAGES:
        for village, gaps in villages.items():
            lists.village_sheet(village, gaps)
    lists.unknown_sheet()
    reading_sheet(book, outcome, masking)
    rules_sheet(book, outcome)
    overview_sheet(overview, outcome, masking, too_many=len(villages) > MOST_VILLAGES)
    return book.content()


def _by_village(gaps: tuple[Gap, ...]) -> Iterator[tuple[str | None, list[Gap]]]:
    """Villages in the list's order, those without one last."""
    grouped: dict[str | None, list[Gap]] = {}
    for gap in gaps:
        grouped.setdefault(gap.finding.subject.village, []).append(gap)
    yield from grouped.items()
