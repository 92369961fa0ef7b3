"""What databases do otherwise than people expect, each with a row that shows we do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import re2

from checker.model.dataset import Column, Dataset, Odd, ParquetColumn, ParquetTable, Table
from checker.model.kind import State, Value
from checker.model.resolved import TableName
from tests.run.agreement import computed, interpreted, rows_of
from tests.run.world import CATALOG, DAY, resolved

N = Decimal
ID = "11010519491231002X"
Cells = Mapping[str, Sequence[Value | None]]


def table(name: str, cells: Cells) -> Table:
    """A table; fields that are not given are blank."""
    length = len(next(iter(cells.values())))
    fields = [one for one in CATALOG.entities[name].fields.values() if not one.derived]
    blank = [None] * length
    return Table(
        TableName(name), length, {f.name: Column(cells.get(f.name, blank)) for f in fields}
    )


def dataset(household: Cells, member: Cells | None = None) -> Dataset:
    """Some households and their members."""
    tables = {TableName(name): table(name, {key: ()}) for name, key in EMPTY.items()}
    tables[TableName("household")] = table("household", household)
    if member is not None:
        tables[TableName("member")] = table("member", member)
    return Dataset(tables)


EMPTY = {"village": "vil", "member": "mid", "visit": "hid", "benefit": "hid", "cars": "idn"}
ONE = {"hid": ["h1"]}


def values(text: str, data: Dataset) -> list[Any]:
    """An expression's value for each household; None where it is unknown. Both engines agree."""
    node = resolved(text, "household")
    found = computed({"household": [node]}, data, CATALOG, DAY)["household"][0]
    assert found == interpreted([node], "household", rows_of(data, CATALOG, DAY))[0]
    return [low if low == high else (low, high) for low, high in found]


TRAPS = [
    # expression, household, expected, why
    ("grade not in ('A', 'B')", {"grade": ["C", None]}, [True, None], "NOT IN with an unknown"),
    ("county in (town, 'x')", {"county": ["x", "y"], "town": [None, None]}, [True, None],
     "IN with an unknown among the items"),
    ("debt / score", {"debt": [N(1), N(0)], "score": [N(0), N(0)]}, [None, None],
     "1/0 is inf, 0/0 NaN"),
    ("debt / score > 1", {"debt": [N(1)], "score": [N(0)]}, [None], "x/0 in a comparison"),
    ("floor(score)", {"score": [N("-2.5"), N("2.5")]}, [N(-3), N(2)], "-5 // 2 is -2"),
    ("debt / 3", {"debt": [N(-1), N(2)]}, [N("-0.333333"), N("0.666667")],
     "division rounds half away from zero"),
    ("round(score)", {"score": [N("2.5"), N("-2.5"), N("3.5")]}, [N(3), N(-3), N(4)],
     "round(2.5) is 2 in Python"),
    ("debt * score", {"debt": [N("0.5")], "score": [N("0.000001")]}, [N("0.000001")],
     "products are rounded half away too"),
    ("score * score", {"score": [N(10) ** 12, N(10) ** 6]}, [None, N(10) ** 12],
     "overflow is an error: outside the limit is unknown, the limit itself is not"),
    ("income + income", {"income": [N("0.1")]}, [N("0.2")], "floats"),
    ("income * 3 == 0.3", {"income": [N("0.1")]}, [True], "0.1 * 3 is 0.30000000000000004"),
    ("years_between(found, date(2020, 1, 1))", {"found": [date(2019, 12, 31)]}, [N(0)],
     "date_diff counts boundaries"),
    ("months_between(found, date(2020, 2, 29))", {"found": [date(2020, 1, 31)]}, [N(0)],
     "no full month"),
    ("found + 4000000", {"found": [date(2020, 1, 1)]}, [None], "a day outside the calendar"),
    ("found + months(1)", {"found": [date(2020, 1, 31)]}, [date(2020, 2, 29)], "month's last day"),
    ("date(2020, 2, size)", {"size": [N(30), N(29)]}, [None, date(2020, 2, 29)],
     "an impossible day is an error"),
    ("income >= 4000", {"income": [None]}, [None], "an unknown is not less than 4000"),
    ("grade == 'A' or poor", {"grade": [None], "poor": [True]}, [True], "Kleene's or"),
    ("1 if poor else 2", {"poor": [None]}, [None], "CASE takes the else branch"),
    ("1 if poor else 1", {"poor": [None]}, [N(1)], "unless all branches agree"),
    ("valid_id_number(head)", {"head": [ID, "1101051949123100 2", "123456789012345e2X"]},
     [True, False, False], "TRY_CAST reads blanks, signs and powers of ten"),
    ("valid_id_number(head)", {"head": ["11010519490229002X", "1" * 18]}, [False, False],
     "TRY_CAST makes other days"),
    ("head == '11010519491231002x'", {"head": [ID, ID + "43", None]}, [True, True, None],
     "equal by the first 18, X in either case"),
    ("count(h for h in everything.household if h.phone == phone)", {"phone": [None, None, "1"]},
     [None, None, N(1)], "two unknowns are no duplicates"),
    ("any(h.phone == phone and h != this_row for h in everything.household)",
     {"phone": ["1", "1", "2"]}, [True, True, False], "a row is not its own duplicate"),
    ("length(county)", {"county": ["é中"]}, [N(2)], "characters, not bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "household", "expected", "why"), TRAPS)
def test_household(text: str, household: Cells, expected: list[Any], why: str) -> None:
    rows = len(next(iter(household.values())))
    keys = [f"h{row}" for row in range(rows)]

    assert values(text.replace("'", '"'), dataset({"hid": keys, **household})) == expected, why


AGGREGATES = [
    # expression, members' cells (all of one household), expected, why
    ("sum(m.wage for m in member)", {"wage": ()}, N(0), "SUM of no row is NULL"),
    ("count(member)", {"wage": ()}, N(0), "a group without rows is no row"),
    ("max(m.wage for m in member)", {"wage": ()}, None, "no row: unknown"),
    ("all(m.insured for m in member)", {"insured": ()}, True, "all of no row"),
    ("all(m.insured for m in member)", {"insured": [True, None]}, None, "bool_and skips NULL"),
    ("any(m.insured for m in member)", {"insured": [False, None]}, None, "bool_or skips NULL"),
    ("count(m for m in member if m.insured)", {"insured": [True, None]}, (N(1), N(2)), "bounds"),
    ("distinct(m.name for m in member)", {"name": ["a", None]}, (N(1), N(2)),
     "COUNT DISTINCT skips NULL"),
    ("min(m.wage for m in member)", {"wage": [N(1), None]}, None, "MIN skips NULL"),
    ("avg(m.wage for m in member)", {"wage": [N(1), N(2), N(2)]}, N("1.666667"), "exact mean"),
    ("avg(m.wage for m in member) * 3 == 5", {"wage": [N(1), N(2), N(2)]}, False,
     "made into a number it is rounded"),
    ("avg(m.wage for m in member) == 5 / 3", {"wage": [N(1), N(2), N(2)]}, True,
     "compared it is exact"),
    ("sum(m.wage for m in member) == 1", {"wage": [N("0.1")] * 10}, True, "sums of floats"),
    ("only(m.name for m in member)", {"name": ["a", "a"]}, "a", "agreed"),
    ("only(m.name for m in member)", {"name": ["a", None]}, None, "not agreed: one is unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "member", "expected", "why"), AGGREGATES)
def test_aggregate(text: str, member: Cells, expected: Any, why: str) -> None:
    rows = len(next(iter(member.values())))
    keys = [f"m{row}" for row in range(rows)]
    cells = {"mid": keys, "hid": ["h1"] * rows, **member}

    assert values(text, dataset(ONE, cells)) == [expected], why


KEYS = [
    # households' keys, members' links, expected, why
    (["h1", "h2"], ["h1", None], [N(1), N(0)], "an unknown link is nobody's"),
    (["h1", None], ["h1", None], [N(1), None], "no key: never an empty set, never NULL = NULL"),
    (["h1", "h1"], ["h1", "h1"], [None, None], "two with one key: nobody's members"),
]


@pytest.mark.parametrize(("keys", "links", "expected", "why"), KEYS)
def test_keys(keys: list[str], links: list[str], expected: list[Any], why: str) -> None:
    data = dataset({"hid": keys}, {"mid": ["m1", "m2"], "hid": links})

    assert values("count(member)", data) == expected, why


PATTERNS = ["[0-9]+", "\\d+", "1|12", "^1$", "1.", "(?s)1.", "(?i)a", "[[:alpha:]]", "\\w", "a*"]
WRITTEN = ["1", "12", "1\n", "\uff11", "a", "A", "é", "", "中", "1a"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns(pattern: str) -> None:
    """DuckDB's full match of a pattern is RE2's."""
    sql = f"SELECT regexp_full_match(x, '{pattern}') FROM (SELECT unnest($1::VARCHAR[]) AS x)"

    found = [row[0] for row in duckdb.execute(sql, [WRITTEN]).fetchall()]

    assert found == [re2.fullmatch(pattern, one) is not None for one in WRITTEN]


def test_not_a_number_in_a_file(tmp_path: Path) -> None:
    """NaN >= 4000 is true for DuckDB; here it is unreadable."""
    path = str(tmp_path / "household.parquet")
    duckdb.execute(f"COPY (SELECT 'h1' AS k, 'nan'::DOUBLE AS i) TO '{path}'")
    columns = {
        "hid": ParquetColumn("k", "VARCHAR"),
        "income": ParquetColumn("i", "DOUBLE", {"nan": (None, Odd(State.UNREADABLE, "nan", ""))}),
    }
    name = TableName("household")
    lying = ParquetTable(name, (path,), 1, columns, unique_key=True)
    data = dataset(ONE)
    nodes = [resolved(text, "household") for text in ("income >= 4000", "unreadable(income)")]

    found = computed({"household": nodes}, Dataset({**data.tables, name: lying}), CATALOG, DAY)

    assert found["household"] == [[(None, None)], [(True, True)]]


FLOATS = ["0.1", "1.0000005", "-1.0000005", "123456789012.1234", "2.5000005", "99999999.9999995"]


def test_floating_numbers_in_a_file(tmp_path: Path) -> None:
    """Floating numbers are taken at 15 digits, then rounded half away from zero."""
    path = str(tmp_path / "household.parquet")
    listed = ", ".join(f"({place}, {number}::DOUBLE)" for place, number in enumerate(FLOATS))
    duckdb.execute(f"COPY (SELECT * FROM (VALUES {listed}) AS t(k, d)) TO '{path}'")
    columns = {"hid": ParquetColumn("k", "INTEGER"), "debt": ParquetColumn("d", "DOUBLE")}
    name = TableName("household")
    lying = ParquetTable(name, (path,), len(FLOATS), columns, unique_key=True)

    found = computed(
        {"household": [resolved("debt", "household")]}, Dataset({name: lying}), CATALOG, DAY
    )

    expected = ["0.1", "1.000001", "-1.000001", "123456789012.123", "2.500001", "99999999.9999995"]
    rounded = [Decimal(one).quantize(Decimal("0.000001"), "ROUND_HALF_UP") for one in expected]
    assert [low for low, _ in found["household"][0]] == rounded
