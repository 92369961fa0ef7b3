"""The bench (试验台): rules as written and as mutants have them, tried on the cases and elsewhere.

What is resolved and judged once is kept, so that a mutant costs no more than its own evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from checker.intake.rows import dataset_from_mappings
from checker.model.expression import Template
from checker.model.policy import Case, Policy, PolicySet, Reviewed, Rule
from checker.model.resolved import Resolved, ResolvedRule
from checker.model.verdict import Verdict
from checker.resolve.policies import holds, one_rule
from checker.resolve.scope import Library, library
from checker.run.naming import Names
from checker.run.rows import Rows
from checker.study.cases import place_of
from checker.study.mutants import Mutant, applied
from checker.study.search import situations_for
from checker.study.situation import Situation, Worlds, gravest
from checker.study.types import ANY_DAY

NEAR = 2_000  # situations looked at near the cases

Seen = Verdict | None | tuple[Verdict, ...]  # what a case looks at


@dataclass(frozen=True)
class Watched:
    """A case, and the rows whose verdicts it names; None: the gravest of all."""

    case: Case
    rows: tuple[int, ...] | None

    def seen(self, verdicts: Sequence[Verdict]) -> Seen:
        """What the case sees of a rule's verdicts."""
        if self.rows is None:
            return gravest(verdicts)
        return tuple(verdicts[row] for row in self.rows)

    @property
    def expected(self) -> Seen:
        """What it wants to see."""
        if isinstance(self.case.expect, str):
            return Verdict[self.case.expect.upper()]
        return tuple(Verdict[word.upper()] for word in self.case.expect.values())


class Bench:
    """A folder of policies to try mutants on."""

    def __init__(self, policies: PolicySet) -> None:
        self.policies = policies
        self._libraries: dict[tuple[str, date], Library] = {}
        self._rules: dict[tuple[str, date], ResolvedRule] = {}
        self._tried: dict[tuple[str, date], Tried] = {}
        self._near: dict[tuple[str, date], Worlds] = {}

    @cached_property
    def places(self) -> dict[str, tuple[Policy, Rule]]:
        """Each rule by its id, with its file."""
        return {rule.id: (file, rule) for file in self.policies.policies for rule in file.rules}

    @cached_property
    def reasons(self) -> dict[tuple[str, str], Reviewed]:
        """The reasons beside the cases, by what is changed and how."""
        return {(one.of, one.sentence): one for one in self.policies.equivalents}

    @cached_property
    def cases(self) -> dict[str, dict[date, list[Case]]]:
        """Each rule's cases by day."""
        found: dict[str, dict[date, list[Case]]] = {}
        for case in self.policies.cases:
            found.setdefault(case.rule, {}).setdefault(case.as_of, []).append(case)
        return found

    def in_force(self, rule: str, day: date) -> bool:
        """Is the rule in force on the day?"""
        return holds(*self.places[rule], day)

    def rule(self, rule: str, day: date) -> ResolvedRule:
        """The rule as written."""
        if (rule, day) not in self._rules:
            file, written = self.places[rule]
            if (file.id, day) not in self._libraries:
                self._libraries[file.id, day] = library(self.policies, file, day)
            self._rules[rule, day] = one_rule(self._libraries[file.id, day], bare(written))
        return self._rules[rule, day]

    def mutated(self, mutant: Mutant, rule: str, day: date) -> ResolvedRule:
        """The rule as the mutant has it.

        Raises:
            FaultyInput: nothing that the language allows.
        """
        if isinstance(mutant.after, Rule):
            self.rule(rule, day)  # its library, whose definitions are shared
            return one_rule(self._libraries[self.places[rule][0].id, day], bare(mutant.after))
        changed = applied(self.policies, mutant)
        (file,) = (one for one in changed.policies if one.id == self.places[rule][0].id)
        return one_rule(library(changed, file, day), bare(self.places[rule][1]))

    def first_day(self, rule: str) -> date:
        """The first day on which the rule is in force."""
        starts = (one.validity.start for one in self.places[rule])
        return max((start for start in starts if start), default=date.min)

    def last_day(self, rule: str) -> date:
        """The last day on which the rule is in force."""
        ends = (one.validity.end for one in self.places[rule])
        return min((end for end in ends if end), default=date.max)

    def days(self, rule: str) -> tuple[date, ...]:
        """The days of the rule's cases on which it is in force; without cases some such day."""
        first = self.first_day(rule)
        days = self.cases.get(rule) or [ANY_DAY if first == date.min else first]
        return tuple(day for day in days if self.in_force(rule, day))

    def seeds(self, rule: str) -> list[Situation]:
        """The situations of the rule's cases."""
        by_day = self.cases.get(rule, {})
        return [case.given for cases in by_day.values() for case in cases]

    def near(self, rule: str, day: date) -> Worlds:
        """Situations near the rule's cases, side by side."""
        if (rule, day) not in self._near:
            own, catalog = self.rule(rule, day), self.policies.catalog
            found = situations_for([own], Resolved(day, ()), catalog, self.seeds(rule), NEAR)
            self._near[rule, day] = Worlds(found.situations, day, catalog)
        return self._near[rule, day]

    def tried(self, rule: str, day: date) -> Tried:
        """The rule's cases of a day, ready to judge."""
        if (rule, day) not in self._tried:
            self._tried[rule, day] = Tried(self, rule, day)
        return self._tried[rule, day]


class Tried:
    """The cases of a rule and a day that are as they should be, side by side."""

    def __init__(self, bench: Bench, rule: str, day: date) -> None:
        catalog = bench.policies.catalog
        cases = bench.cases[rule][day]
        self.worlds = Worlds([case.given for case in cases], day, catalog)
        own = bench.rule(rule, day)
        found = self.worlds.verdicts(own)
        watched = [watch(case, own, bench.policies) for case in cases]
        # A case that fails already would seem to notice every mutant.
        self.right = [
            (at, one)
            for at, one in enumerate(watched)
            if one is not None and found[at] and one.seen(found[at]) == one.expected
        ]

    def killers(self, mutated: ResolvedRule, *, shared: bool) -> Iterator[Case]:
        """The cases that see something else than they expect.

        Args:
            mutated: the rule as a mutant has it.
            shared: its definitions are those of the rule as written.
        """
        worlds = self.worlds if shared else self.worlds.anew()
        found = worlds.verdicts(mutated)
        yield from (one.case for at, one in self.right if one.seen(found[at]) != one.expected)


def watch(case: Case, rule: ResolvedRule, policies: PolicySet) -> Watched | None:
    """The rows that a case looks at; None where it names one that is not there."""
    if isinstance(case.expect, str):
        return Watched(case, None)
    dataset = dataset_from_mappings(case.given, policies.catalog, whole=True, day=case.as_of)
    rows = Rows(dataset, policies.catalog)
    names = Names(rows)
    keys = [names.key(rule.table, row) for row in range(rows.table(rule.table).length)]
    found = [place_of(place, keys) for place in case.expect]
    known = tuple(row for row in found if row is not None)
    return Watched(case, known) if len(known) == len(found) else None


def bare(rule: Rule) -> Rule:
    """The rule without what it says of a gap: nothing of it is judged."""
    return replace(rule, message=Template((), rule.span), remedy=None, once_per=())
