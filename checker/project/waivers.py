"""豁免: the waivers of waivers.yaml and of waivers.csv, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.project import messages
from checker.project.forms import Column, Content, Form
from checker.project.records import Back, Group, Home, Kind, Part, Record, fresh, length_in, lines
from checker.project.sheets import Sheet, shown
from checker.project.shelf import WAIVERS, Shelf
from checker.project.wording import DAY, WORD, Manner, day_or_text, in_braces
from checker.read.csv_table import csv_table, written
from checker.read.folder import WAIVER_TABLE
from checker.read.waivers import COLUMNS
from checker.spelling import closest, header_key
from checker.yaml_tree import ListNode, MapNode, Node
from checker.yaml_tree.edits import at as node_at

KIND, NAME, RULE = "waivers", "豁免", "规则"
DAYS = ("from", "until")
PARTS = tuple(Part(title, (key,), DAY if key in DAYS else WORD) for key, title in COLUMNS.items())
DAY_TITLES = tuple(COLUMNS[key] for key in DAYS)
CSV_HOME: Home = (WAIVER_TABLE, ())


class Waivers(Kind):
    """The sheet, and what its rows ask for when it comes back."""

    heads = (RULE, "户编号", "起")

    def __init__(self, shelf: Shelf) -> None:
        source = shelf.opened.chain[-1].table
        self.trees = shelf.own
        self.table = csv_table(source) if source is not None else None
        self.records = [*self._yaml(), *self._csv()]
        self.rules = tuple(sorted(r.id for one in shelf.policies.policies for r in one.rules))
        self.sheet = Sheet(NAME, KIND, "", _columns(self.rules), lines(self.records), frozen=2)

    def parts(self, home: Home) -> Sequence[Part]:
        """The columns; in a table of CSV they are numbered."""
        if home[0] == WAIVERS or self.table is None:
            return PARTS if home[0] == WAIVERS else _csv_parts([*COLUMNS])
        return _csv_parts([_key(header) for header in self.table.headers])

    def length(self, home: Home) -> int:
        """How many waivers a file holds."""
        if home[0] == WAIVERS:
            return length_in(self.trees, home)
        return len(self.table.records) if self.table is not None else 0

    def home(self, group: Group, back: Back) -> Home:
        """Where the one above stands, else the table, which is made where there is none."""
        del back
        if group.above is not None:
            return group.above.home
        alone = self.table is None and WAIVERS in self.trees
        return (WAIVERS, ("waivers",)) if alone else CSV_HOME

    def text(self, group: Group, back: Back) -> str:
        """A new waiver."""
        home = self.home(group, back)
        parts = self.parts(home)
        if home[0] == WAIVERS:
            return in_braces(fresh(parts, group.first))
        told = {int(part.keys[0]): group.first.cells.get(part.header) for part in parts}
        return ",".join(written(shown(told.get(at))) for at in range(max(told) + 1))

    def check(self, groups: list[Group], back: Back) -> None:
        """Are the rules that somebody wrote rules that there are?"""
        for group in groups:
            before = group.record.cells[0].get(RULE) if group.record else None
            rule = shown(group.first.cells.get(RULE))
            if rule and rule != before and rule not in self.rules:
                place = back.cell(group.first, RULE)
                fault = messages.unknown_rule(place, rule, closest(rule, self.rules))
                back.plan.faults.append(fault)

    def _yaml(self) -> Iterator[Record]:
        tree = self.trees.get(WAIVERS)
        held = tree.get("waivers") if tree is not None else None
        for index, node in enumerate(held.items if isinstance(held, ListNode) else ()):
            if isinstance(node, MapNode):
                cells = {part.header: part.manner.show(node_at(node, part.keys)) for part in PARTS}
                yield Record((WAIVERS, ("waivers",)), index, node, (cells,))

    def _csv(self) -> Iterator[Record]:
        for index, row in enumerate(self.table.records if self.table is not None else ()):
            cells: dict[str, Content] = {}
            for part in self.parts(CSV_HOME):
                column = part.keys[0]
                if isinstance(column, int) and column < len(row):
                    text = row[column].text.strip()
                    known = day_or_text(text) if part.header in DAY_TITLES else text
                    cells[part.header] = known or None
            yield Record(CSV_HOME, index, None, (cells,))


def _columns(rules: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column(RULE, Form.TEXT, 30, rules, "规则的全名，见“规则”页。", needed=True),
        Column("户编号", Form.TEXT, 14, needed=True),
        Column("行", Form.TEXT, 14, prompt="只豁免这一户里的一个人或一条记录时，写它的编号。"),
        Column("起", Form.DAY, 13, needed=True, prompt="从哪天起，写作 2020-09-01。"),
        Column("止", Form.DAY, 13, needed=True, prompt="到哪天止，这一天还算。"),
        Column("事由", Form.WRAPPED, 36, needed=True),
        Column("批准人", Form.TEXT, 12, needed=True),
        Column("文件", Form.WRAPPED, 30, needed=True),
    )


def _key(header: str) -> str:
    """The key of a column's header, Chinese or English."""
    return next((k for k, title in COLUMNS.items() if header_key(title) == header), header)


def _csv_parts(keys: Sequence[str]) -> tuple[Part, ...]:
    return tuple(
        Part(COLUMNS[key], (column,), CSV) for column, key in enumerate(keys) if key in COLUMNS
    )


def _nothing(_node: Node | None) -> Content:
    return None


def _cell(content: Content, _node: Node | None) -> str:
    return written(shown(content))


CSV = Manner(_nothing, _cell)
