"""Every way that something can go, when it asks for one choice after another.

A question is asked again and again; what it picks first is remembered, and the last pick that has
another option is turned, until no option is left. One run of the question is one way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Turn(NamedTuple):
    """One thing that a condition turns on."""

    about: str  # value | present | relation | has-code | truth
    key: Hashable


Way = Mapping[Turn, Any]  # what was picked at each turn


@dataclass
class Trail:
    """The picks of the run under way."""

    taken: list[tuple[Sequence[Any], int]] = field(default_factory=list)
    way: dict[Turn, Any] = field(default_factory=dict)
    reckoned: dict[Hashable, Any] = field(default_factory=dict)  # in this run, from its picks

    def pick(self, turn: Turn, options: Callable[[], Sequence[Any]]) -> Any:
        """The option of this run; asked again in the same run, the same one."""
        if turn not in self.way:
            depth = len(self.way)
            if depth == len(self.taken):
                self.taken.append((options(), 0))
            offered, number = self.taken[depth]
            self.way[turn] = offered[number]
        return self.way[turn]

    def further(self) -> bool:
        """Make ready for the next way; False where there is none."""
        del self.taken[len(self.way) :]
        self.way, self.reckoned = {}, {}
        while self.taken:
            offered, number = self.taken.pop()
            if number + 1 < len(offered):
                self.taken.append((offered, number + 1))
                return True
        return False

    def restart(self) -> None:
        """From the first way again."""
        self.taken, self.way, self.reckoned = [], {}, {}
