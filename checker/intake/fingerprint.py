"""What two datasets have in common if they hold the same rows, wherever these stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from checker.model.dataset import Column, Table
from checker.model.kind import State, Value
from checker.model.resolved import TableName

ROWS = 1000  # that are hashed at once
BETWEEN, WITHIN = "\x1f", "\x1e"  # no cell holds them: cleaning drops control characters


def fingerprint(tables: Mapping[TableName, Table], others: Iterable[str] = ()) -> str:
    """SHA-256 over the sorted normalised rows of all tables.

    Independent of the order of rows, files and columns, and of places. What could not be read
    counts as it stood; how a value was written does not.

    Args:
        tables: those in memory; made ones add nothing, since they follow from the others.
        others: fingerprints of tables that are not in memory.
    """
    whole = hashlib.sha256()
    for name in sorted(tables):
        table = tables[name]
        if table.made:
            continue
        fields = sorted(table.columns)
        whole.update(WITHIN.join((name.entity, str(name.period), *fields)).encode())
        rows = sorted(_rows([table.columns[field] for field in fields], table.length))
        for at in range(0, len(rows), ROWS):
            text = "\n".join(["", *rows[at : at + ROWS]])
            whole.update(text.encode("utf-8", "replace"))
        whole.update(b"\n\n")
    for other in sorted(others):
        whole.update(other.encode())
    return whole.hexdigest()


def _rows(columns: Sequence[Column], length: int) -> Iterable[str]:
    if not columns:
        return [""] * length
    return map(BETWEEN.join, zip(*(_texts(column) for column in columns), strict=True))


class Texts(dict[Value | None, str]):
    """The text of each different value of a column."""

    def __missing__(self, value: Value | None) -> str:
        """Write a value that was not asked for before."""
        # True and Decimal(1) are one key, but never stand in one column.
        text = self[value] = normal(value)
        return text


def _texts(column: Column) -> list[str]:
    known = next((value for value in column.values if value is not None), "")
    if isinstance(known, str):  # so are all: a column is of one kind
        texts: list[Any] = [value or "" for value in column.values]
    else:
        texts = [*map(Texts().__getitem__, column.values)]
    for row, odd in column.odd.items():
        if odd.state is State.UNREADABLE:
            texts[row] += f"{WITHIN}{odd.raw}"
    return texts


def normal(value: Value | None) -> str:
    """A value as text, the same for equal values."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple) and not hasattr(value, "month"):
        return WITHIN.join(str(code) for code in value)
    return "" if value is None else str(value)
