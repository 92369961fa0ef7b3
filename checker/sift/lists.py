"""One sieve's list (筛): which gaps stand in it, in which groups, out of how much looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checker.frozen import frozen
from checker.model.catalog import Catalog
from checker.model.gap import Finding, Gap, GapList, Group
from checker.model.judged import Judged
from checker.model.kind import Unknown, Value
from checker.model.policy import PolicySet
from checker.model.resolved import FieldRead, Node, ResolvedSieve
from checker.run.telling import plain
from checker.sift.asking import CHECKER, HOUSEHOLD, OWNER, Answers
from checker.sift.tally import Counts, in_words, summed

Key = tuple[str | None, ...]
DIGITS = re.compile(r"[0-9]+|[^0-9]+")


@frozen
class Lister:
    """Makes the lists of one run."""

    policies: PolicySet
    roles: Mapping[str, Node]
    answers: Answers
    judged: Judged

    def holds(self, sieve: ResolvedSieve, finding: Finding) -> bool:
        """Does the finding stand in the sieve's list?"""
        return finding.rule.id in sieve.rules and self._included(sieve, finding.subject.household)

    def gap_list(
        self, sieve: ResolvedSieve, gaps: Iterable[Gap], waived: Iterable[Finding]
    ) -> GapList:
        """The sieve's list; `gaps` are sorted and already know their sieves."""
        grouped: dict[Key, list[str]] = {}
        for gap in gaps:
            if sieve.id in gap.sieves:
                grouped.setdefault(self._key(sieve, gap), []).append(gap.id)
        titles = [title for title, _ in sieve.group_by]
        households, counts = self._looked_at(sieve)
        return GapList(
            id=sieve.id,
            title=sieve.title,
            carried_out_by=sieve.carried_out_by,
            households=households,
            verdicts=in_words(counts, (f for f in waived if self.holds(sieve, f))),
            groups=tuple(
                Group(dict(zip(titles, key, strict=True)), tuple(grouped[key]))
                for key in sorted(grouped, key=_last_if_none)
            ),
        )

    def _included(self, sieve: ResolvedSieve, household: str | None) -> bool:
        """An unknown condition includes the household; a row without one is in every list."""
        if sieve.households is None:
            return True
        return self.answers.value(household, sieve.households) is not False

    def _looked_at(self, sieve: ResolvedSieve) -> tuple[int, Counts]:
        included = {h.key for h in self.judged.households if self._included(sieve, h.key)}
        counts = self.judged.groups.get(f"sieve:{sieve.id}", {})
        told = summed(counts[key] for key in counts if key is None or key in included)
        return len(included), told

    def _key(self, sieve: ResolvedSieve, gap: Gap) -> Key:
        household = gap.finding.subject.household
        if sieve.exclude_own and self._own(household):
            return (None,) * len(sieve.group_by)
        return tuple(self._part(node, gap.finding) for _, node in sieve.group_by)

    def _part(self, node: Node | None, finding: Finding) -> str | None:
        if node is None:
            areas = {area.id: area.title for area in self.policies.areas}
            return areas.get(finding.rule.area or "", finding.rule.area)
        subject = finding.subject
        if subject.household is None and _names_village(node, self.policies.catalog):
            return subject.village
        return text_of(self.answers.value(subject.household, node))

    def _own(self, household: str | None) -> bool:
        """Would the household be checked by the person who answers for it?"""
        roles = self.roles
        if OWNER not in roles or CHECKER not in roles:
            return False
        owner, checker = (self.answers.value(household, roles[r]) for r in (OWNER, CHECKER))
        return not isinstance(owner, Unknown) and owner == checker


def _names_village(node: Node, catalog: Catalog) -> bool:
    """Does the node read the last part of a household's link to its village?"""
    links = catalog.entities[HOUSEHOLD].parents if HOUSEHOLD in catalog.entities else ()
    return isinstance(node, FieldRead) and bool(links) and node.name == links[0].fields[-1]


def _last_if_none(key: Key) -> list[tuple[bool, list[tuple[int, str]]]]:
    """第2组 before 第10组; what has no value comes last."""
    return [(part is None, _counted(part or "")) for part in key]


def _counted(text: str) -> list[tuple[int, str]]:
    parts = DIGITS.findall(text)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def text_of(value: Value | Unknown) -> str | None:
    """A value as a column of a list shows it; None where it is unknown."""
    return None if isinstance(value, Unknown) else plain(value)
