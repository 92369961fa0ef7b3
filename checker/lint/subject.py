"""The policies looked at: what was written, what it was resolved to, and where each part stands.

The model keeps the places that faults of reading and resolving need; the place of any other key
(a rule's title, its validity) is found here, in the file's tree, which is read again only when
there is something to tell about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import cached_property

from checker.frozen import frozen
from checker.model.policy import Policy, PolicySet, Rule, Standard
from checker.model.resolved import Node, Resolved, ResolvedRule
from checker.source import Source, Span
from checker.yaml_tree import MapNode, TextNode, load
from checker.yaml_tree import Node as Tree

Place = tuple[int, int]  # line and column


@frozen
class Subject:
    """A policy set and what it means on a day."""

    policies: PolicySet
    resolved: Resolved
    as_of: date
    found: dict[str, dict[Place, MapNode]] = field(default_factory=dict)  # by file

    @cached_property
    def rules(self) -> tuple[ResolvedRule, ...]:
        """All rules, in force on the day or not, by id."""
        both = (*self.resolved.rules, *self.resolved.dormant)
        return tuple(sorted(both, key=lambda rule: rule.id))

    @cached_property
    def files(self) -> tuple[Policy, ...]:
        """The chapters, after what they share."""
        shared = [self.policies.shared] if self.policies.shared else []
        return (*shared, *self.policies.policies)

    @cached_property
    def chapters(self) -> dict[str, Policy]:
        """The chapter of each rule, by its id."""
        return {rule.id: policy for policy in self.policies.policies for rule in policy.rules}

    def standards(self, rule: Rule) -> dict[str, Standard]:
        """The standards that a rule may name: its chapter's and the shared ones."""
        shared = self.policies.shared.standards if self.policies.shared else ()
        return {one.name: one for one in (*shared, *self.chapters[rule.id].standards)}

    def place(self, named: Span, key: str) -> Span:
        """Where the value of a key stands; `named`: the id, or the key, of the mapping it is in.

        The place of the name itself where the mapping has no such key.
        """
        value = self._value(named, key)
        return value.span if value else named

    def text(self, named: Span, key: str) -> TextNode | None:
        """The text under a key, as `place` has it."""
        value = self._value(named, key)
        return value if isinstance(value, TextNode) else None

    def _value(self, named: Span, key: str) -> Tree | None:
        node = self._mapping(named)
        return node.get(key) if node else None

    def _mapping(self, named: Span) -> MapNode | None:
        name = named.source.name
        if name not in self.found:
            tree, _ = load(Source(name, named.source.text))
            self.found[name] = dict(mappings(tree)) if tree else {}
        return self.found[name].get((named.line, named.column))


def mappings(node: Tree) -> Iterator[tuple[Place, MapNode]]:
    """Every mapping below a node, by the place of its id and of the key that it stands under."""
    if isinstance(node, MapNode):
        named = node.get("id")
        if named is not None:
            yield (named.span.line, named.span.column), node
        for entry in node.entries.values():
            if isinstance(entry.value, MapNode):
                yield (entry.key.span.line, entry.key.span.column), entry.value
            yield from mappings(entry.value)
    elif not hasattr(node, "text"):
        for item in node.items:
            yield from mappings(item)


def judged(rule: ResolvedRule) -> list[Node]:
    """The conditions that decide about a rule's rows."""
    return [node for node in (rule.applies, rule.requires) if node is not None]
