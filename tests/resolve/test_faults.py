"""What cannot be meant is refused at load, at its place, with the mend."""

from __future__ import annotations

import pytest

from checker.fault import FaultyInput
from checker.model.policy import Definition
from tests.resolve.small import ANOTHER, NOWHERE, parsed, resolved

FAULTS = [
    # each, expression, code, column, part of the hint, why
    ("household", "人均纯收人 > 1", "unknown-field", 1, "人均纯收入", "a slip of one character"),
    ("household", "村.村民 == 1", "unknown-field", 3, "村名", "an ancestor's field"),
    ("household", "人均纯收入 > 月低保金", "unit-mismatch", 1, "per_year", "a year and a month"),
    ("household", "人均纯收入 + 月低保金 > 1", "unit-mismatch", 1, "per_", "added alike"),
    ("household", "人均纯收入 * 月低保金 > 1", "unit-mismatch", 1, "", "元 by 元 is nothing"),
    (
        "household",
        "人均纯收入 > 月低保金 * 务工月数",
        "unit-mismatch",
        1,
        "per_year(…)",
        "so much a month for some months is no longer by the month",
    ),
    ("village", "总户数 <= 总人口数", "unit-mismatch", 1, "商", "households and people"),
    ("household", "户编号 > 3", "kind-mismatch", 1, "引号", "a text with a number"),
    ("household", '人均纯收入 == "多"', "kind-mismatch", 1, "引号", "a number with a text"),
    ("household", '是否贫困 == "是"', "kind-mismatch", 9, "not", "a yes/no stands alone"),
    ("household", '识别日期 >= "2019-10-01"', "kind-mismatch", 1, "date(", "a date is made"),
    ("member", "出生日期 > 参保月份", "kind-mismatch", 1, "month_of", "a date with a month"),
    ("household", '住房等级 == "D"', "unknown-code", 9, "A", "no such code"),
    ("household", '住房等级 == "甲"', "unknown-code", 9, '"A"', "another spelling of a code"),
    ("household", '"因学" in 致贫原因', "unknown-code", 1, "因病", "no such code in choices"),
    ("household", '致贫原因 == "因病"', "kind-mismatch", 1, "in", "a set is asked with in"),
    ("household", "住房等级 in 是否贫困", "not-a-list", 9, "名单", "in wants a list"),
    ("household", "好房", "list-as-value", 1, "in", "a list is no value"),
    ("household", "补助 > 1", "code-wanted", 1, "补助[", "a value a code"),
    ("household", '补助["中学"] > 1', "unknown-code", 4, "小学", "a code it has not"),
    ("household", '脱贫线["小学"] > 1', "no-codes", 1, "去掉", "one value, no codes"),
    (
        "household",
        "人均纯收入 and 是否贫困",
        "not-a-condition",
        1,
        "比较",
        "a number is no condition",
    ),
    ("household", "走访.日期 > 识别日期", "not-a-parent", 1, "any", "a child has many rows"),
    (
        "household",
        "all(m.参保 for m in 全部.成员)",
        "no-link",
        19,
        "相等",
        "every row with every row",
    ),
    (
        "member",
        "any(c.证件号码 != 证件号码 for c in 车辆登记)",
        "no-link",
        29,
        "相等",
        "not an equality",
    ),
    (
        "member",
        "any(v.日期 > 出生日期 for v in 走访)",
        "not-below",
        26,
        "户.走访",
        "a brother, not a child",
    ),
    (
        "household",
        "any(any(v.日期 > 识别日期 for v in m.户.走访) for m in 成员)",
        "inner-name",
        16,
        "m.",
        "inner names",
    ),
    (
        "household",
        "count(m.姓名 for m in 成员) > 1",
        "wrong-arguments",
        7,
        "distinct",
        "count counts rows",
    ),
    ("household", "sum(m.姓名 for m in 成员) > 1", "kind-mismatch", 5, "", "texts have no sum"),
    (
        "household",
        "latest(v.日期 for v in 走访) > 识别日期",
        "wrong-arguments",
        1,
        "by=",
        "latest by what",
    ),
    (
        "household",
        "list(m.姓名 for m in 成员) == 1",
        "list-in-rule",
        1,
        "",
        "only in messages",
    ),
    (
        "household",
        "or_else(人均纯收入 + 1, 0) > 1",
        "field-wanted",
        9,
        "字段",
        "only a cell can be blank",
    ),
    ("household", 'date("2020-02-30") > 识别日期', "no-such-date", 6, "date(", "no such day"),
    ("member", 'matches(姓名, "(")', "wrong-pattern", 13, "RE2", "a pattern that is none"),
    (
        "member",
        r'matches(姓名, "[\\u4e00-\\u9fa5]+")',
        "wrong-pattern",
        13,
        "[一-龥]",
        "as it is written elsewhere",
    ),
    (
        "household",
        "per_year(家庭人口数) > 1",
        "unit-mismatch",
        10,
        "元/月",
        "people are not yearly",
    ),
    (
        "member",
        "any(m != 本行 for m in 户.走访)",
        "different-tables",
        5,
        "同一张表",
        "rows of two tables",
    ),
    ("household", "村 == 1", "row-as-value", 1, "村.字段", "a row is no value"),
    ("household", "人均纯收入 > 2000000000000", "number-too-large", 9, "一万亿", "out of range"),
]


@pytest.mark.parametrize(("each", "text", "code", "column", "hint", "why"), FAULTS)
def test_fault(each: str, text: str, code: str, column: int, hint: str, why: str) -> None:
    with pytest.raises(FaultyInput) as caught:
        resolved(text, each)

    (fault,) = caught.value.faults
    assert fault.code == code, why
    assert fault.span is not None
    assert fault.span.column == column, why
    assert hint in fault.hint, why


def test_all_faults_at_once() -> None:
    """Both sides of an `and`, both operands of a comparison are looked at."""
    with pytest.raises(FaultyInput) as caught:
        resolved("人均纯收人 > 脱贫钱 and 户编号 > 3")

    codes = [fault.code for fault in caught.value.faults]
    assert codes == ["unknown-field", "unknown-field", "kind-mismatch"]


TYPES = [
    # each, expression, unit, why
    ("household", "人均纯收入 + 100", "元/年", "a bare number takes the other side's unit"),
    ("household", "人均纯收入 * 家庭人口数", "元/年", "times a count keeps the unit"),
    ("household", "人均纯收入 / 家庭人口数", "元/年", "divided by a count keeps the unit"),
    ("household", "人均纯收入 / 脱贫线", None, "equal units divided give a number"),
    ("household", "per_year(月低保金)", "元/年", "twelve months"),
    ("household", "per_year(月低保金 * 务工月数)", "元/年", "what came in within the year"),
    ("household", "月低保金 * 务工月数", "元", "so much a month for some months"),
    ("household", "核查日 - 识别日期", "天", "days between dates"),
    ("member", "age_on(出生日期, 核查日)", "岁", "full years"),
]


@pytest.mark.parametrize(("each", "text", "unit", "why"), TYPES)
def test_unit(each: str, text: str, unit: str | None, why: str) -> None:
    assert resolved(text, each).type.unit == unit, why


def test_definitions_within_definitions_have_an_end() -> None:
    """Each is within the limit of an expression; together they would be too deep to run."""
    levels = [
        Definition(f"定义{at}", "户", NOWHERE, parsed(f"{'not (' * 20}{below}{')' * 20}"), NOWHERE)
        for at, below in enumerate(["是否贫困", *(f"定义{at}" for at in range(5))])
    ]

    with pytest.raises(FaultyInput) as caught:
        resolved("定义5", definitions=tuple(levels))

    assert caught.value.faults[0].code == "too-deep"


ELSEWHERE = [
    # expression, part of the hint, why
    ("搬迁户", "relocation", "a definition"),
    ("any(m.可帮扶劳动力 for m in 成员)", "relocation", "of the members, behind a variable"),
    ("住房等级 in 危房级别", "relocation", "a list"),
    ("人均纯收入 > 搬迁线", "relocation", "a standard"),
    ('人均纯收入 > 自筹上限["小学"]', "relocation", "a standard by codes"),
]


@pytest.mark.parametrize(("text", "hint", "why"), ELSEWHERE)
def test_names_of_another_chapter(text: str, hint: str, why: str) -> None:
    """A definition, list or standard that only another file may name: the hint says which."""
    with pytest.raises(FaultyInput) as caught:
        resolved(text, others=(ANOTHER,))

    assert hint in caught.value.faults[0].hint, why
