"""Other workbooks (.xls, .et, .xlsb, .ods) and Parquet: whatever their bytes, only our faults.

The first byte chooses the ending; what the file is, the program tells by the bytes themselves.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pyarrow
from pyarrow import parquet

from tests.fuzz.forked import quick_trial
from tests.fuzz.reading import made, read_as
from tests.fuzz.workbook_parts import changed_bytes, changed_zip
from tests.intake.books import BOOKS, HOMES

WORDS = ("\x09\x08\x10", "PK", "PAR1")
LONGEST = 60_000
ENDINGS = ("xls", "et", "xlsb", "ods", "parquet", "xlsx", "csv")


def seeds() -> Iterator[bytes]:
    for path in sorted(BOOKS.iterdir()):
        ending = path.suffix.removeprefix(".")
        if ending in ENDINGS:
            yield bytes((ENDINGS.index(ending),)) + path.read_bytes()
    yield bytes((ENDINGS.index("parquet"),)) + made("a.parquet", _parquet)


def _parquet(path: Path) -> None:
    header, *rows = HOMES
    columns = {name: [_plain(row[at]) for row in rows] for at, name in enumerate(header)}
    parquet.write_table(pyarrow.table(columns), path, compression="none")


def _plain(cell: object) -> str | None:
    return None if cell is None else str(cell)


def changed(data: bytes, limit: int, chance: random.Random) -> bytes:
    del limit
    if data[1:3] == b"PK":
        return data[:1] + changed_zip(data[1:], chance)
    for _ in range(chance.randint(1, 4)):
        data = data[:1] + changed_bytes(data[1:], chance)
    return data


def examine(data: bytes) -> None:
    if not data:
        return
    with quick_trial():
        read_as(f"户.{ENDINGS[data[0] % len(ENDINGS)]}", data[1:])
