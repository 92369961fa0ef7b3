"""The words of an expression, and what is wrong with them one by one.

Looked at before the parser sees the line, because the parser stops at the first character that it
does not know and names it in words for programmers. Whatever a Chinese keyboard, a spreadsheet or
another language leaves in an expression is told here, all of it at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from checker.fault import Fault
from checker.read import expression_messages as messages
from checker.read.foreign import KEYWORDS, OTHER_OPERATORS, OTHER_WORDS, WIDE
from checker.source import Span

MAX_BRACKETS = 32

Place = Callable[[int, int], Span]  # offset and length in the text → where that stands

TOKEN = re.compile(
    r"""(?P<blank>[ \t\n]+)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<number>(?:\d|\.\d)(?:[\w.]|(?<=[eE])[+-](?=\d))*)
    |(?P<name>[^\W\d]\w*)
    |(?P<operator>===|==|!=|<=|>=|>>|<<|\*\*|//|:=|&&|\|\||<>|=>|=<|->|[-+*/<>()\[\],.=])
    |(?P<odd>.)""",
    re.VERBOSE | re.DOTALL,
)
NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
TURNED_ESCAPES = "abfnrtvxuUN01234567\n"  # Python makes another character of these

WORDS = frozenset({"and", "or", "not", "in", "is", "if", "else", "for"})
OPENING = {"(": ")", "[": "]"}


class Token(NamedTuple):
    """One word of an expression."""

    kind: str  # text number name operator odd
    text: str
    at: int  # offset

    @property
    def ends(self) -> bool:
        """Can an operand end with it?"""
        if self.kind == "name":
            return self.text not in WORDS
        return self.kind in ("text", "number") or self.text in (")", "]")

    @property
    def quotes(self) -> bool:
        """Is it a quotation mark that no text has: a full-width one, or one left open?"""
        return self.kind == "odd" and WIDE.get(self.text, self.text) in ('"', "'")

    @property
    def begins(self) -> bool:
        """Can an operand begin with it, and nothing but an operand?"""
        if self.kind == "name":
            return self.text not in WORDS
        return self.kind in ("text", "number")


def tokens(text: str) -> list[Token]:
    """The words of a text, blanks left out."""
    return [
        Token(str(match.lastgroup), match[0], match.start())
        for match in TOKEN.finditer(text)
        if match.lastgroup != "blank"
    ]


def check(words: list[Token], place: Place) -> list[Fault]:
    """What is wrong with the words of an expression."""
    found: list[Fault] = []
    for number, token in enumerate(words):
        if token.kind != "operator" or token.text in OTHER_OPERATORS:
            found.extend(CHECKS[token.kind](token, place))
        if number and token.begins and words[number - 1].ends:
            found.extend(_neighbours(words[number - 1], token, place))
    quotes = {place(token.at, 1) for token in words if token.quotes} if found else ()
    if quotes:  # what stands behind one may be what somebody says: only the quotes are sure
        found = [one if one.span in quotes else replace(one, mend=None) for one in found]
    if not found:
        found.extend(_brackets(words, place))
    if not found:
        found.extend(_single_equals(words, place))
    if not found and not words[-1].ends:
        found.append(messages.unfinished(place(words[-1].at, len(words[-1].text)), words[-1].text))
    return found


def _text(token: Token, place: Place) -> Iterator[Fault]:
    if "\\" not in token.text:
        return
    for match in ESCAPE.finditer(token.text[1:-1]):
        if match[1] in TURNED_ESCAPES:
            yield messages.escape(place(token.at + 1 + match.start(), 2), match[0])


def _number(token: Token, place: Place) -> Iterator[Fault]:
    if not NUMBER.match(token.text):
        yield messages.number(place(token.at, len(token.text)), token.text)


def _name(token: Token, place: Place) -> Iterator[Fault]:
    plain = unicodedata.normalize("NFKC", token.text)
    if plain == token.text and plain.isidentifier() and plain not in OTHER_WORDS:
        return
    span = place(token.at, len(token.text))
    if plain != token.text:
        yield messages.name_form(span, token.text, plain)
    elif not token.text.isidentifier():
        yield messages.not_a_name(span, token.text)
    else:
        yield messages.other_word(span, token.text)


def _operator(token: Token, place: Place) -> Iterator[Fault]:
    """Of an operator that the language has not; the others are not asked."""
    yield messages.other_operator(place(token.at, len(token.text)), token.text)


def _odd(token: Token, place: Place) -> Iterator[Fault]:
    span = place(token.at, 1)
    if token.text in OTHER_OPERATORS:
        yield messages.other_operator(span, token.text)
    elif token.text in "\"'":
        yield messages.open_quote(span)
    elif token.text in WIDE:
        yield messages.wide(span, token.text)
    else:
        yield messages.odd_character(span, token.text)


CHECKS: dict[str, Callable[[Token, Place], Iterator[Fault]]] = {
    "text": _text,
    "number": _number,
    "name": _name,
    "operator": _operator,
    "odd": _odd,
}


def _neighbours(left: Token, right: Token, place: Place) -> Iterator[Fault]:
    """An operand begins where another one ends."""
    span = place(right.at, len(right.text))
    if {left.text, right.text} & OTHER_WORDS.keys():
        return
    if left.kind == right.kind == "text":
        yield messages.no_comma(place(left.at, right.at + len(right.text) - left.at))
    elif left.kind == "name" and right.kind == "text" and left.at + len(left.text) == right.at:
        yield messages.prefix(place(left.at, len(left.text)), left.text)
    else:
        yield messages.no_operator(span, left.text, right.text)


def _brackets(words: list[Token], place: Place) -> Iterator[Fault]:
    opened: list[Token] = []
    for token in words:
        if token.text in OPENING and token.kind == "operator":
            opened.append(token)
            if len(opened) > MAX_BRACKETS:
                yield messages.too_deep(place(token.at, 1), MAX_BRACKETS)
                return
        elif token.kind == "operator" and token.text in (")", "]"):
            if not opened or OPENING[opened[-1].text] != token.text:
                yield messages.stray_bracket(place(token.at, 1), token.text)
                return
            opened.pop()
    for token in opened:
        yield messages.open_bracket(place(token.at, 1), token.text)


def _single_equals(words: list[Token], place: Place) -> Iterator[Fault]:
    """`=` is for `by=`, `since=`, `until=` in a call and nothing else."""
    for number, token in enumerate(words):
        if token.text != "=" or token.kind != "operator":
            continue
        before = words[number - 1].text if number else ""
        ahead = words[number - 2].text if number > 1 else ""
        if before not in KEYWORDS or ahead not in (",", "("):
            yield messages.single_equals(place(token.at, 1))
