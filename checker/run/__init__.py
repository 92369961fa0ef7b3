"""A plan and a dataset made into verdicts: the interpreter (the specification) and DuckDB."""

from __future__ import annotations

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset, Table
from checker.model.judged import Judged, Questions
from checker.model.resolved import Resolved

DUCKDB, ROWS = "duckdb", "rows"
FEW = 3_000  # rows a rule, on average, up to which the interpreter is done first (DECISIONS.md)


def judge(
    resolved: Resolved,
    dataset: Dataset,
    catalog: Catalog,
    questions: Questions | None = None,
    engine: str | None = None,
) -> Judged:
    """Verdicts of every (rule, row), counted; gaps and unknowns explained.

    Args:
        resolved: the rules of the day.
        dataset: what they run on.
        catalog: how its tables hang together.
        questions: what the sieves need besides.
        engine: "duckdb", "rows" for the interpreter; None: the one that is done first.
    """
    if (engine or quicker(resolved, dataset)) == ROWS:
        from checker.run.rows_engine import judge_rows as run  # noqa: PLC0415  one engine a run
    else:
        from checker.run.judge_duckdb import judge_duckdb as run  # noqa: PLC0415
    return run(resolved, dataset, catalog, questions or Questions())


def quicker(resolved: Resolved, dataset: Dataset) -> str:
    """The interpreter for few rows in memory: DuckDB must plan each rule first."""
    tables = dataset.tables
    if not all(isinstance(table, Table) for table in tables.values()):
        return DUCKDB
    asked = [tables[rule.table].length for rule in resolved.rules if rule.table in tables]
    return ROWS if sum(asked) <= FEW * len(asked) else DUCKDB
