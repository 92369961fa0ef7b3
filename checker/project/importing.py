"""Takes what was changed in an exported workbook back into the files of the policy folder.

Only what somebody changed is written, and only if all of it is sound: the changed files are read
as they would be before one of them is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from checker.fault import Fault, FaultyInput
from checker.project import messages
from checker.project.csv_table import changed_csv, csv_table
from checker.project.exporting import KINDS, kinds
from checker.project.plan import Bound, Plan
from checker.project.records import Back, plan_records
from checker.project.returned import returned
from checker.project.sheets import Returned
from checker.project.shelf import Shelf, shelf
from checker.read.desk import Desk
from checker.read.folder import WAIVER_TABLE, open_policies
from checker.read.waivers import COLUMNS, table_source
from checker.resolve import resolve
from checker.source import Source, Span
from checker.yaml_tree import read_yaml
from checker.yaml_tree.edits import at, changed, end_of, restored

NEW_TABLE = "\ufeff" + ",".join(COLUMNS.values()) + "\r\n"  # as spreadsheets write one


@dataclass(frozen=True)
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
        return changed_csv(csv_table(table_source(data, file).text), plan.changes[file])
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
        places = _Places(folder, texts, plan.bounds)
        raise FaultyInput(dict.fromkeys(map(places.told, faults)))


class _Places:
    """Which cell stands for a place of a file as it would be."""

    def __init__(self, folder: Path, texts: Mapping[str, str], bounds: Iterable[Bound]) -> None:
        self.stretches: dict[str, list[tuple[int, int, str]]] = {}
        self.names = {(folder / file).as_posix(): file for file in texts}
        trees = {
            file: read_yaml(Source(file, text))
            for file, text in texts.items()
            if file != WAIVER_TABLE
        }
        table = csv_table(texts.get(WAIVER_TABLE, ""))
        for bound in bounds:
            if bound.file == WAIVER_TABLE and len(bound.path) == 1:
                lines = table.lines(int(bound.path[0]))
                self._add(bound, lines.start, lines.stop)
            elif bound.file in trees:
                node = at(trees[bound.file], bound.path)
                if node is not None:
                    self._add(bound, node.start.index, end_of(node))

    def _add(self, bound: Bound, start: int, end: int) -> None:
        self.stretches.setdefault(bound.file, []).append((start, end, bound.place))

    def told(self, fault: Fault) -> Fault:
        """The fault with the sheet and cell that it comes from, where it comes from one."""
        file = self.names.get(fault.span.source.name) if fault.span else None
        if fault.span is None or file is None:
            return fault
        where = fault.span.line if file == WAIVER_TABLE else _index(fault.span)
        around = [
            (end - start, place)
            for start, end, place in self.stretches.get(file, ())
            if start <= where <= (end - 1 if file == WAIVER_TABLE else end)
        ]
        return replace(fault, span=None, place=min(around)[1]) if around else fault


def _index(span: Span) -> int:
    """Where a span begins in its source's text."""
    lines = span.source.text.split("\n")
    return sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1
