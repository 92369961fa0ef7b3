"""标准: every dated value of every standard, a line a value and code, with its document.

In an overlay the values of what it extends stand above, to be seen and not to be changed; a line
added under one of their names goes to the overlay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.project import messages
from checker.project.forms import Column, Content, Form
from checker.project.records import (
    Back,
    Cells,
    Group,
    Home,
    Kind,
    Part,
    Record,
    fresh,
    length_in,
    lines,
)
from checker.project.sheets import Row, Sheet, shown
from checker.project.shelf import OVERLAY, SHARED, Shelf
from checker.project.wording import (
    AND,
    DAY,
    TRUTH,
    WORD,
    YES_NO,
    in_braces,
    in_brackets,
    plainly,
    truth,
    value_in,
    word,
    word_in,
)
from checker.read import values
from checker.spelling import closest
from checker.yaml_tree import ListNode, MapNode, Node, TextNode, Tree
from checker.yaml_tree.edits import Change, Path, at

KIND, NAME, CODE, VALUE = "standards", "标准", "代码", "值"
CHAPTER, UNIT, TAILOR = "章", "单位", "下级能否改"
PARTS = (
    Part("起", ("from",), DAY),
    Part("地区", ("region",), WORD),
    Part("依据文件", ("basis", "document"), WORD),
    Part("条款", ("basis", "article"), WORD),
    Part("原文", ("basis", "quote"), WORD),
    Part("网址", ("basis", "url"), WORD),
    Part("等级", ("basis", "grade"), WORD),
    Part("已核实", ("basis", "confirmed"), YES_NO),
)
TAILORS = {"fixed": "不能改", "may_raise": "只能提高", "may_lower": "只能降低", "free": "都可以"}
CHAPTERS = {OVERLAY: "本级调整", SHARED: "各章共用"}
UPPER = "上级"
SORTS = {"number": "一个数", "day": "一个日期", "truth": "“是”或“否”", "word": "文字"}


def _columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    several = "每个代码一个值的，一个代码一行，下面几行只写代码和值；只有一个值的，代码空着。"
    grades = "C 法律法规，G 政府文件，N 新闻，W 网页，A 推定。"
    return (
        Column(CHAPTER, Form.KNOWN, 24),
        Column(NAME, Form.TEXT, 26, names, needed=True),
        Column(UNIT, Form.KNOWN, 9),
        Column(TAILOR, Form.KNOWN, 12),
        Column("起", Form.DAY, 13, needed=True, prompt="从哪天起，写作 2021-01-01。"),
        Column("地区", Form.TEXT, 14, prompt="不写就是全国。"),
        Column(CODE, Form.TEXT, 12, prompt=several),
        Column(VALUE, Form.ANY, 14, needed=True, prompt="只写数，单位见左边。几项用、隔开。"),
        Column("依据文件", Form.WRAPPED, 36),
        Column("条款", Form.WRAPPED, 26),
        Column("原文", Form.WRAPPED, 26),
        Column("网址", Form.TEXT, 20),
        Column("等级", Form.TEXT, 8, ("C", "G", "N", "W", "A"), grades),
        Column("已核实", Form.TEXT, 9, tuple(TRUTH), "看过原件的写“是”。"),
    )


class Sort(NamedTuple):
    """What a standard's values are."""

    of: str  # number | day | truth | word
    several: bool


class Standards(Kind):
    """The sheet, and what its rows ask for when it comes back."""

    heads = (NAME, "起")

    def __init__(self, shelf: Shelf) -> None:
        self.trees = shelf.own
        self.sorts: dict[str, Sort] = {}  # of the values that a standard has
        self.homes: dict[str, Home] = {}
        self.records = [*self._records(shelf)]
        names = tuple(sorted(self.sorts))
        self.sheet = Sheet(NAME, KIND, "", _columns(names), lines(self.records), frozen=2)

    def parts(self, home: Home) -> Sequence[Part]:
        """Day, region and document."""
        del home
        return PARTS

    def length(self, home: Home) -> int:
        """How many dated values a standard has."""
        return length_in(self.trees, home)

    def home(self, group: Group, back: Back) -> Home | None:
        """By the standard's name; a standard from below gets its new value in the overlay."""
        name = shown(group.first.cells.get(NAME))
        above = group.above
        if above is not None and not above.fixed and shown(above.cells[0].get(NAME)) == name:
            return above.home  # two chapters may have a standard of one name
        if name in self.homes:
            return self.homes[name]
        if name in self.sorts and OVERLAY in self.trees:
            return OVERLAY, ("overlay", "standards", name, "values")
        place = back.cell(group.first, NAME)
        fault = messages.unknown_standard(place, name, closest(name, self.sorts))
        back.plan.faults.append(fault)
        return None

    def text(self, group: Group, back: Back) -> str:
        """A new dated value."""
        sort = self.sorts[shown(group.first.cells.get(NAME))]
        told = fresh(PARTS, group.first)
        start = {"from": told.pop("from")} if "from" in told else {}
        held = self._held(group, back, sort, None)
        return in_braces({**start, "value": held, **told})

    def changes(self, group: Group, back: Back) -> Iterable[Change]:
        """The value, or those of its codes."""
        record, row = group.record, group.first
        assert record is not None
        assert record.node is not None
        before = record.cells[0]
        if shown(row.cells.get(NAME)) != shown(before[NAME]):
            back.plan.faults.append(messages.not_here(back.cell(row, NAME), NAME))
        held = record.node.get("value")
        sort = sort_of(held)
        old = [(cells.get(CODE), cells.get(VALUE)) for cells in record.cells]
        new = [(row.cells.get(CODE), row.cells.get(VALUE)) for _, row in group.rows]
        if [(shown(a), shown(b)) for a, b in old] == [(shown(a), shown(b)) for a, b in new]:
            return
        self._tell(group, record, back)
        if not isinstance(held, MapNode) or not all(code for code, _ in new):
            yield Change(("value",), self._held(group, back, sort, held))
            return
        codes = self._codes(group, back, sort, held)
        were = {shown(code): shown(content) for code, content in old}
        for code, content in new:
            if were.get(shown(code)) != shown(content):
                yield Change(("value", shown(code)), codes[shown(code)])
        yield from (Change(("value", code), None) for code in were if code not in codes)

    def bound(self, group: Group, back: Back) -> Iterator[tuple[Path, str]]:
        """Where the values stand."""
        for _, row in group.rows:
            code = shown(row.cells.get(CODE))
            yield (("value", code) if code else ("value",)), back.cell(row, VALUE)

    def _tell(self, group: Group, record: Record, back: Back) -> None:
        for number, row in group.rows:
            before = record.cells[number] if number is not None else {}
            for header in (CODE, VALUE):
                if shown(before.get(header)) != shown(row.cells.get(header)):
                    place = back.cell(row, header)
                    back.plan.tell(place, before.get(header), row.cells.get(header))

    def _held(self, group: Group, back: Back, sort: Sort, node: Node | None) -> str:
        """What stands under `value`: one value, or one for each code."""
        if len(group.rows) == 1 and CODE not in group.first.cells:
            return self._one(group.first, back, sort, node)
        return in_braces(self._codes(group, back, sort, node))

    def _codes(self, group: Group, back: Back, sort: Sort, node: Node | None) -> dict[str, str]:
        codes: dict[str, str] = {}
        for _, row in group.rows:
            code = shown(row.cells.get(CODE))
            if not code:
                back.plan.faults.append(messages.no_code(back.cell(row, CODE)))
            elif code in codes:
                back.plan.faults.append(messages.code_twice(back.cell(row, CODE), code))
            codes[code] = self._one(row, back, sort, at(node, (code,)) if node else None)
        return codes

    def _one(self, row: Row, back: Back, sort: Sort, node: Node | None) -> str:
        """One value, or several in brackets; a fault where one is not of the standard's sort."""
        whole = shown(row.cells.get(VALUE))
        several = isinstance(node, ListNode) if node is not None else sort.several
        texts = [text.strip() for text in whole.split(AND)] if several else [whole]
        place = back.cell(row, VALUE)
        wrong = [text for text in texts if not _is(text, sort.of)]
        if not whole:
            back.plan.faults.append(messages.empty_cell(place, VALUE))
        elif wrong:
            back.plan.faults.append(messages.not_of_the_sort(place, wrong[0], SORTS[sort.of]))
        write = {"truth": truth, "word": word}.get(sort.of, plainly)
        written = [write(text, node) for text in texts]
        return in_brackets(written) if several else written[0]

    def _records(self, shelf: Shelf) -> Iterator[Record]:
        """Every dated value, those below first."""
        heads: dict[str, MapNode] = {}
        for trees, own in (*((one, False) for one in shelf.below), (shelf.own, True)):
            for file, tree in trees.items():
                chapter = _chapter(file, tree) if own else UPPER
                for path, name, node in _standards(file, tree):
                    heads.setdefault(name, node)
                    if own:
                        self.homes[name] = file, path
                    known = {CHAPTER: chapter, NAME: name, **_about(heads[name])}
                    for index, item in enumerate(_items(node)):
                        held = item.get("value")
                        self.sorts.setdefault(name, sort_of(held))
                        cells = tuple(_cells(known, item, held))
                        yield Record((file, path), index, item, cells, fixed=not own)


def _standards(file: str, tree: Tree) -> Iterator[tuple[Path, str, MapNode]]:
    """The standards of a file: the path of each one's values, its name and node."""
    start: Path = ("overlay", "standards") if file == OVERLAY else ("standards",)
    above = at(tree, start)
    for name, entry in above.entries.items() if isinstance(above, MapNode) else ():
        if isinstance(entry.value, MapNode):
            yield (*start, name, "values"), name, entry.value


def _chapter(file: str, tree: Tree) -> str:
    title = at(tree, ("policy", "title"))
    return title.text if isinstance(title, TextNode) else CHAPTERS.get(file, file)


def _about(node: MapNode) -> dict[str, Content]:
    tailor = node.get("tailor")
    told = tailor.text if isinstance(tailor, TextNode) else "fixed"
    return {UNIT: word_in(node.get("unit")), TAILOR: TAILORS[told]}


def _items(node: MapNode) -> Iterator[MapNode]:
    held = node.get("values")
    return (one for one in getattr(held, "items", ()) if isinstance(one, MapNode))


def _cells(known: Cells, item: MapNode, held: Node | None) -> Iterator[dict[str, Content]]:
    """A line a code; what codes have in common stands in the first."""
    told = {part.header: part.manner.show(at(item, part.keys)) for part in PARTS}
    codes: Mapping[str | None, Node | None] = {None: held}
    if isinstance(held, MapNode):
        codes = {code: entry.value for code, entry in held.entries.items()}
    for number, (code, node) in enumerate(codes.items()):
        first = {**known, **told} if number == 0 else {}
        yield {**first, CODE: code, VALUE: value_in(node)}


def sort_of(node: Node | None) -> Sort:
    """Of what sort a value is; where there is one for each code, the first."""
    if isinstance(node, MapNode):
        node = next((entry.value for entry in node.entries.values()), None)
    several = isinstance(node, ListNode)
    one = node.items[0] if isinstance(node, ListNode) and node.items else node
    if not isinstance(one, TextNode):
        return Sort("word", several)
    if one.meaning in ("number", "boolean"):
        return Sort("truth" if one.meaning == "boolean" else "number", several)
    return Sort("day" if values.DAY.match(one.text) else "word", several)


def _is(text: str, sort: str) -> bool:
    """Is a text of this sort?"""
    if sort == "number":
        return values.NUMBER.match(text) is not None
    if sort == "day":
        return values.DAY.match(text) is not None
    return text in TRUTH if sort == "truth" else bool(text)
