"""Where rows stand under rules on one day: any rule, any row, waivers included.

A run tells only what it found. What looks at two runs must also know whether a row without a
finding is met, is not asked, or is not there.
"""

from __future__ import annotations

from checker.fault import Fault, FaultyInput
from checker.model.dataset import Dataset, ParquetTable
from checker.model.difference import Standing
from checker.model.gap import Finding
from checker.model.policy import PolicySet
from checker.model.resolved import Resolved, ResolvedRule, TableName
from checker.model.verdict import Verdict
from checker.run.explain import explain, verdict
from checker.run.interpreter import Interpreter
from checker.run.naming import Names
from checker.run.rows import Rows
from checker.run.rows_engine import verdicts
from checker.run.runnable import lack
from checker.sift.waiving import waivers_on

STANDING = {
    Verdict.MET: Standing.MET,
    Verdict.GAP: Standing.GAP,
    Verdict.UNKNOWN: Standing.UNKNOWN,
    Verdict.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
}


class Standings:
    """Rows of a dataset held in memory under the rules of a day."""

    def __init__(
        self, policies: PolicySet, resolved: Resolved, rows: Rows, names: Names | None = None
    ) -> None:
        self.rules = {rule.id: rule for rule in resolved.rules}
        self.rows, self.names = rows, names or Names(rows)
        self.interpreter = Interpreter(rows, resolved.as_of)
        self.waivers = waivers_on(resolved.as_of, policies.waivers)
        self._lacking: dict[str, bool] = {}
        self._waived = {rule for rule, _ in self.waivers.in_force}

    def column(self, rule: str, table: TableName) -> list[Standing]:
        """Where each row of a table stands."""
        length = self.rows.table(table).length
        own = self.rules.get(rule)
        if own is None or own.table != table:
            return [Standing.NO_RULE] * length
        if self.lacks(own):
            return [Standing.NOT_RUN] * length
        found = verdicts(self.interpreter, own)
        return [self._told(own, row, verdict) for row, verdict in enumerate(found)]

    def at(self, rule: str, row: int) -> Standing:
        """One row's standing."""
        own = self.rules.get(rule)
        if own is None or self.lacks(own):
            return Standing.NO_RULE if own is None else Standing.NOT_RUN
        return self._told(own, row, verdict(self.interpreter, own, row))

    def finding(self, rule: str, row: int) -> Finding:
        """What there is to say of a row that the rule finds something of."""
        return explain(self.interpreter, self.names, self.rules[rule], row)

    def lacks(self, rule: ResolvedRule) -> bool:
        """Does the rule want data that is not given?"""
        if rule.id not in self._lacking:
            reason = lack(rule, self.rows.dataset, self.rows.catalog)
            self._lacking[rule.id] = reason is not None
        return self._lacking[rule.id]

    def _told(self, rule: ResolvedRule, row: int, verdict: Verdict) -> Standing:
        standing = STANDING[verdict]
        if not standing.open or rule.id not in self._waived:
            return standing
        subject = self.names.subject(rule.table, row)
        return Standing.WAIVED if self.waivers.over(rule.id, subject) else standing


def lies_in_files(dataset: Dataset) -> bool:
    """Is a table left in its files?"""
    return any(isinstance(table, ParquetTable) for table in dataset.tables.values())


def wanted_in_memory(*datasets: Dataset) -> None:
    """Refuse tables that are left in their files: rows must be looked at one by one."""
    tables = (table for one in datasets for table in one.tables.values())
    paths = [p for table in tables if isinstance(table, ParquetTable) for p in table.paths]
    if paths:
        raise FaultyInput([rows_lie_in_files(min(paths))])


def rows_lie_in_files(path: str) -> Fault:
    """The rows are not in memory."""
    return Fault(
        "rows-lie-in-files",
        "这里要逐行对照，不能用留在 Parquet 文件里的资料",
        hint="只给要看的村或乡镇，用 Excel、CSV 或 JSON Lines 文件",
        place=path,
    )
