"""The days on which a mutant can make a difference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.model.function import AS_OF
from checker.model.policy import Standard, StandardValue
from checker.model.resolved import ResolvedRule, StandardRead
from checker.resolve.trees import everything
from checker.study.bench import Bench
from checker.study.mutants import Mutant


def days_of(bench: Bench, mutant: Mutant, rule: str) -> tuple[date, ...]:
    """The days to look at: those of the rule's cases, and those on which something turns."""
    own = bench.days(rule)
    if isinstance(mutant.before, Standard) and own:
        days = [*standard_days(bench, mutant, rule, own)]
    else:
        days = [*own, *(year_around(own[0]) if own and on_the_clock(mutant) else ())]
    return tuple(dict.fromkeys(day for day in days if bench.in_force(rule, day)))


def on_the_clock(mutant: Mutant) -> bool:
    """Does what is changed stand beside the day of the check?"""
    return any(word in mutant.sentence for word in AS_OF)


def standard_days(
    bench: Bench, mutant: Mutant, rule: str, own: tuple[date, ...]
) -> Iterator[date]:
    """The days of the cases and the value's first, as far as the value is in force then."""
    assert isinstance(mutant.before, Standard)
    assert isinstance(mutant.after, Standard)
    value = next(
        before
        for before, after in zip(mutant.before.values, mutant.after.values, strict=True)
        if before is not after
    )
    if value.start > bench.last_day(rule):
        return  # the rule looks at what has happened, and is out of force before it begins
    elsewhere = other_day(bench.rule(rule, own[0]), mutant.before.name)
    for day in (*own, max(value.start, bench.first_day(rule))):
        if elsewhere or stands(value, mutant.before, day):
            yield day


def other_day(rule: ResolvedRule, name: str) -> bool:
    """Does the rule ask the standard's value on another day than that of the check?"""
    judged = [node for node in (rule.applies, rule.requires) if node]
    reads = (node for node in everything(judged) if isinstance(node, StandardRead))
    return any(node.name == name and node.day is not None for node in reads)


def stands(value: StandardValue, standard: Standard, day: date) -> bool:
    """Is this the value that its region has on the day?"""
    begun = [one for one in standard.values if one.region == value.region and one.start <= day]
    return bool(begun) and max(begun, key=lambda one: one.start) is value


def year_around(day: date) -> Iterator[date]:
    """The first day of each month of a day's year, and its last day."""
    yield from (date(day.year, month, 1) for month in range(1, 13))
    yield date(day.year, 12, 31)
