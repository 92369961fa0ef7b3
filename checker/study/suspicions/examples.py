"""A household that shows what is meant: found by trying, as small as can be, in a case's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model.kind import Unknown
from checker.model.policy import PolicySet
from checker.model.resolved import Aggregate, All, Node, Resolved, ResolvedRule
from checker.model.verdict import Verdict
from checker.resolve.trees import leaves
from checker.run.rows import Rowed
from checker.run.telling import told
from checker.study.duel import simpler
from checker.study.missing import flow
from checker.study.search import situations_for, size
from checker.study.situation import Situation, Worlds

MOST = 4_000  # situations that are tried


@dataclass(frozen=True)
class Example:
    """A situation that shows something."""

    situation: Situation
    row: int  # of the table asked about: the row that it shows it of

    @property
    def given(self) -> str:
        """As a case writes it."""
        return flow(self.situation)


class Examples:
    """Finds examples on one day; the authors' own cases come first."""

    def __init__(self, policies: PolicySet, resolved: Resolved) -> None:
        self.policies = policies
        self.resolved = resolved
        self.catalog = policies.catalog

    def of(
        self, rule: ResolvedRule, goal: Sequence[Node], others: Sequence[ResolvedRule] = ()
    ) -> Example | None:
        """A situation with a row of the rule's table for which all of the goal holds."""
        first = goal[0]
        whole = All(first.type, first.text, first.span, tuple(goal)) if len(goal) > 1 else first
        asked = replace(rule, applies=None, requires=whole)
        ids = {rule.id, *(other.id for other in others)}
        seeds = [case.given for case in self.policies.cases if case.rule in ids]
        found = situations_for([asked], self.resolved, self.catalog, seeds, MOST)
        shown = min(self.showing(found.situations, asked), key=size, default=None)
        if shown is None:
            return None
        least = self.smallest(shown, asked)
        verdicts = Worlds([least], self.resolved.as_of, self.catalog).verdicts(asked)
        return Example(least, verdicts[0].index(Verdict.MET))

    def showing(self, situations: Sequence[Situation], asked: ResolvedRule) -> Iterator[Situation]:
        """The situations with a row for which the requirement holds."""
        worlds = Worlds(situations, self.resolved.as_of, self.catalog)
        for situation, verdicts in zip(situations, worlds.verdicts(asked), strict=True):
            if Verdict.MET in verdicts:
                yield situation

    def smallest(self, situation: Situation, asked: ResolvedRule) -> Situation:
        """The situation without rows and cells that it does not need."""
        for fewer in self.showing([*simpler(situation)], asked):
            return self.smallest(fewer, asked)
        return situation

    def seen(self, example: Example, rule: ResolvedRule, nodes: Sequence[Node]) -> list[str]:
        """The values that some conditions read of the row: 年龄16岁."""
        worlds = Worlds([example.situation], self.resolved.as_of, self.catalog)
        interpreter = worlds.parts[0][1]
        found = []
        for leaf in leaves([*nodes]):
            value = interpreter.value(leaf, Rowed((rule.table, example.row)))
            if not isinstance(value, Unknown) and not isinstance(leaf, Aggregate):
                found.append(f"{leaf.text}{told(value, leaf.type.unit)}")
        return [*dict.fromkeys(found)]


class Unshown(Examples):
    """Takes it that there is an example: one was found on another day."""

    def of(
        self, rule: ResolvedRule, goal: Sequence[Node], others: Sequence[ResolvedRule] = ()
    ) -> Example | None:
        """Nothing to look at."""
        del rule, goal, others
        return Example({}, 0)

    def seen(self, example: Example, rule: ResolvedRule, nodes: Sequence[Node]) -> list[str]:
        """Nothing to see."""
        del example, rule, nodes
        return []
