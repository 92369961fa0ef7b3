"""What is planted in the sample of 2026: the low-income population, and again some of the rest."""

from __future__ import annotations

import plant_low_income
import plant_monitoring
import plant_shared
from later_plot import LaterPlot


def plant_2026(plot: LaterPlot) -> None:
    """Everything."""
    for defects in (
        *plant_low_income.ALL,
        plant_monitoring.support,
        plant_monitoring.labels,
        plant_monitoring.unread,
        plant_shared.assistance,
        plant_shared.school,
    ):
        defects(plot)
    plot.share()
    for defects in plant_shared.SHARING:
        defects(plot)
