"""Tables that stay in their files: each column converted as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.catalog import Entity
from checker.model.dataset import ParquetTable
from checker.plan.scan import Cell

if TYPE_CHECKING:
    from checker.plan.build import Build


class ParquetScan:
    """A table in Parquet files."""

    rid = "file_row_number"

    def __init__(self, table: ParquetTable, entity: Entity, build: Build) -> None:
        self.table, self.entity, self.build = table, entity, build
        self.source = ""
        self.own: str | None = None

    def cell(self, name: str) -> Cell | None:
        """A field; None: no file has it."""
        raise NotImplementedError
