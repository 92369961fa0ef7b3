"""One rule between two policy sets: with some of the changes that it rests on, and not others.

What the rule speaks of is laid together in a small set of its own: the rule, the names that its
chapter and the shared file give, the categories, the dictionary, the waivers. What has moved from
one file to another is no change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property

from checker.fault import FaultyInput
from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.difference import Change, Standing
from checker.model.policy import Definition, Named, Policy, PolicySet, Rule, Standard
from checker.model.resolved import Resolved
from checker.resolve.policies import holds, one_rule
from checker.resolve.scope import library
from checker.run.rows import Rows
from checker.study.difference_parts import PartsWalk
from checker.study.difference_text import Pick
from checker.study.speaking import Key, Thing, named_in, rule_texts, speech
from checker.study.standing import Standings

Chosen = frozenset[Change]
Small = tuple[PolicySet, Policy, Rule]


@frozen
class Chaptered:
    """A rule in its chapter of its policy set."""

    policies: PolicySet
    policy: Policy
    rule: Rule

    @cached_property
    def spoken(self) -> frozenset[str]:
        """All words that the rule speaks of."""
        return speech(self.policies, self.policy).spoken(rule_texts(self.rule))

    @cached_property
    def named(self) -> dict[Key, Thing]:
        """What its chapter may name."""
        return named_in(self.policies, self.policy)


def chaptered(policies: PolicySet) -> dict[str, Chaptered]:
    """Every rule, by id."""
    return {
        rule.id: Chaptered(policies, policy, rule)
        for policy in policies.policies
        for rule in policy.rules
    }


@frozen
class Mix:
    """A rule that both policy sets have, and all that lies between."""

    old: Chaptered
    new: Chaptered
    as_of: date
    rows: Callable[[Catalog], Rows]  # the data as a dictionary understands it

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes that the rule's verdicts can rest on."""
        found: dict[Change, None] = {}

        def note(change: Change) -> bool:
            found[change] = None
            return False

        self._small(note)
        return tuple(found)

    def standings(self, chosen: Chosen) -> Standings | None:
        """The old rule with the chosen changes; None where they make no sense without others."""
        policies, policy, rule = self._small(chosen.__contains__)
        try:
            resolved = one_rule(library(policies, policy, self.as_of), rule)
        except FaultyInput:
            return None
        in_force = (resolved,) if holds(policy, rule, self.as_of) else ()
        return Standings(policies, Resolved(self.as_of, in_force), self.rows(policies.catalog))

    def standing(self, chosen: Chosen, row: int) -> Standing | None:
        """Where one row stands."""
        found = self.standings(chosen)
        return None if found is None else found.at(self.new.rule.id, row)

    def _small(self, pick: Pick) -> Small:
        walk = PartsWalk(pick)
        old, new = self.old, self.new
        spoken = old.spoken | new.spoken
        rule, policy = walk.rule(old.rule, new.rule), walk.policy(old.policy, new.policy)
        before, after = (
            {key: thing for key, thing in one.named.items() if key[0] in spoken}
            for one in (old, new)
        )
        names = [*walk.names(before, after)]
        category = new.policies.category
        if {one.policies.category.field for one in (old, new) if one.policies.category} & spoken:
            category = walk.category(old.policies.category, category)
        own = ([w for w in one.policies.waivers if w.rule == rule.id] for one in (old, new))
        small = PolicySet(
            walk.catalog(old.policies.catalog, new.policies.catalog, spoken),
            category=category,
            shared=Policy(
                "",
                "",
                rule.span,
                standards=tuple(one for one in names if isinstance(one, Standard)),
                lists=tuple(one for one in names if isinstance(one, Named)),
                definitions=tuple(one for one in names if isinstance(one, Definition)),
            ),
            waivers=tuple(walk.waivers(*own)),
        )
        return small, replace(policy, standards=(), lists=(), definitions=(), rules=(rule,)), rule
