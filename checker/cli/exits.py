"""Exit codes: the contract with pipelines."""

from __future__ import annotations

NOTHING_OPEN = 0
OPEN = 1  # a gap or an unknown, not waived, at or above --fail-level
NOT_CHECKED = 2  # usage, policies, unreadable data, a required table; outranks 1
BUG = 70
INTERRUPTED = 130
CLOSED = 141  # whoever read the output has gone
TERMINATED = 143
