"""Whole English sentences: Applies to …, Requires that …, what a name means, a standard."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.function import NATION
from checker.model.kind import Kind
from checker.model.policy import named
from checker.model.resolved import (
    All,
    Among,
    Any,
    Constant,
    Decide,
    Defined,
    Node,
    StandardRead,
)
from checker.prose.cases import as_written, cases
from checker.prose.clause import AND, OR, merged
from checker.prose.english import English
from checker.prose.english_words import ENGLISH, row_word
from checker.prose.figures import day, told
from checker.prose.standing import Standing, document, standing
from checker.prose.view import View

Told = tuple[str, tuple[str, ...]]
LONG = 100  # characters from which conditions are listed one by one
UNCONFIRMED = " This standard is not confirmed."


class EnglishFrame:
    """Says rules in English."""

    def __init__(self) -> None:
        self.english = English()

    def phrase(self, node: Node, view: View) -> str:
        """A node as a clause or a noun."""
        if node.type.kind is Kind.YES_NO:
            return self.english.clause(node, view).text
        return self.english.values.noun(node, view)

    def applies(self, node: Node | None, view: View) -> Told:
        """What the rule applies to."""
        row = row_word(view.table, view.sources)
        if node is None:
            return f"Applies to every {row}.", ()
        how, parts = self.parts(node, view)
        if parts:
            return f"Applies to every {row} for which {how}:", parts
        return f"Applies to every {row} for which {self.phrase(node, view)}.", ()

    def requires(self, node: Node, view: View) -> Told:
        """What it requires."""
        node = cases(node)
        if isinstance(node, Decide):
            return "Requires, case by case:", self.rows(node, view)
        how, parts = self.parts(node, view)
        if parts:
            return f"Requires that {how}:", parts
        return f"Requires that {self.phrase(node, view)}.", ()

    def parts(self, node: Node, view: View) -> Told:
        """How the parts of a long "and" or "or" hang together, and they; none of a short one."""
        if not isinstance(node, All | Any):
            return "", ()
        word = AND if isinstance(node, All) else OR
        kept = merged([self.english.clause(one, view) for one in node.operands], word, ENGLISH)
        texts = [one.text for one in kept]
        long = sum(len(text) for text in texts) > LONG or any(one.compound for one in kept)
        how = "all of this holds" if word == AND else "one of these holds"
        return (how, listed(texts)) if long and len(texts) > 1 else (how, ())

    def definition(self, what: Defined, view: View) -> Told:
        """What a name means."""
        node, name = cases(what.body), self.english.values.name(what, view)
        if isinstance(node, Decide):
            codes = as_written(node)
            if codes:
                return f"{name} is as it is written: {', '.join(codes)}.", ()
            return f"{name} is decided by the first row that holds:", self.rows(node, view)
        how, parts = self.parts(node, view)
        if parts:
            return f"{name} means that {how}:", parts
        means = "means that" if node.type.kind is Kind.YES_NO else "is"
        return f"{name} {means} {self.phrase(node, view)}.", ()

    def rows(self, node: Decide, view: View) -> tuple[str, ...]:
        """The rows of a table."""
        rows = [
            f"if {self.phrase(when, view)}: {self.phrase(then, view)}" for when, then in node.rows
        ]
        last = node.otherwise
        rows.append("otherwise it cannot be told" if last is None
                    else f"otherwise: {self.phrase(last, view)}")  # fmt: skip
        return listed(rows)

    def listed(self, name: str, node: Among) -> str:
        """What a list holds."""
        items = (
            told(one.value, one.type.unit, "en")
            for one in node.items
            if isinstance(one, Constant) and one.value is not None
        )
        return f"“{name}” holds {', '.join(items)}."

    def standard(self, node: StandardRead, view: View, policy: str, *, doubt: bool) -> Told:
        """A standard with its values in force and their basis."""
        found = list(standing(node, policy, view.sources))
        if not found:
            return f"{node.name} has no value on the day of the check.", ()
        values = [value(node, one) for one in found]
        bases = dict.fromkeys(document(one.basis, ": ") for one in found if one.basis)
        after = f" Basis: {'; '.join(bases)}." if bases else ""
        after += UNCONFIRMED if doubt else ""
        known = view.sources.standard(policy, node.name)
        name = named(known, "en") if known else node.name
        if len(found) > 1:
            return f"{name} goes by day and region.{after} Its values:", listed(values)
        return f"{name} is {values[0]}.{after}", ()


def value(node: StandardRead, one: Standing) -> str:
    """One value, or one for each code, with its day and its region."""
    values = (
        (f"{choice.code} " if choice.code else "") + told(choice.value, node.type.unit, "en")
        for choice in one.choices
    )
    where = "" if one.region == NATION else f", in {one.region}"
    return f"{', '.join(values)} (from {day(one.start, 'en')}{where})"


def listed(texts: Sequence[str]) -> tuple[str, ...]:
    """Parts, each with its stop."""
    last = len(texts) - 1
    return tuple(text + ("." if index == last else ";") for index, text in enumerate(texts))
