"""What stands in a cell is read as a value only where it can mean nothing else."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.dates import Month
from checker.intake.cleaning import Broken
from checker.intake.grammar import cell_reader, read_cell
from checker.model.catalog import Field
from checker.model.kind import State, Value
from tests.intake.small import CODES, field

DAY = date(2020, 9, 17)
BLANK = "blank"

DATES = [
    # raw, value or reason, why
    ("2020-09-17", DAY, "the form that we write ourselves"),
    ("2020年9月17日", DAY, "as people write it"),
    ("2020 年 9 月 17 日", DAY, "spaced out for print"),
    ("2020年9月17号", DAY, "as people say it"),
    ("2020-9-17", DAY, "without noughts"),
    ("2020/9/17", DAY, "as Excel shows it"),
    ("2020.9.17", DAY, "with full stops"),
    ("20200917", DAY, "eight digits"),
    (20200917.0, DAY, "eight digits that a spreadsheet took for a number"),
    ("２０２０年９月１７日", DAY, "full-width digits"),
    ("二〇二〇年九月十七日", DAY, "numerals"),
    ("二零二零年九月十七日", DAY, "numerals with the other nought"),
    ("2020-09-17 00:00:00", DAY, "a day with a time"),
    ("2020-09-17T08:30:00+08:00", DAY, "our own time zone"),
    ("2020-09-17T00:00:00Z", DAY, "a bare day that a program wrote out"),
    ("2020-09-16T16:00:00Z", "time-zone", "midnight of the 17th here: neither day is certain"),
    (DAY, DAY, "a cell that is a date"),
    (datetime(2020, 9, 17, 5, 4), DAY, "a cell that is a date with a time"),
    (44091.0, DAY, "a spreadsheet's serial number, the format lost"),
    ("44091", DAY, "the same in a text file"),
    (44091.5, DAY, "noon"),
    (2020.1, "january-or-october", "2020.10 typed as a number loses its nought"),
    ("2020.1", "january-or-october", "and so in a text file made from it"),
    (2020.09, "month-only", "a month is not a day"),
    ("2020年9月", "month-only", "a month is not a day"),
    ("202009", "month-only", "a month is not a day"),
    ("2020", "year-only", "a year is not a day"),
    ("2020-02-30", "impossible-date", "no such day"),
    ("2020年9月31日", "impossible-date", "no such day"),
    ("9月17日", "not-a-date", "of which year?"),
    ("9/17/2020", "not-a-date", "month and day may be exchanged"),
    ("20.9.17", "not-a-date", "of which century?"),
    ("2020-9/17", "not-a-date", "two separators"),
    ("昨天", "not-a-date", "there is no clock"),
    ("长期", "not-a-date", "the catalog may name it, the grammar does not"),
    (12.0, "not-a-date", "no serial number of our time"),
    (True, "not-a-date", "a truth value"),
    (time(3, 4), "not-a-cell", "a time of day"),
]

MONTHS = [
    ("2020-09", Month(2020, 9), "the form that we write ourselves"),
    ("2020年9月", Month(2020, 9), "as people write it"),
    ("2020.9", Month(2020, 9), "there is no ninetieth month"),
    ("2020.10", Month(2020, 10), "text keeps its nought"),
    ("2020.1", "january-or-october", "text made from a number does not"),
    (2020.1, "january-or-october", "nor does a number"),
    (2020.12, Month(2020, 12), "a number with both digits"),
    ("202009", Month(2020, 9), "six digits"),
    ("二〇二〇年十二月", Month(2020, 12), "numerals"),
    (DAY, Month(2020, 9), "Excel makes a date of a typed month"),
    ("2020-13", "not-a-date", "no such month"),
]

YUAN = field("x", "年收入", "amount", unit="元/年", never_negative=True)
AMOUNTS = [
    (YUAN, "3000", 3000, "digits"),
    (YUAN, 3000.0, 3000, "a number"),
    (YUAN, "3000元", 3000, "with the unit"),
    (YUAN, "3000元/年", 3000, "with the whole unit"),
    (YUAN, "￥3,000.50", Decimal("3000.5"), "as money is written"),
    (YUAN, "３千", 3000, "full-width"),
    (YUAN, "0.3万", 3000, "in tens of thousands"),
    (YUAN, "0.3万元", 3000, "in tens of thousands of yuan"),
    (YUAN, "3千", 3000, "in thousands"),
    (YUAN, "叁仟元整", 3000, "as on a receipt"),
    (YUAN, "一万二千零五", 12005, "numerals"),
    (YUAN, 0.1 + 0.2, Decimal("0.3"), "fifteen digits, then exact"),
    (YUAN, Decimal("0.1234565"), Decimal("0.123457"), "six decimals, half away from zero"),
    (YUAN, 1e12, 10**12, "the largest number"),
    (YUAN, 1e13, "out-of-range", "beyond it"),
    (YUAN, "9" * 5000, "out-of-range", "five thousand digits"),
    (YUAN, "-0", 0, "no negative nought"),
    (YUAN, -5.0, "negative", "the field is never negative"),
    (YUAN, "3000元/月", "other-unit", "a year is not a month"),
    (YUAN, "120㎡", "other-unit", "square metres are no yuan"),
    (YUAN, "≥5000", "not-a-number", "a bound is not a number"),
    (YUAN, "5000左右", "not-a-number", "about is not a number"),
    (YUAN, "3000-4000", "not-a-number", "a range is not a number"),
    (YUAN, "约三千", "not-a-number", "about is not a number"),
    (YUAN, "三千五", "not-a-number", "3500 to the ear, 3005 to the letter"),
    (YUAN, "1e3", "not-a-number", "no household file writes so"),
    (YUAN, "3_000", "not-a-number", "Python's own habit"),
    (YUAN, "infinity", "not-a-number", "Python's own habit"),
    (YUAN, float("nan"), "not-a-number", "not even a number"),
    (YUAN, float("inf"), "not-a-number", "not even a number"),
    (YUAN, True, "not-a-number", "a truth value"),
    (YUAN, DAY, "not-a-number", "Excel made a date of 9-17"),
    (field("x", "X", "amount", unit="万元"), "3万元", 3, "the field counts in them"),
    (field("x", "X", "amount", unit="万元"), "3万", "not-a-number", "3 or 30000 of them"),
    (field("x", "X", "amount", unit="万元"), "3元", "other-unit", "a ten-thousandth"),
    (field("x", "X", "amount", unit="平方米"), "120㎡", 120, "the sign of the unit"),
    (field("x", "X", "amount", unit="平方米"), "120m2", 120, "not 1202"),
    (field("x", "X", "amount", unit="平方米"), "120亩", "other-unit", "nothing is converted"),
    (field("x", "X", "amount", unit="亩"), "12.5亩", Decimal("12.5"), "with the unit"),
    (field("x", "X", "amount"), "-5", -5, "negative where the field allows it"),
    (field("x", "X", "count", unit="人"), "3人", 3, "people"),
    (field("x", "X", "count", unit="人"), 3.5, "not-whole", "half a person"),
]

WORDS = [
    (field("x", "X", "yes_no"), "是", True, "the word"),
    (field("x", "X", "yes_no"), "√", True, "a spelling"),
    (field("x", "X", "yes_no"), " 无 ", False, "a spelling with spaces"),
    (field("x", "X", "yes_no"), True, True, "a truth value"),
    (field("x", "X", "yes_no"), "true", True, "written out"),
    (field("x", "X", "yes_no"), 1.0, True, "the digit"),
    (field("x", "X", "yes_no"), "y", True, "lower case"),
    (field("x", "X", "yes_no"), "一般", "not-yes-or-no", "neither"),
    (field("x", "X", "yes_no", codes="有无"), "未辍学", False, "a field's own list"),
    (field("x", "X", "choice", codes="住房等级"), "B级", "B级", "the code"),
    (field("x", "X", "choice", codes="住房等级"), "Ｂ 级", "B级", "full-width, spaced"),
    (field("x", "X", "choice", codes="住房等级"), "乙级", "B级", "a spelling"),
    (field("x", "X", "choice", codes="住房等级"), "b", "unknown-code", "not among the spellings"),
    (field("x", "X", "choice", codes="住房等级"), "B/C", "unknown-code", "two are not one"),
    (field("x", "X", "choice", codes="住房等级"), "不详", "不详", "the list names it"),
    (field("x", "X", "choices", codes="风险"), "因病、残疾", ("因残", "因病"), "two, sorted"),
    (field("x", "X", "choices", codes="风险"), "因病\n因残", ("因残", "因病"), "two lines"),
    (field("x", "X", "choices", codes="风险"), "因灾/疫", ("因灾/疫",), "a code with a slash"),
    (field("x", "X", "choices", codes="风险"), ("因病", None), ("因病",), "numbered columns"),
]

ID = "370703195001011232"
WRITTEN = [
    ("id_number", ID, ID, "as it is"),
    ("id_number", f"'{ID}", ID, "the apostrophe that keeps it text"),
    ("id_number", f'="{ID}"', ID, "the formula that keeps it text"),
    ("id_number", f"{ID}\t", ID, "a tab"),
    ("id_number", f"\u200b{ID[:6]} {ID[6:]}\ufeff", ID, "spaces and what nobody sees"),
    ("id_number", "37070319500101123x", "37070319500101123X", "X upper-case"),
    ("id_number", int(ID), ID, "a whole number that kept all digits"),
    ("id_number", 3.70703195001011e17, "digits-lost", "a number in a spreadsheet"),
    ("id_number", "3.70703E+17", "digits-lost", "the same in a text file"),
    ("id_number", "370703********1232", "masked", "the middle struck out"),
    ("id_number", "37070319500101X234", "37070319500101X234", "wrong, but legible: for a rule"),
    ("phone", 13800000001.0, "13800000001", "a number"),
    ("phone", "13800000001.0", "13800000001", "a number that a program wrote"),
    ("phone", "138-0000-0001", "13800000001", "in groups"),
    ("phone", "+86 13800000001", "13800000001", "with the country"),
    ("phone", "0536-888888", "0536-888888", "a landline keeps its hyphen"),
    ("phone", "138****0001", "masked", "the middle struck out"),
    ("text", "0012", "0012", "keys are text"),
    ("text", 12.0, "12", "a key that is a number"),
    ("text", Decimal("12.0"), "12", "the same in JSON"),
    ("text", Decimal("12.50"), "12.50", "a number of a house"),
    ("text", Decimal("9" * 50), "9" * 50, "more digits than are computed with"),
    ("text", "张\u3000三", "张三", "a name spaced out"),
    ("text", "买买提•艾力", "买买提·艾力", "one middle dot of many"),
    ("text", "因病（住院），已报销", "因病（住院），已报销", "Chinese punctuation stays"),
    ("text", "２号楼", "2号楼", "full-width digits"),
    (
        "text",
        "\uff22\uff23\uff0d\uff10\uff11",
        "BC-01",
        "a code typed in full width, hyphen and all",
    ),
    ("text", "BC\uff0d01", "BC-01", "only the hyphen"),
    ("text", "A（1）", "A（1）", "Chinese brackets stay"),
    ("text", "无", "无", "a word like others"),
    ("text", 3.70703195001011e17, "digits-lost", "a card number cut off"),
    ("text", "a\x00b\u202ec", "abc", "control characters and bidi overrides"),
]

ANYWHERE = [
    ("", BLANK, "nothing"),
    (None, BLANK, "nothing"),
    (" \u3000\n", BLANK, "nothing that one sees"),
    ("/", BLANK, "does not apply"),
    ("—", BLANK, "does not apply"),
    ("－", BLANK, "does not apply"),
    ("不适用", BLANK, "does not apply"),
    ("不详", "not-known", "somebody did not know"),
    ("待 核 实", "not-known", "somebody did not know, spaced out"),
    ("#N/A", "error-cell", "an error"),
    ("#DIV/0!", "error-cell", "an error"),
    ("#########", "error-cell", "too narrow a column, copied"),
    ('=DISPIMG("ID_1",1)', "picture", "a picture in the cell"),
    (Broken("no-result", "公式"), "no-result", "a formula never computed"),
    ([1], "not-a-cell", "a list in a tree"),
]
KINDS = ["text", "id_number", "phone", "count", "number", "date", "month", "yes_no"]


def check(raw: object, of: Field, expected: Value | str | int, why: str) -> None:
    """The value, or the reason for which there is none."""
    value, odd = read_cell(raw, of, CODES)
    unread = odd is not None and odd.state is State.UNREADABLE
    assert (odd.reason if odd and unread else value) == expected, why
    assert unread is (value is None), why


@pytest.mark.parametrize(("raw", "expected", "why"), DATES)
def test_dates(raw: object, expected: Value, why: str) -> None:
    check(raw, field("x", "X", "date"), expected, why)


@pytest.mark.parametrize(("raw", "expected", "why"), MONTHS)
def test_months(raw: object, expected: Value, why: str) -> None:
    check(raw, field("x", "X", "month"), expected, why)


@pytest.mark.parametrize(("of", "raw", "expected", "why"), AMOUNTS)
def test_amounts(of: Field, raw: object, expected: Value, why: str) -> None:
    check(raw, of, expected, why)


@pytest.mark.parametrize(("of", "raw", "expected", "why"), WORDS)
def test_words_of_a_list(of: Field, raw: object, expected: Value, why: str) -> None:
    check(raw, of, expected, why)


@pytest.mark.parametrize(("kind", "raw", "expected", "why"), WRITTEN)
def test_text(kind: str, raw: object, expected: Value, why: str) -> None:
    check(raw, field("x", "X", kind), expected, why)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("raw", "expected", "why"), ANYWHERE)
def test_words_of_any_column(kind: str, raw: object, expected: str, why: str) -> None:
    """Whatever a column holds, these are no values of it."""
    value, odd = read_cell(raw, field("x", "X", kind), CODES)

    assert value is None, why
    assert (odd.reason if odd else BLANK) == expected, why


def test_empty_cell_of_a_field_that_says_what_it_means() -> None:
    """`blank: 非监测对象`: nothing, and a word for nothing, are that value."""
    monitor = field("x", "X", "choice", codes="监测", blank="非监测对象", blank_words=("暂无",))

    read = [read_cell(raw, monitor, CODES) for raw in (None, "/", "暂无", "不详", "别的")]

    assert [value for value, _ in read] == ["非监测对象"] * 3 + [None] * 2
    assert [odd is None for _, odd in read] == [True] * 3 + [False] * 2


def test_incomplete_choices_keep_what_could_be_read() -> None:
    """A code that was read is there, whatever else the cell holds."""
    value, odd = read_cell("因病、别的", field("x", "X", "choices", codes="风险"), CODES)

    assert value == ("因病",)
    assert odd is not None
    assert odd.state is State.UNREADABLE


def test_normalised_value_is_told() -> None:
    """What was changed stands in the reading notes; what was not does not."""
    day = cell_reader(field("x", "X", "date"), CODES)

    assert day("2020-09-17")[1] is None
    assert [day(raw)[1].reason for raw in ("2020.9.17", 44091.0)] == ["form", "form"]  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [*KINDS, "amount", "choice", "choices"])
@given(raw=st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes()))
def test_no_cell_is_lost_or_breaks(kind: str, raw: object) -> None:
    """Whatever stands in a cell, it is a value, blank, or unreadable with a reason."""
    value, odd = read_cell(raw, field("x", "X", kind, codes="风险"), CODES)

    assert value not in ("", ())
    assert odd is None or odd.reason
    assert value is not None or odd is not None or not str(raw).strip() or isinstance(raw, str)


@given(day=st.dates(min_value=date(1850, 1, 1)), form=st.sampled_from(["-", "/", "."]))
def test_days_written_out_read_back(day: date, form: str) -> None:
    """Every day, in every order of year, month, day."""
    written = [
        f"{day.year:04d}{form}{day.month}{form}{day.day}",
        f"{day:%Y}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    ]

    read = [read_cell(text, field("x", "X", "date"), CODES)[0] for text in written]

    assert read == [day] * 3


@given(st.decimals(-(10**12), 10**12, places=6))
def test_numbers_written_out_read_back(number: Decimal) -> None:
    """Every number of the language, to the last decimal."""
    assert read_cell(f"{number:f}", field("x", "X", "number"), CODES) == (number, None)
