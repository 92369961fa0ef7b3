"""A plan under construction: its tables, and the relations that frames share."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from checker.model.catalog import Catalog, Field
from checker.model.dataset import Dataset, Table
from checker.model.kind import Kind, Type
from checker.model.resolved import Aggregate, FieldRead, Node, Row, TableName
from checker.plan import logic, spans  # they fill the tables of nodes and of aggregates
from checker.plan.dialect import DUCKDB, Dialect, Term
from checker.plan.fold import Folder
from checker.plan.frame import Names
from checker.plan.identity import comparable_id
from checker.plan.number import as_exact, in_millionths
from checker.plan.pair import PairFrame, Side
from checker.plan.parquet import ParquetScan
from checker.plan.relation import Rows, View
from checker.plan.scan import EmptyScan, MemoryScan, Scan
from checker.plan.table_frame import TableFrame
from checker.plan.translate import translate
from checker.plan.tree import Forest

FILLED = (logic, spans)


class Build:
    """What all frames of one plan share."""

    def __init__(self, dataset: Dataset, catalog: Catalog, as_of: date) -> None:
        self.dataset, self.catalog, self.as_of = dataset, catalog, as_of
        self.sql: Dialect = DUCKDB
        self.names = Names()
        self.forest = Forest()
        self.folder = Folder()
        self.about = dataset.region
        self.steps: list[str] = []
        self.scans: dict[TableName, Scan] = {}
        self._views: dict[Hashable, View] = {}
        self._rows: dict[Hashable, Rows] = {}
        self._asking: set[Hashable] = set()

    # Tables ------------------------------------------------------------------------------------

    def scan(self, table: TableName) -> Scan:
        """How a table is read."""
        if table not in self.scans:
            self.scans[table] = self._scan(table)
        return self.scans[table]

    def _scan(self, name: TableName) -> Scan:
        """How a table is read, not remembered."""
        table = self.dataset.tables.get(name)
        if table is None:
            return EmptyScan()
        entity = self.catalog.entities[name.entity]
        if isinstance(table, Table):
            return MemoryScan(table, entity)
        return ParquetScan(table, entity, self)

    def key(self, table: TableName) -> tuple[str, ...]:
        """The fields of a table's key."""
        return self.catalog.entities[table.entity].key

    def field(self, table: TableName, name: str) -> Field:
        """A field of a table."""
        return self.catalog.entities[table.entity].fields[name]

    def link(self, table: TableName, parent: str) -> tuple[str, ...]:
        """The fields that hold the key of a parent."""
        links = self.catalog.entities[table.entity].parents
        return next(link.fields for link in links if link.parent == parent)

    def raw_link(self, table: TableName, parent: TableName) -> bool:
        """Are the link and the key integers in their files, to be joined as they lie?"""
        return self._integers(table, self.link(table, parent.entity)) and self._integers(
            parent, self.key(parent)
        )

    def _integers(self, table: TableName, fields: tuple[str, ...]) -> bool:
        """Are these fields integers in their file?"""
        cells = [self.scan(table).cell(name) for name in fields]
        return all(cell is not None and cell.raw is not None for cell in cells)

    def raw_rows(self, node: Aggregate, root: TableName) -> bool:
        """Can an aggregate's rows be joined to their root by integers as they lie?"""
        way = self.catalog.way_up(node.table.entity, root.entity) or ()
        return len(way) == 1 and self.raw_link(node.table, root)

    # Registers ---------------------------------------------------------------------------------

    def too_old(self, node: Aggregate) -> bool:
        """Is the register's snapshot too old on the day of the check, or of a later day?"""
        register = self.catalog.entities[node.table.entity].register
        if register is None:
            return False
        day = self.dataset.register_days.get(node.table) or register.as_of
        if day is None:
            return register.max_age is not None
        age = (self.as_of - day).days
        return age < 0 or (register.max_age is not None and age > register.max_age)

    def closed(self, node: Aggregate) -> bool:
        """Is who is not in the table known not to be?"""
        register = self.catalog.entities[node.table.entity].register
        return register is None or register.closed

    # Relations ---------------------------------------------------------------------------------

    def view(self, parent: TableName, level: int, *, raw: bool) -> View:
        """The parent's columns that aggregates of a level stand in, shared by all children."""
        called = (parent, level, raw)
        if called not in self._views:
            self._views[called] = self.new_view(parent, raw=raw)
        return self._views[called]

    def new_view(self, parent: TableName, *, raw: bool) -> View:
        """A parent's columns for one child."""
        return View(self, TableFrame(self, parent), raw=raw)

    def group(self, node: Aggregate, root: TableName, *, raw: bool) -> Rows:
        """A table's rows under the key of an ancestor."""
        called = ("group", root, node.table, self.forest.level(node), raw)
        if called not in self._rows:
            frame = TableFrame(self, node.table)
            keys = self.item_keys(frame, root, raw=raw)
            self._rows[called] = Rows(self, frame, keys, frame.length, lift=True)
        return self._rows[called]

    def item_keys(self, frame: TableFrame, root: TableName, *, raw: bool) -> tuple[Term, ...]:
        """The key of the ancestor that a row belongs to, as it stands in the row's own chain."""
        way = self.catalog.way_up(frame.table.entity, root.entity) or ()
        last = TableName(way[-2], root.period) if len(way) > 1 else frame.table
        names = self.link(last, root.entity)
        if last is frame.table:
            return tuple(frame.key(name, raw=raw) for name in names)
        reads = [self._read(last, Row(False, way[:-1]), name) for name in names]
        return tuple(translate(read, frame).low for read in reads)

    def _read(self, table: TableName, row: Row, name: str) -> FieldRead:
        """A field as a node."""
        field = self.field(table, name)
        type_ = Type(field.kind, field.unit, field.codes, whole=field.kind is Kind.COUNT)
        return FieldRead(type_, field.title, field.span, row, table, field, name)

    def pair(self, node: Aggregate, own: TableName, root: TableName, *, raw: bool) -> Rows:
        """Rows beside the row they belong to, or whose ancestor they belong to."""
        assert node.root is not None
        called = ("pair", own, node.table, node.root.way, self.forest.level(node), raw)
        if called not in self._rows:
            frame, item = TableFrame(self, own), TableFrame(self, node.table)
            keys = frame.root_keys(node.root.way, raw=raw)
            sides = Side(frame, keys), Side(item, self.item_keys(item, root, raw=raw))
            self._rows[called] = self._pairs(*sides)
        return self._rows[called]

    def _pairs(self, itself: Side, item: Side) -> Rows:
        """Pairs, to be counted for each row outside."""
        frame = PairFrame(self, itself, item)
        return Rows(self, frame, (frame.rid,), item.frame.length, lift=False)

    def linked_group(self, node: Aggregate, asker: TableName) -> Rows:
        """A table's rows under the values of a linked field."""
        assert node.link is not None
        item, own = node.link
        numbers = self.forest.number(item), own.type.kind
        called = ("link", node.table, *numbers, self.forest.level(node))
        if called not in self._rows:
            frame = TableFrame(self, node.table)
            key = self.linked_term(self.forest.lift(item), node.link, frame)
            self._rows[called] = Rows(self, frame, (key,), frame.length, lift=True)
        rows, asking = self._rows[called], (called, asker, self.forest.number(own))
        if asking not in self._asking:
            self._asking.add(asking)
            frame = TableFrame(self, asker)
            rows.askers.append((frame, self.linked_term(own, node.link, frame)))
        return rows

    def doubles(self, node: Aggregate) -> Rows:
        """A table's rows under the values of a linked field that several of them have."""
        assert node.link is not None
        called = ("doubles", node.table, self.forest.number(node.link[0]), self.forest.level(node))
        if called not in self._rows:
            frame = TableFrame(self, node.table)
            key = self.linked_term(self.forest.lift(node.link[0]), node.link, frame)
            self._rows[called] = Rows(self, frame, (key,), frame.length, lift=True)
            self._rows[called].least = 2
        return self._rows[called]

    def linked_pair(self, node: Aggregate, own: TableName, *, shared: bool = False) -> Rows:
        """Rows beside the row that names them; only rows whose value several have if `shared`."""
        assert node.link is not None
        numbers = [self.forest.number(side) for side in node.link]
        called = ("linked pair", own, node.table, *numbers, self.forest.level(node), shared)
        if called not in self._rows:
            frame, item = TableFrame(self, own), TableFrame(self, node.table)
            key = self.linked_term(node.link[1], node.link, frame)
            other = self.linked_term(self.forest.lift(node.link[0]), node.link, item)
            several = self.doubles(node) if shared else None
            sides = Side(frame, (key,), several), Side(item, (other,), several)
            self._rows[called] = self._pairs(*sides)
        return self._rows[called]

    def linked_term(self, side: Node, link: tuple[Node, Node], frame: TableFrame) -> Term:
        """One side of a link, as it is compared with the other."""
        value = as_exact(translate(side, frame), frame)
        kinds = {part.type.kind for part in link}
        if side.type.kind.numeric:
            value = in_millionths(value, frame)
        if Kind.ID_NUMBER in kinds:
            return comparable_id(value.low, frame)
        return frame.name(value.low)
