"""Items of lists as lines of a sheet, and what the rows that come back ask for.

A record is one item of a list in one of the folder's files: a dated value, a waiver, a case. Its
first line says what it is; further lines, which leave those columns empty, belong to it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.frozen import frozen
from checker.project import messages
from checker.project.forms import Content
from checker.project.plan import Item, Items, Plan
from checker.project.sheets import Line, Returned, Row, Sheet, shown
from checker.project.wording import Manner, in_braces
from checker.spelling import closest
from checker.yaml_tree import ListNode, MapNode, Node
from checker.yaml_tree.edits import Change, Path, at

Home = tuple[str, Path]  # a file in the folder, and a list in it
Cells = Mapping[str, Content]


@frozen
class Part:
    """One column of a record's first line, and the key that it shows."""

    header: str
    keys: Path  # two where one mapping stands in another; a column's number in CSV
    manner: Manner


@dataclass(frozen=True, eq=False)
class Record:
    """One item of a list, and the lines that show it."""

    home: Home
    index: int
    node: MapNode | None  # None in a file that is not YAML
    cells: tuple[Cells, ...]  # of each line
    fixed: bool = False  # it is shown, and cannot be changed here


@dataclass
class Group:
    """The rows that came back of one record, or make a new one."""

    record: Record | None
    above: Record | None  # the known one that stands above
    rows: list[tuple[int | None, Row]] = field(default_factory=list)  # with the line's number

    @property
    def first(self) -> Row:
        """The row that says what it is."""
        return self.rows[0][1]


@frozen
class Back:
    """A sheet that came back, and the plan that grows from it."""

    returned: Returned
    plan: Plan

    def cell(self, row: Row, header: str) -> str:
        """Where a cell stands."""
        return self.returned.cell(row, header)


class Kind(ABC):
    """What the sheets of one kind are about."""

    sheet: Sheet
    records: Sequence[Record]
    heads: Sequence[str]  # a row with something in one of these columns begins a record

    def parts(self, home: Home) -> Sequence[Part]:
        """The columns of a record's first line that stand for one key each."""
        del home
        return ()

    @abstractmethod
    def length(self, home: Home) -> int:
        """How many items a list has; 0 where there is none."""

    @abstractmethod
    def home(self, group: Group, back: Back) -> Home | None:
        """The list that a new record goes to; None, and a fault, where there is none."""

    @abstractmethod
    def text(self, group: Group, back: Back) -> str:
        """A new record as it is written."""

    def changes(self, group: Group, back: Back) -> Iterable[Change]:
        """What changes in a known record besides its parts; paths begin in the record."""
        del group, back
        return ()

    def bound(self, group: Group, back: Back) -> Iterable[tuple[Path, str]]:
        """Which cells say what in a record, besides its parts."""
        del group, back
        return ()

    def admits(self, header: str) -> bool:
        """May there be such a column?"""
        return header in self.sheet.headers

    def near(self, header: str) -> str | None:
        """The column that was probably meant."""
        return closest(header, self.sheet.headers)

    def check(self, groups: list[Group], back: Back) -> None:
        """What is wrong with the records as a whole."""
        del groups, back


def lines(records: Sequence[Record]) -> tuple[Line, ...]:
    """All records' lines."""
    return tuple(
        Line(f"{number}.{at}", cells)
        for number, record in enumerate(records)
        for at, cells in enumerate(record.cells)
    )


def plan_records(kind: Kind, back: Back) -> None:
    """Add to the plan what the rows of a sheet ask for."""
    if not _columns(kind, back):
        return
    groups = grouped(kind, back)
    kind.check(groups, back)
    lists: dict[Home, Items] = {}
    placed: list[tuple[Group, Home, Item]] = []
    for group in groups:
        if not _whole(group, back):
            continue
        record = group.record
        home = record.home if record else kind.home(group, back)
        if home is None or (record is not None and record.fixed):
            _unchanged(kind, group, back)
            continue
        _needed(kind, group, back)
        items = lists.setdefault(home, Items(home[1], kind.length(home)))
        item = items.old[record.index] if record else _added(kind, group, home, items, back)
        placed.append((group, home, item))
        if record:
            _changed(kind, group, record, back)
    _gone(kind, groups, lists, back)
    for home, items in lists.items():
        back.plan.change(home[0], *items.changes())
    for group, home, item in placed:
        _bind(kind, group, (home, lists[home].place(item)), back)


def _columns(kind: Kind, back: Back) -> bool:
    """Are the columns those that were exported, and such as may be added?"""
    known = back.returned.letters
    faults = [
        messages.unknown_column(back.returned.header(header), header, kind.near(header))
        for header in known
        if not kind.admits(header)
    ]
    lost = [header for header in kind.sheet.headers if header not in known]
    faults += [messages.lost_column(back.returned.place, header) for header in lost]
    back.plan.faults.extend(faults)
    return not faults


def grouped(kind: Kind, back: Back) -> list[Group]:
    """The rows by record; a line that comes a second time was copied and makes a new record."""
    known: dict[int, Group] = {}
    seen: set[str] = set()
    groups: list[Group] = []
    for row in back.returned.rows:
        number, line = _numbers(row.id, kind) if row.id not in seen else (None, None)
        seen.add(row.id)
        if number is not None and number in known:
            known[number].rows.append((line, row))
        elif number is not None:
            known[number] = Group(kind.records[number], None, [(line, row)])
            groups.append(known[number])
        elif groups and not any(head in row.cells for head in kind.heads):
            groups[-1].rows.append((None, row))
        else:
            above = next((one.record for one in reversed(groups) if one.record), None)
            groups.append(Group(None, above, [(None, row)]))
    for group in groups:  # its known lines in their order, whatever the sheet was sorted by
        order = iter(sorted((one for one in group.rows if one[0] is not None), key=_line))
        group.rows = [one if one[0] is None else next(order) for one in group.rows]
    return groups


def _line(one: tuple[int | None, Row]) -> int:
    return one[0] or 0


def _numbers(name: str, kind: Kind) -> tuple[int | None, int | None]:
    """A record's number, and its line's; neither where there is no such line."""
    record, _, line = name.partition(".")
    if not (record.isdecimal() and line.isdecimal() and int(record) < len(kind.records)):
        return None, None
    there = int(line) < len(kind.records[int(record)].cells)
    return (int(record), int(line)) if there else (None, None)


def _whole(group: Group, back: Back) -> bool:
    """Has a known record kept its first line?"""
    if group.record is None or group.rows[0][0] == 0:
        return True
    back.plan.faults.append(messages.no_first_line(back.returned.line(group.first)))
    return False


def _needed(kind: Kind, group: Group, back: Back) -> None:
    """Is there something in every cell that must say something?"""
    for column in kind.sheet.columns:
        if column.needed and column.header not in group.first.cells:
            place = back.cell(group.first, column.header)
            back.plan.faults.append(messages.empty_cell(place, column.header))


def _unchanged(kind: Kind, group: Group, back: Back) -> None:
    """What is only shown may not be changed."""
    for number, row in group.rows if group.record else ():
        before = group.record.cells[number] if group.record and number is not None else {}
        for header in kind.sheet.headers:
            if shown(before.get(header)) != shown(row.cells.get(header)):
                back.plan.faults.append(messages.upper(back.cell(row, header)))
                break


def _added(kind: Kind, group: Group, home: Home, items: Items, back: Back) -> Item:
    near = group.above if group.above is not None and group.above.home == home else None
    item = items.add(items.old[near.index] if near else None)
    item.text = kind.text(group, back)
    back.plan.told.append(f"{back.returned.line(group.first)}：新加")
    return item


def _changed(kind: Kind, group: Group, record: Record, back: Back) -> None:
    start = (*record.home[1], record.index)
    parts = kind.parts(record.home)
    found = [*_of_parts(parts, group, record, back), *kind.changes(group, back)]
    back.plan.change(record.home[0], *(replace(one, path=(*start, *one.path)) for one in found))


def _of_parts(parts: Sequence[Part], group: Group, record: Record, back: Back) -> Iterator[Change]:
    """The parts that say something else than was exported."""
    row, before = group.first, record.cells[0]
    asked = [
        part
        for part in parts
        if shown(before.get(part.header)) != shown(row.cells.get(part.header))
    ]
    for part in asked:
        place = back.cell(row, part.header)
        back.plan.tell(place, before.get(part.header), row.cells.get(part.header))
    outer = {part.keys[:-1] for part in asked}
    for above in sorted(outer, key=len):
        inside = [part for part in parts if part.keys[:-1] == above]
        written = _written(inside, row, record.node)
        if above and not written:
            yield Change(above, None)
            continue
        for part in inside:
            if part in asked:
                yield Change(part.keys, written.get(part.keys[-1]))


def _written(parts: Sequence[Part], row: Row, node: Node | None) -> dict[str | int, str]:
    """What the cells of a row say, by key."""
    return {
        part.keys[-1]: part.manner.write(
            row.cells[part.header], at(node, part.keys) if node else None
        )
        for part in parts
        if part.header in row.cells
    }


def fresh(parts: Sequence[Part], row: Row) -> dict[str, str]:
    """What the cells of a new record's first row say, by key."""
    found: dict[str, str] = {}
    for part in parts:
        inside = [one for one in parts if one.keys[:1] == part.keys[:1]]
        written = {str(key): text for key, text in _written(inside, row, None).items()}
        if written:
            key = str(part.keys[0])
            found[key] = in_braces(written) if len(part.keys) > 1 else written[key]
    return found


def _gone(kind: Kind, groups: list[Group], lists: dict[Home, Items], back: Back) -> None:
    """Known records of which no row came back."""
    there = {group.record for group in groups}
    for record in kind.records:
        if record in there or record.fixed:
            continue
        items = lists.setdefault(record.home, Items(record.home[1], kind.length(record.home)))
        items.drop(items.old[record.index])
        told = "，".join(shown(record.cells[0].get(head)) for head in kind.heads)
        back.plan.told.append(f"{back.returned.place}：删去“{told}”")


def _bind(kind: Kind, group: Group, where: tuple[Home, Path], back: Back) -> None:
    (file, _), path = where
    back.plan.bind(file, path, back.returned.line(group.first))
    for part in kind.parts(where[0]):
        back.plan.bind(file, (*path, *part.keys), back.cell(group.first, part.header))
    for inside, place in kind.bound(group, back):
        back.plan.bind(file, (*path, *inside), place)


def length_in(trees: Mapping[str, Node], home: Home) -> int:
    """How many items a list of a YAML file has."""
    held = at(trees[home[0]], home[1]) if home[0] in trees else None
    return len(held.items) if isinstance(held, ListNode) else 0
