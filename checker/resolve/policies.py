"""A whole policy set resolved for one day: every rule, definition and sieve, or all the faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from checker.fault import Fault, FaultyInput, every
from checker.model import expression as written
from checker.model.function import AREA
from checker.model.policy import Definition, Policy, PolicySet, Rule, Sieve
from checker.model.resolved import (
    SELF,
    Defined,
    DefinedRead,
    Node,
    Resolved,
    ResolvedRule,
    ResolvedSieve,
    TableName,
    Text,
)
from checker.resolve import messages, names, trees
from checker.resolve.expressions import resolve_expression
from checker.resolve.scope import HOUSEHOLD, Here, Library, Scope, library
from checker.source import Span


def resolve(policies: PolicySet, as_of: date) -> Resolved:
    """Look up everything that the policies name, for one day.

    Rules that are not in force on the day are resolved too, for their faults, and left out.

    Raises:
        FaultyInput: with the faults of all policies and sieves.
    """
    files = [*([policies.shared] if policies.shared else []), *policies.policies]
    tasks = [partial(one_file, policies, file, as_of) for file in files]
    rules = sorted((rule for found in every(tasks) for rule in found), key=lambda rule: rule.id)
    in_force = {rule.id for file in files for rule in file.rules if holds(file, rule, as_of)}
    kept = tuple(rule for rule in rules if rule.id in in_force)
    dormant = tuple(rule for rule in rules if rule.id not in in_force)
    shared = library(policies, policies.shared or Policy("", "", no_span(policies)), as_of)
    return Resolved(
        as_of,
        kept,
        tuple(every(partial(sieve, one, kept, shared) for one in policies.sieves)),
        category(shared),
        tuple((rule.id, "not-in-force") for rule in dormant),
        roles(shared),
        dormant,
    )


def computed(
    policies: PolicySet, fields: Iterable[tuple[str, str]], as_of: date
) -> list[DefinedRead]:
    """Fields that the catalog computes, each for a row of its own table.

    Args:
        policies: whose catalog and shared names they speak of.
        fields: (entity, field), by English name.
        as_of: the day that they are computed for.

    Raises:
        FaultyInput: an expression of the catalog is faulty.
    """
    known = library(policies, policies.shared or Policy("", "", no_span(policies)), as_of)
    found = []
    for entity, name in fields:
        field = policies.catalog.entities[entity].fields[name]
        at = written.Name(field.derived_span or field.span, field.title, field.title)
        here = Here(SELF, TableName(entity))
        one = names.derived(known, here, field, resolve_expression)
        found.append(names.read_of(one, here, at))
    return found


def no_span(policies: PolicySet) -> Span:
    """A place for a shared file that is not there; nothing is ever reported at it."""
    return next(iter(policies.catalog.entities.values())).span


def holds(file: Policy, rule: Rule, day: date) -> bool:
    """Is the rule in force on the day?"""
    return file.validity.holds(day) and rule.validity.holds(day)


def one_file(policies: PolicySet, file: Policy, as_of: date) -> list[ResolvedRule]:
    """The rules of one policy file, with the faults of all of them and of its definitions."""
    known = library(policies, file, as_of)
    own_names(file, policies.shared if policies.shared is not file else None)
    every(partial(definition, known, one) for one in file.definitions)
    return every(partial(one_rule, known, rule) for rule in file.rules)


def own_names(file: Policy, shared: Policy | None) -> None:
    """No list, standard or definition may have the name of another."""
    taken = {name for name, _ in named_things(shared)} if shared else set()
    faults: list[Fault] = []
    for name, span in named_things(file):
        if name in taken:
            faults.extend(messages.name_taken(span, name, "另一个名单、标准或定义").faults)
        taken.add(name)
    if faults:
        raise FaultyInput(faults)


def named_things(file: Policy) -> Iterator[tuple[str, Span]]:
    """The names that a file gives; a definition's counts once, whatever its table."""
    yield from ((one.name, one.span) for one in file.standards)
    yield from ((one.name, one.span) for one in file.lists)
    yield from {one.name: (one.name, one.span) for one in file.definitions}.values()


def definition(known: Library, one: Definition) -> Defined:
    """A definition resolved, whether or not a rule uses it."""
    entity = known.entity(one.each, one.each_span)
    if entity.field_named(one.name):
        raise messages.name_taken(one.span, one.name, f"{entity.title}表的字段")
    if known.catalog.entity_named(one.name):
        raise messages.name_taken(one.span, one.name, "表")
    here = Here(SELF, TableName(entity.name))
    return names.defined(known, here, one, resolve_expression)


def row_scope(known: Library, entity: str) -> Scope:
    """The scope of a rule over the rows of an entity."""
    here = Here(SELF, TableName(entity))
    return Scope(known, here, here)


def one_rule(known: Library, rule: Rule) -> ResolvedRule:
    """One rule, or all its faults."""
    entity = known.entity(rule.each, rule.each_span)
    scope = row_scope(known, entity.name)
    conditions = [one for one in (rule.applies, rule.requires) if one is not None]
    texts = [one for one in (rule.message, rule.remedy) if one is not None]
    done: list[list[Node | Text]] = every(
        [
            partial(all_conditions, conditions, scope),
            partial(all_values, rule.once_per, scope),
            *(partial(one_text, text, scope) for text in texts),
        ]
    )
    judged = [node for node in done[0] if not isinstance(node, Text)]
    once_per = [node for node in done[1] if not isinstance(node, Text)]
    told = [text for one in done[2:] for text in one if isinstance(text, Text)]
    spoken = [part for text in told for part in text.parts if not isinstance(part, str)]
    leaves = trees.leaves(judged)
    parts = [*trees.everything(judged)]
    rests_on = trees.standards_of(parts)
    return ResolvedRule(
        rule,
        TableName(entity.name),
        judged[0] if rule.applies is not None else None,
        judged[-1],
        tuple(once_per),
        told[0],
        told[1] if rule.remedy is not None else None,
        leaves,
        tuple(leaf for leaf in trees.leaves(spoken) if leaf not in leaves),
        trees.needs([*parts, *trees.everything(once_per)]) | {(TableName(entity.name), None)},
        rests_on,
        tuple(sorted(name for name in rests_on if unconfirmed(known, name))),
    )


def all_conditions(expressions: list[written.Expression], scope: Scope) -> list[Node | Text]:
    """Conditions, with the faults of all."""
    return list(
        every(partial(names.condition, one, scope, resolve_expression) for one in expressions)
    )


def all_values(expressions: tuple[written.Expression, ...], scope: Scope) -> list[Node | Text]:
    """Values of any kind, with the faults of all."""
    return list(every(partial(resolve_expression, one, scope) for one in expressions))


def one_text(template: written.Template, scope: Scope) -> list[Node | Text]:
    """A message, as a list of one."""
    spoken = [part for part in template.parts if not isinstance(part, str)]
    nodes = iter(every(partial(resolve_expression, one, scope) for one in spoken))
    return [Text(tuple(p if isinstance(p, str) else next(nodes) for p in template.parts))]


def unconfirmed(known: Library, name: str) -> bool:
    """Does the standard's value of the day lack a confirmed basis, or is it past its time?"""
    standard = known.standards[name]
    if standard.confirmed_through and standard.confirmed_through < known.as_of:
        return True
    begun = [value for value in standard.values if value.start <= known.as_of]
    return any(value.basis is None or not value.basis.confirmed for value in begun[-1:])


def category(known: Library) -> Defined | None:
    """The categories' decision table."""
    if known.category is None or HOUSEHOLD not in known.catalog.entities:
        return None
    entity = known.catalog.entities[HOUSEHOLD]
    field = entity.field_named(known.category.field)
    if field is None:
        span, titles = known.category.span, known.field_names(entity)
        raise messages.unknown_field(span, known.category.field, entity.title, titles)
    here = Here(SELF, TableName(HOUSEHOLD))
    return names.category_table(known, here, field, resolve_expression)


def sieve(one: Sieve, rules: tuple[ResolvedRule, ...], known: Library) -> ResolvedSieve:
    """One sieve: its rules chosen, its condition and groups looked up."""
    scope = row_scope(known, HOUSEHOLD)
    households = (
        names.condition(one.households, scope, resolve_expression)
        if one.households is not None
        else None
    )
    spans = one.group_spans or (one.span,) * len(one.group_by)
    groups = every(
        partial(group, title, span, scope) for title, span in zip(one.group_by, spans, strict=True)
    )
    return ResolvedSieve(
        one.id,
        one.title,
        one.carried_out_by,
        households,
        tuple(zip(one.group_by, groups, strict=True)),
        frozenset(rule.id for rule in rules if chosen(one, rule.rule)),
        one.exclude_own,
    )


def roles(known: Library) -> dict[str, Node]:
    """The household fields that lists show, in the catalog's order."""
    if HOUSEHOLD not in known.catalog.entities:
        return {}
    scope = row_scope(known, HOUSEHOLD)
    fields = [one for one in known.catalog.entities[HOUSEHOLD].fields.values() if one.role]
    reads = (partial(group, one.title, one.span, scope) for one in fields)
    found = zip(fields, every(reads), strict=True)
    return {one.role: node for one, node in found if one.role and node is not None}


def group(title: str, span: Span, scope: Scope) -> Node | None:
    """A key that a sieve's list is grouped by; None for the policy area."""
    if title in AREA:
        return None
    return resolve_expression(written.Name(span, title, title), scope)


def chosen(one: Sieve, rule: Rule) -> bool:
    """Does the sieve look at the rule?"""
    return (
        bool(set(rule.sieves) & set(one.rules.get("sieve", ())))
        or rule.area in one.rules.get("area", ())
        or rule.id in one.rules.get("rule", ())
    )
