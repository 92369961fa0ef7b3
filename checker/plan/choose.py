"""Values written in policies, and choices between values: decision tables, `x if c else y`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from checker.dates import Month
from checker.model.kind import Kind, Value
from checker.plan import dialect
from checker.plan.dialect import DUCKDB, FALSE, TRUE, Term
from checker.plan.frame import Frame
from checker.plan.number import constant
from checker.plan.result import Result


def held(value: Value | None, kind: Kind) -> Result:
    """A value of a policy as the plan holds it."""
    match value:
        case None:
            return Result(DUCKDB.nothing(kind))
        case bool():
            return Result(TRUE if value else FALSE)
        case Decimal():
            return constant(value)
        case Month():
            return Result(dialect.month(value))
        case date():
            return Result(dialect.day(value))
        case str():
            return Result(dialect.text(value))
        case _:
            return Result(dialect.texts(str(code) for code in value))


def literal(value: Value | None, kind: Kind, *, millionths: bool) -> str:
    """A value as text for a column of a kind."""
    if value is None:
        return f"(NULL)::{DUCKDB.types[kind]}"
    if isinstance(value, Decimal):
        return constant(value, millionths=millionths).low.text
    return held(value, kind).low.text


def chosen(rows: list[tuple[Term, Term]], otherwise: Term, frame: Frame) -> Term:
    """The value of the first row that holds, where every row still open has the same."""
    if not any(when.nullable for when, _ in rows):
        return frame.sql.case(rows, otherwise)
    result = otherwise
    for when, then in reversed(rows):
        result = one_row(when, then, result, frame)
    return result


def one_row(when: Term, then: Term, otherwise: Term, frame: Frame) -> Term:
    """`then` if `when` else `otherwise`; where `when` is unknown both must agree."""
    sql = frame.sql
    if not when.nullable:
        return sql.case([(when, then)], otherwise)
    when, then, otherwise = frame.name(when), frame.name(then), frame.name(otherwise)
    rows = [(when, then), (sql("not", when), otherwise), (sql("==", then, otherwise), then)]
    return sql.case(rows)
