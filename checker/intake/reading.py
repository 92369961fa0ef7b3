"""The way through intake: files → grids → pieces → tables → dataset."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypedDict, Unpack

from checker.fault import Fault, FaultyInput, every
from checker.frozen import frozen
from checker.intake import assemble, messages, parquet, remarks
from checker.intake.about import About
from checker.intake.booklet import read_tree
from checker.intake.extract import extract
from checker.intake.files import Content, File, all_bytes, first_bytes, form, listed, real
from checker.intake.fingerprint import fingerprint
from checker.intake.grid import Grid, Piece, empty
from checker.intake.guide import OWN, Guide, Mapped, guide
from checker.intake.headers import recognise
from checker.intake.lines import in_columns, read_lines
from checker.intake.parquet import Lying
from checker.intake.workbook import not_a_workbook, old_web_page, read_workbook
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset, Note, ParquetTable, Table
from checker.model.resolved import TableName
from checker.spelling import half_width

ID_NUMBER = re.compile("[0-9]{17}[0-9Xx]")


@frozen
class Period:
    """What was read of one period."""

    tables: Sequence[Table | ParquetTable]
    about: About
    notes: Sequence[Note]
    prints: Sequence[str]  # fingerprints of the tables that are not in memory
    faults: Sequence[Fault] = ()  # of what could not be read; the rest was


@frozen
class Hints:
    """What the user says, with the tables by their files."""

    wanted: Mapping[Path, str]  # file → the entity that it holds
    passwords: Sequence[str] = ()
    mapping: Mapped | None = None  # in place of those that lie beside the files


class Telling(TypedDict, total=False):
    """What the user may say of files, besides where they are."""

    tables: Mapping[str, Path]  # entities by title or English name → the files that hold them
    passwords: Sequence[str]  # to try on workbooks that ask for one
    mapping: Mapped | None  # in place of a mapping.yaml beside the files


@frozen
class Found:
    """What one file holds."""

    pieces: Sequence[Piece] = ()
    lying: Sequence[Lying] = ()
    notes: Sequence[Note] = ()
    faults: Sequence[Fault] = ()


@contextmanager
def uncollected() -> Iterator[None]:
    """Python looks for no circles that nobody can reach: cells make none, and it takes long."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


@uncollected()
def read_data(
    paths: Sequence[Path],
    catalog: Catalog,
    *,
    previous: Sequence[Path] = (),
    **told: Unpack[Telling],
) -> Dataset:
    """Read household files.

    Args:
        paths: files and folders of the present.
        catalog: what they may hold.
        previous: a file or folder of the period before, and of the one before that.
        told: what the user says of the files.

    Returns:
        What could be read. A file, sheet or line that could not takes no other with it; its
        fault is in `Dataset.faults`.

    Raises:
        FaultyInput: nothing could be read, or what says how to read (about.yaml, mapping.yaml,
            --table) is faulty; with the faults of all files.
    """
    hints = hints_of(catalog, **told)
    wanted = told.get("tables", {}).values()
    tasks = [partial(_period, [*paths, *wanted], 0, catalog, hints)]
    tasks += [
        partial(_period, [path], at, catalog, replace(hints, wanted={}))
        for at, path in enumerate(previous, 1)
    ]
    return _dataset(every(tasks), catalog)


def hints_of(catalog: Catalog, **told: Unpack[Telling]) -> Hints:
    """What the user says of the files.

    Raises:
        FaultyInput: a table that the catalog does not have.
    """
    wanted = _wanted(told.get("tables", {}), catalog)
    files = {real(path): name for path, name in wanted.items()}
    return Hints(files, told.get("passwords", ()), told.get("mapping"))


def _wanted(tables: Mapping[str, Path], catalog: Catalog) -> dict[Path, str]:
    known = [entity.title for entity in catalog.entities.values()]
    faults, wanted = [], {}
    for name, path in tables.items():
        entity = catalog.entity_named(name)
        if entity is None:
            faults.append(messages.unknown_entry("--table", "张表", name, known))
        else:
            wanted[path] = entity.name
    if faults:
        raise FaultyInput(faults)
    return wanted


def _period(paths: Sequence[Path], period: int, catalog: Catalog, hints: Hints) -> Period:
    """Everything of one period."""
    files, notes = listed(dict.fromkeys(paths))
    told = guide(files, catalog, hints.mapping)
    read = [_found(file, told) for file in with_hints(files, hints)]
    whole, both = _joined(read, told.about, [*notes, *told.notes()], period, catalog)
    if both:
        titles = [catalog.entities[name].title for name in sorted(both)]
        raise FaultyInput(messages.mixed_forms(title) for title in titles)
    if not whole.tables:
        nothing = messages.nothing_read("、".join(str(path) for path in paths))
        raise FaultyInput(whole.faults or [nothing])
    return whole


def with_hints(files: Sequence[File], hints: Hints) -> list[File]:
    """The files that hold data, with what the user says of them."""
    return [
        replace(file, wanted=hints.wanted.get(real(file.path)), passwords=hints.passwords)
        for file in files
        if file.path.name not in OWN
    ]


def _joined(
    read: Sequence[Found], about: About, notes: Sequence[Note], period: int, catalog: Catalog
) -> tuple[Period, set[str]]:
    """The tables of one period, and the entities of which some files are Parquet, some not."""
    by_entity: dict[str, list[Lying]] = {}
    for lying in (lying for found in read for lying in found.lying):
        by_entity.setdefault(lying.layout.entity.name, []).append(lying)
    pieces = [piece for found in read for piece in found.pieces]
    in_memory, said = assemble.joined(pieces, period, catalog, by_entity)
    left = every([partial(parquet.joined, files, period) for files in by_entity.values()])
    told = [note for found in read for note in found.notes]
    told += [*said, *(note for _, those, _ in left for note in those)]
    tables: list[Table | ParquetTable] = [*in_memory, *(table for table, _, _ in left)]
    both = {table.name.entity for table in in_memory} & by_entity.keys()
    faults = [fault for found in read for fault in found.faults]
    return Period(tables, about, [*notes, *told], [one for _, _, one in left], faults), both


def _found(file: File, guide: Guide) -> Found:
    """What a file holds; one that cannot be read takes no other with it."""
    try:
        return _file(file, guide)
    except FaultyInput as failed:
        return Found(faults=failed.faults)


def _file(file: File, guide: Guide) -> Found:
    """The tables, or parts of them, that a file holds."""
    content = content_of(file, guide)
    if content is None:
        return Found(notes=[remarks.file_skipped(file.name, file.path.suffix)])
    if content.lying:
        grid = Grid(file.name, (), (), "lines")
        known = guide.told(file).known
        lying = parquet.recognised(str(file.path), file.name, known, wanted_of(file, grid, guide))
        if isinstance(lying, Fault):
            raise FaultyInput([lying])
        return Found(lying=[lying], notes=[*guide.noted(file, grid, lying.layout)])
    return _grids(file, content, guide)


def _grids(file: File, content: Content, guide: Guide) -> Found:
    """The pieces that stand in a file's sheets."""
    pieces, faults = [*content.pieces], [*content.faults]
    bare, notes, unknown = [], [], []
    for given in content.grids:
        grid = given if filled(given) else given.whole()
        if not filled(grid):
            bare.append(remarks.sheet_skipped(grid.place, "是空的"))
            continue
        told = guide.told(file, grid.sheet)
        grid = grid.whole() if told.known.header_rows else grid
        layout = recognise(grid, told.known, wanted_of(file, grid, guide))
        if layout is None:
            unknown.append(grid.whole())
            continue
        if isinstance(layout, Fault):
            faults.append(layout)
            continue
        how = "，".join(filter(None, (grid.how, told.by and f"对照{told.by}")))
        found = extract(replace(grid, how=how), layout, told.known.catalog)
        if isinstance(found, Fault):
            faults.append(found)
            continue
        pieces.extend(found[0])
        notes.extend([*found[1], *guide.noted(file, grid, layout)])
    meant = bool(file.asked or file.wanted) and not pieces and not faults
    for grid in unknown:
        if meant or _about_people(grid):
            titles = (entity.title for entity in guide.catalog.entities.values())
            faults.append(messages.unknown_table(grid.place, _shown(grid), titles))
        else:
            notes.append(remarks.sheet_skipped(grid.place, "没有认出是哪张表"))
        meant = False
    return Found(pieces, notes=[*content.notes, *bare, *notes], faults=faults)


def content_of(file: File, guide: Guide) -> Content | None:
    """What a file holds, as far as its form tells; None where it is of no form that we read.

    Raises:
        FaultyInput: it cannot be read.
    """
    start = first_bytes(file)
    what = form(file.path, start)
    if what is None and not file.asked and start:
        return None
    if what == "parquet":
        return Content(lying=True)
    data = all_bytes(file)
    if what == "book":
        grids, notes = read_workbook(file.name, data, file.passwords)
        return Content(grids, notes=notes)
    known = guide.told(file).known
    keys = known.loose.keys() | known.exact.keys() | known.said.keys()
    if what == "page" and not in_columns(data):
        raise FaultyInput([not_a_workbook(file.name, data)])
    if what == "page":
        notes = [remarks.named_otherwise(file.name)]
        return Content([read_lines(file.name, data, keys)], notes=notes)
    if what == "lines" and old_web_page(data):
        raise FaultyInput([messages.web_page(file.name)])
    if what == "lines":
        return Content([read_lines(file.name, data, keys)])
    if what == "tree":
        return read_tree(file.name, data, known.catalog)
    raise FaultyInput([messages.unknown_form(file.name)])


def wanted_of(file: File, grid: Grid, guide: Guide) -> str | None:
    """The entity that somebody says a sheet holds: --table, mapping.yaml, about.yaml."""
    return file.wanted or guide.told(file, grid.sheet).table or _told(grid, guide.about)


def _told(grid: Grid, about: About) -> str | None:
    """The entity that about.yaml says a file or sheet holds."""
    stem = Path(grid.file).stem
    names = (grid.place, grid.sheet, grid.file, Path(grid.file).name, stem)
    return next((about.tables[name] for name in names if name in about.tables), None)


def _about_people(grid: Grid) -> bool:
    """Does a sheet hold identity numbers? Then it is no cover, and may not be passed over."""
    return any(
        isinstance(cell, str) and ID_NUMBER.fullmatch(half_width(cell).strip())
        for row in grid.rows
        for cell in row
    )


def filled(grid: Grid) -> bool:
    """Does anything stand in a sheet?"""
    return any(not empty(cell) for row in grid.rows for cell in row)


def _shown(grid: Grid) -> list[str]:
    row = next(row for row in grid.rows if any(not empty(cell) for cell in row))
    return [str(cell).strip() for cell in row if not empty(cell)]


def _dataset(periods: Sequence[Period], catalog: Catalog) -> Dataset:
    """All periods together, with the parents that nobody gave."""
    tables = {table.name: table for period in periods for table in period.tables}
    made = assemble.parents_made(tables, catalog, parquet.keys_named)
    in_memory = {name: table for name, table in tables.items() if isinstance(table, Table)}
    whole = in_memory | {table.name: table for table in made}
    told = {
        TableName(name, at): day
        for at, period in enumerate(periods)
        for name, day in period.about.days.items()
    }
    notes = [note for period in periods for note in period.notes]
    for table in made:
        title = assemble.period_title(catalog.entities[table.name.entity].title, table.name.period)
        notes.append(remarks.table_made(title, table.length))
    return Dataset(
        tables={**tables, **whole},
        register_days=assemble.register_days(tables, told, parquet.keys_named),
        notes=(*notes, *assemble.lost_rows(whole, catalog)),
        fingerprint=fingerprint(in_memory, [one for period in periods for one in period.prints]),
        region=periods[0].about.region,
        faults=tuple(fault for period in periods for fault in period.faults),
    )


def dataset_of(
    periods: Mapping[int, tuple[Sequence[Piece], Sequence[Note]]], catalog: Catalog
) -> Dataset:
    """Pieces of tables by period as a dataset."""
    last = max(periods, default=0)
    read = []
    for at in range(last + 1):
        pieces, notes = periods.get(at, ((), ()))
        tables, told = assemble.joined(pieces, at, catalog)
        read.append(Period(tables, About(), [*notes, *told], ()))
    return _dataset(read, catalog)
