"""about.yaml beside the files: what they do not tell of themselves.

```yaml
region: [山东省, 潍坊市]
registers: {残疾人名册: {as_of: 2020-08-31}}
tables: {走访: 入户记录.xlsx}
headers: {成员: {在校生状况: [就读情况]}}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.intake import messages
from checker.intake.cleaning import Unread
from checker.intake.days import day
from checker.model.catalog import Catalog, Entity
from checker.yaml_tree import Entry, ListNode, MapNode, Node, TextNode, open_yaml, read_yaml

NAME = "about.yaml"
KEYS = ("region", "registers", "tables", "headers")


@frozen
class About:
    """What about.yaml says; of several files, all together."""

    region: tuple[str, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)  # register → its day
    tables: Mapping[str, str] = field(default_factory=dict)  # file or sheet → entity
    headers: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def __or__(self, other: About) -> About:
        headers = {
            name: {**self.headers.get(name, {}), **other.headers.get(name, {})}
            for name in (*self.headers, *other.headers)
        }
        return About(
            other.region or self.region,
            {**self.days, **other.days},
            {**self.tables, **other.tables},
            headers,
        )


def read_about(path: Path, name: str, catalog: Catalog) -> About:
    """Read an about.yaml.

    Raises:
        FaultyInput: with all that is wrong in it.
    """
    tree = read_yaml(open_yaml(path, name))
    faults = [
        messages.unknown_key(entry.key.span, key, KEYS)
        for key, entry in tree.entries.items()
        if key not in KEYS
    ]
    about = About(
        region=_texts(tree.get("region")),
        days=dict(_days(_entries(tree, "registers", faults), catalog, faults)),
        tables=dict(_tables(_entries(tree, "tables", faults), catalog, faults)),
        headers=dict(_headers(_entries(tree, "headers", faults), catalog, faults)),
    )
    if faults:
        raise FaultyInput(faults)
    return about


def _entries(tree: MapNode, key: str, faults: list[Fault]) -> Mapping[str, Entry]:
    node = tree.get(key)
    if node is None or isinstance(node, MapNode):
        return node.entries if node else {}
    faults.append(messages.not_a_mapping(node.span))
    return {}


def _texts(node: Node | None) -> tuple[str, ...]:
    nodes = node.items if isinstance(node, ListNode) else (node,)
    return tuple(one.text for one in nodes if isinstance(one, TextNode) and not one.null)


def _named(
    entries: Mapping[str, Entry], catalog: Catalog, faults: list[Fault]
) -> Iterator[tuple[Entity, Node]]:
    for name, entry in entries.items():
        entity = catalog.entity_named(name)
        if entity:
            yield entity, entry.value
        else:
            known = [entity.title for entity in catalog.entities.values()]
            faults.append(messages.unknown_entry(entry.key.span, "张表", name, known))


def _days(
    entries: Mapping[str, Entry], catalog: Catalog, faults: list[Fault]
) -> Iterator[tuple[str, date]]:
    for entity, node in _named(entries, catalog, faults):
        told = node.get("as_of") if isinstance(node, MapNode) else None
        text = told.text if isinstance(told, TextNode) else ""
        read = day(text)
        if isinstance(read, Unread):
            faults.append(messages.unknown_day((told or node).span, text))
        else:
            yield entity.name, read


def _tables(
    entries: Mapping[str, Entry], catalog: Catalog, faults: list[Fault]
) -> Iterator[tuple[str, str]]:
    for entity, node in _named(entries, catalog, faults):
        for place in _texts(node):
            yield place, entity.name


def _headers(
    entries: Mapping[str, Entry], catalog: Catalog, faults: list[Fault]
) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    for entity, node in _named(entries, catalog, faults):
        if not isinstance(node, MapNode):
            faults.append(messages.not_a_mapping(node.span))
            continue
        found = {}
        for name, entry in node.entries.items():
            field_ = entity.field_named(name)
            if field_:
                found[field_.name] = _texts(entry.value)
            else:
                known = [known.title for known in entity.fields.values()]
                faults.append(messages.unknown_entry(entry.key.span, "一项", name, known))
        yield entity.name, found
