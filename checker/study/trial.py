"""A folder's cases put to the test: do they pass, what do they reach, what do they notice."""

from __future__ import annotations

from collections.abc import Sequence

from checker.fault import Fault, FaultyInput
from checker.frozen import frozen
from checker.model.policy import PolicySet, Reviewed
from checker.spelling import closest
from checker.study import reachable
from checker.study.cases import Tried, only_rules, try_cases, without_cases
from checker.study.coverage import Coverage, coverage
from checker.study.mutation import Fate, MutantResult, idle
from checker.study.parts import mutation_in_parts


@frozen
class Trial:
    """What came of it."""

    tried: tuple[Tried, ...]
    bare: tuple[str, ...]  # rules without cases, by id
    coverage: Coverage  # what can never be is not counted
    results: tuple[MutantResult, ...] | None  # None: mutants were not asked for
    unreached: tuple[
        reachable.Unreached, ...
    ] = ()  # what no case reaches, and what is known of it
    searched: bool = False  # was a situation looked for of each?
    idle: tuple[Reviewed, ...] = ()  # reasons beside the cases that stand for nothing

    @property
    def failed(self) -> list[Tried]:
        """The cases that did not come out as expected."""
        return [one for one in self.tried if one.wrong]

    @property
    def survived(self) -> list[MutantResult]:
        """The mutants that no case notices, and that are not known to be equivalent."""
        return self.of(Fate.SURVIVED)

    @property
    def killed(self) -> float:
        """Of the mutants that are not equivalent, the part that some case notices."""
        killed, survived = len(self.of(Fate.KILLED)), len(self.survived)
        return killed / (killed + survived) if killed + survived else 1.0

    def of(self, fate: Fate) -> list[MutantResult]:
        """The mutants of one fate."""
        return [one for one in self.results or () if one.fate is fate]


def trial(
    policies: PolicySet, rules: Sequence[str] = (), *, mutants: bool, search: bool = False
) -> Trial:
    """Try the cases of the rules named; of all where none is.

    Args:
        policies: the folder, with its cases.
        rules: ids.
        mutants: also try mutants on the cases.
        search: also look for situations that reach what no case does.

    Raises:
        FaultyInput: the policies are faulty, or there is no such rule.
    """
    known = {rule.id for policy in policies.policies for rule in policy.rules}
    faults = [no_such_rule(rule, known) for rule in rules if rule not in known]
    if faults:
        raise FaultyInput(faults)
    results = tuple(mutation_in_parts(policies, rules)) if mutants else None
    seen = coverage(policies, rules)
    found = reachable.unreached(policies, seen, search=search)
    useless = [] if rules else reachable.idle(policies, seen)
    if results is not None and not rules:
        useless += idle(policies, results)
    return Trial(
        tuple(try_cases(only_rules(policies, rules))),
        tuple(rule for rule in without_cases(policies) if not rules or rule in rules),
        reachable.possible(seen, found),
        results,
        found,
        search,
        tuple(useless),
    )


def no_such_rule(rule: str, known: set[str]) -> Fault:
    """A rule is asked for that the policies do not have."""
    near = closest(rule, known)
    hint = f"是不是“{near}”？" if near else "用 checker rules 列出全部规则"
    return Fault("unknown-rule", f"没有“{rule}”这条规则", hint=hint)
