"""Files of every form, as offices have them, become the tables that they mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.fault import FaultyInput
from checker.intake import read_data
from checker.model.dataset import Dataset, Table
from checker.model.resolved import TableName
from tests.intake.small import (
    CATALOG,
    HOUSEHOLD_HEADER,
    HOUSEHOLD_ROW,
    MEMBER_HEADER,
    MEMBER_ROW,
    write_book,
    write_lines,
)

HOUSEHOLDS = (HOUSEHOLD_HEADER, HOUSEHOLD_ROW, ("H2", "北城街道", "西村", "李四", 2))


def table(dataset: Dataset, entity: str, period: int = 0) -> Table:
    found = dataset.tables[TableName(entity, period)]
    assert isinstance(found, Table)
    return found


def values(dataset: Dataset, entity: str, field: str) -> list[object]:
    return [*table(dataset, entity).columns[field].values]


def told(dataset: Dataset, code: str) -> list[str]:
    return [note.sentence for note in dataset.notes if note.code == code]


def faults(*paths: Path, **more: object) -> list[str]:
    with pytest.raises(FaultyInput) as raised:
        read_data(paths, CATALOG, **more)  # type: ignore[arg-type]
    return [fault.code for fault in raised.value.faults]


def test_workbook(tmp_path: Path) -> None:
    """Each sheet is told by its columns; places are those that Excel shows."""
    book = write_book(
        tmp_path / "台账.xlsx", 甲=HOUSEHOLDS, 乙=(MEMBER_HEADER, MEMBER_ROW), 封面=[("2020年",)]
    )

    data = read_data([book], CATALOG)

    assert values(data, "household", "size") == [Decimal(3), Decimal(2)]
    assert values(data, "member", "birth") == [date(1950, 1, 1)]
    assert table(data, "household").place(1, "size") == "台账.xlsx › 甲 › E3"
    assert table(data, "member").place(0) == "台账.xlsx › 乙 › 2"
    assert told(data, "skipped-sheet") == ["没有读：没有认出是哪张表"]


def test_parents_that_nobody_gave(tmp_path: Path) -> None:
    """Villages and townships are made from the links of what lies below them."""
    data = read_data([write_book(tmp_path / "户.xlsx", 户=HOUSEHOLDS)], CATALOG)

    assert table(data, "village").made
    assert values(data, "village", "village_name") == ["东村", "西村"]
    assert values(data, "township", "township_name") == ["北城街道"]
    assert table(data, "village").place(0) == ""
    assert not data.given(TableName("village"), "tap_water")
    assert not data.given(TableName("member"))


def test_titles_and_remarks_around_the_table(tmp_path: Path) -> None:
    """Titles, a header in two rows, a second header, sums, signatures and empty rows."""
    book = write_book(
        tmp_path / "表.xlsx",
        Sheet1=[
            ("北城街道贫困户花名册",),
            ("单位：人",),
            (),
            ("*户编号：", "镇街", "行政村", "户主\n姓名", "情况", None, "备注"),
            (None, None, None, None, "家庭 人口数", "年收入（元）", None),
            ("H1", "北城街道", "东村", "张三", 3, 9000, "x"),
            (),
            ("小计", None, None, None, 3, 9000, None),
            ("*户编号：", "镇街", "行政村", "户主\n姓名", None, None, "备注"),
            ("H2", "北城街道", "西村", "李四", 2, 8000, None),
            (None, None, None, None, None, None, "只有备注"),
            ("合 计", None, None, None, 5, 17000, None),
            ("填表人：王五", None, None, None, None, None, None),
        ],
    )

    data = read_data([book], CATALOG)

    assert values(data, "household", "household_id") == ["H1", "H2"]
    assert values(data, "household", "income") == [Decimal(9000), Decimal(8000)]
    assert table(data, "household").place(1, "income") == "表.xlsx › Sheet1 › F10"
    assert told(data, "skipped-rows") == [
        "跳过合计、填表人等行：第8、12、13行",
        "跳过重复的表头：第9行",
        "跳过只在没有用到的列有内容的行：第11行",
    ]
    assert told(data, "unused-column") == ["没有用“备注”列"]


def test_header_again_among_the_first_rows(tmp_path: Path) -> None:
    """The rows above it are rows; a title in two rows is not taken for the better header."""
    rows = [("名册", None, "甲"), HOUSEHOLD_HEADER, HOUSEHOLD_ROW, HOUSEHOLD_HEADER]
    book = write_book(tmp_path / "a.xlsx", 甲=[*rows, ("H2", *HOUSEHOLD_ROW[1:])])

    data = read_data([book], CATALOG)

    assert values(data, "household", "household_id") == ["H1", "H2"]
    assert told(data, "skipped-rows") == ["跳过重复的表头：第4行"]


def test_rows_above_the_header(tmp_path: Path) -> None:
    """Somebody inserted a household above the header: not read, and not passed over in silence."""
    title = ("2020年", None, None, None, 2)
    book = write_book(tmp_path / "a.xlsx", 甲=[title, HOUSEHOLD_ROW, *HOUSEHOLDS[::2]])

    data = read_data([book], CATALOG)

    assert values(data, "household", "household_id") == ["H2"]
    assert told(data, "rows-above") == ["表头上面的第2行像是数据，没有读"]


def test_one_table_in_several_files(tmp_path: Path) -> None:
    """In the order of file names; a column is given if any file has it."""
    write_lines(tmp_path / "b.csv", HOUSEHOLD_HEADER[:3], ("H2", "北城街道", "西村"))
    write_lines(tmp_path / "a.csv", HOUSEHOLD_HEADER, HOUSEHOLD_ROW)

    data = read_data([tmp_path], CATALOG)

    assert values(data, "household", "household_id") == ["H1", "H2"]
    assert values(data, "household", "head_name") == ["张三", None]
    assert table(data, "household").place(1, "village_name") == "b.csv › 第2行 › 村名"


ENCODINGS = [
    ("utf-8", "plain"),
    ("utf-8-sig", "as Excel saves it"),
    ("gb18030", "as an old Excel saves it; 䶮 is not in GBK"),
    ("utf-16", "as Excel saves Unicode text"),
    ("big5", "from across the strait"),
]


@pytest.mark.parametrize(("encoding", "why"), ENCODINGS)
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_delimited_text(tmp_path: Path, encoding: str, why: str, separator: str) -> None:
    """The encoding and the separator are found out, strictly."""
    name = "張三" if encoding == "big5" else "刘䶮"
    header = ("家庭编号", "乡镇", "村名", "户主")
    if encoding == "big5":
        header = ("household_id", "township_name", "村名", "head_name")
    if encoding == "big5" and separator == "，":
        pytest.skip("no separator of Big5 files")
    path = write_lines(
        tmp_path / "户.csv",
        header,
        ("0012", "北城", "村", name),
        encoding=encoding,
        separator=separator,
    )

    data = read_data([path], CATALOG)

    assert values(data, "household", "head_name") == [name], why
    assert values(data, "household", "household_id") == ["0012"], "keys keep their noughts"


def test_lines_of_quoted_text(tmp_path: Path) -> None:
    """A line break inside quotes: the next row's number is still that of the file."""
    path = tmp_path / "走访.csv"
    path.write_text('户编号,日期,发现问题\nH1,2020-9-1,"漏雨\n已修"\nH1,2020-9-3,\n', "utf-8")

    data = read_data([path], CATALOG)

    assert values(data, "visit", "found") == ["漏雨 已修", "无"]
    assert table(data, "visit").place(1, "day") == "走访.csv › 第4行 › 日期"


def test_line_out_of_joint(tmp_path: Path) -> None:
    """A line with more cells than the header: nobody can say what stands where."""
    path = write_lines(
        tmp_path / "走访.csv", ("户编号", "日期"), ("H1", "2020-9-1", "多"), ("H2", "2020-9-2")
    )

    data = read_data([path], CATALOG)

    assert values(data, "visit", "household_id") == [None, "H2"]
    assert told(data, "ragged-rows") == ["第2行的列数多于表头，整行作读不出处理"]


def test_booklet(tmp_path: Path) -> None:
    """One household: its rows need not repeat its key; an empty list is a table without rows."""
    (tmp_path / "H1.yaml").write_text(
        """
户: {户编号: "0012", 镇街名: 北城街道, 村名: 东村, 致贫风险: [因病, 残疾]}
成员:
  - {人编号: 0012-1, 姓名: 张三, 是否参保: true}
走访: []
""",
        "utf-8",
    )

    data = read_data([tmp_path / "H1.yaml"], CATALOG)

    assert values(data, "household", "risks") == [("因残", "因病")]
    assert values(data, "member", "household_id") == ["0012"]
    assert values(data, "member", "insured") == [True]
    assert table(data, "member").place(0, "insured") == "H1.yaml › /成员/0/是否参保"
    assert table(data, "household").place(0, "risks") == "H1.yaml › /户/致贫风险"
    assert data.given(TableName("visit"), "day")
    assert not data.given(TableName("member"), "birth")


def test_json(tmp_path: Path) -> None:
    """A list of booklets; numbers keep all their digits, but for those with an exponent."""
    (tmp_path / "a.json").write_text(
        '[{"户": {"户编号": "H1", "镇街名": "北城", "村名": "东村"}, "成员": '
        '[{"人编号": "1", "证件号码": 370703195001011232}, {"人编号": "2", "证件号码": 3.7e17}]}]',
        "utf-8",
    )

    data = read_data([tmp_path / "a.json"], CATALOG)

    assert values(data, "member", "id_number") == ["370703195001011232", None]
    assert table(data, "member").place(1, "id_number") == "a.json › /0/成员/1/证件号码"


def test_json_lines(tmp_path: Path) -> None:
    """Rows of one table, a line each."""
    lines = '{"户编号": "H1", "日期": "2020-9-1"}\n\n{"户编号": "H2", "日期": null}\n'
    (tmp_path / "走访.jsonl").write_text(lines, "utf-8")

    data = read_data([tmp_path / "走访.jsonl"], CATALOG)

    assert values(data, "visit", "day") == [date(2020, 9, 1), None]
    assert table(data, "visit").place(1, "day") == "走访.jsonl › 第3行 › 日期"


def test_about(tmp_path: Path) -> None:
    """What the files do not tell of themselves."""
    (tmp_path / "about.yaml").write_text(
        """
region: [山东省, 潍坊市]
registers: {残疾人名册: {as_of: 2020-08-31}}
tables: {走访: 记录}
headers: {走访: {走访日期: [入户时间], 发现问题: [情况]}}
""",
        "utf-8",
    )
    write_book(
        tmp_path / "a.xlsx",
        记录=[("户编号", "入户时间", "情况"), ("H1", "2020-9-1", "漏雨")],
        残疾人名册=[("序号", "姓名"), ("1", "张三")],
    )

    data = read_data([tmp_path], CATALOG)

    assert values(data, "visit", "found") == ["漏雨"]
    assert data.register_days == {TableName("disability"): date(2020, 8, 31)}
    assert data.region == ("山东省", "潍坊市")


def test_register_tells_its_day(tmp_path: Path) -> None:
    """The oldest row decides: the register is as old as that."""
    book = write_book(
        tmp_path / "a.xlsx",
        残疾人名册=[
            ("序号", "姓名", "数据日期"),
            ("1", "张三", "2020-08-31"),
            ("2", "李四", "2020-07-31"),
        ],
    )

    data = read_data([book], CATALOG)

    assert data.register_days == {TableName("disability"): date(2020, 7, 31)}


def test_earlier_periods(tmp_path: Path) -> None:
    """Each `--previous` is one period further back."""
    now, before = tmp_path / "now", tmp_path / "before"
    for folder, size in ((now, 3), (before, 4)):
        folder.mkdir()
        write_book(folder / "户.xlsx", 户=[HOUSEHOLD_HEADER, (*HOUSEHOLD_ROW[:4], size)])

    data = read_data([now], CATALOG, previous=[before])

    assert table(data, "household", 1).columns["size"].values == [Decimal(4)]
    assert table(data, "village", 1).made


def test_user_says_which_table(tmp_path: Path) -> None:
    """A sheet that could be two tables is the one that the user names."""
    path = write_lines(tmp_path / "x.csv", ("户编号", "人编号"), ("H1", "H1-1"))

    data = read_data([], CATALOG, tables={"走访": path})

    assert faults(path) == ["ambiguous-table"]
    assert values(data, "visit", "member_id") == ["H1-1"]


def test_unit_in_the_header(tmp_path: Path) -> None:
    """A header with another unit than the field's says what its numbers are."""
    book = write_book(
        tmp_path / "a.xlsx",
        户=[
            (*HOUSEHOLD_HEADER, "年收入（万元）", "耕地面积（平方米）"),
            (*HOUSEHOLD_ROW, 1.2, 800),
        ],
    )

    data = read_data([book], CATALOG)

    assert values(data, "household", "income") == [Decimal(12000)]
    assert values(data, "household", "farmland") == [None]
    assert told(data, "unreadable") == ["“耕地面积”列1格读不出：单位与本列不同"]


def test_rows_that_belong_to_nobody(tmp_path: Path) -> None:
    """Counted once, and kept: what they lack is for rules to say."""
    book = write_book(
        tmp_path / "a.xlsx",
        户=[HOUSEHOLD_HEADER, HOUSEHOLD_ROW, HOUSEHOLD_ROW],
        成员=[MEMBER_HEADER, MEMBER_ROW, ("H9", "H9-1", "王五", "", "")],
        残疾人名册=[("序号", "姓名", "证件号码"), ("1", "张三", "370703********1232")],
    )

    data = read_data([book], CATALOG)

    assert told(data, "duplicate-key") == ["户表有2行的编号与别的行相同"]
    assert told(data, "no-parent") == ["成员表有1行找不到所属的户"]
    assert told(data, "nobody") == ["残疾人名册有1行没有可用的证件号码，不对应任何人"]


def test_fingerprint_does_not_see_places(tmp_path: Path) -> None:
    """Shuffled rows and columns, another form, a table cut in two: the same rows."""
    one = write_book(tmp_path / "one.xlsx", 户=HOUSEHOLDS)
    (tmp_path / "cut").mkdir()
    for name, row in (("a", HOUSEHOLDS[2]), ("b", HOUSEHOLDS[1])):
        write_lines(tmp_path / "cut" / f"{name}.csv", HOUSEHOLD_HEADER[::-1], row[::-1])
    other = write_book(tmp_path / "other.xlsx", 户=(*HOUSEHOLDS[:2], ("H2", "北城街道", "西村")))

    prints = [read_data([p], CATALOG).fingerprint for p in (one, tmp_path / "cut", other)]

    assert prints[0] == prints[1]
    assert prints[0] != prints[2]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(
        # Behind a family name, as 不详 or 待核实 alone are no names.
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)).map("李".__add__),
        min_size=1,
        max_size=30,
    ),
    above=st.integers(0, 4),
    left=st.integers(0, 30),
)
def test_written_cell_is_read_where_it_stands(
    tmp_path: Path, names: list[str], above: int, left: int
) -> None:
    """The place that is told is the cell in which the value was written."""
    pad = (None,) * left
    rows = [(*pad, f"标题{number}") for number in range(above)]
    rows.append((*pad, *HOUSEHOLD_HEADER))
    rows += [(*pad, f"H{n}", "镇", "村", name, 1) for n, name in enumerate(names)]

    data = read_data([write_book(tmp_path / "a.xlsx", 户=rows)], CATALOG)

    letter = chr(ord("A") + left + 3) if left + 3 < 26 else f"A{chr(ord('A') + left + 3 - 26)}"
    read = table(data, "household")
    assert [*read.columns["head_name"].values] == names
    assert [read.place(n, "head_name") for n in range(len(names))] == [
        f"a.xlsx › 户 › {letter}{above + 2 + n}" for n in range(len(names))
    ]
