"""Every row of every language table means what it says, on every engine.

A table is YAML: what it is about, and rows, each with an expression (`is`) or a rule (`applies`,
`requires`), the data that it is asked of, the value or verdict that language.md gives it, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.fault import FaultyInput
from tests.tables.judging import asked_node, expected, shown, values, verdicts
from tests.tables.village import HERE, Tree

ENGINES = ("rows", "duckdb")
FILES = sorted(path for path in HERE.glob("*.yaml") if path.name != "village.yaml")
UNLISTED = ("met", "not_applicable")
ROW_KEYS = {
    "definitions",
    "is",
    "applies",
    "requires",
    "each",
    "given",
    "of",
    "expect",
    "fault",
    "why",
}


@cache
def tables_of(path: Path) -> Sequence[Tree]:
    """The tables of a file."""
    tables: Sequence[Tree] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tables


def rows(*, faulty: bool) -> list[Any]:
    """(file, table's position, row's position) of every row that is, or is not, about a fault."""
    return [
        pytest.param(path, number, place, id=f"{path.stem}-{number + 1}-{place + 1}")
        for path in FILES
        for number, table in enumerate(tables_of(path))
        for place, row in enumerate(table["rows"])
        if ("fault" in row) is faulty
    ]


@cache
def judged(path: Path, number: int, engine: str) -> dict[int, Any]:
    """What an engine makes of the rows of a table, by their positions."""
    whole = tables_of(path)[number]
    kept = {place: row for place, row in enumerate(whole["rows"]) if "fault" not in row}
    table = {**whole, "rows": list(kept.values())}
    if "requires" in table["rows"][0]:
        found: list[Any] = verdicts(table, engine)
    else:
        found = [shown(value) for value in values(table, engine)]
    return dict(zip(kept, found, strict=True))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("path", "number", "place"), rows(faulty=False))
def test_row_means_what_it_says(path: Path, number: int, place: int, engine: str) -> None:
    """The value or the verdicts are those that stand in the row."""
    row = tables_of(path)[number]["rows"][place]
    wanted = row["expect"] if "requires" not in row else words(row["expect"])

    found = judged(path, number, engine)[place]

    assert (type(found), found) == (type(expected(wanted)), expected(wanted)), row


def words(expect: str | list[str]) -> list[str]:
    """Verdicts as engines tell them: met and not_applicable by count only, so in this order."""
    listed = [expect] if isinstance(expect, str) else expect
    rest = iter(sorted(word for word in listed if word in UNLISTED))
    return [next(rest) if word in UNLISTED else word for word in listed]


@pytest.mark.parametrize(("path", "number", "place"), rows(faulty=True))
def test_row_is_refused(path: Path, number: int, place: int) -> None:
    """The expression is a fault with the code that stands in the row."""
    table = tables_of(path)[number]
    row = table["rows"][place]

    with pytest.raises(FaultyInput) as failed:
        asked_node({**table, **row}, str(row["is"]))

    assert [fault.code for fault in failed.value.faults] == [row["fault"]], row


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_table_is_readable(path: Path) -> None:
    """Every table says what it is about and every row why; no file is longer than 400 lines."""
    for table in tables_of(path):
        assert table["about"]
        for row in table["rows"]:
            assert row["why"], row
            assert ("expect" in row) != ("fault" in row), row
            assert set(row) <= ROW_KEYS, row
            assert ("is" in row) != ("requires" in row), row
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
