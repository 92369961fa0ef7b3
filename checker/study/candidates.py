"""Values worth trying in a cell: where the rule can turn, and what this row is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from checker.intake.grammar import read_cell
from checker.model.catalog import Catalog, Field
from checker.model.kind import Kind, State, Value
from checker.model.resolved import (
    Aggregate,
    FieldRead,
    Node,
    Resolved,
    ResolvedRule,
    TableName,
)
from checker.run.rows import Rows
from checker.run.trace import Traced, longest_gap
from checker.study.guesses import Guesses
from checker.study.representatives import Cell, aims, fitting, representatives, written

Read = tuple[TableName, str]
A_FEW = 3


class Actual(Guesses):
    """What expressions are for one row; guesses where they are not known."""

    def __init__(self, as_of: date, catalog: Catalog, traced: Sequence[Traced]) -> None:
        super().__init__(as_of, catalog)
        self.known: dict[int, list[Value]] = {}
        for one in traced:
            if one.known:
                self.known.setdefault(id(one.node), []).append(one.result)  # type: ignore[arg-type]

    def __call__(self, node: Node) -> list[Value]:
        """The values that the node has, else a few that it might have."""
        return [*dict.fromkeys(self.known.get(id(node)) or super().__call__(node))]


class Candidates:
    """Values to try, by table and field."""

    def __init__(self, rule: ResolvedRule, resolved: Resolved, catalog: Catalog) -> None:
        self.resolved, self.catalog = resolved, catalog
        self.cells = representatives([rule], resolved, catalog).cells
        self.found: dict[Read, dict[Value, None]] = {}
        for (table, name), cells in self.cells.items():
            field = catalog.entities[table.entity].fields[name]
            for value in self.read(field, cells):
                self.found.setdefault((table, name), {})[value] = None

    def read(self, field: Field, cells: Iterable[Cell]) -> Iterator[Value]:
        """The cells that can be read as the field's kind."""
        for cell in cells:
            value, odd = read_cell(cell, field, self.catalog.codes)
            if value is not None and (odd is None or odd.state is State.KNOWN):
                yield value

    def near(self, traced: Sequence[Traced], rows: Rows) -> dict[Read, dict[Value, None]]:
        """The values that the rows' own comparisons ask for, before those of any row."""
        guess = Actual(self.resolved.as_of, self.catalog, traced)
        own: dict[Read, dict[Value, None]] = {}
        for one in traced:
            for read, value in (*aims(one.node, guess), *named(one.node, rows), *missed(one)):
                for fit in self.read(read.field, map(written, fitting(read.field, [value]))):
                    own.setdefault((read.table, read.name), {})[fit] = None
        return {
            read: {**own.get(read, {}), **self.found.get(read, {})}
            for read in {**own, **self.found}
        }


def named(node: Node, rows: Rows) -> Iterator[tuple[FieldRead, Value]]:
    """What a field that names a row elsewhere may name: a few that are there.

    Not of persons: nobody's number is put into another's file.
    """
    if not isinstance(node, Aggregate) or node.link is None:
        return
    mine, own = node.link
    if isinstance(own, FieldRead) and isinstance(mine, FieldRead) and not own.field.mask:
        column = rows.table(mine.table).columns.get(mine.name)
        there = (value for value in (column.values if column else ()) if value is not None)
        yield from ((own, value) for value in islice(dict.fromkeys(there), A_FEW))


def missed(one: Traced) -> Iterator[tuple[FieldRead, Value]]:
    """Of longest_gap the day in the middle of the longest time without a row."""
    node = one.node
    if not isinstance(node, Aggregate) or node.kind != "longest_gap":
        return
    gap = longest_gap(one.items, one.children)
    if gap is not None and isinstance(node.value, FieldRead):
        yield node.value, gap[0] + (gap[1] - gap[0]) / 2


def instead(field: Field, held: Value | None, candidates: Sequence[Value]) -> Iterator[Value]:
    """The candidates as a cell can hold them; to several codes one is added or taken away."""
    if field.kind is not Kind.CHOICES:
        yield from (value for value in candidates if value != held)
        return
    known = {*held} if isinstance(held, tuple) else set()
    for value in candidates:
        codes = {*value} if isinstance(value, tuple) else {str(value)}
        for made in (known | codes, known - codes, codes):
            if made and made != known:
                yield tuple(sorted(str(code) for code in made))
