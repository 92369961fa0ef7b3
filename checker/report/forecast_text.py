"""A forecast for a person at a terminal: 80 columns, GBK."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from gettext import gettext as _

from checker.model.forecast import Coming, Crossing, Forecast, Turning
from checker.model.words import SEVERITIES
from checker.report.difference_text import not_run_lines, side_lines
from checker.report.difference_words import TURNINGS, clipped_list, event_text, flip_text
from checker.report.masking import Masking
from checker.report.summary import aligned, blocked, unread_lines, wrapped
from checker.run.telling import told

MANY, FEW = 20, 3  # rules of a day told of each kind, rows of each
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
    yield from not_run_lines(forecast.today)


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
    """What turns so: each rule's rows of one day together."""
    together: dict[tuple[date, str], list[Coming]] = {}
    for coming in forecast.comings:
        if coming.turning is turning:
            together.setdefault((coming.day, coming.finding.rule.id), []).append(coming)
    if not together:
        return
    number = sum(map(len, together.values()))
    yield _("{turning} {number} 条").format(turning=_(TURNINGS[turning]), number=number)
    groups = list(together.values())
    for comings in groups[:MANY]:
        yield from _same_day(comings, masking)
    if len(groups) > MANY:
        line = _("另有 {number} 条，用 --format xlsx 或 json 列全")
        yield "  " + line.format(number=sum(map(len, groups[MANY:])))


def _same_day(comings: Sequence[Coming], masking: Masking) -> Iterator[str]:
    """One rule on one day: how many, who mends it, by which value, some of the rows."""
    first = comings[0]
    rule = first.finding.rule
    severity = _(SEVERITIES[rule.severity.name.lower()])
    line = _("{day}  {severity}  {title}（{rule}）{number} 条").format(
        day=first.day.isoformat(),
        severity=severity,
        title=rule.title,
        rule=rule.id,
        number=len(comings),
    )
    yield from wrapped(f"{line}  {rule.responsible}".rstrip(), indent=2)
    for crossing in first.crossings[:1]:
        yield from wrapped(crossing_text(crossing), indent=6)
    for coming in comings[:FEW]:
        yield from wrapped(coming_line(coming, masking), indent=6)
    if len(comings) > FEW:
        yield "      " + _("另有 {number} 条").format(number=len(comings) - FEW)


def coming_line(coming: Coming, masking: Masking) -> str:
    """One row: where, how it turns, what, until when."""
    finding = coming.finding
    where = " ".join(filter(None, (finding.subject.village, masking.key(finding.subject.key))))
    until = _("（到 {day}）").format(day=coming.until.isoformat()) if coming.until else ""
    message = masking.sentence(finding.message, finding)
    return f"{where}  {flip_text(coming.before, coming.after)}  {message}{until}"


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
            yield from wrapped(clipped_list(event.rules, 2 * FEW), indent=6)
