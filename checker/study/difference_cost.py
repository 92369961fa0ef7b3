"""What turns mean in work: findings to mend, by whom and by when, and households to visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from checker.model.difference import Cost, Due, Standing, Turn
from checker.model.policy import Rule
from checker.model.resolved import Resolved, TableName
from checker.sift.asking import HOUSEHOLD

T = TypeVar("T")
VISIT = TableName("visit")  # the entity of visits, by its English name (走访)


def visiting(resolved: Resolved) -> frozenset[str]:
    """The rules that ask of a household how it was visited: what they find costs a visit."""
    return frozenset(
        rule.id
        for rule in resolved.rules
        if rule.table.entity == HOUSEHOLD and any(table == VISIT for table, _ in rule.needs)
    )


def cost(turns: Sequence[Turn], visits: frozenset[str]) -> Cost:
    """The work that some turns make and spare; `visits`: the ids of rules about visits."""
    opened = [turn for turn in turns if turn.after.open and not turn.before.open]
    closed = [turn for turn in turns if turn.before.open and not turn.after.open]
    work = Counter(due(turn.new) for turn in opened if turn.new)
    work.subtract(due(turn.old) for turn in closed if turn.old)
    return Cost(
        gaps_more=sum(turn.after is Standing.GAP for turn in turns),
        gaps_less=sum(turn.before is Standing.GAP for turn in turns),
        unknowns_more=sum(turn.after is Standing.UNKNOWN for turn in turns),
        unknowns_less=sum(turn.before is Standing.UNKNOWN for turn in turns),
        households=len(households(turns)),
        work={one: work[one] for one in sorted(work, key=in_order) if work[one]},
        visits=len(households(turn for turn in opened if turn.rule.id in visits)),
    )


def due(rule: Rule) -> Due:
    """Who mends what the rule finds, and within how many days."""
    return Due(rule.responsible, rule.due)


def in_order(one: Due) -> tuple[str, bool, int]:
    """By name, then the most urgent first."""
    return one.responsible, one.days is None, one.days or 0


def households(turns: Iterable[Turn]) -> set[str]:
    """The households that turns are about."""
    return {turn.subject.household for turn in turns if turn.subject.household is not None}


def by(turns: Iterable[Turn], key: Callable[[Turn], T]) -> dict[T, list[Turn]]:
    """Turns by something of theirs."""
    found: dict[T, list[Turn]] = {}
    for turn in turns:
        found.setdefault(key(turn), []).append(turn)
    return found
