"""Rules of one day, and what is asked of them: what can never be is proved, the rest is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.fault import Fault
from checker.model.policy import Policy, PolicySet
from checker.model.resolved import Node, Resolved, ResolvedRule, TableName
from checker.resolve.scope import Library, library
from checker.resolve.trees import everything, needs
from checker.source import Span
from checker.study.proof.prover import Prover, Question
from checker.study.proof.reading import Cuts
from checker.study.suspicions.conditions import turns_on_the_day
from checker.study.suspicions.examples import Example, Examples

Need = tuple[TableName, str | None]  # a table's column; None: its rows


@dataclass(frozen=True)
class Finding:
    """A suspicion, and what it rests on."""

    fault: Fault
    rules: tuple[str, ...]  # ids; () of what no rule is
    about: tuple[Node, ...]  # the conditions that were weighed

    @property
    def place(self) -> tuple[str, Span | None]:
        """What is said of where: the same on another day."""
        return self.fault.code, self.fault.span

    @property
    def turns_on_the_day(self) -> bool:
        """Might it be otherwise on another day?"""
        return turns_on_the_day(self.about)


class Trial:
    """A policy set on a day.

    Args:
        policies: all of them.
        resolved: for the day.
        files: the files whose definitions are looked at on this day.
        rules: the ids of the rules that are.
        examples: how what can be is shown.
    """

    def __init__(
        self,
        policies: PolicySet,
        resolved: Resolved,
        files: Sequence[Policy],
        rules: frozenset[str],
        examples: Examples,
    ) -> None:
        self.policies = policies
        self.resolved = resolved
        self.files = files
        self.asked = rules
        self.prover = Prover(policies.catalog, resolved.as_of)
        self.examples = examples
        self.accused: set[str] = set()  # rules that are found to be of no use
        self._cuts: dict[str, Cuts] = {}
        self._libraries: dict[str, Library] = {}
        self._required: dict[str, frozenset[Need]] = {}

    @property
    def rules(self) -> list[ResolvedRule]:
        """The rules that are looked at."""
        return [rule for rule in self.resolved.rules if rule.id in self.asked]

    def library(self, file: Policy) -> Library:
        """What a file may name."""
        if file.id not in self._libraries:
            known = library(self.policies, file, self.resolved.as_of)
            self._libraries[file.id] = known
        return self._libraries[file.id]

    def required(self, rule: ResolvedRule) -> frozenset[Need]:
        """The tables and columns that the rule's requirement reads."""
        if rule.id not in self._required:
            self._required[rule.id] = needs(everything([rule.requires]))
        return self._required[rule.id]

    def never(self, question: Question, *rules: ResolvedRule) -> bool:
        """Is it proved that no row can answer yes? The rules are those that are weighed."""
        return self.prover.ask(question, self.cuts(rules)).never

    def possible(self, question: Question, *rules: ResolvedRule) -> bool:
        """May a row answer yes, as far as can be seen?"""
        return self.prover.ask(question, self.cuts(rules)).way is not None

    def cuts(self, rules: Sequence[ResolvedRule]) -> Cuts:
        """Where the things that some rules read were cut before."""
        joined = Cuts()
        for rule in rules:
            own = self._cuts.setdefault(rule.id, Cuts())
            if len(rules) == 1:
                return own
            joined = joined.joined(own)
        return joined

    def about(self, table: TableName) -> ResolvedRule | None:
        """A rule over a table, for examples of what is no rule's; None where there is no rule."""
        rules = self.resolved.rules
        return replace(rules[0], table=table, applies=None) if rules else None

    def example(
        self, rule: ResolvedRule, goal: Sequence[Node], others: Sequence[ResolvedRule] = ()
    ) -> Example | None:
        """A small household with a row of the rule's table for which all of the goal holds."""
        return self.examples.of(rule, goal, others)
