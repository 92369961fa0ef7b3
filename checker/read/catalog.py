"""Reads the data dictionary and what a policy folder adds to it.

The file that ships and an office's extension have one shape. They are laid over one another first
(`checker.read.extension`), so that whatever is checked here is checked of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.fault import FaultyInput
from checker.model.catalog import Catalog, Entity, Field, Link, Register
from checker.model.kind import Kind
from checker.read import catalog_messages as messages
from checker.read.catalog_checks import check_catalog
from checker.read.extension import Draft, laid_over
from checker.read.file import File, flag, scalars, text, texts, whole
from checker.source import Source
from checker.yaml_tree import MapNode, TextNode, open_yaml


def read_catalog(path: Path, extension: Path | None = None) -> Catalog:
    """The dictionary of a file, with what an extension adds to it.

    Args:
        path: the dictionary; the one that ships is `shipped("schemas") / "catalog.yaml"`.
        extension: a policy folder's own; with `standalone: true` it is the whole dictionary.

    Raises:
        FaultyInput: with the faults of both files.
    """
    own = open_yaml(extension, extension.name) if extension else None
    return catalog_of(open_yaml(path, path.name), [own] if own else [])


def catalog_of(source: Source, extensions: list[Source]) -> Catalog:
    """The dictionary of a text, with what further texts add to it; see `read_catalog`."""
    files = [File(one, "catalog") for one in extensions]
    if not any(_standalone(file) for file in files):
        files.insert(0, File(source, "catalog"))
    faults = [fault for file in files for fault in file.faults]
    if faults:
        raise FaultyInput(faults)
    draft = laid_over(files)
    catalog = _catalog(draft)
    if draft.faults:
        raise FaultyInput(draft.faults)
    faults = list(check_catalog(catalog))
    if faults:
        raise FaultyInput(faults)
    return catalog


def _standalone(file: File) -> bool:
    return file.tree is not None and flag(file.tree, "standalone")


def _catalog(draft: Draft) -> Catalog:
    names = {name: text(node, "title") for name, (_, node) in draft.tables.items()}
    entities = {}
    for name, (key, node) in draft.tables.items():
        register = _register(draft, node) if name in draft.registers else None
        entities[name] = _entity(draft, key, node, names, register)
    return Catalog(entities, draft.codes)


def _entity(
    draft: Draft,
    key: TextNode,
    node: MapNode,
    names: Mapping[str, str],
    register: Register | None,
) -> Entity:
    fields = {field.name: field for field in _fields(draft, key.text)}
    if "title" not in node.entries:
        draft.faults.append(messages.needs(key.span, key.text, "title"))
    return Entity(
        key.text,
        text(node, "title"),
        fields,
        key.span,
        _field_names(draft, node, "key", fields),
        tuple(_links(draft, node, names, fields)),
        register,
        flag(node, "flat"),
    )


def _register(draft: Draft, node: MapNode) -> Register:
    if "absence" not in node.entries:
        draft.faults.append(messages.needs(node.span, text(node, "title"), "absence"))
    return Register(
        text(node, "absence") == "means_no", draft.day(node, "as_of"), whole(node, "max_age")
    )


def _links(
    draft: Draft, node: MapNode, names: Mapping[str, str], fields: Mapping[str, Field]
) -> Iterator[Link]:
    parent = node.get("parent")
    if isinstance(parent, TextNode):
        if "link" not in node.entries:
            draft.faults.append(messages.needs(parent.span, text(node, "title"), "link"))
        yield Link(_table(draft, parent, names), _field_names(draft, node, "link", fields))
    also = node.get("also_of")
    if isinstance(also, MapNode):
        for name, entry in also.entries.items():
            linked = _field_names(draft, also, name, fields)
            yield Link(_table(draft, entry.key, names), linked)


def _table(draft: Draft, node: TextNode, names: Mapping[str, str]) -> str:
    """The English name of a table that is written by its name or title."""
    if node.text in names:
        return node.text
    found = next((name for name, title in names.items() if title == node.text), None)
    if found is None:
        known = [*names, *names.values()]
        draft.faults.append(messages.unknown_table(node.span, node.text, known))
    return found or node.text


def _field_names(
    draft: Draft, node: MapNode, key: str, fields: Mapping[str, Field]
) -> tuple[str, ...]:
    """The English names of fields that are written by name or title."""
    titles = {field.title: name for name, field in fields.items()}
    found = []
    for one in scalars(node, key):
        name = one.text if one.text in fields else titles.get(one.text)
        if name is None:
            fault = messages.unknown_field(one.span, one.text, [*titles, *fields])
            draft.faults.append(fault)
        else:
            found.append(name)
    return tuple(found)


def _fields(draft: Draft, table: str) -> Iterator[Field]:
    for name, (key, node) in draft.fields.get(table, {}).items():
        for needed in ("title", "kind"):
            if needed not in node.entries and not (needed == "kind" and "derived" in node.entries):
                draft.faults.append(messages.needs(key.span, name, needed))
        derived = node.get("derived")
        blank = node.get("blank")
        yield Field(
            name=name,
            title=text(node, "title"),
            kind=Kind(text(node, "kind", "text")),
            span=key.span,
            unit=text(node, "unit") or None,
            codes=text(node, "codes") or None,
            headers=texts(node, "headers") + draft.more(table, name, "headers"),
            blank=blank.text if isinstance(blank, TextNode) else None,
            blank_words=texts(node, "blank_words") + draft.more(table, name, "blank_words"),
            gather=texts(node, "gather") + draft.more(table, name, "gather"),
            never_negative=flag(node, "never_negative"),
            sensitive=flag(node, "sensitive"),
            mask=flag(node, "mask"),
            role=text(node, "role") or None,
            derived=derived.text if isinstance(derived, TextNode) else None,
            derived_span=derived.place(0, len(derived.text))
            if isinstance(derived, TextNode)
            else None,
        )
