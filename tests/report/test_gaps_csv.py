"""gaps.csv opens right in Excel and WPS, and no cell of it becomes a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from checker.report.gaps_csv import HEADERS, gaps_csv, guarded
from checker.report.masking import MACHINE, OPEN
from tests.sift.small import FINDINGS, SCHOOL, finding, outcome


def test_bytes() -> None:
    """A byte order mark, CRLF, a line a gap."""
    content = gaps_csv(outcome(), MACHINE)

    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == list(HEADERS)
    assert len(rows) == 1 + len(FINDINGS)
    assert content.count(b"\r\n") == len(rows)
    assert len(rows[1]) == len(HEADERS)


def test_unmasked_says_so() -> None:
    assert gaps_csv(outcome(), OPEN).decode("utf-8-sig").startswith("本表未遮盖个人信息\r\n")


RISKY = [
    # cell, why
    ("=1+1", "a formula"),
    ("+8613812340001", "a sum"),
    ("-1", "a difference"),
    ("@SUM(A1)", "an old formula"),
    ("\t=1", "a tab in front"),
    ("\r=1", "a return in front"),
    ("＝1", "a full-width sign"),
]


@pytest.mark.parametrize(("cell", "why"), RISKY)
def test_no_formulas(cell: str, why: str) -> None:
    assert guarded(cell) == f"'{cell}", why

    told = replace(finding(SCHOOL, "H1", "a"), message=cell)
    rows = list(csv.reader(io.StringIO(gaps_csv(outcome((told,)), MACHINE).decode("utf-8-sig"))))
    assert rows[1][HEADERS.index("问题描述")] == f"'{cell}", why
