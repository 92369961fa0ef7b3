"""What cells of files mean: words for nothing, many odd texts, empty texts, several files."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from checker.model.dataset import Dataset, Odd, ParquetColumn, ParquetTable
from checker.model.kind import State
from checker.model.resolved import TableName
from tests.run.agreement import computed
from tests.run.world import CATALOG, DAY, resolved

HOUSEHOLD = TableName("household")
UNREAD = Odd(State.UNREADABLE, "?", "unknown-code")
MANY = {f"odd {number}": ("B", None) for number in range(100)}


def answers(folder: Path, column: ParquetColumn, *texts: str) -> list[list[object]]:
    """What expressions make of a file with a column of grades."""
    cells = ["A", None, "", "/", "?", "odd 7"]
    path = str(folder / "household.parquet")
    duckdb.execute(
        f"COPY (SELECT 'h' || generate_subscripts($1, 1) AS k, unnest($1::VARCHAR[]) AS state) "
        f"TO '{path}'",
        [cells],
    )
    columns = {"hid": ParquetColumn("k", "VARCHAR"), "grade": column}
    table = ParquetTable(HOUSEHOLD, (path,), len(cells), columns, unique_key=True)
    nodes = [resolved(text, "household") for text in texts]
    found = computed({"household": nodes}, Dataset({HOUSEHOLD: table}), CATALOG, DAY)
    return [[low for low, _ in one] for one in found["household"]]


WORDS = {"/": (None, None), "?": (None, UNREAD)}
COLUMNS = [
    # meanings, grades, what "odd 7" means, why
    (WORDS | {"odd 7": ("B", None)}, "B", "few meanings stand in the text"),
    (WORDS | MANY, "B", "many are joined"),
]


@pytest.mark.parametrize(("meanings", "odd", "why"), COLUMNS)
def test_meanings(
    tmp_path: Path, meanings: dict[str, tuple[str | None, Odd | None]], odd: str, why: str
) -> None:
    column = ParquetColumn("state", "VARCHAR", meanings)

    grade, blank, unreadable = answers(
        tmp_path, column, "grade", "blank(grade)", "unreadable(grade)"
    )

    assert grade == ["A", None, None, None, None, odd], why
    assert blank == [False, True, True, True, False, False], why
    assert unreadable == [False, False, False, False, True, False], why


def test_what_an_empty_cell_means(tmp_path: Path) -> None:
    """NULL and empty text alike."""
    column = ParquetColumn("state", "VARCHAR", WORDS | {"": ("C", None)})

    grade, blank = answers(tmp_path, column, "grade", "blank(grade)")

    assert grade == ["A", "C", "C", None, None, "odd 7"]
    assert blank == [False, False, False, True, False, False]
