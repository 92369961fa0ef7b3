"""What no case reaches (没有走到的): can it be at all, and what case would reach it?

That it never can is proved for all values (see `proof`), or by trying all situations where they
are few; elsewhere a reviewed reason stands beside the cases. What can be is shown by a small
situation, to be pasted as a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import partial

from checker.frozen import frozen
from checker.model.policy import PolicySet, Reviewed
from checker.model.resolved import All, Any, Decide, Node, ResolvedRule
from checker.run.trace import trace
from checker.study.bench import NEAR, Bench
from checker.study.coverage import (
    ARM,
    EQUAL,
    NONE,
    ROW,
    TRUE,
    WHOLE,
    Branch,
    Coverage,
    Day,
    Goal,
    Outcome,
    Part,
    Seat,
    met,
    written,
)
from checker.study.duel import Witness, simpler
from checker.study.proof.prover import Prover, Question, is_truth
from checker.study.proof.reading import TOP, WITHIN, At
from checker.study.proof.weighing import Weighing
from checker.study.search import situations_for
from checker.study.situation import Situation, Worlds

A_FEW = 5  # rules that read a definition, in which a case for it is looked for


class Fate(Enum):
    """What is known of something that no case reaches."""

    OPEN = "open"  # nothing
    REACHABLE = "reachable"  # a situation reaches it: its case is missing
    PROVED = "proved"  # it can never be
    REASONED = "reasoned"  # it can never be: a reason stands beside the cases


@frozen
class Unreached:
    """Something that no case reaches."""

    part: Part
    fate: Fate
    reason: str = ""  # why it can never be
    witness: Witness | None = None  # a situation whose case would reach it


def unreached(policies: PolicySet, seen: Coverage, *, search: bool) -> tuple[Unreached, ...]:
    """What is known of all that no case reaches, in its order.

    Args:
        policies: the folder, with its cases.
        seen: what these reach.
        search: also look for situations, which takes longer.
    """
    reasons = {(one.of, one.sentence): one.reason for one in policies.impossible}
    provers: dict[date, Prover] = {}
    found: dict[Goal, Unreached] = {}
    for part in seen.missing:
        reason = reasons.get((part.goal.of, part.sentence))
        if reason is not None:
            found[part.goal] = Unreached(part, Fate.REASONED, reason)
        elif never(policies, seen, part.goal, provers):
            found[part.goal] = Unreached(part, Fate.PROVED)
        else:
            found[part.goal] = Unreached(part, Fate.OPEN)
    if search:
        hunt = Hunt(policies, seen)
        found |= {
            goal: hunt.outcome(one.part) for goal, one in found.items() if one.fate is Fate.OPEN
        }
    return tuple(found.values())


def possible(seen: Coverage, found: Iterable[Unreached]) -> Coverage:
    """What the cases reach, without what can never be."""
    goals = (one.part.goal for one in found if one.fate in (Fate.PROVED, Fate.REASONED))
    return replace(seen, impossible=frozenset(goals))


def idle(policies: PolicySet, seen: Coverage) -> list[Reviewed]:
    """The reasons beside the cases that stand for nothing: it is gone, or a case reaches it."""
    missing = {(part.goal.of, part.sentence) for part in seen.missing}
    return [one for one in policies.impossible if (one.of, one.sentence) not in missing]


# Proofs ------------------------------------------------------------------------------------------


def never(policies: PolicySet, seen: Coverage, goal: Goal, provers: dict[date, Prover]) -> bool:
    """Is it proved, on every day of the cases, that no row reaches it?"""
    days = [(day, at) for at, day in seen.days.items() if there(day, goal)]
    for day, at in days:
        prover = provers.setdefault(at, Prover(policies.catalog, at))
        if not prover.ask(question(day, goal)).never:
            return False
    return bool(days)


def there(day: Day, goal: Goal) -> bool:
    """Is it in force on the day?"""
    return goal.of in day.users and (isinstance(goal, Outcome) or goal in day.seats)


def question(day: Day, goal: Goal) -> Question:
    """Does a row reach it?"""
    if isinstance(goal, Outcome):
        (rule,) = day.users[goal.of]
        return lambda weighing: weighing.verdict(rule) is goal.verdict
    node, seat = day.seats[goal]
    return asked(goal, node, seat)


def asked(goal: Branch, node: Node, seat: Seat) -> Question:
    """Does a row take the branch?"""
    at = WITHIN if seat.inside else TOP
    if goal.what in (NONE, EQUAL):  # nothing is known of what rows there are, of what is rounded
        return lambda weighing: True
    if goal.what == ARM:
        assert isinstance(node, All | Any)
        return partial(alone, node, goal.number, at)
    if goal.what == ROW:
        assert isinstance(node, Decide)
        places = [written(when) for when, _ in node.rows]
        here = goal.path[-2:]
        return partial(used, node, places.index(here) if here in places else len(places), at)
    if goal.what == WHOLE:
        return is_truth(node, isinstance(node, All), at)
    return is_truth(node, goal.what == TRUE, at)


def alone(node: All | Any, number: int, at: At, weighing: Weighing) -> bool:
    """Does this arm decide, and no other?"""
    deciding = isinstance(node, Any)
    truths = [weighing.truth(one, at) for one in node.operands]
    return [at_ for at_, truth in enumerate(truths) if truth is deciding] == [number]


def used(node: Decide, number: int, at: At, weighing: Weighing) -> bool:
    """Is this the row of a decision table that holds, and was none before it in doubt?"""
    before = all(weighing.truth(when, at) is False for when, _ in node.rows[:number])
    last = number == len(node.rows)
    return before and (last or weighing.truth(node.rows[number][0], at) is True)


# Situations --------------------------------------------------------------------------------------


class Hunt:
    """Situations looked through for all that is open, rule by rule."""

    def __init__(self, policies: PolicySet, seen: Coverage) -> None:
        self.policies, self.seen = policies, seen
        self.bench = Bench(policies)
        self._found: dict[tuple[str, date], tuple[dict[Goal, Situation], bool]] = {}

    def outcome(self, part: Part) -> Unreached:
        """A situation that reaches it; the proof that there is none; or neither."""
        days = self.seen.days.values()
        users = [(day, rule) for day in days for rule in self.users(day, part)]
        proved = bool(users)
        for tried, (day, rule) in enumerate(users):
            if tried == A_FEW:
                return Unreached(part, Fate.OPEN)
            situations, complete = self.found(day, rule)
            if part.goal in situations:
                witness = self.witness(situations[part.goal], part.goal, day, rule)
                return Unreached(part, Fate.REACHABLE, witness=witness)
            proved = proved and complete
        return Unreached(part, Fate.PROVED if proved else Fate.OPEN)

    def users(self, day: Day, part: Part) -> list[ResolvedRule]:
        """The rules that may reach it, on the days of their cases."""
        rules = day.users[part.goal.of] if there(day, part.goal) else ()
        return [rule for rule in rules if day.resolved.as_of in self.bench.days(rule.id)]

    def found(self, day: Day, rule: ResolvedRule) -> tuple[dict[Goal, Situation], bool]:
        """For each goal that is open the first situation; whether all were looked at."""
        key = (rule.id, day.resolved.as_of)
        if key not in self._found:
            catalog, seeds = self.policies.catalog, self.bench.seeds(rule.id)
            found = situations_for([rule], day.resolved, catalog, seeds, NEAR)
            left = {part.goal for part in self.seen.missing if rule in self.users(day, part)}
            first: dict[Goal, Situation] = {}
            for situation, goal in self.reached(found.situations, day, rule):
                if goal in left:
                    first.setdefault(goal, situation)
                if len(first) == len(left):
                    break
            self._found[key] = (first, found.complete)
        return self._found[key]

    def reached(
        self, situations: Sequence[Situation], day: Day, rule: ResolvedRule
    ) -> Iterator[tuple[Situation, Goal]]:
        """What each situation reaches."""
        worlds = Worlds(situations, day.resolved.as_of, self.policies.catalog)
        for numbers, interpreter in worlds.parts:
            for row, world in enumerate(interpreter.worlds.get(rule.table, ())):
                for goal in met(trace(interpreter, rule, row), day):
                    yield situations[numbers[world]], goal

    def witness(self, situation: Situation, goal: Goal, day: Day, rule: ResolvedRule) -> Witness:
        """The situation without rows and cells that it does not need."""
        fewer = [*simpler(situation)]
        for other, met_ in self.reached(fewer, day, rule):
            if met_ == goal:
                return self.witness(other, goal, day, rule)
        title = self.policies.catalog.entities[rule.table.entity].title
        as_of = day.resolved.as_of
        (verdicts,) = Worlds([situation], as_of, self.policies.catalog).verdicts(rule)
        return Witness(rule.id, title, as_of, situation, verdicts, ())
