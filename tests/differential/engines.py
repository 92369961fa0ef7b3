"""Each engine as a function from rules and data to the verdict of every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.model.dataset import Dataset
from checker.model.resolved import Resolved
from checker.model.verdict import Verdict
from checker.run.duckdb_engine import run
from checker.run.interpreter import Interpreter
from checker.run.rows import Rows
from checker.run.rows_engine import verdicts
from tests.tables.village import village

Verdicts = Mapping[str, list[Verdict]]  # rule id → verdict of each row of its table


def by_rows(resolved: Resolved, dataset: Dataset) -> Verdicts:
    """The interpreter."""
    interpreter = Interpreter(Rows(dataset, village()), resolved.as_of)
    return {rule.id: verdicts(interpreter, rule) for rule in resolved.rules}


def by_duckdb(resolved: Resolved, dataset: Dataset) -> Verdicts:
    """DuckDB."""
    done = run(resolved.rules, dataset, village(), resolved.as_of)
    return {rule.id: done.verdicts(rule.id) for rule in resolved.rules}


ENGINES: Mapping[str, Callable[[Resolved, Dataset], Verdicts]] = {
    "rows": by_rows,
    "duckdb": by_duckdb,
}
