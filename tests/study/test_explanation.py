"""Households of the sample explained: what stands in the workbook, looked up there by hand.

The cells were read in 北城街道.xlsx with a spreadsheet program, not with the code under test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from checker.fault import FaultyInput
from checker.model.explanation import Change, ExplainedRow, Sentence, Step
from checker.model.kind import Unknown, Value
from checker.study.asking import rule_named
from checker.study.drift import drift
from checker.study.explanation import explanation, with_sql
from tests.study.sample import beicheng, explained

BOOK = "北城街道.xlsx"


@dataclass(frozen=True)
class Expected:
    """What a spreadsheet program shows of one household under one rule."""

    rule: str
    household: str
    row: str
    verdict: str
    read: dict[str, object]  # cell → what stands there; None: nothing, or nothing readable
    decided: tuple[str, ...]  # cells that the verdict rests on
    changes: tuple[tuple[str, str, object], ...]  # the first: verdict, cell or table, value


HOUSEHOLDS = [
    # 人均纯收入 AA26 is 3600, the poverty line 4000; L26 says 不享受政策户.
    Expected(
        "livelihood/income", "BC02012", "BC02012", "gap",
        {"户信息 › AA26": Decimal(3600), "户信息 › L26": "不享受政策户"},
        ("户信息 › AA26", "户信息 › L26"),
        (("met", "户信息 › AA26", Decimal(4000)), ("not_applicable", "户信息 › L26", "档外户")),
    ),
    # AA154 says 六千左右: no number; 4000 would do, 3999 would not.
    Expected(
        "livelihood/income", "BC14006", "BC14006", "unknown",
        {"户信息 › AA154": None, "户信息 › L154": "享受政策户"},
        ("户信息 › AA154",),
        (("met", "户信息 › AA154", Decimal(4000)), ("gap", "户信息 › AA154", Decimal(3999))),
    ),
    # A boy born on 19 April 2010, 非在校生 in M72, no reason in O72.
    Expected(
        "education/in-school", "BC04004", "BC04004-3", "unknown",
        {
            "家庭成员 › H72": date(2010, 4, 19), "家庭成员 › M72": "非在校生",
            "家庭成员 › O72": None,
        },
        ("家庭成员 › O72",),
        (("met", "家庭成员 › O72", "休学"), ("gap", "家庭成员 › O72", "因病")),
    ),
    # H99 says 某某; the head of household, row 185 of the members, is 朱春爱.
    Expected(
        "household/head-name", "BC09006", "BC09006", "gap",
        {"户信息 › H99": "某某", "家庭成员 › C185": "朱春爱", "家庭成员 › F185": "户主"},
        ("户信息 › H99", "家庭成员 › C185", "家庭成员 › F185"),
        (("met", "户信息 › H99", "朱春爱"), ("met", "家庭成员 › C185", "某某")),
    ),
    # The village cadre called on 9 September (row 1580), then not before the 13th (row 1582).
    Expected(
        "visits/cadre", "BC11009", "BC11009", "gap",
        {
            "入户走访记录 › C1580": date(2020, 9, 9), "入户走访记录 › C1582": date(2020, 9, 13),
            "入户走访记录 › E1580": "村干部", "入户走访记录 › E1578": "帮扶责任人",
        },
        ("户信息 › L124", "入户走访记录 › C1580", "入户走访记录 › C1582"),
        (("met", "走访", date(2020, 9, 11)), ("not_applicable", "户信息 › L124", "档外户")),
    ),
    # Row 542 is the income sheet of 28 June 2020, signed; row 546 is another, unsigned paper.
    Expected(
        "documents/income-sheet", "BC04003", "BC04003", "met",
        {
            "暖心包材料 › D542": "收入核算表", "暖心包材料 › F542": True,
            "暖心包材料 › E542": date(2020, 6, 28), "暖心包材料 › F546": False,
        },
        ("暖心包材料 › D542", "暖心包材料 › E542", "暖心包材料 › F542"),
        (),
    ),
]  # fmt: skip


def cells(step: Step | None, *, decided: bool = True) -> Iterator[tuple[str, Value | None, bool]]:
    """Every cell read: its place, its value, and whether all above it decided."""
    if step is None:
        return
    sure = decided and step.decided
    if step.kind == "field" and step.reading and step.reading.places:
        value = None if isinstance(step.reading.value, Unknown) else step.reading.value
        yield step.reading.places[0].removeprefix(f"{BOOK} › "), value, sure
    for child in step.children:
        yield from cells(child, decided=sure)


def all_cells(row: ExplainedRow) -> list[tuple[str, Value | None, bool]]:
    """The cells of both halves."""
    return [*cells(row.applies), *cells(row.requires)]


def told(change: Change) -> tuple[str, str, Value | Unknown]:
    """The verdict, the cell (of a new row its table) and the value."""
    place = change.cells[0].before.places
    where = change.table if change.added else place[0].removeprefix(f"{BOOK} › ")
    values = [cell.after.value for cell in change.cells]
    days = [value for value in values if isinstance(value, date)]
    return change.verdict.word, where, days[0] if change.added and days else values[0]


@pytest.mark.parametrize("expected", HOUSEHOLDS, ids=lambda one: f"{one.rule}-{one.household}")
def test_households_of_the_sample(expected: Expected) -> None:
    """The verdict, each cell with what stands there, who decided, and what would turn it."""
    found = explained(expected.rule, expected.household)
    row = next(one for one in found.rows if one.subject.key == expected.row)

    read = {place: value for place, value, _ in all_cells(row)}
    assert row.verdict.word == expected.verdict
    assert {place: read[place] for place in expected.read} == expected.read
    assert {place for place, _, sure in all_cells(row) if sure} >= set(expected.decided)
    assert tuple(map(told, row.changes))[: len(expected.changes)] == expected.changes


def test_what_does_not_decide_is_told_apart() -> None:
    """The day of a visit that is not by the cadre makes no difference."""
    row = explained("visits/cadre", "BC11009").rows[0]

    assert ("入户走访记录 › C1578", date(2020, 9, 5), False) in all_cells(row)


def test_an_unreadable_cell_keeps_what_stood_there() -> None:
    """六千左右 is no number; the reader must see what was written."""
    row = explained("livelihood/income", "BC14006").rows[0]
    raw = [step.raw for step in row.requires.children if step.kind == "field"]

    assert raw == ["六千左右"]


def test_a_village_rule_is_told_for_the_village_of_the_household() -> None:
    """BC04003 lies in 东泉村, which has ten people on the register (G6) and in the files."""
    found = explained("villages/people", "BC04003").rows

    assert [row.subject.key for row in found] == ["北城街道 › 东泉村"]
    assert ("行政村 › G6", Decimal(10), True) in all_cells(found[0])


def test_one_row_by_its_key_or_its_number() -> None:
    """The third member of the household is BC04004-3."""
    keys = [
        explained("in-school", "BC04004", row).rows[0].subject.key for row in ("3", "BC04004-3")
    ]

    assert keys == ["BC04004-3", "BC04004-3"]


def test_a_rule_without_its_table_is_not_judged() -> None:
    """The sample has no register of vehicles."""
    found = explained("social_assistance/dibao-vehicle", "BC04004")

    assert found.rows == ()
    assert found.not_run is not None
    assert found.not_run.table == "车辆登记"


NAMES = [
    # rule, household, row, code, what the hint says
    ("education/in-scool", "BC04004", None, "unknown-rule", "education/in-school"),
    ("in-scool", "BC04004", None, "unknown-rule", "in-school"),
    ("insured", "BC04004", None, "unknown-rule", "elderly/insured 或 medical/insured"),
    ("in-school", "BC0404", None, "unknown-household", "BC040"),
    ("in-school", "BC04004", "4", "unknown-row", "共 3 行"),
]


@pytest.mark.parametrize(("rule", "household", "row", "code", "hint"), NAMES)
def test_names_that_nobody_knows(
    rule: str, household: str, row: str | None, code: str, hint: str
) -> None:
    """A fault with the nearest name."""
    with pytest.raises(FaultyInput) as faulty:
        explained(rule, household, row)

    assert [fault.code for fault in faulty.value.faults] == [code]
    assert hint in faulty.value.faults[0].hint


def test_the_sql_is_what_the_engine_is_given() -> None:
    """With the figure of the day in it, and a verdict at its end."""
    book, dataset = beicheng()
    rule = rule_named(book.resolved, "livelihood/income")

    sql = with_sql(explanation(rule, book), rule, book, dataset).sql

    assert "4000" in sql[-1]
    assert sql[-1].startswith("SELECT ")


TITLES = [
    # title, what the sentences say, figures that they do not have, why
    ("村干部每两天走访一次", "间隔不超过敲门间隔天数（2天）", (), "两 is 2; 一次 is 1, in 21"),
    ("村干部每两天走访", "间隔不超过敲门间隔天数（3天）", ("两天",), "the standard was raised"),
    ("务工时间在一年之内", "不超过全年月数（12月）", (), "a year is twelve months"),
    ("6周岁入学", "年龄不低于义务教育起始年龄（7岁）", ("6周岁",), "another age"),
    ("满意率90%以上", "不低于满意率下限（0.9）", (), "a share as a number"),
    ("残疾证号与证件号码是同一人", "残疾证号与证件号码一致", (), "同一 counts nothing"),
    ("情况一致", "与所在户登记的一致", (), "一致 counts nothing"),
]


@pytest.mark.parametrize(("title", "said", "expected", "why"), TITLES)
def test_a_title_that_promises_another_figure(
    title: str, said: str, expected: tuple[str, ...], why: str
) -> None:
    """A title is nobody's condition."""
    assert drift(title, [Sentence(1, "requires", "", f"要求{said}，第1条。")]) == expected, why


def test_shipped_titles_do_not_drift() -> None:
    """Every figure of a shipped title stands in what is judged."""
    book, _ = beicheng()
    drifting = {r.id: d for r in book.resolved.rules if (d := explanation(r, book).drift)}

    assert drifting == {}
