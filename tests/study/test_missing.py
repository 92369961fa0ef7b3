"""YAML that is pasted into a cases file reads as it was meant."""

from __future__ import annotations

import pytest

from checker.read.cases import plain
from checker.source import Source
from checker.study.missing import flow
from checker.yaml_tree import read_yaml

WRITTEN = [
    ("小学", "小学", "a word"),
    ("2020-09-17", "2020-09-17", "a day stands as cases write it"),
    ("12.5", "12.5", "a number that counts"),
    ("370703201003010118", '"370703201003010118"', "a number that identifies"),
    ("0536", '"0536"', "leading noughts"),
    ("-1", "-1", "a number below nought"),
    ("", '""', "nothing"),
    ("是, 否", '"是, 否"', "a comma would part it"),
    ("a: b", '"a: b"', "a colon would make a key of it"),
    ('他说"好"', '"他说\\"好\\""', "quotes"),
    ("null", '"null"', "a word that YAML takes for nothing"),
    ("true", '"true"', "a word that YAML takes for a truth"),
    ("3.70703E+17", '"3.70703E+17"', "a number that a spreadsheet has cut off"),
]


@pytest.mark.parametrize(("text", "expected", "why"), WRITTEN)
def test_text(text: str, expected: str, why: str) -> None:
    assert flow(text) == expected, why
    assert plain(read_yaml(Source("cases.yaml", f"{{a: {flow(text)}}}\n"))) == {"a": text}


def test_nested() -> None:
    """Rows, lists of rows, and several codes in one cell."""
    given = {"户": {"人口数": "2"}, "成员": [{"原因": ("因病", "因残")}, {}]}

    assert flow(given) == "{户: {人口数: 2}, 成员: [{原因: [因病, 因残]}, {}]}"
