"""Random well-typed expressions of the whole language, as text.

A `View` says which rows an expression may speak of where it stands; a `Writer` writes conditions,
numbers of a unit, days, months, words. What is written always resolves: a fault is a finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.differential import pools

LETTERS = ("v", "w")


@dataclass(frozen=True)
class View:
    """The rows that can be named: (how it is written, entity); and how deep aggregates are."""

    rows: tuple[tuple[str, str], ...]
    roots: tuple[tuple[str, str], ...]  # rows whose descendants an aggregate may range over
    depth: int = 0
    this: str = ""  # the entity of the row checked, where 本行 may be compared with a row of it


def view_of(entity: str) -> View:
    """The view of a rule or a definition over an entity."""
    above = tuple(pools.ABOVE.get(entity, ()))
    return View((("", entity), *above), (("", entity), *above), 0, entity)


@dataclass(frozen=True)
class Definitions:
    """What is defined: (entity, sort) → names."""

    names: dict[tuple[str, str], list[str]]


class Writer:
    """Writes expressions at random."""

    def __init__(self, random: Random, definitions: Definitions, *, sure: bool = False) -> None:
        """With `sure`, nothing is written that asks whether a value is known or is a link."""
        self.random = random
        self.definitions = definitions
        self.sure = sure

    # What is read ------------------------------------------------------------------------------

    def read(self, view: View, sort: str) -> str | None:
        """A field or a definition of a sort, of any row in view; None where there is none."""
        found = [
            f"{row}.{name}" if row else name
            for row, entity in view.rows
            for name in (
                *pools.fields(entity, sort),
                *self.definitions.names.get((entity, sort), ()),
            )
        ]
        return self.random.choice(found) if found else None

    def field(self, view: View, sort: str) -> str | None:
        """A field that a file holds, of a sort."""
        found = [
            f"{row}.{name}" if row else name
            for row, entity in view.rows
            for name in pools.fields(entity, sort)
            if name in pools.written_fields(entity)
        ]
        return self.random.choice(found) if found else None

    def pick(self, *ways: Callable[[], str | None]) -> str:
        """One of some ways of writing; a way that is closed here gives None."""
        while True:
            text = self.random.choice(ways)()
            if text is not None:
                return text

    # Conditions --------------------------------------------------------------------------------

    def condition(self, view: View, depth: int) -> str:
        """Something true, false or unknown."""
        if depth <= 0:
            return self.pick(
                lambda: self.read(view, "yes_no"),
                lambda: self.compared(view, 0),
                lambda: self.listed(view),
            )
        return self.pick(
            lambda: self.read(view, "yes_no"),
            lambda: self.compared(view, depth - 1),
            lambda: self.compared(view, depth - 1),
            lambda: self.listed(view),
            lambda: self.joined(view, depth),
            lambda: self.joined(view, depth),
            lambda: f"not ({self.condition(view, depth - 1)})",
            lambda: self.chosen(view, depth, lambda d: self.condition(view, d)),
            lambda: self.asked(view, depth),
            lambda: self.said(view, depth),
            lambda: self.quantified(view, depth),
            lambda: self.quantified(view, depth),
        )

    def joined(self, view: View, depth: int) -> str:
        """And, or, of two or three."""
        word = self.random.choice((" and ", " or "))
        count = self.random.choice((2, 2, 3))
        return f"({word.join(self.condition(view, depth - 1) for _ in range(count))})"

    def chosen(self, view: View, depth: int, branch: Callable[[int], str]) -> str:
        """X if c else y."""
        condition = self.condition(view, depth - 1)
        return f"({branch(depth - 1)} if {condition} else {branch(depth - 1)})"

    def compared(self, view: View, depth: int) -> str | None:
        """Two values of one sort."""
        sort = self.random.choice((*pools.UNITS, "", "", "date", "month", "text", "id", "颜色"))
        ordered = sort in (*pools.UNITS, "date", "month")
        operators = ("==", "!=", "<", "<=", ">", ">=") if ordered else ("==", "!=")
        left, right = self.value(view, depth, sort), self.value(view, depth, sort)
        if left is None or right is None:
            return None
        text = f"{left} {self.random.choice(operators)} {right}"
        if ordered and self.random.random() < 0.1:
            text += f" {self.random.choice(operators)} {self.value(view, 0, sort)}"
        return f"({text})"

    def listed(self, view: View) -> str | None:
        """Membership in a list, or of a code among choices."""
        word = self.random.choice(("in", "not in"))
        choices = self.field(view, "choices")
        if choices and self.random.random() < 0.3:
            return f'("{self.random.choice(pools.CODES["致贫原因"])}" {word} {choices})'
        sort = self.random.choice(("", "date", "text", "id", "颜色"))
        item = self.value(view, 0, sort)
        members = [self.value(view, 0, sort) for _ in range(self.random.randint(1, 3))]
        if item is None or None in members:
            return None
        return f"({item} {word} [{', '.join(str(one) for one in members)}])"

    def asked(self, view: View, depth: int) -> str | None:
        """Whether something is blank, unreadable, known."""
        if self.sure:
            return None
        row, entity = self.random.choice(view.rows)
        field = self.random.choice(pools.written_fields(entity))
        name = f"{row}.{field}" if row else field
        question = self.random.choice(("blank", "unreadable", "known"))
        if question == "known" and self.random.random() < 0.5:
            return f"known({self.condition(view, depth - 1)})"
        return f"{question}({name})"

    def said(self, view: View, depth: int) -> str | None:
        """Conditions about words."""
        text = self.text(view, depth - 1)
        number = self.read(view, "id")
        function = self.random.choice(("starts_with", "ends_with", "contains", "matches", "id"))
        if function == "id":
            valid = self.random.choice(("valid_id_number", "valid_disability_number"))
            return f"{valid}({number})" if number else None
        if text is None:
            return None
        other = self.random.choice(pools.PATTERNS if function == "matches" else pools.WORDS)
        return f'{function}({text}, "{other}")'

    # Aggregates --------------------------------------------------------------------------------

    def collection(self, view: View) -> tuple[str, str, str | None] | None:
        """What an aggregate ranges over: its text, its entity, the condition that is its link."""
        below = [
            (f"{row}.{self.title(entity)}" if row else self.title(entity), entity)
            for row, root in view.roots
            for entity in pools.BELOW.get(root, ())
        ]
        if below and (self.sure or self.random.random() < 0.7):
            return (*self.random.choice(below), None)
        if self.sure:
            return None
        name = self.random.choice(tuple(pools.LINKS))
        entity = pools.TITLES[name.rsplit(".", 1)[-1]]
        field, sort = self.random.choice(pools.LINKS[name])
        other = self.value(self.outside(view), 0, sort)
        variable = LETTERS[view.depth]
        return (name, entity, f"{variable}.{field} == {other}") if other else None

    def outside(self, view: View) -> View:
        """What an aggregate's ends and link may name: of an inner one the outer variable."""
        if view.depth == 0:
            return view
        return View(tuple(row for row in view.rows if row[0].split(".")[0] == LETTERS[0]), (), 2)

    def title(self, entity: str) -> str:
        """An entity's title."""
        return next(title for title, name in pools.TITLES.items() if name == entity)

    def inside(self, view: View, entity: str) -> View:
        """What can be named inside an aggregate; of an inner one its and the outer variable."""
        variable = LETTERS[view.depth]
        own = ((variable, entity), *((f"{variable}.{way}", up) for way, up in
                                     pools.ABOVE.get(entity, ())))  # fmt: skip
        if view.depth == 0:
            return View((*own, *view.rows), own, 1, view.this)
        return View((*own, *self.outside(view).rows), (), 2)

    def ranged(self, view: View, depth: int) -> tuple[View, str, str] | None:
        """A loop: the view inside, `for v in T`, and its `if`."""
        found = self.collection(view) if view.depth < len(LETTERS) else None
        if found is None:
            return None
        name, entity, link = found
        within = self.inside(view, entity)
        variable = LETTERS[view.depth]
        wheres = [link] if link else []
        if view.depth == 0 and entity == view.this and self.random.random() < 0.3:
            wheres.append(f"{variable} != 本行" if not name.startswith("上期") else "True")
        if self.random.random() < 0.6:
            wheres.append(self.condition(within, min(depth - 1, 1)))
        self.random.shuffle(wheres)
        where = f" if {' and '.join(wheres)}" if wheres else ""
        return within, f"for {variable} in {name}", where

    def quantified(self, view: View, depth: int) -> str | None:
        """Any, all."""
        loop = self.ranged(view, depth)
        if loop is None:
            return None
        within, over, where = loop
        word = self.random.choice(("any", "all"))
        return f"{word}({self.condition(within, min(depth - 1, 1))} {over}{where})"

    def counted(self, view: View, depth: int) -> str | None:
        """Count, distinct: numbers without a unit."""
        loop = self.ranged(view, depth)
        if loop is None:
            return None
        within, over, where = loop
        if self.random.random() < 0.6:
            return f"count({LETTERS[view.depth]} {over}{where})"
        sort = self.random.choice(("text", "", "date", "id", "颜色"))
        value = self.value(within, 0, sort)
        return f"distinct({value} {over}{where})" if value else None

    def gathered(self, view: View, depth: int, sort: str) -> str | None:
        """Sum, min, max, avg, only, latest: of a sort of value."""
        loop = self.ranged(view, depth)
        if loop is None:
            return None
        within, over, where = loop
        words = ["only"]
        words += ["sum", "sum", "avg", "min", "max"] if sort in pools.UNITS else []
        words += ["min", "max"] if sort in ("date", "month") else []
        word = self.random.choice((*words, "latest"))
        value = self.value(within, 1 if self.random.random() < 0.3 else 0, sort)
        if value is None:
            return None
        if word != "latest":
            return f"{word}({value} {over}{where})"
        return f"latest(({value} {over}{where}), by={self.day(within, 0)})"

    def value(self, view: View, depth: int, sort: str) -> str | None:
        """A value of a sort; None where nothing of that sort can be said."""
        from tests.differential.values import write  # noqa: PLC0415  each needs the other

        return write(self, view, depth, sort)

    def day(self, view: View, depth: int) -> str:
        """A day."""
        return self.value(view, depth, "date") or "核查日"

    def text(self, view: View, depth: int) -> str | None:
        """A text."""
        return self.value(view, depth, "text")
