"""Comparisons: between bounds, of quotients without dividing, of ages as days of birth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.model.kind import Kind, Type
from checker.model.resolved import (
    Aggregate,
    Among,
    Call,
    Compare,
    Constant,
    DefinedRead,
    FieldRead,
    Node,
    Quotient,
    Within,
)
from checker.plan import day as days
from checker.plan import dialect
from checker.plan.dialect import FALSE, NULL, SCALE, TRUE, Term, whole
from checker.plan.frame import Frame
from checker.plan.identity import comparable_id
from checker.plan.number import NARROW, aligned, as_exact, exact, limited, times
from checker.plan.result import Result
from checker.plan.translate import translate

FLIPPED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
WIDE = 2**126  # what 128 bits hold
# gap operator n, as a gap of at most n or one less, and whether the answer is turned round
AT_MOST = {"<=": (0, False), "<": (1, False), ">": (0, True), ">=": (1, True)}
COUNT = Type(Kind.COUNT, whole=True)
ONE = Result(whole(1), constant=Decimal(1), most=1, natural=True)


def compared(node: Compare, frame: Frame) -> Result:
    """A comparison."""
    if not node.left.type.kind.numeric:
        return Result(frame.sql(node.operator, *alike(node.left, node.right, frame)))
    by_birth = compared_ages(node, frame)
    if by_birth is not None:
        return Result(by_birth)
    by_gap = compared_gap(node, frame)
    if by_gap is not None:
        return Result(by_gap)
    above, below = as_ratio(node.left), as_ratio(node.right)
    if above or below:
        return Result(compared_ratios(node, above, below, frame))
    left, right = translate(node.left, frame), translate(node.right, frame)
    return Result(compared_numbers(node.operator, left, right, frame))


def alike(left: Node, right: Node, frame: Frame) -> tuple[Term, Term]:
    """Two values that are not numbers, as they are compared."""
    terms = translate(left, frame).low, translate(right, frame).low
    if Kind.ID_NUMBER in (left.type.kind, right.type.kind):
        return comparable_id(terms[0], frame), comparable_id(terms[1], frame)
    return terms


def compared_numbers(operator: str, left: Result, right: Result, frame: Frame) -> Term:
    """True or false where every value in between agrees."""
    left, right = aligned(left, right, frame)
    sql = frame.sql
    if left.high is None and right.high is None:
        return sql(operator, left.low, right.low)
    left, right = frame.name_all(left), frame.name_all(right)
    if operator in (">", ">="):
        return compared_numbers(FLIPPED[operator], right, left, frame)
    if operator in ("==", "!="):
        return equal_numbers(operator, left, right, frame)
    yes = sql(operator, left.top, right.low)
    no = sql(">=" if operator == "<" else ">", left.low, right.top)
    return sql.case([(yes, TRUE), (no, FALSE)])


def equal_numbers(operator: str, left: Result, right: Result, frame: Frame) -> Term:
    """== and != between bounds."""
    sql = frame.sql
    same = [
        sql("==", left.low, right.low),
        sql("==", left.low, left.top),
        sql("==", right.low, right.top),
    ]
    apart = [sql("<", left.top, right.low), sql(">", left.low, right.top)]
    found = (TRUE, FALSE) if operator == "==" else (FALSE, TRUE)
    rows = [(sql.joined("and", same), found[0]), (sql.joined("or", apart), found[1])]
    return sql.case(rows)


def as_ratio(node: Node) -> Quotient | None:
    """The quotient that a node is, through definitions too; an average is one."""
    if isinstance(node, Quotient):
        return node
    if isinstance(node, Aggregate) and node.kind == "avg" and node.value is not None:
        kind = replace(node.value.type, bounded=False)
        total = replace(node, kind="total", type=kind)
        rows = replace(node, kind="rows", value=None, type=COUNT)
        return Quotient(node.type, node.text, node.span, total, rows)
    if isinstance(node, DefinedRead):
        body = as_ratio(node.defined.body)
        if body is not None:
            left, right = (part_of(node, side) for side in (body.left, body.right))
            return Quotient(node.type, node.text, node.span, left, right)
    return None


def part_of(node: DefinedRead, side: Node) -> DefinedRead:
    """One side of the quotient that a definition is, read for the same row."""
    return replace(node, type=side.type, defined=replace(node.defined, body=side))


def compared_ratios(
    node: Compare, above: Quotient | None, below: Quotient | None, frame: Frame
) -> Term:
    """a/b operator c/d, decided as a·d operator c·b where b·d is positive."""
    top, under = sides(above, node.left, frame)
    other_top, other_under = sides(below, node.right, frame)
    sizes = (top.greatest * other_under.greatest, other_top.greatest * under.greatest)
    if max(sizes) * SCALE**2 >= WIDE:
        top, other_top = limited(top, frame), limited(other_top, frame)
    left, right = crossed(top, other_under, other_top, under, frame)
    unders = [one for one in (under, other_under) if one is not ONE]
    forward = compared_numbers(node.operator, left, right, frame)
    if all(one.constant is not None and one.constant > 0 for one in unders):
        return forward
    zero, sql = whole(0), frame.sql
    rows = [(sql.joined("and", [sql(">", one.low, zero) for one in unders]), forward)]
    if not all(one.natural for one in unders):
        exactly = as_exact(left, frame), as_exact(right, frame)
        rows += by_sign(node.operator, unders, exactly, frame)
    return sql.case(rows)


def by_sign(
    operator: str, unders: list[Result], exactly: tuple[Result, Result], frame: Frame
) -> list[tuple[Term, Term]]:
    """The comparison where a divisor is negative: turned round where one of two is."""
    sql, zero = frame.sql, whole(0)
    back = compared_numbers(FLIPPED[operator], *exactly, frame)
    if len(unders) == 1:
        return [(sql("<", unders[0].low, zero), back)]
    first, second = (one.low for one in unders)
    both = sql.joined("and", [sql("<", first, zero), sql("<", second, zero)])
    known = sql.joined("and", [sql("!=", first, zero), sql("!=", second, zero)])
    return [(both, compared_numbers(operator, *exactly, frame)), (known, back)]


def sides(ratio: Quotient | None, node: Node, frame: Frame) -> tuple[Result, Result]:
    """What stands above and below the line."""
    if ratio is None:
        return frame.name_all(translate(node, frame)), ONE
    left = translate(ratio.left, frame)
    right = as_exact(translate(ratio.right, frame), frame)
    return frame.name_all(left), right if right.constant else frame.name_all(right)


def crossed(
    top: Result, other_under: Result, other_top: Result, under: Result, frame: Frame
) -> tuple[Result, Result]:
    """Top · other_under and other_top · under, held alike."""
    left_scale = top.millionths + other_under.millionths
    right_scale = other_top.millionths + under.millionths
    most = max(left_scale, right_scale)
    left = scaled(top, other_under, SCALE ** (most - left_scale), frame)
    return left, scaled(other_top, under, SCALE ** (most - right_scale), frame)


def scaled(value: Result, factor: Result, power: int, frame: Frame) -> Result:
    """A number, or its bounds, times an exact one and a power of ten."""
    most = value.greatest * factor.greatest * power
    by = whole(power) if factor is ONE else factor.low
    if power > 1 and factor is not ONE:
        by = frame.name(times(factor.low, whole(power), NARROW, frame))
    if factor is ONE and power == 1:
        return Result(value.low, value.high, most=most)
    ends = [times(end, by, most, frame) for end in value.terms]
    high = ends[1] if ends[1:] else None
    return frame.name_all(Result(ends[0], high, most=most))


def compared_ages(node: Compare, frame: Frame) -> Term | None:
    """An age on a constant day against a constant number, as a comparison of days of birth."""
    for one, other, operator in (
        (node.left, node.right, node.operator),
        (node.right, node.left, FLIPPED[node.operator]),
    ):
        call = age_call(one)
        if call is None or not isinstance(other, Constant):
            continue
        years, last = other.value, call.arguments[1]
        if isinstance(years, Decimal) and years == years.to_integral_value():
            assert isinstance(last, Constant)
            assert isinstance(last.value, date)
            return born_in_time(one, (operator, int(years), last.value), frame)
    return None


def compared_gap(node: Compare, frame: Frame) -> Term | None:
    """A longest gap against a constant number: is there one as long, not how long is it."""
    for one, other, operator in (
        (node.left, node.right, node.operator),
        (node.right, node.left, FLIPPED[node.operator]),
    ):
        if not isinstance(one, Aggregate) or one.kind != "longest_gap" or operator not in AT_MOST:
            continue
        near = isinstance(one.since, Constant) and isinstance(one.until, Constant)
        days = other.value if isinstance(other, Constant) else None
        if near and isinstance(days, Decimal) and days == days.to_integral_value():
            less, turned = AT_MOST[operator]
            by = Constant(other.type, other.text, other.span, days - less)
            asked = replace(one, kind="gap_at_most", by=by, type=node.type)
            found = translate(asked, frame).low
            return frame.sql("not", found) if turned else found
    return None


def age_call(node: Node) -> Call | None:
    """The age on a constant day that a node is, perhaps as a derived field."""
    if isinstance(node, DefinedRead):
        return age_call(node.defined.body)
    if not isinstance(node, Call) or node.function != "age_on":
        return None
    last = node.arguments[1]
    constant = isinstance(last, Constant) and isinstance(last.value, date)
    return node if constant else None


def born_in_time(node: Node, limit: tuple[str, int, date], frame: Frame) -> Term:
    """Age operator years, by the day of birth; unknown for the unborn."""
    operator, years, last = limit
    sql, born = frame.sql, frame.name(translate(born_of(node), frame).low)
    alive = frame.name(sql.case([(sql("<=", born, dialect.day(last)), born)]))
    at_least = on_or_before(alive, days.born_by(years, last), years, frame)
    more = on_or_before(alive, days.born_by(years + 1, last), years + 1, frame)
    made = {
        ">=": at_least,
        ">": more,
        "<": sql("not", at_least),
        "<=": sql("not", more),
        "==": sql.joined("and", [at_least, sql("not", more)]),
        "!=": sql.joined("or", [sql("not", at_least), more]),
    }
    return made[operator]


def on_or_before(born: Term, limit: date | None, years: int, frame: Frame) -> Term:
    """Was somebody born by a day? No limit: everybody for ages below 0, nobody for great ones."""
    if years <= 0 or limit is None:
        return frame.sql.case([(frame.sql("is_known", born), TRUE if years <= 0 else FALSE)])
    return frame.sql("<=", born, dialect.day(limit))


def born_of(node: Node) -> Node:
    """The day of birth from which an age is reckoned, read for the same row."""
    if isinstance(node, DefinedRead):
        return part_of(node, born_of(node.defined.body))
    assert isinstance(node, Call)
    return node.arguments[0]


def among(node: Among, frame: Frame) -> Result:
    """`x in (a, b)`."""
    sql = frame.sql
    if not node.items:
        return Result(FALSE)
    if node.item.type.kind.numeric:
        item = as_exact(translate(node.item, frame), frame)
        item = frame.name_all(item)
        items = [as_exact(translate(one, frame), frame) for one in node.items]
        found = [compared_numbers("==", item, one, frame) for one in items]
        return Result(sql.joined("or", found))
    persons = any(one.type.kind is Kind.ID_NUMBER for one in (node.item, *node.items))
    terms = [translate(one, frame).low for one in (node.item, *node.items)]
    if persons:
        terms = [comparable_id(term, frame) for term in terms]
    listed = Term(", ".join(term.text for term in terms[1:]), max(t.ready for t in terms[1:]))
    nullable = any(term.nullable for term in terms)
    return Result(sql("among", terms[0], listed, nullable=nullable))


def within(node: Within, frame: Frame) -> Result:
    """Is a code among several; where a part cannot be read, an absent one is unknown."""
    sql = frame.sql
    item = frame.name(translate(node.item, frame).low)
    if isinstance(node.choices, FieldRead):
        codes, state = frame.cell(node.choices)
        there = sql("is_true", sql("holds", codes, item), nullable=False)
        whole_cell = sql("==", state, whole(0))
        absent = sql.joined("and", [sql("is_known", item), whole_cell])
        return Result(sql.case([(there, TRUE), (absent, FALSE)]))
    codes = frame.name(translate(node.choices, frame).low)
    known = [sql("is_known", item), sql("is_known", codes)]
    there = sql("holds", codes, item)
    return Result(sql.case([(sql.joined("and", known), there)], NULL))


def known_exactly(node: Node, frame: Frame) -> Term:
    """known(x): has it one value."""
    return frame.sql("is_known", exact(translate(node, frame), frame), nullable=False)
