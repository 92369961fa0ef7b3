"""Reads what frames the rules: areas, criteria, categories and sieves."""

from __future__ import annotations

from checker.model.policy import Area, Category, Criterion, Sieve
from checker.read.file import File, flag, maps, scalars, text, texts, under
from checker.read.policy_file import read_table


def read_areas(file: File) -> tuple[Area, ...]:
    """The policy areas; () where the file has faults."""
    if file.tree is None or not file.good:
        return ()
    return tuple(
        Area(
            text(node, "id"),
            text(node, "title"),
            text(node, "department"),
            flag(node, "named_by_source"),
            node.entries["id"].value.span,
            text(node, "title_en"),
        )
        for node in maps(file.tree, "areas")
    )


def read_criteria(file: File) -> tuple[Criterion, ...]:
    """The criteria; () where the file has faults."""
    if file.tree is None or not file.good:
        return ()
    return tuple(
        Criterion(
            text(node, "id"),
            text(node, "title"),
            texts(node, "rules"),
            node.entries["id"].value.span,
            text(node, "title_en"),
        )
        for node in maps(file.tree, "criteria")
    )


def read_category(file: File) -> Category | None:
    """The categories' decision table; None where the file has faults."""
    if file.tree is None or not file.good:
        return None
    node = under(file.tree, "categories")
    field = scalars(node, "field")[0]
    table = read_table(file, node.get("table"))
    return Category(field.text, table, field.span) if file.good else None


def read_sieve(file: File) -> Sieve | None:
    """A sieve; None where the file has faults."""
    if file.tree is None or not file.good:
        return None
    node = under(file.tree, "sieve")
    groups = scalars(node, "group_by")
    rules = under(node, "rules")
    return Sieve(
        text(node, "id"),
        text(node, "title"),
        node.entries["id"].value.span,
        text(node, "carried_out_by"),
        file.expression(node, "households"),
        tuple(group.text for group in groups),
        tuple(group.span for group in groups),
        {key: texts(rules, key) for key in rules.entries},
        flag(node, "exclude_own"),
        text(node, "title_en"),
    )
