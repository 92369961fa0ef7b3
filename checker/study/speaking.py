"""Which names a rule speaks of, through definitions, derived fields and the categories.

It goes by the words of the text, so that it may name too many and never too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.expression import Expression, Row
from checker.model.policy import Definition, Named, Policy, PolicySet, Rule, Standard

WORD = re.compile(r"\w+")
Thing = Standard | Named | Definition
Key = tuple[str, str]  # the name, and of a definition the English name of its table


def texts_of(body: Expression | Iterable[Row]) -> Iterator[str]:
    """The source texts of an expression or a decision table."""
    if not isinstance(body, Iterable):
        yield body.text
        return
    for row in body:
        yield from (one.text for one in (row.when, row.then) if one is not None)


def rule_texts(rule: Rule) -> Iterator[str]:
    """What decides about a rule's verdicts."""
    yield rule.each
    yield from (one.text for one in (rule.applies, rule.requires) if one is not None)


def named_in(policies: PolicySet, policy: Policy) -> dict[Key, Thing]:
    """All that a chapter may name: the shared things and its own."""
    found: dict[Key, Thing] = {}
    for file in (policies.shared, policy) if policies.shared else (policy,):
        found |= {(standard.name, ""): standard for standard in file.standards}
        found |= {(named.name, ""): named for named in file.lists}
        for definition in file.definitions:
            entity = policies.catalog.entity_named(definition.each)
            found[definition.name, entity.name if entity else definition.each] = definition
    return found


@frozen
class Speech:
    """What names stand for in one chapter, as the texts behind them."""

    meanings: Mapping[str, tuple[str, ...]]

    def spoken(self, texts: Iterable[str]) -> frozenset[str]:
        """Every word of the texts, and of the texts behind the words."""
        pending, words = [*texts], set[str]()
        while pending:
            new = set(WORD.findall(pending.pop())) - words
            words |= new
            pending += [text for word in new for text in self.meanings.get(word, ())]
        return frozenset(words)


def speech(policies: PolicySet, policy: Policy) -> Speech:
    """The texts behind the names that a chapter may use."""
    meanings: dict[str, tuple[str, ...]] = {}
    told = [*_derived(policies.catalog), *_category(policies)]
    for (name, _), thing in named_in(policies, policy).items():
        if isinstance(thing, Definition):
            told.append((name, tuple(texts_of(thing.body))))
    for name, texts in told:
        meanings[name] = meanings.get(name, ()) + texts
    return Speech(meanings)


def _derived(catalog: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entity in catalog.entities.values():
        for field in entity.fields.values():
            texts = tuple(one for one in (field.derived, field.codes) if one)
            yield field.title, texts
            yield field.name, texts


def _category(policies: PolicySet) -> Iterator[tuple[str, tuple[str, ...]]]:
    if policies.category is None:
        return
    texts = tuple(texts_of(policies.category.table))
    for entity in policies.catalog.entities.values():
        field = entity.field_named(policies.category.field)
        if field is not None:
            yield field.title, texts
            yield field.name, texts
