"""Columns read block by block: what each different cell means is worked out once.

Half the cells of a county's sheet are 是, 否 or nothing; what is written a hundred thousand times
is looked up, not read again. Which rows are rows is not decided here (`checker.intake.body`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from types import NoneType
from typing import Any

from checker.intake import remarks
from checker.intake.amounts import PLAIN as PLAIN_NUMBER
from checker.intake.amounts import spellings_of_unit, unit_in
from checker.intake.cleaning import BLANK, Broken, Read
from checker.intake.fingerprint import normal
from checker.intake.grammar import Reader, cell_reader, standing
from checker.intake.reasons import NORMALISED, UNREADABLE
from checker.intake.words import words
from checker.model.catalog import CodeList, Field
from checker.model.dataset import Column, Note, Odd
from checker.model.kind import Kind, State, Value
from checker.spelling import half_width

Prepared = Callable[[object], object]
Standing = Callable[[], re.Pattern[str] | None]

BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")

# Types of which no cell equals one of another: 1, 1.0 and True would be one key.
APART = frozenset((str, NoneType, float, date, datetime, Broken))
NO_NUMBERS = APART - {float}
SELDOM = 4  # one in so many cells


class Meanings(dict[object, Value | None]):
    """What each different cell means: by the cell, or by its type and the cell.

    What is odd is seldom: it is not found here, so that each time it can be told.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._odd: dict[object, Read] = {}
        self.numbers = False  # was a cell met that may equal one of another type?
        self.checked = False  # are cells looked at for that?
        self.met: list[tuple[object, Odd]] = []  # the odd ones that were asked for, in order

    def __missing__(self, key: object) -> Value | None:
        """Read a cell that was not asked for before, or that is odd."""
        if not self.checked and key.__class__ not in NO_NUMBERS:
            self.numbers = True
            return None
        read = self._odd.get(key) or self._reader(key[1] if isinstance(key, tuple) else key)
        value, odd = read
        if odd is None:
            self[key] = value
        else:
            self._odd[key] = read
            self.met.append((key, odd))
        return value

    def of(self, raws: Sequence[object]) -> tuple[list[Value | None], dict[int, Odd]]:
        """What some cells mean, and which of them are odd."""
        self.checked = self.numbers
        alone = not self.checked or APART.issuperset(map(type, raws))
        keys = raws if alone else [(raw.__class__, raw) for raw in raws]
        self.met.clear()
        try:
            values = [*map(self.__getitem__, keys)]
        except TypeError:  # a list or a mapping, in a tree or a frame: no key
            read = [*map(self._reader, raws)]
            odd = {at: odd for at, (_, odd) in enumerate(read) if odd is not None}
            return [value for value, _ in read], odd
        if self.numbers and not self.checked:
            return self.of(raws)
        odd, at = {}, -1
        for key, one in self.met:
            at = keys.index(key, at + 1)
            odd[at] = one
        return values, odd


class Cells:
    """The cells of a column, read as they come."""

    def __init__(self, reader: Reader, standing: Standing = lambda: None) -> None:
        """Know how to read a column.

        Args:
            reader: of its cells.
            standing: what tells lines of texts that it reads as they are, where there are such.
        """
        self._meanings = Meanings(reader)
        self._standing = standing
        self._differ = False  # do many of the last cells differ from all before?
        self._values: list[Value | None] = []
        self._odd: dict[int, Odd] = {}

    def extend(self, raws: Sequence[Any]) -> None:
        """Read further cells."""
        first, before = len(self._values), len(self._meanings)
        others = _others(raws, self._standing()) if self._differ else None
        asked = raws if others is None else [raws[at] for at in others]
        values, odd = self._meanings.of(asked)
        if others is None:
            self._values.extend(values)
            self._odd.update((first + at, one) for at, one in odd.items())
            self._differ = SELDOM * (len(self._meanings) - before) > len(raws)
            return
        self._values.extend(raws)
        for at, value in zip(others, values, strict=True):
            self._values[first + at] = value
        self._odd.update((first + others[at], one) for at, one in odd.items())
        self._differ = SELDOM * len(others) < len(raws)

    def column(self) -> Column:
        """What was read."""
        return Column(self._values, self._odd)


def _others(raws: Sequence[Any], standing: re.Pattern[str] | None) -> list[int] | None:
    """Which cells are not among the texts that stand for themselves; None: nobody can tell."""
    if standing is None:
        return None
    try:
        lines = "\n".join([*raws, ""])
    except TypeError:  # not all are texts
        return None
    if lines.count("\n") > len(raws):
        return None
    others: list[int] = []
    row = 0
    for stand, other in standing.findall(lines):
        row += stand.count("\n")
        if other:
            others.append(row)
            row += 1
    return others


def read_column(raws: Sequence[object], reader: Reader) -> Column:
    """Every cell of a column."""
    cells = Cells(reader)
    cells.extend(raws)
    return cells.column()


class Written:
    """A field's columns in a sheet, read as they come: mostly one."""

    def __init__(
        self,
        field: Field,
        units: Mapping[int, str | None],
        shift: int,
        codes: Mapping[str, CodeList],
    ) -> None:
        """Know how to read a field.

        Args:
            field: what the cells are read as.
            units: its columns, and the unit that is told of each.
            shift: days to add to serial numbers of days.
            codes: the catalog's code lists.
        """
        self._together = field.kind is Kind.CHOICES and len(units) > 1
        self._prepared = {at: _prepared(field, unit, shift) for at, unit in units.items()}
        reader = cell_reader(field, codes)
        stand = cache(partial(standing, field, codes))  # made for long columns only
        self._empty = reader(None)
        if len(units) > 1 and not self._together:
            bare = cell_reader(replace(field, blank=None), codes)
            self._columns = [Cells(bare, stand) for _ in units]
        else:
            self._columns = [Cells(reader, stand)]

    def extend(self, columns: Sequence[Sequence[object]]) -> None:
        """Read the cells of further rows, which are given column by column."""
        parts = [
            columns[at] if prepared is None else [*map(prepared, columns[at])]
            for at, prepared in self._prepared.items()
        ]
        if self._together:
            parts = [[*zip(*parts, strict=True)]]
        for column, raws in zip(self._columns, parts, strict=True):
            column.extend(raws)

    def column(self) -> Column:
        """What was read: of a CHOICES field all, else what its columns agree on."""
        read = [column.column() for column in self._columns]
        return read[0] if len(read) == 1 else _agreed(read, self._empty)


def odd_cells(place: str, field: Field, column: Column) -> list[Note]:
    """What was normalised in a column, and what could not be read: counted by reason."""
    counts = Counter((odd.state, odd.reason) for odd in column.odd.values())
    notes = []
    for (state, reason), times in sorted(counts.items(), key=lambda item: item[0][1]):
        if state is State.KNOWN:
            how = NORMALISED.get(reason, reason)
            notes.append(remarks.cells_normalised(place, field.title, how, times))
        else:
            why = UNREADABLE.get(reason, reason)
            notes.append(remarks.cells_unreadable(place, field.title, why, times))
    return notes


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


def _prepared(field: Field, unit: str | None, shift: int) -> Prepared | None:
    """A header's own unit, where it is not the field's: `面积（平方米）` over a field in 亩."""
    if field.kind in (Kind.DATE, Kind.MONTH):
        return _told(None, shift) if shift else None
    if not field.kind.numeric or field.unit is None:
        return None
    return _told(unit, 0) if unit and unit not in spellings_of_unit(field.unit, words()) else None


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
