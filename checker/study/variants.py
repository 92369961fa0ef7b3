"""Small changes of an expression, as an author may get it wrong (变体).

Each is another expression and a sentence that says what was changed. Whether a change makes any
difference is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any as Whatever

from checker.dates import Month
from checker.model.catalog import Catalog
from checker.model.expression import (
    Called,
    Chosen,
    Compared,
    Expression,
    Item,
    Joined,
    Listed,
    Literal,
    Member,
    Name,
    Negated,
    Ranged,
)
from checker.model.kind import Kind, Type
from checker.study import messages
from checker.study.edits import Place, places
from checker.study.steps import moved, step

Types = Callable[[Expression], Type | None]  # what an expression yields, if it is known


class Change(Enum):
    """What sort of change a mutant is (变异)."""

    BOUNDARY = "boundary"  # a figure a step less or more
    TURNED = "turned"  # a comparison turned
    JOINED = "joined"  # and for or, or for and
    QUANTIFIER = "quantifier"  # any for all, all for any
    CODE = "code"  # a code dropped, added or taken for another
    STANDARD = "standard"  # a standard's value a step less or more
    REMOVED = "removed"  # a condition left out
    NEGATED = "negated"  # `not` left out or put in


@dataclass(frozen=True)
class Variant:
    """An expression changed in one place; None: left out altogether."""

    change: Change
    place: Expression  # what was changed
    sentence: str
    expression: Expression


def variants(whole: Expression, types: Types, catalog: Catalog) -> Iterator[Variant]:
    """Every small change of an expression, from the left."""
    for place in places(whole):
        maker = MAKERS.get(type(place.node))
        if maker is not None:
            yield from maker(place, types, catalog)


# Figures -----------------------------------------------------------------------------------------


def _literal(place: Place, types: Types, catalog: Catalog) -> Iterator[Variant]:
    del types, catalog
    node = place.node
    assert isinstance(node, Literal)
    outer = place.above[-1] if place.above else None
    if isinstance(node.value, Decimal):
        for by in (-1, 1):
            value = node.value + by * step(node.value)
            yield _figure(place, Literal(node.span, f"{value:f}", value))
    elif isinstance(node.value, str) and isinstance(outer, Called) and outer.function == "date":
        for day in _days(node.value):
            yield _figure(place, Literal(node.span, f'"{day}"', day))


def _figure(place: Place, other: Literal) -> Variant:
    return _changed(Change.BOUNDARY, place, other, other.text)


def _days(written: str) -> Iterator[str]:
    """The day, or the month, before and after; there is none after the last."""
    if len(written) == len("2020-09"):
        year, month = written.split("-")
        yield from (str(moved(Month(int(year), int(month)), by)) for by in (-1, 1))
    else:
        day = date.fromisoformat(written)
        if day != date.min:
            yield (day - timedelta(days=1)).isoformat()
        if day != date.max:  # 9999-12-31, as rules say "without end"
            yield (day + timedelta(days=1)).isoformat()


def _changed(change: Change, place: Place, node: Expression, text: str) -> Variant:
    """A node with another in its place, told with the clause around it."""
    sentence = messages.changed(place.clause.text, place.clause_with(text))
    return Variant(change, place.node, sentence, place.put(node))


# Comparisons -------------------------------------------------------------------------------------

TURNS = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "in": ("not-in",),
    "not-in": ("in",),
}
ORDERED = ("<=", ">=")  # what an author may mean by == of numbers and days


def _compared(place: Place, types: Types, catalog: Catalog) -> Iterator[Variant]:
    node = place.node
    assert isinstance(node, Compared)
    for at, operator in enumerate(node.operators):
        for other in (*TURNS[operator], *_ordered(node, at, types)):
            operators = (*node.operators[:at], other, *node.operators[at + 1 :])
            text = _with_operator(node, at, other)
            new = replace(node, operators=operators, text=text)
            yield _changed(Change.TURNED, place, new, text)
        yield from _codes(place, at, types, catalog)


def _ordered(node: Compared, at: int, types: Types) -> tuple[str, ...]:
    """For numbers and days, "at most" and "at least" instead of "equal"."""
    kinds = [type_.kind for side in node.operands[at : at + 2] if (type_ := types(side))]
    ordered = any(kind.numeric or kind in (Kind.DATE, Kind.MONTH) for kind in kinds)
    return ORDERED if node.operators[at] == "==" and ordered else ()


def _with_operator(node: Compared, at: int, operator: str) -> str:
    """The comparison's text with another operator."""
    left, right = node.operands[at], node.operands[at + 1]
    start = left.span.column + len(left.text) - node.span.column
    end = right.span.column - node.span.column
    gap = node.text[start:end]
    old = node.operators[at].replace("-", " ")
    return node.text[:start] + gap.replace(old, operator.replace("-", " "), 1) + node.text[end:]


def _codes(place: Place, at: int, types: Types, catalog: Catalog) -> Iterator[Variant]:
    """The codes that the comparison names: one left out, one more, or another."""
    node = place.node
    assert isinstance(node, Compared)
    left, right = node.operands[at], node.operands[at + 1]
    for one, other in ((left, right), (right, left)):
        known = codes_of(types(one), catalog)
        if known and isinstance(other, Literal) and isinstance(other.value, str):
            yield from _another_code(place, other, known)
        elif isinstance(other, Listed) and node.operators[at] in ("in", "not-in"):
            yield from _listed(place, other, known)


def codes_of(type_: Type | None, catalog: Catalog) -> Sequence[str]:
    """The code list of a choice; () of anything else."""
    return [*catalog.codes[type_.codes].codes] if type_ and type_.codes else ()


def next_code(given: Sequence[str], known: Sequence[str]) -> str | None:
    """The first code after the last one given that is not among them, round the list."""
    last = known.index(given[-1]) if given and given[-1] in known else -1
    turned = [*known[last + 1 :], *known[: last + 1]]
    return next((code for code in turned if code not in given), None)


def _another_code(place: Place, literal: Literal, known: Sequence[str]) -> Iterator[Variant]:
    code = next_code([str(literal.value)], known)
    if code is not None:
        yield _inside(place, literal, replace(literal, value=code, text=f'"{code}"'))


def _listed(place: Place, listed: Listed, known: Sequence[str]) -> Iterator[Variant]:
    items = listed.items
    for at in range(len(items) if len(items) > 1 else 0):
        yield _inside(place, listed, _list_of(listed, (*items[:at], *items[at + 1 :])))
    named = [str(item.value) for item in items if isinstance(item, Literal)]
    code = next_code(named, known) if len(named) == len(items) else None
    if code is not None:
        more = Literal(items[-1].span, f'"{code}"', code)
        yield _inside(place, listed, _list_of(listed, (*items, more)))


def _list_of(listed: Listed, items: tuple[Expression, ...]) -> Listed:
    opening, closing = listed.text[0], listed.text[-1]
    text = f"{opening}{', '.join(item.text for item in items)}{closing}"
    return replace(listed, items=items, text=text)


def _inside(place: Place, old: Expression, new: Expression) -> Variant:
    """An operand of the place's comparison with another in its place."""
    (operand,) = (one for one in places(place.node) if one.node is old)
    inner = Place(old, (*place.above, place.node), lambda other: place.put(operand.put(other)))
    return _changed(Change.CODE, inner, new, new.text)


# Conditions --------------------------------------------------------------------------------------


def _joined(place: Place, types: Types, catalog: Catalog) -> Iterator[Variant]:
    del types, catalog
    node = place.node
    assert isinstance(node, Joined)
    other = "or" if node.operator == "and" else "and"
    sentence = messages.joined(node.text, node.operator, other)
    yield Variant(Change.JOINED, node, sentence, place.put(replace(node, operator=other)))
    for at, operand in enumerate(node.operands):
        rest = (*node.operands[:at], *node.operands[at + 1 :])
        left: Expression = rest[0] if len(rest) == 1 else replace(node, operands=rest)
        yield Variant(Change.REMOVED, operand, messages.removed(operand.text), place.put(left))


def _negated(place: Place, types: Types, catalog: Catalog) -> Iterator[Variant]:
    del types, catalog
    node = place.node
    assert isinstance(node, Negated)
    sentence = messages.changed(node.text, node.operand.text)
    yield Variant(Change.NEGATED, node, sentence, place.put(node.operand))


def _read(place: Place, types: Types, catalog: Catalog) -> Iterator[Variant]:
    """A yes or no that stands for itself, taken the other way round."""
    del catalog
    node, outer = place.node, place.above[-1] if place.above else None
    type_ = types(node)
    bare = outer is None or isinstance(outer, Joined) or _condition_of(outer, node)
    if bare and type_ and type_.kind is Kind.YES_NO:
        other = Negated(node.span, f"not {node.text}", node)
        sentence = messages.changed(node.text, other.text)
        yield Variant(Change.NEGATED, node, sentence, place.put(other))


def _condition_of(outer: Expression, node: Expression) -> bool:
    """Is the node the condition of a loop or a choice, or what `any` and `all` claim?"""
    if isinstance(outer, Ranged):
        return node is outer.condition or node is outer.value
    return isinstance(outer, Chosen) and node is outer.condition


def _chosen(place: Place, types: Types, catalog: Catalog) -> Iterator[Variant]:
    del types, catalog
    node = place.node
    assert isinstance(node, Chosen)
    for branch in (node.then, node.otherwise):
        sentence = messages.always(node.condition.text, branch.text)
        yield Variant(Change.REMOVED, node.condition, sentence, place.put(branch))


def _called(place: Place, types: Types, catalog: Catalog) -> Iterator[Variant]:
    del types, catalog
    node = place.node
    assert isinstance(node, Called)
    ranged = node.arguments[0] if node.arguments else None
    if not isinstance(ranged, Ranged):
        return
    other = {"any": "all", "all": "any"}.get(node.function)
    if other:
        sentence = messages.quantified(node.text, node.function, other)
        new = replace(node, function=other)
        yield Variant(Change.QUANTIFIER, node, sentence, place.put(new))
    if ranged.condition is not None:
        bare = replace(ranged, condition=None)
        new = replace(node, arguments=(bare, *node.arguments[1:]))
        sentence = messages.removed(ranged.condition.text)
        yield Variant(Change.REMOVED, ranged.condition, sentence, place.put(new))


Maker = Callable[[Place, Types, Catalog], Iterator[Variant]]
MAKERS: dict[type[Whatever], Maker] = {
    Literal: _literal,
    Compared: _compared,
    Joined: _joined,
    Negated: _negated,
    Name: _read,
    Member: _read,
    Item: _read,
    Chosen: _chosen,
    Called: _called,
}
