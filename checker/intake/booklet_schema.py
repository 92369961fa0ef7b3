"""The JSON Schema of a booklet (一户一册), made from the catalog, so that editors can help.

It shows the plain way to write each cell; intake reads more (`叁仟元`, `2020.9.17`).
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.intake.words import words
from checker.model.catalog import Catalog, CodeList, Entity, Field
from checker.model.kind import Kind

Schema = dict[str, object]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "一户一册"
ABOUT = "一户的各张表：表名到一行（或几行）；留空的表写 []"


def booklet_schema(catalog: Catalog) -> Schema:
    """The schema of a booklet over this catalog; registers are not a household's and stay out."""
    entities = [entity for entity in catalog.entities.values() if entity.register is None]
    return {
        "$schema": DRAFT,
        "title": TITLE,
        "description": ABOUT,
        "type": "object",
        "properties": {entity.title: _table(entity) for entity in entities},
        "additionalProperties": False,
        "$defs": {entity.name: _row(entity, catalog.codes) for entity in entities},
    }


def _table(entity: Entity) -> Schema:
    row: Schema = {"$ref": f"#/$defs/{entity.name}"}
    return {"title": entity.title, "anyOf": [row, {"type": "array", "items": row}]}


def _row(entity: Entity, codes: Mapping[str, CodeList]) -> Schema:
    fields = [field for field in entity.fields.values() if field.derived is None]
    properties = {field.title: _cell(field, codes) for field in fields}
    for field in fields:
        properties |= {header: _cell(field, codes) for header in field.gather}
    row: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [entity.fields[name].title for name in entity.key if not _links(entity, name)]
    if required:
        row["required"] = required
    return row


def _links(entity: Entity, name: str) -> bool:
    """A link may be left out: in a booklet every row is the household's."""
    return any(name in link.fields for link in entity.parents)


def _cell(field: Field, codes: Mapping[str, CodeList]) -> Schema:
    about: Schema = {"title": field.title}
    if field.unit:
        about["description"] = f"单位：{field.unit}"
    return about | _values(field, codes)


def _values(field: Field, codes: Mapping[str, CodeList]) -> Schema:
    named = codes.get(field.codes or "")
    listed = [*named.codes] if named else []
    if field.kind is Kind.YES_NO:
        known = named or codes.get(words().yes_no)
        return {"enum": [*(known.codes if known else words().yes + words().no), True, False, None]}
    if field.kind is Kind.CHOICE:
        return {"enum": [*listed, None]}
    if field.kind is Kind.CHOICES:
        several = {"type": "array", "items": {"enum": listed}, "uniqueItems": True}
        return {"anyOf": [several, {"enum": [*listed, None]}]}
    if field.kind.numeric:
        whole = "integer" if field.kind is Kind.COUNT else "number"
        limit: Schema = {"minimum": 0} if field.never_negative else {}
        return {"type": [whole, "string", "null"]} | limit
    if field.kind is Kind.DATE:
        return {"type": ["string", "null"], "format": "date", "examples": ["2020-09-17"]}
    if field.kind is Kind.MONTH:
        return {"type": ["string", "null"], "examples": ["2020-09"]}
    return {"type": ["string", "null"]}
