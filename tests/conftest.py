"""Examples that Hypothesis makes are the same in every run; `CHECKER_EFFORT` makes them new."""

from __future__ import annotations

from hypothesis import settings

from tests.differential.effort import TIMES

settings.register_profile("checker", derandomize=TIMES == 1, database=None, deadline=None)
settings.load_profile("checker")
