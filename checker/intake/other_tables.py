"""Two tables in one sheet, one under another: told by the second one's header.

Nobody can say of which table the rows below are; read as rows of the first, they would be
households that there are not.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.frozen import frozen
from checker.intake.grid import Cells, Grid
from checker.intake.layouts import Layout, identity
from checker.model.catalog import Catalog
from checker.spelling import header_key

FEW = 2  # headers in a row that make it a header


@frozen
class HeaderWords:
    """What makes a row a header, of this table or of another; as headers are compared."""

    keys: frozenset[str]  # of columns that say which row is which, or whose, in any table
    every: frozenset[str]  # those, and this table's own

    @property
    def beginnings(self) -> frozenset[str]:
        """Their first characters."""
        return frozenset(word[0] for word in self.keys)

    def in_row(self, row: Cells, columns: Sequence[int]) -> bool:
        """Is a row a header? Then one of these columns has a key's."""
        marks = {header_key(cell) for at in columns if isinstance(cell := _at(row, at), str)}
        if self.keys.isdisjoint(marks):
            return False
        texts = {header_key(cell) for cell in row if isinstance(cell, str)}
        return len(texts & self.every) >= FEW

    def above(self, grid: Grid, layout: Layout) -> bool:
        """Does another table's header stand above this one's?"""
        rows = grid.rows[: layout.header_rows[0]]
        return any(self.in_row(row, range(len(row))) for row in rows)


def header_words(layout: Layout, catalog: Catalog) -> HeaderWords:
    """The words of a sheet that was recognised."""
    fields = [
        entity.fields[name] for entity in catalog.entities.values() for name in identity(entity)
    ]
    keys = {header_key(one) for field in fields for one in (field.title, *field.headers)}
    own = {header_key(header) for header in layout.headers if header}
    return HeaderWords(frozenset(keys), frozenset(keys | own))


def _at(row: Cells, column: int) -> object:
    return row[column] if column < len(row) else None
