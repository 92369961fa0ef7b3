"""What is suspicious in rules and can only be known by trying values.

What is said never to be is proved for all values (`checker.study.proof`); what is said to be is
shown by a household. Where neither succeeds, nothing is said. What is suspicious in the text alone
is `checker.lint`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from checker.fault import Fault
from checker.model.catalog import Catalog
from checker.model.policy import Policy, PolicySet, Rule
from checker.model.resolved import Resolved
from checker.resolve import resolve
from checker.study.suspicions import alone, arms, definitions, holes, pairs, tables
from checker.study.suspicions.conditions import turns_on_the_day
from checker.study.suspicions.trial import Finding, Trial

CHECKS = (
    alone.findings,  # first: it marks the rules of which nothing more is to be said
    definitions.findings,
    pairs.findings,
    tables.findings,
    holes.findings,
    arms.findings,
)
# Days of a year on which what turns on the day of the check turns: its ends, the school year's.
OTHER_DAYS = ((1, 1), (2, 28), (6, 30), (8, 31), (9, 1), (12, 31))


def tried(policies: PolicySet, resolved: Resolved, catalog: Catalog) -> list[Fault]:
    """All that is suspicious, by file and place: warnings.

    A rule that is not in force on the day is tried on the nearest day on which it is.

    Args:
        policies: the whole folder.
        resolved: for the day of the check.
        catalog: the policies' own.
    """
    del catalog
    faults = dict.fromkeys(
        finding.fault
        for day, trial in trials(policies, resolved)
        for finding in confirmed(policies, trial, [*found(trial)], day)
    )
    return sorted(faults, key=place)
