"""A forecast as a workbook and as CSV: what appears, what goes, what changes, on which day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from checker.model.forecast import Coming, Forecast, Turning
from checker.model.gap import Gap
from checker.model.words import SEVERITIES
from checker.report.difference_words import EVENTS, STANDINGS, TURNINGS
from checker.report.forecast_text import crossing_text
from checker.report.gap_sheets import NUMBER, Rows, list_sheets
from checker.report.gaps_csv import guarded
from checker.report.masking import Masking
from checker.report.sheet import Book, Column, Content
from checker.report.turn_sheets import FLIPS, caution, flip_cells, listing, told_of

PRESUMED = "假定此后不再录入任何资料"
DAYS = (Column("首日", 10, "centre"), Column("到", 10, "centre"), *FLIPS, Column("因为", 22))
HEADERS = (
    "问题编号", "变化", "首日", "到", "原判定", "现判定", "村", "户编号", "对象", "对象编号",
    "规则", "规则名称", "严重程度", "问题描述", "因为", "整改要求", "责任人", "时限（天）",
)  # fmt: skip


def forecast_workbook(forecast: Forecast, masking: Masking) -> bytes:
    """A sheet a kind of turn, then the calendar."""
    book = Book(forecast.today.as_of, "预警")
    today = forecast.today
    about = f"{today.name}，从核查日 {today.as_of} 起 {forecast.days} 天内；{PRESUMED}。"
    about += caution(forecast.unread, masking)
    told = told_of(forecast.catalog, forecast.shown, masking)
    for turning in Turning:
        rows: Rows = [
            (as_gap(coming), day_cells(coming, masking))
            for coming in forecast.comings
            if coming.turning is turning
        ]
        list_sheets(book, (TURNINGS[turning], about), DAYS, told, (rows, []))
    columns = (
        NUMBER, Column("日期", 10, "centre"), Column("事项", 16), Column("名称", 20),
        Column("内容", 50), Column("用到它的规则", 60),
    )  # fmt: skip
    events = [
        (number, event.day.isoformat(), EVENTS[event.kind], event.of, masking.text(event.text),
         "、".join(event.rules))
        for number, event in enumerate(forecast.events, 1)
    ]  # fmt: skip
    listing(book, ("日历", about), columns, events)
    return book.content()


def as_gap(coming: Coming) -> Gap:
    """A turn as lists have findings."""
    return Gap(coming.id, coming.finding, None, None, None, ())


def day_cells(coming: Coming, masking: Masking) -> tuple[Content, ...]:
    """The columns of `DAYS`."""
    until = coming.until.isoformat() if coming.until else ""
    flips = flip_cells(coming.before, coming.after)
    return (coming.day.isoformat(), until, *flips, masking.text(reasons(coming)))


def reasons(coming: Coming) -> str:
    """The values that cross, each on a line."""
    return "\n".join(map(crossing_text, coming.crossings))


def forecast_csv(forecast: Forecast, masking: Masking) -> bytes:
    """One line a turn; as gaps.csv is written."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([PRESUMED])
    writer.writerow(HEADERS)
    for coming in forecast.comings:
        writer.writerow([guarded(text) for text in _cells(coming, forecast, masking)])
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8", "replace")


def _cells(coming: Coming, forecast: Forecast, masking: Masking) -> Iterator[str]:
    finding, rule, subject = coming.finding, coming.finding.rule, coming.finding.subject
    yield coming.id
    yield TURNINGS[coming.turning]
    yield coming.day.isoformat()
    yield coming.until.isoformat() if coming.until else ""
    yield STANDINGS[coming.before]
    yield STANDINGS[coming.after]
    yield subject.village or ""
    yield masking.key(subject.household or "")
    yield forecast.catalog.entities[subject.table.entity].title
    yield masking.key(subject.key)
    yield rule.id
    yield rule.title
    yield SEVERITIES[rule.severity.name.lower()]
    yield masking.sentence(finding.message, finding)
    yield masking.text(reasons(coming).replace("\n", "；"))
    yield masking.sentence(finding.remedy, finding)
    yield rule.responsible
    yield "" if rule.due is None else str(rule.due)
