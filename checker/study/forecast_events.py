"""Days on which something that the office has written begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from checker.frozen import frozen
from checker.model.dataset import Dataset
from checker.model.expression import Row
from checker.model.forecast import Event
from checker.model.policy import PolicySet, Standard, Validity
from checker.model.resolved import TableName
from checker.study.difference_parts import value_text
from checker.study.speaking import rule_texts, speech

DAY = timedelta(days=1)
Words = Mapping[str, frozenset[str]]  # rule → all words that it speaks of


def spoken(policies: PolicySet) -> dict[str, frozenset[str]]:
    """What each rule speaks of."""
    return {
        rule.id: told.spoken(rule_texts(rule))
        for policy in policies.policies
        for told in (speech(policies, policy),)
        for rule in policy.rules
    }


@frozen
class Calendar:
    """The days after `first`, until `last`."""

    first: date
    last: date
    policies: PolicySet
    dataset: Dataset
    words: Words

    def events(self) -> tuple[Event, ...]:
        """Everything that begins or ends, on the first day that differs, the earliest first."""
        of_policies = (*self._standards(), *self._tables(), *self._rules())
        found = (*of_policies, *self._waivers(), *self._registers())
        return tuple(sorted(found, key=lambda event: (event.day, event.kind, event.of)))

    def within(self, day: date | None) -> bool:
        """Is it one of the days?"""
        return day is not None and self.first < day <= self.last

    def _standards(self) -> Iterator[Event]:
        for standard in standards(self.policies):
            rules = self._speaking(standard.name)
            for value in standard.values:
                if self.within(value.start):
                    text = value_text(value, standard.unit)
                    yield Event(value.start, "standard", standard.name, text, rules)
            end = after(standard.confirmed_through)
            if end and self.within(end):
                until = str(standard.confirmed_through)
                yield Event(end, "confirmation", standard.name, until, rules)

    def _tables(self) -> Iterator[Event]:
        for name, rows in tables(self.policies):
            rules = self._speaking(name)
            for row in rows:
                text = row.when.text if row.when else ""
                for day in (row.start, after(row.end)):
                    if day and self.within(day):
                        yield Event(day, "table", name, text, rules)

    def _rules(self) -> Iterator[Event]:
        for policy in self.policies.policies:
            ids = tuple(sorted(rule.id for rule in policy.rules))
            yield from self._validity(policy.validity, policy.id, policy.title, ids)
            for rule in policy.rules:
                yield from self._validity(rule.validity, rule.id, rule.title, (rule.id,))

    def _validity(
        self, validity: Validity, of: str, title: str, rules: tuple[str, ...]
    ) -> Iterator[Event]:
        for day, kind in ((validity.start, "rule-starts"), (after(validity.end), "rule-ends")):
            if day and self.within(day):
                yield Event(day, kind, of, title, rules)

    def _waivers(self) -> Iterator[Event]:
        for waiver in self.policies.waivers:
            for day, kind in ((waiver.start, "waiver-starts"), (after(waiver.end), "waiver-ends")):
                if day and self.within(day):
                    yield Event(day, kind, waiver.rule, waiver.reason, (waiver.rule,))

    def _registers(self) -> Iterator[Event]:
        for entity in self.policies.catalog.entities.values():
            name = TableName(entity.name)
            if entity.register is None or not self.dataset.given(name):
                continue
            told = self.dataset.register_days.get(name) or entity.register.as_of
            most = entity.register.max_age
            day = told + timedelta(days=most + 1) if told and most is not None else None
            if day and self.within(day):
                rules = self._speaking(entity.name, entity.title)
                yield Event(day, "register", entity.title, str(told), rules)

    def _speaking(self, *names: str) -> tuple[str, ...]:
        return tuple(rule for rule in sorted(self.words) if not self.words[rule].isdisjoint(names))


def after(day: date | None) -> date | None:
    """The day after the last."""
    return None if day is None or day == date.max else day + DAY


def standards(policies: PolicySet) -> Iterator[Standard]:
    """All standards."""
    for file in (policies.shared, *policies.policies):
        yield from file.standards if file else ()


def tables(policies: PolicySet) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The decision tables of the categories and of all definitions, by name."""
    if policies.category is not None:
        yield policies.category.field, policies.category.table
    for file in (policies.shared, *policies.policies):
        for one in file.definitions if file else ():
            if isinstance(one.body, tuple):
                yield one.name, one.body


def narrowed(policies: PolicySet, rules: frozenset[str]) -> PolicySet:
    """The policies with only some of their rules, and no sieves."""
    return PolicySet(
        policies.catalog,
        category=policies.category,
        shared=policies.shared,
        policies=tuple(
            replace(policy, rules=tuple(rule for rule in policy.rules if rule.id in rules))
            for policy in policies.policies
        ),
        waivers=policies.waivers,
    )
