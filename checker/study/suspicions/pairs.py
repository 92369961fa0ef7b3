"""What is suspicious in two rules of one table: that they contradict, that one says nothing new.

Two rules contradict where each can be met on a row to which both apply, and never both. They must
speak of the same rows: one applies wherever the other does, or both choose their rows by the same
field. Rules that choose by different fields (pupils by their school, pensioners by their pension)
meet only on rows that are at odds with themselves, and finding those is what they are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from checker.model.resolved import Node, ResolvedRule
from checker.model.verdict import Verdict
from checker.resolve.trees import everything, needs
from checker.study.proof.prover import Question
from checker.study.proof.weighing import Weighing
from checker.study.suspicions import messages
from checker.study.suspicions.conditions import Clause, all_of, applies, gap, judged, met
from checker.study.suspicions.trial import Finding, Trial


def findings(trial: Trial) -> Iterator[Finding]:
    """Pairs that contradict, and rules that say nothing new."""
    rules = [rule for rule in trial.resolved.rules if rule.id not in trial.accused]
    told: set[frozenset[str]] = set()
    for one, other in combinations(rules, 2):
        if comparable(one, other) and not trial.asked.isdisjoint((one.id, other.id)):
            found = twins(trial, one, other) or contradiction(trial, one, other)
            if found:
                told.add(frozenset((one.id, other.id)))
                yield found
    for one, other in permutations(rules, 2):
        if comparable(one, other) and one.id in trial.asked and {one.id, other.id} not in told:
            yield from redundancy(trial, one, other)


def comparable(one: ResolvedRule, other: ResolvedRule) -> bool:
    """Are they of one table, and not two versions of one rule (which is told elsewhere)?"""
    names = [rule.id.rpartition("/")[2] for rule in (one, other)]
    return one.table == other.table and names[0] != names[1]


def twins(trial: Trial, one: ResolvedRule, other: ResolvedRule) -> Finding | None:
    """Two rules that give the same verdict on every row."""
    if one.needs != other.needs or not trial.never(differ(one, other), one, other):
        return None
    first, second = in_order(one, other)
    fault = messages.twin(second.rule.span, (second.id, first.id))
    return Finding(fault, (one.id, other.id), (*judged(one), *judged(other)))


def differ(one: ResolvedRule, other: ResolvedRule) -> Question:
    """Do two rules give different verdicts?"""
    return lambda weighing: weighing.verdict(one) is not weighing.verdict(other)


def in_order(one: ResolvedRule, other: ResolvedRule) -> list[ResolvedRule]:
    """The two as they stand in the files."""
    return sorted((one, other), key=lambda rule: (rule.rule.span.source.name, rule.rule.span.line))


# Contradictions ----------------------------------------------------------------------------------


def contradiction(trial: Trial, one: ResolvedRule, other: ResolvedRule) -> Finding | None:
    """Two rules that no row can keep, though each could be kept."""
    if trial.required(one).isdisjoint(trial.required(other)):
        return None
    if not trial.never(all_of([*met(one), *met(other)]), one, other):
        return None
    first, second = in_order(one, other)
    alone = [[*met(kept), *gap(broken)] for kept, broken in ((first, second), (second, first))]
    if not all(trial.possible(all_of(clauses), one, other) for clauses in alone):
        return None
    if not same_rows(trial, one, other):
        return None
    shown = [trial.example(one, goals(clauses), (other,)) for clauses in alone]
    if shown[0] is None or shown[1] is None:
        return None
    values = trial.examples.seen(shown[0], first, goals([*applies(first), *applies(second)]))
    of = f"{'、'.join(values)}的{first.rule.each}" if values else f"同一行{first.rule.each}"
    span = second.rule.requires.span
    fault = messages.contradiction(span, (second.id, first.id), of, shown[0])
    return Finding(fault, (one.id, other.id), (*judged(one), *judged(other)))


def goals(clauses: Sequence[Clause]) -> list[Node]:
    """The clauses as conditions that are to hold."""
    return [clause.goal for clause in clauses]


def same_rows(trial: Trial, one: ResolvedRule, other: ResolvedRule) -> bool:
    """Does one apply wherever the other does, or do both choose their rows by the same field?"""
    if any(trial.never(apart(*pair), *pair) for pair in ((one, other), (other, one))):
        return True
    own, others = (
        [part.goal for clause in applies(rule) for part in clause.parts()] for rule in (one, other)
    )
    shared = [node for node in own if node in others]
    chosen = [[node for node in nodes if node not in shared] for nodes in (own, others)]
    return not needs(everything(chosen[0])).isdisjoint(needs(everything(chosen[1])))


def apart(one: ResolvedRule, other: ResolvedRule) -> Question:
    """Does the one apply where the other does not?"""
    both = all_of(applies(one)), all_of(applies(other))
    return lambda weighing: both[0](weighing) and not both[1](weighing)


# Redundancy --------------------------------------------------------------------------------------


def redundancy(trial: Trial, one: ResolvedRule, other: ResolvedRule) -> Iterator[Finding]:
    """A rule whose every gap is a gap of another that asks for the same and weighs no less."""
    if not trial.required(one) <= trial.required(other) or not other.needs <= one.needs:
        return
    if not stands_for(trial, other, one) or not trial.never(more(one, other), one, other):
        return
    example = trial.example(one, goals([*gap(one), *gap(other)]), (other,))
    if example is not None:
        fault = messages.redundant(one.rule.span, (one.id, other.id), example)
        yield Finding(fault, (one.id, other.id), (*judged(one), *judged(other)))


def more(one: ResolvedRule, other: ResolvedRule) -> Question:
    """Is the one a gap where the other is none?"""

    def asked(weighing: Weighing) -> bool:
        return weighing.verdict(one) is Verdict.GAP and weighing.verdict(other) is not Verdict.GAP

    return asked


def stands_for(trial: Trial, one: ResolvedRule, other: ResolvedRule) -> bool:
    """Is the one looked at wherever the other is, and as grave?"""
    lists = [sieve.rules for sieve in trial.resolved.sieves]
    lists += [frozenset(criterion.rules) for criterion in trial.policies.criteria]
    everywhere = all(one.id in ids for ids in lists if other.id in ids)
    return everywhere and one.rule.severity >= other.rule.severity
