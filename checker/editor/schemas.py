"""The JSON Schemas with the words of a policy folder in them, for editors that know schemas.

A schema with words takes and refuses exactly what the one that ships does: words are offered and
explained, never asked for. What a rule may say in an expression no schema can tell; that is the
language server's (`checker.editor.server`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checker.editor import messages
from checker.editor.vocabulary import Word, functions, given_fields, given_tables, words
from checker.fault import FaultyInput
from checker.intake.booklet_schema import booklet_schema
from checker.model.catalog import Entity
from checker.model.policy import PolicySet
from checker.read.shipped import shipped

ENDING = ".schema.json"
BOOKLET = "booklet.schema.json"
MADE_BY = "checker schema"  # stands in every file that is written, so that it is known again
Schema = dict[str, Any]


def write_schemas(folder: Path, policies: PolicySet) -> tuple[Path, ...]:
    """Write all schemas, in place of those that were written before.

    Raises:
        FaultyInput: a file of that name is there that was not written here; nothing is written.
    """
    written = {folder / name: text for name, text in schemas(policies).items()}
    foreign = [path for path in written if path.exists() and not _ours(path)]
    if foreign:
        raise FaultyInput(messages.foreign_file(str(path)) for path in foreign)
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in written.items():
        whole = path.with_name(f".{path.name}.new")
        whole.write_text(text, encoding="utf-8", newline="\n")
        whole.replace(path)
    return tuple(written)


def _ours(path: Path) -> bool:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("$comment") == MADE_BY


def schemas(policies: PolicySet) -> Mapping[str, str]:
    """The texts of all schemas, by file name."""
    found = {}
    for path in sorted(shipped("schemas").glob(f"*{ENDING}")):
        schema: Schema = json.loads(path.read_text("utf-8"))
        if path.name == BOOKLET:
            schema |= booklet_schema(policies.catalog)
        spoken = _spoken(schema, policies)
        spoken["$comment"] = MADE_BY
        found[path.name] = json.dumps(spoken, ensure_ascii=False, indent=1) + "\n"
    return found


def _spoken(schema: Schema, policies: PolicySet) -> Schema:
    """A schema with words where it names their source, and the same of all below it."""
    spoken = {key: _below(value, policies) for key, value in schema.items()}
    source = spoken.pop("x-words", None)
    keys = spoken.pop("x-keys", None)
    if spoken.pop("x-rows", None):
        spoken["properties"] = _tables(policies)
    if keys:
        # `additionalProperties` would not hold for the keys that are named.
        spoken["patternProperties"] = {"": spoken.pop("additionalProperties")}
        spoken["properties"] = {word.text: _told({}, word) for word in words(keys, policies)}
    if spoken.get("format") == "expression":
        spoken["description"] = "；".join((spoken.get("description", ""), _functions())).strip(
            "；"
        )
    offered = words(source, policies) if source else ()
    return _offering(spoken, offered) if offered else spoken


def _functions() -> str:
    """What can be called in an expression, for an editor that knows no more of it."""
    return f"能用的函数：{'、'.join(f'{one.name} {one.title}' for one in functions())}"


def _below(value: Any, policies: PolicySet) -> Any:
    if isinstance(value, dict):
        return _spoken(value, policies)
    if isinstance(value, list):
        return [_below(one, policies) for one in value]
    return value


def _offering(schema: Schema, offered: Iterable[Word]) -> Schema:
    """The schema, with words that it takes already told apart and explained."""
    about: Schema = {key: schema.pop(key) for key in ("title", "description") if key in schema}
    one = _enum(offered)
    several: Schema = {"type": "array", "uniqueItems": True, "items": one}
    reference = str(schema.get("$ref", ""))
    if reference.endswith("/texts"):
        return {**about, "anyOf": [one, several, schema]}
    return {**about, "anyOf": [several if reference.endswith("/ids") else one, schema]}


def _enum(offered: Iterable[Word]) -> Schema:
    listed = tuple(offered)
    return {
        "enum": [word.text for word in listed],
        "enumDescriptions": [word.told for word in listed],
    }


def _told(schema: Schema, word: Word) -> Schema:
    return {"title": word.text, "description": word.told, **schema}


def _tables(policies: PolicySet) -> Schema:
    """What a case may give: a row or rows of each table, with the words of their fields."""
    catalog = policies.catalog
    either = {"type": ["object", "array"]}
    found: Schema = {word.text: _told(either, word) for word in given_tables(policies)}
    for entity in catalog.entities.values():
        fields = _fields(entity, policies)
        found[entity.title] |= {"properties": fields, "items": {"properties": fields}}
    return found


def _fields(entity: Entity, policies: PolicySet) -> Schema:
    found: Schema = {}
    for title, codes in given_fields(entity, policies.catalog).items():
        found[title] = {"title": title}
        if codes:
            found[title]["anyOf"] = [_enum(codes), {}]
    return found
