"""Which cell of which file is told what: the marks that a copy of the office's workbook gets.

A gap marks every cell that its rule read, an unknown the cells that say nothing; where there is
none, the row's own key. How a workbook is written stands in `checker.report.annotated_book`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from checker.frozen import frozen
from checker.model.dataset import Dataset, Table
from checker.model.function import EARLIER
from checker.model.gap import Gap, Outcome, Subject
from checker.model.kind import Unknown
from checker.model.verdict import Verdict
from checker.model.words import VERDICTS
from checker.report.gap_columns import BETWEEN, Columns
from checker.report.masking import Masking

Cell = tuple[str, str]  # sheet and cell as a place names them: 成员, G5; the row alone: 成员, 5


@frozen
class Mark:
    """What one finding says in a cell."""

    unknown: bool  # else a gap
    text: str


Marks = dict[str, dict[Cell, list[Mark]]]  # by file, as places name it


def marks(outcome: Outcome, dataset: Dataset, masking: Masking) -> Marks:
    """The marks of all that is listed and not waived, in the list's order."""
    columns = Columns(outcome.policies.catalog, {}, masking)
    keys = {entity.name: entity.key for entity in outcome.policies.catalog.entities.values()}
    found: Marks = {}
    for gap in outcome.gaps:
        if gap.waiver:
            continue
        mark = Mark(gap.finding.verdict is Verdict.UNKNOWN, text(gap, columns, masking))
        for place in places(gap, lambda subject: home(subject, dataset, keys)):
            file, _, inside = place.partition(BETWEEN)
            sheet, _, cell = inside.rpartition(BETWEEN)
            found.setdefault(file, {}).setdefault((sheet, cell), []).append(mark)
    return found


def text(gap: Gap, columns: Columns, masking: Masking) -> str:
    """The verdict, the rule, what is wrong, what to do."""
    finding, rule = gap.finding, gap.finding.rule
    lines = [f"{VERDICTS[finding.verdict.word]}：{rule.title}（{rule.id}）", columns.message(gap)]
    if finding.remedy:
        lines.append(f"整改：{masking.sentence(finding.remedy, finding)}")
    return "\n".join(lines)


def places(gap: Gap, row: Callable[[Subject], str]) -> Iterable[str]:
    """Where a finding is told, each place once."""
    read = [one for one in gap.finding.readings if any(now(one.places))]
    doubtful = [one for one in read if isinstance(one.value, Unknown)]
    if gap.finding.verdict is Verdict.UNKNOWN and doubtful:
        read = doubtful
    found = dict.fromkeys(place for one in read for place in now(one.places))
    return found or now([row(gap.finding.subject)])


def now(places: Iterable[str]) -> list[str]:
    """Those in the files of the present; an earlier period's are not marked."""
    return [place for place in places if place and place.partition(BETWEEN)[0] not in EARLIER]


def home(subject: Subject, dataset: Dataset, keys: Mapping[str, tuple[str, ...]]) -> str:
    """The place of a row: the cell of its key, where it has one."""
    table = dataset.tables[subject.table]
    key = keys[subject.table.entity]
    if isinstance(table, Table) and table.made:
        return ""
    return table.place(subject.row, key[0] if key else None)
