"""Which rules have the tables and columns that they name (无数据不核查)."""

from __future__ import annotations

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.gap import NotRun
from checker.model.resolved import Resolved, ResolvedRule


def runnable(
    resolved: Resolved, dataset: Dataset, catalog: Catalog
) -> tuple[tuple[ResolvedRule, ...], tuple[NotRun, ...]]:
    """The rules that can run, and for each other the first table or column that it lacks."""
    ran, lacking = [], []
    for rule in resolved.rules:
        reason = lack(rule, dataset, catalog)
        if reason:
            lacking.append(reason)
        else:
            ran.append(rule)
    return tuple(ran), tuple(lacking)


def lack(rule: ResolvedRule, dataset: Dataset, catalog: Catalog) -> NotRun | None:
    """What the rule lacks: a whole table before a column."""
    for whole in (True, False):
        for table, column in sorted(rule.needs, key=lambda need: (need[0], need[1] or "")):
            if dataset.given(table, None if whole else column):
                continue
            entity = catalog.entities[table.entity]
            title = entity.fields[column].title if column and not whole else None
            return NotRun(rule.id, "no-table" if whole else "no-column", entity.title, title)
    return None
