"""What is suspicious in a rule's text alone, and the page that explains each suspicion.

What can only be known by running a rule (that it never applies, that two contradict) is found in
`checker.study`; what is wrong outright is a fault of `read` or `resolve`.
"""

from __future__ import annotations

from datetime import date

from checker.fault import Fault, in_order
from checker.lint import (
    complete,
    conditions,
    overlays,
    references,
    standards,
    unused,
    validity,
    vocabulary,
    wording,
)
from checker.lint.subject import Subject
from checker.model.policy import PolicySet
from checker.model.resolved import Resolved

CHECKS = (
    validity.faults,
    standards.faults,
    unused.faults,
    complete.faults,
    wording.faults,
    conditions.faults,
    references.faults,
    overlays.faults,
    vocabulary.faults,
)


def suspicions(policies: PolicySet, resolved: Resolved, as_of: date) -> list[Fault]:
    """All that is suspicious in the text of policies, by file and place: warnings and notes."""
    subject = Subject(policies, resolved, as_of)
    return in_order(fault for check in CHECKS for fault in check(subject))
