"""One file's bytes read as a household file, in memory where possible."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from checker.fault import Fault
from checker.intake import read_data
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from tests.fuzz.oracle import faults_of, sound, sound_fault
from tests.intake.small import CATALOG

Read = tuple[Dataset | None, list[Fault]]


@cache
def folder() -> Path:
    """A folder of this process, in memory where the system has such."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory if memory.is_dir() else None))


def read_as(name: str, data: bytes, catalog: Catalog = CATALOG) -> Read:
    """What a file of this name and these bytes is read as, held to what must always hold."""
    path = folder() / name
    path.write_bytes(data)
    dataset, faults = faults_of(lambda: read_data([path], catalog))
    for fault in faults:
        sound_fault(fault, household=True)
    if dataset is not None:
        sound(dataset, catalog)
    return dataset, faults


def made(name: str, write: Callable[[Path], object]) -> bytes:
    """The bytes of a file that something else writes."""
    path = folder() / f"made-{name}"
    write(path)
    return path.read_bytes()


def rows_of(read: Read, entity: str) -> int | None:
    """The rows of one table; None where anything of the file could not be read."""
    dataset, faults = read
    if dataset is None or faults or dataset.faults:
        return None
    return sum(
        table.length
        for name, table in dataset.tables.items()
        if name.entity == entity and hasattr(table, "made") and not table.made
    )
