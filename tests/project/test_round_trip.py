"""Tables of policies to Excel and back: what nobody touched stays as it is, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.project.exporting import KINDS, exported
from checker.project.importing import imported
from checker.project.shelf import shelf
from checker.read.shipped import shipped
from tests.differential.effort import TIMES
from tests.project.small import (
    CASES,
    DAY,
    FILES,
    NAME,
    SCHOOL,
    STANDARDS,
    TABLE,
    Content,
    back,
    contents,
    put,
    texts,
    workbook,
    write,
)

Edit = Callable[[openpyxl.Workbook], None]


def test_nothing_changed_in_what_ships() -> None:
    """Seven hundred cases, as written and as another program saves them."""
    folder = shipped("policies")
    data = exported(shelf(folder), frozenset(KINDS))

    assert imported(folder, NAME, data, DAY).files == {}
    assert back(folder, workbook(folder)).files == {}
    assert data == exported(shelf(folder), frozenset(KINDS)), "same bytes"


LAYOUTS = [
    # how the files are written, why
    (lambda text: text.encode(), "as they stand"),
    (lambda text: text.replace("\r", "").replace("\n", "\r\n").encode("utf-8-sig"), "Windows"),
]


@pytest.mark.parametrize(("bytes_of", "why"), LAYOUTS)
def test_nothing_changed(tmp_path: Path, bytes_of: Callable[[str], bytes], why: str) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(bytes_of(text))

    found = back(tmp_path, workbook(tmp_path))

    assert (found.files, found.told) == ({}, ()), why


def new_value(book: openpyxl.Workbook) -> None:
    sheet = book["标准"]
    put(sheet, 10, {"标准": "收入线", "起": date(2021, 1, 1), "值": 4500, "依据文件": "丙文"})


def two_values(book: openpyxl.Workbook) -> None:
    """Behind the first of two, the later one first."""
    sheet = book["标准"]
    sheet.insert_rows(9, 2)
    put(sheet, 9, {"标准": "收入线", "起": date(2019, 7, 1), "值": 4150})
    put(sheet, 10, {"标准": "收入线", "起": date(2019, 4, 1), "值": 4100})


def new_codes(book: openpyxl.Workbook) -> None:
    sheet = book["标准"]
    sheet.insert_rows(4)
    put(sheet, 4, {"标准": "补助", "起": date(2021, 1, 1), "代码": "小学", "值": 1100})
    sheet.insert_rows(5)
    put(sheet, 5, {"代码": "初中", "值": 1300})


def another_code(book: openpyxl.Workbook) -> None:
    sheet = book["标准"]
    sheet.insert_rows(4)
    put(sheet, 4, {"代码": "高中", "值": 2000})


def copied_row(book: openpyxl.Workbook) -> None:
    """A whole row copied, its hidden cell with it, then changed."""
    sheet = book["标准"]
    for cell in sheet[9]:
        sheet.cell(10, cell.column).value = cell.value
    put(sheet, 10, {"起": date(2021, 1, 1), "值": 4500})


def moved_rows(book: openpyxl.Workbook) -> None:
    """Sorted by another column."""
    sheet = book["豁免"]
    for first, second in zip(sheet[2], sheet[3], strict=True):
        first.value, second.value = second.value, first.value


def new_waiver(book: openpyxl.Workbook) -> None:
    cells: dict[str, Content] = {
        "规则": "school/in-school", "户编号": "0014", "起": date(2020, 9, 1),
        "止": date(2020, 9, 30), "事由": "看病,住院", "批准人": "王", "文件": "5号",
    }  # fmt: skip
    put(book["豁免"], 4, cells)


def new_case(book: openpyxl.Workbook) -> None:
    sheet = book["用例 教育"]
    put(sheet, 8, {"规则": "in-school", "用例": "新的: 一个", "应得": "合格"})
    put(sheet, 8, {"成员.人编号": "1", "成员.在校": "是", "户.人均纯收入": 10})
    put(sheet, 9, {"应得": "待核实", "成员.人编号": "2"})


def second_member(book: openpyxl.Workbook) -> None:
    sheet = book["用例 教育"]
    sheet.insert_rows(3)
    put(sheet, 3, {"成员.在校": "是", "应得": "合格"})


def third_member(book: openpyxl.Workbook) -> None:
    """Between two of a list."""
    sheet = book["用例 教育"]
    sheet.insert_rows(4)
    put(sheet, 4, {"成员.在校": "否"})


def gone(book: openpyxl.Workbook) -> None:
    book["用例 教育"].delete_rows(7)
    book["标准"].delete_rows(9)
    book["豁免"].delete_rows(3)


def no_second_member(book: openpyxl.Workbook) -> None:
    book["用例 教育"].delete_rows(4)


def another_key(book: openpyxl.Workbook) -> None:
    put(book["用例 教育"], 3, {"成员.人编号": "c"})


def new_decision(book: openpyxl.Workbook) -> None:
    sheet = book["决策表"]
    sheet.insert_rows(3)
    put(sheet, 3, {"名称": "应发", "条件": '学段 in ["小学", "初中"]', "结果": "1"})


FIRST_VALUE = "basis: {document: 甲文, confirmed: true}}\n"
TWO_VALUES = "".join(
    f"      - {{from: 2019-0{month}-01, value: 4{value}}}\n"
    for month, value in ((7, 150), (4, 100))
)
LAST_VALUE = '          url: "https://a.cn/b"\n'
NEW_VALUE = "      - {from: 2021-01-01, value: 4500, basis: {document: 丙文}}\n"
COPIED = "      - {from: 2021-01-01, value: 4500, basis: {document: 乙文, url: https://a.cn/b}}\n"
SECOND_VALUE = STANDARDS[STANDARDS.index("      - from: 2020") : STANDARDS.index("    tailor")]
NEW_CODES = "      - {from: 2021-01-01, value: {小学: 1100, 初中: 1300}}\n"
NEW_ROW = '      - {when: \'学段 in ["小学", "初中"]\', is: 1}\n'
NEW_WAIVER = 'school/in-school,0014,,2020-09-01,2020-09-30,"看病,住院",王,5号\r\n'
CHILD = "{出生日期: 2014-09-17, 在校: 否}"
TWO = f"[{CHILD}, {{在校: 是}}]"
SECOND_MEMBER = "        - 人编号: b\n          出生日期: 2010-01-01   # 没填在校\n"
LAST_CASE = CASES[CASES.index("  - rule: in-school\n    name: 上期") :]
NEW_CASE = (
    "  - {rule: in-school, name: '新的: 一个', given: {户: {人均纯收入: 10}, "
    "成员: [{人编号: '1', 在校: 是}, {人编号: '2'}]}, expect: {'1': met, '2': unknown}}\n"
)


def cases(*changes: tuple[str, str]) -> dict[str, str]:
    """The cases with something instead of something that stands there once."""
    text = CASES
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return {"school.cases.yaml": text}


# what is done, the files that change, why
MOVES: list[tuple[Edit, dict[str, str], str]] = [
    (
        new_value,
        {"standards.yaml": STANDARDS.replace(LAST_VALUE, LAST_VALUE + NEW_VALUE)},
        "a new dated value behind the last",
    ),
    (
        two_values,
        {"standards.yaml": STANDARDS.replace(FIRST_VALUE, FIRST_VALUE + TWO_VALUES)},
        "as they stand in the sheet",
    ),
    (
        copied_row,
        {"standards.yaml": STANDARDS.replace(LAST_VALUE, LAST_VALUE + COPIED)},
        "a copied row is a new one",
    ),
    (
        new_codes,
        {"school.yaml": SCHOOL.replace("初中: 1250}}\n", f"初中: 1250}}}}\n{NEW_CODES}")},
        "one value for each code",
    ),
    (
        another_code,
        {"school.yaml": SCHOOL.replace("初中: 1250}", "初中: 1250, 高中: 2000}")},
        "one more code",
    ),
    (moved_rows, {}, "the order of rows says nothing"),
    (new_waiver, {"waivers.csv": TABLE + NEW_WAIVER}, "a waiver where the one above stands"),
    (new_case, {"school.cases.yaml": CASES + NEW_CASE}, "a case of two people"),
    (
        second_member,
        cases((CHILD, TWO), ("expect: gap", "expect: {'1': gap, '2': met}")),
        "one person more, and a verdict each",
    ),
    (
        third_member,
        cases((SECOND_MEMBER, f"        - {{在校: 否}}\n{SECOND_MEMBER}")),
        "one person more in a list; verdicts by key stay",
    ),
    (
        no_second_member,
        cases((SECOND_MEMBER, ""), ("{a: met, b: unknown}", "{a: met}")),
        "one person less",
    ),
    (
        another_key,
        cases(("人编号: a", "人编号: c"), ("{a: met, b: unknown", "{b: unknown, c: met")),
        "a key, and the name of the row with it",
    ),
    (
        new_decision,
        {"school.yaml": SCHOOL.replace('is: 补助["小学"]\n', f'is: 补助["小学"]\n{NEW_ROW}')},
        "a row between two",
    ),
    (
        gone,
        {
            **cases((LAST_CASE, "")),
            "standards.yaml": STANDARDS.replace(SECOND_VALUE, ""),
            "waivers.csv": TABLE.split("\r\n")[0] + "\r\n",
        },
        "rows that were deleted",
    ),
]


@pytest.mark.parametrize(("edit", "expected", "why"), MOVES)
def test_rows_come_and_go(tmp_path: Path, edit: Edit, expected: dict[str, str], why: str) -> None:
    book = workbook(write(tmp_path))
    edit(book)

    found = back(tmp_path, book)

    assert texts(tmp_path, found) == expected, why


def test_windows_files_stay_so(tmp_path: Path) -> None:
    """The mark at the start and the line ends stay, also of what is new."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    book = workbook(tmp_path)
    new_value(book)

    found = back(tmp_path, book)

    (data,) = found.files.values()
    assert data.startswith(b"\xef\xbb\xbf# ")
    assert data.count(b"\r\n") == data.count(b"\n") == STANDARDS.count("\n") + 1


def test_a_table_in_the_office_s_own_encoding(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "waivers.csv": ""})
    (tmp_path / "waivers.csv").write_bytes(TABLE.encode("gb18030"))
    book = workbook(tmp_path)
    put(book["豁免"], 3, {"批准人": "赵"})

    found = back(tmp_path, book)

    expected = TABLE.replace("李主任", "赵").encode("gb18030")
    assert found.files == {tmp_path / "waivers.csv": expected}


def test_a_first_waiver_makes_the_table(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if not name.startswith("waivers")}
    book = workbook(write(tmp_path, files))
    new_waiver(book)
    sheet = book["豁免"]
    for cell in sheet[4]:
        sheet.cell(2, cell.column).value = cell.value
    sheet.delete_rows(4)

    found = back(tmp_path, book)

    (data,) = found.files.values()
    header, line, rest = data.decode("utf-8-sig").split("\r\n")
    assert header == "规则,户编号,行,起,止,事由,批准人,文件"
    assert (line.split(",")[:2], rest) == (["school/in-school", "0014"], "")


OVERLAY = """\
overlay:
  extends: ../base
  document: 县文件
  standards:
    收入线:
      values:
        - {from: 2020-01-01, value: 4300}
"""


def test_an_overlay_gets_the_new_value(tmp_path: Path) -> None:
    """The base's values are shown; a new one under their name goes to the overlay."""
    write(tmp_path / "base")
    own = write(tmp_path / "own", {"overlay.yaml": OVERLAY})
    book = workbook(own)
    sheet = book["标准"]
    last = sheet.max_row
    put(sheet, last, {"值": 4350})
    put(sheet, last + 1, {"标准": "收入线", "起": date(2020, 6, 1), "值": 4400})

    found = back(own, book)

    changed = OVERLAY.replace("4300}", "4350}") + "        - {from: 2020-06-01, value: 4400}\n"
    assert texts(own, found) == {"overlay.yaml": changed}
    assert [sheet.cell(row, 2).value for row in (2, 9, last)] == ["上级", "上级", "本级调整"]


def test_more_digits_than_a_spreadsheet_keeps(tmp_path: Path) -> None:
    """Such a number goes there and back as text."""
    text = SCHOOL.replace("value: 0.1}", "value: 999999999999.123456}")
    book = workbook(write(tmp_path, {**FILES, "school.yaml": text}))

    assert book["标准"]["I4"].value == "999999999999.123456"
    assert back(tmp_path, book).files == {}
    put(book["标准"], 4, {"值": "999999999999.123457"})
    assert texts(tmp_path, back(tmp_path, book)) == {"school.yaml": text.replace("456}", "457}")}


def test_verdicts_that_no_line_can_show(tmp_path: Path) -> None:
    """Named by a key that nobody has: shown as text, changed only in the file."""
    odd = CASES.replace("{a: met, b: unknown}", "{a: met, z: unknown}")
    book = workbook(write(tmp_path, {**FILES, "school.cases.yaml": odd}))
    sheet = book["用例 教育"]

    assert sheet["F3"].value == "a：合格；z：待核实"
    put(sheet, 3, {"户.人均纯收入": 1})
    expected = odd.replace("人均纯收入: 4200", "人均纯收入: 1")
    assert texts(tmp_path, back(tmp_path, book)) == {"school.cases.yaml": expected}


TYPED = st.one_of(
    st.integers(-10_000, 10_000).map(lambda number: number / 100),
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.text(st.sampled_from("甲乙丙a1 :#,，'\"[]{}-.、是否\n"), min_size=1, max_size=8).filter(
        str.strip
    ),
)
FREE = ["用例 教育"]  # whatever is written into fields of cases is right


@settings(max_examples=40 * TIMES)
@given(draw=st.data(), content=TYPED)
def test_one_cell_changes_that_cell(
    tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject, content: Content
) -> None:
    """Whatever is typed into a field of a case comes back as typed, and nothing else with it."""
    folder = write(tmp_path_factory.mktemp("office"))
    book = workbook(folder)
    before = contents(book)
    free = [place for place in before if place[0] in FREE and "." in place[2]]
    sheet, row, header = draw.draw(st.sampled_from(free))
    # A number in a column of days is a day for a spreadsheet.
    assume(isinstance(content, str | date) or not header.endswith("日期"))
    put(book[sheet], row, {header: content})

    for path, data in back(folder, book).files.items():
        path.write_bytes(data)

    after = contents(workbook(folder))
    changed = {place for place in before | after if before.get(place) != after.get(place)}
    assert changed <= {(sheet, row, header)}
    assert said(after[sheet, row, header]) == said(content)
    text = (folder / "school.cases.yaml").read_text("utf-8")
    assert all(comment in text for comment in ("# 一行一个\n", "# 当天\n", "# 没填在校\n"))


def said(content: object) -> str:
    """A content as the file has it: a day, a number without zeros, a text."""
    if isinstance(content, date):
        return content.isoformat()[:10]
    return content if isinstance(content, str) else f"{float(str(content)):.15g}"
