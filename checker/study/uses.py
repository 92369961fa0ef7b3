"""Which rules rest on what: on definitions, lists, standards, the categories' table.

By the names that expressions write, so that it may name a rule too many, never one too few.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.expression import Expression, Member, Name
from checker.model.policy import Category, Definition, Named, Policy, PolicySet, Rule, Standard
from checker.study.edits import places


class Uses:
    """Who uses what, for a whole folder."""

    def __init__(self, policies: PolicySet) -> None:
        self.policies = policies
        self.shared = policies.shared
        self.words: dict[str, frozenset[str]] = {}
        for file in policies.policies:
            for rule in file.rules:
                self.words[rule.id] = self.reached(file, written_in(rule))

    def of(self, file: Policy, thing: Rule | Definition | Named | Standard) -> tuple[str, ...]:
        """The rules that a thing of a file can change, by id."""
        if isinstance(thing, Rule):
            return (thing.id,)
        files = self.policies.policies if file is self.shared else (file,)
        rules = [rule.id for one in files for rule in one.rules]
        return tuple(rule for rule in rules if thing.name in self.words[rule])

    def of_category(self) -> tuple[str, ...]:
        """The rules that read a household's category."""
        category = self.policies.category
        if category is None:
            return ()
        return tuple(rule for rule, words in self.words.items() if category.field in words)

    def reached(self, file: Policy, words: frozenset[str]) -> frozenset[str]:
        """The names written, and those written in the definitions that they name."""
        files = [file, *([self.shared] if self.shared else [])]
        bodies = {d.name: d for one in files for d in one.definitions}
        found, pending = set(words), [*words]
        while pending:
            definition = bodies.get(pending.pop())
            new = written_in(definition) - found if definition else set()
            found |= new
            pending.extend(new)
        return frozenset(found)


def written_in(thing: Rule | Definition | Category) -> frozenset[str]:
    """The names that a thing's expressions write."""
    return frozenset(
        node.name
        for whole in expressions(thing)
        for node in (place.node for place in places(whole))
        if isinstance(node, Name | Member)
    )


def expressions(thing: Rule | Definition | Category) -> Iterator[Expression]:
    """The expressions that decide what a thing says; no messages."""
    if isinstance(thing, Rule):
        yield from (one for one in (thing.applies, thing.requires) if one is not None)
        return
    body = thing.table if isinstance(thing, Category) else thing.body
    if not isinstance(body, tuple):
        yield body
        return
    for row in body:
        yield from (one for one in (row.when, row.then) if one is not None)
