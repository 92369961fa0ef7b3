"""Mutation (变异检验): which mutants do the cases notice, and what case would notice the others?

A case kills a mutant if what it sees is not what it expects. A mutant that no case kills survives,
unless no situation can tell it from the rule: that is proved where all can be tried, and elsewhere
has a reviewed reason beside the cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from checker.fault import FaultyInput
from checker.model.policy import Case, PolicySet, Reviewed, Rule
from checker.study.bench import Bench
from checker.study.days import days_of
from checker.study.duel import Duel, Witness
from checker.study.mutants import Mutant, mutants
from checker.study.situation import Worlds

Where = tuple[str, date]  # a rule on a day


class Fate(Enum):
    """What became of a mutant."""

    KILLED = "killed"  # a case notices it
    SURVIVED = "survived"  # none does
    PROVED = "proved"  # equivalent: it differs in no situation, and all were tried
    REASONED = "reasoned"  # equivalent: a reason stands beside the cases


@dataclass(frozen=True)
class MutantResult:
    """A mutant and what became of it."""

    mutant: Mutant
    fate: Fate
    case: Case | None = None  # that kills it
    reason: str = ""  # why it is equivalent
    witness: Witness | None = None  # a situation whose case would kill it; None: none was found


def mutation(policies: PolicySet, rules: Sequence[str] = ()) -> Iterator[MutantResult]:
    """Every mutant tried, in the order of the files.

    Args:
        policies: the folder, with its cases.
        rules: only what these rules alone are made of; () is everything.
    """
    bench = Bench(policies)
    results = (tried(bench, mutant) for mutant in mutants(policies, rules))
    yield from (result for result in results if result is not None)


def tried(bench: Bench, mutant: Mutant) -> MutantResult | None:
    """What becomes of a mutant; None of one that is no policy, or never in force."""
    return outcome(bench, mutant, bench.reasons.get((mutant.of, mutant.sentence)))


def outcome(bench: Bench, mutant: Mutant, reason: Reviewed | None) -> MutantResult | None:
    """What becomes of a mutant for which a reason may stand beside the cases."""
    days = {rule: days_of(bench, mutant, rule) for rule in mutant.rules}
    # The first day of every rule before the second of any.
    where = [
        (rule, day)
        for at in range(max(map(len, days.values())))
        for rule in mutant.rules
        for day in days[rule][at : at + 1]
    ]
    if not where or not lawful(bench, mutant, where):
        return None
    case = killer(bench, mutant)
    if case:
        return MutantResult(mutant, Fate.KILLED, case)
    if reason:
        return MutantResult(mutant, Fate.REASONED, reason=reason.reason)
    return searched(bench, mutant, where)


def lawful(bench: Bench, mutant: Mutant, where: Sequence[Where]) -> bool:
    """Does the language take the mutant? What it refuses is told when policies are loaded."""
    try:
        for rule, day in where[: len(mutant.rules)]:
            bench.mutated(mutant, rule, day)
    except FaultyInput:
        return False
    return True


def killer(bench: Bench, mutant: Mutant) -> Case | None:
    """The first case that notices the mutant."""
    shared = isinstance(mutant.after, Rule)
    for rule in mutant.rules:
        for day in bench.cases.get(rule, ()):
            if bench.in_force(rule, day):
                killers = bench.tried(rule, day).killers(
                    bench.mutated(mutant, rule, day), shared=shared
                )
                case = next(killers, None)
                if case:
                    return case
    return None


def searched(bench: Bench, mutant: Mutant, where: Sequence[Where]) -> MutantResult:
    """A mutant that no case notices: a witness, or the proof that there is none."""
    for rule, day in where:
        witness = duel(bench, mutant, rule, day).witness(bench.near(rule, day))
        if witness:
            return MutantResult(mutant, Fate.SURVIVED, witness=witness)
    proved = True
    for rule, day in where:
        witness, complete = duel(bench, mutant, rule, day).exhausted(bench.seeds(rule))
        if witness:
            return MutantResult(mutant, Fate.SURVIVED, witness=witness)
        proved = proved and complete
    return MutantResult(mutant, Fate.PROVED if proved else Fate.SURVIVED)


def idle(policies: PolicySet, results: Iterable[MutantResult]) -> list[Reviewed]:
    """The reasons beside the cases that stand for no mutant: it is gone, or a case notices it.

    Args:
        policies: the folder.
        results: of all its mutants.
    """
    told = {(r.mutant.of, r.mutant.sentence) for r in results if r.fate is Fate.REASONED}
    return [one for one in policies.equivalents if (one.of, one.sentence) not in told]


def needed(policies: PolicySet, results: Iterable[MutantResult]) -> list[MutantResult]:
    """Of survivors with a witness, those whose cases together notice all of them."""
    bench = Bench(policies)
    kept: list[MutantResult] = []
    for result in results:
        witness = result.witness
        if witness is None:
            continue
        same = [one.witness for one in kept if one.witness and one.witness.stands_by(witness)]
        worlds = Worlds([one.situation for one in same], witness.as_of, policies.catalog)
        fight = duel(bench, result.mutant, witness.rule, witness.as_of)
        if not any(one.plain for one in fight.witnesses(worlds)):
            kept.append(result)
    return kept


def duel(bench: Bench, mutant: Mutant, rule: str, day: date) -> Duel:
    """The rule against its mutant."""
    return Duel(
        bench.rule(rule, day),
        bench.mutated(mutant, rule, day),
        isinstance(mutant.after, Rule),
        day,
        bench.policies.catalog,
    )
