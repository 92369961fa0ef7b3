"""Takes what was changed in an exported workbook back into the files of the policy folder.

Only what somebody changed is written, and only if all of it is sound: the changed files are read
as they would be before one of them is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from checker.fault import FaultyInput
from checker.frozen import frozen
from checker.project import messages
from checker.project.cells import in_cells
from checker.project.exporting import KINDS, kinds
from checker.project.plan import Plan
from checker.project.records import Back, plan_records
from checker.project.returned import returned
from checker.project.sheets import Returned
from checker.project.shelf import Shelf, shelf
from checker.read.csv_table import changed_csv, csv_table
from checker.read.desk import Desk
from checker.read.folder import WAIVER_TABLE, open_policies
from checker.read.waivers import COLUMNS, table_source
from checker.resolve import resolve
from checker.yaml_tree.edits import changed, restored

NEW_TABLE = "\ufeff" + ",".join(COLUMNS.values()) + "\r\n"  # as spreadsheets write one


@frozen
class Imported:
    """What an import would write."""

    files: Mapping[Path, bytes]
    told: Sequence[str]  # what changes, in words


def imported(folder: Path, name: str, data: bytes, as_of: date) -> Imported:
    """What a workbook that came back changes in a policy folder.

    Args:
        folder: the policies that it was exported from.
        name: the workbook's name, for places.
        data: its bytes.
        as_of: the day whose rules are looked at.

    Raises:
        FaultyInput: with everything that is wrong, each with its sheet and cell.
    """
    there = shelf(folder)
    plan = _planned(there, returned(name, data))
    if plan.faults:
        raise FaultyInput(dict.fromkeys(plan.faults))
    before = {file: _bytes(folder / file) for file in plan.changes}
    after = {file: _text(there, file, before[file], plan) for file in plan.changes}
    _reread(folder, after, plan, as_of)
    files = {
        folder / file: restored(before[file], text, _encoding(before[file]))
        for file, text in after.items()
    }
    return Imported(files, tuple(plan.told))


def _planned(there: Shelf, sheets: Iterable[Returned]) -> Plan:
    plan = Plan()
    known = {(one.sheet.kind, one.sheet.subject): one for one in kinds(there, frozenset(KINDS))}
    for sheet in sheets:
        kind = known.get((sheet.kind, sheet.subject))
        if kind is None:
            plan.faults.append(messages.unknown_sheet(sheet.place))
        elif kind.sheet.mark != sheet.mark:
            plan.faults.append(messages.stale(sheet.place))
        else:
            plan_records(kind, Back(sheet, plan))
    return plan


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else NEW_TABLE.encode()


def _encoding(data: bytes) -> str:
    """UTF-8, or what Excel writes in China, which only a table may be in."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _text(there: Shelf, file: str, data: bytes, plan: Plan) -> str:
    """A file's text as it will be."""
    if file == WAIVER_TABLE:
        return changed_csv(csv_table(table_source(data, file)), plan.changes[file])
    return changed(there.own[file].source, plan.changes[file])


def _reread(folder: Path, texts: Mapping[str, str], plan: Plan, as_of: date) -> None:
    """Read and resolve the folder as it would be; raises FaultyInput with sheets and cells."""
    desk = Desk({(folder / file).resolve(): text for file, text in texts.items()})
    opened = open_policies(folder, desk)
    faults = list(opened.faults)
    if not faults:
        try:
            resolve(opened.policies, as_of)
        except FaultyInput as failed:
            faults.extend(failed.faults)
    if faults:
        raise FaultyInput(in_cells(faults, folder, texts, plan.bounds))
