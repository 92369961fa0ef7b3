"""What is planted in the sample of 2026."""

from __future__ import annotations

import plant_shared
from later_plot import LaterPlot


def plant_2026(plot: LaterPlot) -> None:
    """Everything."""
    for defects in (plant_shared.school, *plant_shared.ALL):
        defects(plot)
