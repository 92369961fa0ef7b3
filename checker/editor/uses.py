"""Where the things that policy files give names to are used: for references and for renaming."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checker.editor.finding import key_meaning, value_meaning
from checker.editor.meaning import Meaning, meaning
from checker.editor.outline import Part, outline
from checker.editor.place import Place
from checker.editor.view import View

WORDLESS = re.compile(r"[^,\s\"]+")  # a cell of a table of waivers


class Use(NamedTuple):
    """A stretch of a file where a thing is named, its own name where it is given included."""

    path: Path
    start: int
    end: int


def uses(view: View, thing: Meaning) -> Iterator[Use]:
    """Every place of the folder, and of what it extends, that names a thing."""
    for path, text in texts(view).items():
        if _short(thing) not in text:
            continue
        if path.suffix == ".csv":
            yield from _in_table(path, text, thing)
            continue
        placed = view.placed(path)
        made = outline(text)
        for part in made.top.everything() if placed else ():
            assert placed is not None
            place = Place(view, placed, made, part)
            yield from (Use(path, *stretch) for stretch in _of_part(place, part, thing))


def texts(view: View) -> dict[Path, str]:
    """All files that the folder and what it extends are made of, as they were read."""
    found: dict[Path, str] = {}
    for one in view.opened.chain:
        sources = [file.source for file in one.all_files()]
        sources += [source for source in (one.catalog, one.table) if source]
        found |= {Path(source.name).resolve(): source.text for source in sources}
    return found


def _short(thing: Meaning) -> str:
    """The name that is written; of a rule without its chapter."""
    return thing.name.rpartition("/")[2] if thing.sort == "rule" else thing.name


def _of_part(place: Place, part: Part, thing: Meaning) -> Iterator[tuple[int, int]]:
    name = _short(thing)
    if part.key.rpartition("/")[2] == name and part.above is not None:
        found = key_meaning(place)
        if found and found.key == thing.key:
            yield _name_in(part.key_start, place.outline.text[part.key_start : part.key_end], name)
    if part.form != "text":
        return
    if place.speaks:
        yield from _spoken(place, thing)
    elif place.outline.scalar(part).rpartition("/")[2] == name:
        found = value_meaning(place)
        if found and found.key == thing.key:
            yield _name_in(*place.outline.raw(part), name)


def _name_in(start: int, raw: str, name: str) -> tuple[int, int]:
    """Where the name ends a key or scalar, which may say its chapter before and have quotes."""
    at = start + raw.rindex(name)
    return at, at + len(name)


def _spoken(place: Place, thing: Meaning) -> Iterator[tuple[int, int]]:
    for start, text in place.spoken():
        phrase = place.phrase(text) if thing.name in text else None
        for number, word in enumerate(phrase.words if phrase else ()):
            if word.text == thing.name and word.kind == "name":
                found = meaning(phrase, number) if phrase else None
                if found and found.key == thing.key:
                    yield start + word.at, start + word.at + len(word.text)


def _in_table(path: Path, text: str, thing: Meaning) -> Iterator[Use]:
    """The cells of a table of waivers that name a rule."""
    for cell in WORDLESS.finditer(text):
        if cell[0] == thing.name:
            yield Use(path, cell.end() - len(_short(thing)), cell.end())
