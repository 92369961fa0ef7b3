"""What the rule book says: chapters, rules and standards, gathered from policies and their cases.

Everything is text by now, ready for a page in any format. A rule that is not in force on the day
of the book stands in it too, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from checker.frozen import frozen
from checker.model.policy import (
    Basis,
    Case,
    Policy,
    PolicySet,
    Rule,
    Standard,
    StandardValue,
    titled,
)
from checker.model.resolved import Resolved, ResolvedRule
from checker.prose import Sentence, sentences, sources
from checker.resolve import resolve


@frozen
class Example:
    """A case, as the reader of a rule sees it (例)."""

    name: str
    as_of: date
    given: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # a row each: table, its cells
    expected: tuple[tuple[str, str], ...]  # the row ("" for the whole) and its verdict's word


@frozen
class Entry:
    """One rule's page."""

    rule: Rule
    chapter: str  # the id of its chapter
    in_force: bool
    sentences: tuple[Sentence, ...]  # what is judged, from the rule's own tree
    examples: tuple[Example, ...]
    standards: tuple[str, ...]  # those that it rests on, by name
    unconfirmed: tuple[str, ...]  # those of them that nobody has confirmed
    criteria: tuple[str, ...]  # titles of the criteria that it decides


@frozen
class Value:
    """A standard's value from a day on."""

    start: date
    region: str
    text: str
    basis: Basis | None
    in_force: bool  # on the day of the book, in its region

    @property
    def confirmed(self) -> bool:
        """Has somebody seen the document?"""
        return self.basis is not None and self.basis.confirmed


@frozen
class Figure:
    """A standard with all its values."""

    standard: Standard
    chapter: str  # "" for the shared ones
    values: tuple[Value, ...]
    used_by: tuple[str, ...]  # ids of rules

    @property
    def confirmed(self) -> bool:
        """Is every value in force confirmed?"""
        return all(value.confirmed for value in self.values if value.in_force)


@frozen
class Chapter:
    """One policy file."""

    policy: Policy
    area: str  # its area's title, "" where it has none
    department: str
    entries: tuple[Entry, ...]
    figures: tuple[Figure, ...]


@frozen
class Book:
    """All of it, on one day, in one language."""

    as_of: date
    fingerprint: str
    chapters: tuple[Chapter, ...]
    shared: tuple[Figure, ...]  # standards of no chapter

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All rules, in the order of the chapters."""
        return tuple(entry for chapter in self.chapters for entry in chapter.entries)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All standards, the shared ones first."""
        own = (figure for chapter in self.chapters for figure in chapter.figures)
        return (*self.shared, *own)


def book(policies: PolicySet, as_of: date, language: str = "zh") -> Book:
    """Gather the book.

    Args:
        policies: read with their cases.
        as_of: the day whose values and rules count as in force.
        language: of the sentences, "zh" or "en".

    Raises:
        FaultyInput: with the faults of the policies.
    """
    resolved = all_resolved(policies, as_of)
    areas = {area.id: area for area in policies.areas}
    entries = {
        rule.id: entry(policies, policy, resolved[rule.id], as_of, language)
        for policy in policies.policies
        for rule in policy.rules
    }
    used = users(policies, entries.values())
    chapters = []
    for policy in policies.policies:
        area = areas.get(policy.area or "")
        chapters.append(
            Chapter(
                policy,
                titled(area, language) if area else "",
                area.department if area else "",
                tuple(entries[rule.id] for rule in policy.rules),
                figures(policy, policy.id, used, as_of),
            )
        )
    in_order = sorted(chapters, key=lambda one: place_of(one.policy, list(areas)))
    shared = figures(policies.shared, "", used, as_of) if policies.shared else ()
    return Book(as_of, policies.fingerprint, tuple(in_order), shared)


def place_of(policy: Policy, areas: Sequence[str]) -> tuple[int, str]:
    """Chapters stand in the order of their areas, those of no area behind them."""
    known = policy.area in areas
    return (areas.index(policy.area or "") if known else len(areas), policy.id)


def all_resolved(policies: PolicySet, as_of: date) -> dict[str, ResolvedRule]:
    """Every rule resolved: on the day, or on a day on which it is in force."""
    days = {as_of}
    for policy in policies.policies:
        days |= {day_of(policy, rule, as_of) for rule in policy.rules}
    by_day: dict[date, Resolved] = {day: resolve(policies, day) for day in sorted(days)}
    found = {rule.id: rule for resolved in by_day.values() for rule in resolved.rules}
    return found | {rule.id: rule for rule in by_day[as_of].rules}


def day_of(policy: Policy, rule: Rule, as_of: date) -> date:
    """The day of the book, or the nearest on which the rule is in force."""
    validities = (policy.validity, rule.validity)
    latest_start = max((v.start for v in validities if v.start), default=None)
    earliest_end = min((v.end for v in validities if v.end), default=None)
    if latest_start is not None and as_of < latest_start:
        return latest_start
    if earliest_end is not None and as_of > earliest_end:
        return earliest_end
    return as_of


def entry(
    policies: PolicySet, policy: Policy, resolved: ResolvedRule, as_of: date, language: str
) -> Entry:
    """One rule's page."""
    rule = resolved.rule
    return Entry(
        rule,
        policy.id,
        policy.validity.holds(as_of) and rule.validity.holds(as_of),
        sentences(resolved, language, sources(policies)),
        tuple(example(case) for case in policies.cases if case.rule == rule.id),
        tuple(sorted(resolved.standards)),
        resolved.unconfirmed,
        tuple(titled(one, language) for one in policies.criteria if rule.id in one.rules),
    )


def example(case: Case) -> Example:
    """A case's rows, each as its cells."""
    expected = {"": case.expect} if isinstance(case.expect, str) else case.expect
    return Example(case.name, case.as_of, tuple(rows(case.given)), tuple(expected.items()))


def rows(given: Mapping[str, object]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The rows of a case: the table's title and its cells; a period's tables under its name."""
    for table, part in given.items():
        for row in part if isinstance(part, list | tuple) else (part,):
            if not isinstance(row, Mapping):
                yield table, ()
            elif any(isinstance(cell, Mapping) for cell in row.values()):  # 上期
                yield from ((f"{table}.{name}", cells) for name, cells in rows(row))
            else:
                yield table, tuple((str(name), plain(cell)) for name, cell in row.items())


def plain(cell: object) -> str:
    """A cell as text."""
    if isinstance(cell, list | tuple):
        return "、".join(map(plain, cell))
    return "" if cell is None else str(cell)


def users(policies: PolicySet, entries: Iterable[Entry]) -> dict[tuple[str, str], list[str]]:
    """(chapter, standard) → the rules that rest on it; "" is the chapter of the shared ones."""
    own = {(file.id, one.name) for file in policies.policies for one in file.standards}
    found: dict[tuple[str, str], list[str]] = {}
    for one in entries:
        for name in one.standards:
            home = one.chapter if (one.chapter, name) in own else ""
            found.setdefault((home, name), []).append(one.rule.id)
    return found


def figures(
    file: Policy, home: str, used: Mapping[tuple[str, str], Sequence[str]], as_of: date
) -> tuple[Figure, ...]:
    """The standards of a file."""
    return tuple(
        Figure(one, home, values_of(one, as_of), tuple(sorted(used.get((home, one.name), ()))))
        for one in file.standards
    )


def values_of(standard: Standard, as_of: date) -> tuple[Value, ...]:
    """Every dated value, the newest first; of each region the latest begun is in force."""
    begun = {
        value.region: value
        for value in sorted(standard.values, key=starting)
        if value.start <= as_of
    }
    return tuple(
        Value(one.start, one.region, text_of(one), one.basis, begun.get(one.region) is one)
        for one in sorted(standard.values, key=starting, reverse=True)
    )


def starting(value: StandardValue) -> date:
    """The day from which a value holds."""
    return value.start


def text_of(value: StandardValue) -> str:
    """10; 小学 1000，初中 1250."""
    if isinstance(value.value, Mapping):
        return "，".join(f"{code} {words(held)}" for code, held in value.value.items())
    return words(value.value)


def words(value: Decimal | str | bool | date | tuple[object, ...]) -> str:
    """A value, or a list of them, as text."""
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
