"""pandas frames as tables, for callers in Python. pandas is the caller's; it is not imported here.

NaN, NaT and NA are what pandas writes where nothing stands, and are read as empty cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from checker.fault import Fault, FaultyInput
from checker.intake import messages
from checker.intake.extract import extract
from checker.intake.forms import told_by
from checker.intake.grid import Grid, Piece
from checker.intake.headers import Headings, recognise
from checker.intake.mapping import read_mapping
from checker.intake.reading import dataset_of
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset, Note
from checker.model.function import EARLIER

if TYPE_CHECKING:
    from pandas import DataFrame, Series


def dataset_from_frames(
    frames: Mapping[str, DataFrame], catalog: Catalog, mapping: Path | None = None
) -> Dataset:
    """Frames as a dataset.

    Args:
        frames: table (title or English name) → its rows; `上期.成员` of the period before.
        catalog: what the tables and fields are.
        mapping: a mapping.yaml, in which a frame's name stands for a file's.

    Raises:
        FaultyInput: a table that the catalog does not have, a key or link column missing.
    """
    forms = read_mapping(mapping, mapping.name, catalog) if mapping else []
    faults: list[Fault] = []
    periods: dict[int, tuple[list[Piece], list[Note]]] = {}
    for name, frame in frames.items():
        earlier, dot, rest = name.partition(".")
        period = EARLIER.get(earlier, 0) if dot else 0
        own = told_by([one for one in forms if one.holds(Path(name), name, "")], catalog, {})
        try:
            found, notes = _read(name, rest if period else name, frame, own.known)
        except FaultyInput as failed:
            faults.extend(failed.faults)
            continue
        pieces, told = periods.setdefault(period, ([], []))
        pieces.extend(found)
        told.extend(notes)
    if faults:
        raise FaultyInput(faults)
    return dataset_of(periods, catalog)


def _read(
    name: str, table: str, frame: DataFrame, known: Headings
) -> tuple[list[Piece], list[Note]]:
    entity = known.catalog.entity_named(table)
    if entity is None:
        titles = [entity.title for entity in known.catalog.entities.values()]
        raise FaultyInput([messages.unknown_entry(name, "张表", table, titles)])
    columns = [_cells(frame.iloc[:, at]) for at in range(frame.shape[1])]
    header = [str(column) for column in frame.columns]
    rows = [header, *map(list, zip(*columns, strict=True))] if columns else [header]
    grid = Grid(name, rows, range(len(rows)), "lines")
    layout = recognise(grid, known, entity.name)
    if layout is None:
        raise FaultyInput([messages.unknown_table(name, header, [entity.title])])
    if isinstance(layout, Fault):
        raise FaultyInput([layout])
    found = extract(grid, layout, known.catalog)
    if isinstance(found, Fault):
        raise FaultyInput([found])
    return found


def _cells(column: Series) -> list[object]:
    """A column's cells as Python values; nothing where pandas has nothing."""
    return [
        None if absent else cell
        for cell, absent in zip(column.tolist(), column.isna().tolist(), strict=True)
    ]
