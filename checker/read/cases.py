"""Reads the examples that test the rules of one policy file.

Cells stay as they were written: they pass through intake's grammar, like a household's file.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.catalog import Catalog, Entity
from checker.model.function import EARLIER
from checker.model.policy import Case, Reviewed
from checker.read import case_messages as messages
from checker.read.file import File, maps, scalars, text, under
from checker.yaml_tree import ListNode, MapNode, Node, TextNode


def read_cases(file: File, policy_id: str, catalog: Catalog) -> tuple[Case, ...]:
    """The cases of a file; () where it has faults, which then stand in it."""
    if file.tree is None or not file.good:
        return ()
    found = tuple(_case(file, node, policy_id, catalog) for node in maps(file.tree, "cases"))
    return found if file.good else ()


EQUIVALENT, IMPOSSIBLE = ("equivalent", "mutant"), ("impossible", "missing")


def read_reviewed(file: File, policy_id: str, list_: tuple[str, str]) -> tuple[Reviewed, ...]:
    """What a cases file says cases need not try; () with faults.

    Args:
        file: the cases file.
        policy_id: whose cases they are.
        list_: the list's key, and the key of what each of its entries copies from `checker test`.
    """
    if file.tree is None or not file.good:
        return ()
    entries, copied = list_
    return tuple(
        Reviewed(
            full_id(policy_id, text(node, "of")),
            text(node, copied),
            text(node, "reason"),
            scalars(node, "of")[0].span,
        )
        for node in maps(file.tree, entries)
    )


def full_id(policy_id: str, written: str) -> str:
    """A rule's whole id; a case may leave out its own policy's."""
    return written if "/" in written else f"{policy_id}/{written}"


def _case(file: File, node: MapNode, policy_id: str, catalog: Catalog) -> Case:
    given = under(node, "given")
    _tables(file, given, catalog)
    expect = node.entries["expect"].value
    day = file.day(node, "as_of") or (file.day(file.tree, "as_of") if file.tree else None)
    assert day is not None
    return Case(
        full_id(policy_id, text(node, "rule")),
        text(node, "name"),
        day,
        {name: plain(entry.value) for name, entry in given.entries.items()},
        {key: text(expect, key) for key in expect.entries}
        if isinstance(expect, MapNode)
        else text(node, "expect"),
        scalars(node, "name")[0].span,
    )


def plain(node: Node) -> object:
    """A node as mappings, lists and texts; None where nothing is written."""
    if isinstance(node, MapNode):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return None if node.null else node.text


def _tables(file: File, given: MapNode, catalog: Catalog) -> None:
    """Are the tables and fields that a case names in the dictionary?"""
    for name, entry in given.entries.items():
        if name in EARLIER and isinstance(entry.value, MapNode):
            _tables(file, entry.value, catalog)
            continue
        entity = catalog.entity_named(name)
        if entity is None:
            titles = [one.title for one in catalog.entities.values()]
            file.faults.append(messages.unknown_table(entry.key.span, name, titles))
            continue
        for row in _rows(file, entry.value, name):
            _fields(file, row, entity)


def _rows(file: File, node: Node, name: str) -> Iterator[MapNode]:
    for row in node.items if isinstance(node, ListNode) else (node,):
        if isinstance(row, MapNode):
            yield row
        else:
            file.faults.append(messages.not_a_row(row.span, name))


def _fields(file: File, row: MapNode, entity: Entity) -> None:
    gathered = {column for field in entity.fields.values() for column in field.gather}
    for name, entry in row.entries.items():
        field = entity.field_named(name)
        if field is None and name not in gathered:
            titles = [one.title for one in entity.fields.values()]
            fault = messages.unknown_field(entry.key.span, name, entity.title, titles)
            file.faults.append(fault)
        elif field is not None and field.derived is not None:
            file.faults.append(messages.derived_given(entry.key.span, name, field.derived))
        elif not _is_cell(entry.value):
            file.faults.append(messages.not_a_cell(entry.value.span, name))


def _is_cell(node: Node) -> bool:
    """A scalar, or a list of them for a field of several codes."""
    if isinstance(node, ListNode):
        return all(isinstance(item, TextNode) for item in node.items)
    return isinstance(node, TextNode)
