"""Titles, messages and remedies against the conditions that they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.fault import Fault
from checker.lint import figures, messages
from checker.lint.subject import Subject, judged
from checker.model.catalog import Field
from checker.model.kind import Kind
from checker.model.policy import Standard
from checker.model.resolved import DefinedRead, FieldRead, Leaf, ResolvedRule, StandardRead, Text
from checker.resolve.trees import everything

WORDED = (Kind.TEXT, Kind.ID_NUMBER, Kind.PHONE)  # who or where it is: never what is judged


def faults(subject: Subject) -> Iterator[Fault]:
    """What the words of rules say otherwise than their conditions."""
    asleep = {rule.id for rule in subject.resolved.dormant}
    for rule in subject.rules:
        yield from _other_values(rule, subject)
        yield from _other_standards(rule)
        yield from _other_figures(rule, subject, asleep=rule.id in asleep)


def _other_values(rule: ResolvedRule, subject: Subject) -> Iterator[Fault]:
    """A value in the message that was mixed up with the one that the rule reads.

    Messages may name whom and what they speak of. Accused is a value that the rule does not read,
    where the rule reads another one of the same kind and unit that the message does not name.
    """
    said = _said(rule)
    unsaid = [one for one in rule.leaves if one not in said]
    for leaf in rule.message_leaves:
        field = _field(leaf)
        if field is None or _identifies(field, leaf, subject):
            continue
        meant = [one for one in unsaid if _alike(one, leaf)]
        if meant:
            yield messages.other_value(leaf.span, leaf.text, [one.text for one in meant])


def _said(rule: ResolvedRule) -> list[Leaf]:
    """What message and remedy print."""
    parts = [*rule.message.parts, *(rule.remedy.parts if rule.remedy else ())]
    nodes = everything([part for part in parts if not isinstance(part, str)])
    return [node for node in nodes if isinstance(node, FieldRead | DefinedRead)]


def _field(leaf: Leaf) -> Field | None:
    if isinstance(leaf, FieldRead):
        return leaf.field
    return leaf.defined.derived if isinstance(leaf, DefinedRead) else None


def _identifies(field: Field, leaf: Leaf, subject: Subject) -> bool:
    """Does the field say who or which one it is?"""
    if field.kind in WORDED or field.role or field.sensitive or field.mask:
        return True
    entities = subject.policies.catalog.entities.values()
    keys = {name for entity in entities for name in entity.key}
    return field.name in keys


def _alike(one: Leaf, other: Leaf) -> bool:
    field = _field(one)
    return field is not None and one.type == other.type


def _other_standards(rule: ResolvedRule) -> Iterator[Fault]:
    """A standard in the message on which the rule does not rest."""
    spoken = [part for text in _texts(rule) for part in text.parts if not isinstance(part, str)]
    for node in everything(spoken):
        if isinstance(node, StandardRead) and node.name not in rule.standards:
            yield messages.other_standard(node.span, node.name, rule.standards)


def _texts(rule: ResolvedRule) -> list[Text]:
    return [rule.message, *([rule.remedy] if rule.remedy else [])]


def _other_figures(rule: ResolvedRule, subject: Subject, *, asleep: bool) -> Iterator[Fault]:
    """A figure in the title, the message or the remedy that the rule has not."""
    due = [Decimal(rule.rule.due)] if rule.rule.due is not None else []
    others = [*due, *(_ever(rule, subject) if asleep else ())]
    known = figures.known(everything(judged(rule)), others)
    if due:
        known = known._replace(units=known.units | {"天"})
    for key in ("title", "message", "remedy"):
        node = subject.text(rule.rule.span, key)
        for figure in figures.figures(node.text) if node else ():
            step = (
                key == "remedy" and figure.unit == "天" and due >= [figure.number * figure.times]
            )
            if known.denies(figure) and not step:
                assert node is not None
                span = node.place(figure.start, figure.length)
                told = node.text[figure.start : figure.start + figure.length]
                yield messages.other_figure(span, told, rule.id, figure.unit)


def _ever(rule: ResolvedRule, subject: Subject) -> Iterator[Decimal]:
    """The numbers that a rule's standards ever had: of a rule whose days are not these."""
    known = subject.standards(rule.rule)
    for name in rule.standards:
        yield from _numbers(known[name])


def _numbers(standard: Standard) -> Iterator[Decimal]:
    for value in standard.values:
        held = value.value
        for one in held.values() if isinstance(held, dict) else (held,):
            if isinstance(one, Decimal):
                yield one
