"""Mutants (变异): policies that differ from the written ones in one small place.

A rule, a definition, the table of categories, a named list, a dated value of a standard: each is
changed as an author may get it wrong. What stands in one place and is used by many rules makes its
mutants once. Whether cases notice is not asked here (see `mutation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from checker.model.expression import Row
from checker.model.policy import (
    Category,
    Definition,
    Named,
    Policy,
    PolicySet,
    Rule,
    Simple,
    Standard,
    StandardValue,
)
from checker.source import Span
from checker.study import messages
from checker.study.steps import moved
from checker.study.types import Typing
from checker.study.uses import Uses
from checker.study.variants import Change, Variant, next_code, variants

Thing = Rule | Definition | Category | Named | Standard
SHARED, CATEGORIES = "standards", "categories"  # the ids of the files that are no chapters


@dataclass(frozen=True)
class Mutant:
    """One small change, and the rules whose verdicts it can change."""

    of: str  # education/in-school; education/适龄学生, standards/脱贫线, categories/类别
    change: Change
    sentence: str  # what was changed, in the author's words: unique in `of`
    span: Span
    rules: tuple[str, ...]  # ids
    before: Thing
    after: Thing

    @property
    def id(self) -> str:
        """Its name: what is changed, and how."""
        return f"{self.of}：{self.sentence}"


def mutants(policies: PolicySet, rules: Sequence[str] = ()) -> Iterator[Mutant]:
    """Every mutant, in the order of the files.

    Args:
        policies: the whole folder.
        rules: only what these rules alone are made of; () is everything.
    """
    uses, typing = Uses(policies), Typing(policies)
    files = [*([policies.shared] if policies.shared else []), *policies.policies]
    asked = frozenset(rules)
    for file in files:
        for thing in things(file):
            of, users = named(file, thing), uses.of(file, thing)
            if users and (not asked or asked.issuperset(users)):
                yield from told_apart(changes(file, thing, typing), of, users)
    category = policies.category
    users = uses.of_category()
    if category and users and (not asked or asked.issuperset(users)):
        of = f"{CATEGORIES}/{category.field}"
        yield from told_apart(table_changes(category, typing), of, users)


def things(file: Policy) -> Iterator[Rule | Definition | Named | Standard]:
    """What a file names, in the order of its parts."""
    yield from file.standards
    yield from file.lists
    yield from file.definitions
    yield from file.rules


def named(file: Policy, thing: Thing) -> str:
    """What a thing is called: its file's id and its name."""
    if isinstance(thing, Rule):
        return thing.id
    return f"{file.id or SHARED}/{thing.field if isinstance(thing, Category) else thing.name}"


Made = tuple[Change, Span, str, Thing, Thing]  # the thing before and after


def told_apart(made: Iterator[Made], of: str, users: tuple[str, ...]) -> Iterator[Mutant]:
    """Mutants whose sentences are different: the second of one sentence says so."""
    seen: dict[str, int] = {}
    for change, span, sentence, before, after in made:
        seen[sentence] = seen.get(sentence, 0) + 1
        number = seen[sentence]
        told = messages.again(sentence, number) if number > 1 else sentence
        yield Mutant(of, change, told, span, users, before, after)


def changes(file: Policy, thing: Thing, typing: Typing) -> Iterator[Made]:
    """All changes of one thing."""
    match thing:
        case Rule():
            yield from rule_changes(thing, typing)
        case Definition(body=tuple()) | Category():
            yield from table_changes(thing, typing)
        case Definition(body=body) if not isinstance(body, tuple):
            for one in variants(body, typing.of, typing.catalog):
                yield made(one, thing, replace(thing, body=one.expression))
        case Named():
            yield from list_changes(thing, typing.codes_beside(file, thing.name))
        case Standard():
            yield from standard_changes(thing)


def made(one: Variant, before: Thing, after: Thing) -> Made:
    """A variant of an expression as a change of what it stands in."""
    return one.change, one.place.span, one.sentence, before, after


def rule_changes(rule: Rule, typing: Typing) -> Iterator[Made]:
    """What the rule asks, and of whom."""
    if rule.applies is not None:
        sentence = messages.applies_removed(rule.applies.text)
        yield Change.REMOVED, rule.applies.span, sentence, rule, replace(rule, applies=None)
        for one in variants(rule.applies, typing.of, typing.catalog):
            yield made(one, rule, replace(rule, applies=one.expression))
    for one in variants(rule.requires, typing.of, typing.catalog):
        yield made(one, rule, replace(rule, requires=one.expression))


def table_changes(thing: Definition | Category, typing: Typing) -> Iterator[Made]:
    """A decision table: its rows changed, or left out."""
    rows = thing.table if isinstance(thing, Category) else thing.body
    assert isinstance(rows, tuple)
    for at, row in enumerate(rows):
        rest = (*rows[:at], *rows[at + 1 :])
        if rest:
            text = row.when.text if row.when else row.then.text
            yield Change.REMOVED, row.span, messages.row_removed(text), thing, _with(thing, rest)
        for one, changed in row_variants(row, typing):
            after = _with(thing, (*rows[:at], changed, *rows[at + 1 :]))
            yield made(one, thing, after)


def row_variants(row: Row, typing: Typing) -> Iterator[tuple[Variant, Row]]:
    """A row of a decision table with its condition or its value changed."""
    if row.when is not None:
        for one in variants(row.when, typing.of, typing.catalog):
            yield one, replace(row, when=one.expression)
    for one in variants(row.then, typing.of, typing.catalog):
        yield one, replace(row, then=one.expression)


def _with(thing: Definition | Category, rows: tuple[Row, ...]) -> Definition | Category:
    return replace(thing, table=rows) if isinstance(thing, Category) else replace(thing, body=rows)


def list_changes(named: Named, known: Sequence[str]) -> Iterator[Made]:
    """A list without one of its codes, or with the next one."""
    codes = named.codes
    for at, code in enumerate(codes if len(codes) > 1 else ()):
        after = replace(named, codes=(*codes[:at], *codes[at + 1 :]))
        sentence = messages.code_dropped(named.name, str(code))
        yield Change.CODE, named.span, sentence, named, after
    more = next_code([str(code) for code in codes], known)
    if more is not None:
        after = replace(named, codes=(*codes, more))
        yield Change.CODE, named.span, messages.code_added(named.name, more), named, after


# Standards ---------------------------------------------------------------------------------------


def standard_changes(standard: Standard) -> Iterator[Made]:
    """Each dated value a step less and a step more."""
    for at, dated in enumerate(standard.values):
        for before, after, value in values_near(dated):
            values = (*standard.values[:at], value, *standard.values[at + 1 :])
            sentence = messages.standard(standard.name, str(dated.start), before, after)
            after_it = replace(standard, values=values)
            yield Change.STANDARD, dated.span, sentence, standard, after_it


def values_near(dated: StandardValue) -> Iterator[tuple[str, str, StandardValue]]:
    """A dated value with one figure a step off: the figure before and after."""
    if isinstance(dated.value, Mapping):
        for code, simple in dated.value.items():
            for other in near(simple):
                value = replace(dated, value={**dated.value, code: other})
                yield f"{code} {shown(simple)}", shown(other), value
    else:
        for other in near(dated.value):
            yield shown(dated.value), shown(other), replace(dated, value=other)


def near(value: Simple | tuple[Simple, ...]) -> Iterator[Simple]:
    """A figure or a day a step less and a step more; nothing of words."""
    if isinstance(value, Decimal | date):
        steps = (moved(value, by) for by in (-1, 1))
        yield from (one for one in steps if isinstance(one, Decimal | date))


def shown(value: object) -> str:
    """A figure or a day as it is written."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


# Put into the policies ---------------------------------------------------------------------------


def applied(policies: PolicySet, mutant: Mutant) -> PolicySet:
    """The policies with the mutant in the place of what was written."""
    if isinstance(mutant.before, Category):
        assert isinstance(mutant.after, Category)
        return replace(policies, category=mutant.after)
    shared = policies.shared
    if shared is not None:
        shared = put(shared, mutant)
        if shared is not policies.shared:
            return replace(policies, shared=shared)
    return replace(policies, policies=tuple(put(file, mutant) for file in policies.policies))


def put(file: Policy, mutant: Mutant) -> Policy:
    """The file with the thing changed; the file itself where it is not the thing's."""
    for part in ("rules", "definitions", "lists", "standards"):
        those = getattr(file, part)
        if any(one is mutant.before for one in those):
            new = tuple(mutant.after if one is mutant.before else one for one in those)
            return replace(file, **{part: new})  # type: ignore[arg-type]
    return file
