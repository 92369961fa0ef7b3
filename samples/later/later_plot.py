"""Where defects are planted in the samples of 2023 and 2026.

As in samples/beicheng/planting.py, but rows are picked by what stands in them: a defect says which
rows of which table will do, and gets the first of a household that has none yet. Defects that
leave each other alone share households, so that more of them stay clean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from planting import Plot
from settings import Year
from writing import Row


class LaterPlot(Plot):
    """A clean township of a later year, to be spoilt."""

    def __init__(self, tables: dict[str, list[Row]], year: Year) -> None:
        super().__init__([], tables)
        self.year = year
        self._order = [str(row["户编号"]) for row in tables["户"]]
        Random(year.setting.seed).shuffle(self._order)
        self._used: dict[str, int] = {}
        self._most = 1  # defects a household

    def share(self) -> None:
        """From here on a household may get a second defect, and those with one come first."""
        self._most = 2
        self._order.sort(key=lambda number: -self._used.get(number, 0))

    def pick(self, table: str, fits: Callable[[Row, Row], bool]) -> Row:
        """A row of this table, of a household not yet spoilt; `fits` sees the row and its home."""
        homes = {row["户编号"]: row for row in self.tables["户"]}
        rows: dict[str, list[Row]] = {}
        for row in self.tables[table]:
            rows.setdefault(str(row["户编号"]), []).append(row)
        for number in self._order:
            if self._used.get(number, 0) >= self._most:
                continue
            for row in rows.get(number, ()):
                if fits(row, homes[number]):
                    self._used[number] = self._used.get(number, 0) + 1
                    return row
        message = f"no row of {table} is left"
        raise LookupError(message)

    def home_where(self, fits: Callable[[Row], bool]) -> Row:
        """A household not yet spoilt."""
        return self.pick("户", lambda row, _: fits(row))

    def people(self, home: Row) -> list[Row]:
        """Who lives there."""
        return self.of("成员", str(home["户编号"]))

    def benefits(self, home: Row) -> list[Row]:
        """What the household was given."""
        return self.of("政策享受", str(home["户编号"]))

    def find(self, rule: str, row: Row, why: str, **changes: object) -> Row:
        """Spoil the row and say that the rule must find a gap in it."""
        row.update(changes)
        self.gap(rule, row, why)
        return row

    def doubt(self, rule: str, row: Row, why: str, **changes: object) -> Row:
        """Spoil the row and say that the rule cannot tell of it."""
        row.update(changes)
        self.unknown(rule, row, why)
        return row


Changes = Mapping[str, object]
