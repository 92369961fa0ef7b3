"""用例: the cases of one policy file, a sheet a file, a line a row of each table.

The verdict expected stands on the first line; where rows have each their own, on their lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.model.catalog import Entity
from checker.model.policy import Rule
from checker.project import messages
from checker.project.case_columns import (
    DAY_OF,
    NAME,
    RULE,
    TITLE,
    VERDICT,
    field_columns,
    head_columns,
)
from checker.project.expected import (
    EXPECT,
    WORDS,
    Expected,
    Expecting,
    expect_changes,
    expect_text,
    expected_in,
    verdict,
)
from checker.project.forms import Content
from checker.project.given import (
    GIVEN,
    Place,
    Table,
    Wanted,
    cells_of,
    digits_lost,
    field_at,
    given_changes,
    given_text,
    is_list,
    place_of,
    rows_in,
    wanted_rows,
)
from checker.project.records import Back, Group, Home, Kind, Part, Record, fresh, length_in, lines
from checker.project.sheets import Row, Sheet, shown
from checker.project.shelf import Shelf
from checker.project.wording import DAY, WORD, in_braces
from checker.read.cases import full_id
from checker.read.folder import CASES
from checker.spelling import closest
from checker.yaml_tree import ListNode, MapNode, TextNode
from checker.yaml_tree.edits import Change, Path, at

KIND = "cases"
OWN = (RULE, TITLE, NAME, DAY_OF, VERDICT)
PARTS = (Part(RULE, ("rule",), WORD), Part(NAME, ("name",), WORD), Part(DAY_OF, ("as_of",), DAY))


class Cases(Kind):
    """The sheet of one policy's cases, and what its rows ask for when it comes back."""

    heads = (RULE, NAME)

    def __init__(self, shelf: Shelf, policy: str, name: str) -> None:
        self.file = policy + CASES
        self.policy = policy
        self.trees = shelf.own
        self.catalog = shelf.policies.catalog
        self.rules = {r.id: r for one in shelf.policies.policies for r in one.rules}
        self.before: dict[Record, Expected] = {}
        self.records = [*self._records()]
        cells = [cells for record in self.records for cells in record.cells]
        headers = dict.fromkeys(header for one in cells for header in one if header not in OWN)
        own = [
            rule.removeprefix(f"{policy}/") for rule in self.rules if rule.startswith(f"{policy}/")
        ]
        used = [shown(record.cells[0].get(RULE)) for record in self.records]
        day = shown(DAY.show(at(self.trees[self.file], ("as_of",))))
        heads = head_columns(tuple(dict.fromkeys([*own, *used])), day)
        columns = (*heads, *field_columns(headers, self.catalog))
        self.sheet = Sheet(name, KIND, policy, columns, lines(self.records), 3, growing=True)

    def parts(self, home: Home) -> Sequence[Part]:
        """Rule, name and day."""
        del home
        return PARTS

    def length(self, home: Home) -> int:
        """How many cases the file has."""
        return length_in(self.trees, home)

    def home(self, group: Group, back: Back) -> Home:
        """The policy's own file."""
        del group, back
        return self.file, ("cases",)

    def text(self, group: Group, back: Back) -> str:
        """A new case."""
        told = fresh(PARTS, group.first)
        given = given_text(self._wanted(group, back, {}), self.catalog)
        rows = enumerate(self._expecting(group, back))
        verdicts = {at: row.verdict for at, row in rows if row.verdict}
        expect = {EXPECT: expect_text(verdicts, {})} if verdicts else {}
        return in_braces({**told, GIVEN: given, **expect})

    def changes(self, group: Group, back: Back) -> Iterable[Change]:
        """What it gives and what it expects."""
        record = group.record
        assert record is not None
        assert record.node is not None
        self._tell(group, record, back)
        given = record.node.get(GIVEN)
        if isinstance(given, MapNode):
            before = rows_in(given)
            wanted = self._wanted(group, back, before)
            yield from given_changes(before, wanted, given, self.catalog)
        yield from self._expect(group, record, back)

    def bound(self, group: Group, back: Back) -> Iterator[tuple[Path, str]]:
        """Verdicts and fields."""
        yield (EXPECT,), back.cell(group.first, VERDICT)
        found = [(row, _places(row)) for _, row in group.rows]
        tables = [{place.table for place in cells} for _, cells in found]
        held = group.record.node.get(GIVEN) if group.record and group.record.node else None
        for at_line, (row, cells) in enumerate(found):
            for place in cells:
                before = sum(place.table in one for one in tables[:at_line])
                listed = isinstance(held, MapNode) and is_list(held, place.table)
                several = listed or sum(place.table in one for one in tables) > 1
                steps = (before,) if several else ()
                inside = (place.field,) if place.field else ()
                yield (GIVEN, *place.table, *steps, *inside), back.cell(row, place.header)

    def admits(self, header: str) -> bool:
        """Any field of the dictionary may get a column."""
        place = place_of(header)
        table = self.catalog.entity_named(place.table[-1])
        known = place.field is None or field_at(place, self.catalog) is not None
        return super().admits(header) or (table is not None and known)

    def near(self, header: str) -> str | None:
        """The nearest header that it could be."""
        place = place_of(header)
        table = self.catalog.entity_named(place.table[-1])
        titles = [one.title for one in table.fields.values()] if table and place.field else []
        return closest(
            header, [Place(place.table, title).header for title in titles] or self.sheet.headers
        )

    def _records(self) -> Iterator[Record]:
        held = at(self.trees[self.file], ("cases",))
        for index, node in enumerate(held.items if isinstance(held, ListNode) else ()):
            if not isinstance(node, MapNode):
                continue
            given = node.get(GIVEN)
            told = cells_of(rows_in(given) if isinstance(given, MapNode) else {}, self.catalog)
            head = {part.header: part.manner.show(at(node, part.keys)) for part in PARTS}
            rule = self._rule(shown(head[RULE]))
            expected = self._expected(node, rule, len(told))
            first: dict[str, Content] = {**head, TITLE: rule.title if rule else None}
            cells = tuple(
                {**(first if line == 0 else {}), VERDICT: expected.shown(line), **given}
                for line, given in enumerate(told)
            )
            record = Record((self.file, ("cases",)), index, node, cells)
            self.before[record] = expected
            yield record

    def _rule(self, written: str) -> Rule | None:
        return self.rules.get(full_id(self.policy, written))

    def _each(self, written: str) -> str:
        rule = self._rule(written)
        entity = self.catalog.entity_named(rule.each) if rule else None
        return entity.title if entity else ""

    def _expected(self, node: MapNode, rule: Rule | None, count: int) -> Expected:
        entity = self.catalog.entity_named(rule.each) if rule else None
        given = node.get(GIVEN)
        rows = rows_in(given) if entity and isinstance(given, MapNode) else {}
        known = {(entity.title,), (entity.name,)} if entity else set()
        own = next((found for table, found in rows.items() if table in known), [])
        fields = [place_of(header).field for header in _key_headers(entity)]
        held = [[row.get(name) for name in fields if name] for row in own]
        keys = [next((n.text for n in nodes if isinstance(n, TextNode)), None) for nodes in held]
        return expected_in(node.get(EXPECT), entity.title if entity else "", keys, count)

    def _wanted(
        self, group: Group, back: Back, before: Mapping[Table, Sequence[MapNode]]
    ) -> Mapping[Table, Sequence[Wanted]]:
        found = [(line, _places(row)) for line, row in group.rows]
        for (_, row), (_, cells) in zip(group.rows, found, strict=True):
            for place, content in cells.items():
                if digits_lost(content, field_at(place, self.catalog)):
                    back.plan.faults.append(messages.digits_lost(back.cell(row, place.header)))
        return wanted_rows(found, before)

    def _expecting(self, group: Group, back: Back) -> list[Expecting]:
        """What is expected on each line; a fault for a word that is no verdict."""
        rule = self._rule(shown(group.first.cells.get(RULE)))
        entity = self.catalog.entity_named(rule.each) if rule else None
        found = []
        for line, row in group.rows:
            text = shown(row.cells.get(VERDICT))
            if text and verdict(text) is None:
                place = back.cell(row, VERDICT)
                back.plan.faults.append(messages.not_a_verdict(place, text, WORDS.values()))
            keys = [row.cells.get(header) for header in _key_headers(entity)]
            key = next((shown(key) for key in keys if key is not None), None)
            found.append(Expecting(line, verdict(text), key))
        return found

    def _expect(self, group: Group, record: Record, back: Back) -> Iterable[Change]:
        before = self.before[record]
        if before.whole:
            rows = [(line, shown(row.cells.get(VERDICT))) for line, row in group.rows]
            if rows != [(line, before.shown(line) or "") for line in range(len(record.cells))]:
                back.plan.faults.append(
                    messages.not_here(back.cell(group.first, VERDICT), VERDICT)
                )
            return ()
        each = self._each(shown(group.first.cells.get(RULE)))
        return expect_changes(before, each, self._expecting(group, back))

    def _tell(self, group: Group, record: Record, back: Back) -> None:
        """Say which cells change, and which lines come and go."""
        there = {line for line, _ in group.rows}
        for line, row in group.rows:
            if line is None:
                back.plan.told.append(f"{back.returned.line(row)}：新加")
                continue
            before = record.cells[line]
            for header in dict.fromkeys([*before, *row.cells]):
                known = header in (RULE, TITLE, NAME, DAY_OF)
                if not known and shown(before.get(header)) != shown(row.cells.get(header)):
                    place = back.cell(row, header)
                    back.plan.tell(place, before.get(header), row.cells.get(header))
        for line in range(len(record.cells)):
            if line not in there:
                name = shown(record.cells[0].get(NAME))
                back.plan.told.append(f"{back.returned.place}：删去“{name}”的第{line + 1}行")


def _places(row: Row) -> dict[Place, Content]:
    """The cells of a row that say what is given."""
    return {place_of(h): content for h, content in row.cells.items() if h not in OWN}


def _key_headers(entity: Entity | None) -> Iterator[str]:
    """The columns in which a row of a table may say its key, where that is one field."""
    for name in entity.key if entity and len(entity.key) == 1 else ():
        for table in (entity.title, entity.name) if entity else ():
            for field in (entity.fields[name].title, name) if entity else ():
                yield Place((table,), field).header
