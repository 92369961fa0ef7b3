"""Logic, choices and questions over a frame's rows; and the table of all kinds of nodes."""

from __future__ import annotations

from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
    Arithmetic,
    Ask,
    Call,
    Compare,
    Constant,
    DaysBetween,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    Not,
    OrElse,
    Quotient,
    SameRow,
    Shift,
    StandardRead,
    Within,
)
from checker.plan import number
from checker.plan.call import called, days_between, shifted
from checker.plan.choose import chosen, held
from checker.plan.compare import among, compared, known_exactly, within
from checker.plan.dialect import whole
from checker.plan.frame import Frame
from checker.plan.number import as_exact, in_millionths
from checker.plan.result import Result
from checker.plan.standard import standard_read
from checker.plan.translate import TRANSLATED, translate

BLANK, UNREADABLE = 1, 2


def constant_read(node: Constant, frame: Frame) -> Result:
    """A constant, or a value that can never be known."""
    return held(node.value, node.type.kind)


def leaf(node: FieldRead | DefinedRead | Aggregate | SameRow, frame: Frame) -> Result:
    """What the frame itself knows: its columns and what it joins."""
    return frame.leaf(node)


def conjunction(node: All | Any, frame: Frame) -> Result:
    """`a and b`, `a or b`: SQL's are Kleene's."""
    op = "and" if isinstance(node, All) else "or"
    terms = [translate(operand, frame).low for operand in node.operands]
    return Result(frame.sql.joined(op, terms))


def negated(node: Not, frame: Frame) -> Result:
    """`not a`."""
    return Result(frame.sql("not", translate(node.operand, frame).low))


def decided(node: Decide, frame: Frame) -> Result:
    """A decision table: the first row that holds; rows still open must agree."""
    rows = [(translate(when, frame).low, branch(then, frame)) for when, then in node.rows]
    last = branch(node.otherwise, frame) if node.otherwise else None
    thens = [then for _, then in rows] + ([last] if last else [])
    millionths = any(then.millionths for then in thens)
    if millionths:
        rows = [(when, in_millionths(then, frame)) for when, then in rows]
        last = in_millionths(last, frame) if last else None
        thens = [in_millionths(then, frame) for then in thens]
    otherwise = last.low if last else frame.sql.nothing(node.type.kind)
    cases = [(when, then.low) for when, then in rows]
    most = max(then.greatest for then in thens)
    natural = all(then.natural for then in thens)
    return Result(chosen(cases, otherwise, frame), None, millionths, None, most, natural)


def branch(node: Node, frame: Frame) -> Result:
    """A branch's value, without bounds."""
    return as_exact(translate(node, frame), frame)


def asked(node: Ask, frame: Frame) -> Result:
    """blank, unreadable, known: always known."""
    sql = frame.sql
    if node.question == "known":
        return Result(known_exactly(node.of, frame))
    assert isinstance(node.of, FieldRead)
    wanted = whole(BLANK if node.question == "blank" else UNREADABLE)
    state = frame.cell(node.of)[1]
    return Result(sql("is_true", sql("==", state, wanted), nullable=False))


def or_else(node: OrElse, frame: Frame) -> Result:
    """Y where the field is blank; unreadable stays unknown."""
    assert isinstance(node.of, FieldRead)
    own, other = branch(node.of, frame), branch(node.otherwise, frame)
    if own.millionths != other.millionths:
        own, other = in_millionths(own, frame), in_millionths(other, frame)
    blank = frame.sql("==", frame.cell(node.of)[1], whole(BLANK))
    term = frame.sql.case([(blank, other.low)], own.low)
    most = max(own.greatest, other.greatest)
    return Result(term, None, own.millionths, None, most, own.natural and other.natural)


def arithmetic(node: Arithmetic, frame: Frame) -> Result:
    """+ - *."""
    left, right = translate(node.left, frame), translate(node.right, frame)
    return number.reckoned(node.operator, left, right, frame)


def quotient(node: Quotient, frame: Frame) -> Result:
    """A quotient made into a number."""
    return number.quotient(translate(node.left, frame), translate(node.right, frame), frame)


TRANSLATED.update(
    {
        Constant: constant_read,
        FieldRead: leaf,
        DefinedRead: leaf,
        Aggregate: leaf,
        SameRow: leaf,
        StandardRead: standard_read,
        Compare: compared,
        Among: among,
        Within: within,
        All: conjunction,
        Any: conjunction,
        Not: negated,
        Arithmetic: arithmetic,
        Quotient: quotient,
        DaysBetween: days_between,
        Shift: shifted,
        Decide: decided,
        Ask: asked,
        OrElse: or_else,
        Call: called,
    }
)
