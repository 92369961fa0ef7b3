"""The JSON Schemas of the policy files, made ready for checking trees.

The schemas are written for editors and are the one definition of what a file may hold. Only the
keywords that they use are understood here; an unknown one is a mistake of ours, not of an author.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from checker.read.shipped import shipped

ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description", "default"}
SCALARS = frozenset({"string", "number", "integer", "boolean", "null"})


@dataclass(eq=False)
class Shape:
    """What may stand in one place: a schema with its references followed."""

    kinds: frozenset[str] = frozenset()  # JSON types; empty: any
    title: str = ""
    description: str = ""
    properties: Mapping[str, Shape] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    closed: bool = False  # no keys besides `properties`
    others: Shape | None = None  # the shape of all other keys' values
    names: str = ""  # the format of all keys
    fewest: int = 0  # items or keys
    unique: bool = False
    items: Shape | None = None
    words: tuple[str, ...] = ()
    told: tuple[str, ...] = ()  # what each of the words means
    examples: tuple[str, ...] = ()  # words that may stand here beside others
    words_of: str = ""  # what the words are names of: entities, areas, ...; see the editor
    keys_of: str = ""  # the same of the keys
    rows: bool = False  # tables' names with their rows below them
    pattern: re.Pattern[str] | None = None
    least: int | None = None  # the smallest number
    form: str = ""  # a text's format: day, expression, message, name
    branches: tuple[Shape, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()  # exactly one of these groups of keys


@cache
def shape(name: str) -> Shape:
    """The shape of a kind of file: policy, standards, areas, catalog, ..."""
    return _Maker().follow(f"{name}.schema.json", "#")


@cache
def _document(name: str) -> dict[str, Any]:
    """A schema file's content."""
    document: dict[str, Any] = json.loads((shipped("schemas") / name).read_text("utf-8"))
    return document


class _Maker:
    """Makes shapes; one that is referred to twice is made once."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, str], Shape] = {}

    def follow(self, name: str, pointer: str) -> Shape:
        """The shape at a JSON pointer of a schema file."""
        if (name, pointer) not in self.made:
            found: Any = _document(name)
            for step in pointer.removeprefix("#").strip("/").split("/"):
                found = found[step] if step else found
            empty = self.made[name, pointer] = Shape()
            self._fill(empty, found, name)
        return self.made[name, pointer]

    def _shape(self, schema: dict[str, Any], name: str) -> Shape:
        made = Shape()
        self._fill(made, schema, name)
        return made

    def _fill(self, made: Shape, schema: dict[str, Any], name: str) -> None:
        reference = schema.get("$ref")
        if reference:
            file, _, pointer = reference.partition("#")
            made.__dict__.update(self.follow(file or name, "#" + pointer).__dict__)
        for keyword, value in schema.items():
            if keyword in FILLERS:
                attribute, convert = FILLERS[keyword]
                setattr(made, attribute, convert(value))
            elif keyword not in ANNOTATIONS and keyword != "$ref":
                self._nested(made, keyword, value, name)
        if made.words:
            made.kinds = frozenset({"string"})
        made.title = schema.get("title", made.title)
        made.description = schema.get("description", made.description)

    def _nested(self, made: Shape, keyword: str, value: Any, name: str) -> None:
        if keyword == "properties":
            made.properties = {key: self._shape(one, name) for key, one in value.items()}
        elif keyword == "additionalProperties":
            made.closed = value is False
            made.others = self._shape(value, name) if isinstance(value, dict) else None
        elif keyword == "items":
            made.items = self._shape(value, name)
        elif keyword == "anyOf":
            made.branches = tuple(self._shape(one, name) for one in value)
        else:
            raise ValueError(f"{name}: {keyword}")


def _kinds(value: Any) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value)


def _groups(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one["required"]) for one in value)


# Keyword → the field of a shape, and how its value is taken over.
FILLERS: dict[str, tuple[str, Any]] = {
    "type": ("kinds", _kinds),
    "required": ("required", tuple),
    "propertyNames": ("names", lambda value: value["format"]),
    "minItems": ("fewest", int),
    "minProperties": ("fewest", int),
    "minLength": ("fewest", int),
    "uniqueItems": ("unique", bool),
    "enum": ("words", tuple),
    "enumDescriptions": ("told", tuple),
    "examples": ("examples", tuple),
    "x-words": ("words_of", str),
    "x-keys": ("keys_of", str),
    "x-rows": ("rows", bool),
    "pattern": ("pattern", re.compile),
    "minimum": ("least", int),
    "format": ("form", str),
    "oneOf": ("one_of", _groups),
}
