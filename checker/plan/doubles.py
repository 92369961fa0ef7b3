"""Rows that share a value with other rows of their own table: duplicates.

Few rows do. Only those are counted or paired; for all others the answer is that of a row alone
with itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.model.resolved import Aggregate, All, Node, Not, SameRow
from checker.plan.dialect import FALSE, TRUE, Term, whole
from checker.plan.relation import Rows
from checker.plan.result import Result
from checker.plan.translate import translate
from checker.plan.tree import Forest, is_link, speaks_of_self

if TYPE_CHECKING:
    from checker.plan.table_frame import TableFrame

COUNTED = ("any", "count")
TOLD_ALONE = ("any", "all", "count")


def symmetric(node: Aggregate, forest: Forest) -> bool:
    """Does the link ask for the same field on both sides?"""
    if node.link is None:
        return False
    item, own = node.link
    return forest.number(forest.lift(item)) == forest.number(own)


def of_own_table(node: Aggregate, frame: TableFrame, kinds: Sequence[str]) -> bool:
    """Does it range over the frame's own table by a value in common, and tell enough alone?"""
    build = frame.build
    return (
        node.kind in kinds
        and node.table == frame.table
        and build.closed(node)
        and symmetric(node, build.forest)
    )


def doubled(node: Aggregate, frame: TableFrame) -> Result | None:
    """Any or count of rows with the same value, counted under the values that several have.

    None where a condition compares the two rows otherwise than as being one.
    """
    if not of_own_table(node, frame, COUNTED):
        return None
    others, apart = conditions(node, frame.build.forest)
    if any(map(speaks_of_self, others)):
        return None
    assert node.link is not None
    rows = frame.build.doubles(node)
    own = frame.build.linked_term(node.link[1], node.link, frame)
    several = Several(frame, rows, own)
    low, high = several.counts(others, apart=apart)
    if node.kind == "count":
        found = Result(low, high, most=2 * rows.length, natural=True)
    else:
        found = Result(at_least_one(low, high, frame))
    guard = frame.told(own) if own.nullable else None
    return frame.name_all(frame.guarded(guard, found))


def conditions(node: Aggregate, forest: Forest) -> tuple[list[Node], bool]:
    """The conditions on the other row, and whether it must be another row."""
    if node.condition is None:
        return [], False
    given = node.condition
    parts = given.operands if isinstance(given, All) else (given,)
    parts = tuple(part for part in parts if not is_link(part, node.link, forest))
    others = [part for part in parts if not other_row(part)]
    return others, len(others) < len(parts)


def other_row(node: Node) -> bool:
    """Is it `v != 本行`?"""
    return isinstance(node, Not) and isinstance(node.operand, SameRow)


def at_least_one(low: Term, high: Term | None, frame: TableFrame) -> Term:
    """Is there a row, of so many at least and at most?"""
    sql = frame.sql
    there = sql(">", low, whole(0))
    if high is None:
        return there
    return sql.case([(there, TRUE), (sql("==", high, whole(0)), FALSE)])


class Several:
    """What is counted under the values that several rows have, as one of the rows reads it."""

    def __init__(self, frame: TableFrame, rows: Rows, key: Term) -> None:
        self.frame, self.rows, self.key = frame, rows, key

    def counts(self, others: Sequence[Node], *, apart: bool) -> tuple[Term, Term | None]:
        """How many rows there are at least and at most; itself left out if `apart`."""
        if not others:
            every = self.column(self.rows.add("count"))
            total = self.frame.sql("filled", every, whole(1), nullable=False)
            return (self.frame.sql("-", total, whole(1)) if apart else total), None
        sql = self.rows.sql
        condition = self.rows.name(sql.joined("and", [self.rows.result(p).low for p in others]))
        alone = self.frame.name(alone_with_itself(others, self.frame))
        low = self.one("is_true", condition, alone, apart=apart)
        if not condition.nullable:
            return low, None
        return low, self.one("is_not_false", condition, alone, apart=apart)

    def one(self, question: str, condition: Term, alone: Term, *, apart: bool) -> Term:
        """The number of rows for which a condition is true, or not false."""
        sql = self.frame.sql
        asked = self.rows.sql(question, condition, nullable=False)
        every = self.column(self.rows.add("count_where", asked))
        own = sql("yes_as_one", sql(question, alone, nullable=False))
        if apart:
            return sql.case([(sql("is_known", every), sql("-", every, own))], whole(0), False)
        return sql("filled", every, own, nullable=False)

    def column(self, name: str) -> Term:
        """A column of the rows, joined."""
        return self.frame.join(self.rows, (self.key,))(name)


def alone_with_itself(others: Sequence[Node], frame: TableFrame) -> Term:
    """The conditions, where the other row is the row itself."""
    lift = frame.build.forest.lift
    return frame.sql.joined("and", [translate(lift(part), frame).low for part in others])


def paired(node: Aggregate, frame: TableFrame) -> Result | None:
    """any, all, count of rows with the same value, pairing only rows that several share it."""
    if not of_own_table(node, frame, TOLD_ALONE) or node.condition is None:
        return None
    assert node.link is not None
    sql, build = frame.sql, frame.build
    own = build.linked_term(node.link[1], node.link, frame)
    pairs = build.linked_pair(node, frame.table, shared=True)
    column = frame.join(pairs, (frame.rid,))
    several = pairs.measured(node)(column, frame)
    alone = frame.name(translate(build.forest.lift(node.condition), frame).low)
    single = [alone, None]
    if node.kind == "count":
        single = [
            sql("yes_as_one", sql(question, alone, nullable=False))
            for question in ("is_true", "is_not_false")
        ]
    there = frame.name(sql("is_known", column(pairs.keys[0]), nullable=False))
    ends = zip((several.low, several.high), single, strict=True)
    low, high = (None if end is None else sql.case([(there, end)], other) for end, other in ends)
    assert low is not None
    guard = frame.told(own) if own.nullable else None
    return frame.name_all(frame.guarded(guard, Result(low, high)))
