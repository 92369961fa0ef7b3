"""gaps.json: valid by its schema, the same bytes every time, and nobody's data in it."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from checker.dates import Month
from checker.model.gap import NotRun, Reading
from checker.model.kind import Unknown
from checker.report.gaps_json import document, gaps_json, indented
from checker.report.masking import MACHINE, OPEN
from checker.report.record import reading_record
from tests.sift.small import DAY, FINDINGS, SCHOOL, WATER, finding, outcome, waiver

SCHEMA = Path(__file__).parents[2] / "schemas" / "gap_list.schema.json"
LACKING = (NotRun(WATER.id, "no-table", "饮水"), NotRun("x/y", "no-column", "户", "住址"))


def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


OUTCOMES = [
    # outcome, why
    (outcome(), "gaps and unknowns"),
    (outcome(()), "nothing found"),
    (outcome(waivers=(waiver("H1"),)), "a waiver"),
    (outcome(not_run=LACKING[:1]), "a rule without its table"),
    (replace(outcome(), not_run=LACKING), "a rule without its column"),
    (outcome((replace(FINDINGS[1], once_per=("K",)),)), "rows of a merged finding"),
]


@pytest.mark.parametrize(("found", "why"), OUTCOMES)
@pytest.mark.parametrize("masking", [MACHINE, OPEN], ids=["masked", "unmasked"])
def test_valid(found, why: str, masking) -> None:  # type: ignore[no-untyped-def]
    """Every document is what the schema says."""
    tree = json.loads(gaps_json(found, masking))

    assert list(validator().iter_errors(tree)) == [], why


BROKEN = [
    # path to change, value, why
    (("gaps", 0, "verdict"), "met", "only gaps and unknowns are listed"),
    (("gaps", 0, "id"), "1", "an id is a hash"),
    (("as_of",), None, "the day always stands there"),
    (("summary", "verdicts", "gap"), -1, "a count"),
    (("unmasked",), False, "only ever true"),
]


@pytest.mark.parametrize(("path", "value", "why"), BROKEN)
def test_schema_refuses(path: tuple[str | int, ...], value: object, why: str) -> None:
    tree = json.loads(gaps_json(outcome(), MACHINE))
    place = tree
    for step in path[:-1]:
        place = place[step]

    place[path[-1]] = value

    assert list(validator().iter_errors(tree)) != [], why


def test_a_gap_in_full() -> None:
    """Field by field, as cli.md shows it."""
    tree = document(outcome((finding(SCHOOL, "H1", "H1-2"),)), MACHINE)

    assert tree["gaps"] == [
        {
            "id": "a607a32377d74dbf",
            "rule": "education/in-school",
            "title": "education/in-school的名称",
            "verdict": "gap",
            "household": "H1",
            "row": {"entity": "成员", "key": "H1-2"},
            "village": "北村",
            "sieves": ["inspection"],
            "area": "education",
            "criterion": "schooling",
            "kind": "unmet",
            "severity": "critical",
            "message": "张*（11岁）在校状况为“非在校生”",
            "remedy": "核实",
            "responsible": "帮扶责任人",
            "due": 5,
            "waiver": None,
            "unconfirmed": [],
            "rows": None,
            "values": [
                {"name": "姓名", "value": "张*", "unit": None, "place": "成员.xlsx › 成员 › B5"},
                {"name": "年龄", "value": 11, "unit": "岁", "place": "成员.xlsx › 成员 › E5"},
            ],
        }
    ]


def test_unmasked_says_so() -> None:
    tree = document(outcome(), OPEN)

    assert tree["unmasked"] is True
    assert "张三" in json.dumps(tree, ensure_ascii=False)


def test_same_bytes() -> None:
    """Whatever the order in which the engine found them."""
    forwards, backwards = outcome(FINDINGS), outcome(tuple(reversed(FINDINGS)))

    assert gaps_json(forwards, MACHINE) == gaps_json(backwards, MACHINE)


VALUES = [
    # value, in JSON, why
    (Decimal("11.000000"), 11, "a whole number"),
    (Decimal("0.950000"), 0.95, "decimals"),
    (True, True, "yes or no"),
    (DAY, "2020-09-17", "a day"),
    (Month(2023, 4), "2023-04", "a month"),
    (("因病", "因残"), ["因病", "因残"], "several codes"),
    (Unknown(), None, "unknown"),
]


@pytest.mark.parametrize(("value", "expected", "why"), VALUES)
def test_values(value, expected: object, why: str) -> None:  # type: ignore[no-untyped-def]
    record = reading_record(Reading("x", value, None, ()), MACHINE)

    assert record["value"] == expected, why
    assert type(record["value"]) is type(expected), why


INDENTED = [
    # value, why
    ({"户": [], "成员": {}, "行": [1, 2.5, True, None, -0.0]}, "empty ones, and what is no text"),
    ({"a": {"b": [{"c": ["x"]}, [[]]]}}, "one inside another"),
    ({'"\\\n\t\x01': "\u2028\ud800𠮷/"}, "what JSON escapes, and what it does not"),
]


@pytest.mark.parametrize(("value", "why"), INDENTED)
def test_indented_as_the_standard_library_does(value: object, why: str) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1), why
