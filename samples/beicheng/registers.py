"""Makes 部门名册.xlsx, csv-registers/ and planted_registers.csv: the other offices' registers.

`make.py` calls this when the township and its defects stand; what is planted here comes on top.
"""

from __future__ import annotations

from pathlib import Path

import defects_lists
import defects_registers
import defects_rosters
from people import People
from planting import Plot
from register_planting import RegisterPlot
from register_rows import register_tables
from writing import Print, write_csv, write_workbook

HEADERS = {"证件号码": "身份证号码", "金额": "金额（元）"}
TITLES = {
    "公安户籍": "户籍信息比对结果",
    "车辆登记": "车辆管理部门提供",
    "惠农补贴": "2020年惠民惠农补贴发放名单",
}


def write_registers(folder: Path, plot: Plot, people: People) -> None:
    """Write the registers, and set the plot's list to what was planted in them."""
    township = set(plot.tables)
    plot.tables.update(register_tables(plot, people))
    registers = RegisterPlot(plot, people)
    for chapter in (defects_registers, defects_lists, defects_rosters):
        for defects in chapter.ALL:
            defects(registers)
    plans = [printed(plot, table) for table in plot.tables if table not in township]
    write_workbook(folder / "部门名册.xlsx", plans, plot.tables)
    write_csv(folder / "csv-registers", plans, plot.tables)


def printed(plot: Plot, table: str) -> Print:
    """A sheet of its register's name, with all the columns that any of its rows has."""
    columns = dict.fromkeys(title for row in plot.tables[table] for title in row)
    return Print(table, table, tuple(columns), HEADERS, TITLES.get(table, ""))
