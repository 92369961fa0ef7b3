"""From a grid and its layout to pieces of tables, and what there is to tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from checker.fault import Fault
from checker.frozen import frozen
from checker.intake import messages, remarks
from checker.intake.body import OTHER_HEADER, Block, blocks
from checker.intake.closing_rows import number
from checker.intake.columns import Written, odd_cells, unit_of
from checker.intake.grid import Grid, Piece, empty
from checker.intake.layouts import Layout, identity, missing
from checker.intake.other_tables import HeaderWords, header_words
from checker.model.catalog import Catalog
from checker.model.dataset import Column, Note
from checker.spelling import closest


@frozen
class Looked:
    """What the rows of a grid were found to be."""

    kept: list[int] = field(default_factory=list)  # indices of the table's rows
    skipped: dict[str, list[int]] = field(default_factory=dict)  # why → indices
    ragged: list[int] = field(default_factory=list)
    unnamed: set[int] = field(default_factory=set)  # columns with something under no header

    def add(self, block: Block) -> None:
        """Also those of a further block."""
        self.kept.extend(block.kept)
        self.ragged.extend(block.ragged)
        self.unnamed.update(block.unnamed)
        for why, indices in block.skipped.items():
            self.skipped.setdefault(why, []).extend(indices)


def extract(
    grid: Grid, layout: Layout, catalog: Catalog
) -> tuple[list[Piece], list[Note]] | Fault:
    """Read a grid as its layout says.

    Returns:
        A piece of its table and, of a flat export, one of what its rows repeat of their parents;
        what there is to tell. A fault where two columns claim to identify the rows, or where a
        second table begins further down.
    """
    headers = header_words(layout, catalog)
    faulty = _twice(grid, layout) or _second(grid, layout, headers)
    if faulty:
        return faulty
    own = _readers(grid, layout, catalog)
    parents = _readers(grid, layout.above, catalog, bare=True) if layout.above else {}
    looked = Looked()
    for block in blocks(grid, layout, headers):
        looked.add(block)
        for reader in (*own.values(), *parents.values()) if block.kept else ():
            reader.extend(block.columns)
    if OTHER_HEADER in looked.skipped:
        return messages.two_tables(grid.place, grid.numbers[looked.skipped[OTHER_HEADER][0]])
    notes = _about(grid, layout, looked)
    columns = {name: reader.column() for name, reader in own.items()}
    for name, column in columns.items():
        described = layout.entity.fields[name]
        notes.extend(odd_cells(grid.place, described, column))
        if described.derived is not None:
            notes.append(remarks.column_derived(grid.place, described.title))
    numbers = [grid.numbers[index] for index in looked.kept]
    pieces = [_piece(grid, layout, columns, numbers)]
    if layout.above:
        repeated = {name: reader.column() for name, reader in parents.items()}
        piece = _piece(grid, layout.above, repeated, numbers)
        how = f"{piece.how}；由{layout.entity.title}各行合并"
        pieces.append(replace(piece, how=how, repeated=True))
    return pieces, notes


def _readers(
    grid: Grid, layout: Layout, catalog: Catalog, *, bare: bool = False
) -> dict[str, Written]:
    """A reader for each field; bare: an empty cell is empty, whatever that means in its column.

    Of a flat export, another row of the same parent may be filled.
    """
    readers = {}
    for name, indices in layout.columns.items():
        described = layout.entity.fields[name]
        units = {at: layout.units.get(at) or unit_of(layout.headers[at]) for at in indices}
        wanted = replace(described, blank=None) if bare else described
        readers[name] = Written(wanted, units, grid.shift, catalog.codes)
    return readers


def _piece(
    grid: Grid, layout: Layout, columns: Mapping[str, Column], numbers: Sequence[int]
) -> Piece:
    fields = layout.entity.fields
    headers = {name: layout.headers[own[0]] for name, own in layout.columns.items()}
    places = {
        name: grid.column_name(own[0], headers[name]) for name, own in layout.columns.items()
    }
    return Piece(
        layout.entity,
        len(numbers),
        {name: column for name, column in columns.items() if fields[name].derived is None},
        grid.file,
        grid.sheet,
        numbers,
        places,
        grid.form,
        how=_how(grid, layout),
        headers=headers,
        printed={name: one for name, one in columns.items() if fields[name].derived is not None},
    )


def _twice(grid: Grid, layout: Layout) -> Fault | None:
    """Two columns for one identifying field: nobody can say which is right."""
    for name in identity(layout.entity):
        indices = layout.columns.get(name, ())
        if len(indices) > 1:
            shown_columns = [grid.column_name(i, layout.headers[i]) for i in indices]
            title = layout.entity.fields[name].title
            return messages.duplicate_column(grid.place, title, shown_columns)
    return None


def _second(grid: Grid, layout: Layout, headers: HeaderWords) -> Fault | None:
    """Another table above this one: its rows would be lost."""
    if not (_above(grid, layout) and headers.above(grid, layout)):
        return None
    return messages.two_tables(grid.place, grid.numbers[layout.header_rows[0]])


def _above(grid: Grid, layout: Layout) -> list[int]:
    """The rows above the header that are filled like rows: most of its columns, a number among."""
    columns = [those[0] for those in layout.columns.values()]
    found = []
    for index in range(layout.header_rows[0]):
        cells = [c for at, c in enumerate(grid.rows[index]) if at in columns and not empty(c)]
        if len(cells) * 2 > len(columns) > 1 and any(map(number, cells)):
            found.append(grid.numbers[index])
    return found


def _how(grid: Grid, layout: Layout) -> str:
    """Which rows are the header, and how the text was read."""
    header = "、".join(str(grid.numbers[index]) for index in layout.header_rows)
    told = f"表头在第{header}行" if header != "0" else "列名是各行的键"
    return told + (f"；{grid.how}" if grid.how else "")


def _about(grid: Grid, layout: Layout, looked: Looked) -> list[Note]:
    """What was read how, and what was left out."""
    title = layout.entity.title
    shown_columns = [
        f"{grid.column_name(i, layout.headers[i])}={layout.entity.fields[name].title}"
        for name, indices in layout.columns.items()
        for i in indices
    ]
    how = f"{_how(grid, layout)}；"
    notes = [remarks.table_read(grid.place, title, len(looked.kept), how, shown_columns)]
    taken = {layout.entity.fields[name].title for name in layout.columns}
    free = [f.title for f in layout.entity.fields.values() if f.title not in taken]
    for index in layout.unused:
        header = layout.headers[index]
        notes.append(remarks.column_unused(grid.place, header, closest(header, free)))
    if missing(layout):
        notes.append(remarks.no_key(grid.place, title, missing(layout)))
    above = _above(grid, layout)
    if above:
        notes.append(remarks.rows_above(grid.place, above))
    if looked.unnamed:
        bare = [grid.column_name(at, f"第{at + 1}列") for at in sorted(looked.unnamed)]
        notes.append(remarks.columns_unnamed(grid.place, bare))
    for why, indices in looked.skipped.items():
        notes.append(remarks.rows_skipped(grid.place, why, _numbers(grid, indices)))
    if looked.ragged:
        notes.append(remarks.rows_ragged(grid.place, _numbers(grid, looked.ragged)))
    return notes


def _numbers(grid: Grid, indices: Iterable[int]) -> list[int]:
    return [grid.numbers[index] for index in indices]
