"""Defects of the low-income population (低收入人口) of 2026."""

from __future__ import annotations

from datetime import timedelta

from later_plot import LaterPlot
from low_income import poorer
from plant_monitoring import outside
from writing import Row


def listed(home: Row, kind: str) -> bool:
    """Is it of the low-income population, in this layer?"""
    return home["类别"] == "低收入人口" and home["低收入类型"] == kind


def layers(plot: LaterPlot) -> None:
    """The layer, and what it rests on."""
    row = plot.home_where(lambda home: listed(home, "其他困难家庭"))
    plot.find("low_income/layer", row, "低收入类型漏填", 低收入类型=None)
    row = plot.home_where(lambda home: listed(home, "特困人员"))
    plot.find("low_income/layer-of-assisted", row, "享受特困，写成低保对象", 低收入类型="低保对象")
    row = plot.home_where(lambda home: listed(home, "低保对象"))
    plot.find("low_income/assisted-listed", row, "享受低保，写成一般农户", 类别="一般农户")
    row = plot.home_where(lambda home: listed(home, "低保边缘家庭"))
    plot.find("low_income/assets", row, "财产不符合规定", 财产是否符合规定="否")
    row = plot.home_where(lambda home: listed(home, "低保边缘家庭"))
    plot.doubt("low_income/assets", row, "财产是否符合规定漏填", 财产是否符合规定=None)
    row = plot.home_where(lambda home: listed(home, "低保边缘家庭"))
    poorer(plot.tables, row, 7000)
    plot.gap("low_income/edge-below", row, "人均纯收入7000元，低于低保标准")
    plot.gap("monitoring/line", row, "人均纯收入7000元，低于监测线，没有纳入")


def rigid(plot: LaterPlot) -> None:
    """Costs that cannot be avoided."""
    row = plot.home_where(lambda home: listed(home, "刚性支出困难家庭"))
    plot.find("low_income/rigid-share", row, "支出只占收入三成", 刚性支出=row["年收入"] * 3 // 10)
    row = plot.home_where(lambda home: listed(home, "刚性支出困难家庭"))
    day = row["低收入认定日期"] - timedelta(days=500)
    plot.find("low_income/rigid-renewed", row, "前年认定，没有复核", 低收入认定日期=day)


def missed(plot: LaterPlot) -> None:
    """Who should have been found."""
    row = plot.home_where(
        lambda home: (
            outside(home)
            and home["其他转移性收入"] >= (home["人均纯收入"] - 9000) * home["家庭人口数"]
        )
    )
    poorer(plot.tables, row, 9000)
    plot.gap("low_income/edge-missing", row, "人均纯收入9000元，不到低保标准的1.5倍，没有纳入")


ALL = (layers, rigid, missed)
