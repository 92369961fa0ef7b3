"""A plan and a dataset made into verdicts: the interpreter (the specification) and DuckDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.judged import Judged
from checker.model.resolved import Node, Resolved

ROWS = "rows"  # the interpreter


def judge(
    resolved: Resolved,
    dataset: Dataset,
    catalog: Catalog,
    *,
    asked: Sequence[Node] = (),
    groups: Mapping[str, frozenset[str]] | None = None,
    engine: str = ROWS,
) -> Judged:
    """Verdicts of every (rule, row), counted; gaps and unknowns explained.

    Args:
        resolved: the rules of the day.
        dataset: what they run on.
        catalog: how its tables hang together.
        asked: expressions over households, evaluated for each.
        groups: named sets of rule ids, each to be counted by household.
        engine: "rows" for the interpreter, "duckdb".
    """
    from checker.run.rows_engine import judge_rows  # noqa: PLC0415  one engine a run

    return judge_rows(resolved, dataset, catalog, asked, groups)
