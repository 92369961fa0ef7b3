"""Tables that stay in their files: each column converted as it is read.

What a cell means is `checker.model.dataset.ParquetColumn`'s contract: what its meanings say of its
text, else as it lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.catalog import Entity
from checker.model.dataset import Odd, ParquetColumn, ParquetTable
from checker.model.kind import LIMIT, Kind, State, Value
from checker.plan import dialect
from checker.plan.choose import literal
from checker.plan.dialect import MONTHS, SCALE
from checker.plan.number import PLACES
from checker.plan.scan import Cell, in_millionths

if TYPE_CHECKING:
    from checker.plan.build import Build

FEW = 40  # meanings that are written into the text; more are joined
BYTES = {
    "TINYINT": 1,
    "SMALLINT": 2,
    "INTEGER": 4,
    "BIGINT": 8,
    "UTINYINT": 1,
    "USMALLINT": 2,
    "UINTEGER": 4,
}
INTEGERS = tuple(BYTES)
NARROW = 18  # digits that 64 bits hold
FLOATS = ("FLOAT", "DOUBLE")


class ParquetScan:
    """A table in Parquet files."""

    def __init__(self, table: ParquetTable, entity: Entity, build: Build) -> None:
        self.table, self.entity, self.build = table, entity, build
        self.length = table.length
        self._cells: dict[str, Cell | None] = {}
        self._joins: list[str] = []
        self._own: str | None = None
        self.rid = "file_row_number"
        paths = ", ".join(dialect.text(path).text for path in table.paths)
        self._files = f"read_parquet([{paths}], file_row_number = true)"
        if len(table.paths) > 1:
            self._number_files(paths)

    @property
    def source(self) -> str:
        """The files, and what their odd texts mean."""
        return self._files + "".join(self._joins)

    def _number_files(self, paths: str) -> None:
        """Number the rows of several files through."""
        places, offsets = self.build.names.new("o"), self.build.names.new("o")
        # The names of our own columns are such that a file is unlikely to have them.
        path, before, file = (f"{offsets}_{name}" for name in ("path", "before", "file"))
        self.build.steps += [
            f"CREATE TEMP TABLE {places} AS SELECT unnest([{paths}]) AS path, "
            f"unnest(range({len(self.table.paths)})) AS place",
            f"CREATE TEMP TABLE {offsets} AS SELECT path AS {path}, "
            "coalesce(sum(num_rows) OVER (ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING "
            f"AND 1 PRECEDING), 0)::BIGINT AS {before} FROM {places} JOIN "
            f"parquet_file_metadata([{paths}]) ON (file_name = path)",
        ]
        self._files = f"read_parquet([{paths}], file_row_number = true, filename = '{file}')"
        self._joins.append(f" JOIN {offsets} ON ({path} = {file})")
        self.rid = f"(file_row_number + {before})"

    def cell(self, name: str) -> Cell | None:
        """A field; None: no file has it."""
        if name not in self._cells:
            column = self.table.columns.get(name)
            self._cells[name] = None if column is None else self._cell(name, column)
        return self._cells[name]

    def _cell(self, name: str, column: ParquetColumn) -> Cell:
        """A field, not remembered."""
        kind = self.entity.fields[name].kind
        source = '"' + column.source.replace('"', '""') + '"'
        plain = as_it_lies(source, column.sql_type, kind)
        millionths = in_millionths(kind)
        if not column.meanings:
            raw = source if kind.written and column.sql_type in INTEGERS else None
            state = f"({source} IS NULL)::UTINYINT"
            most = greatest(column.sql_type, kind)
            return Cell(plain, plain, state, True, millionths, raw, most)
        read, state = self._meant(source, column, plain, kind)
        whole = read
        if kind is Kind.CHOICES:
            whole = f"(CASE WHEN ({state} = 0) THEN {read} END)"
        return Cell(whole, read, state, True, millionths)

    def _meant(
        self, source: str, column: ParquetColumn, plain: str, kind: Kind
    ) -> tuple[str, str]:
        """A cell's value and state: what its text means (NULL as ""), else as it lies."""
        text = f"coalesce({source}::VARCHAR, '')"
        rows = [
            (
                dialect.text(was).text,
                literal(value, kind, millionths=in_millionths(kind)),
                state_of(value, odd).value,
            )
            for was, (value, odd) in {"": (None, None), **column.meanings}.items()
        ]
        if len(rows) <= FEW:
            values = " ".join(f"WHEN {was} THEN {value}" for was, value, _ in rows)
            states = " ".join(f"WHEN {was} THEN {state}" for was, _, state in rows)
            return f"(CASE {text} {values} ELSE {plain} END)", f"(CASE {text} {states} ELSE 0 END)"
        name = self.build.names.new("m")
        listed = ", ".join(f"({was}, {value}, {state})" for was, value, state in rows)
        was, meant, state = (f"{name}_{part}" for part in ("was", "meant", "state"))
        self.build.steps.append(
            f"CREATE TEMP TABLE {name} AS FROM (VALUES {listed}) AS t({was}, {meant}, {state})"
        )
        self._joins.append(f" LEFT JOIN {name} ON ({text} = {was})")
        value = f"(CASE WHEN ({was} IS NOT NULL) THEN {meant} ELSE {plain} END)"
        return value, f"coalesce({state}, 0)"

    @property
    def own(self) -> str | None:
        """Has the row its key for itself?"""
        if self.table.unique_key:
            return None
        if self._own is None:
            self._own = self._unshared()
        return self._own

    def _unshared(self) -> str:
        """The condition that no other row has the row's key."""
        cells = [self.cell(name) for name in self.entity.key]
        values = [cell.value for cell in cells if cell is not None]
        if not values or len(values) < len(cells):
            return "FALSE"
        table = self.build.names.new("d")
        names = [f"{table}_{place}" for place in range(len(values))]
        listed = ", ".join(f"{v} AS {n}" for v, n in zip(values, names, strict=True))
        known = " AND ".join(f"({name} IS NOT NULL)" for name in names)
        self.build.steps.append(
            f"CREATE TEMP TABLE {table} AS SELECT * FROM (SELECT {listed} FROM {self.source}) "
            f"WHERE {known} GROUP BY ALL HAVING count(*) > 1"
        )
        same = " AND ".join(f"({n} = {v})" for n, v in zip(names, values, strict=True))
        told = " AND ".join(f"({value} IS NOT NULL)" for value in values)
        return f"({told} AND NOT EXISTS (SELECT 1 FROM {table} WHERE {same}))"


def state_of(value: Value | None, odd: Odd | None) -> State:
    """The state of a cell with this meaning."""
    if odd is not None:
        return odd.state
    return State.BLANK if value is None else State.KNOWN


def as_it_lies(source: str, sql_type: str, kind: Kind) -> str:
    """A cell whose meaning is plain, as the plan holds it."""
    if kind is Kind.COUNT:
        return source if sql_type == "BIGINT" else f"TRY_CAST({source} AS BIGINT)"
    if kind.numeric:
        return number(source, sql_type)
    if kind is Kind.DATE:
        return source if sql_type == "DATE" else f"TRY_CAST({source} AS DATE)"
    if kind is Kind.MONTH:
        return month(source, sql_type)
    if kind is Kind.CHOICES:
        if sql_type == "VARCHAR[]":
            return source
        return f"(CASE WHEN ({source} IS NOT NULL) THEN [{source}::VARCHAR] END)"
    if kind is Kind.YES_NO:
        return source if sql_type == "BOOLEAN" else "(NULL)::BOOLEAN"
    return source if sql_type == "VARCHAR" else f"{source}::VARCHAR"


def number(source: str, sql_type: str) -> str:
    """A number in millionths."""
    if sql_type in INTEGERS:
        return f"({source}::BIGINT * {SCALE})"
    if sql_type in FLOATS:
        return from_float(f"{source}::DOUBLE")
    if sql_type.startswith("DECIMAL("):
        return from_decimal(source, sql_type)
    # Text that is plainly a number, and integers too wide: through exact decimals.
    return f"(TRY_CAST({source} AS DECIMAL(38, 6)) * {SCALE})::BIGINT"


def greatest(sql_type: str, kind: Kind) -> int | None:
    """How large a number of a column may be, as it is held; None: what the language allows."""
    if not kind.numeric:
        return None
    scale = SCALE if in_millionths(kind) else 1
    if sql_type in BYTES:
        return min(1 << (8 * BYTES[sql_type]), int(LIMIT)) * scale
    if sql_type.startswith("DECIMAL("):
        width, places = (int(part) for part in sql_type[len("DECIMAL(") : -1].split(","))
        return min(int("1" + "0" * (width - places)), int(LIMIT)) * scale
    return None


def from_decimal(source: str, sql_type: str) -> str:
    """A decimal in millionths, in 64 bits where it fits."""
    width, scale = (int(part) for part in sql_type[len("DECIMAL(") : -1].split(","))
    if width + 1 <= NARROW - scale and scale <= PLACES:
        up = 10**scale
        return f"(({source} * {up}::DECIMAL({scale + 1}, 0))::BIGINT * {SCALE // up})"
    if scale <= PLACES:
        return f"({source}::DECIMAL(38, 6) * {SCALE})::BIGINT"
    return f"round({source}::DECIMAL(38, {scale}) * {SCALE})::BIGINT"


def from_float(source: str) -> str:
    """A floating number at 15 significant digits, in millionths.

    Below 10⁸ multiplying is exact enough, except next to where rounding turns; there, and above,
    the digits are written out and read.
    """
    times = f"({source} * {SCALE})"
    part = f"abs({times} - trunc({times}))"
    plain = f"((abs({source}) < 1e8) AND (abs({part} - 0.5) > 0.1))"
    digits = f"printf('%.14e', {source})"
    written = f"round(TRY_CAST({digits} AS DECIMAL(38, 18)) * {SCALE})"
    return f"(CASE WHEN {plain} THEN round({times})::BIGINT ELSE {written}::BIGINT END)"


def month(source: str, sql_type: str) -> str:
    """A month as months since year 0."""
    day = f"TRY_CAST(({source} || '-01') AS DATE)" if sql_type == "VARCHAR" else source
    return f"(year({day})::BIGINT * {MONTHS} + month({day}) - 1)"
