"""What can be typed next in an expression, from the words left of the cursor.

The expression need not be readable yet. Keys and values of the YAML around it are offered by
`checker.editor.entries`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from checker.editor.meaning import indexed, other_codes, row_of
from checker.editor.phrase import Phrase
from checker.editor.vocabulary import Word, code_words, field_line, functions
from checker.frozen import frozen
from checker.model.catalog import Catalog, Entity
from checker.model.function import AS_OF, EARLIER, EVERYTHING, THIS_ROW
from checker.read.tokens import Token
from checker.resolve.scope import Here, Scope, period_of
from checker.resolve.standards import codes_of

LINKING = {
    "and": "并且",
    "or": "或者",
    "in": "在……之内",
    "not in": "不在……之内",
    "if": "如果",
    "else": "否则",
    "for": "逐行",
}
STARTING = {"not": "不", "True": "是", "False": "否"}
IN_MESSAGES = "list"


@frozen
class Offer:
    """One thing that can be typed, in place of what is typed of it already."""

    text: str
    sort: str  # field definition standard list entity function code variable word key value
    told: str = ""  # in a line
    also: str = ""  # another name that it is found by
    start: int = 0  # what it replaces, in the expression or file that was asked about
    end: int = 0


class Asked(NamedTuple):
    """What is asked: the phrase, the word at the cursor (or the next one), what is typed of it."""

    phrase: Phrase
    number: int
    cursor: int
    in_message: bool

    @property
    def word(self) -> Token | None:
        """The word that the cursor is in or right behind."""
        words = self.phrase.words
        found = words[self.number] if self.number < len(words) else None
        return found if found and found.at < self.cursor else None


def offers(phrase: Phrase, cursor: int, *, in_message: bool = False) -> list[Offer]:
    """All that fits at the cursor, the likeliest first."""
    number = phrase.before(cursor)
    last = phrase.words[number - 1] if number else None
    ends = last.at + len(last.text) if last else 0
    typing = last is not None and (
        (last.kind in ("name", "number") and cursor <= ends)
        or (last.kind == "text" and cursor < ends)
    )
    asked = Asked(phrase, number - typing, cursor, in_message)
    quote = None if typing else _open_quote(phrase, number)
    if quote is not None:
        return _unclosed(phrase, phrase.words[quote], cursor)
    if typing and last is not None and last.kind == "text":
        return _quoted(phrase, number - 1, cursor)
    start = asked.word.at if asked.word else cursor
    end = start + len(asked.word.text) if asked.word else cursor
    found: dict[str, Offer] = {}
    for offer in _fitting(asked):
        found.setdefault(offer.text, replace(offer, start=start, end=end))
    return list(found.values())


def _open_quote(phrase: Phrase, number: int) -> int | None:
    """The quote before the cursor that nothing closes."""
    found = (at for at in range(number) if phrase.words[at].text in ('"', "'"))
    return next(found, None)


def _unclosed(phrase: Phrase, quote: Token, cursor: int) -> list[Offer]:
    """Codes behind a quote that nothing closes yet."""
    until = Phrase(f'{phrase.text[: quote.at]}""', phrase.around)
    return [
        Offer(f"{one.text}{quote.text}", "code", one.told, one.text, quote.at + 1, cursor)
        for one in _codes(until, len(until.words) - 1)
    ]


def _quoted(phrase: Phrase, number: int, cursor: int) -> list[Offer]:
    """Codes inside quotes; a quote that closes another text leaves what follows alone."""
    word = phrase.words[number]
    inside = word.text[1:-1]
    whole = inside.isalnum() or not inside
    end = word.at + len(word.text) - 1 if whole else cursor
    closing = "" if whole else word.text[0]
    return [
        Offer(f"{one.text}{closing}", "code", one.told, one.text, word.at + 1, end)
        for one in _codes(phrase, number)
    ]


def _codes(phrase: Phrase, number: int) -> tuple[Word, ...]:
    standard = indexed(phrase, number)
    if standard is not None:
        known = dict.fromkeys(code for value in standard.values for code in codes_of(value))
        return tuple(Word(code, standard.name) for code in known)
    codes = other_codes(phrase, number)
    return code_words(codes.name, phrase.around.library.catalog) if codes else ()


def _fitting(asked: Asked) -> Iterator[Offer]:
    """What fits as the next word."""
    phrase, number = asked.phrase, asked.number
    before = phrase.words[number - 1] if number else None
    scope = phrase.scope(number)
    if before is not None and before.text == ".":
        yield from _behind_dot(phrase, number, scope)
    elif before is not None and before.text == "for":
        return
    elif phrase.in_collection(number):
        yield from _collections(scope)
    elif before is not None and before.ends:
        yield from (Offer(text, "word", told) for text, told in LINKING.items())
    else:
        for word in _codes(phrase, number):
            yield Offer(f'"{word.text}"', "code", word.told, word.text)
        if before is not None and before.text == "in":
            yield from _lists(scope)
        yield from _operands(scope, in_message=asked.in_message)


def _behind_dot(phrase: Phrase, number: int, scope: Scope) -> Iterator[Offer]:
    chain = phrase.chain(number)
    catalog = scope.library.catalog
    if len(chain) == 1 and period_of(chain[0]) is not None:
        yield from (_table(one) for one in catalog.entities.values())
        return
    here = row_of(chain, scope) if chain else None
    if here is None:
        if len(chain) == 1 and any(phrase.brackets(number)):
            yield from _of_any(scope)
        return
    if phrase.in_collection(number):
        yield from (_table(one) for one in below(catalog, scope.entity(here).name))
        return
    yield from of_row(here, scope)
    yield from _above(here, scope)


def of_row(here: Here, scope: Scope) -> Iterator[Offer]:
    """What a row has: definitions and fields, these by title and by English name."""
    library, entity = scope.library, scope.entity(here)
    for of, name in library.definitions:
        if of == entity.name:
            yield Offer(name, "definition", f"{entity.title}的定义")
    for field in entity.fields.values():
        yield Offer(field.title, "field", field_line(field), field.name)
    for field in entity.fields.values():
        yield Offer(field.name, "field", f"{field.title}，{field_line(field)}", field.title)


def _of_any(scope: Scope) -> Iterator[Offer]:
    """What a row can have of which nobody knows yet what table it is of: `any(b.`."""
    catalog = scope.library.catalog
    own = scope.itself or scope.this
    ranged = [one for one in catalog.entities.values() if one.register]
    ranged = [*(below(catalog, own.table.entity) if own else ()), *ranged]
    for entity in ranged:
        for field in entity.fields.values():
            yield Offer(field.title, "field", f"{entity.title}：{field_line(field)}", field.name)


def _above(here: Here, scope: Scope) -> Iterator[Offer]:
    catalog = scope.library.catalog
    ways = catalog.ancestors(here.table.entity)
    for name in dict.fromkeys(way[-1] for way in ways):
        yield _table(catalog.entities[name])


def _table(entity: Entity) -> Offer:
    return Offer(entity.title, "entity", entity.name, entity.name)


def below(catalog: Catalog, entity: str) -> Iterable[Entity]:
    """The tables whose rows belong to a row of a table."""
    return (one for one in catalog.entities.values() if catalog.way_up(one.name, entity))


def _collections(scope: Scope) -> Iterator[Offer]:
    """What a loop may range over."""
    catalog = scope.library.catalog
    for name in scope.variables:
        yield Offer(name, "variable", "上一层的行")
    if scope.itself:
        yield from (_table(one) for one in below(catalog, scope.itself.table.entity))
        yield from _above(scope.itself, scope)
    yield from (_table(one) for one in catalog.entities.values() if one.register)
    yield Offer(EVERYTHING[0], "word", "全部数据里的每一行，要有相等条件", EVERYTHING[1])
    for name in EARLIER:
        if not name.isascii():
            yield Offer(name, "word", "以前数据里的行，要有相等条件")


def _lists(scope: Scope) -> Iterator[Offer]:
    for name, one in scope.library.lists.items():
        yield Offer(name, "list", "、".join(map(str, one.codes)))


def _operands(scope: Scope, *, in_message: bool) -> Iterator[Offer]:
    """What a value can begin with."""
    for name in scope.variables:
        yield Offer(name, "variable", scope.entity(scope.variables[name]).title)
    if scope.itself:
        yield from of_row(scope.itself, scope)
    for standard in scope.library.standards.values():
        yield Offer(standard.name, "standard", standard.unit or "标准")
    if scope.itself:
        yield _table(scope.entity(scope.itself))
        yield from _above(scope.itself, scope)
    yield Offer(AS_OF[0], "word", "核查的那一天", AS_OF[1])
    yield Offer(THIS_ROW[0], "word", "正在核查的这一行", THIS_ROW[1])
    yield from (Offer(text, "word", told) for text, told in STARTING.items())
    for function in functions():
        if in_message or function.name != IN_MESSAGES:
            told = f"{function.title} {function.signature}"
            yield Offer(function.name, "function", told, function.title)
