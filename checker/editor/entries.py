"""What can be typed next in the YAML: keys that are due, and the words that may be their values.

Inside an expression `checker.editor.completion` answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.editor.completion import Offer, offers
from checker.editor.outline import MARK, Part, Spot
from checker.editor.place import Place, branches
from checker.editor.view import Placed, View
from checker.editor.vocabulary import Word, field_words, given_fields, given_tables, words
from checker.read.schema import SCALARS, Shape

TRUTHS = (Word("true", "是"), Word("false", "否"))


def typed_next(view: View, placed: Placed, spot: Spot) -> list[Offer]:
    """What can be typed at the cursor; places are counted from the file's beginning."""
    place = Place(view, placed, spot.outline, spot.part)
    start, text, cursor = spot.written
    if spot.in_key:
        return _placed(_keys(place, spot.part.above), start, text)
    if place.speaks:
        return _spoken(place, start, text, cursor)
    kinds = {kind for one in branches(place.shape or Shape()) for kind in one.kinds}
    if "object" in kinds and kinds.isdisjoint(SCALARS):
        return _placed(_keys(place, spot.part), start, text)
    return _placed(_values(place), start, text)


def _placed(found: Iterable[Offer], start: int, text: str) -> list[Offer]:
    """The offers in place of a whole scalar or key."""
    end = start + len(text.rstrip())
    return [Offer(one.text, one.sort, one.told, one.also, start, end) for one in found]


def _spoken(place: Place, start: int, text: str, cursor: int) -> list[Offer]:
    """What can be typed in an expression, or in the braces of a message."""
    first, last = 0, len(text)
    in_message = place.shape is not None and place.shape.form == "message"
    if in_message:
        first = text.rfind("{", 0, cursor) + 1
        if not first or "}" in text[first:cursor]:
            return []
        closed = text.find("}", cursor)
        last = closed if closed >= 0 else cursor
    phrase = place.phrase(text[first:last])
    if phrase is None:
        return []
    found = offers(phrase, cursor - first, in_message=in_message)
    moved = start + first
    return [
        Offer(one.text, one.sort, one.told, one.also, one.start + moved, one.end + moved)
        for one in found
    ]


def _keys(place: Place, around: Part | None) -> Iterator[Offer]:
    """Keys that are not written yet, with a colon behind them."""
    if around is None:
        return
    written = {part.key for part in around.parts if MARK not in part.key}
    for word in (*_given_keys(place, around), *_schema_keys(place, around)):
        if word.text not in written:
            yield Offer(f"{word.text}: ", "key", word.told, f"{word.text} {word.told}")


def _schema_keys(place: Place, around: Part) -> Iterator[Word]:
    own = Place(place.view, place.placed, place.outline, around).shape
    for one in branches(own) if own else ():
        for key, about in one.properties.items():
            needed = "，必填" if key in one.required else ""
            yield Word(key, f"{about.title or _title(about)}{needed}")
        if one.keys_of:
            yield from words(one.keys_of, place.policies)


def _title(about: Shape) -> str:
    return next((one.title for one in branches(about) if one.title), "")


def _given_keys(place: Place, around: Part) -> Iterable[Word]:
    """In the data of a case: tables, then the fields of one."""
    own = Place(place.view, place.placed, place.outline, around)
    given = own.given()
    if given is None:
        return ()
    _, entity = given
    if entity is None:
        return given_tables(place.policies)
    told = dict(field_words(entity))
    named = given_fields(entity, place.policies.catalog)
    return (Word(name, told.get(name, "")) for name in named)


def _values(place: Place) -> Iterator[Offer]:
    """Words that may be a value."""
    given = place.given()
    found = place.shape
    around = place.around
    if around is not None and around.words_of and not place.part.key:
        found = around  # a list whose items are names
    if given is not None and given[1] is not None:
        codes = given_fields(given[1], place.policies.catalog).get(given[0][-1], ())
        yield from (Offer(word.text, "value", word.told) for word in codes)
    for one in branches(found) if found else ():
        for word in _of_shape(one, place):
            yield Offer(word.text, "value", word.told, f"{word.text} {word.told}")


def _of_shape(one: Shape, place: Place) -> Iterator[Word]:
    told = dict(zip(one.words, one.told, strict=False))
    yield from (Word(word, told.get(word, "")) for word in one.words)
    yield from map(Word, one.examples)
    if one.kinds == {"boolean"}:
        yield from TRUTHS
    if not one.words_of:
        return
    own = f"{place.placed.policy}/" if place.placed.kind == "cases" else "/"
    for word in words(one.words_of, place.policies):
        if place.placed.kind != "cases" or word.text.startswith(own):
            yield Word(word.text.removeprefix(own), word.told)
