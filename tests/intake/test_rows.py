"""Cases are households as small as their rule needs: the rest is made up, and blank."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from checker.fault import FaultyInput
from checker.intake.rows import dataset_from_mappings
from checker.model.dataset import Dataset, Table
from checker.model.kind import State
from checker.model.resolved import TableName
from tests.intake.small import CATALOG


def case(**given: object) -> Dataset:
    return dataset_from_mappings(given, CATALOG, whole=True)


def rows(dataset: Dataset, entity: str, *fields: str, period: int = 0) -> list[tuple[object, ...]]:
    table = dataset.tables[TableName(entity, period)]
    assert isinstance(table, Table)
    return [tuple(table.columns[f].values[row] for f in fields) for row in range(table.length)]


def test_every_row_belongs_to_the_one_household() -> None:
    """Keys and links are made up, and fit together up to the township."""
    data = case(成员=[{"姓名": "张三"}, {"姓名": "李四"}], 走访={"走访日期": "2020-09-01"})

    assert rows(data, "household", "household_id") == [("H",)]
    assert rows(data, "member", "household_id", "member_id") == [("H", "H-1"), ("H", "H-2")]
    assert rows(data, "visit", "household_id", "member_id") == [("H", None)]
    (village,) = rows(data, "village", "township_name", "village_name")
    assert rows(data, "household", "township_name", "village_name") == [village]
    assert rows(data, "township", "township_name") == [village[:1]]


def test_visit_of_the_only_member() -> None:
    """Where there is one person, what may be a person's is that person's; unless it says not."""
    data = case(成员={}, 走访=[{}, {"人编号": None}])

    assert rows(data, "visit", "member_id") == [("H-1",), (None,)]


def test_what_the_author_wrote_stays() -> None:
    """Its own keys and village reach everywhere."""
    data = case(户={"户编号": "X", "村名": "东村"}, 成员={"人编号": "7"}, 村={"镇街名": "北城"})

    assert rows(data, "member", "household_id", "member_id") == [("X", "7")]
    assert rows(data, "village", "township_name", "village_name") == [("北城", "东村")]
    assert rows(data, "household", "township_name", "village_name") == [("北城", "东村")]


def test_no_household() -> None:
    """An empty list says that there is none; what lies in a household makes one all the same."""
    empty, lived_in = case(村={"村名": "东村"}, 户=[]), case(户=[], 成员={})

    assert rows(empty, "household", "household_id") == []
    assert rows(empty, "village", "village_name") == [("东村",)]
    assert rows(lived_in, "household", "household_id") == [("H",)]


def test_several_households() -> None:
    """They share the village; rows that name none belong to the first."""
    data = case(户=[{}, {"户主姓名": "李四"}], 成员=[{}, {"户编号": "H2"}])

    assert rows(data, "household", "household_id") == [("H",), ("H2",)]
    assert rows(data, "household", "village_name") == [("1",), ("1",)]
    assert rows(data, "member", "household_id") == [("H",), ("H2",)]


def test_everything_is_given() -> None:
    """What a case does not say is blank, not absent; a field says what blank means."""
    data = case(成员={"出生日期": "2014-09-17"})

    assert all(
        data.given(TableName(name, period)) for name in CATALOG.entities for period in (0, 2)
    )
    assert data.given(TableName("member"), "insured")
    assert not data.given(TableName("member"), "age"), "computed, never read"
    assert rows(data, "member", "birth", "insured") == [(date(2014, 9, 17), None)]
    assert rows(data, "household", "monitor") == [("非监测对象",)]
    assert rows(data, "disability", "row") == []


def test_earlier_period() -> None:
    """上期 is a household of its own, with the same keys; a period not named has no rows."""
    data = case(成员={}, 上期={"成员": {"姓名": "张三"}})

    assert rows(data, "member", "member_id", "name", period=1) == [("H-1", "张三")]
    assert rows(data, "household", "household_id", period=1) == [("H",)]
    assert rows(data, "household", "household_id", period=2) == []


def test_cells_pass_through_the_grammar() -> None:
    """As in a household's file."""
    data = case(
        户={"家庭人口数": "3人", "风险1": "因病", "风险2": "残疾"}, 成员={"出生日期": "昨天"}
    )

    assert rows(data, "household", "size", "risks") == [(Decimal(3), ("因残", "因病"))]
    member = data.tables[TableName("member")]
    assert isinstance(member, Table)
    assert member.columns["birth"].state(0) is State.UNREADABLE
    assert member.place(0, "birth") == "/成员/0/出生日期"


FAULTS = [
    ({"成原": {}}, "unknown-name", "no such table"),
    ({"成员": {"姓明": "张三"}}, "unknown-name", "no such field"),
    ({"成员": {"年龄": 3}}, "derived-field", "it is computed"),
    ({"成员": "张三"}, "wrong-shape", "no row"),
    ({"上期": ["成员"]}, "wrong-shape", "no tables"),
    ("成员", "wrong-shape", "nothing at all"),
]


@pytest.mark.parametrize(("given", "code", "why"), FAULTS)
def test_faults(given: object, code: str, why: str) -> None:
    with pytest.raises(FaultyInput) as raised:
        dataset_from_mappings(given, CATALOG, whole=True)

    assert [fault.code for fault in raised.value.faults] == [code], why


def test_booklet_says_all_it_says() -> None:
    """No key is made up; only the household need not be repeated."""
    given = {"户": {"户编号": "H1"}, "成员": [{"姓名": "张三"}], "走访": []}

    data = dataset_from_mappings(given, CATALOG, whole=False)

    assert rows(data, "member", "household_id", "name") == [("H1", "张三")]
    assert not data.given(TableName("member"), "member_id")
    assert data.given(TableName("visit"), "day")
    assert not data.given(TableName("cross_check"))
