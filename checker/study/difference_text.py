"""Conditions and decision tables laid over one another, difference by difference.

One walk both lists the differences and makes what lies between two texts: at each place where
they differ it asks whether the new one is picked, and goes on with it or with the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, TypeVar

from checker.frozen import frozen
from checker.model.difference import Change, Passage
from checker.model.expression import Called, Expression, Joined, Negated, Ranged, Row, Written
from checker.source import Span

T = TypeVar("T")
Pick = Callable[[Change], bool]
Pairs = Iterator[tuple[T | None, T | None]]


def bare(thing: Any) -> Any:
    """What is meant, without places and spelling: two things are alike if this is equal."""
    if isinstance(thing, Span):
        return None
    if is_dataclass(thing):
        skipped = "text" if isinstance(thing, Written) else ""
        own = (bare(getattr(thing, one.name)) for one in fields(thing) if one.name != skipped)
        return (type(thing).__name__, *own)
    if isinstance(thing, Mapping):
        return tuple(sorted((str(key), repr(bare(value))) for key, value in thing.items()))
    if isinstance(thing, tuple | list):
        return tuple(bare(part) for part in thing)
    return thing


def pairs(old: Sequence[T], new: Sequence[T], key: Callable[[T], Any] = bare) -> Pairs[T]:
    """Each of the old with the new one that stands in its place, in their order.

    Where as many go as come, they are taken to have changed; else some went and others came.
    """
    before, after = ([repr(key(one)) for one in side] for side in (old, new))
    for _, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if j - i == m - k:
            yield from zip(old[i:j], new[k:m], strict=True)
        else:
            yield from zip_longest(old[i:j], ())
            yield from zip_longest((), new[k:m])


def told(expression: Expression | None) -> Passage | None:
    """An expression on one line, and where it stands."""
    if expression is None:
        return None
    return Passage(" ".join(expression.text.split()), str(expression.span))


def told_row(row: Row | None) -> Passage | None:
    """A decision table's row."""
    if row is None:
        return None
    when = row.when.text if row.when else "otherwise"
    return Passage(" ".join(f"{when} → {row.then.text}".split()), str(row.span))


@frozen
class Walk:
    """Lays the new over the old, as far as differences are picked."""

    pick: Pick

    def picked(self, kind: str, of: str, old: Passage | None, new: Passage | None) -> bool:
        """Is the new one wanted here?"""
        return self.pick(Change(kind, of, old, new))

    def either(
        self, kind: str, of: str, old: Expression | None, new: Expression | None
    ) -> Expression | None:
        """A condition that one of them may do without."""
        if old is not None and new is not None:
            return self.condition(kind, of, old, new)
        if old is new:
            return None
        return new if self.picked(kind, of, told(old), told(new)) else old

    def condition(self, kind: str, of: str, old: Expression, new: Expression) -> Expression:
        """A condition: down through and, or, not, any and all to the clauses that differ."""
        if bare(old) == bare(new):
            return new
        deeper = self._deeper(kind, of, old, new)
        if deeper is not None:
            return deeper
        return new if self.picked(kind, of, told(old), told(new)) else old

    def _deeper(self, kind: str, of: str, old: Expression, new: Expression) -> Expression | None:
        """What both are made of, laid over one another; None where they are not made alike."""
        match old, new:
            case Negated(), Negated():
                operand = self.condition(kind, of, old.operand, new.operand)
                return replace(new, operand=operand)
            case Called(arguments=(Ranged() as before,)), Called(arguments=(Ranged() as after,)):
                if not same_rows(old, new):
                    return None
                return replace(new, arguments=(self._ranged(kind, of, before, after),))
            case _:
                return self._joined(kind, of, old, new)

    def _ranged(self, kind: str, of: str, old: Ranged, new: Ranged) -> Ranged:
        value = self.condition(kind, of, old.value, new.value)
        condition = self.either(kind, of, old.condition, new.condition)
        return replace(new, value=value, condition=condition)

    def _joined(self, kind: str, of: str, old: Expression, new: Expression) -> Expression | None:
        """`a and b`: operand by operand, where they have one in common or as many."""
        joined = {one.operator: one for one in (old, new) if isinstance(one, Joined)}
        for operator, whole in reversed(joined.items()):
            before, after = operands(old, operator), operands(new, operator)
            alike = {repr(bare(one)) for one in before} & {repr(bare(one)) for one in after}
            if not alike and not len(before) == len(after) > 1:
                continue
            kept = [self.either(kind, of, o, n) for o, n in pairs(before, after)]
            left = tuple(one for one in kept if one is not None)
            return left[0] if len(left) == 1 else replace(whole, operands=left)
        return None

    def table(
        self, kind: str, of: str, old: tuple[Row, ...], new: tuple[Row, ...]
    ) -> tuple[Row, ...]:
        """A decision table, row by row; rows of one condition belong together."""
        kept = []
        for before, after in pairs(old, new, lambda row: bare(row.when)):
            alike = bare(before) == bare(after)
            taken = alike or self.picked(kind, of, told_row(before), told_row(after))
            kept.append(after if taken else before)
        return tuple(row for row in kept if row is not None) or new


def operands(expression: Expression, operator: str) -> tuple[Expression, ...]:
    """What `and` or `or` joins; anything else is joined with nothing."""
    if isinstance(expression, Joined) and expression.operator == operator:
        return expression.operands
    return (expression,)


def same_rows(old: Called, new: Called) -> bool:
    """Do two aggregates range over the same rows, and ask the same of them?"""

    def ranging(one: Called) -> Any:
        ranged = one.arguments[0]
        assert isinstance(ranged, Ranged)  # the caller has looked
        return one.function, ranged.variable, bare(ranged.collection), bare(one.keywords)

    return bool(ranging(old) == ranging(new))
