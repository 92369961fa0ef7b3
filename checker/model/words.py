"""The words of verdicts, severities and kinds of gaps, as readers see them."""

from __future__ import annotations

VERDICTS = {
    "met": "合格",
    "gap": "不合格",
    "unknown": "待核实",
    "not_applicable": "不涉及",
    "waived": "豁免",
}
SEVERITIES = {"critical": "严重", "major": "重要", "minor": "一般", "note": "提示"}
KINDS = {
    "missing": "遗漏",
    "inaccurate": "不精准",
    "unmet": "未达标",
    "overdue": "超期",
    "inconsistent": "不一致",
}
