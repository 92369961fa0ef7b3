"""A disagreement made small: one rule, and as few rows as still show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.differential.inventing import Data
from tests.differential.rules import Written


def smaller(rows: Data, disagrees: Callable[[Data], bool]) -> Data:
    """Fewer rows that still disagree: halves of a table left out, then quarters, then each row."""
    for title in sorted(rows, key=lambda name: -len(rows[name])):
        step = max(len(rows[title]) // 2, 1)
        while step:
            start = 0
            while start < len(rows[title]):
                kept = rows[title][:start] + rows[title][start + step :]
                if disagrees({**rows, title: kept}):
                    rows = {**rows, title: kept}
                else:
                    start += step
            step //= 2
    return rows


def told(policy: dict[str, Any], rule: Written, rows: Data) -> str:
    """The rule and the rows, for the one who has to find out."""
    lines = [str(rule)]
    lines += [f"{name}: {body}" for name, body in policy["definitions"].items()]
    lines += [
        f"{title}: { {name: cell for name, cell in row.items() if cell is not None} }"
        for title, table in rows.items()
        for row in table
    ]
    return "\n".join(lines)
