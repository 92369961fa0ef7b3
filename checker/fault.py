"""A fault in what somebody wrote: a policy file, a sieve, a household file.

A `Fault` is about text that we cannot accept. It is never about a household: what a household
lacks is a `Gap` (see `checker.model.gap`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import TypeVar

from checker.frozen import frozen
from checker.source import Span

T = TypeVar("T")


class Level(Enum):
    """How grave a fault is: an error stops the run with exit code 2, the others are told."""

    ERROR = "error"
    WARNING = "warning"  # it may not mean what its author means, or will not do what it should
    NOTE = "note"  # nothing is wrong with it; somebody should know it all the same


@frozen
class Fault:
    """One thing that is wrong, where, and what to do about it."""

    code: str  # stable, English, kebab-case: "unknown-field"
    sentence: str  # in the reader's language
    span: Span | None = None  # None where the fault has no text: a file that is not there
    hint: str = ""  # what to do; the nearest name as a question
    level: Level = Level.ERROR
    place: str = ""  # where there is no span: "成员.xlsx › 成员 › G5" or a file's name
    mend: str | None = None  # what should stand in the span's place, where only that can be meant

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterable[str]:
        where = str(self.span) if self.span else self.place
        told = f"{where}: {self.level.value}[{self.code}]: {self.sentence}".removeprefix(": ")
        yield harmless(told)
        if self.span:
            yield from map(harmless, shown(self.span))
        if self.hint:
            yield harmless(f"  = {self.hint}")


# What a terminal would obey, and what turns the direction of text. Tabs stay.
OBEYED = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """One line, whatever a file's name or its text holds."""
    return OBEYED.sub("?", text)


SHOWN = 120  # characters of a line; of a longer one the part around the fault


def shown(span: Span) -> Iterable[str]:
    """The line that a span stands on, and marks under the span."""
    text = span.source.line(span.line)
    line = text.lstrip()
    start = max(span.column - 1 - (len(text) - len(line)), 0)
    cut = max(start - SHOWN // 2, 0) if len(line) > SHOWN else 0
    line = ("…" if cut else "") + line[cut : cut + SHOWN]
    start = start - cut + bool(cut)
    under = line[start : start + span.length]
    yield f"  | {line}"
    yield f"  | {' ' * columns_of(line[:start])}{'^' * max(columns_of(under), 1)}"


# From CJK Radicals Supplement on nearly all is wide; curly quotes are "ambiguous" to Unicode, a
# Chinese terminal shows them wide.
NARROW = re.compile("[^\u2e80-\U0010ffff“”‘’…—×÷√①②③④⑤⑥⑦⑧⑨⑩]+")


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes; a Chinese character takes two."""
    return len(text) + len(NARROW.sub("", text))


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """By file and place, each once."""

    def place(fault: Fault) -> tuple[str, int, int]:
        if fault.span is None:
            return fault.place, 0, 0
        return fault.span.source.name, fault.span.line, fault.span.column

    return sorted(dict.fromkeys(faults), key=place)


class FaultyInput(Exception):  # noqa: N818  it carries faults; the name says what the input is
    """Raised once by a floor, with all the faults that it found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def every(tasks: Iterable[Callable[[], T]]) -> list[T]:
    """Do all the tasks, and raise the faults of all that failed together, each once."""
    done: list[T] = []
    faults: list[Fault] = []
    for task in tasks:
        try:
            done.append(task())
        except FaultyInput as failed:
            faults.extend(failed.faults)
    if faults:
        raise FaultyInput(dict.fromkeys(faults))
    return done
