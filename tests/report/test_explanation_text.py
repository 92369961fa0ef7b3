"""Explanations on a terminal: 80 columns, characters of GBK, lines broken as Chinese is set."""

from __future__ import annotations

import pytest

from checker.fault import columns_of
from checker.report.explanation_text import explanation_text
from checker.report.lines import folded
from checker.report.masking import MACHINE, OPEN
from tests.study.sample import beicheng, explained

RULES = [rule.id for rule in beicheng()[0].resolved.rules]


@pytest.mark.parametrize(("language", "household"), [("zh", "BC02005"), ("en", "BC08002")])
def test_every_shipped_rule_fits_a_chinese_terminal(language: str, household: str) -> None:
    """For households with all sorts of gaps and doubts, masked or not."""
    told = [explained(rule, household, language=language) for rule in RULES]
    out = "".join(explanation_text(one, masking) for one in told for masking in (MACHINE, OPEN))

    assert out.encode("gbk")
    assert [line for line in out.splitlines() if columns_of(line) > 80] == []


LINES = [
    # text, indent, lines, why
    ("短", 2, ["  短"], "it fits"),
    ("字" * 39 + "尾，后", 0, ["字" * 39, "  尾，后"], "a comma does not begin a line"),
    ("x" * 90, 0, ["x" * 80, "  " + "x" * 10], "a word longer than a line"),
    (
        "字" * 38 + "“三个字”",
        0,
        ["字" * 38 + "“三", "  个字”"],
        "an opening mark is not left behind",
    ),
]


@pytest.mark.parametrize(("text", "indent", "lines", "why"), LINES)
def test_lines_are_folded(text: str, indent: int, lines: list[str], why: str) -> None:
    """As Chinese is set."""
    assert list(folded(text, indent)) == lines, why


WRITTEN = [
    # field, sensitive, what is printed, why
    ("livelihood/income", "BC14006", "“六千左右”", "an amount: whoever mends it must see it"),
    (
        "chronic-card-due",
        "BC02005",
        "（无法识别）  [",
        "about somebody's health: the place is enough",
    ),
]


@pytest.mark.parametrize(("rule", "household", "told", "why"), WRITTEN)
def test_what_stood_in_an_unreadable_cell(rule: str, household: str, told: str, why: str) -> None:
    """It is shown, but not where it may be somebody's own; unmasked it always is."""
    known = explained(rule, household)

    assert told in explanation_text(known, MACHINE), why
    assert "（无法识别）“" in explanation_text(known, OPEN)
