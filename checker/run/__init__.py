"""A plan and a dataset made into verdicts: the interpreter (the specification) and DuckDB."""

from __future__ import annotations

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.judged import Judged, Questions
from checker.model.resolved import Resolved

DUCKDB, ROWS = "duckdb", "rows"


def judge(
    resolved: Resolved,
    dataset: Dataset,
    catalog: Catalog,
    questions: Questions | None = None,
    engine: str = DUCKDB,
) -> Judged:
    """Verdicts of every (rule, row), counted; gaps and unknowns explained.

    Args:
        resolved: the rules of the day.
        dataset: what they run on.
        catalog: how its tables hang together.
        questions: what the sieves need besides.
        engine: "duckdb", or "rows" for the interpreter.
    """
    if engine == ROWS:
        from checker.run.rows_engine import judge_rows as run  # noqa: PLC0415  one engine a run
    else:
        from checker.run.judge_duckdb import judge_duckdb as run  # noqa: PLC0415
    return run(resolved, dataset, catalog, questions or Questions())
