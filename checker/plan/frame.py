"""Rows of one table with the columns that are asked of them, in layers of sub-selects.

Each layer may use the columns of those below it, so that what is used twice is computed once and
no text grows with the square of a rule's size. Parents and aggregates come in by left joins, each
once. The rows of a frame are never more or fewer than its table's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from checker.model.resolved import FieldRead, Node
from checker.plan.dialect import Dialect, Term
from checker.plan.result import Result


class Relation(Protocol):
    """Something that a frame can join."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns it is joined by."""

    def source(self) -> str:
        """What stands after FROM: the name of a table, or a select in parentheses."""

    def joined(self) -> None:
        """One more frame joins it."""


@dataclass
class Layer:
    """One select: expressions over the layers below it, and what it joins."""

    columns: dict[str, str] = field(default_factory=dict)  # name → text
    joins: list[tuple[Relation, str, tuple[str, ...]]] = field(default_factory=list)


class Names:
    """Columns' names, each given once in a plan, so that no two frames' can be confused."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, first: str) -> str:
        """A name that no other column has."""
        self._last += 1
        return f"{first}{self._last}"


class Frame:
    """A select under construction."""

    length = 0  # rows
    about: tuple[str, ...] = ()  # the region that the files tell of all households

    def __init__(self, sql: Dialect, names: Names) -> None:
        self.sql = sql
        self.names = names
        self.base: dict[str, str] = {}  # text over the source → name
        self.layers: list[Layer] = []
        self._named: dict[str, Term] = {}
        self._joins: dict[tuple[int, tuple[str, ...]], tuple[str, int]] = {}
        self.translated: dict[int, Result] = {}  # by the node's number in the plan's forest

    def source(self) -> str:
        """What stands after FROM in the lowest layer."""
        raise NotImplementedError

    def leaf(self, node: Node) -> Result:
        """A field, a definition, an aggregate, or whether two rows are one."""
        raise NotImplementedError

    def cell(self, node: FieldRead) -> tuple[Term, Term]:
        """What could be read of a cell, and its state; both unknown where there is no row."""
        raise NotImplementedError

    def number(self, node: Node) -> int:
        """The node's number in the plan's forest."""
        raise NotImplementedError

    def lowest(self, text: str, *, nullable: bool = True) -> Term:
        """A column of the lowest layer."""
        if text not in self.base:
            self.base[text] = self.names.new("c")
        return Term(self.base[text], 0, nullable)

    def name(self, term: Term) -> Term:
        """The expression as a column, free to be written any number of times."""
        if term.named:
            return term
        if term.text not in self._named:
            name, number = self.names.new("x"), max(term.ready, 0) + 1
            self.layer(number).columns[name] = term.text
            self._named[term.text] = Term(name, number, term.nullable, term.known_with)
        return self._named[term.text]

    def name_all(self, result: Result) -> Result:
        """All columns of a result, named."""
        return result.replaced(tuple(self.name(term) for term in result.terms))

    def column(self, term: Term) -> str:
        """The name of a column that holds the term, be it constant."""
        named = self.name(term)
        if named.ready >= 0:
            return named.text
        if named.text not in self._named:
            self._named[named.text] = Term(self.names.new("x"), 1, named.nullable)
            self.layer(1).columns[self._named[named.text].text] = named.text
        return self._named[named.text].text

    def layer(self, number: int) -> Layer:
        """The layer of this number, from 1."""
        while len(self.layers) < number:
            self.layers.append(Layer())
        return self.layers[number - 1]

    def join(self, relation: Relation, keys: tuple[Term, ...]) -> Callable[[str], Term]:
        """Join a relation by its keys; gives its columns as they stand in this frame."""
        alias, number = self._join(relation, tuple(self.name(key) for key in keys))
        layer = self.layer(number)

        def column(name: str) -> Term:
            text = f"{alias}.{name}"
            if text not in self._named:
                own = self.names.new("j")
                layer.columns[own] = text
                self._named[text] = Term(own, number)
            return self._named[text]

        return column

    def _join(self, relation: Relation, keys: tuple[Term, ...]) -> tuple[str, int]:
        """The alias of a join and the layer it stands in."""
        called = (id(relation), tuple(key.text for key in keys))
        if called not in self._joins:
            alias, number = self.names.new("r"), max(key.ready for key in keys) + 1
            texts = tuple(f"l.{key.text}" if key.ready >= 0 else key.text for key in keys)
            relation.joined()
            self.layer(max(number, 1)).joins.append((relation, alias, texts))
            self._joins[called] = (alias, max(number, 1))
        return self._joins[called]

    def select(self, columns: dict[str, str], where: Term | None = None) -> str:
        """The whole select: name → text over the named columns."""
        listed = ", ".join(f"{text} AS {name}" for name, text in columns.items())
        text = f"SELECT {listed} FROM {self.stacked()}"
        return text if where is None else f"{text} WHERE {where.text}"

    def stacked(self) -> str:
        """All layers, in parentheses."""
        base = ", ".join(f"{text} AS {name}" for text, name in self.base.items()) or "1 AS one"
        below = f"(SELECT {base} FROM {self.source()})"
        for layer in self.layers:
            made = [f"{text} AS {name}" for name, text in layer.columns.items()]
            joins = "".join(
                f" LEFT JOIN {relation.source()} AS {alias} ON "
                + " AND ".join(
                    f"({own} = {alias}.{key})"
                    for own, key in zip(keys, relation.keys, strict=True)
                )
                for relation, alias, keys in layer.joins
            )
            below = f"(SELECT {', '.join(['l.*', *made])} FROM {below} AS l{joins})"
        return below
