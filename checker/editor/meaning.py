"""What a name in an expression means where it stands: a field, a standard, a table, a code, ...

The order in which names are looked up is the resolver's (`checker.resolve`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.editor.phrase import NOWHERE, Phrase
from checker.fault import FaultyInput
from checker.frozen import frozen
from checker.model import expression as written
from checker.model.catalog import CodeList, Entity, Field
from checker.model.function import AGGREGATES, AS_OF, FORMS, FUNCTIONS, THIS_ROW
from checker.model.policy import Standard
from checker.resolve import names
from checker.resolve.scope import Here, Scope, period_of
from checker.source import Span

COMPARING = ("==", "!=", "in")


@frozen
class Meaning:
    """One thing that a name can mean."""

    sort: str  # field definition standard list entity function code variable word
    name: str  # as the thing is called where it is given
    thing: Any = None  # the Field, Definition, Standard, ...
    of: str = ""  # the table of a field or definition; the code list of a code
    home: str = ""  # the file that gives it; "" for what the dictionary or the language has

    @property
    def span(self) -> Span | None:
        """Where it is given; None for what the language itself has."""
        found = getattr(self.thing, "span", None)
        return found if isinstance(found, Span) else None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What two names that mean the same have in common."""
        # An overlay names its base's files by a way of its own: county/../policies/x.yaml.
        return self.sort, self.name, self.of, self.home and str(Path(self.home).resolve())


def meaning(phrase: Phrase, number: int) -> Meaning | None:
    """What a word of an expression means, by its number; None where it means nothing."""
    word = phrase.words[number]
    if word.kind == "text":
        return code(phrase, number, word.text[1:-1].strip())
    if word.kind != "name":
        return None
    scope = phrase.scope(number)
    following = phrase.words[number + 1].text if number + 1 < len(phrase.words) else ""
    if following == "(":
        return function(word.text)
    chain = phrase.chain(number)
    if chain:
        return of_chain(word.text, chain, scope)
    if phrase.in_collection(number):
        entity = scope.library.catalog.entity_named(word.text)
        return table(entity) if entity else period(word.text)
    return bare(word.text, scope)


def function(name: str) -> Meaning | None:
    """A function of the language."""
    known = {**FUNCTIONS, **FORMS, **AGGREGATES}
    return Meaning("function", name, known[name]) if name in known else None


def bare(name: str, scope: Scope) -> Meaning | None:
    """A name without a dot before it."""
    library = scope.library
    if name in (*AS_OF, *THIS_ROW):
        return Meaning("word", name)
    if name in scope.variables:
        entity = library.catalog.entities[scope.variables[name].table.entity]
        return Meaning("variable", name, entity)
    for sort, known in (("standard", library.standards), ("list", library.lists)):
        if name in known:
            return Meaning(sort, name, known[name], home=known[name].span.source.name)
    here = scope.itself or scope.checked
    found = of_row(name, here, scope) if here else None
    if found:
        return found
    entity_named = library.catalog.entity_named(name)
    return table(entity_named) if entity_named else period(name)


def period(name: str) -> Meaning | None:
    """全部, 上期, 上上期."""
    return Meaning("word", name) if period_of(name) is not None else None


def of_chain(name: str, chain: list[str], scope: Scope) -> Meaning | None:
    """A name behind dots: of a row, or of all data."""
    if len(chain) == 1 and period_of(chain[0]) is not None:
        entity = scope.library.catalog.entity_named(name)
        return table(entity) if entity else None
    here = row_of(chain, scope)
    if here is None:
        return None
    found = of_row(name, here, scope)
    if found:
        return found
    entity = scope.library.catalog.entity_named(name)
    return table(entity) if entity else None


def row_of(chain: list[str], scope: Scope) -> Here | None:
    """The row that names with dots between them lead to."""
    expression: written.Expression = written.Name(NOWHERE, chain[0], chain[0])
    for name in chain[1:]:
        expression = written.Member(NOWHERE, name, expression, name, NOWHERE)
    try:
        return names.row(expression, scope)
    except FaultyInput:
        return None


def of_row(name: str, here: Here, scope: Scope) -> Meaning | None:
    """A field or a definition of a row's table."""
    entity = scope.entity(here)
    field = entity.field_named(name)
    if field:
        return Meaning("field", field.title, field, entity.name)
    definition = scope.library.definitions.get((entity.name, name))
    if definition is None:
        return None
    home = definition.span.source.name
    return Meaning("definition", name, definition, entity.name, home)


def table(entity: Entity) -> Meaning:
    """A table or register."""
    return Meaning("entity", entity.title, entity)


def code(phrase: Phrase, number: int, text: str) -> Meaning | None:
    """A word in quotes: a code of what it is compared with, or of a standard."""
    standard = indexed(phrase, number)
    if standard is not None:
        return Meaning("code", text, standard, standard.name)
    codes = other_codes(phrase, number)
    return Meaning("code", text, codes, codes.name) if codes and text in codes.codes else None


def indexed(phrase: Phrase, number: int) -> Standard | None:
    """The standard in whose square brackets a word stands."""
    opening = max(phrase.brackets(number), default=0)
    if not opening or phrase.words[opening].text != "[":
        return None
    return phrase.around.library.standards.get(phrase.words[opening - 1].text)


def other_codes(phrase: Phrase, number: int) -> CodeList | None:
    """The codes that a value is compared with: `x == …`, `… == x`, `x in (…, …)`, `… in x`."""
    words = phrase.words
    start = number
    if not number or words[number - 1].text not in COMPARING:
        start = max(phrase.brackets(number), default=0)
    if start and words[start - 1].text in COMPARING:
        end = start - (2 if start > 1 and words[start - 2].text == "not" else 1)
        first = phrase.operand_before(end)
        return None if first is None else _codes(phrase, first, end)
    after = number + 1
    if after < len(words) and words[after].text == "not":
        after += 1
    if after + 1 < len(words) and words[after].text in COMPARING:
        return _codes(phrase, after + 1, phrase.operand_after(after + 1))
    return None


def _codes(phrase: Phrase, first: int, last: int) -> CodeList | None:
    """The code list of an operand."""
    node = phrase.resolved(first, last)
    codes = node.type.codes if node else None
    named = meaning(phrase, last - 1)
    if codes is None and named and isinstance(named.thing, Field):
        codes = named.thing.codes  # the category, which is worked out from other words
    return phrase.around.library.catalog.codes.get(codes or "")
