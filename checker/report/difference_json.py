"""Differences and progress for machines (schemas/difference.schema.json, progress.schema.json)."""

from __future__ import annotations

from collections.abc import Sequence

from checker.fault import Fault
from checker.model.difference import Difference, Group, Progress, Step, Tally
from checker.report.gaps_json import indented, unread_records
from checker.report.masking import Masking
from checker.report.record import Record, gap_record
from checker.report.turn_record import change_record, cost_record, side_record, turn_record

DIFFERENCE, PROGRESS = "checker/difference/v1", "checker/progress/v1"


def difference_json(difference: Difference, masking: Masking) -> str:
    """The whole document, ended by a line break."""
    record: Record = {
        "schema": DIFFERENCE,
        **unread(difference.unread, masking),
        "old": side_record(difference.old),
        "new": side_record(difference.new),
        "turns": difference.turns,
        "findings_only": difference.findings_only,
        "left": difference.left,
        "cost": cost_record(difference.cost),
        "groups": [_group(group, difference, masking) for group in difference.groups],
        "villages": [
            {"village": village or None, "cost": cost_record(cost)}
            for village, cost in difference.villages.items()
        ],
        "quiet": [
            {"change": change_record(quiet.change, masking), "findings": quiet.findings}
            for quiet in difference.quiet
        ],
    }
    return indented(told(record, masking)) + "\n"


def _group(group: Group, difference: Difference, masking: Masking) -> Record:
    return {
        "share": group.share.value,
        "changes": [change_record(change, masking) for change in group.changes],
        "cost": cost_record(group.cost),
        "turns": [turn_record(turn, difference.catalog, masking) for turn in group.turns],
    }


def progress_json(progress: Progress, masking: Masking) -> str:
    """The whole document, ended by a line break."""
    record: Record = {
        "schema": PROGRESS,
        **unread(progress.unread, masking),
        "old": side_record(progress.old),
        "new": side_record(progress.new),
        "steps": steps_record(progress.steps),
        "tallies": {
            part: [{"name": name or None, "steps": steps_record(own)} for name, own in of.items()]
            for part, of in progress.tallies.items()
        },
        "rows": {title: rows._asdict() for title, rows in progress.rows.items()},
        "findings": [
            {
                "step": moved.step.value,
                "before": moved.before.value,
                "after": moved.after.value,
                "finding": gap_record(moved.gap, progress.catalog, masking),
            }
            for moved in progress.moved
        ],
    }
    return indented(told(record, masking)) + "\n"


def steps_record(tally: Tally) -> Record:
    """Every step, always in the same order."""
    return {step.value: tally.get(step, 0) for step in Step}


def unread(faults: Sequence[Fault], masking: Masking) -> Record:
    """What of the data could not be read; nothing where all was."""
    return {"unread": unread_records(faults, masking)} if faults else {}


def told(record: Record, masking: Masking) -> Record:
    """The record, which says so where nothing is masked."""
    return record if masking.numbers else record | {"unmasked": True}
