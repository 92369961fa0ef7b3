"""Expressions of every kind over the small world, a line each, in a file for each table."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "expressions"
EXPRESSIONS = [
    (file.stem, line)
    for file in sorted(FOLDER.glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
