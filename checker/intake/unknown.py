"""What intake did not understand, as questions: which table, which field, which code.

Each has the nearest names, which are suggested and never taken. What is asked once need not be
asked again: the answer is written into a mapping.yaml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from difflib import SequenceMatcher
from pathlib import Path

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.intake.cleaning import tidy
from checker.intake.codes import SEPARATOR, plain
from checker.intake.files import File, listed
from checker.intake.forms import CODED, Owner, code_list, meaning, tables_of
from checker.intake.grid import Grid, empty
from checker.intake.guide import Guide, guide
from checker.intake.headers import Headings, best_of, recognise, whole
from checker.intake.layouts import Layout, missing
from checker.intake.reading import Hints, content_of, filled, wanted_of, with_hints
from checker.model.catalog import Catalog, CodeList, Entity, Field
from checker.model.dataset import Dataset, Odd, ParquetTable, Table
from checker.model.kind import Kind, State
from checker.spelling import header_key

NEAR = 0.3  # share of common characters from which a name is worth showing
MANY = 3  # names that are shown
LONGEST = 20  # characters of what may be a word of a code list
NO_WORD = re.compile("[0-9]{6}")  # a number, which stands in the wrong column
NOT_A_CODE = frozenset({"unknown-code", "not-yes-or-no"})


@frozen
class Sheet:
    """A sheet, with what of its headers was not understood."""

    file: File
    grid: Grid
    known: Headings
    layout: Layout | None  # None where nobody knows what table it is
    headers: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # → column, filled cells

    @property
    def header_rows(self) -> tuple[int, ...]:
        """As people number them."""
        rows = self.layout.header_rows if self.layout else ()
        return tuple(self.grid.numbers[row] for row in rows)

    @property
    def lacking(self) -> list[str]:
        """The titles of the fields without which it is no table."""
        return missing(self.layout) if self.layout else []

    def near(self, header: str) -> list[tuple[Entity, Field]]:
        """The fields that a header may be, the nearest first; those that it must have last."""
        if self.layout is None:
            return []
        free = [*fields_of(self.layout, self.known.catalog)]
        scored = [(likeness(header, names(one)), one) for _, one in free]
        ranked = sorted(zip(scored, free, strict=True), key=lambda pair: -pair[0][0])
        found = [owned for (score, _), owned in ranked if score >= NEAR][:MANY]
        own = self.layout.entity
        needed = [(e, f) for e, f in free if e is own and f.title in self.lacking]
        return found + [one for one in needed if one not in found]


@frozen
class Word:
    """A word that no code list has."""

    entity: Entity
    field: Field
    text: str
    count: int
    codes: CodeList

    def near(self) -> list[str]:
        """The codes that it may mean, the nearest first."""
        scores = {code: likeness(self.text, (code, *o)) for code, o in self.codes.codes.items()}
        return sorted(self.codes.codes, key=lambda code: -scores[code])


def likeness(name: str, others: Iterable[str]) -> float:
    """How near a name is to the nearest of others, between 0 and 1."""
    own = header_key(name)
    ratios = (SequenceMatcher(None, own, header_key(other)).ratio() for other in others)
    return max(ratios, default=0.0)


def names(one: Field) -> tuple[str, ...]:
    """What a field may be called."""
    return (one.title, *one.headers)


def fields_of(layout: Layout, catalog: Catalog) -> Iterator[tuple[Entity, Field]]:
    """The fields that a sheet may have besides those that it has."""
    for entity in tables_of(layout.entity, catalog):
        own = layout if entity is layout.entity else layout.above
        taken = own.columns if own else {}
        for one in entity.fields.values():
            if one.derived is None and (one.name not in taken or one.kind is Kind.CHOICES):
                yield entity, one


def guide_of(paths: Sequence[Path], catalog: Catalog, hints: Hints) -> tuple[list[File], Guide]:
    """The files, and what says how to read them."""
    files, _ = listed(dict.fromkeys([*paths, *hints.wanted]))
    return with_hints(files, hints), guide(files, catalog, hints.mapping)


def sheets(files: Sequence[File], told: Guide) -> Iterator[Sheet]:
    """Every sheet of which something was not understood; what cannot be read is passed over."""
    for file in files:
        try:
            content = content_of(file, told)
            grids = [grid.whole() for grid in content.grids] if content else []
        except FaultyInput:  # told when it is read
            continue
        for grid in grids:
            if filled(grid):
                found = sheet(file, grid, told)
                if found.layout is None or found.lacking or found.headers:
                    yield found


def sheet(file: File, grid: Grid, told: Guide) -> Sheet:
    """One sheet as it is understood."""
    known = told.told(file, grid.sheet).known
    wanted = wanted_of(file, grid, told)
    layout = recognise(grid, known, wanted)
    if isinstance(layout, Fault) and layout.code == "ambiguous-table":
        layout = None
    elif isinstance(layout, Fault) or (layout is None and wanted):
        layout = best_of(grid, known, wanted)
    return _asked(Sheet(file, grid, known, layout))


def as_table(one: Sheet, entity: Entity, rows: tuple[int, ...] = ()) -> Sheet:
    """The sheet as if it were a certain table, with its header in certain rows."""
    known = replace(one.known, header_rows=rows, asked={}) if rows else one.known
    layout = best_of(one.grid, known, entity.name)
    if layout is None and rows:
        there = {number: index for index, number in enumerate(one.grid.numbers)}
        indices = tuple(there[number] for number in rows if number in there)
        layout = Layout(entity, indices, _texts(one.grid, indices), {}, ()) if indices else None
        if layout is not None:
            unused = tuple(column for column, text in enumerate(layout.headers) if text)
            layout = replace(layout, unused=unused)
    return _asked(replace(one, known=known, layout=layout))


def _asked(one: Sheet) -> Sheet:
    """With the headers to ask for."""
    layout = one.layout
    if layout is None:
        return one
    found: dict[str, tuple[str, int]] = {}
    for column in layout.unused:
        header = "".join(layout.headers[column].split())
        if layout.entity.name in one.known.said.get(whole(header), {}):
            continue  # somebody said that it is of no use
        cells = (row[column] for row in one.grid.rows[layout.first :] if column < len(row))
        count = sum(not empty(cell) for cell in cells)
        found.setdefault(header, (one.grid.column_name(column, header), count))
    return replace(one, headers=found)


def _texts(grid: Grid, rows: Sequence[int]) -> tuple[str, ...]:
    """The headers that stand in some rows, under one another."""
    width = max(len(grid.rows[row]) for row in rows)
    cells = [[*grid.rows[row], *[None] * (width - len(grid.rows[row]))] for row in rows]
    return tuple(
        "".join(cell.strip() for cell in column if isinstance(cell, str))
        for column in zip(*cells, strict=True)
    )


def likely_tables(one: Sheet) -> list[Entity]:
    """The tables that a sheet may be, those with the most of its headers first."""
    entities = one.known.catalog.entities.values()
    found = {e.name: best_of(one.grid, one.known, e.name) for e in entities}
    scores = {
        name: (len(layout.columns), _likeness(replace(one, layout=layout)))
        for name, layout in found.items()
        if layout
    }
    there = [entity for entity in entities if entity.name in scores]
    return sorted(there, key=lambda entity: scores[entity.name], reverse=True)


def _likeness(one: Sheet) -> float:
    """How near the headers that a sheet's table does not know are to its fields, together."""
    if one.layout is None:
        return 0.0
    free = [names(known) for _, known in fields_of(one.layout, one.known.catalog)]
    headers = [one.layout.headers[column] for column in one.layout.unused]
    return sum(max((likeness(header, own) for own in free), default=0.0) for header in headers)


def likely_header(one: Sheet) -> int:
    """The number of the first row with several texts and nothing else."""
    rows = zip(one.grid.numbers, one.grid.rows, strict=True)
    for number, row in rows:
        cells = [cell for cell in row if not empty(cell)]
        texts = [cell for cell in cells if isinstance(cell, str) and not NO_WORD.search(cell)]
        if len(cells) > 1 and len(texts) == len(cells):
            return number
    return one.grid.numbers[0]


def words(dataset: Dataset, catalog: Catalog) -> list[Word]:
    """The words that no code list has, those that stand most often first."""
    counts: Counter[tuple[Owner, str]] = Counter()
    for name, table in dataset.tables.items():
        entity = catalog.entities[name.entity]
        for title in table.columns:
            one = entity.fields[title]
            if one.kind in CODED and code_list(one) in catalog.codes:
                for text, count in _unknown(table, one, catalog):
                    counts[(entity.name, one.name), text] += count
    found = []
    for ((entity_name, field_name), text), count in counts.items():
        entity = catalog.entities[entity_name]
        one = entity.fields[field_name]
        found.append(Word(entity, one, text, count, catalog.codes[code_list(one)]))
    return sorted(found, key=lambda word: (word.entity.title, word.field.title, -word.count))


def _unknown(
    table: Table | ParquetTable, one: Field, catalog: Catalog
) -> Iterator[tuple[str, int]]:
    """The unknown words of a column, as often as they stand there; in Parquet each once."""
    for strange in _odd(table, one.name):
        if strange.state is not State.UNREADABLE or strange.reason not in NOT_A_CODE:
            continue
        for text in SEPARATOR.split(strange.raw) if one.kind is Kind.CHOICES else [strange.raw]:
            bare = plain(tidy(text)) if text.strip() else ""
            a_word = 0 < len(bare) <= LONGEST and not NO_WORD.search(bare)
            if a_word and meaning(bare, one, catalog) is None:
                yield bare, 1


def _odd(table: Table | ParquetTable, name: str) -> Iterable[Odd]:
    if isinstance(table, Table):
        return table.columns[name].odd.values()
    return [odd for _, odd in table.columns[name].meanings.values() if odd is not None]
