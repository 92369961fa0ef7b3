"""What a file holds, for an editor's table of contents: rules, standards, definitions, cases."""

from __future__ import annotations

from collections.abc import Iterator

from checker.editor.outline import Outline, Part
from checker.frozen import frozen

DEEPEST = 2  # keys at the top, and what stands in them
NAMED_BY = ("id", "name", "rule", "title")  # what an item is called by, the first that it has
TOLD_BY = ("title", "each", "rule")


@frozen
class Symbol:
    """One thing, with its whole stretch and that of its name."""

    name: str
    told: str
    start: int
    end: int
    name_start: int
    name_end: int
    below: tuple[Symbol, ...]


def symbols(made: Outline) -> tuple[Symbol, ...]:
    """The things of a file, as they stand in it."""
    return tuple(_below(made, made.top, 1))


def _below(made: Outline, part: Part, depth: int) -> Iterator[Symbol]:
    for one in part.parts:
        name, named = _name(made, one)
        if not name or (depth > 1 and one.form != "map" and part.form == "map"):
            continue
        inner = tuple(_below(made, one, depth + 1)) if depth < DEEPEST else ()
        told = next((text for key in TOLD_BY if (text := made.scalar(one.get(key)))), "")
        start = one.key_start if one.key else one.start
        yield Symbol(name, "" if told == name else told, start, _end(one), *named, inner)


def _name(made: Outline, part: Part) -> tuple[str, tuple[int, int]]:
    """What a part is called, and where that is written."""
    if part.key:
        return part.key, (part.key_start, part.key_end)
    for key in NAMED_BY:
        named = part.get(key)
        if named is not None and made.scalar(named):
            return made.scalar(named), (named.start, named.end)
    return "", (part.start, part.end)


def _end(part: Part) -> int:
    return max(part.end, part.key_end, *(_end(one) for one in part.parts), 0)
