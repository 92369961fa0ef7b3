"""Where rows stand under rules on one day: any rule, any row, waivers included.

A run tells only what it found. What looks at two runs must also know whether a row without a
finding is met, is not asked, or is not there.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.model.dataset import Dataset
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

    def column(self, rule: str, length: int) -> list[Standing]:
        """Every row's standing, of a table so long."""
        own = self.rules.get(rule)
        if own is None or self.lacks(own):
            return [Standing.NO_RULE if own is None else Standing.NOT_RUN] * length
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


def length(dataset: Dataset, tables: Iterable[TableName]) -> int:
    """How many rows the longest of the tables has."""
    return max((dataset.tables[t].length for t in tables if t in dataset.tables), default=0)
