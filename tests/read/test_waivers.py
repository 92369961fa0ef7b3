"""Waivers, as YAML and as a table from a spreadsheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.model.policy import Waiver
from checker.read.waivers import read_waivers
from tests.read.small import read

YAML = """waivers:
  - {rule: education/in-school, household: '0012', from: 2020-09-01, until: 2020-12-31,
     reason: 住院, approved_by: 李主任, document: 批准单3号}
"""
TABLE = (
    "规则,户编号,行,起,止,事由,批准人,文件\n"
    "education/in-school,0012,,2020-09-01,2020-12-31,住院,李主任,批准单3号\n"
)


def waiver(path: Path) -> Waiver:
    """The one waiver of a file."""
    (found,) = read_waivers(path)
    return found


# file, bytes, why
FORMS = [
    ("waivers.yaml", YAML.encode(), "YAML"),
    ("waivers.csv", TABLE.encode("utf-8-sig"), "a spreadsheet's UTF-8"),
    ("waivers.csv", TABLE.encode("gb18030"), "a spreadsheet's own encoding"),
    ("waivers.csv", TABLE.replace("\n", "\r\n").encode(), "Windows line ends"),
]


@pytest.mark.parametrize(("name", "data", "why"), FORMS)
def test_forms(name: str, data: bytes, why: str, tmp_path: Path) -> None:
    """Keys stay text, days are days, a row may be left out."""
    (tmp_path / name).write_bytes(data)

    found = waiver(tmp_path / name)

    assert (found.household, found.row) == ("0012", None), why
    assert (found.start, found.end) == (date(2020, 9, 1), date(2020, 12, 31))
    assert (found.reason, found.approved_by, found.document) == ("住院", "李主任", "批准单3号")


# file, text, code, why
FAULTY = [
    ("w.yaml", YAML.replace("'0012'", "0012"), "quote-number", "a number that identifies"),
    ("w.yaml", YAML.replace("2020-12-31", "2020-08-31"), "backwards", "ends before it begins"),
    ("w.yaml", YAML.replace("2020-12-31", "2020/12/31"), "not-a-day", "another way to write it"),
    ("w.yaml", YAML.replace("reason: 住院,", ""), "missing-key", "all is needed"),
    ("w.csv", TABLE.replace("住院", ""), "missing-key", "all is needed"),
    ("w.csv", TABLE.replace("事由", "原因"), "unknown-key", "a column of another name"),
    ("w.csv", TABLE.replace("住院", "住院,出院"), "wrong-shape", "a comma without quotes"),
    ("w.csv", TABLE.replace("2020-12-31", "2020-02-30"), "impossible-day", "no such day"),
]


@pytest.mark.parametrize(("name", "text", "code", "why"), FAULTY)
def test_faults(name: str, text: str, code: str, why: str, tmp_path: Path) -> None:
    """A waiver that is not whole is none."""
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(FaultyInput) as faulty:
        read_waivers(tmp_path / name)

    assert faulty.value.faults[0].code == code, why


def test_both_in_a_folder(tmp_path: Path) -> None:
    """What was kept in two forms counts together."""
    policies = read(tmp_path, {"waivers.yaml": YAML, "waivers.csv": TABLE})

    assert len(policies.waivers) == 2
