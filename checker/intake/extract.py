"""From a grid and its layout to a piece of a table: which rows are rows, and what cells mean.

Rows of sums, signatures and repeated headers are left out and told. Nothing else is: a row with
a single value in a known column is a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import NoneType

from checker.fault import Fault
from checker.frozen import frozen
from checker.intake import messages, remarks
from checker.intake.amounts import PLAIN as PLAIN_NUMBER
from checker.intake.amounts import spellings_of_unit, unit_in
from checker.intake.cleaning import BLANK, Broken, Read, shown
from checker.intake.fingerprint import normal
from checker.intake.grammar import Reader, cell_reader
from checker.intake.grid import Cells, Grid, Piece, empty
from checker.intake.layouts import Layout, identity, missing
from checker.intake.reasons import NORMALISED, UNREADABLE
from checker.intake.words import words
from checker.model.catalog import Catalog, Field
from checker.model.dataset import Column, Note, Odd
from checker.model.kind import Kind, State
from checker.spelling import closest, half_width, header_key

Prepared = Callable[[object], object]

BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")


@frozen
class Rows:
    """Which of a grid's rows are rows of the table, and which were left out, by reason."""

    kept: Sequence[int]
    skipped: Mapping[str, Sequence[int]]  # why → indices
    ragged: Sequence[int]
    shortest: int  # cells that each of the kept has


def extract(grid: Grid, layout: Layout, catalog: Catalog) -> tuple[Piece, list[Note]] | Fault:
    """Read a grid as its layout says."""
    twice = _twice(grid, layout)
    if twice:
        return twice
    _fill_down(grid, layout.first)
    rows = _rows(grid, layout)
    columns, printed, places = {}, {}, {}
    notes = _about(grid, layout, rows)
    for name, indices in layout.columns.items():
        field = layout.entity.fields[name]
        column = _column(grid, layout, rows, field, catalog)
        places[name] = grid.column_name(indices[0], layout.headers[indices[0]])
        notes.extend(odd_cells(grid.place, field, column))
        if field.derived is None:
            columns[name] = column
        else:
            printed[name] = column
            notes.append(remarks.column_derived(grid.place, field.title))
    numbers = [grid.numbers[index] for index in rows.kept]
    piece = Piece(
        layout.entity, len(numbers), columns, grid.file, grid.sheet, numbers, places, grid.form
    )
    headers = {name: layout.headers[own[0]] for name, own in layout.columns.items()}
    told = _how(grid, layout)
    return replace(piece, how=told, headers=headers, printed=printed), notes


def repeated(grid: Grid, layout: Layout, catalog: Catalog) -> Iterable[Piece]:
    """What a flat export, once extracted, repeats of its rows' parents.

    A row each of the export's; an empty cell is empty, whatever that means in its column, since
    another row of the same parent may be filled.
    """
    above = layout.above
    if above is None:
        return
    rows = _rows(grid, layout)
    fields = {name: replace(above.entity.fields[name], blank=None) for name in above.columns}
    columns = {name: _column(grid, above, rows, fields[name], catalog) for name in fields}
    shown = {
        name: (grid.column_name(those[0], above.headers[those[0]]), above.headers[those[0]])
        for name, those in above.columns.items()
    }
    yield Piece(
        above.entity,
        len(rows.kept),
        columns,
        grid.file,
        grid.sheet,
        [grid.numbers[index] for index in rows.kept],
        {name: place for name, (place, _) in shown.items()},
        grid.form,
        how=f"{_how(grid, layout)}；由{layout.entity.title}各行合并",
        headers={name: header for name, (_, header) in shown.items()},
        repeated=True,
    )


def read_column(raws: Sequence[object], reader: Reader) -> Column:
    """Every cell of a column; each different one is read once."""
    # 1, 1.0 and True are one key of a dictionary; text and empty cells are most columns' all.
    plain = {*map(type, raws)} <= {str, NoneType}
    keys = raws if plain else [(raw.__class__, raw) for raw in raws]
    try:
        hash(() if plain else tuple(keys))
    except TypeError:  # a list or a mapping, in a tree or a frame
        keys = [(raw.__class__, repr(raw)) for raw in raws]
    different = dict(zip(reversed(keys), reversed(raws), strict=True))  # each as it stood first
    read = {key: reader(raw) for key, raw in different.items()}
    values = {key: value for key, (value, _) in read.items()}
    strange = {key: odd for key, (_, odd) in read.items() if odd is not None}
    odd = {row: strange[key] for row, key in enumerate(keys) if key in strange} if strange else {}
    return Column([values[key] for key in keys], odd)


def odd_cells(place: str, field: Field, column: Column) -> list[Note]:
    """What was normalised in a column, and what could not be read: counted by reason."""
    counts = Counter((odd.state, odd.reason) for odd in column.odd.values())
    notes = []
    for (state, reason), count in sorted(counts.items(), key=lambda item: item[0][1]):
        if state is State.KNOWN:
            how = NORMALISED.get(reason, reason)
            notes.append(remarks.cells_normalised(place, field.title, how, count))
        else:
            why = UNREADABLE.get(reason, reason)
            notes.append(remarks.cells_unreadable(place, field.title, why, count))
    return notes


def _twice(grid: Grid, layout: Layout) -> Fault | None:
    """Two columns for one identifying field: nobody can say which is right."""
    for name in identity(layout.entity):
        indices = layout.columns.get(name, ())
        if len(indices) > 1:
            shown_columns = [grid.column_name(i, layout.headers[i]) for i in indices]
            title = layout.entity.fields[name].title
            return messages.duplicate_column(grid.place, title, shown_columns)
    return None


def _fill_down(grid: Grid, first: int) -> None:
    """A cell merged over several rows stands in each of them.

    Areas that lie upon one another, or beyond the rows, are no spreadsheet program's: they are
    passed over, so that no cell is filled twice.
    """
    below: dict[int, int] = {}  # column → the first row below what is filled
    for top, left, bottom, right in sorted(grid.merged):
        if left != right or top < max(first, below.get(left, 0)) or top >= len(grid.rows):
            continue
        value = grid.rows[top][left] if left < len(grid.rows[top]) else None
        below[left] = min(bottom + 1, len(grid.rows))
        for index in range(top + 1, below[left]):
            row = grid.rows[index]
            if isinstance(row, list) and left < len(row):
                row[left] = value


def _rows(grid: Grid, layout: Layout) -> Rows:
    used = sorted({column for those in layout.columns.values() for column in those})
    there = [name for name in identity(layout.entity) if name in layout.columns]
    marks = [layout.columns[name][0] for name in there] or used[:1]
    width = len(layout.headers)
    clear = _clear(layout, marks[0])
    kept: list[int] = []
    skipped: dict[str, list[int]] = {}
    ragged = []
    for index in range(layout.first, len(grid.rows)):
        row = grid.rows[index]
        why = None if clear(row) else _why_not(row, layout, used, marks)
        if why is None:
            kept.append(index)
            if grid.ragged and len(row) > width and not all(empty(cell) for cell in row[width:]):
                ragged.append(index)
        elif why:
            if why == "header-again" and kept and _lone(grid, kept[-1], index):
                skipped.setdefault("title-again", []).append(kept.pop())
            skipped.setdefault(why, []).append(index)
    shortest = min((len(grid.rows[index]) for index in kept), default=0)
    return Rows(kept, skipped, ragged, shortest)


def _lone(grid: Grid, above: int, index: int) -> bool:
    """Is a row that stands right above another a title: one cell, and not a number?"""
    cells = [cell for cell in grid.rows[above] if not empty(cell)]
    return above == index - 1 and len(cells) == 1 and not _number(cells[0])


def _clear(layout: Layout, mark: int) -> Callable[[Cells], bool]:
    """The quick look: neither the key's cell nor the first begins like a header or a remark."""
    suspect = {word[0] for word in (*words().totals, *words().notes, layout.headers[mark])}

    def clear(row: Cells) -> bool:
        cell = row[mark] if mark < len(row) else None
        first = row[0] if row else None
        if isinstance(first, str) and first[:1] in suspect:
            return False
        if not isinstance(cell, str):
            return cell is not None
        return bool(cell) and cell[0].isalnum() and cell[0] not in suspect

    return clear


def _why_not(row: Cells, layout: Layout, used: Sequence[int], marks: Sequence[int]) -> str | None:
    """Why a row is none of the table: "" for an empty one; None for a row of the table."""
    length = len(row)
    if all(column >= length or empty(row[column]) for column in used):
        return "" if all(empty(cell) for cell in row) else "unused-only"
    if all(_same(row, layout, column) for column in marks) and all(
        _same(row, layout, column) or column >= length or empty(row[column]) for column in used
    ):
        return "header-again"
    return "remark" if _is_remark(row, marks) else None


def _same(row: Cells, layout: Layout, column: int) -> bool:
    cell = row[column] if column < len(row) else None
    return isinstance(cell, str) and header_key(cell) == header_key(layout.headers[column])


def _is_remark(row: Cells, marks: Sequence[int]) -> bool:
    """Does a row hold sums, a signature or a remark?

    It begins with such a word, which stands where a key should or beside an empty key; beside a
    sum there may be numbers, also under the key (合计, 134).
    """
    filled = [column for column, cell in enumerate(row) if not empty(cell)]
    first = row[filled[0]] if filled else None
    if not isinstance(first, str):
        return False
    bare = "".join(half_width(first).split())
    lead, colon, _ = bare.partition(":")
    if bare not in words().totals and not (colon and lead in words().notes + words().totals):
        return False
    if filled[0] in marks or not set(marks) & set(filled):
        return True
    return bare in words().totals and all(_number(row[column]) for column in filled[1:])


def _number(cell: object) -> bool:
    return isinstance(cell, int | float) or bool(PLAIN_NUMBER.fullmatch(str(cell).strip()))


def _column(grid: Grid, layout: Layout, rows: Rows, field: Field, catalog: Catalog) -> Column:
    """A field's values: of one column; of all its columns, for CHOICES; else where they agree."""
    indices = layout.columns[field.name]
    reader = cell_reader(field, catalog.codes)
    cells = [_raws(grid, rows, index, _prepared(grid, field, layout, index)) for index in indices]
    if len(cells) == 1:
        return read_column(cells[0], reader)
    if field.kind is Kind.CHOICES:
        return read_column([*zip(*cells, strict=True)], reader)
    bare = cell_reader(replace(field, blank=None), catalog.codes)
    return _agreed([read_column(those, bare) for those in cells], reader(None))


def _raws(grid: Grid, rows: Rows, index: int, prepared: Prepared | None) -> list[object]:
    cells = [grid.rows[i] for i in rows.kept]
    if index < rows.shortest:
        raws = [row[index] for row in cells]
    else:
        raws = [row[index] if index < len(row) else None for row in cells]
    if prepared:
        raws = [prepared(raw) for raw in raws]
    if rows.ragged:
        apart = set(rows.ragged)
        raws = [
            Broken("ragged", shown(raw)) if i in apart and not empty(raw) else raw
            for i, raw in zip(rows.kept, raws, strict=True)
        ]
    return raws


def _told(unit: str | None, shift: int) -> Prepared:
    """Adds what a sheet tells about a whole column: its unit, the day that counts as 0."""

    def told(raw: object) -> object:
        if isinstance(raw, bool | date) or raw is None:
            return raw
        if shift and isinstance(raw, int | float):
            return raw + shift
        if unit and isinstance(raw, int | float):
            return f"{raw:.15g}{unit}"
        plain = isinstance(raw, str) and PLAIN_NUMBER.fullmatch(raw.strip())
        return f"{raw}{unit}" if unit and plain else raw

    return told


def _prepared(grid: Grid, field: Field, layout: Layout, column: int) -> Prepared | None:
    """A header's own unit, where it is not the field's: `面积（平方米）` over a field in 亩."""
    if field.kind in (Kind.DATE, Kind.MONTH):
        return _told(None, grid.shift) if grid.shift else None
    if not field.kind.numeric or field.unit is None:
        return None
    own = layout.units.get(column) or unit_of(layout.headers[column])
    return _told(own, 0) if own and own not in spellings_of_unit(field.unit, words()) else None


def unit_of(header: str) -> str | None:
    """The unit that stands in a header's brackets."""
    for found in BRACKETS.findall(half_width(header)):
        text = "".join("".join(found).split())
        for label in words().unit_labels:
            text = text.removeprefix(f"{label}:")
        if unit_in(text, words()):
            return text
    behind = "".join(half_width(header).split()).rpartition("/")[2]
    return behind if unit_in(behind, words()) else None


def _agreed(columns: Sequence[Column], empty_cell: Read) -> Column:
    """One value of several columns with one name: the only one written, or the same in all."""
    values, odd = [], {}
    for row in range(len(columns[0].values)):
        cells = [(column.values[row], column.odd.get(row)) for column in columns]
        written = [cell for cell in cells if cell != BLANK]
        value, strange = written[0] if written else empty_cell
        if any(other[0] != value for other in written):
            raws = "、".join(o.raw if o else normal(v) for v, o in written)
            value, strange = None, Odd(State.UNREADABLE, raws, "two-values")
        values.append(value)
        if strange is not None:
            odd[row] = strange
    return Column(values, odd)


def _above(grid: Grid, layout: Layout) -> list[int]:
    """The rows above the header that are filled like rows: most of its columns, a number among."""
    columns = [those[0] for those in layout.columns.values()]
    found = []
    for index in range(layout.header_rows[0]):
        cells = [c for at, c in enumerate(grid.rows[index]) if at in columns and not empty(c)]
        if len(cells) * 2 > len(columns) > 1 and any(map(_number, cells)):
            found.append(grid.numbers[index])
    return found


def _unnamed(grid: Grid, layout: Layout, rows: Rows) -> list[str]:
    """The columns that hold something under no header, as people name them."""
    width = max((len(grid.rows[index]) for index in rows.kept), default=0)
    headers = (*layout.headers, *[""] * (width - len(layout.headers)))
    bare = [column for column, header in enumerate(headers) if not header]
    if grid.ragged:  # what lies beyond the header puts its whole row out of joint
        bare = [column for column in bare if column < len(layout.headers)]
    found: set[int] = set()
    for index in rows.kept if bare else ():
        row = grid.rows[index]
        found.update(c for c in bare if c < len(row) and c not in found and not empty(row[c]))
    return [grid.column_name(column, f"第{column + 1}列") for column in sorted(found)]


def _how(grid: Grid, layout: Layout) -> str:
    """Which rows are the header, and how the text was read."""
    header = "、".join(str(grid.numbers[index]) for index in layout.header_rows)
    told = f"表头在第{header}行" if header != "0" else "列名是各行的键"
    return told + (f"；{grid.how}" if grid.how else "")


def _about(grid: Grid, layout: Layout, rows: Rows) -> list[Note]:
    """What was read how, and what was left out."""
    title = layout.entity.title
    shown_columns = [
        f"{grid.column_name(i, layout.headers[i])}={layout.entity.fields[name].title}"
        for name, indices in layout.columns.items()
        for i in indices
    ]
    how = f"{_how(grid, layout)}；"
    notes = [remarks.table_read(grid.place, title, len(rows.kept), how, shown_columns)]
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
    bare = _unnamed(grid, layout, rows)
    if bare:
        notes.append(remarks.columns_unnamed(grid.place, bare))
    for why, indices in rows.skipped.items():
        numbers = [grid.numbers[index] for index in indices]
        notes.append(remarks.rows_skipped(grid.place, why, numbers))
    if rows.ragged:
        notes.append(remarks.rows_ragged(grid.place, [grid.numbers[i] for i in rows.ragged]))
    return notes
