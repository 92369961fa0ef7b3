"""Which situations are worth judging: all of them where they are few, else what lies near cases.

Situations are made of `representatives`. What a search found says whether it tried them all; a
witness is the smaller the better. Nothing here is left to chance.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, islice, product
from math import comb, prod

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.function import EARLIER
from checker.model.resolved import Resolved, ResolvedRule, TableName
from checker.run.naming import HOUSEHOLD
from checker.study.representatives import Cell, Representatives, representatives
from checker.study.signature import signatures
from checker.study.situation import Situation, Worlds, listed

LIMIT = 5_000  # situations
PERIODS = {period: word for word, period in reversed(EARLIER.items())}

Row = Mapping[str, Cell]  # by the field's title
Rows = Mapping[TableName, tuple[Row, ...]]  # a situation, table by table


@frozen
class Found:
    """Situations, and whether no others of representatives could tell more."""

    situations: tuple[Situation, ...]
    complete: bool


def situations_for(
    rules: Sequence[ResolvedRule],
    resolved: Resolved,
    catalog: Catalog,
    seeds: Iterable[Situation] = (),
    limit: int = LIMIT,
) -> Found:
    """Situations at which the verdicts of some rules may turn; the seeds come first.

    Args:
        rules: of `resolved`.
        resolved: for its day.
        catalog: what the tables and fields are.
        seeds: situations to begin from: the rules' cases.
        limit: how many situations at most.
    """
    of = representatives(rules, resolved, catalog)
    begun = [*seeds]
    if how_many(of) + len(begun) <= limit:
        every = (given(rows, catalog) for rows in exhausted(of, catalog))
        return Found((*begun, *sorted(every, key=size)), of.tell_all)
    return Found(tuple(islice(grown(begun, rules, Space(of, resolved, catalog)), limit)), False)


def size(situation: Situation) -> tuple[int, int]:
    """How much there is to read: rows, then cells."""
    rows = [*rows_of(situation)]
    return len(rows), sum(len(row) for row in rows)


def rows_of(situation: Situation) -> Iterator[Mapping[str, object]]:
    """All rows of a situation, earlier periods' too."""
    for name, part in situation.items():
        if name in EARLIER and isinstance(part, Mapping):
            yield from rows_of(part)
        else:
            yield from (row for row in listed(part))


# All of them -------------------------------------------------------------------------------------


def how_many(of: Representatives) -> int:
    """The number of situations of at most two rows in each table ranged over."""
    single = prod(rows_possible(of, table) for table in of.single)
    return single * prod(
        1 + (many := rows_possible(of, table)) + comb(many + 1, 2) for table in of.ranged
    )


def rows_possible(of: Representatives, table: TableName) -> int:
    """The number of different rows of a table."""
    return prod(len(cells) for cells in of.of(table).values())


def exhausted(of: Representatives, catalog: Catalog) -> Iterator[Rows]:
    """Every situation of at most two rows in each table ranged over."""
    tables = [*dict.fromkeys([*of.single, *of.ranged])]
    choices = [[*row_choices(of, table, catalog)] for table in tables]
    for chosen in product(*choices):
        yield dict(zip(tables, chosen, strict=True))


def row_choices(
    of: Representatives, table: TableName, catalog: Catalog
) -> Iterator[tuple[Row, ...]]:
    """What may stand in a table: one row of a single one, and none or two if it is ranged over."""
    rows = [*all_rows(of, table, catalog)]
    if table not in of.single:
        yield ()
    yield from ((row,) for row in rows)
    if table in of.ranged:
        yield from combinations_with_replacement(rows, 2)


def all_rows(of: Representatives, table: TableName, catalog: Catalog) -> Iterator[Row]:
    """Every row that a table's representatives make."""
    fields = catalog.entities[table.entity].fields
    cells = of.of(table)
    for chosen in product(*cells.values()):
        pairs = zip(cells, chosen, strict=True)
        yield {fields[name].title: cell for name, cell in pairs if cell is not None}


def given(rows: Rows, catalog: Catalog) -> Situation:
    """Rows as a case writes them."""
    result: dict[str, object] = {}
    for table, those in rows.items():
        if those or table.period or table.entity == HOUSEHOLD:  # which else would be made up
            part = result.setdefault(PERIODS[table.period], {}) if table.period else result
            assert isinstance(part, dict)
            plain = [dict(row) for row in those]
            part[catalog.entities[table.entity].title] = plain[0] if len(plain) == 1 else plain
    return result


# Near cases --------------------------------------------------------------------------------------


@frozen
class Space:
    """What a search moves in."""

    of: Representatives
    resolved: Resolved
    catalog: Catalog

    def rows(self, situation: Situation) -> Rows:
        """A situation table by table, with a row where there must be one."""
        found: dict[TableName, tuple[Row, ...]] = {}
        for name, part in situation.items():
            if name in EARLIER and isinstance(part, Mapping):
                for inner, below in part.items():
                    found[self.table(inner, EARLIER[name])] = self.plain(inner, below)
            else:
                found[self.table(name, 0)] = self.plain(name, part)
        return found | {table: ({},) for table in self.of.single if not found.get(table)}

    def table(self, name: str, period: int) -> TableName:
        """The table that a case names."""
        entity = self.catalog.entity_named(name)
        return TableName(entity.name if entity else name, period)

    def plain(self, name: str, part: object) -> tuple[Row, ...]:
        """Rows with their fields' titles."""
        entity = self.catalog.entity_named(name)
        named = {field.name: field.title for field in entity.fields.values()} if entity else {}
        return tuple({named.get(f, f): cell for f, cell in row.items()} for row in listed(part))  # type: ignore[misc]

    def full(self) -> Iterator[Rows]:
        """Situations with a row in every table: bare ones, ones of first values, of second ..."""
        tables = dict.fromkeys([*self.of.single, *self.of.ranged])
        yield {table: ({},) for table in self.of.single}
        rows = {table: [*self.plausible(table)] for table in tables}
        for nth in range(max(map(len, rows.values()), default=0)):
            yield {table: (some[nth % len(some)],) for table, some in rows.items()}

    def near(self, rows: Rows) -> Iterator[Rows]:
        """One cell changed, one row dropped, doubled or added."""
        for table in dict.fromkeys([*self.of.single, *self.of.ranged]):
            those = rows.get(table, ())
            for at, row in enumerate(those):
                before, after = those[:at], those[at + 1 :]
                for other in self.changed(table, row):
                    yield {**rows, table: (*before, other, *after)}
                if table in self.of.ranged:
                    yield {**rows, table: (*before, *after)}
                    yield {**rows, table: (*those, row)}
            if table in self.of.ranged:
                for row in self.plausible(table):
                    yield {**rows, table: (*those, row)}

    def changed(self, table: TableName, row: Row) -> Iterator[Row]:
        """The row with one cell of another value."""
        fields = self.catalog.entities[table.entity].fields
        for name, cells in self.of.of(table).items():
            title = fields[name].title
            for cell in cells:
                if cell is not None and cell != row.get(title):
                    yield {**row, title: cell}
                elif cell is None and title in row:
                    yield {other: value for other, value in row.items() if other != title}

    def plausible(self, table: TableName) -> Iterator[Row]:
        """A row of first values, one of second values, and so on."""
        fields = self.catalog.entities[table.entity].fields
        cells = {
            name: [c for c in some if c is not None] for name, some in self.of.of(table).items()
        }
        for nth in range(max(map(len, cells.values()), default=1)):
            yield {fields[name].title: some[nth % len(some)] for name, some in cells.items()}


def grown(
    seeds: Sequence[Situation], rules: Sequence[ResolvedRule], space: Space
) -> Iterator[Situation]:
    """The seeds, what lies near them, what lies near whatever proved different in kind there."""
    begun = [space.rows(seed) for seed in seeds]
    seen: set[str] = set()
    known: set[object] = set()
    batch = [*fresh([*begun, *space.full()], seen, space)]
    while batch:
        situations = [given(rows, space.catalog) for rows in batch]
        yield from situations
        worlds = Worlds(situations, space.resolved.as_of, space.catalog)
        different: dict[object, Rows] = {}
        for signature, rows in zip(signatures(worlds, rules), batch, strict=True):
            if signature not in known:
                different.setdefault(signature, rows)
        known |= different.keys()
        near = (other for rows in different.values() for other in space.near(rows))
        batch = [*fresh(near, seen, space)]


def fresh(candidates: Iterable[Rows], seen: set[str], space: Space) -> Iterator[Rows]:
    """Those that were not there before."""
    for rows in candidates:
        key = json.dumps(given(rows, space.catalog), ensure_ascii=False, sort_keys=True)
        if key not in seen:
            seen.add(key)
            yield rows
