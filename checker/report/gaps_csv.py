"""gaps.csv: one line a gap, for a spreadsheet program on a Windows PC.

UTF-8 with a byte order mark and CRLF, so that Excel and WPS read it right. A cell that a
spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from checker.model.gap import Gap, Outcome
from checker.model.words import KINDS, SEVERITIES, VERDICTS
from checker.report.masking import Masking
from checker.report.words import reading_text

# The last four are the full-width forms that spreadsheets read alike.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

HEADERS = (
    "问题编号",
    "村",
    "户编号",
    "对象",
    "对象编号",
    "规则",
    "规则名称",
    "判定",
    "严重程度",
    "问题类别",
    "政策领域",
    "两不愁三保障",
    "筛",
    "问题描述",
    "缺少的信息",
    "依据的数值",
    "整改要求",
    "责任人",
    "时限（天）",
    "豁免至",
    "未确认的标准",
    "合并的对象",
)


def gaps_csv(outcome: Outcome, masking: Masking) -> bytes:
    """The whole file."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    if not masking.numbers:
        writer.writerow(["本表未遮盖个人信息"])
    writer.writerow(HEADERS)
    for gap in outcome.gaps:
        writer.writerow([guarded(cell) for cell in _cells(gap, outcome, masking)])
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8", "replace")


def guarded(cell: str) -> str:
    """The cell, never a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _cells(gap: Gap, outcome: Outcome, masking: Masking) -> Iterator[str]:
    finding, rule = gap.finding, gap.finding.rule
    subject = finding.subject
    policies = outcome.policies
    titles = {sieve.id: sieve.title for sieve in outcome.sieves}
    yield gap.id
    yield subject.village or ""
    yield masking.key(subject.household or "")
    yield policies.catalog.entities[subject.table.entity].title
    yield masking.key(subject.key)
    yield rule.id
    yield rule.title
    yield VERDICTS["waived" if gap.waiver else finding.verdict.word]
    yield SEVERITIES[rule.severity.name.lower()]
    yield KINDS[rule.kind.value] if rule.kind else ""
    yield next((area.title for area in policies.areas if area.id == rule.area), rule.area or "")
    yield next((c.title for c in policies.criteria if c.id == gap.criterion), "")
    yield "、".join(titles.get(sieve, sieve) for sieve in gap.sieves)
    yield masking.sentence(finding.message, finding)
    yield "、".join(finding.missing)
    yield "；".join(reading_text(reading, masking) for reading in finding.readings)
    yield masking.sentence(finding.remedy, finding)
    yield rule.responsible
    yield "" if rule.due is None else str(rule.due)
    yield gap.waiver.end.isoformat() if gap.waiver else ""
    yield "、".join(finding.unconfirmed)
    yield "、".join(masking.key(row) for row in gap.rows or ())
