"""Entries of an overlay that say what its base says already."""

from __future__ import annotations

from collections.abc import Iterator

from checker.fault import Fault
from checker.lint import messages
from checker.lint.subject import Subject


def faults(subject: Subject) -> Iterator[Fault]:
    """Entries that change nothing. What an overlay may not do is refused by `checker.read`."""
    for adjustment in subject.policies.adjustments:
        if adjustment.idle:
            yield messages.changes_nothing(adjustment.value.span, adjustment.standard)
    for tailoring in subject.policies.tailorings:
        if tailoring.idle:
            yield messages.changes_nothing(tailoring.span, tailoring.rule)
