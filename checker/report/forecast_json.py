"""A forecast for machines (schemas/forecast.schema.json)."""

from __future__ import annotations

from checker.model.forecast import Coming, Crossing, Event, Forecast
from checker.report.difference_json import told, unread
from checker.report.gaps_json import indented
from checker.report.masking import Masking
from checker.report.record import Record, plain_value
from checker.report.turn_record import found_record, row_record, side_record

SCHEMA = "checker/forecast/v1"
PRESUMED = "nothing else is entered"


def forecast_json(forecast: Forecast, masking: Masking) -> str:
    """The whole document, ended by a line break."""
    record: Record = {
        "schema": SCHEMA,
        **unread(forecast.unread, masking),
        "presumed": PRESUMED,
        "today": side_record(forecast.today),
        "days": forecast.days,
        "comings": [_coming(coming, forecast, masking) for coming in forecast.comings],
        "events": [_event(event, masking) for event in forecast.events],
    }
    return indented(told(record, masking)) + "\n"


def _coming(coming: Coming, forecast: Forecast, masking: Masking) -> Record:
    finding = coming.finding
    return {
        "id": coming.id,
        "turning": coming.turning.value,
        "day": coming.day.isoformat(),
        "until": coming.until.isoformat() if coming.until else None,
        "before": coming.before.value,
        "after": coming.after.value,
        **row_record(finding.rule, finding.subject, forecast.catalog, masking),
        **found_record(finding, masking),
        "crossings": [_crossing(crossing, masking) for crossing in coming.crossings],
    }


def _crossing(crossing: Crossing, masking: Masking) -> Record:
    return {
        "text": crossing.text,
        "unit": crossing.unit,
        "before": plain_value(crossing.before, masking),
        "after": plain_value(crossing.after, masking),
        "clause": crossing.clause or None,
    }


def _event(event: Event, masking: Masking) -> Record:
    return {
        "day": event.day.isoformat(),
        "kind": event.kind,
        "of": event.of,
        "text": masking.text(event.text),
        "rules": list(event.rules),
    }
