"""Makes the sample townships of 2023 and 2026: `python samples/later/make_later.py [FOLDER]`.

Writes `2023/` and `2026/` beside this script's folder, or into the folder named: a workbook, the
same tables as CSV, and `planted.csv`, which is what the scripts say they planted. The same bytes
each time.
"""

from __future__ import annotations

import sys
from pathlib import Path

SCRIPTS = Path(__file__).parent
sys.path.insert(0, str(SCRIPTS.parent / "beicheng"))

from clean import later_tables  # noqa: E402
from later_plot import LaterPlot  # noqa: E402
from later_prints import prints_of  # noqa: E402
from make import write_planted  # noqa: E402
from plant_2023 import plant_2023  # noqa: E402
from plant_2026 import plant_2026  # noqa: E402
from settings import Y2023, Y2026  # noqa: E402
from writing import write_csv, write_workbook  # noqa: E402


def main(folder: Path) -> None:
    """Write both."""
    for year, plant in ((Y2023, plant_2023), (Y2026, plant_2026)):
        plot = LaterPlot(later_tables(year), year)
        plant(plot)
        plans = prints_of(year, plot.tables)
        target = folder / str(year.as_of.year)
        target.mkdir(parents=True, exist_ok=True)
        write_workbook(
            target / f"{year.town}.xlsx", plans, plot.tables, f"{year.town}（虚构样例）"
        )
        write_csv(target / "csv", plans, plot.tables)
        write_planted(target / "planted.csv", plot.planted)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SCRIPTS.parent)
