"""The rows under a header, block by block: which of them are rows of the table.

Rows of sums, signatures and repeated headers are left out and told. Nothing else is: a row with
a single value in a known column is a row. What its cells mean is not asked here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from checker.frozen import frozen
from checker.intake.cleaning import Broken, shown
from checker.intake.closing_rows import nobody, number, ordinals
from checker.intake.grid import Area, Cells, Grid, empty
from checker.intake.layouts import Layout, identity
from checker.intake.other_tables import HeaderWords
from checker.intake.words import words
from checker.spelling import header_key

OTHER_HEADER = "other-header"  # why a row is none of the table: another table begins
BLOCK = 512  # rows that are made into columns at once: few enough to be still at hand

Stretch = tuple[int, Sequence[Cells]]  # the index of its first row; its rows


@frozen
class Block:
    """Some rows under a header."""

    kept: Sequence[int]  # the indices of the table's rows
    columns: Sequence[Sequence[object]]  # their cells; at least as many as the header has
    skipped: Mapping[str, Sequence[int]]  # why → indices
    ragged: Sequence[int]  # of the kept rows those out of joint
    unnamed: Sequence[int]  # columns in which something stands under no header


@frozen
class Marked:
    """By what rows of a table are told from others."""

    used: Sequence[int]  # columns that are read
    marks: Sequence[int]  # those that say which row is which, or whose
    headers: HeaderWords


@frozen
class Sifted:
    """Some rows under a header, told apart."""

    kept: list[int]
    cells: list[Cells]  # of the kept ones
    skipped: dict[str, list[int]]


def blocks(grid: Grid, layout: Layout, headers: HeaderWords) -> Iterator[Block]:
    """All rows under the header."""
    before = None
    for sifted in _sifted(grid, layout, headers):
        if before is not None:
            if sifted.skipped.get("header-again", ())[:1] == [_after(before)]:
                _without_title(before, sifted)
            yield _block(grid, layout.headers, before)
        before = sifted
    if before is not None:
        yield _block(grid, layout.headers, before)


def _after(sifted: Sifted) -> int:
    """The index of the row behind the last one that was kept."""
    return sifted.kept[-1] + 1 if sifted.kept else -1


def _without_title(above: Sifted, below: Sifted) -> None:
    """A title that stands right above a repeated header is none of the rows above it."""
    filled = [cell for cell in above.cells[-1] if not empty(cell)]
    if len(filled) == 1 and not number(filled[0]):
        above.cells.pop()
        below.skipped.setdefault("title-again", []).append(above.kept.pop())


def _sifted(grid: Grid, layout: Layout, headers: HeaderWords) -> Iterator[Sifted]:
    marked = _marked(layout, headers)
    clear = _clear(layout, marked)
    wide = _wide(grid.merged, len(marked.used))
    for start, rows in _filled_down(_stretches(grid, layout.first), grid.merged, layout.first):
        numbered = start == layout.first and ordinals(rows[0] if rows else ())
        if not numbered and clear(rows):
            yield Sifted([*range(start, start + len(rows))], [*rows], {})
            continue
        found = Sifted([], [], {})
        for index, row in enumerate(rows, start):
            why = None if clear([row]) else _why_not(row, layout, marked, wide=index in wide)
            if index == start and numbered:
                why = "ordinals"
            if why is None:
                found.kept.append(index)
                found.cells.append(row)
            elif why:
                if why == "header-again" and _after(found) == index:
                    _without_title(found, found)
                found.skipped.setdefault(why, []).append(index)
        yield found


def _stretches(grid: Grid, first: int) -> Iterator[Stretch]:
    """The rows from one on, in stretches of at most a block."""
    start = first
    for rows in chain([grid.rows[first:]], grid.further):
        for at in range(0, len(rows), BLOCK):
            yield start + at, rows[at : at + BLOCK]
        start += len(rows)


def _filled_down(
    stretches: Iterable[Stretch], areas: Iterable[Area], first: int
) -> Iterator[Stretch]:
    """The rows in which a cell merged over several of them stands in each.

    Areas that lie upon one another, or beyond the rows, are no spreadsheet program's: they are
    passed over, so that no cell is filled twice.
    """
    upright = sorted((top, left, bottom) for top, left, bottom, _ in areas if bottom > top)
    waiting = deque(area for area in upright if area[0] >= first)
    below: dict[int, int] = {}  # column → the first row below what is filled
    values: dict[int, object] = {}
    for start, rows in stretches:
        end = start + len(rows)
        for left, bottom in below.items():
            _fill(rows, range(min(bottom, end) - start), left, values[left])
        while waiting and waiting[0][0] < end:
            top, left, bottom = waiting.popleft()
            if top < below.get(left, 0):
                continue
            cells = rows[top - start]
            below[left], values[left] = bottom + 1, cells[left] if left < len(cells) else None
            within = range(top + 1 - start, min(bottom + 1, end) - start)
            _fill(rows, within, left, values[left])
        yield start, rows


def _fill(rows: Sequence[Cells], within: range, column: int, value: object) -> None:
    for index in within:
        row = rows[index]
        if isinstance(row, list) and column < len(row):
            row[column] = value


def _block(grid: Grid, headers: Sequence[str], sifted: Sifted) -> Block:
    """Some rows as columns."""
    kept = sifted.kept
    cells: Sequence[Cells] = sifted.cells
    width = len(headers)
    ragged = _ragged(kept, cells, width) if grid.ragged else []
    if ragged:
        apart = set(ragged)
        pairs = zip(kept, cells, strict=True)
        cells = [[*map(_broken, row)] if index in apart else row for index, row in pairs]
    if not grid.ragged:  # what lies beyond the header puts its whole row out of joint
        width = max(width, max(map(len, cells), default=0))
    if min(map(len, cells), default=width) < width:
        cells = [[*row, *[None] * (width - len(row))] for row in cells]
    columns = [*zip(*cells, strict=False)][:width]
    bare = [at for at in range(len(columns)) if not "".join(headers[at : at + 1])]
    unnamed = [at for at in bare if not all(map(empty, columns[at]))]
    return Block(kept, columns, sifted.skipped, ragged, unnamed)


def _ragged(kept: Sequence[int], cells: Sequence[Cells], width: int) -> list[int]:
    """The rows in which something stands beyond the header."""
    return [
        index
        for index, row in zip(kept, cells, strict=True)
        if len(row) > width and not all(map(empty, row[width:]))
    ]


def _broken(cell: object) -> object:
    return cell if empty(cell) else Broken("ragged", shown(cell))


def _marked(layout: Layout, headers: HeaderWords) -> Marked:
    used = sorted({column for those in layout.columns.values() for column in those})
    there = [name for name in identity(layout.entity) if name in layout.columns]
    return Marked(used, [layout.columns[name][0] for name in there] or used[:1], headers)


def _wide(areas: Iterable[Area], used: int) -> frozenset[int]:
    """The rows in which one cell is merged over half of the table's columns, at least three."""
    least = max(3, used // 2)
    return frozenset(
        index
        for top, left, bottom, right in areas
        if right - left + 1 >= least
        for index in range(top, bottom + 1)
    )


def _clear(layout: Layout, marked: Marked) -> Callable[[Sequence[Cells]], bool]:
    """The quick look: neither the keys' cells nor the first begin like a header or a remark.

    And another column is filled, which what stands below a table has not.
    """
    mark = marked.marks[0]
    other = next((one for one in (*marked.marks[1:], *marked.used) if one != mark), mark)
    suspect = {word[0] for word in (*words().totals, *words().notes, *words().examples)}
    suspect |= {layout.headers[mark][0], *marked.headers.beginnings}

    def clear(rows: Sequence[Cells]) -> bool:
        try:
            marks = {_beginning(row[mark]) for row in rows}
            others = {_beginning(row[other]) for row in rows}
        except IndexError:
            return False
        firsts = {_beginning(row[0]) for row in rows} if mark else marks
        plain = all(map(str.isalnum, marks)) and suspect.isdisjoint(marks | firsts)
        return plain and "" not in others

    return clear


def _beginning(cell: object) -> str:
    """What a raw cell begins with; a number with a digit."""
    return cell[:1] if isinstance(cell, str) else "" if cell is None else "0"


def _why_not(row: Cells, layout: Layout, marked: Marked, *, wide: bool) -> str | None:
    """Why a row is none of the table: "" for an empty one; None for a row of the table."""
    length = len(row)
    used, marks, headers = marked.used, marked.marks, marked.headers
    if all(column >= length or empty(row[column]) for column in used):
        return "" if all(empty(cell) for cell in row) else "unused-only"
    if all(_same(row, layout, column) for column in marks) and all(
        _same(row, layout, column) or column >= length or empty(row[column]) for column in used
    ):
        return "header-again"
    if _same(row, layout, marks[0]) or headers.in_row(row, (0, marks[0])):
        return OTHER_HEADER
    return nobody(row, marks, wide=wide)


def _same(row: Cells, layout: Layout, column: int) -> bool:
    cell = row[column] if column < len(row) else None
    return isinstance(cell, str) and header_key(cell) == header_key(layout.headers[column])
