"""A run with all that it rested on, for what looks further: differences, forecasts."""

from __future__ import annotations

from checker.frozen import frozen
from checker.model.dataset import Dataset
from checker.model.gap import Outcome
from checker.model.judged import Judged
from checker.model.policy import PolicySet
from checker.model.resolved import Resolved


@frozen
class Checked:
    """Policies and data of a day, and what checking one against the other told."""

    policies: PolicySet
    resolved: Resolved
    dataset: Dataset
    judged: Judged
    outcome: Outcome
