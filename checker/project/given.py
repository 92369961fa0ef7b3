"""What a case gives, as cells: a column a field, a line a row of each table.

A table's rows stand on the case's lines from the first: the second member on the second line,
beside the second visit. A row of which nothing is known has a mark in a column of its table's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from checker.frozen import frozen
from checker.model.catalog import Catalog, Field
from checker.model.function import EARLIER
from checker.model.kind import Kind
from checker.project.forms import Content
from checker.project.sheets import shown
from checker.project.wording import AND, day_in, in_braces, in_brackets, plainly, value_in, word
from checker.yaml_tree import ListNode, MapNode, Node, TextNode
from checker.yaml_tree.edits import Change, Path

THERE = "有"  # a row of which nothing is known
GIVEN = "given"
DIGITS = 10**15  # a spreadsheet loses the last digits of greater numbers

Table = tuple[str, ...]  # 成员; 上期 and 成员


@frozen
class Place:
    """What a column is: a field of a table, or that the table has a row."""

    table: Table
    field: str | None = None

    @property
    def header(self) -> str:
        """成员.出生日期, 上期.成员.年级; 成员 where it has a row."""
        return ".".join(self.table if self.field is None else (*self.table, self.field))


def place_of(header: str) -> Place:
    """What a header says."""
    steps = tuple(header.split("."))
    tables = 2 if steps[0] in EARLIER else 1
    return Place(steps[:tables], ".".join(steps[tables:]) or None)


def field_at(place: Place, catalog: Catalog) -> Field | None:
    """The field of the dictionary that a column is, also by one of its numbered columns."""
    entity = catalog.entity_named(place.table[-1])
    if entity is None or place.field is None:
        return None
    gathered = (field for field in entity.fields.values() if place.field in field.gather)
    return entity.field_named(place.field) or next(gathered, None)


def rows_in(given: MapNode) -> dict[Table, list[MapNode]]:
    """The rows of each table that a case gives."""
    found: dict[Table, list[MapNode]] = {}
    for name, entry in given.entries.items():
        if name in EARLIER and isinstance(entry.value, MapNode):
            inner = rows_in(entry.value)
            found.update({(name, *table): rows for table, rows in inner.items()})
        else:
            held = entry.value
            items = held.items if isinstance(held, ListNode) else (held,)
            found[(name,)] = [item for item in items if isinstance(item, MapNode)]
    return found


def cells_of(
    rows: Mapping[Table, Sequence[MapNode]], catalog: Catalog
) -> list[dict[str, Content]]:
    """The cells of a case's lines, by header."""
    lines: list[dict[str, Content]] = [{} for _ in range(max(map(len, rows.values()), default=0))]
    for table, nodes in rows.items():
        for line, node in zip(lines, nodes, strict=False):
            told = {
                Place(table, name).header: _content(
                    entry.value, field_at(Place(table, name), catalog)
                )
                for name, entry in node.entries.items()
            }
            if not any(content is not None for content in told.values()):
                told = {Place(table).header: THERE}
            line.update(told)
    return lines or [{}]


def _content(node: Node, field: Field | None) -> Content:
    if isinstance(node, ListNode):
        return AND.join(shown(_content(one, field)) for one in node.items)
    if not isinstance(node, TextNode) or node.null:
        return None
    if field is not None and field.kind.numeric and node.meaning == "number":
        return value_in(node)
    return day_in(node) if field is not None and field.kind is Kind.DATE else node.text


@frozen
class Wanted:
    """One row of a table as it came back."""

    was: int | None  # its number before; None for a new one
    cells: Mapping[str, Content]  # by field


def wanted_rows(
    lines: Iterable[tuple[int | None, Mapping[Place, Content]]],
    before: Mapping[Table, Sequence[MapNode]],
) -> dict[Table, list[Wanted]]:
    """The rows that a case's lines give; a line that was may have got a row of a new table."""
    found: dict[Table, list[Wanted]] = {table: [] for table in before}
    for number, cells in lines:
        tables = dict.fromkeys(place.table for place in cells)
        for table in tables:
            was = number if number is not None and number < len(before.get(table, ())) else None
            told = {p.field: c for p, c in cells.items() if p.table == table and p.field}
            found.setdefault(table, []).append(Wanted(was, told))
    return found


def given_changes(
    before: Mapping[Table, Sequence[MapNode]],
    wanted: Mapping[Table, Sequence[Wanted]],
    given: MapNode,
    catalog: Catalog,
) -> Iterator[Change]:
    """What changes in what a case gives."""
    for table, rows in wanted.items():
        nodes = before.get(table, ())
        start: Path = (GIVEN, *table)
        kept = [row.was for row in rows if row.was is not None]
        if not rows:
            yield from [Change(start, None)] if nodes else ()
        elif is_list(given, table) and kept == sorted(kept):
            yield from _in_list(table, rows, nodes, catalog)
        elif kept == [*range(len(nodes))] and len(rows) == len(nodes):
            yield from _in_row(table, (rows[0], nodes[0]), start, catalog)
        else:
            yield Change(start, rows_text(table, rows, nodes, catalog))


def _in_list(
    table: Table, rows: Sequence[Wanted], nodes: Sequence[MapNode], catalog: Catalog
) -> Iterator[Change]:
    """Rows of a list that change, come and go."""
    start: Path = (GIVEN, *table)
    above: int | None = None
    for row in rows:
        if row.was is not None:
            above = row.was
            yield from _in_row(table, (row, nodes[above]), (*start, above), catalog)
        else:
            text = rows_text(table, [row], (), catalog)
            behind = above is not None
            yield Change((*start, above if above is not None else len(nodes)), text, behind)
    there = {row.was for row in rows}
    yield from (Change((*start, at), None) for at in range(len(nodes)) if at not in there)


def is_list(given: MapNode, table: Table) -> bool:
    """Does a case give a table's rows as a list, and not as one row?"""
    return isinstance(_node(given, table), ListNode)


def _node(given: MapNode, table: Table) -> Node | None:
    node: Node | None = given
    for step in table:
        node = node.get(step) if isinstance(node, MapNode) else None
    return node


def _in_row(
    table: Table, pair: tuple[Wanted, MapNode], path: Path, catalog: Catalog
) -> Iterator[Change]:
    """The cells of a row that say something else."""
    row, node = pair
    for name in dict.fromkeys([*node.entries, *row.cells]):
        field = field_at(Place(table, name), catalog)
        held = node.get(name)
        content = row.cells.get(name)
        if shown(content) != shown(_content(held, field) if held is not None else None):
            yield Change((*path, name), None if content is None else _text(content, field, held))


def rows_text(
    table: Table, rows: Sequence[Wanted], nodes: Sequence[MapNode], catalog: Catalog
) -> str:
    """The rows of a table on one line."""
    written = []
    for row in rows:
        node = nodes[row.was] if row.was is not None else None
        cells = {
            name: _text(
                content, field_at(Place(table, name), catalog), node.get(name) if node else None
            )
            for name, content in row.cells.items()
        }
        written.append(in_braces(cells))
    return written[0] if len(written) == 1 else in_brackets(written)


def given_text(wanted: Mapping[Table, Sequence[Wanted]], catalog: Catalog) -> str:
    """What a new case gives."""
    parts: dict[str, str] = {}
    inner: dict[str, dict[str, str]] = {}
    for table, rows in wanted.items():
        text = rows_text(table, rows, (), catalog)
        if len(table) == 1:
            parts[table[0]] = text
        else:
            inner.setdefault(table[0], {})[table[1]] = text
    return in_braces({**parts, **{name: in_braces(tables) for name, tables in inner.items()}})


def _text(content: Content, field: Field | None, node: Node | None) -> str:
    """A cell as YAML: numbers that identify in quotes, several words as they stood."""
    if isinstance(node, ListNode):
        return in_brackets(word(part.strip()) for part in shown(content).split(AND))
    numeric = field is None or field.kind.numeric or field.kind is Kind.DATE
    return plainly(content, node) if numeric else word(content, node)


def digits_lost(content: Content, field: Field | None) -> bool:
    """Was a number that identifies written as a number, so long that its end is gone?"""
    long = isinstance(content, Decimal) and abs(content) >= DIGITS
    return long and field is not None and field.kind.written
