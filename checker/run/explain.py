"""Gaps and unknowns explained: message, values read and where, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from checker.model.catalog import Field
from checker.model.gap import Finding, Reading
from checker.model.kind import Unknown
from checker.model.resolved import (
    Aggregate,
    DefinedRead,
    FieldRead,
    Leaf,
    Node,
    ResolvedRule,
    Text,
)
from checker.model.verdict import Verdict, judge
from checker.resolve.trees import children, inner
from checker.run import intervals, telling
from checker.run.aggregate_kinds import MOST_LISTED, Group
from checker.run.interpreter import Interpreter
from checker.run.naming import Names
from checker.run.rows import Places, Rowed


def verdict(interpreter: Interpreter, rule: ResolvedRule, row: int) -> Verdict:
    """The verdict on one row."""
    applies, requires = truths(interpreter, rule, row)
    return verdict_of(applies, requires)


def truths(
    interpreter: Interpreter, rule: ResolvedRule, row: int
) -> tuple[bool | Unknown, bool | Unknown]:
    """Whether the rule applies to the row, and whether it is kept."""
    at = Rowed((rule.table, row))
    return interpreter.truth(rule.applies, at), interpreter.truth(rule.requires, at)


def verdict_of(applies: bool | Unknown, requires: bool | Unknown) -> Verdict:
    """What the two truths make."""
    return judge(
        None if isinstance(applies, Unknown) else applies,
        None if isinstance(requires, Unknown) else requires,
    )


def explain(interpreter: Interpreter, names: Names, rule: ResolvedRule, row: int) -> Finding:
    """What there is to say of a gap or an unknown."""
    return explained(interpreter, names, rule, [row])[0]


def explained(
    interpreter: Interpreter, names: Names, rule: ResolvedRule, rows: Sequence[int]
) -> list[Finding]:
    """What there is to say of a rule's gaps and unknowns."""
    if not rows:
        return []
    at = Places(rule.table, rows)
    columns = zip(
        rows,
        interpreter.exact(rule.applies)(at) if rule.applies else [True] * len(rows),
        interpreter.exact(rule.requires)(at),
        rendered(interpreter, rule.message, at),
        rendered(interpreter, rule.remedy, at) if rule.remedy else [""] * len(rows),
        readings(interpreter, rule.leaves, at),
        merging_keys(interpreter, rule, at),
        readings(interpreter, rule.message_leaves, at),
        strict=True,
    )
    findings = []
    for row, applies, requires, message, remedy, read, once_per, told in columns:
        found = verdict_of(applies, requires)
        doubt = intervals.doubt(applies, requires) if found is Verdict.UNKNOWN else Unknown()
        findings.append(
            Finding(
                rule.rule,
                names.subject(rule.table, row),
                found,
                telling.doubts(doubt) if doubt.causes else message,
                remedy,
                read,
                tuple(telling.words(doubt.causes, "blank", "unreadable")),
                tuple(sorted({cause.code for cause in doubt.causes})),
                once_per,
                rule.unconfirmed,
                told,
            )
        )
    return findings


def rendered(interpreter: Interpreter, text: Text, at: Places) -> list[str]:
    """A message with its expressions' values, each with its unit."""
    columns = [
        [part] * len(at.rows)
        if isinstance(part, str)
        else [telling.told(value, part.type.unit) for value in interpreter.exact(part)(at)]
        for part in text.parts
    ]
    return ["".join(parts) for parts in zip(*columns, strict=True)]


def merging_keys(
    interpreter: Interpreter, rule: ResolvedRule, at: Places
) -> list[tuple[str, ...] | None]:
    """What findings of one once_per have in common; an unknown part is like no other."""
    if not rule.once_per:
        return [None] * len(at.rows)
    columns = (interpreter.exact(node)(at) for node in rule.once_per)
    return [
        None if Unknown in map(type, values) else tuple(map(telling.plain, values))
        for values in zip(*columns, strict=True)
    ]


def readings(
    interpreter: Interpreter, leaves: Sequence[Leaf], at: Places
) -> list[tuple[Reading, ...]]:
    """What the rule read of each row, and where."""
    if not leaves:
        return [()] * len(at.rows)
    return list(zip(*(reading(interpreter, leaf, at) for leaf in leaves), strict=True))


def reading(interpreter: Interpreter, leaf: Leaf, at: Places) -> list[Reading]:
    """One value that the rule read of each row, and where."""
    fields = tuple(field_reads(leaf))
    derived = leaf.defined.derived if isinstance(leaf, DefinedRead) else None
    name = name_of(interpreter, leaf, leaf.field if isinstance(leaf, FieldRead) else derived)
    sensitive = any(read.field.sensitive and read.field.kind.written for read in fields)
    mask = any(read.field.mask for read in fields)
    return [
        Reading(name, value, leaf.type.unit, found, sensitive, mask)
        for value, found in zip(
            interpreter.exact(leaf)(at), places(interpreter, leaf, at), strict=True
        )
    ]


def name_of(interpreter: Interpreter, leaf: Leaf, field: Field | None) -> str:
    """在校生状况, 户.村名, or the source text of an aggregate."""
    if isinstance(leaf, Aggregate) or field is None:
        return leaf.text
    if not leaf.row.way:
        return field.title
    return f"{interpreter.rows.catalog.entities[leaf.row.way[-1]].title}.{field.title}"


def field_reads(node: Node) -> Iterator[FieldRead]:
    """The fields that a node's value is made of: whether it must be masked."""
    if isinstance(node, FieldRead):
        yield node
    elif isinstance(node, DefinedRead):
        yield from field_reads(node.defined.body)
    elif isinstance(node, Aggregate):
        for part in (node.value,) if node.value else ():
            yield from field_reads(part)
    else:
        for child in children(node):
            yield from field_reads(child)


def places(interpreter: Interpreter, leaf: Leaf, at: Places) -> list[tuple[str, ...]]:
    """Where each value was read: a cell, or at most five cells of an aggregate's rows."""
    if isinstance(leaf, Aggregate):
        return places_of_rows(interpreter, leaf, at)
    rows = interpreter.cells.locate(leaf.row)(at)
    if isinstance(leaf, FieldRead):
        table = interpreter.rows.table(leaf.table)
        return [() if row is None else (table.place(row, leaf.name),) for row in rows]
    there = Places(leaf.defined.table, [row for row in rows if row is not None])
    found = iter(places_of_body(interpreter, leaf.defined.body, there))
    return [() if row is None else next(found) for row in rows]


def places_of_body(interpreter: Interpreter, body: Node, at: Places) -> list[tuple[str, ...]]:
    """Where the first thing was read that a derived value is made of."""
    if isinstance(body, FieldRead | DefinedRead | Aggregate):
        return places(interpreter, body, at)
    found: list[tuple[str, ...]] = [()] * len(at.rows)
    for child in children(body):
        own = places_of_body(interpreter, child, at)
        found = [first or other for first, other in zip(found, own, strict=True)]
        if all(found):
            break
    return found


def places_of_rows(interpreter: Interpreter, node: Aggregate, at: Places) -> list[tuple[str, ...]]:
    """The rows that decided: for `all` those that are not true, else those that are not false."""
    column = next(iter(item_fields(node)), None)
    table = interpreter.rows.table(node.table)
    passed_over = node.kind == "all"

    def decided(group: Group) -> tuple[str, ...]:
        truths = zip(group.rows, group.truths, strict=True)
        rows = (row for row, truth in truths if truth is not passed_over)
        return tuple(table.place(row, column) for row in islice(rows, MOST_LISTED))

    groups = interpreter.aggregates.groups(node)(at)
    return [() if isinstance(group, Unknown) else decided(group) for group in groups]


def item_fields(node: Aggregate) -> Iterator[str]:
    """The fields of the rows ranged over that the aggregate reads, its value's first."""
    for part in (node.value, *inner(node)):
        pending = [part] if part else []
        while pending:
            one = pending.pop(0)
            if isinstance(one, FieldRead) and one.row.item and not one.row.way:
                yield one.name
            pending = [*children(one), *pending]
