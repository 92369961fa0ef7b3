"""Two tables in one sheet, one under another: told by the second one's header.

Nobody can say of which table the rows below are; read as rows of the first, they would be
households that there are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.frozen import frozen
from checker.intake.grid import Cells, Grid, empty
from checker.intake.layouts import Layout, identity
from checker.model.catalog import Catalog, Field
from checker.spelling import header_key

FEW, HALF = 2, 2  # headers in a row that make it a header: two, and half of what it holds


@frozen
class HeaderWords:
    """What makes a row a header, of this table or of another; as headers are compared."""

    keys: frozenset[str]  # of columns that say which row is which, or whose, in any table
    own: frozenset[str]  # this table's
    catalog: Catalog

    @property
    def beginnings(self) -> frozenset[str]:
        """Their first characters."""
        return frozenset(word[0] for word in self.keys)

    def in_row(self, row: Cells, columns: Sequence[int]) -> bool:
        """Is a row a header? Then one of these columns has a key's."""
        marks = {header_key(cell) for at in columns if isinstance(cell := _at(row, at), str)}
        if self.keys.isdisjoint(marks):
            return False
        filled = [cell for cell in row if not empty(cell)]
        texts = [header_key(cell) for cell in filled if isinstance(cell, str)]
        known = len(self._every().intersection(texts))
        return known >= FEW and known * HALF >= len(filled)

    def _every(self) -> frozenset[str]:
        """All headers; seldom asked for."""
        entities = self.catalog.entities.values()
        return self.own | headers_of(one for entity in entities for one in entity.fields.values())

    def above(self, grid: Grid, layout: Layout) -> bool:
        """Does another table's header stand above this one's?"""
        rows = grid.rows[: layout.header_rows[0]]
        return any(self.in_row(row, range(len(row))) for row in rows)


def header_words(layout: Layout, catalog: Catalog) -> HeaderWords:
    """The words of a sheet that was recognised."""
    fields = [
        entity.fields[name] for entity in catalog.entities.values() for name in identity(entity)
    ]
    own = frozenset(header_key(header) for header in layout.headers if header)
    return HeaderWords(headers_of(fields), own, catalog)


def headers_of(fields: Iterable[Field]) -> frozenset[str]:
    """What may stand above their columns, as headers are compared."""
    return frozenset(header_key(one) for field in fields for one in (field.title, *field.headers))


def _at(row: Cells, column: int) -> object:
    return row[column] if column < len(row) else None
