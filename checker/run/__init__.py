"""A plan and a dataset made into verdicts: the interpreter (the specification) and DuckDB."""

from __future__ import annotations

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.judged import Judged, Questions
from checker.model.resolved import Resolved

ROWS = "rows"  # the interpreter


def judge(
    resolved: Resolved,
    dataset: Dataset,
    catalog: Catalog,
    questions: Questions | None = None,
    engine: str = ROWS,
) -> Judged:
    """Verdicts of every (rule, row), counted; gaps and unknowns explained.

    Args:
        resolved: the rules of the day.
        dataset: what they run on.
        catalog: how its tables hang together.
        questions: what the sieves need besides.
        engine: "rows" for the interpreter, "duckdb".
    """
    from checker.run.rows_engine import judge_rows  # noqa: PLC0415  one engine a run

    return judge_rows(resolved, dataset, catalog, questions or Questions())
