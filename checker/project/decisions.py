"""决策表: the decision tables of definitions and categories, a line a row, first to last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.project import messages
from checker.project.forms import Column, Content, Form
from checker.project.records import Back, Group, Home, Kind, Record, length_in, lines
from checker.project.sheets import Sheet, shown
from checker.project.shelf import CATEGORIES, Shelf
from checker.project.wording import in_braces, plainly, word_in
from checker.spelling import closest
from checker.yaml_tree import ListNode, MapNode, TextNode, Tree
from checker.yaml_tree.edits import Change, Path, at

KIND, SHEET = "tables", "决策表"
CHAPTER, NAME, EACH, WHEN, THEN = "章", "名称", "每", "条件", "结果"
OTHERWISE = "其余"
FROM_TOP = f"从上到下，第一行成立的算数；最后一行可以写“{OTHERWISE}”。"


class Decisions(Kind):
    """The sheet, and what its rows ask for when it comes back."""

    heads = (NAME, WHEN, THEN)

    def __init__(self, shelf: Shelf) -> None:
        self.trees = shelf.own
        self.homes: dict[str, Home] = {}
        self.records = [*self._records()]
        columns = (
            Column(CHAPTER, Form.KNOWN, 16),
            Column(NAME, Form.TEXT, 18, tuple(self.homes), needed=True),
            Column(EACH, Form.KNOWN, 10),
            Column(
                WHEN,
                Form.WRAPPED,
                60,
                prompt=f"{FROM_TOP}最后一行可以写“{OTHERWISE}”。",
                needed=True,
            ),
            Column(THEN, Form.WRAPPED, 40, prompt="一个表达式；文字要加英文引号。", needed=True),
        )
        self.sheet = Sheet(SHEET, KIND, "", columns, lines(self.records), frozen=2)

    def length(self, home: Home) -> int:
        """How many rows a table has."""
        return length_in(self.trees, home)

    def home(self, group: Group, back: Back) -> Home | None:
        """By the table's name, or the table above."""
        name = shown(group.first.cells.get(NAME))
        above = group.above
        if above is not None and name in ("", shown(above.cells[0].get(NAME))):
            return above.home
        if name not in self.homes:
            place = back.cell(group.first, NAME)
            near = closest(name, self.homes)
            back.plan.faults.append(messages.unknown_table(place, name, near))
        return self.homes.get(name)

    def text(self, group: Group, back: Back) -> str:
        """A new row."""
        del back
        when = shown(group.first.cells.get(WHEN))
        then = plainly(group.first.cells.get(THEN))
        if when == OTHERWISE:
            return in_braces({"otherwise": then})
        return in_braces({"when": plainly(when), "is": then})

    def changes(self, group: Group, back: Back) -> Iterable[Change]:
        """The condition, the result; a row that turns into the last one is written anew."""
        assert group.record is not None
        node, before, row = group.record.node, group.record.cells[0], group.first
        asked = [h for h in (NAME, WHEN, THEN) if shown(before[h]) != shown(row.cells.get(h))]
        if NAME in asked:
            back.plan.faults.append(messages.not_here(back.cell(row, NAME), NAME))
        for header in asked:
            back.plan.tell(back.cell(row, header), before[header], row.cells.get(header))
        last = before[WHEN] == OTHERWISE
        if WHEN in asked and (last or shown(row.cells.get(WHEN)) == OTHERWISE):
            yield Change((), self.text(group, back))
            return
        keys = {WHEN: "when", THEN: "otherwise" if last else "is"}
        for header in asked:
            if header in keys and node is not None:
                key = keys[header]
                yield Change((key,), plainly(row.cells.get(header), node.get(key)))

    def bound(self, group: Group, back: Back) -> Iterator[tuple[Path, str]]:
        """Condition and result."""
        last = shown(group.first.cells.get(WHEN)) == OTHERWISE
        yield ("when",), back.cell(group.first, WHEN)
        yield ("otherwise" if last else "is",), back.cell(group.first, THEN)

    def check(self, groups: list[Group], back: Back) -> None:
        """Rows that were put in another order would decide otherwise."""
        latest: dict[Home, int] = {}
        for group in groups:
            record = group.record
            if record is None:
                continue
            if record.index < latest.get(record.home, -1):
                back.plan.faults.append(messages.moved(back.returned.line(group.first)))
            latest[record.home] = record.index

    def _records(self) -> Iterator[Record]:
        for file, tree in self.trees.items():
            for path, name, each, table in _tables(file, tree):
                self.homes.setdefault(name, (file, path))
                known: dict[str, Content] = {CHAPTER: _chapter(file, tree), NAME: name, EACH: each}
                for index, node in enumerate(table.items):
                    if isinstance(node, MapNode):
                        cells = {**known, **_cells(node)}
                        yield Record((file, path), index, node, (cells,))


def _tables(file: str, tree: Tree) -> Iterator[tuple[Path, str, Content, ListNode]]:
    """The tables of a file: the path of each, its name, what it is of."""
    if file == CATEGORIES:
        table = at(tree, ("categories", "table"))
        name = word_in(at(tree, ("categories", "field")))
        if isinstance(table, ListNode):
            yield ("categories", "table"), shown(name), "户", table
    defined = tree.get("definitions")
    for name, entry in defined.entries.items() if isinstance(defined, MapNode) else ():
        table = at(entry.value, ("table",))
        if isinstance(table, ListNode):
            each = word_in(at(entry.value, ("each",)))
            yield ("definitions", name, "table"), name, each, table


def _chapter(file: str, tree: Tree) -> str:
    title = at(tree, ("policy", "title"))
    return title.text if isinstance(title, TextNode) else file


def _cells(node: MapNode) -> dict[str, Content]:
    if "otherwise" in node.entries:
        return {WHEN: OTHERWISE, THEN: word_in(node.get("otherwise"))}
    return {WHEN: word_in(node.get("when")), THEN: word_in(node.get("is"))}
