"""Writes schemas/booklet.schema.json from the catalog that ships; `make schemas` runs it."""

from __future__ import annotations

import json
from pathlib import Path

from checker.intake.booklet_schema import booklet_schema
from checker.read.catalog import read_catalog
from checker.read.shipped import shipped

FILE = Path(__file__).parents[2] / "schemas" / "booklet.schema.json"


def text() -> str:
    """What the file should hold."""
    schema = booklet_schema(read_catalog(shipped("schemas") / "catalog.yaml", None))
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
