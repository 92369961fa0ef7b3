"""Conditions as English clauses.

Values stand in `english_values`, aggregates in `english_rows`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Whatever

from checker.model.resolved import (
    Aggregate,
    All,
    Among,
    Any,
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
    SameRow,
    StandardRead,
    Within,
)
from checker.prose.cases import cases
from checker.prose.clause import AND, OR, Clause, joined
from checker.prose.conditions import turned
from checker.prose.english_rows import Ranged
from checker.prose.english_values import Values
from checker.prose.english_words import ENGLISH, ORDERS, family, rising, row_word
from checker.prose.lists import list_name, told_apart
from checker.prose.view import View

# Function → what is said of its first argument; {1} is the second.
SAID = {
    "valid_id_number": ("is", "a valid identity number"),
    "valid_disability_number": ("is", "a valid disability certificate number"),
    "matches": ("matches", "{1}"),
    "contains": ("contains", "{1}"),
    "starts_with": ("starts with", "{1}"),
    "ends_with": ("ends with", "{1}"),
}
ASKED = {
    "blank": ("is blank", "is filled in"),
    "unreadable": ("is written but cannot be read", "is not unreadable"),
    "known": ("is filled in and readable", "is blank or cannot be read"),
}


class English:
    """Says conditions."""

    def __init__(self) -> None:
        self.values = Values(self)
        self.rows = Ranged(self)

    def clause(self, node: Node, view: View, *, holds: bool = True) -> Clause:
        """The condition, or with `holds` False its opposite."""
        node = cases(node)
        return CLAUSES.get(type(node), English.bare)(self, node, view, holds)

    def joined(self, node: All | Any, view: View, holds: bool) -> Clause:
        """And, or; the opposite of "and" is told as "not both"."""
        word = AND if isinstance(node, All) else OR
        if holds or word == OR:
            clauses = [self.clause(one, view, holds=holds) for one in node.operands]
            return joined(clauses, word if holds else AND, ENGLISH)
        texts = [self.clause(one, view).text for one in node.operands]
        return Clause("", f"it is not so that {ENGLISH.sentence(texts, AND)}", tied=False)

    def negated(self, node: Not, view: View, holds: bool) -> Clause:
        """Not."""
        return self.clause(node.operand, view, holds=not holds)

    def compared(self, node: Compare, view: View, holds: bool) -> Clause:
        """A comparison, said of what varies."""
        left, operator, right = turned(node, holds=holds)
        if isinstance(right, Constant) and isinstance(right.value, bool):
            return self.clause(left, view, holds=right.value == (operator == "=="))
        subject = self.values.noun(left, view)
        value = self.values.noun(right, view, unit_beside(left))
        if operator in ("==", "!="):
            fixed = isinstance(right, Constant | StandardRead)
            words = (OR,) if operator == "==" and fixed else ()
            verb = "is " if operator == "==" else "is not "
            return Clause(subject, verb if fixed else f"{verb}the same as ", value, listable=words)
        calendar = isinstance(left, Call) and left.function in ("year", "month", "month_of")
        return Clause(subject, f"{ORDERS[family(left.type, calendar=calendar)][operator]} ", value)

    def same_row(self, node: SameRow, view: View, holds: bool) -> Clause:
        """Is it the row checked itself?"""
        row = row_word(view.table, view.sources)
        return Clause("it", f"is {'' if holds else 'not '}this {row}")

    def among(self, node: Among, view: View, holds: bool) -> Clause:
        """Membership in a list, by its name where it has one."""
        subject, verb = self.values.noun(node.item, view), "is " if holds else "is not "
        items = [self.values.noun(one, view, unit_beside(node.item)) for one in node.items]
        if not items:
            return Clause("", "never" if holds else "always")
        name = list_name(node)
        if name is None:
            return Clause(subject, verb, rising(items, OR))
        bare = "" if told_apart(node) else f" ({', '.join(one.strip('“”') for one in items)})"
        words = (OR,) if holds else ()
        return Clause(subject, f"{verb}in ", f"“{name}”{bare}", listable=words)

    def within(self, node: Within, view: View, holds: bool) -> Clause:
        """Is a code among several; of a standard's codes it is told as of a list's."""
        if isinstance(node.choices, StandardRead):
            subject, listed = (self.values.noun(one, view) for one in (node.item, node.choices))
            return Clause(subject, "is in " if holds else "is not in ", listed)
        verb = "includes " if holds else "does not include "
        words = (AND, OR) if holds else ()
        subject = self.values.noun(node.choices, view)
        return Clause(subject, verb, self.values.noun(node.item, view), listable=words)

    def decided(self, node: Decide, view: View, holds: bool) -> Clause:
        """A table of conditions."""
        parts = [
            f"if {self.clause(when, view).text}, {self.clause(then, view, holds=holds).text}"
            for when, then in node.rows
        ]
        if node.otherwise is not None:
            parts.append(f"otherwise {self.clause(node.otherwise, view, holds=holds).text}")
        return Clause("", "; ".join(parts), compound=OR, tied=False)

    def asked(self, node: Ask, view: View, holds: bool) -> Clause:
        """Is something filled in, can it be read, is it known."""
        words = ASKED[node.question]
        if not isinstance(node.of, FieldRead):
            words = ("can be told", "cannot be told")
        return Clause(self.values.noun(node.of, view), words[0 if holds else 1], shared=True)

    def called(self, node: Call, view: View, holds: bool) -> Clause:
        """A function that answers yes or no."""
        nouns = [self.values.noun(one, view) for one in node.arguments]
        verb, what = SAID[node.function]
        if not holds:
            verb = "is not" if verb == "is" else f"never {verb}"
        return Clause(nouns[0], f"{verb} {what.format(*nouns)}")

    def defined(self, node: DefinedRead, view: View, holds: bool) -> Clause:
        """A definition that answers yes or no."""
        if node.defined.derived:
            return self.bare(node, view, holds)
        owner = self.values.owner(node.row, view).removesuffix("’s ")
        words = (AND, OR) if holds else ()
        verb = "satisfies " if holds else "does not satisfy "
        return Clause(owner or "it", verb, f"“{node.defined.name}”", listable=words)

    def or_else(self, node: OrElse, view: View, holds: bool) -> Clause:
        """A yes or no with what stands in for a blank."""
        instead = self.values.noun(node.otherwise, view)
        told = self.bare(node.of, view, holds)
        return Clause(told.subject, told.before, told.object, f" (a blank counts as {instead})")

    def constant(self, node: Constant, view: View, holds: bool) -> Clause:
        """True or false as such."""
        return Clause("", "always" if bool(node.value) == holds else "never", tied=False)

    def aggregate(self, node: Aggregate, view: View, holds: bool) -> Clause:
        """Is there a row; do all."""
        return self.rows.clause(node, view, holds)

    def bare(self, node: Node, view: View, holds: bool) -> Clause:
        """A yes or no that stands by itself."""
        subject = self.values.noun(node, view)
        return Clause(subject, "is ", "yes" if holds else "no", shared=True)


def unit_beside(node: Node) -> str | None:
    """The unit that a bare number beside it has."""
    return "days" if isinstance(node, DaysBetween) else node.type.unit


CLAUSES: dict[type, Callable[[English, Whatever, View, bool], Clause]] = {
    All: English.joined,
    Any: English.joined,
    Not: English.negated,
    Compare: English.compared,
    SameRow: English.same_row,
    Among: English.among,
    Within: English.within,
    Decide: English.decided,
    Ask: English.asked,
    Call: English.called,
    DefinedRead: English.defined,
    OrElse: English.or_else,
    Constant: English.constant,
    Aggregate: English.aggregate,
}
