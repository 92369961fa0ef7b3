"""What a column's cells are read as does not depend on the other cells, nor on how many come."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.intake.cleaning import Broken
from checker.intake.columns import Written
from checker.intake.grammar import cell_reader, read_cell
from checker.model.kind import Kind
from tests.intake.small import CODES, field

KINDS = [kind.value for kind in Kind if kind is not Kind.CHOICES]
WIDE = {one: one + 0xFEE0 for one in range(0x21, 0x7F)}
TEXTS = (
    *("张三", "第31小学", "H1-1", "3707xxxx", "3.7E17", "无", "无棣县", "不详", "／", "村1", "H"),
    *("370703195001011232", "37070319500101123x", "13800000000", "8613800000000", " 张三"),
    *("张 三", "张三\n李四", "", "=", "#N/A", "阿·里", "一\r二", "\ud800", '="1"', "O'A", "A级"),
    *("是", "1", "1.0", "True", "2020-09-17", "3千元", "0", "-1", "[", "^", "\\", "-", "]"),
    *(text.translate(WIDE) for text in ("3707", "a", "H1-1", "#N/A", "A级")),
)
CELLS = (
    *(
        None,
        1,
        1.0,
        True,
        0.0,
        False,
        -0.0,
        2.5,
        1e11,
        1e-7,
        0.0000005,
        1 / 3,
        float("nan"),
        1e300,
    ),
    *(date(2020, 9, 17), datetime(2020, 9, 17, 1), Decimal("1.50"), Broken("no-result", "公式")),
    *(["一"], ("一", "二")),
)
NUMBERED = st.integers(0, 10**18).map(str)  # mostly each another
LISTED = st.sampled_from((*TEXTS, *CELLS))


@given(
    kind=st.sampled_from(KINDS),
    cells=st.lists(NUMBERED | NUMBERED | NUMBERED.map("村{}".format) | LISTED, max_size=60),
    size=st.integers(1, 20),
)
def test_in_blocks(kind: str, cells: list[object], size: int) -> None:
    """As cell by cell."""
    described = field("x", "某项", kind, codes="住房等级", blank_words=("村1", "H"))
    read = cell_reader(described, CODES)
    column = Written(described, {0: None}, 0, CODES)

    for at in range(0, len(cells), size):
        column.extend([cells[at : at + size]])

    found = column.column()
    rows = [(value, found.odd.get(row)) for row, value in enumerate(found.values)]
    expected = [read(cell) for cell in cells]
    assert rows == expected
    assert [*map(type, found.values)] == [type(value) for value, _ in expected]


@pytest.mark.parametrize("kind", ["count", "amount"])
@given(number=st.floats(0, 1e12) | st.integers(0, 10**12).map(float))
def test_a_spreadsheets_number(kind: str, number: float) -> None:
    """Its fifteen digits and no more: what the same digits as an exact number are read as."""
    described = field("x", "某项", kind)

    value, odd = read_cell(number, described, CODES)
    exact, why = read_cell(Decimal(f"{number:.15g}"), described, CODES)

    assert (str(value), odd and odd.reason) == (str(exact), why and why.reason)
