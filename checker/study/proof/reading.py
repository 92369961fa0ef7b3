"""What conditions read, and the cuts between which all of its values are alike.

Two places that read the same thing (a field of the household by `户.类别` and inside a shared
definition) have one key. Cuts are found while conditions are weighed: a comparison that cannot be
told of a part says where the part must be cut.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from checker.model.catalog import Catalog
from checker.model.dataset import Dataset
from checker.model.kind import Kind, Type, Unknown
from checker.model.resolved import (
    ITEM,
    SELF,
    Aggregate,
    Call,
    DaysBetween,
    DefinedRead,
    FieldRead,
    Node,
    Not,
    Row,
    SameRow,
    StandardRead,
    TableName,
)
from checker.resolve.trees import everything
from checker.run.interpreter import Interpreter
from checker.run.rows import Places, Rows
from checker.study.proof.part import (
    Cut,
    Doubtful,
    Known,
    Lacking,
    Opaque,
    Part,
    Stretch,
    Words,
    constant,
    kinds_of_word,
    stretches,
)

NO_ROW = Places(TableName(""), [0])
Alike = Callable[[Node | None, Node | None], bool]  # proved to hold and fail on the same rows
LEAST = {"length": 0, "count": 0, "age_on": 0, "month": 1, "year": 1}  # of functions
COUNTED = ("count", "distinct", "longest_gap")
COUNT = Type(Kind.COUNT, whole=True, bounded=True)
ORDERED = (Kind.COUNT, Kind.NUMBER, Kind.AMOUNT, Kind.DATE, Kind.MONTH)


class At(NamedTuple):
    """Where an expression stands: what SELF is, seen from the rule's row, and whether ITEM is."""

    row: Row = SELF
    inside: bool = False

    def seen(self, row: Row) -> Row:
        """A row that the expression names, seen from the rule's."""
        return row if row.item else Row(self.row.item, self.row.way + row.way)

    def of_aggregate(self) -> At:
        """Where an aggregate stands here: inside another one, its SELF is that one's row."""
        return At(ITEM) if self.inside else At(self.row)


TOP = At()
WITHIN = At(inside=True)


class Finer(Exception):  # noqa: N818  it asks for something; nothing is wrong
    """Raised where a part must be cut before a comparison can be told; the cut is made."""


@dataclass
class Cuts:
    """Where each thing is cut, by its key."""

    edges: dict[Hashable, set[Cut]] = field(default_factory=dict)
    groups: dict[Hashable, set[frozenset[Any]]] = field(default_factory=dict)

    def cut(self, key: Hashable, operator: str, value: Any) -> None:
        """Make a comparison with a value tell."""
        sides = {"<": (0,), ">=": (0,), "<=": (1,), ">": (1,)}.get(operator, (0, 1))
        self.edges.setdefault(key, set()).update((value, side) for side in sides)
        raise Finer

    def part(self, key: Hashable, group: frozenset[Any]) -> None:
        """Tell some words apart from the others."""
        self.groups.setdefault(key, set()).add(group)
        raise Finer

    def joined(self, other: Cuts) -> Cuts:
        """The cuts of both."""
        return Cuts(_joined(self.edges, other.edges), _joined(self.groups, other.groups))


def _joined(
    one: Mapping[Hashable, set[Any]], other: Mapping[Hashable, set[Any]]
) -> dict[Hashable, set[Any]]:
    return {key: one.get(key, set()) | other.get(key, set()) for key in {*one, *other}}


class Reading:
    """Keys and options of what conditions read, and what needs no reading at all."""

    def __init__(self, catalog: Catalog, as_of: date, alike: Alike) -> None:
        self.catalog = catalog
        self.alike = alike
        self._alone = Interpreter(Rows(Dataset({}), catalog), as_of)
        self._keys: dict[tuple[int, At], tuple[Node, int]] = {}
        self._numbers: dict[Hashable, int] = {}
        self._conditions: dict[Hashable, list[Node | None]] = {}
        self.read: list[tuple[Node, At]] = []  # what each key stands for
        self._folded: dict[tuple[int, bool], tuple[Node, Part | None]] = {}
        self._counted: dict[int, tuple[Node, Aggregate]] = {}

    def key(self, node: Node, at: At) -> int:
        """A number: the same for everything that has the same value on every row."""
        if isinstance(node, Aggregate):
            at = at.of_aggregate()
        found = self._keys.get((id(node), at))
        if found is None:
            what: Hashable = (meaning(node), at)
            if isinstance(node, FieldRead):
                what = (at.seen(node.row), node.table, node.name)
            elif isinstance(node, Aggregate):
                what = self._collected(node, at)
            number = self._numbers.setdefault(what, len(self._numbers))
            if number == len(self.read):
                self.read.append((node, at))
            # The node is kept, so that no other can take its id.
            found = self._keys[id(node), at] = (node, number)
        return found[1]

    def _collected(self, node: Aggregate, at: At) -> Hashable:
        """An aggregate, its condition as it was first written: others may say the same of rows."""
        frame = (meaning(replace(node, condition=None, ranged="")), at)
        known = self._conditions.setdefault(frame, [])
        first = [one for one in known if self.alike(one, node.condition)][:1]
        if not first:
            known.append(node.condition)
            first = [node.condition]
        return frame, first[0]

    def folded(self, node: Node, *, exact: bool) -> Part | None:
        """The value of what reads no row, a quotient exact or rounded; None of what reads one."""
        found = self._folded.get((id(node), exact))
        if found is None:
            found = self._folded[id(node), exact] = (node, self._fold(node, exact=exact))
        return found[1]

    def _fold(self, node: Node, *, exact: bool) -> Part | None:
        if any(map(reads_rows, everything([node]))):
            return None
        made = self._alone.ratio(node) if exact else self._alone.exact(node)
        (value,) = made(NO_ROW)
        return Lacking.UNKNOWN if isinstance(value, Unknown) else constant(value)

    def counted(self, node: Aggregate) -> Aggregate:
        """The count that an `any` or `all` asks about: of rows for it, or of rows against it."""
        found = self._counted.get(id(node))
        if found is None:
            condition = node.condition
            if node.kind == "all" and condition is not None:
                condition = turned(condition)
            count = replace(node, kind="count", type=COUNT, condition=condition)
            found = self._counted[id(node)] = (node, count)
        return found[1]

    def open_world(self, node: Aggregate) -> bool:
        """May there be rows besides those of the table?"""
        register = self.catalog.entities[node.table.entity].register
        return register is not None and not register.closed

    def known(self, node: Node, key: Hashable, cuts: Cuts) -> list[Known]:
        """The parts of the values that a node can have."""
        kind = node.type.kind
        if kind is Kind.YES_NO:
            return [constant(value=True), constant(value=False)]
        if kind in (Kind.CHOICES, Kind.ID_NUMBER):
            return [Opaque(key)]
        if kind in ORDERED:
            edges = cuts.edges.get(key, set())
            return [*stretches(key, edges, least(node), whole=node.type.whole)]
        *words, others = kinds_of_word(key, cuts.groups.get(key, set()))
        words = [one for one in words if one.words != {""}]  # a known word is never empty
        if not node.type.codes:
            return [*words, others]
        left = frozenset(self.catalog.codes[node.type.codes].codes) - others.words
        return [*words, Words(key, left)] if left else [*words]


def meaning(node: Node | None) -> Hashable:
    """The node with the bodies of what it names: equal where nothing can tell two apart."""
    if node is None:
        return None
    reads = (part for part in everything([node]) if isinstance(part, DefinedRead))
    return node, frozenset((part.defined, part.defined.body) for part in reads)


def reads_rows(node: Node) -> bool:
    """Does it need a row to be told?"""
    if isinstance(node, StandardRead):
        return bool(node.region)
    if isinstance(node, DefinedRead):
        return node.row != SELF
    return isinstance(node, FieldRead | Aggregate | SameRow)


def turned(node: Node) -> Node:
    """The condition the other way round."""
    if isinstance(node, Not):
        return node.operand
    return Not(node.type, f"not ({node.text})", node.span, node)


def least(node: Node) -> Cut | None:
    """The cut below which it has no value."""
    if isinstance(node, FieldRead):
        return (Decimal(0), 0) if node.field.never_negative else None
    if isinstance(node, Call) and node.function in LEAST:
        return Decimal(LEAST[node.function]), 0
    if isinstance(node, Aggregate) and (node.kind in COUNTED or node.type.bounded):
        return Decimal(0), 0
    return None


def of_field(node: FieldRead, known: Sequence[Known]) -> list[Part]:
    """A cell: a value, nothing, or something that cannot be read."""
    blank = [Lacking.BLANK] if node.field.blank is None else []
    return [*known, *blank, Lacking.UNREADABLE]


def of_other(node: Node, key: Hashable, known: Sequence[Known]) -> list[Part]:
    """What is made of cells: a value, something between two, or nothing that is known."""
    if isinstance(node, DaysBetween) or (isinstance(node, Call) and node.type.kind is Kind.YES_NO):
        return [*known]  # of known operands always known
    doubtful = between(key, known) if node.type.bounded else ()
    return [*known, *doubtful, Lacking.UNKNOWN]


def between(key: Hashable, known: Sequence[Known]) -> Iterator[Doubtful]:
    """Every pair of stretches that two different bounds can lie in."""
    parts = [one for one in known if isinstance(one, Stretch)]
    for place, low in enumerate(parts):
        for high in parts[place:]:
            if low is not high or low.low is None or low.high is None or low.low[0] != low.high[0]:
                yield Doubtful(key, low, high)
