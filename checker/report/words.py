"""The words of outputs: reasons, waivers, tallies, as readers see them."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _

from checker.model.gap import NotRun, Outcome, Reading
from checker.model.words import VERDICTS
from checker.report.masking import Masking
from checker.run.telling import told

SKIPPED = {"not-in-force": "核查日不在有效期内"}
WAIVERS = {"expiring": "十四天内到期", "expired": "已经过期", "unmatched": "没有对应的问题"}


def reading_text(reading: Reading, masking: Masking) -> str:
    """One value with its unit: 年龄：11岁."""
    if isinstance(reading.value, str | tuple):
        return f"{reading.name}：{masking.value(reading)}"
    return f"{reading.name}：{told(reading.value, reading.unit)}"


def not_run_lines(outcome: Outcome) -> dict[str, list[str]]:
    """Why rules did not run, each reason once, with its rules: 走访表未提供 → [visits/weekly]."""
    lines: dict[str, list[str]] = {}
    for lacks in outcome.not_run:
        lines.setdefault(not_run_reason(lacks), []).append(lacks.rule)
    return lines


def not_run_reason(lacks: NotRun) -> str:
    """What the rule lacks."""
    if lacks.column:
        return _("{table}表没有“{column}”这一列").format(table=lacks.table, column=lacks.column)
    return _("{table}表未提供").format(table=lacks.table)


def tally_line(verdicts: Mapping[str, int]) -> str:
    """合格 3，不合格 1，待核实 2，不涉及 0，豁免 0."""
    return "，".join(f"{title} {verdicts.get(word, 0)}" for word, title in VERDICTS.items())
