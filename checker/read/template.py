"""Reads a message: text with expressions in braces, and nothing else interpreted."""

from __future__ import annotations

import re

from checker.fault import Fault, FaultyInput
from checker.model.expression import Expression, Literal, Template
from checker.read import expression_messages as messages
from checker.read.expression import parse_at
from checker.read.tokens import Place
from checker.source import Span

# A brace, or a quoted text inside of braces, where a brace is only a character.
BRACE = re.compile(r"\{\{|\}\}|[{}｛｝]")
INSIDE = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]""")


def parse_template(text: str, span: Span) -> Template:
    """The template of a text on one line.

    Args:
        text: as written.
        span: the place of its first character.

    Raises:
        FaultyInput: with all its faults.
    """
    return template_at(text, span.part)


def template_at(text: str, place: Place) -> Template:
    """The template of a text whose characters stand where `place` says; see `parse_at`.

    Raises:
        FaultyInput: with all its faults.
    """
    parts: list[str | Expression] = []
    faults: list[Fault] = []
    at = 0
    while match := BRACE.search(text, at):
        if match.start() > at:
            parts.append(text[at : match.start()])
        end = _end(text, match.end()) if match[0] == "{" else None
        if end is None:
            faults.append(_stray(match, place))
            at = match.end()
            continue
        try:
            parts.append(_expression(text, match.end(), end, place))
        except FaultyInput as error:
            faults.extend(error.faults)
        at = end + 1
    if faults:
        raise FaultyInput(faults)
    if at < len(text) or not parts:
        parts.append(text[at:])
    return Template(tuple(parts), place(0, len(text)))


def _end(text: str, start: int) -> int | None:
    """Where the closing brace stands; None where there is none before the next opening one."""
    for match in INSIDE.finditer(text, start):
        if match[0] in "{}":
            return match.start() if match[0] == "}" else None
    return None


def _stray(match: re.Match[str], place: Place) -> Fault:
    span = place(match.start(), len(match[0]))
    if match[0] in ("{{", "}}"):
        return messages.double_brace(span)
    return messages.wide_brace(span) if match[0] in "｛｝" else messages.open_brace(span)


def _expression(text: str, start: int, end: int, place: Place) -> Expression:
    def moved(offset: int, length: int) -> Span:
        return place(offset + start, length)

    if not text[start:end].strip():
        raise FaultyInput([messages.empty_braces(place(start - 1, end - start + 2))])
    found = parse_at(text[start:end], moved, in_message=True)
    if isinstance(found, Literal):
        raise FaultyInput([messages.literal_in_message(found.span, found.text)])
    return found
