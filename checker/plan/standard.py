"""Standards: a value by day, code and region, as rows of a decision table.

What is constant is folded here: a standard of the whole country without codes is one constant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from checker.model.function import NATION
from checker.model.kind import Kind, Value
from checker.model.resolved import Constant, StandardChoice, StandardRead
from checker.plan import dialect
from checker.plan.choose import chosen, held
from checker.plan.dialect import FALSE, NULL, TRUE, Term
from checker.plan.frame import Frame
from checker.plan.number import constant
from checker.plan.result import Result
from checker.plan.translate import translate
from checker.resolve.standards import in_force


def standard_read(node: StandardRead, frame: Frame) -> Result:
    """The value of the longest region that contains the household."""
    table = begun(node)
    if not table:
        return Result(frame.sql.nothing(node.type.kind))
    millionths = any(fraction(choice.value) for choice in table)
    where = Where(node, frame)
    rows = [
        (
            where.inside(region, first_day(node, table, region, frame)),
            of_region(node, table, region, frame, millionths=millionths),
        )
        for region in sorted({choice.region for choice in table}, key=where.order)
    ]
    if rows[0][0] is TRUE:
        return Result(rows[0][1], millionths=millionths)
    nothing = frame.sql.nothing(node.type.kind)
    return Result(chosen(rows, nothing, frame), millionths=millionths)


def begun(node: StandardRead) -> Sequence[StandardChoice]:
    """The choices that may be in force; only those that are where the day is constant."""
    if isinstance(node.day, Constant) and isinstance(node.day.value, date):
        return in_force(node.choices, node.day.value)
    return node.choices


def fraction(value: Value) -> bool:
    """Is it a number that is not whole?"""
    return isinstance(value, Decimal) and value != value.to_integral_value()


class Where:
    """The region of a frame's rows, as far as it is told without a hole."""

    def __init__(self, node: StandardRead, frame: Frame) -> None:
        self.node, self.frame = node, frame
        parts = [self._part(index) for index in range(len(node.region))]
        told = [frame.sql("is_known", part, nullable=False) for part in parts]
        self.complete = frame.sql.joined("and", told) if told else FALSE
        texts = [dialect.text("")]
        for part in parts:
            texts.append(frame.sql("joined", texts[-1], part))
        holes = [frame.sql("is_null", part, nullable=False) for part in parts]
        rows = list(zip(holes, texts, strict=False))
        self.text = frame.name(
            frame.sql.case(rows, texts[-1], nullable=False) if rows else texts[0]
        )

    def _part(self, index: int) -> Term:
        """One part of the region; what the files say of all households where it does not say."""
        own = translate(self.node.region[index], self.frame).low
        about = self.frame.about[index] if index < len(self.frame.about) else ""
        if about:
            own = self.frame.sql("filled", own, dialect.text(about), nullable=False)
        return self.frame.name(own)

    def order(self, region: str) -> tuple[int, bool, str]:
        """Longest first, 全国 last; of equally long ones that of the policy first."""
        length = 0 if region == NATION else len(region)
        return -length, not self.node.assumed.startswith(region), region

    def inside(self, region: str, begun: Term) -> Term:
        """Does the region contain the household, and has it a value on the day?"""
        if region == NATION:
            return begun
        within = self.within(region)
        return within if begun is TRUE else self.frame.sql.joined("and", [begun, within])

    def within(self, region: str) -> Term:
        """Does the region contain the household?"""
        sql, name = self.frame.sql, dialect.text(region)
        outside = sql("not", sql("starts_with", name, self.text))
        assumed = self.node.assumed
        rows = [
            (sql("starts_with", self.text, name), TRUE),
            (sql.joined("or", [self.complete, outside]), FALSE),
        ]
        if assumed.startswith(region):
            return sql.case(rows, TRUE)
        if not region.startswith(assumed):
            rows.append((sql("starts_with", dialect.text(assumed), self.text), FALSE))
        return sql.case(rows, NULL)


def first_day(
    node: StandardRead, table: Sequence[StandardChoice], region: str, frame: Frame
) -> Term:
    """Has the region a value on the day? One that has none yet leaves it to a wider region."""
    if node.day is None or isinstance(node.day, Constant):
        return TRUE
    first = min(choice.start for choice in table if choice.region == region)
    day = frame.name(translate(node.day, frame).low)
    return frame.sql(">=", day, dialect.day(first))


def of_region(
    node: StandardRead,
    table: Sequence[StandardChoice],
    region: str,
    frame: Frame,
    *,
    millionths: bool,
) -> Term:
    """A region's value by day and code."""
    sql = frame.sql
    own = sorted((one for one in table if one.region == region), key=lambda one: one.start)
    by_start = [(start, list(group)) for start, group in groupby(own, lambda one: one.start)]
    values = [
        (start, by_code(node, group, frame, millionths=millionths)) for start, group in by_start
    ]
    if node.day is None or isinstance(node.day, Constant):
        return values[-1][1]
    day = frame.name(translate(node.day, frame).low)
    rows = [(sql(">=", day, dialect.day(start)), value) for start, value in reversed(values)]
    return sql.case(rows, sql.nothing(node.type.kind))


def by_code(
    node: StandardRead, group: Sequence[StandardChoice], frame: Frame, *, millionths: bool
) -> Term:
    """The value of one table for a code; unknown for a code that it has not."""
    sql, kind = frame.sql, node.type.kind
    if node.code is None:
        plain = [choice for choice in group if choice.code is None]
        return value(plain[0], kind, frame, millionths=millionths) if plain else sql.nothing(kind)
    code = frame.name(translate(node.code, frame).low)
    rows = [
        (
            sql("==", code, dialect.text(choice.code)),
            value(choice, kind, frame, millionths=millionths),
        )
        for choice in group
        if choice.code is not None
    ]
    return sql.case(rows, sql.nothing(kind)) if rows else sql.nothing(kind)


def value(choice: StandardChoice, kind: Kind, frame: Frame, *, millionths: bool) -> Term:
    """A choice's value."""
    if isinstance(choice.value, Decimal):
        return constant(choice.value, millionths=millionths).low
    return held(choice.value, kind).low
