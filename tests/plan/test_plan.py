"""The shape of plans: each table read once, nothing computed or written twice."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pytest

from checker.model.dataset import Dataset
from checker.model.kind import Kind
from checker.model.resolved import Compare, Defined, DefinedRead, Node, TableName
from checker.plan.build import Build
from checker.plan.dialect import DUCKDB, STRICT, Term
from checker.plan.plan import Draft, Wanted
from tests.run.world import CATALOG, DAY, resolved, world

HOUSEHOLD = TableName("household")
STEADY = next(
    data for data in map(world, range(99)) if all(t.length for t in data.tables.values())
)


def sql_of(nodes: Sequence[Node], each: str = "household", data: Dataset = STEADY) -> str:
    """The statements that compute some nodes."""
    build = Build(data, CATALOG, DAY)
    draft = Draft(build, TableName(each), Wanted())
    for node in nodes:
        draft.shown(node)
    select = draft.wide().select
    return "\n".join([*build.steps, select])


def of(*texts: str, each: str = "household") -> str:
    """The statements that compute some expressions."""
    return sql_of([resolved(text, each) for text in texts], each)


def test_one_group_for_all_aggregates_over_a_table() -> None:
    sql = of(
        "count(member)",
        "any(m.insured for m in member)",
        "sum(m.wage for m in member if m.insured)",
    )

    assert sql.count("m0_member") == 1
    assert sql.count("GROUP BY") == 1


def test_parents_are_joined_once() -> None:
    sql = of("household.income", "household.poor", "household.grade == stage", each="member")

    assert sql.count("m0_household") == 1


def test_an_aggregate_that_two_tables_need_is_computed_once() -> None:
    """Members read an aggregate of their household, which households read too."""
    build = Build(STEADY, CATALOG, DAY)
    drafts = [Draft(build, TableName(each), Wanted()) for each in ("household", "member")]
    drafts[0].shown(resolved("count(visit)", "household"))
    drafts[1].shown(resolved("count(household.visit)", "member"))
    wides = [draft.wide().select for draft in drafts]

    statements = [*build.steps, *wides]

    assert sum(text.count("m0_visit") for text in statements) == 1
    assert sum(text.startswith("CREATE TEMP TABLE") for text in statements) == 1


def test_text_grows_with_the_number_of_definitions() -> None:
    """Each definition reads the one before it twice: inlined, twenty would be a million."""
    node = resolved("income", "household")
    lengths = []
    for number in range(20):
        body = Compare(node.type, "", node.span, "==", node, node)
        defined = Defined(f"d{number}", HOUSEHOLD, "", body)
        node = DefinedRead(body.type, "", node.span, node.row, defined)  # type: ignore[union-attr]
        lengths.append(len(sql_of([node])))

    assert lengths[-1] - lengths[-2] < 100


def test_a_standard_of_the_day_is_a_constant() -> None:
    assert "3::BIGINT" in of("line + income")
    assert "CASE" not in of("line")


def test_an_age_is_compared_by_the_day_of_birth() -> None:
    sql = of("age >= 18", "6 <= age <= 15", each="member")

    assert "year(" not in sql
    assert "DATE '2002-09-17'" in sql


def test_only_columns_asked_for_are_read() -> None:
    build = Build(STEADY, CATALOG, DAY)
    Draft(build, HOUSEHOLD, Wanted()).shown(resolved("income", "household"))

    assert build.scans[HOUSEHOLD].values == {"income"}  # type: ignore[attr-defined]


def test_duplicates_are_looked_for_among_those_who_share_a_value() -> None:
    assert "HAVING" in of("count(h for h in everything.household if h.phone == phone)")


TERMS = {
    Kind.COUNT: "(NULL)::BIGINT",
    Kind.TEXT: "(NULL)::VARCHAR",
    Kind.DATE: "(NULL)::DATE",
    Kind.YES_NO: "(NULL)::BOOLEAN",
}
OPERANDS = {
    "not": ["yes"], "negative": ["n"], "absolute": ["n"], "huge": ["n"], "big": ["n"],
    "yes_as_one": ["yes"], "length": ["t"], "starts_with": ["t", "'a'"], "ends_with": ["t", "'a'"],
    "contains": ["t", "'a'"], "matches": ["t", "'a'"], "part": ["t", "1", "2"], "upper": ["t"],
    "joined": ["t", "'a'"], "year": ["d"], "month": ["d"], "day": ["d"],
    "days_between": ["d", "DATE '2020-01-01'"], "day_after": ["d", "1"],
    "between": ["n", "1", "2"], "among": ["n", "1, 2"],
}  # fmt: skip
NULLS = {"n": Kind.COUNT, "t": Kind.TEXT, "d": Kind.DATE, "yes": Kind.YES_NO}


@pytest.mark.parametrize("op", sorted(STRICT))
def test_strict(op: str) -> None:
    """What the plan takes to be unknown where an operand is, is."""
    operands = OPERANDS.get(op, ["n", "1"])
    terms = [Term(TERMS[NULLS[one]] if one in NULLS else one) for one in operands]

    assert duckdb.execute(f"SELECT {DUCKDB(op, *terms).text}").fetchall() == [(None,)]
