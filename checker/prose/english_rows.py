"""Aggregates in English: there is a document whose document kind is “扶贫手册”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.kind import Kind
from checker.model.resolved import Aggregate, Node, Not, SameRow
from checker.prose.clause import AND, Clause, merged
from checker.prose.conditions import claimed, conjuncts
from checker.prose.english_words import ENGLISH, article, row_word, rows_word, spoken
from checker.prose.view import View

if TYPE_CHECKING:
    from checker.prose.english import English

PERIODS = ("", "earlier ", "second last ")
KINDS = {
    "sum": "the sum of {value} over {rows}",
    "avg": "the average of {value} over {rows}",
    "distinct": "the number of different values of {value} among {rows}",
    "only": "the {value} of {rows}",
    "list": "{value} of {rows}",
}
LEAST = {"min": ("smallest", "earliest"), "max": ("greatest", "latest")}


class Ranged:
    """Says aggregates for an `English`."""

    def __init__(self, english: English) -> None:
        self.english = english

    def clause(self, node: Aggregate, view: View, holds: bool) -> Clause:
        """Is there a row; do all."""
        where, inside = self.scope(node, view), view.inside(node)
        period = PERIODS[node.table.period]
        if node.kind == "all":
            wheres, claim = claimed(node.condition)
            rows = period + rows_word(node.table, view.sources) + where
            marks = self.marks([*self.linked(node, view), *wheres], node, inside)
            told = self.english.clause(claim, inside).text if claim is not None else "none of it"
            return Clause("", f"{'for' if holds else 'not for'} all {rows}{marks}: ", told)
        marks = self.marks([*self.linked(node, view), *conjuncts(node.condition)], node, inside)
        row = period + self.other(node) + row_word(node.table, view.sources)
        there = f"there is {article(row)}" if holds else f"there is no {row}"
        return Clause("", there, where + marks)

    def noun(self, node: Aggregate, view: View) -> str:
        """An aggregate that is a value."""
        inside, where = view.inside(node), self.scope(node, view)
        conditions = [*self.linked(node, view), *conjuncts(node.condition)]
        name = PERIODS[node.table.period] + self.other(node) + rows_word(node.table, view.sources)
        rows = f"the {name}{where}{self.marks(conditions, node, inside)}"
        if node.kind == "count":
            return f"the number of {rows.removeprefix('the ')}"
        if node.kind in ("any", "all"):
            return f"whether {self.clause(node, view, True).text}"
        assert node.value is not None  # only any, all and count have none
        value = self.english.values.noun(node.value, inside)
        if node.kind == "longest_gap":
            return self.gap(node, view, f"{value} of {rows}")
        if node.kind == "latest" and node.by is not None:
            by = self.english.values.noun(node.by, inside)
            return f"the {value} of the latest (by {by}) of {rows}"
        if node.kind in LEAST:
            word = LEAST[node.kind][node.value.type.kind in (Kind.DATE, Kind.MONTH)]
            return f"the {word} {value} of {rows}"
        return KINDS[node.kind].format(value=value, rows=rows)

    def gap(self, node: Aggregate, view: View, value: str) -> str:
        """The longest time without a row."""
        assert node.since is not None
        assert node.until is not None
        outside = view.outside()
        since = self.english.values.noun(node.since, outside)
        until = self.english.values.noun(node.until, outside)
        return f"the longest gap from {since} to {until} between one {value} and the next"

    def other(self, node: Aggregate) -> str:
        """Other, where the row itself is left out."""
        parts = conjuncts(node.condition)
        return "other " if any(is_other(one) for one in parts) else ""

    def scope(self, node: Aggregate, view: View) -> str:
        """Whose rows: nothing for the row's own and for a link."""
        if node.root is None or not node.root.way:
            return ""
        return f" of the {spoken(node.root.way[-1])}"

    def linked(self, node: Aggregate, view: View) -> list[Node | Clause]:
        """The link as a mark."""
        if node.link is None:
            return []
        inside = view.inside(node)
        mine, other = (self.english.values.noun(one, inside) for one in node.link)
        return [Clause(mine, "is ", f"the same as {other}")]

    def marks(
        self, conditions: list[Node | Clause] | list[Node], node: Aggregate, inside: View
    ) -> str:
        """Marks after their noun."""
        clauses = [
            one if isinstance(one, Clause) else self.english.clause(one, inside)
            for one in conditions
            if isinstance(one, Clause) or not is_other(one)
        ]
        texts = [
            f"({one.text})" if one.compound else one.text for one in merged(clauses, AND, ENGLISH)
        ]
        return f" where {ENGLISH.sentence(texts, AND)}" if texts else ""


def is_other(node: Node) -> bool:
    """Is it "not this row"?"""
    return isinstance(node, Not) and isinstance(node.operand, SameRow)
