"""Makes the sample township: `python samples/beicheng/make.py [FOLDER]`.

Writes the workbook, the CSV files, the booklets and `planted.csv` beside this script, or into the
folder named, and then the other offices' registers with `planted_registers.csv`. The same bytes
each time: every draw comes from `story.SEED`. The lists are what `defects.py` and `registers.py`
say they planted; the checker has no part in it.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, fields
from io import StringIO
from pathlib import Path
from random import Random

from benefit_rows import benefit_rows
from booklets import chosen, write_booklets
from defects import plant
from document_rows import document_rows
from duty import BEICHENG, Staff, township
from homes import COUNTS, Counts, homes
from household_rows import household_rows, township_rows, village_rows
from income_rows import income_rows
from member_rows import dibao_register, disability_register, member_rows
from merged import merged_tables, plant_merged, write_merged
from people import People
from planting import Planted, Plot
from prints import prints
from registers import write_registers
from story import MONEY, SEED, Money, Story, story
from visit_rows import cross_check_rows, official_rows, visit_rows
from work_rows import work_rows
from writing import Row, write_csv, write_workbook


@dataclass(frozen=True)
class Setting:
    """What a township is made from; by default Beicheng of 2020."""

    seed: int = SEED
    counts: Counts = field(default_factory=lambda: COUNTS)
    staff: Staff = BEICHENG
    money: Money = MONEY


def clean_tables(
    setting: Setting = Setting(),
) -> tuple[list[Story], dict[str, list[Row]], People]:
    """The township in which everything is as it should be."""
    random = Random(setting.seed)
    people = People(random)
    everybody = township(random, people, homes(random, people, setting.counts), setting.staff)
    stories = [story(household, setting.money) for household in everybody.households]
    households = household_rows(stories, people)
    tables = {
        "镇街": township_rows(stories),
        "村": village_rows(stories),
        "户": households,
        "成员": member_rows(stories),
        "走访": visit_rows(stories),
        "政策享受": benefit_rows(stories),
        "材料": document_rows(stories),
        "收入明细": income_rows(stories),
        "互查": cross_check_rows(stories, households),
        "务工记录": work_rows(stories),
        "帮扶责任人": official_rows(everybody.officials),
        "残疾人名册": disability_register(stories),
        "农村低保备案": dibao_register(stories),
    }
    return stories, tables, people


def main(folder: Path) -> None:
    """Write everything into the folder."""
    stories, tables, people = clean_tables()
    merged = merged_tables(stories, tables)
    plot = Plot(stories, tables)
    plant(plot)
    plans = prints(plot.tables)
    write_workbook(folder / "北城街道.xlsx", plans, plot.tables)
    write_csv(folder / "csv", plans, plot.tables)
    write_booklets(folder / "booklets", chosen(stories, plot.planted), plot.tables)
    write_planted(folder / "planted.csv", plot.planted)
    write_planted(folder / "planted_merged.csv", plant_merged(merged))
    write_merged(folder / "合并台账.xlsx", merged)
    write_registers(folder, plot, people)
    write_planted(folder / "planted_registers.csv", plot.planted)


def write_planted(path: Path, planted: Iterable[Planted]) -> None:
    """What must be found, sorted by rule and row."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([one.name for one in fields(Planted)])
    writer.writerows(sorted(astuple(one) for one in planted))
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
