"""What is suspicious in rules and can only be known by trying values.

What is said never to be is proved for all values (`checker.study.proof`); what is said to be is
shown by a household. Where neither succeeds, nothing is said. What is suspicious in the text alone
is `checker.lint`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from checker.fault import Fault, in_order
from checker.model.policy import PolicySet
from checker.model.resolved import Resolved
from checker.study.suspicions import alone, arms, definitions, holes, pairs, tables
from checker.study.suspicions.days import other_days, trials
from checker.study.suspicions.trial import Finding, Trial

Check = Callable[[Trial], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    alone.findings,  # first: it marks the rules of which nothing more is to be said
    definitions.findings,
    pairs.findings,
    tables.findings,
    holes.findings,
    arms.findings,
)


def tried(policies: PolicySet, resolved: Resolved) -> list[Fault]:
    """All that is suspicious, by file and place: warnings.

    A rule that is not in force on the day is tried on the nearest day on which it is.

    Args:
        policies: the whole folder.
        resolved: for the day of the check.
    """
    findings = [one for trial in trials(policies, resolved) for one in lasting(trial)]
    return in_order(dict.fromkeys(finding.fault for finding in findings))


def lasting(trial: Trial) -> list[Finding]:
    """What is found on the trial's day, and is no matter of that day alone."""
    found = {check: [*check(trial)] for check in CHECKS}
    findings = [finding for some in found.values() for finding in some]
    doubtful = [finding for finding in findings if finding.turns_on_the_day]
    # Of the other checks nothing is in doubt; the first marks the rules that others leave alone.
    checks = [c for c, some in found.items() if c is CHECKS[0] or set(some) & set(doubtful)]
    for other in other_days(trial, doubtful):
        gone = missing(doubtful, other, checks)
        findings = [finding for finding in findings if finding not in gone]
        doubtful = [finding for finding in doubtful if finding not in gone]
        if not doubtful:
            break
    return findings


def missing(findings: Sequence[Finding], other: Trial, checks: Sequence[Check]) -> list[Finding]:
    """Those that are not found on another day, though their rules are in force on it."""
    places = {finding.place for check in checks for finding in check(other)}
    in_force = {rule.id for rule in other.resolved.rules}
    return [f for f in findings if in_force.issuperset(f.rules) and f.place not in places]
