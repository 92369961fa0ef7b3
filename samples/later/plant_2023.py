"""What is planted in the sample of 2023."""

from __future__ import annotations

import plant_monitoring
import plant_shared
from later_plot import LaterPlot


def plant_2023(plot: LaterPlot) -> None:
    """Everything."""
    for defects in (
        *plant_monitoring.FIRST,
        plant_shared.school,
        *plant_monitoring.THEN,
        plant_shared.assistance,
    ):
        defects(plot)
    plot.share()
    for defects in (plant_shared.in_town, *plant_shared.SHARING):
        defects(plot)
