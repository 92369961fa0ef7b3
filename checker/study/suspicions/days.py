"""The days on which rules are tried: the day of the check, or the nearest on which they hold.

What stands fixed by the day of the check (`month(核查日) >= 9`) is looked at on further days of
the year: what is true of one day alone is nothing to tell an author.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from checker.model.policy import Policy, PolicySet, Validity
from checker.model.resolved import Resolved
from checker.resolve import resolve
from checker.study.days import year_around
from checker.study.suspicions.examples import Examples, Unshown
from checker.study.suspicions.trial import Finding, Trial


def trials(policies: PolicySet, resolved: Resolved) -> Iterator[Trial]:
    """The days on which there is something to try, each rule and each file on one of them."""
    as_of = resolved.as_of
    files: dict[date, list[Policy]] = {}
    rules: dict[date, set[str]] = {}
    for file in policies.policies:
        day = nearest(as_of, file.validity)
        if day is not None:
            files.setdefault(day, []).append(file)
        for rule in file.rules:
            own = nearest(as_of, file.validity, rule.validity)
            if own is not None:
                rules.setdefault(own, set()).add(rule.id)
    days = sorted({*files, *rules}, key=lambda day: (day != as_of, day))
    for number, day in enumerate(days):
        known = resolved if day == as_of else resolve(policies, day)
        shared = [policies.shared] if policies.shared and not number else []
        those = [*shared, *files.get(day, [])]
        asked = frozenset(rules.get(day, ()))
        yield Trial(policies, known, those, asked, Examples(policies, known))


def nearest(day: date, *within: Validity) -> date | None:
    """The day itself, or the nearest on which all of these hold; None where there is none."""
    start = max((one.start for one in within if one.start), default=date.min)
    end = min((one.end for one in within if one.end), default=date.max)
    return None if start > end else min(max(day, start), end)


def other_days(trial: Trial, findings: Sequence[Finding]) -> Iterator[Trial]:
    """The trial on other days of the year, the farthest first, of what something was found in."""
    if not findings:
        return
    rules = frozenset(rule for finding in findings for rule in finding.rules)
    loose = any(not finding.rules for finding in findings)
    as_of = trial.resolved.as_of
    for day in sorted(year_around(as_of), key=lambda day: abs(day - as_of), reverse=True):
        known = resolve(trial.policies, day)
        known = replace(known, rules=tuple(rule for rule in known.rules if rule.id in rules))
        files = trial.files if loose else ()
        yield Trial(trial.policies, known, files, rules, Unshown(trial.policies, known))
