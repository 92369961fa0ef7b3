"""Expressions: refused with a place inside the text, or resolved and judged, one verdict a row.

The first byte chooses whose rows the rule is about, the rest is one line, as a rule requires it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from checker.model.dataset import Dataset, Table
from checker.model.resolved import TableName
from checker.prose.sentences import sentences
from checker.read.expression import parse
from checker.resolve import resolve
from checker.run import ROWS, judge
from tests.fuzz.oracle import faults_of
from tests.tables.village import AS_OF, HERE, dataset_of, policies_of, rule_of, span, village

EACH = ("户", "成员", "走访", "村")
WORDS = (
    *(
        "any(",
        "all(",
        "count(",
        "sum(",
        "min(",
        "avg(",
        "only(",
        "latest(",
        "longest_gap(",
        "distinct(",
    ),
    *(
        " for m in 成员",
        " for v in 走访",
        " if ",
        " else ",
        " and ",
        " or ",
        "not ",
        " in ",
        "==",
        "<=",
    ),
    *(
        "户.",
        "m.",
        "全部.",
        "上期.",
        "本行",
        "核查日",
        "months(1)",
        'date("2020-02-30")',
        "known(",
        "blank(",
    ),
    *(
        "甲",
        "数",
        "个数",
        "年钱",
        "月钱",
        "耕地",
        "日",
        "月份",
        "文",
        "颜色",
        "致贫原因",
        '"红"',
        "证件号码",
    ),
    *(
        "1e3",
        "0x10",
        "1_000",
        ":=",
        "is",
        "lambda",
        "，",
        "（",
        "“",
        "；",
        "//",
        "**",
        "%",
        "~",
        "`",
        "[",
        "]",
    ),
    *(
        "{",
        "}",
        "\\",
        "matches(",
        '"[0-9]*"',
        "or_else(",
        "at(",
        "per_year(",
        "age_on(",
        "\x00",
        "\ud800x"[1:],
    ),
)


def seeds() -> Iterator[bytes]:
    for path in sorted(Path(HERE).glob("*.yaml")):
        tree = yaml.safe_load(path.read_text("utf-8"))
        asked = [row for one in tree if isinstance(one, dict) for row in one.get("rows", ())]
        for row in asked:
            text = row.get("is") or row.get("requires") or ""
            if isinstance(text, str) and text:
                yield b"\x00" + text.encode()
                yield b"\x01" + text.encode()


@cache
def world() -> Dataset:
    """Two households that say something in most fields, and one that says nothing."""
    told = {
        "省": "山东省",
        "镇街名": "甲镇",
        "村名": "东村",
        "数": 3,
        "个数": 2,
        "年钱": 100,
        "文": "a",
    }
    homes = [
        {"户编号": "H1", **told, "甲": True, "日": AS_OF, "月份": "2020-09", "致贫原因": ["因病"]},
        {"户编号": "H2", **told, "甲": False, "数": -1, "耕地": 0},
        {"户编号": "H3"},
    ]
    people = [{"人编号": f"P{at}", "户编号": f"H{at % 3 + 1}"} for at in range(4)]
    visits = [{"户编号": f"H{at % 3 + 1}"} for at in range(3)]
    return dataset_of({"户": homes, "成员": people, "走访": visits})


def examine(data: bytes) -> None:
    each = EACH[data[0] % len(EACH)] if data else "户"
    text = data[1:].decode("utf-8", "replace")
    tree, faults = faults_of(lambda: parse(text, span(text)))
    for fault in faults:
        assert fault.span is None or 1 <= fault.span.column <= len(text) + 1, fault
    if tree is None:
        return
    resolved, _ = faults_of(lambda: resolve(policies_of({}, [rule_of("r", each, text)]), AS_OF))
    if resolved is None:
        return
    for rule in resolved.rules:
        for language in ("zh", "en"):
            assert all(one.text.strip() for one in sentences(rule, language)), text
    judged = judge(resolved, world(), village(), engine=ROWS)
    for rule in resolved.rules:
        if rule.id in judged.tallies:
            table = world().tables[TableName(rule.table.entity)]
            assert isinstance(table, Table)
            assert sum(judged.tallies[rule.id].values()) == table.length, text
        else:
            assert any(one.rule == rule.id for one in judged.not_run), "neither run nor told"
