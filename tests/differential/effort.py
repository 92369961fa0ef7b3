"""How much is tried: little and always the same in CI, much and always new where asked for.

`CHECKER_EFFORT=50 pytest tests/differential` tries fifty times as many examples, at random.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("CHECKER_EFFORT", "1"))


def effort(examples: int) -> settings:
    """The settings of a test that tries so many examples in CI.

    An example is a seed, so there is nothing for Hypothesis to shrink: a failure is made small by
    `tests.differential.smaller`.
    """
    return settings(
        max_examples=examples * TIMES,
        derandomize=TIMES == 1,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
