"""All places in which two policy sets differ, those that nobody speaks of too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.model.difference import Change, Passage
from checker.model.policy import Policy, PolicySet
from checker.study.difference_mix import Chaptered
from checker.study.difference_parts import PartsWalk
from checker.study.speaking import Thing, named_in

Rules = Mapping[str, Chaptered]


def changes(old: Rules, new: Rules, sets: tuple[PolicySet, PolicySet]) -> tuple[Change, ...]:
    """Every change that can turn a verdict, each once: rules, what they speak of, the rest."""
    found: dict[Change, None] = {}

    def note(change: Change) -> bool:
        found[change] = None
        return False

    walk = PartsWalk(note)
    for rule in sorted({*old, *new}):
        before, after = old.get(rule), new.get(rule)
        if before and after and before.rule.each == after.rule.each:
            walk.rule(before.rule, after.rule)
        else:
            found[came_or_went(rule, before, after, sets[1])] = None
    for chapter, policy in chapters(*sets):
        walk.policy(chapter, policy)
    for first, second in both(*sets):
        walk.named(first, second)
    was, now = sets
    walk.category(was.category, now.category)
    walk.catalog(was.catalog, now.catalog, None)
    [*walk.waivers(was.waivers, now.waivers)]
    return tuple(found)


def chapters(old: PolicySet, new: PolicySet) -> Iterator[tuple[Policy, Policy]]:
    """The chapters that both have."""
    known = {policy.id: policy for policy in old.policies}
    yield from ((known[policy.id], policy) for policy in new.policies if policy.id in known)


def both(old: PolicySet, new: PolicySet) -> Iterator[tuple[Thing, Thing]]:
    """What a name stands for in both, chapter by chapter."""
    for before, after in chapters(old, new):
        known = named_in(old, before)
        now = named_in(new, after)
        yield from ((known[key], now[key]) for key in now if key in known)


def came_or_went(
    rule: str, before: Chaptered | None, after: Chaptered | None, new: PolicySet
) -> Change:
    """A rule of one side only, or of another table."""
    if before and after:
        told = (Passage(one.rule.each, str(one.rule.each_span)) for one in (before, after))
        return Change("each", rule, *told)
    off = [one for one in new.tailorings if one.rule == rule and one.severity is None]
    if off and after is None:
        reason = Passage(off[-1].reason, str(off[-1].span))
        return Change("off", rule, in_short(before), reason)
    return Change("rule", rule, in_short(before), in_short(after))


def in_short(chapter: Chaptered | None) -> Passage | None:
    """A rule's title and what it requires."""
    if chapter is None:
        return None
    rule = chapter.rule
    return Passage(f"{rule.title}：{' '.join(rule.requires.text.split())}", str(rule.span))
