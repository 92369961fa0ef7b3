"""An expression while it is being typed: its words, and the rows that they can speak of.

Worked out from the words alone, so that it does not matter whether the whole can be read yet. What
a name means where it stands is `checker.editor.meaning`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from checker.fault import FaultyInput
from checker.frozen import frozen
from checker.model import expression as written
from checker.model.resolved import Node
from checker.read.expression import parse
from checker.read.tokens import OPENING, Token, tokens
from checker.resolve.aggregates import DEEPEST, ranged
from checker.resolve.expressions import resolve_expression
from checker.resolve.scope import Scope
from checker.source import Source, Span

NOWHERE = Span(Source("", ""), 1, 1)  # of expressions that are only asked, never told of
CLOSING = tuple(OPENING.values())
OUTSIDE = ("since", "until")  # keywords that speak of the row outside their aggregate
AROUND = ("latest", "longest_gap")  # whose loop has brackets of its own, beside keywords
NEAREST = 2  # words before a loop's variable


class Loop(NamedTuple):
    """`for v in 走访`, by the numbers of its words."""

    variable: str
    first: int  # of the collection
    last: int  # one past it


@frozen
class Phrase:
    """An expression's text and the scope of the place that it stands in."""

    text: str
    around: Scope

    @cached_property
    def words(self) -> list[Token]:
        """All its words, also those that no expression has."""
        return tokens(self.text)

    @cached_property
    def partners(self) -> dict[int, int]:
        """Brackets, opening and closing, each to the other, by their numbers."""
        found: dict[int, int] = {}
        opened: list[int] = []
        for number, word in enumerate(self.words):
            if word.kind == "operator" and word.text in OPENING:
                opened.append(number)
            elif word.kind == "operator" and word.text in CLOSING and opened:
                found[number] = opened.pop()
                found[found[number]] = number
        return found

    def before(self, cursor: int) -> int:
        """How many words begin before the cursor."""
        return sum(1 for word in self.words if word.at < cursor)

    def scope(self, number: int) -> Scope:
        """The rows that a word, by its number, can speak of."""
        scope = self.around
        for opening in self.brackets(number):
            loop = self._loop(opening, number)
            if loop is None or scope.depth >= DEEPEST:
                continue
            if loop.first <= number < loop.last or number == loop.first:
                return scope.outside
            collection = self.read(loop.first, loop.last)
            try:
                table = ranged(collection, scope.outside).table if collection else None
            except FaultyInput:
                table = None
            scope = scope.inside(loop.variable, table) if table else scope
        return scope

    def brackets(self, number: int) -> Iterator[int]:
        """The brackets that a word stands in, the outermost first."""
        for opening, word in enumerate(self.words[:number]):
            if word.kind == "operator" and word.text in OPENING:
                closing = self.partners.get(opening, len(self.words))
                if closing >= number:
                    yield opening

    def _loop(self, opening: int, number: int) -> Loop | None:
        """The loop of a bracket, or the one that its keywords belong to."""
        found = self._loop_in(opening)
        if found or opening == 0 or self.words[opening - 1].text not in AROUND:
            return found
        keyword = next(
            (
                self.words[at - 1].text
                for at in range(number - 1, opening, -1)
                if self.words[at].text == "=" and self.words[at].kind == "operator"
            ),
            "",
        )
        inner = opening + 1
        in_brackets = inner < len(self.words) and self.words[inner].text == "("
        return self._loop_in(inner) if in_brackets and keyword not in OUTSIDE else None

    def _loop_in(self, opening: int) -> Loop | None:
        at = opening + 1
        closing = self.partners.get(opening, len(self.words))
        while at + NEAREST < closing + 1:
            if self.words[at].text == "for" and self.words[at].kind == "name":
                return self._loop_at(at, closing)
            inner = self.words[at].kind == "operator" and self.words[at].text in OPENING
            at = self.partners.get(at, closing) + 1 if inner else at + 1
        return None

    def _loop_at(self, at: int, closing: int) -> Loop | None:
        """`for` and what follows; None where it does not say over what yet."""
        if at + NEAREST >= len(self.words) or self.words[at + NEAREST].text != "in":
            return None
        last = first = at + NEAREST + 1
        while last < closing and self.words[last].text != "if":
            last += 1
        return Loop(self.words[at + 1].text, first, last)

    def in_collection(self, number: int) -> bool:
        """Is a word, by its number, the table of a loop: what stands after `for v in`?"""
        start = self._chain_start(number)
        return start > NEAREST and (
            self.words[start - 1].text == "in" and self.words[start - NEAREST - 1].text == "for"
        )

    def chain(self, number: int) -> list[str]:
        """The names before the dot before a word: m.户 of `m.户.村名`."""
        start = self._chain_start(number)
        return [word.text for word in self.words[start:number] if word.text != "."]

    def _chain_start(self, number: int) -> int:
        """The first word of a dotted name, by the number of one of its words."""
        while (
            number > 1
            and self.words[number - 1].text == "."
            and self.words[number - 2].kind == "name"
        ):
            number -= 2
        return number

    def read(self, first: int, last: int) -> written.Expression | None:
        """Some of the words as an expression; None where they are none."""
        if not 0 <= first < last <= len(self.words):
            return None
        end = self.words[last - 1]
        text = self.text[self.words[first].at : end.at + len(end.text)]
        try:
            return parse(text, NOWHERE)
        except FaultyInput:
            return None

    def resolved(self, first: int, last: int) -> Node | None:
        """What some of the words mean where they stand; None where that cannot be told."""
        expression = self.read(first, last)
        try:
            return resolve_expression(expression, self.scope(first)) if expression else None
        except FaultyInput:
            return None

    def operand_before(self, number: int) -> int | None:
        """The first word of the operand that ends before a word."""
        at = number - 1
        if at < 0 or not self.words[at].ends:
            return None
        if self.words[at].text in CLOSING:
            if at not in self.partners:
                return None
            at = self.partners[at]
            called = at > 0 and self.words[at - 1].kind == "name" and self.words[at - 1].ends
            at -= called
        return self._chain_start(at)

    def operand_after(self, number: int) -> int:
        """One past the last word of the operand that begins at a word."""
        at = number + 1
        while at < len(self.words) and self.words[at].text in (".", "(", "["):
            at = self.partners.get(at, at) + 1 if self.words[at].text != "." else at + 2
        return min(at, len(self.words))
