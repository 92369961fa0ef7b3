"""The way through intake: files → grids → pieces → tables → dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from checker.fault import Fault, FaultyInput, every
from checker.intake import assemble, messages
from checker.intake.about import NAME, About, read_about
from checker.intake.booklet import read_tree
from checker.intake.extract import extract
from checker.intake.files import Content, File, abouts, all_bytes, first_bytes, form, listed
from checker.intake.fingerprint import fingerprint
from checker.intake.grid import Grid, Piece, empty
from checker.intake.headers import Headings, headings, recognise
from checker.intake.lines import read_lines
from checker.intake.workbook import not_a_workbook, read_workbook
from checker.model.catalog import Catalog
from checker.model.dataset import Dataset, Note, ParquetTable, Table
from checker.model.resolved import TableName


@dataclass(frozen=True)
class Period:
    """What was read of one period."""

    tables: Sequence[Table | ParquetTable]
    about: About
    notes: Sequence[Note]


def read_data(
    paths: Sequence[Path],
    catalog: Catalog,
    *,
    previous: Sequence[Path] = (),
    tables: Mapping[str, Path] | None = None,
) -> Dataset:
    """Read household files.

    Args:
        paths: files and folders of the present.
        catalog: what they may hold.
        previous: a file or folder of the period before, and of the one before that.
        tables: entities by title or English name, and the files that the user says hold them.

    Raises:
        FaultyInput: with the faults of all files.
    """
    wanted = _wanted(tables or {}, catalog)
    tasks = [partial(_period, [*paths, *wanted], 0, catalog, wanted)]
    tasks += [partial(_period, [path], at, catalog, {}) for at, path in enumerate(previous, 1)]
    return _dataset(every(tasks), catalog)


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


def _period(
    paths: Sequence[Path], period: int, catalog: Catalog, wanted: Mapping[Path, str]
) -> Period:
    """Everything of one period."""
    files, notes = listed(dict.fromkeys(paths))
    hints = {path.resolve(): name for path, name in wanted.items()}
    files = [
        replace(file, wanted=hints.get(file.path.resolve()))
        for file in files
        if file.path.name != NAME
    ]
    about = About()
    for found in every([partial(read_about, f.path, f.name, catalog) for f in abouts(files)]):
        about |= found
    known = headings(catalog, about.headers)
    read = every([partial(_file, file, known, about, period) for file in files])
    return _joined(read, about, notes, period, paths)


def _joined(
    read: Sequence[tuple[Sequence[Piece], Sequence[ParquetTable], Sequence[Note]]],
    about: About,
    notes: Sequence[Note],
    period: int,
    paths: Sequence[Path],
) -> Period:
    pieces = [piece for those, _, _ in read for piece in those]
    left = [table for _, those, _ in read for table in those]
    in_memory = assemble.joined(pieces, period)
    mixed = {table.name for table in in_memory} & {table.name for table in left}
    if mixed:
        raise FaultyInput(messages.mixed_forms(name.entity) for name in sorted(mixed))
    if not in_memory and not left:
        raise FaultyInput([messages.nothing_read("、".join(str(path) for path in paths))])
    told = [note for _, _, those in read for note in those]
    return Period([*in_memory, *left], about, [*notes, *told])


def _file(
    file: File, known: Headings, about: About, period: int
) -> tuple[Sequence[Piece], Sequence[ParquetTable], Sequence[Note]]:
    """The pieces of tables that a file holds."""
    content = _content(file, known)
    if content is None:
        why = f"不是表格文件（{file.path.suffix or '没有扩展名'}）"
        return (), (), [messages.sheet_skipped(file.name, why)]
    grids = [grid for grid in content.grids if _filled(grid)]
    pieces, notes, faults = [*content.pieces], [*content.notes], []
    unknown = []
    for grid in grids:
        wanted = file.wanted or _told(grid, about)
        layout = recognise(grid, known, wanted)
        if layout is None:
            unknown.append(grid)
            continue
        found = layout if isinstance(layout, Fault) else extract(grid, layout, known.catalog)
        if isinstance(found, Fault):
            faults.append(found)
            continue
        pieces.append(found[0])
        notes.extend(found[1])
    if unknown and not pieces and not faults and (file.asked or file.wanted):
        faults = [messages.unknown_table(file.name, _shown(unknown[0]), _titles(known))]
    if faults:
        raise FaultyInput(faults)
    notes.extend(messages.sheet_skipped(grid.place, "没有认出是哪张表") for grid in unknown)
    return pieces, (), notes


def _content(file: File, known: Headings) -> Content | None:
    try:
        start = first_bytes(file.path)
    except OSError as error:
        why = error.strerror or str(error)
        raise FaultyInput([messages.unreadable_file(file.name, why)]) from error
    what = form(file.path, start)
    if what is None and not file.asked and start:
        return None
    data = all_bytes(file)
    if what == "book":
        grids, notes = read_workbook(file.name, data)
        return Content(grids, notes=notes)
    if what == "page":
        raise FaultyInput([not_a_workbook(file.name, data)])
    if what == "lines":
        keys = known.loose.keys() | known.exact.keys()
        return Content([read_lines(file.name, data, keys)])
    if what == "tree":
        return read_tree(file.name, data, known.catalog)
    raise FaultyInput([messages.unknown_form(file.name)])


def _told(grid: Grid, about: About) -> str | None:
    """The entity that about.yaml says a file or sheet holds."""
    stem = Path(grid.file).stem
    names = (grid.place, grid.sheet, grid.file, Path(grid.file).name, stem)
    return next((about.tables[name] for name in names if name in about.tables), None)


def _filled(grid: Grid) -> bool:
    return any(not empty(cell) for row in grid.rows for cell in row)


def _shown(grid: Grid) -> list[str]:
    row = next(row for row in grid.rows if any(not empty(cell) for cell in row))
    return [str(cell).strip() for cell in row if not empty(cell)]


def _titles(known: Headings) -> Iterable[str]:
    return (entity.title for entity in known.catalog.entities.values())


def _dataset(periods: Sequence[Period], catalog: Catalog) -> Dataset:
    """All periods together, with the parents that nobody gave."""
    tables = {table.name: table for period in periods for table in period.tables}
    made = assemble.parents_made(tables, catalog, lambda _table, _fields: set())
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
        notes.append(messages.table_made(title, table.length))
    return Dataset(
        tables={**tables, **whole},
        register_days=assemble.register_days(in_memory, told),
        notes=(*notes, *assemble.lost_rows(whole, catalog)),
        fingerprint=fingerprint(in_memory),
        region=periods[0].about.region,
    )
