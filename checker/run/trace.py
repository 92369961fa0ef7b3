"""A rule's condition opened up for one row: every sub-expression with its value, and who decided.

The values are the interpreter's own (it is asked again for every node), so that what is shown
cannot differ from what is judged. What is not here: words for people (`checker.study.explanation`)
and what would change the verdict (`checker.study.change`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any as Whatever

from checker.frozen import frozen
from checker.model.dataset import Odd
from checker.model.kind import Kind, State, Unknown
from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    OrElse,
    ResolvedRule,
    StandardRead,
)
from checker.model.verdict import Verdict, judge
from checker.resolve.trees import children
from checker.run.aggregates import from_item
from checker.run.functions import same
from checker.run.interpreter import Interpreter, Result
from checker.run.intervals import Interval
from checker.run.rows import Place, Rowed


@frozen
class Traced:
    """One sub-expression with what it came to for the rows that it speaks of."""

    node: Node
    at: Rowed  # the rows that it speaks of
    result: Result  # a value, an interval, or unknown with its causes
    children: tuple[Traced, ...] = ()  # of a definition its body, of a table when, then, when, ...
    decided: tuple[int, ...] = ()  # the children that made the result what it is, in their order
    items: tuple[Item, ...] = ()  # the rows that an aggregate ranges over, in the table's order
    ranged: bool = False  # is this an aggregate, and is it known which rows it ranges over?
    cell: Cell | None = None  # of a field: where it was read; None where there is no such row

    @property
    def truth(self) -> bool | None:
        """True or false; None for unknown, and for what is no condition."""
        return self.result if isinstance(self.result, bool) else None

    @property
    def known(self) -> bool:
        """Is there one value?"""
        return not isinstance(self.result, Unknown | Interval)

    def below(self) -> Iterator[Traced]:
        """The node and all below it, rows of aggregates included."""
        yield self
        parts = (part for one in self.items for part in (one.condition, one.value, one.by))
        for part in (*self.children, *parts):
            if part is not None:
                yield from part.below()


@frozen
class Item:
    """One row that an aggregate looks at."""

    row: Place
    truth: bool | None  # does it count: its condition (for `all`: is it kept); None unknown
    condition: Traced | None  # None where there is none: it counts
    value: Traced | None  # None for any, all, count
    by: Traced | None  # latest: its day
    decided: bool  # did it make the result what it is?


@frozen
class Cell:
    """One cell as it was read."""

    row: Place
    field: str  # the field's English name
    place: str  # 成员.xlsx › 成员 › G5; "" for a row that was made from links
    state: State
    odd: Odd | None  # what stood there where it is not simply a value


@frozen
class TracedRule:
    """A rule opened up for one row."""

    rule: ResolvedRule
    row: int
    applies: Traced | None  # None: the rule applies always
    requires: Traced
    verdict: Verdict

    @property
    def halves(self) -> tuple[Traced, ...]:
        """Applies, where there is one, and requires."""
        return (self.requires,) if self.applies is None else (self.applies, self.requires)

    @property
    def decided(self) -> tuple[Traced, ...]:
        """Which of the two made the verdict: 不涉及 applies alone, 合格 requires alone."""
        both = self.halves
        if self.verdict is Verdict.NOT_APPLICABLE:
            return both[:1]
        if self.verdict is Verdict.MET:
            return both[-1:]
        return both if self.verdict is Verdict.GAP else tuple(o for o in both if o.truth is None)


def trace(interpreter: Interpreter, rule: ResolvedRule, row: int) -> TracedRule:
    """The rule opened up for one row of its table."""
    at = Rowed((rule.table, row))
    applies = traced(interpreter, rule.applies, at) if rule.applies is not None else None
    requires = traced(interpreter, rule.requires, at)
    verdict = judge(applies.truth if applies else True, requires.truth)
    return TracedRule(rule, row, applies, requires, verdict)


def traced(interpreter: Interpreter, node: Node, at: Rowed) -> Traced:
    """A node and all below it, for the rows that it speaks of."""
    result = interpreter.result(node, at)
    if isinstance(node, FieldRead):
        return Traced(node, at, result, cell=cell(interpreter, node, at))
    if isinstance(node, DefinedRead):
        return definition(interpreter, node, at, result)
    if isinstance(node, Aggregate):
        return aggregate(interpreter, node, at, result)
    # The region of a standard is asked for by fields that nobody wrote.
    asked = [
        o for o in children(node) if not isinstance(node, StandardRead) or o not in node.region
    ]
    below = tuple(traced(interpreter, one, at) for one in asked)
    return Traced(node, at, result, below, decided(node, result, below))


def cell(interpreter: Interpreter, node: FieldRead, at: Rowed) -> Cell | None:
    """Where a field was read; None where the row has no such parent."""
    row = interpreter.cells.located(node.row)(at)
    if row is None:
        return None
    table = interpreter.rows.table(node.table)
    column = table.columns.get(node.name)
    state = column.state(row) if column else State.BLANK
    odd = column.odd.get(row) if column else None
    return Cell((node.table, row), node.name, table.place(row, node.name), state, odd)


def definition(interpreter: Interpreter, node: DefinedRead, at: Rowed, result: Result) -> Traced:
    """A definition with its body, for the row that it is read of."""
    row = interpreter.cells.located(node.row)(at)
    if row is None:
        return Traced(node, at, result)
    body = traced(interpreter, node.defined.body, Rowed((node.defined.table, row)))
    return Traced(node, at, result, (body,), (0,))


# Who decided -----------------------------------------------------------------------------------


def decided(node: Node, result: Result, below: Sequence[Traced]) -> tuple[int, ...]:
    """The children that made the result what it is; none where the doubt is the node's own."""
    if isinstance(node, Decide):
        return open_branches(node, below)
    if isinstance(node, OrElse):
        filled = below[0].cell is None or below[0].cell.state is not State.BLANK
        return (0,) if filled else (1,)
    if isinstance(node, All | Any):
        return tuple(i for i, one in enumerate(below) if one.truth == truth_of(result))
    if isinstance(node, Among) and result is True:
        return (0, *equals(node, below))
    if isinstance(result, Unknown):
        return tuple(i for i, one in enumerate(below) if not one.known)
    return tuple(range(len(below)))


def truth_of(result: Result) -> bool | None:
    """A condition's truth; None for unknown."""
    return result if isinstance(result, bool) else None


def equals(node: Among, below: Sequence[Traced]) -> tuple[int, ...]:
    """The members of a list that the item is equal to."""
    persons = any(one.type.kind is Kind.ID_NUMBER for one in (node.item, *node.items))

    def told(one: Traced) -> Whatever:
        return same(one.result, persons=persons) if one.known else None  # type: ignore[arg-type]

    return tuple(i for i, one in enumerate(below) if i and told(one) == told(below[0]))


def open_branches(node: Decide, below: Sequence[Traced]) -> tuple[int, ...]:
    """Of a decision table the row that held, when and then; with doubt, all rows still open."""
    found: list[int] = []
    for index in range(len(node.rows)):
        when = below[2 * index].truth
        if when is not False:
            found += [2 * index, 2 * index + 1]
        if when is True:
            return tuple(found)
    return (*found, *range(2 * len(node.rows), len(below)))


# Aggregates ------------------------------------------------------------------------------------


def aggregate(interpreter: Interpreter, node: Aggregate, at: Rowed, result: Result) -> Traced:
    """An aggregate with what it asks outside its rows, and each of its rows."""
    start = from_item(at)
    outside = tuple(traced(interpreter, one, start) for one in children(node))
    rows = interpreter.aggregates.ranged(node)(start)
    if isinstance(rows, Unknown):
        return Traced(node, at, result, outside, decided(node, result, outside))
    items = tuple(item(interpreter, node, start, row) for row in rows)
    deciding = DECIDING.get(node.kind, counting)(items, result)
    if node.kind == "longest_gap" and not isinstance(result, Unknown):
        deciding &= set(around_the_gap(items, outside))
    return Traced(
        node,
        at,
        result,
        outside,
        tuple(range(len(outside))),
        tuple(
            Item(one.row, one.truth, one.condition, one.value, one.by, index in deciding)
            for index, one in enumerate(items)
        ),
        ranged=True,
    )


def item(interpreter: Interpreter, node: Aggregate, start: Rowed, row: int) -> Item:
    """One row of an aggregate, before it is known which rows decide."""
    at = Rowed(start.itself, (node.table, row))

    def part(one: Node | None) -> Traced | None:
        return traced(interpreter, one, at) if one is not None else None

    condition = part(node.condition)
    truth = condition.truth if condition else True
    return Item(
        (node.table, row), truth, condition, part(node.value), part(node.by), decided=False
    )


Items = Sequence[Item]


def alike(items: Items, result: Result) -> set[int]:
    """Of any and all: the rows whose truth is the result's."""
    return {index for index, one in enumerate(items) if one.truth == truth_of(result)}


def counting(items: Items, result: Result) -> set[int]:
    """The rows that count or may count; where the result is in doubt, those that are."""
    counted = {index for index, one in enumerate(items) if one.truth is not False}
    doubtful = {index for index in counted if in_doubt(items[index])}
    return doubtful if isinstance(result, Unknown) and doubtful else counted


def in_doubt(one: Item) -> bool:
    """Is anything of the row unknown?"""
    parts = (one.value, one.by)
    return one.truth is None or any(part is not None and not part.known for part in parts)


def with_the_value(items: Items, result: Result) -> set[int]:
    """Of min and max: the rows that have the value."""
    counted = counting(items, result)
    if isinstance(result, Unknown):
        return counted
    return {index for index in counted if value_of(items[index]) == result}


def of_last_day(items: Items, result: Result) -> set[int]:
    """Of latest: the rows of the last day."""
    counted = counting(items, result)
    days = {index: day_of(items[index]) for index in counted}
    if isinstance(result, Unknown) and any(day is None for day in days.values()):
        return counted
    last = max((day for day in days.values() if day is not None), default=None)
    return {index for index in counted if days[index] == last}


def around_the_gap(items: Items, outside: Sequence[Traced]) -> Iterator[int]:
    """Of longest_gap: the rows of the days before and after the longest time without one."""
    gap = longest_gap(items, outside)
    yield from (i for i, one in enumerate(items) if gap and value_of(one) in gap)


def longest_gap(items: Items, outside: Sequence[Traced]) -> tuple[date, date] | None:
    """The days between which nothing was for the longest time; None where they cannot be told."""
    since, until = (one.result for one in outside[-2:])
    days = {value_of(one) for one in items if one.truth is True}
    if not (isinstance(since, date) and isinstance(until, date)) or since > until:
        return None
    between = sorted(day for day in days if isinstance(day, date) and since < day < until)
    steps = zip([since, *between], [*between, until], strict=True)
    return max(steps, key=lambda step: (step[1] - step[0], step))


def value_of(one: Item) -> Whatever:
    """The row's value."""
    return one.value.result if one.value else None


def day_of(one: Item) -> date | None:
    """The row's day; None where it is unknown."""
    return one.by.result if one.by and isinstance(one.by.result, date) else None


DECIDING: dict[str, Callable[[Items, Result], set[int]]] = {
    "any": alike,
    "all": alike,
    "min": with_the_value,
    "max": with_the_value,
    "latest": of_last_day,
}
