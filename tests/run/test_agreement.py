"""DuckDB and the interpreter make the same of every expression, row by row, bounds and all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.dataset import Dataset
from checker.model.policy import PolicySet
from checker.model.resolved import Node
from checker.resolve.scope import library
from tests.run.agreement import computed, interpreted, rows_of
from tests.run.corpus import EXPRESSIONS
from tests.run.files import to_files
from tests.run.world import CATALOG, DAY, POLICY, resolved, world


@cache
def nodes() -> Mapping[str, Sequence[Node]]:
    """Every expression of the corpus, by table."""
    known = library(PolicySet(CATALOG), POLICY, DAY)
    found: dict[str, list[Node]] = {}
    for each, text in EXPRESSIONS:
        found.setdefault(each, []).append(resolved(text, each, known))
    return found


def assert_agreed(held: Dataset, read: Dataset) -> None:
    """Both engines find the same: one of rows in memory, the other wherever they lie."""
    interpreter = rows_of(held, CATALOG, DAY)

    found = computed(nodes(), read, CATALOG, DAY)

    for each, own in nodes().items():
        expected = interpreted(own, each, interpreter)
        for node, one, other in zip(own, found[each], expected, strict=True):
            assert one == other, f"{each}: {node.text}"


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10**6))
def test_tables_in_memory(seed: int) -> None:
    dataset = world(seed)

    assert_agreed(dataset, dataset)


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3))
def test_tables_in_files(seed: int, parts: int) -> None:
    """One file or several a table; native types, text, words that mean something."""
    dataset = world(seed)
    with TemporaryDirectory() as folder:
        assert_agreed(dataset, to_files(dataset, Path(folder), parts))
