"""A forecast for a person at a terminal: 80 columns, GBK."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from checker.model.forecast import Coming, Crossing, Forecast, Turning
from checker.model.words import SEVERITIES
from checker.report.difference_text import side_lines
from checker.report.difference_words import TURNINGS, clipped_list, event_text, flip_text
from checker.report.masking import Masking
from checker.report.summary import FEW, aligned, blocked, unread_lines, wrapped
from checker.run.telling import told

MANY = 20  # rows told of each kind
LONG = 40  # characters of an expression told


def forecast_text(forecast: Forecast, masking: Masking) -> str:
    """The whole text, ended by a line break."""
    return blocked(
        (
            _heading(forecast),
            unread_lines(forecast.unread, masking),
            _counts(forecast),
            *(_comings(forecast, turning, masking) for turning in Turning),
            _events(forecast, masking),
        )
    )


def _heading(forecast: Forecast) -> Iterator[str]:
    line = _("从 {day} 起 {days} 天内，如果不再录入任何资料：")
    yield line.format(day=forecast.today.as_of.isoformat(), days=forecast.days)
    yield from side_lines(_("资料"), forecast.today)


def _counts(forecast: Forecast) -> Iterator[str]:
    """How much happens on which day."""
    if not forecast.comings:
        yield _("没有将要出现或消失的问题。")
        return
    counted = Counter((coming.day, coming.turning) for coming in forecast.comings)
    days = sorted({coming.day for coming in forecast.comings})
    rows: list[Sequence[object]] = [("", *(_(TURNINGS[turning]) for turning in Turning))]
    rows += [(day.isoformat(), *(counted[day, turning] for turning in Turning)) for day in days]
    yield from aligned(rows)


def _comings(forecast: Forecast, turning: Turning, masking: Masking) -> Iterator[str]:
    found = [coming for coming in forecast.comings if coming.turning is turning]
    if not found:
        return
    yield _("{turning} {number} 条").format(turning=_(TURNINGS[turning]), number=len(found))
    for coming in found[:MANY]:
        yield from wrapped(coming_line(coming, masking), indent=2)
        for crossing in coming.crossings[:1]:
            yield from wrapped(crossing_text(crossing), indent=6)
    if len(found) > MANY:
        line = _("另有 {number} 条，用 --format xlsx 或 json 列全")
        yield "  " + line.format(number=len(found) - MANY)


def coming_line(coming: Coming, masking: Masking) -> str:
    """One row: when, where, how grave, what, who."""
    finding = coming.finding
    subject = finding.subject
    days = coming.day.isoformat() + (f"～{coming.until.isoformat()}" if coming.until else "")
    where = " ".join(filter(None, (subject.village, masking.key(subject.key))))
    severity = _(SEVERITIES[finding.rule.severity.name.lower()])
    message = masking.sentence(finding.message, finding)
    who = f"（{finding.rule.responsible}）" if finding.rule.responsible else ""
    flip = flip_text(coming.before, coming.after)
    return f"{days}  {where}  {flip} {severity}  {message}{who}"


def crossing_text(crossing: Crossing) -> str:
    """年龄 5岁 → 6岁."""
    values = " → ".join(told(value, crossing.unit) for value in (crossing.before, crossing.after))
    cut = crossing.text[:LONG] + ("…" if len(crossing.text) > LONG else "")
    return f"{cut}  {values}"


def _events(forecast: Forecast, masking: Masking) -> Iterator[str]:
    if forecast.events:
        yield _("日历")
    for event in forecast.events:
        yield from wrapped(f"{event.day}  {masking.text(event_text(event))}", indent=2)
        if event.rules:
            yield from wrapped(clipped_list(event.rules, FEW), indent=6)
