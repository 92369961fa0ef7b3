"""Gaps and unknowns explained: message, values read and where, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

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
from checker.run.aggregate_kinds import MOST_LISTED
from checker.run.interpreter import Interpreter
from checker.run.naming import Names
from checker.run.rows import Rowed


def verdict(interpreter: Interpreter, rule: ResolvedRule, row: int) -> Verdict:
    """The verdict on one row."""
    applies, requires = truths(interpreter, rule, row)
    return judge(
        None if isinstance(applies, Unknown) else applies,
        None if isinstance(requires, Unknown) else requires,
    )


def truths(
    interpreter: Interpreter, rule: ResolvedRule, row: int
) -> tuple[bool | Unknown, bool | Unknown]:
    """Whether the rule applies to the row, and whether it is kept."""
    at = Rowed((rule.table, row))
    return interpreter.truth(rule.applies, at), interpreter.truth(rule.requires, at)


def explain(interpreter: Interpreter, names: Names, rule: ResolvedRule, row: int) -> Finding:
    """What there is to say of a gap or an unknown."""
    at = Rowed((rule.table, row))
    applies, requires = truths(interpreter, rule, row)
    found = verdict(interpreter, rule, row)
    doubt = intervals.doubt(applies, requires) if found is Verdict.UNKNOWN else Unknown()
    message = telling.doubts(doubt) if doubt.causes else rendered(interpreter, rule.message, at)
    return Finding(
        rule.rule,
        names.subject(rule.table, row),
        found,
        message,
        rendered(interpreter, rule.remedy, at) if rule.remedy else "",
        tuple(reading(interpreter, leaf, at) for leaf in rule.leaves),
        tuple(telling.words(doubt.causes, "blank", "unreadable")),
        tuple(sorted({cause.code for cause in doubt.causes})),
        merging_key(interpreter, rule, at),
        rule.unconfirmed,
        tuple(reading(interpreter, leaf, at) for leaf in rule.message_leaves),
    )


def rendered(interpreter: Interpreter, text: Text, at: Rowed) -> str:
    """A message with its expressions' values, each with its unit."""
    return "".join(
        part
        if isinstance(part, str)
        else telling.told(interpreter.value(part, at), part.type.unit)
        for part in text.parts
    )


def merging_key(interpreter: Interpreter, rule: ResolvedRule, at: Rowed) -> tuple[str, ...] | None:
    """What findings of one once_per have in common; an unknown part is like no other."""
    values = [interpreter.value(node, at) for node in rule.once_per]
    known = [telling.plain(value) for value in values if not isinstance(value, Unknown)]
    return tuple(known) if known and len(known) == len(values) else None


def reading(interpreter: Interpreter, leaf: Leaf, at: Rowed) -> Reading:
    """One value that the rule read, and where."""
    fields = tuple(field_reads(leaf))
    derived = leaf.defined.derived if isinstance(leaf, DefinedRead) else None
    field = leaf.field if isinstance(leaf, FieldRead) else derived
    return Reading(
        name_of(interpreter, leaf, field),
        interpreter.value(leaf, at),
        leaf.type.unit,
        tuple(places(interpreter, leaf, at)),
        any(read.field.sensitive and read.field.kind.written for read in fields),
        any(read.field.mask for read in fields),
    )


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


def places(interpreter: Interpreter, leaf: Leaf, at: Rowed) -> Iterator[str]:
    """Where the value was read: a cell, or at most five cells of an aggregate's rows."""
    if isinstance(leaf, FieldRead):
        row = interpreter.cells.located(leaf.row)(at)
        if row is not None:
            yield interpreter.rows.table(leaf.table).place(row, leaf.name)
    elif isinstance(leaf, DefinedRead):
        row = interpreter.cells.located(leaf.row)(at)
        if row is not None:
            inside = Rowed((leaf.defined.table, row))
            yield from places_of_body(interpreter, leaf.defined.body, inside)
    else:
        yield from places_of_rows(interpreter, leaf, at)


def places_of_body(interpreter: Interpreter, body: Node, at: Rowed) -> Iterator[str]:
    """Where the first thing was read that a derived value is made of."""
    if isinstance(body, FieldRead | DefinedRead | Aggregate):
        yield from places(interpreter, body, at)
        return
    for child in children(body):
        found = tuple(places_of_body(interpreter, child, at))
        if found:
            yield from found
            return


def places_of_rows(interpreter: Interpreter, node: Aggregate, at: Rowed) -> Iterator[str]:
    """The rows that decided: for `all` those that are not true, else those that are not false."""
    rows = interpreter.aggregates.ranged(node)(at)
    if isinstance(rows, Unknown):
        return
    column = next(iter(item_fields(node)), None)
    wanted = 0
    for row in rows:
        truth = interpreter.truth(node.condition, Rowed(at.itself, (node.table, row)))
        if truth is (node.kind == "all"):
            continue
        yield interpreter.rows.table(node.table).place(row, column)
        wanted += 1
        if wanted == MOST_LISTED:
            return


def item_fields(node: Aggregate) -> Iterator[str]:
    """The fields of the rows ranged over that the aggregate reads, its value's first."""
    for part in (node.value, *inner(node)):
        pending = [part] if part else []
        while pending:
            one = pending.pop(0)
            if isinstance(one, FieldRead) and one.row.item and not one.row.way:
                yield one.name
            pending = [*children(one), *pending]
