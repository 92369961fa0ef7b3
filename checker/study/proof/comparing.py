"""How known parts compare; where their parts leave it open, the trail picks.

Where one side is a constant, the other is cut so that nothing is left open.
"""

from __future__ import annotations

from typing import Any

from checker.run.functions import identity
from checker.study.proof.part import (
    EQUAL,
    TRUE_WHERE,
    Doubtful,
    Known,
    Lacking,
    Opaque,
    Part,
    Stretch,
    Words,
    constant,
    is_constant,
    relations,
)
from checker.study.proof.reading import Cuts
from checker.study.proof.trail import Trail, Turn

Truth = bool | None  # None: unknown
ANY_TRUTH: tuple[Truth, ...] = (True, False, None)
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


class Comparing:
    """Compares parts within one run of a question."""

    def __init__(self, cuts: Cuts, trail: Trail) -> None:
        self.cuts = cuts
        self.trail = trail

    def told(self, operator: str, left: Known, right: Known) -> bool:
        """How two known values compare; picked where their parts leave it open."""
        found = relations(left, right)
        if found <= TRUE_WHERE[operator]:
            return True
        if not found & TRUE_WHERE[operator]:
            return False
        self.cut(operator, left, right)
        first, second = sorted((left.key, right.key), key=str)
        sign = 1 if first == left.key else -1
        turn = Turn("relation", (first, second))
        picked = self.trail.pick(turn, lambda: [sign * one for one in sorted(found)])
        return sign * picked in TRUE_WHERE[operator]

    def cut(self, operator: str, left: Known, right: Known) -> None:
        """Where one is a constant, the other can be cut so that the comparison is told."""
        if is_constant(left):
            left, right, operator = right, left, TURNED[operator]
        if not is_constant(right) or is_constant(left):
            return
        if isinstance(left, Stretch) and isinstance(right, Stretch):
            assert right.low is not None
            self.cuts.cut(left.key, operator, right.low[0])
        elif isinstance(left, Words) and isinstance(right, Words):
            self.cuts.part(left.key, right.words)

    def in_doubt(self, operator: str, left: Part, right: Part) -> Truth:
        """True or false where every value between the bounds agrees."""
        if isinstance(left, Doubtful) and isinstance(right, Stretch) and is_constant(right):
            ends = {self.told(operator, end, right) for end in (left.low, left.high)}
            middle = EQUAL in relations(Stretch(None, left.low.low, left.high.high), right)
            if operator in ("==", "!=") and middle:
                return None
            return ends.pop() if len(ends) == 1 else None
        if isinstance(right, Doubtful) and isinstance(left, Stretch) and is_constant(left):
            return self.in_doubt(TURNED[operator], right, left)
        key = (operator, keyed(left), keyed(right))
        truth: Truth = self.trail.pick(Turn("truth", key), lambda: ANY_TRUTH)
        return truth

    def inside(self, item: Words, group: frozenset[Any]) -> bool:
        """Is the word one of these?"""
        if item.words <= group and not item.others:
            return True
        if item.words.isdisjoint(group) if not item.others else group <= item.words:
            return False
        self.cuts.part(item.key, group)
        return False  # not reached: the cut asks to weigh again

    def equal(self, item: Known, other: Part) -> Truth:
        """Are two values the same? Unknown where the other is."""
        return None if isinstance(other, Lacking | Doubtful) else self.told("==", item, other)

    def apart(self, one: Part, other: Part) -> bool:
        """Do two parts, neither lacking, stand for different values?"""
        if isinstance(one, Doubtful) or isinstance(other, Doubtful):
            return one != other
        assert not isinstance(one, Lacking)
        assert not isinstance(other, Lacking)
        return self.told("!=", one, other)


def person(part: Known) -> Known:
    """An id number as it is compared: by what it has in common with the same person's others."""
    if not is_constant(part):
        return Opaque(("person", part.key))
    assert isinstance(part, Words)
    (text,) = part.words
    return constant(identity(text))


def as_person(part: Known | Lacking) -> Known | Lacking:
    """The same of what may be lacking."""
    return part if isinstance(part, Lacking) else person(part)


def keyed(part: Part) -> Any:
    """What tells the part from others."""
    return part if isinstance(part, Lacking) else part.key
