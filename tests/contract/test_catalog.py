"""The catalog of language.md, section 1a, the registers of section 6, the overlay of section 8."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.intake import read_data
from checker.model.dataset import Note
from checker.pipeline import Task, run
from checker.read.catalog import read_catalog
from tests.commands import Command
from tests.contract.conftest import EXAMPLES

CATALOG = (EXAMPLES / "catalog.yaml").read_text(encoding="utf-8")
RULE = """\
policy: {{title: 试}}
rules:
  - id: one
    title: 一
    each: {each}
    requires: '{requires}'
    sieves: [standard]
    severity: major
    message: 不合格
"""
SIEVE = "sieve: {id: standard, title: 标准筛, rules: {sieve: standard}}\n"
DAY_OF_CHECK = date(2020, 9, 17)
DAY = ("--policies", "small", "--as-of", "2020-09-17", "--format", "json")


def folder(office: Path, each: str, requires: str, catalog: str = CATALOG) -> None:
    """A policy folder with its own dictionary and one rule."""
    (office / "small" / "sieves").mkdir(parents=True, exist_ok=True)
    (office / "small" / "sieves" / "standard.yaml").write_text(SIEVE, encoding="utf-8")
    (office / "small" / "catalog.yaml").write_text(catalog, encoding="utf-8")
    text = RULE.format(each=each, requires=requires)
    (office / "small" / "one.yaml").write_text(text, encoding="utf-8")


def judged(checker: Command, *files: str) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """The verdicts' counts and the list."""
    ran = checker("check", *files, *DAY)
    assert ran.code in (0, 1), ran.err
    found = json.loads(ran.out)
    return found["summary"]["verdicts"], found["gaps"]


def written(office: Path, **files: str) -> list[str]:
    """Files of lines; their names."""
    for name, text in files.items():
        (office / f"{name}.csv").write_text(text, encoding="utf-8")
    return [f"{name}.csv" for name in files]


CELLS = [
    # requires, header, cell, verdict, why
    ('监测对象类别 == "非监测对象"', "监测对象类别", "", "met", "what an empty cell means here"),
    ('监测对象类别 == "非监测对象"', "监测对象类别", "边缘易致贫户", "gap", "what is written"),
    ("耕地面积 == 2.5", "耕地面积（亩）", "2.5", "met", "a header with its unit"),
    ("耕地面积 == 2.5", "耕地面积 (亩)", "2.5", "met", "spaces and half-width brackets"),
    ("耕地面积 == 2.5", "耕地面积", "2.5", "met", "the title"),
    ("known(耕地面积)", "耕地面积", "两三亩", "gap", "not a number"),
]


@pytest.mark.parametrize(("requires", "header", "cell", "verdict", "why"), CELLS)
def test_the_fields_of_section_1a(
    requires: str, header: str, cell: str, verdict: str, why: str, checker: Command, office: Path
) -> None:
    """Blank's meaning, headers, kinds: as the dictionary says."""
    folder(office, "户", requires)

    counts, _ = judged(checker, *written(office, 户=f"户编号,{header}\nH1,{cell}\n"))

    assert counts[verdict] == 1, why


def test_numbered_columns_make_one_field(checker: Command, office: Path) -> None:
    """`gather`: two columns, one set."""
    folder(office, "户", '"因病" in 致贫返贫风险 and count(致贫返贫风险) == 2')
    rows = "户编号,致贫/返贫风险1,致贫/返贫风险2\nH1,因学,因病\nH2,因病,\nH3,因学,因懒\n"

    counts, gaps = judged(checker, *written(office, 户=rows))

    assert (counts["met"], counts["gap"], counts["unknown"]) == (1, 1, 1)
    assert {gap["row"]["key"]: gap["verdict"] for gap in gaps} == {"H2": "gap", "H3": "unknown"}


def test_the_other_spellings_of_a_code(checker: Command, office: Path) -> None:
    """是否: 有 √ 已参保 1 Y are yes; 无 × 未参保 0 N are no; anything else is unreadable."""
    folder(office, "成员", "参保")
    words = ["是", "有", "√", "已参保", "1", "Y", "否", "无", "×", "未参保", "0", "N", "也许", ""]
    rows = "".join(f"H1,p{n},{word}\n" for n, word in enumerate(words))

    counts, _ = judged(
        checker, *written(office, 户="户编号\nH1\n", 成员=f"户编号,人编号,参保\n{rows}")
    )

    assert (counts["met"], counts["gap"], counts["unknown"]) == (6, 6, 2)


def test_a_derived_field_is_always_computed(checker: Command, office: Path) -> None:
    """A given column of its title is told of, not used (data.md, numbers)."""
    folder(office, "成员", "年龄 == 6")
    files = written(
        office, 户="户编号\nH1\n", 成员="户编号,人编号,出生日期,年龄\nH1,p1,2014-09-17,60\n"
    )

    counts, _ = judged(checker, *files)
    catalog = read_catalog(office / "small" / "catalog.yaml", None)
    dataset = read_data([office / name for name in files], catalog)

    assert counts["met"] == 1
    assert [note.sentence for note in dataset.notes if note.code == "derived-column"] == [
        "“年龄”由程序计算，没有采用表中的列"
    ]


PRINTED = """\
户编号,人编号,出生日期,年龄
H1,p1,2014-09-17,6
H1,p2,2014-09-18,6
H1,p3,2014-09-17,7
H1,p4,2014-09-17,
H1,p5,,60
H1,p6,2014-09-17,六岁半
"""


def test_a_printed_derived_field_is_compared(office: Path) -> None:
    """p2 turns six tomorrow and p3 is six; what only one side tells cannot differ."""
    folder(office, "成员", "年龄 == 6")
    files = written(office, 户="户编号\nH1\n", 成员=PRINTED)

    outcome = run(Task([office / name for name in files], DAY_OF_CHECK, office / "small"))

    assert [note for note in outcome.notes if note.code == "derived-differs"] == [
        Note(
            "derived-differs",
            "表中的“年龄”有2行与算出的不同，判定用算出的；请核对这一列或算它用的各列",
            "成员.csv › 第3行 › 年龄",
            count=2,
        )
    ]


REGISTER = "序号,证件号码\n1,999999198006150013\n"
MEMBERS = "户编号,人编号,证件号码\nH1,p1,999999198006150013\nH1,p2,999999198006150021\nH1,p3,\n"
LINKED = "any(c.证件号码 == 证件号码 for c in 残疾人名册)"


def test_the_register_of_section_6(checker: Command, office: Path) -> None:
    """Found, not found, key missing."""
    folder(office, "成员", LINKED)
    files = written(office, 户="户编号\nH1\n", 成员=MEMBERS, 残疾人名册=REGISTER)

    _, gaps = judged(checker, *files)

    assert {gap["row"]["key"]: gap["verdict"] for gap in gaps} == {"p2": "gap", "p3": "unknown"}
    (blank,) = (gap for gap in gaps if gap["row"]["key"] == "p3")
    assert blank["missing"] == ["证件号码"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("as_of: 2020-08-31", "as_of: 2020-06-18"), "older than 90 days"),
        (("as_of: 2020-08-31", "as_of: 2020-09-18"), "dated after the check"),
    ],
)
def test_a_register_of_the_wrong_day_says_so(
    change: tuple[str, str], why: str, checker: Command, office: Path
) -> None:
    """Not found, too old, key missing are three different reasons."""
    folder(office, "成员", LINKED, CATALOG.replace(*change))
    files = written(office, 户="户编号\nH1\n", 成员=MEMBERS, 残疾人名册=REGISTER)

    counts, gaps = judged(checker, *files)

    assert counts["unknown"] == 3, why
    assert all("过期或晚于核查日（残疾人名册）" in gap["message"] for gap in gaps), why


def test_an_open_register_never_says_no(checker: Command, office: Path) -> None:
    """With `absence: unknown` not found is unknown, for a reason of its own."""
    catalog = CATALOG.replace("absence: means_no ", "absence: unknown ")
    folder(office, "成员", LINKED, catalog)
    files = written(office, 户="户编号\nH1\n", 成员=MEMBERS, 残疾人名册=REGISTER)

    counts, gaps = judged(checker, *files)

    assert (counts["met"], counts["unknown"]) == (1, 2)
    assert any("名册不全" in gap["message"] for gap in gaps if gap["row"]["key"] == "p2")


def test_the_day_of_a_register_from_about(checker: Command, office: Path) -> None:
    """`about.yaml` beside the files says of which day a register is (data.md)."""
    catalog = CATALOG.replace("    as_of: 2020-08-31        # or read from the file\n", "")
    folder(office, "成员", LINKED, catalog)
    (office / "data").mkdir()
    written(office / "data", 户="户编号\nH1\n", 成员=MEMBERS, 残疾人名册=REGISTER)
    without, _ = judged(checker, "data")
    about = "registers: {残疾人名册: {as_of: 2020-08-31}}\n"
    (office / "data" / "about.yaml").write_text(about, encoding="utf-8")

    counts, _ = judged(checker, "data")

    assert without["unknown"] == 3
    assert (counts["met"], counts["gap"], counts["unknown"]) == (1, 1, 1)
