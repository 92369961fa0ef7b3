"""Days: chapters, rules and standards that do not meet, meet twice, or leave days without any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from checker.fault import Fault
from checker.lint import messages
from checker.lint.subject import Subject, judged
from checker.model.function import NATION
from checker.model.policy import Policy, Rule, Standard, StandardValue, Validity
from checker.model.resolved import Aggregate, Decide, DefinedRead, Node, StandardRead
from checker.resolve.trees import children, inner
from checker.source import Span

DAY = timedelta(days=1)


class Version(NamedTuple):
    """A rule as one chapter has it: the days on which it is in force."""

    days: Validity
    policy: Policy

    def first(self) -> date:
        """Its first day."""
        return self.days.start or date.min


class Apart(NamedTuple):
    """Days on which two versions of a rule do not meet as they should."""

    code: str  # overlap | gap
    start: date
    end: date
    earlier: str  # the title of the chapter
    later: str
    span: Span  # the later chapter's


def faults(subject: Subject) -> Iterator[Fault]:
    """What is suspicious about days."""
    yield from _never_in_force(subject)
    yield from _versions(subject)
    yield from _before_first_values(subject)
    for file in subject.files:
        for standard in file.standards:
            yield from _dropped_codes(standard)


def meeting(one: Validity, other: Validity) -> Validity | None:
    """The days on which both hold; None where there is none."""
    start = max(one.start or date.min, other.start or date.min)
    end = min(one.end or date.max, other.end or date.max)
    if start > end:
        return None
    return Validity(start if start > date.min else None, end if end < date.max else None)


def _never_in_force(subject: Subject) -> Iterator[Fault]:
    for policy in subject.policies.policies:
        for rule in policy.rules:
            if meeting(policy.validity, rule.validity) is None:
                yield messages.rule_never_in_force(subject.place(rule.span, "valid"), rule.id)


def _versions(subject: Subject) -> Iterator[Fault]:
    """Rules of one id, table and area in several chapters: one rule's versions, day after day."""
    versions: dict[tuple[str, str, str], list[Version]] = defaultdict(list)
    for policy in subject.policies.policies:
        for rule in policy.rules:
            days = meeting(policy.validity, rule.validity)
            if policy.area is not None and days is not None:
                name = rule.id.removeprefix(f"{policy.id}/")
                versions[policy.area, rule.each, name].append(Version(days, policy))
    apart: dict[Apart, list[str]] = defaultdict(list)
    for (_, _, name), known in versions.items():
        for earlier, later in pairwise(sorted(known, key=Version.first)):
            for one in _apart(earlier, later):
                apart[one].append(name)
    for one, names in apart.items():
        tell = SENTENCES[one.code]
        span = subject.place(one.span, "valid")
        yield tell(span, (one.earlier, one.later), (one.start, one.end), names)


SENTENCES = {"overlap": messages.chapters_overlap, "gap": messages.chapters_gap}


def _apart(earlier: Version, later: Version) -> Iterator[Apart]:
    """The days on which both versions hold, or the days between them on which neither does."""
    titles = (earlier.policy.title, later.policy.title, later.policy.span)
    start, end = later.days.start or date.min, earlier.days.end or date.max
    if start <= end:
        yield Apart("overlap", start, min(end, later.days.end or date.max), *titles)
    elif start > end + DAY:
        yield Apart("gap", end + DAY, start - DAY, *titles)


def _before_first_values(subject: Subject) -> Iterator[Fault]:
    """Rules in force before the first value of a standard that they read on the day."""
    early: dict[Span, list[tuple[Rule, Standard, date, date]]] = defaultdict(list)
    for one in subject.rules:
        policy = subject.chapters[one.id]
        days = meeting(policy.validity, one.rule.validity)
        if days is None or days.start is None:
            continue
        known = subject.standards(one.rule)
        read = (node for node in _always(judged(one)) if isinstance(node, StandardRead))
        for name in sorted({node.name for node in read if node.day is None}):
            first = _first(known[name], policy)
            if first > days.start:
                early[known[name].span].append((one.rule, known[name], first, days.start))
    for span, found in early.items():
        _, standard, first, _ = found[0]
        start = min(day for _, _, _, day in found)
        rules = [rule.id for rule, _, _, _ in found]
        yield messages.before_first_value(span, standard.name, (start, first), rules)


def _always(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes that every row needs: not those in the branches of a table."""
    for node in nodes:
        yield node
        if isinstance(node, Decide):
            yield from _always(when for when, _ in node.rows[:1])
            continue
        yield from _always(children(node))
        if isinstance(node, Aggregate):
            yield from _always(inner(node))
        elif isinstance(node, DefinedRead):
            yield from _always([node.defined.body])


def _first(standard: Standard, policy: Policy) -> date:
    """The first day of a standard where the policy holds."""
    return min((v.start for v in standard.values if _near(v, policy)), default=date.max)


def _near(value: StandardValue, policy: Policy) -> bool:
    region = policy.region or ""
    if value.region == NATION or not region:
        return True
    return region.startswith(value.region) or value.region.startswith(region)


def _dropped_codes(standard: Standard) -> Iterator[Fault]:
    """A later value takes the codes away that it leaves out (DECISIONS.md, 4)."""
    latest: dict[str, StandardValue] = {}
    for value in standard.values:
        before = latest.get(value.region)
        latest[value.region] = value
        if before is None or isinstance(value.value, str) or isinstance(before.value, str):
            continue
        dropped = [code for code in _codes(before) if code not in _codes(value)]
        if dropped and _codes(value):
            yield messages.dropped_codes(value.span, standard.name, value.start, dropped)


def _codes(value: StandardValue) -> tuple[str, ...]:
    return tuple(value.value) if isinstance(value.value, dict) else ()
