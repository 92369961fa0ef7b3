"""Differences, progress and forecasts in every format that they are written in."""

from __future__ import annotations

from checker.model.difference import Difference, Progress
from checker.model.forecast import Forecast
from checker.report.difference_json import difference_json, progress_json
from checker.report.difference_md import difference_md, progress_md
from checker.report.difference_text import difference_text
from checker.report.forecast_json import forecast_json
from checker.report.forecast_text import forecast_text
from checker.report.masking import Masking, masking
from checker.report.progress_text import progress_text

Told = Difference | Progress | Forecast


def document(told: Told, form: str, *, unmask: bool) -> bytes:
    """The whole document; names are masked but in a workbook."""
    if form == "xlsx":
        return workbook(told, unmask=unmask)
    machine = masking(office=False, unmask=unmask)
    if form == "csv" and isinstance(told, Forecast):
        from checker.report.forecast_sheets import forecast_csv  # noqa: PLC0415  as below

        return forecast_csv(told, machine)
    return text(told, form, machine).encode("utf-8", "replace")


def text(told: Told, form: str, machine: Masking) -> str:
    """The document where it is a text: text, json, md."""
    if isinstance(told, Forecast):
        return (forecast_json if form == "json" else forecast_text)(told, machine)
    if isinstance(told, Progress):
        progress = {"json": progress_json, "md": progress_md}
        return progress.get(form, progress_text)(told, machine)
    difference = {"json": difference_json, "md": difference_md}
    return difference.get(form, difference_text)(told, machine)


def workbook(told: Told, *, unmask: bool) -> bytes:
    """The document as a workbook."""
    from checker.report.difference_sheets import difference_workbook  # noqa: PLC0415  80 ms
    from checker.report.forecast_sheets import forecast_workbook  # noqa: PLC0415
    from checker.report.progress_sheets import progress_workbook  # noqa: PLC0415

    office = masking(office=True, unmask=unmask)
    if isinstance(told, Difference):
        return difference_workbook(told, office)
    if isinstance(told, Progress):
        return progress_workbook(told, office)
    return forecast_workbook(told, office)
