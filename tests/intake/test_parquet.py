"""A table in Parquet files means, cell by cell, what the same cells mean elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.intake.grammar import read_cell
from checker.intake.parquet import as_memory
from checker.model.catalog import Catalog, Field
from checker.model.dataset import ParquetTable
from checker.model.kind import State
from checker.model.resolved import TableName
from tests.intake.small import CATALOG, CODES, entity, field

VISIT = TableName("visit")


def write(path: Path, **columns: Sequence[object] | pa.Array) -> Path:
    pq.write_table(pa.table({name: pa.array(those) for name, those in columns.items()}), path)
    return path


def table(path: Path, catalog: Catalog = CATALOG, name: str = "visit") -> ParquetTable:
    found = read_data([path], catalog).tables[TableName(name)]
    assert isinstance(found, ParquetTable)
    return found


CELLS = [
    # field, cells, how many of them stand for themselves
    (
        field("x", "X", "text"),
        ["张三", "张 三", "（东）村", " 李四", "/", "", None, "不详", "3E17"],
        2,
    ),
    (field("x", "X", "text", blank="无"), ["有", "", None, "-"], 1),
    (field("x", "X", "text"), pa.array([12, None], pa.int64()), 1),
    (field("x", "X", "text"), [12.0, 1e16, float("nan")], 0),
    (field("x", "X", "id_number"), ["37070319500101123X", "37070319500101123x", "3707**1"], 1),
    (field("x", "X", "id_number"), [370703195001011232], 1),
    (field("x", "X", "phone"), ["13800000001", "138-0000-0001", "13800000001.0"], 1),
    (field("x", "X", "phone"), ["8613800000001", "053612345678"], 1),
    (field("x", "X", "phone", blank_words=("0",)), ["0", "110"], 1),
    (field("x", "X", "choice", codes="住房等级"), ["A级", "a", "甲", None, "不详"], 2),
    (field("x", "X", "choice", codes="住房等级", blank="B级"), ["A级", None], 1),
    (field("x", "X", "choices", codes="风险"), ["因病", "因病、残疾", "因病、别的"], 1),
    (field("x", "X", "choices", codes="风险"), [["因病", "因残"], [], None], 0),
    (field("x", "X", "yes_no"), [True, False, None], 2),
    (field("x", "X", "yes_no"), ["是", "√", "别的"], 0),
    (field("x", "X", "yes_no"), [1, 0, 2], 0),
    (field("x", "X", "count"), [3, -1, None], 2),
    (field("x", "X", "count", never_negative=True), [3, -1], 1),
    (field("x", "X", "count"), [3.0, 3.5, float("nan"), float("inf"), 1e15], 1),
    (field("x", "X", "number"), [Decimal("1.25"), Decimal("-3.00")], 2),
    (field("x", "X", "number"), [0.1, 1e12, 1e13], 2),
    (field("x", "X", "amount", unit="元"), ["3000", "-3.5", "3000元", "0.1234567", "别的"], 2),
    (field("x", "X", "date"), [date(2020, 9, 17), None], 1),
    (field("x", "X", "date"), [datetime(2020, 9, 17, 5), None], 1),
    (field("x", "X", "date"), ["2020-09-17", "2020-02-30", "2020-9-1", "1849-01-01"], 1),
    (field("x", "X", "date"), [44091, 20200917], 0),
    (field("x", "X", "month"), ["2020-09", "2020-13", "2020.1"], 1),
    (field("x", "X", "month"), [date(2020, 9, 17)], 1),
]


@pytest.mark.parametrize(("of", "cells", "plain"), CELLS, ids=lambda case: str(case)[:40])
def test_cells(tmp_path: Path, of: Field, cells: Sequence[object], plain: int) -> None:
    """Read into memory, or by its meanings: the same as the grammar reads each cell."""
    column = pa.array(cells) if not isinstance(cells, pa.Array) else cells
    raws = [tuple(raw) if isinstance(raw, list) else raw for raw in column.to_pylist()]
    catalog = Catalog({"t": entity("t", "表", of)}, CODES)
    path = write(tmp_path / "表.parquet", X=column)

    lying = table(path, catalog, "t")

    expected = [read_cell(raw, of, CODES) for raw in raws]
    read = as_memory(lying, catalog).columns["x"]
    assert [(value, read.odd.get(row)) for row, value in enumerate(read.values)] == expected
    meanings = lying.columns["x"].meanings
    odd = [one for one in expected if one[1] and one[1].state is State.UNREADABLE]
    assert {one for _, one in meanings.values() if one} >= {one[1] for one in odd}
    written = len([raw for raw in raws if raw is not None])
    assert written - len([text for text in meanings if text or "" in raws]) == plain


def test_places_and_rows(tmp_path: Path) -> None:
    """Several files are one table; a row's place is that in the whole."""
    write(tmp_path / "走访1.parquet", 户编号=["H1", "H2"], 日期=["2020-09-01", "2020/9/2"])
    write(tmp_path / "走访2.parquet", 户编号=["H3"], 日期=["9月3日"])

    data = read_data([tmp_path], CATALOG)

    lying = data.tables[VISIT]
    assert isinstance(lying, ParquetTable)
    assert lying.length == 3
    some = as_memory(lying, CATALOG, [1, 2])
    assert some.columns["household_id"].values == ["H2", "H3"]
    assert some.columns["day"].values == [date(2020, 9, 2), None]
    assert some.place(1, "day") == "走访1.parquet › 第3行 › 日期"


def test_parents_are_made_from_files_left_in_place(tmp_path: Path) -> None:
    """The villages that households name, put right as everywhere."""
    path = write(
        tmp_path / "户.parquet",
        户编号=["H1", "H2"],
        镇街=["北城", "北城 "],
        村名=["东村", "东 村"],
    )

    data = read_data([path], CATALOG)

    assert data.tables[TableName("village")].length == 1


KEYS = [
    (["H1", "H2"], True, "each row its own"),
    (["H1", "H1"], False, "twice the same"),
    (["H1", "H1 "], False, "twice the same, once with a space"),
    (["H1", None], False, "a row without"),
    (["H1", "/"], False, "a row without, in a word"),
]


@pytest.mark.parametrize(("keys", "unique", "why"), KEYS)
def test_unique_key(tmp_path: Path, keys: list[str | None], unique: bool, why: str) -> None:
    path = write(tmp_path / "户.parquet", 户编号=keys, 镇街=["北城"] * 2, 村名=["东村"] * 2)

    assert table(path, name="household").unique_key is unique, why


def test_fingerprint_does_not_see_order(tmp_path: Path) -> None:
    """Rows in another order, or cut in two files."""
    (tmp_path / "cut").mkdir()
    one = write(tmp_path / "走访.parquet", 户编号=["H1", "H2"], 日期=["2020-09-01", "2020-09-02"])
    write(tmp_path / "cut" / "a.parquet", 户编号=["H2"], 日期=["2020-09-02"])
    write(tmp_path / "cut" / "b.parquet", 户编号=["H1"], 日期=["2020-09-01"])
    other = write(tmp_path / "走访b.parquet", 户编号=["H1", "H2"], 日期=["2020-09-01", None])

    prints = [read_data([p], CATALOG).fingerprint for p in (one, tmp_path / "cut", other)]

    assert prints[0] == prints[1]
    assert prints[0] != prints[2]


def test_faults(tmp_path: Path) -> None:
    """Another table's columns, a list where a value should stand, no Parquet at all."""
    write(tmp_path / "a.parquet", 甲=[1])
    write(tmp_path / "走访.parquet", 户编号=[{"a": 1}], 日期=["2020-09-01"])
    (tmp_path / "c.parquet").write_bytes(b"PAR1 cut off")

    with pytest.raises(FaultyInput) as raised:
        read_data([tmp_path], CATALOG)

    codes = [fault.code for fault in raised.value.faults]
    assert codes == ["unknown-table", "broken-file", "unreadable-type"]


def test_column_in_which_nothing_stands(tmp_path: Path) -> None:
    """A table program gives it no type: given, and blank, whatever its kind."""
    write(tmp_path / "走访.parquet", 户编号=["H1"], 日期=pa.nulls(1), 发现问题=pa.nulls(1))

    memory = as_memory(table(tmp_path / "走访.parquet"), CATALOG)

    assert memory.columns["day"].values == [None]
    assert memory.columns["found"].values == ["无"]


def test_column_that_is_empty_in_one_of_two_files(tmp_path: Path) -> None:
    """Their types differ: said as that, not as a damaged file."""
    write(tmp_path / "1.parquet", 户编号=["H1"], 发现问题=pa.nulls(1), 日期=[date(2020, 9, 1)])
    write(tmp_path / "2.parquet", 户编号=["H2"], 发现问题=["漏雨"], 日期=[date(2020, 9, 1)])

    with pytest.raises(FaultyInput) as failed:
        read_data([tmp_path], CATALOG)

    assert [fault.code for fault in failed.value.faults] == ["columns-differ"]
