"""Questions put to conditions over all rows at once: can this ever be?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from checker.model.catalog import Catalog
from checker.model.resolved import Node
from checker.study.proof.comparing import ANY_TRUTH, Truth
from checker.study.proof.reading import TOP, WITHIN, At, Cuts, Finer, Reading, meaning
from checker.study.proof.trail import Trail, Way
from checker.study.proof.weighing import Weighing

Question = Callable[[Weighing], bool]
MOST_WAYS = 1000  # that a question is asked in; the shipped rules need some hundred
MOST_WITHIN = 200  # of the conditions of aggregates


@dataclass(frozen=True)
class Answer:
    """Whether something can be, and in what way."""

    way: Way | None  # None: no way was found
    complete: bool = True  # False: there are too many ways to look at

    @property
    def never(self) -> bool:
        """Is it proved that no row can do it?"""
        return self.way is None and self.complete


class Prover:
    """Puts questions; the same thing has the same key in all of them."""

    def __init__(self, catalog: Catalog, as_of: date, most_ways: int = MOST_WAYS) -> None:
        self.reading = Reading(catalog, as_of, self.alike)
        self.most_ways = most_ways
        self._truths: dict[int, tuple[Node, frozenset[Truth]]] = {}

    def ask(
        self, question: Question, cuts: Cuts | None = None, most_ways: int | None = None
    ) -> Answer:
        """The first way in which the question is answered with yes.

        Args:
            question: of conditions weighed on one row.
            cuts: where things are cut already; what must be cut further is.
            most_ways: how many ways are looked at; None is the prover's own.
        """
        trail, known = Trail(), Cuts() if cuts is None else cuts
        weighing = Weighing(self.reading, known, trail, self.truths)
        for _ in range(most_ways or self.most_ways):
            try:
                found = question(weighing)
            except Finer:
                trail.restart()
                continue
            if found:
                return Answer(dict(trail.way))
            if not trail.further():
                return Answer(None)
        return Answer(None, complete=False)

    def truths(self, condition: Node | None) -> frozenset[Truth]:
        """What the condition of an aggregate can be of a row; what is too much to tell it can."""
        if condition is None:
            return frozenset([True])
        found = self._truths.get(id(condition))
        if found is None:
            # The node is kept, so that no other can take its id.
            found = self._truths[id(condition)] = (condition, self._possible(condition))
        return found[1]

    def _possible(self, condition: Node) -> frozenset[Truth]:
        cuts = Cuts()
        return frozenset(
            truth
            for truth in ANY_TRUTH
            if not self.ask(is_truth(condition, truth, WITHIN), cuts, MOST_WITHIN).never
        )

    def alike(self, one: Node | None, other: Node | None) -> bool:
        """Is it proved that two conditions of aggregates hold and fail on the same rows?"""
        if one is None or other is None or meaning(one) == meaning(other):
            return meaning(one) == meaning(other)
        return self.ask(unlike(one, other), most_ways=MOST_WITHIN).never


def unlike(one: Node, other: Node) -> Question:
    """Are two conditions of aggregates of different truth?"""
    return lambda weighing: weighing.truth(one, WITHIN) is not weighing.truth(other, WITHIN)


def is_truth(condition: Node, truth: Truth, at: At = TOP) -> Question:
    """Is the condition of this truth?"""
    return lambda weighing: weighing.truth(condition, at) is truth
