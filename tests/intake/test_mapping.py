"""mapping.yaml: an office's own headers and words, and what is wrong in such a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.intake.parquet import in_memory
from checker.model.dataset import Dataset
from checker.model.resolved import TableName
from tests.intake.small import (
    CATALOG,
    HOUSEHOLD_HEADER,
    HOUSEHOLD_ROW,
    MEMBER_HEADER,
    MEMBER_ROW,
    Row,
    write_book,
    write_lines,
)

OWN_HEADER = ("户码", "镇街", "村名", "当家人", "几口人")
HOUSEHOLDS = "table: 户, columns: {户码: 户编号, 当家人: 户主姓名, 几口人: 家庭人口数}"
TABLE, MEMBERS = TableName("household"), TableName("member")


def told(folder: Path, *entries: str, name: str = "mapping.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mapping:\n" + "".join(f"  - {{{one}}}\n" for one in entries), "utf-8")
    return path


def values(dataset: Dataset, field: str, table: TableName = TABLE) -> list[object]:
    found = dataset.tables[table]
    return [*found.columns[field].values]  # type: ignore[union-attr]


USED = [
    # the sheet's rows, the entry, field, values, why
    ([OWN_HEADER, HOUSEHOLD_ROW], HOUSEHOLDS, "household_id", ["H1"], "headers of its own"),
    (
        [("北城街道台账",), OWN_HEADER, HOUSEHOLD_ROW],
        f"sheet: Sheet1, {HOUSEHOLDS}",
        "head_name",
        ["张三"],
        "below a title, in a sheet that is named",
    ),
    (
        [HOUSEHOLD_ROW, OWN_HEADER, HOUSEHOLD_ROW],
        f"file: '*.xlsx', header_row: 2, {HOUSEHOLDS}",
        "household_id",
        ["H1"],
        "in the row that is told",
    ),
    (
        [("户", "", "", "", ""), ("码", "镇街", "村名", "当家人", "几口人"), HOUSEHOLD_ROW],
        f"file: '*', header_row: [1, 2], {HOUSEHOLDS}",
        "household_id",
        ["H1"],
        "a header in two rows",
    ),
    (
        [(*HOUSEHOLD_HEADER, "毛收"), (*HOUSEHOLD_ROW, 0.3)],
        "table: 户, columns: {毛收: 年收入}, units: {毛收: 万元}",
        "income",
        [3000],
        "numbers of another unit",
    ),
    (
        [("户编号", "镇街", "村名", "户主", "负责人"), ("H1", "北城", "东村", "张三", "李四")],
        "table: 户, columns: {负责人: 户主姓名}, unused: [户主]",
        "head_name",
        ["李四"],
        "a known header that here is of no use",
    ),
    (
        [("户编号", "镇街", "村名", "户主", "当家"), ("H1", "北城", "东村", "张三", "李四")],
        "table: 户, columns: {当家: 户主姓名}",
        "head_name",
        ["李四"],
        "what somebody says goes before what the dictionary knows",
    ),
    (
        [(*HOUSEHOLD_HEADER, "房子"), (*HOUSEHOLD_ROW, "结实")],
        "table: 户, columns: {房子: 住房等级}, words: {住房等级: {结实: A级}}",
        "house_grade",
        ["A级"],
        "a word of its own",
    ),
    (
        [(*HOUSEHOLD_HEADER, "致贫风险"), (*HOUSEHOLD_ROW, "残疾、老弱")],
        "table: 户, words: {致贫风险: {老弱: 因病}}",
        "risks",
        [("因残", "因病")],
        "one of several words",
    ),
]


@pytest.mark.parametrize(("rows", "entry", "field", "expected", "why"), USED)
def test_used(
    tmp_path: Path, rows: list[Row], entry: str, field: str, expected: list[object], why: str
) -> None:
    write_book(tmp_path / "台账.xlsx", Sheet1=rows)
    told(tmp_path, entry)

    dataset = read_data([tmp_path], CATALOG)

    assert values(dataset, field) == expected, why
    assert "mapping" in {note.code for note in dataset.notes}


def test_yes_and_no(tmp_path: Path) -> None:
    header, row = (*MEMBER_HEADER, "是否参保"), (*MEMBER_ROW, "交了")
    write_lines(tmp_path / "成员.csv", header, row, encoding="gb18030")
    told(tmp_path, "table: 成员, words: {是否参保: {交了: 是}}")

    assert values(read_data([tmp_path], CATALOG), "insured", MEMBERS) == [True]


def test_places_stay_those_of_the_cells(tmp_path: Path) -> None:
    write_book(tmp_path / "台账.xlsx", Sheet1=[OWN_HEADER, HOUSEHOLD_ROW])
    told(tmp_path, HOUSEHOLDS)

    table = read_data([tmp_path], CATALOG).tables[TABLE]

    assert table.place(0, "head_name") == "台账.xlsx › Sheet1 › D2"


def test_booklet(tmp_path: Path) -> None:
    """Words hold wherever the field stands."""
    text = "户: {户编号: H1, 镇街名: 北城, 村名: 东村, 住房等级: 结实}\n"
    (tmp_path / "一户.yaml").write_text(text, "utf-8")
    told(tmp_path, "table: 户, words: {住房等级: {结实: A级}}")

    assert values(read_data([tmp_path], CATALOG), "house_grade") == ["A级"]


def test_parquet(tmp_path: Path) -> None:
    """The words hold for the engine and for what is read of it into memory."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "户.parquet"
    rows = "SELECT 'H1' AS 户码, '北城' AS 镇街, '东村' AS 村名, '结实' AS 住房等级"
    duckdb.sql(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    plain = told(tmp_path, "table: 户, columns: {户码: 户编号}", name="a.yaml")
    more = told(
        tmp_path,
        "table: 户, columns: {户码: 户编号}, words: {住房等级: {结实: A级}}",
        name="b.yaml",
    )

    without = read_data([path], CATALOG, mapping=plain)
    dataset = read_data([path], CATALOG, mapping=more)

    assert values(in_memory(without, CATALOG), "house_grade") == [None]
    assert values(in_memory(dataset, CATALOG), "house_grade") == ["A级"]
    assert dataset.fingerprint != without.fingerprint


def test_units_are_not_converted_in_parquet(tmp_path: Path) -> None:
    """A header's own unit, or one that a mapping tells: to pass over it would be wrong by far."""
    duckdb = pytest.importorskip("duckdb")
    keys = "'H1' AS 户编号, '北城' AS 镇街, '东村' AS 村名"
    first, second = tmp_path / "1.parquet", tmp_path / "2.parquet"
    duckdb.sql(f"COPY (SELECT {keys}, 3 AS 毛收) TO '{first}' (FORMAT parquet)")
    duckdb.sql(f"COPY (SELECT {keys}, 3 AS \"年收入（万元）\") TO '{second}' (FORMAT parquet)")
    mapping = told(
        tmp_path, "table: 户, columns: {毛收: 年收入}, units: {毛收: 万元}", name="a.yaml"
    )

    for path in (first, second):
        with pytest.raises(FaultyInput) as failed:
            read_data([path], CATALOG, mapping=mapping)

        assert [fault.code for fault in failed.value.faults] == ["unit-in-parquet"]


WHERE = [
    # where mapping.yaml lies, what is read, is it used, why
    ("资料", "资料", True, "in the folder"),
    ("资料", "资料/北村/台账.xlsx", False, "above the file that is named"),
    ("资料/北村", "资料/北村/台账.xlsx", True, "beside the file that is named"),
    ("资料/南村", "资料", False, "beside other files"),
    (".", "资料", False, "above the folder"),
]


@pytest.mark.parametrize(("folder", "data", "used", "why"), WHERE)
def test_where_it_holds(tmp_path: Path, folder: str, data: str, used: bool, why: str) -> None:
    """For the files of its folder and of those below; the file's pattern is of its name."""
    for village in ("北村", "南村"):
        (tmp_path / "资料" / village).mkdir(parents=True)
    write_book(tmp_path / "资料" / "北村" / "台账.xlsx", Sheet1=[OWN_HEADER, HOUSEHOLD_ROW])
    write_lines(tmp_path / "资料" / "南村" / "成员.csv", MEMBER_HEADER, MEMBER_ROW)
    told(tmp_path / folder, f"file: 台*.xlsx, {HOUSEHOLDS}")

    try:
        tables = read_data([tmp_path / data], CATALOG).tables
    except FaultyInput:
        tables = {}

    assert ("head_name" in getattr(tables.get(TABLE), "columns", {})) is used, why


def test_the_named_one_alone(tmp_path: Path) -> None:
    """--mapping takes the place of what lies beside the data."""
    write_book(tmp_path / "台账.xlsx", Sheet1=[OWN_HEADER, HOUSEHOLD_ROW])
    told(tmp_path, f"file: 别的.xlsx, {HOUSEHOLDS}")
    other = told(tmp_path, f"file: 台账.xlsx, {HOUSEHOLDS}", name="对照.yml")

    dataset = read_data([tmp_path / "台账.xlsx"], CATALOG, mapping=other)

    assert values(dataset, "household_id") == ["H1"]
    assert [note.place for note in dataset.notes if note.code == "mapping"] == ["对照.yml"]


def test_nearer_folder(tmp_path: Path) -> None:
    """A village's own mapping goes before the township's."""
    header, row = (*HOUSEHOLD_HEADER[:3], "名字", "主人"), ("H1", "北城", "东村", "甲", "乙")
    (tmp_path / "北村").mkdir()
    write_book(tmp_path / "北村" / "台账.xlsx", 户=[header, row])
    told(tmp_path, "table: 户, columns: {名字: 户主姓名}")
    told(tmp_path / "北村", "table: 户, columns: {主人: 户主姓名}, unused: [名字]")

    assert values(read_data([tmp_path], CATALOG), "head_name") == ["乙"]


def test_what_is_of_no_use_is_told(tmp_path: Path) -> None:
    write_book(tmp_path / "台账.xlsx", 花名册=[(*OWN_HEADER[:3], "户主"), HOUSEHOLD_ROW[:4]])
    told(tmp_path, f"sheet: 花名册, {HOUSEHOLDS}", "file: 没有.xlsx, table: 成员")

    notes = read_data([tmp_path], CATALOG).notes

    assert [(note.place, note.sentence) for note in notes if note.code == "mapping-unused"] == [
        ("mapping.yaml:3", "没有“没有.xlsx”这样的表，这一条没有用上"),
        ("台账.xlsx › 花名册", "mapping.yaml:2 对照的列这里没有：当家人、几口人"),
    ]


@pytest.mark.parametrize("entry", ["table: 户", "table: 成员, file: '*'"])
def test_a_table_is_told(tmp_path: Path, entry: str) -> None:
    """An entry with a file says what the sheet is; one without waits for its table."""
    header, row = ("户编号", "人编号", "日期"), ("H1", "H1-1", "2020-09-01")
    write_book(tmp_path / "a.xlsx", Sheet1=[header, row])
    told(tmp_path, entry)

    tables = read_data([tmp_path], CATALOG).tables

    assert (MEMBERS in tables and not getattr(tables[MEMBERS], "made", True)) is ("file" in entry)


FAULTS = [
    # the entries, code, part of the place or hint, why
    ("- {table: 台账}", "unknown-name", "、户、成员、", "no such table"),
    (
        "- {table: 户, columns: {甲: 户主性名}}",
        "unknown-name",
        "是不是“户主姓名”",
        "no such field",
    ),
    ("- {table: 户, columns: {甲: 姓名}}", "unknown-name", "", "a field of another table"),
    (
        "- {table: 户, words: {住房等级: {好: A及}}}",
        "unknown-name",
        "是不是“A级”",
        "no such code",
    ),
    ("- {table: 户, words: {住房等级: {B级: A级}}}", "word-means", "去掉", "a code, turned"),
    ("- {table: 户, words: {住房等级: {乙级: A级}}}", "word-means", "去掉", "a synonym, turned"),
    ("- {table: 户, words: {户主姓名: {甲: 乙}}}", "no-codes", "不能改", "a text has no codes"),
    ("- {table: 户, kind: amount}", "unknown-key", "", "a kind is never changed"),
    ("- {table: 户, columns: {甲: {kind: text}}}", "wrong-shape", "unused", "nor a column's"),
    ("- {table: 户, columns: {甲: }}", "wrong-shape", "unused", "nothing"),
    ("- {columns: {甲: 户编号}}", "missing-key", "table", "no table"),
    ("- {table: 户, header_row: 3}", "wrong-shape", "file", "the row of no sheet"),
    ("- {table: 户, file: a, header_row: 0}", "bad-row", "3", "rows begin with 1"),
    ("- {table: 户, file: a, header_row: [1, 3]}", "bad-row", "3", "two that do not touch"),
    ("- {table: 户, units: {甲: 元}}", "unknown-name", "columns", "a unit of nothing"),
    (
        "- {table: 户, columns: {甲: 户主姓名}, units: {甲: 元}}",
        "no-unit",
        "去掉",
        "a unit of a text",
    ),
    (
        "- {table: 户, columns: {甲: 年收入}, units: {甲: 万園}}",
        "unknown-unit",
        "",
        "no such unit",
    ),
    ("- 户", "wrong-shape", "", "no entry"),
    ("{}", "wrong-shape", "--learn", "no list"),
]


@pytest.mark.parametrize(("text", "code", "part", "why"), FAULTS)
def test_faults(tmp_path: Path, text: str, code: str, part: str, why: str) -> None:
    """Each with its line; nothing is read on such a file."""
    write_book(tmp_path / "户.xlsx", 户=[HOUSEHOLD_HEADER, HOUSEHOLD_ROW])
    (tmp_path / "mapping.yaml").write_text(f"mapping:\n  {text}\n", "utf-8")

    with pytest.raises(FaultyInput) as failed:
        read_data([tmp_path], CATALOG)

    faults = failed.value.faults
    assert [fault.code for fault in faults] == [code], why
    assert part in faults[0].hint, why
    assert str(faults[0].span).startswith("mapping.yaml:2:"), why


def test_two_meanings(tmp_path: Path) -> None:
    """Of one sheet: that file is not read, the others are."""
    write_book(tmp_path / "甲.xlsx", 户=[HOUSEHOLD_HEADER, HOUSEHOLD_ROW])
    write_book(tmp_path / "乙.xlsx", 成员=[MEMBER_HEADER, MEMBER_ROW])
    told(tmp_path, "file: 甲.xlsx, table: 户", "file: 甲*, table: 成员")

    dataset = read_data([tmp_path], CATALOG)

    assert [fault.code for fault in dataset.faults] == ["two-meanings"]
    assert dataset.tables[MEMBERS].length == 1


def test_fingerprint_covers_it(tmp_path: Path) -> None:
    """What a word or a column is taken for is part of the normalised rows."""
    rows = [(*HOUSEHOLD_HEADER, "住房等级", "甲"), (*HOUSEHOLD_ROW, "结实", "1")]
    write_book(tmp_path / "户.xlsx", 户=rows)
    prints = set()
    for entry in (
        "table: 户",
        "table: 户, words: {住房等级: {结实: A级}}",
        "table: 户, words: {住房等级: {结实: B级}}",
        "table: 户, columns: {甲: 年收入}",
        "table: 户, columns: {甲: 耕地面积}",
    ):
        told(tmp_path, entry)
        prints.add(read_data([tmp_path], CATALOG).fingerprint)

    assert len(prints) == 5
