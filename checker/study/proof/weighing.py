"""Conditions weighed on parts instead of values: does it hold, does it fail, or neither.

It follows the interpreter (`checker.run.interpreter`) node by node. Where a part leaves open how
something comes out, the trail picks, so that in some run it comes out each way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any as Whatever

from checker.model.kind import Kind
from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
    Ask,
    Compare,
    Constant,
    Decide,
    DefinedRead,
    FieldRead,
    Node,
    Not,
    OrElse,
    ResolvedRule,
    SameRow,
    StandardRead,
    Within,
)
from checker.model.verdict import Verdict
from checker.resolve.trees import children
from checker.run.interpreter import is_ratio
from checker.study.proof.comparing import ANY_TRUTH, Comparing, Truth, as_person, person
from checker.study.proof.part import (
    Doubtful,
    Known,
    Lacking,
    Part,
    Stretch,
    Words,
    constant,
    is_constant,
)
from checker.study.proof.reading import TOP, At, Cuts, Reading, of_field, of_other
from checker.study.proof.trail import Trail, Turn

Truths = Callable[[Node | None], frozenset[Truth]]
ONE = constant(1)


class Weighing(Comparing):
    """One run of a question."""

    def __init__(self, reading: Reading, cuts: Cuts, trail: Trail, truths: Truths) -> None:
        super().__init__(cuts, trail)
        self.reading = reading
        self.truths = truths  # what the condition of an aggregate can be, over all rows

    # Logic -------------------------------------------------------------------------------------

    def verdict(self, rule: ResolvedRule) -> Verdict:
        """The rule's verdict on the row."""
        if rule.applies is not None and self.fails(rule.applies):
            return Verdict.NOT_APPLICABLE
        if self.holds(rule.requires):
            return Verdict.MET
        gap = self.fails(rule.requires) and (rule.applies is None or self.holds(rule.applies))
        return Verdict.GAP if gap else Verdict.UNKNOWN

    def holds(self, node: Node, at: At = TOP) -> bool:
        """Is it true?"""
        match node:
            case All():
                return all(self.holds(operand, at) for operand in node.operands)
            case Any():
                return any(self.holds(operand, at) for operand in node.operands)
            case Not():
                return self.fails(node.operand, at)
        return self.truth(node, at) is True

    def fails(self, node: Node, at: At = TOP) -> bool:
        """Is it false?"""
        match node:
            case All():
                return any(self.fails(operand, at) for operand in node.operands)
            case Any():
                return all(self.fails(operand, at) for operand in node.operands)
            case Not():
                return self.holds(node.operand, at)
        return self.truth(node, at) is False

    def truth(self, node: Node, at: At = TOP) -> Truth:
        """True, false or unknown."""
        if isinstance(node, All | Any | Not):
            return True if self.holds(node, at) else False if self.fails(node, at) else None
        weigh = TRUTHS.get(type(node))
        if weigh is not None:
            return weigh(self, node, at)
        return as_truth(self.part(node, at))

    def compared(self, node: Compare, at: At) -> Truth:
        """A comparison; what is known between bounds only may still be told."""
        left, right = self.operand(node.left, at), self.operand(node.right, at)
        if isinstance(left, Lacking) or isinstance(right, Lacking):
            return None
        if isinstance(left, Doubtful) or isinstance(right, Doubtful):
            return self.in_doubt(node.operator, left, right)
        if Kind.ID_NUMBER in (node.left.type.kind, node.right.type.kind):
            left, right = person(left), person(right)
        return self.told(node.operator, left, right)

    def operand(self, node: Node, at: At) -> Part:
        """What is compared; a quotient or an average is exact there, rounded anywhere else."""
        if not is_ratio(node):
            return self.part(node, at)
        if isinstance(node, DefinedRead):
            row = at.seen(node.row)
            there = self.present(row.item, row.way)
            return self.operand(node.defined.body, At(row)) if there else Lacking.UNKNOWN
        return self.made(node, at, exact=True)

    def among(self, node: Among, at: At) -> Truth:
        """True if equal to one, else unknown if one is unknown, else false."""
        item = self.value(node.item, at)
        if isinstance(item, Lacking):
            return None if node.items else False
        fixed = [one.value for one in node.items if isinstance(one, Constant)]
        persons = any(one.type.kind is Kind.ID_NUMBER for one in (node.item, *node.items))
        if isinstance(item, Words) and len(fixed) == len(node.items) and not persons:
            return self.inside(item, frozenset(fixed))
        others = [self.value(one, at) for one in node.items]
        if persons:
            item, others = person(item), [as_person(one) for one in others]
        truths = [self.equal(item, other) for other in others]
        return True if True in truths else None if None in truths else False

    def within(self, node: Within, at: At) -> Truth:
        """Is the code among the choices."""
        item, choices = self.value(node.item, at), self.value(node.choices, at)
        if isinstance(item, Lacking):
            return None
        if isinstance(choices, Words) and is_constant(choices) and isinstance(item, Words):
            (codes,) = choices.words
            return self.inside(item, frozenset(codes))
        if choices in (Lacking.BLANK, Lacking.UNKNOWN):
            return None
        key = (item.key, self.reading.key(node.choices, at))
        found: bool = self.trail.pick(Turn("has-code", key), lambda: (True, False))
        return True if found else None if choices is Lacking.UNREADABLE else False

    def same_row(self, node: SameRow, at: At) -> Truth:
        """Is ITEM the row SELF?"""
        return self.open(node, at, (False, True))

    def asked(self, node: Ask, at: At) -> Truth:
        """Blank, unreadable, known: always known."""
        if node.question == "known":
            return not isinstance(self.value(node.of, at), Lacking)
        return self.part(node.of, at) is Lacking(node.question)

    def aggregate(self, node: Aggregate, at: At) -> Truth:
        """Of `any` and `all`: is there a row for it; is there none against it."""
        count = self.part(self.reading.counted(node), at)
        if isinstance(count, Lacking):
            return None
        operator = ">=" if node.kind == "any" else "<"
        if isinstance(count, Doubtful):
            return self.in_doubt(operator, count, ONE)
        return self.told(operator, count, ONE)

    def open(self, node: Node, at: At, options: Sequence[Truth] = ANY_TRUTH) -> Truth:
        """Something that may come out any way."""
        turn = Turn("truth", self.reading.key(node, at))
        truth: Truth = self.trail.pick(turn, lambda: options)
        return truth

    # Values ------------------------------------------------------------------------------------

    def value(self, node: Node, at: At) -> Known | Lacking:
        """The part of its value; what is known between bounds only is no value."""
        part = self.part(node, at)
        return Lacking.UNKNOWN if isinstance(part, Doubtful) else part

    def part(self, node: Node, at: At) -> Part:
        """The part that a node's value lies in."""
        weigh = PARTS.get(type(node))
        if weigh is not None:
            return weigh(self, node, at)
        if type(node) in TRUTHS or isinstance(node, All | Any | Not):
            return from_truth(self.truth(node, at))
        return self.made(node, at)

    def made(self, node: Node, at: At, *, exact: bool = False) -> Part:
        """Arithmetic, a function: unknown where an operand is, else anything of its kind."""
        folded = self.reading.folded(node, exact=exact)
        if folded is not None:
            return folded
        parts = [self.part(child, at) for child in children(node)]
        if any(isinstance(part, Lacking) for part in parts):
            return Lacking.UNKNOWN
        if any(isinstance(part, Doubtful) for part in parts) and not node.type.bounded:
            return Lacking.UNKNOWN
        key = self.reading.key(node, at)
        return self.any_value(node, ("exact", key) if exact else key)

    def any_value(self, node: Node, key: Whatever) -> Part:
        """Anything that such a node can yield."""
        part: Part = self.trail.pick(
            Turn("value", key),
            lambda: of_other(node, key, self.reading.known(node, key, self.cuts)),
        )
        return part

    def field(self, node: FieldRead, at: At) -> Part:
        """A cell; of a row that is not there it is neither blank nor unreadable."""
        row = at.seen(node.row)
        if not self.present(row.item, row.way):
            return Lacking.UNKNOWN
        key = self.reading.key(node, at)
        part: Part = self.trail.pick(
            Turn("value", key),
            lambda: of_field(node, self.reading.known(node, key, self.cuts)),
        )
        return part

    def present(self, item: Whatever, way: tuple[str, ...]) -> bool:
        """Is the ancestor there?"""
        for length in range(1, len(way) + 1):
            turn = Turn("present", (item, way[:length]))
            if not self.trail.pick(turn, lambda: (True, False)):
                return False
        return True

    def defined(self, node: DefinedRead, at: At) -> Part:
        """A definition's value for the row that it is read of."""
        row = at.seen(node.row)
        if not self.present(row.item, row.way):
            return Lacking.UNKNOWN
        body, reckoned = (id(node.defined.body), row), self.trail.reckoned
        if body not in reckoned:
            reckoned[body] = self.part(node.defined.body, At(row))
        part: Part = reckoned[body]
        return part

    def standard(self, node: StandardRead, at: At) -> Part:
        """One of the standard's values, or none."""
        code = self.value(node.code, at) if node.code is not None else None
        day = self.part(node.day, at) if node.day is not None else None
        if isinstance(code, Lacking) or isinstance(day, Lacking | Doubtful):
            return Lacking.UNKNOWN
        word = self.word(code, {one.code for one in node.choices})
        choices = [one for one in node.choices if one.code == word]
        if not choices:
            return Lacking.UNKNOWN
        if not node.region and node.day is None and len({one.value for one in choices}) == 1:
            return constant(choices[0].value)
        key = (self.reading.key(node, at), word)
        values = dict.fromkeys(one.value for one in choices)
        part: Part = self.trail.pick(
            Turn("value", key), lambda: [*map(constant, values), Lacking.UNKNOWN]
        )
        return part

    def word(self, code: Known | None, codes: set[str | None]) -> str | None:
        """Which of a standard's codes is read; "" for none of them."""
        if code is None:
            return None
        known = sorted(filter(None, codes))
        return next((one for one in known if self.told("==", code, constant(one))), "")

    def decided(self, node: Decide, at: At) -> Part:
        """A decision table: the first row that holds; open rows must agree."""
        still_open: list[Part] = []
        doubt = False
        for when, then in node.rows:
            truth = self.truth(when, at)
            if truth is False:
                continue
            still_open.append(self.value(then, at))
            if truth is True:
                break
            doubt = True
        else:
            last = self.value(node.otherwise, at) if node.otherwise else Lacking.UNKNOWN
            still_open.append(last)
        return self.agreed(still_open) if doubt else still_open[0]

    def agreed(self, parts: list[Part]) -> Part:
        """The value on which all branches still open agree."""
        first = parts[0]
        if isinstance(first, Lacking | Doubtful):
            return Lacking.UNKNOWN
        same = all(self.equal(first, other) is True for other in parts[1:])
        return first if same else Lacking.UNKNOWN

    def or_else(self, node: OrElse, at: At) -> Part:
        """Another value where the field is blank."""
        part = self.value(node.of, at)
        return self.value(node.otherwise, at) if part is Lacking.BLANK else part

    def collected(self, node: Aggregate, at: At) -> Part:
        """What an aggregate yields; a count without rows that can hold is nothing for sure."""
        if node.kind in ("any", "all"):
            return from_truth(self.aggregate(node, at))
        if node.kind != "count":
            return self.any_value(node, self.reading.key(node, at))
        possible = self.truths(node.condition)
        if self.reading.open_world(node):
            possible |= {None}
        key = self.reading.key(node, at)

        def options() -> list[Part]:
            parts = of_other(node, key, self.reading.known(node, key, self.cuts))
            return [part for part in parts if could_count(part, possible)]

        if True not in possible:
            self.tell_none_from_some(key)
        part: Part = self.trail.pick(Turn("value", key), options)
        return part

    def tell_none_from_some(self, key: int) -> None:
        """Cut a count below one."""
        if (1, 0) not in self.cuts.edges.get(key, ()):
            self.cuts.cut(key, ">=", 1)


def could_count(part: Part, possible: frozenset[Truth]) -> bool:
    """Can so many rows be counted, where the condition can only be one of these?"""
    if True in possible or isinstance(part, Lacking):
        return True
    if isinstance(part, Doubtful):
        return None in possible and starts_at_none(part.low)
    return starts_at_none(part)


def starts_at_none(part: Known) -> bool:
    """Does the stretch begin with nothing?"""
    return isinstance(part, Stretch) and part.low is not None and part.low[0] < 1


def as_truth(part: Part) -> Truth:
    """The truth that a part is."""
    if not isinstance(part, Words) or len(part.words) != 1:
        return None
    (truth,) = part.words
    return truth if isinstance(truth, bool) else None


def from_truth(truth: Truth) -> Part:
    """A truth as a part."""
    return Lacking.UNKNOWN if truth is None else constant(truth)


TRUTHS: dict[type[Node], Callable[[Weighing, Whatever, At], Truth]] = {
    Compare: Weighing.compared,
    Among: Weighing.among,
    Within: Weighing.within,
    SameRow: Weighing.same_row,
    Ask: Weighing.asked,
}
PARTS: dict[type[Node], Callable[[Weighing, Whatever, At], Part]] = {
    FieldRead: Weighing.field,
    DefinedRead: Weighing.defined,
    StandardRead: Weighing.standard,
    Decide: Weighing.decided,
    OrElse: Weighing.or_else,
    Aggregate: Weighing.collected,
}
