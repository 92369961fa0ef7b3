"""Cells of the catalogue's groups C, D, E and G, read as the shipped dictionary has them.

The grammar of the kinds has its own tables (`test_grammar`); here stands what depends on a field:
its words, its unit, and what a rule then says of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.intake import read_data
from checker.intake.grammar import read_cell
from checker.model.kind import State, Value
from checker.model.verdict import Verdict
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.resolve import resolve
from checker.run import judge
from tests.intake.small import write_lines

POLICIES = read_policies(shipped("policies"), cases=False)
CATALOG = POLICIES.catalog
AS_OF = date(2020, 9, 17)

CELLS = [
    # number, field, raw, value or reason, why
    ("C6", "member.id_number", "370703500101123", "370703500101123", "fifteen digits: old"),
    ("C6", "member.id_number", 370703500101123.0, "370703500101123", "all are kept by a number"),
    ("C7", "member.id_number", "370703195001011232", "370703195001011232", "born in 1950"),
    ("C9", "member.id_number", "3707031950010112\u039f2", "3707031950010112\u039f2", "a Greek O"),
    ("C9", "member.id_number", "37070319500101123\u0425", "37070319500101123\u0425", "no X"),
    ("C9", "member.id_number", "\u0663\u0667", "\u0663\u0667", "Arabic digits are not ours"),
    ("C9", "member.id_number", "3707031950010112322", "3707031950010112322", "one too many"),
    ("C16", "member.id_number", "370703########1232", "masked", "with other signs"),
    ("C16", "member.id_number", "370703……1232", "masked", "with dots"),
    ("C16", "member.id_number", "370703________123X", "masked", "with a line"),
    ("C16", "member.id_number", "370703■■■■1232", "masked", "with boxes"),
    ("C16", "member.id_number", "370703-19500101-1232", "370703-19500101-1232", "groups"),
    ("C11", "member.id_number", "810000199001010014", "810000199001010014", "a permit"),
    ("C11", "member.id_number", "无", "无", "a word is no number, and no blank either"),
    ("C14", "member.phone", "13800000001/13900000002", "13800000001", "two: the first"),
    ("C14", "member.phone", "13800000001\n13900000002", "13800000001", "on two lines"),
    ("C14", "member.phone", "138 0000 0001 139 0000 0002", "13800000001", "both spaced"),
    ("C14", "member.phone", "13800000001 0536-888888", "13800000001 0536-888888", "not both"),
    ("C14", "member.phone", "13800000001、139 0000 0002", "13800000001", "two, one spaced"),
    ("C14", "member.phone", "13800000001/0536-888888", "13800000001/0536-888888", "not both"),
    ("C14", "member.phone", "1.38E+10", "digits-lost", "as Excel shows it, saved as text"),
    ("C14", "member.phone", 13800000001.0, "13800000001", "a number keeps eleven digits"),
    ("C14", "member.phone", "\uff11\uff13800000001", "13800000001", "full-width"),
    ("C14", "member.phone", "0536-888888", "0536-888888", "a landline"),
    ("D2", "household.identified_on", "202105", "month-only", "which day is not told"),
    ("D6", "member.birth_date", "2020-13-01", "impossible-date", "no such month"),
    ("D6", "member.birth_date", "2020-00-01", "impossible-date", "no such month"),
    ("D7", "member.birth_date", "每周六", "not-a-date", "not one day"),
    ("D7", "member.birth_date", "至今", "not-a-date", "there is no clock"),
    ("D7", "member.birth_date", "/", None, "does not apply"),
    ("D12", "member.birth_date", "民国109年9月17日", "other-calendar", "another count of years"),
    ("D12", "member.birth_date", "庚子年八月初一", "other-calendar", "the moon's calendar"),
    ("D12", "member.birth_date", "农历八月初一", "other-calendar", "the moon's calendar"),
    ("E4", "household.net_income_per_head", "0x10", "not-a-number", "a programmer's"),
    ("E4", "household.net_income_per_head", "1e309", "not-a-number", "beyond all numbers"),
    ("E4", "household.net_income_per_head", "9" * 30, "out-of-range", "nobody's income"),
    ("E7", "household.house_area", "120平", 120, "as people say it"),
    ("E7", "household.house_area", "120 m²", 120, "not 1202"),
    ("E7", "household.house_area", "120M²", 120, "a large m"),
    ("E9", "member.medical_resident", " √ ", True, "a tick in the middle of the cell"),
    ("E9", "member.medical_resident", "☑", True, "a box"),
    ("E9", "member.medical_resident", "□是 ☑否", "not-yes-or-no", "two boxes, one ticked"),
    ("E9", "member.medical_resident", "×", False, "a cross"),
    ("E9", "member.medical_resident", "未参保", False, "in words"),
    ("E9", "member.medical_resident", "v", True, "a tick, on a keyboard"),
    ("E9", "member.medical_resident", "X", False, "a cross, on a keyboard"),
    ("E9", "member.medical_resident", "\u2573", False, "a cross of lines"),
    ("E9", "member.medical_resident", "对", True, "a tick in words"),
    ("E9", "household.dangerous_house", "错", False, "a cross in words"),
    ("E9", "member.medical_resident", "○", "not-yes-or-no", "a ring is yes to some, no to others"),
    ("E9", "member.medical_resident", "是/否", "not-yes-or-no", "the form's own words, unticked"),
    ("E9", "member.medical_resident", "居民", "not-yes-or-no", "the answer to another question"),
    ("E9", "household.dangerous_house", "安全", False, "safe is no danger"),
    ("E9", "household.safe_water", "安全", True, "safe is safe"),
    ("E11", "member.dropped_out", "无", False, "none has dropped out"),
    ("E11", "member.dropped_out", "未辍学", False, "has not"),
    ("E11", "member.dropped_out", "辍学", True, "has"),
    ("E11", "member.dropped_out", "在校", "not-yes-or-no", "a wording that nobody has told us"),
    ("E12", "household.house_grade", "\uff22\u7ea7", "B级", "full-width"),
    ("E12", "household.house_grade", "b级", "B级", "lower case"),
    ("E12", "household.house_grade", "丙级", "C级", "the old count"),
    ("E12", "household.house_grade", "B/C", "unknown-code", "two are not one"),
    ("E14", "member.medical_resident", "TRUE", True, "text"),
    ("E14", "member.medical_resident", True, True, "a truth value"),
    ("E14", "member.medical_resident", 1.0, True, "a number"),
    ("G1", "member.name", "张\u3000三\n", "张三", "spaced out to fill the cell"),
    ("G1", "member.name", "NULL", None, "a program's word for nothing is nobody's name"),
    ("G1", "member.name", "nan", None, "another's"),
    ("G1", "member.name", "\\N", None, "a database's"),
    ("G1", "household.address", "（空白）", None, "a pivot table's"),
    ("G1", "household.address", "同上", "not-known", "what stands above may be sorted away"),
    ("G1", "household.village_name", "〃", "not-known", "as a sign"),
    ("G1", "member.name", "张\xa0三", "张三", "a space of a web page"),
    ("G2", "member.name", "买买提\u30fb艾力", "买买提·艾力", "a Japanese dot"),
    ("G2", "member.name", "买买提\uff0e艾力", "买买提·艾力", "a full-width stop"),
    ("G2", "member.name", "买买提\u2027艾力", "买买提·艾力", "a dot of dictionaries"),
    ("G2", "member.name", "买买提 • 艾力", "买买提·艾力", "a bullet between spaces"),
    (
        "G4",
        "member.name",
        "张\ud800三\u202e",
        "张\ufffd三",
        "half a character; a turn of direction",
    ),
    ("G4", "member.name", "张\x00三\x1b[31m", "张三[31m", "what a terminal would obey"),
]


@pytest.mark.parametrize(("number", "name", "raw", "expected", "why"), CELLS)
def test_cells(number: str, name: str, raw: object, expected: Value | None, why: str) -> None:
    """The value, or the reason for which there is none."""
    entity, _, field = name.partition(".")

    value, odd = read_cell(raw, CATALOG.entities[entity].fields[field], CATALOG.codes)

    unread = odd is not None and odd.state is State.UNREADABLE
    assert (odd.reason if odd and unread else value) == expected, f"{number}: {why}"


def test_first_of_several_is_told() -> None:
    """C14: which number was dropped can be seen."""
    phone = CATALOG.entities["household"].fields["phone"]

    _, odd = read_cell("13800000001/13900000002", phone, CATALOG.codes)

    assert odd is not None
    assert (odd.reason, odd.raw) == ("first-of-several", "13800000001/13900000002")


ROWS = [
    # number, rule, the member's cells, verdict, why
    ("C1", "id-valid", {"证件号码": "3.70703E+17"}, Verdict.UNKNOWN, "three digits are lost"),
    ("C4", "id-valid", {"证件号码": "37070319900307004x"}, Verdict.MET, "a small x"),
    ("C6", "id-valid", {"证件号码": "370703500101123"}, Verdict.GAP, "to be renewed"),
    ("C7", "id-valid", {"证件号码": "370703195001011232"}, Verdict.MET, "a county of 1950"),
    ("C9", "id-valid", {"证件号码": "37070319500101X234"}, Verdict.GAP, "an X inside"),
    ("C9", "id-valid", {"证件号码": "37070319500101123\u0425"}, Verdict.GAP, "a Cyrillic letter"),
    ("C16", "id-valid", {"证件号码": "370703********1232"}, Verdict.UNKNOWN, "masked"),
    ("C16", "id-unique", {"证件号码": "370703********1232"}, Verdict.NOT_APPLICABLE, "none"),
    ("D6", "birth-in-id", {"出生日期": "1950-02-30"}, Verdict.UNKNOWN, "no such day"),
    ("D7", "birth-in-id", {"出生日期": "9月17日"}, Verdict.UNKNOWN, "of which year?"),
]


@pytest.mark.parametrize(("number", "rule", "cells", "verdict", "why"), ROWS)
def test_rows(
    tmp_path: Path, number: str, rule: str, cells: dict[str, str], verdict: Verdict, why: str
) -> None:
    """What a rule says of it: unknown is never met, and never a gap that nobody proved."""
    own = {"证件号码": "370703195001011232", "出生日期": "1950-01-01"} | cells
    header = ("户编号", "人编号", "姓名", *own)
    write_lines(tmp_path / "成员.csv", header, ("H1", "H1-1", "张三", *own.values()))
    write_lines(tmp_path / "户.csv", ("户编号", "镇街", "村"), ("H1", "北城", "东村"))

    data = read_data([tmp_path], CATALOG)
    judged = judge(resolve(POLICIES, AS_OF), data, CATALOG)

    assert judged.tallies[f"identity/{rule}"][verdict] == 1, f"{number}: {why}"
