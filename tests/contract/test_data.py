"""data.md: keys, tables, places, the same bytes, privacy."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import yaml

from tests.commands import Command

DAY = ("--policies", "policies", "--as-of", "2020-09-17", "--format", "json")
HOME = {"户编号": "H1", "户主姓名": "张三", "镇街名": "东镇", "村名": "甲村"}
CHILD = {
    "户编号": "H1",
    "人编号": "H1-1",
    "姓名": "李四光",
    "证件号码": "999999200903010012",
    "出生日期": "2009-03-01",
    "在校生状况": "非在校生",
    "未上学原因": "厌学",
}


def checked(checker: Command, *arguments: str) -> dict[str, Any]:
    """The gap list of a run."""
    ran = checker("check", *arguments, *DAY)
    assert ran.code in (0, 1), ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def lines(office: Path, title: str, rows: list[dict[str, str]]) -> str:
    """A CSV file; its name."""
    with (office / f"{title}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return f"{title}.csv"


def as_lines(office: Path) -> list[str]:
    return [lines(office, "户", [HOME]), lines(office, "成员", [CHILD])]


def as_workbook(office: Path) -> list[str]:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, row in (("户", HOME), ("成员", CHILD)):
        sheet = book.create_sheet(title)
        sheet.append(list(row))
        sheet.append(list(row.values()))
    book.save(office / "成员.xlsx")
    return ["成员.xlsx"]


def as_tree(office: Path) -> list[str]:
    child = {name: cell for name, cell in CHILD.items() if name != "户编号"}
    tree = {"户": HOME, "成员": [child], "走访": []}
    (office / "H1.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    return ["H1.yaml"]


def as_json(office: Path) -> list[str]:
    child = {name: cell for name, cell in CHILD.items() if name != "户编号"}
    text = json.dumps({"户": HOME, "成员": [child]}, ensure_ascii=False)
    (office / "H1.json").write_text(text, encoding="utf-8")
    return ["H1.json"]


def as_parquet(office: Path) -> list[str]:
    for title, row in (("户", HOME), ("成员", CHILD)):
        pd.DataFrame([row]).to_parquet(office / f"{title}.parquet")
    return ["户.parquet", "成员.parquet"]


FORMS = [
    # how it is written, the place of 在校生状况, why
    (as_lines, "成员.csv › 第2行 › 在校生状况", "a line and a column"),
    (as_workbook, "成员.xlsx › 成员 › F2", "sheet and cell"),
    (as_tree, "H1.yaml › /成员/0/在校生状况", "a path in the tree"),
    (as_json, "H1.json › /成员/0/在校生状况", "a path in the tree"),
    (as_parquet, "成员.parquet › 第1行 › 在校生状况", "rows from 1"),
]


@pytest.mark.parametrize(("form", "place", "why"), FORMS, ids=[f[0].__name__ for f in FORMS])
def test_the_place_of_a_cell(
    form: Any, place: str, why: str, checker: Command, office: Path
) -> None:
    """The same gap, whatever the file's form, with the cell that it was read from."""
    found = checked(checker, *form(office))

    (gap,) = found["gaps"]
    (status,) = (value for value in gap["values"] if value["name"] == "在校生状况")
    assert status["place"] == place, why
    assert (gap["row"], gap["household"]) == ({"entity": "成员", "key": "H1-1"}, "H1")
    assert found["gaps"][0]["id"] == checked(checker, *as_lines(office))["gaps"][0]["id"]


def test_the_booklet_of_the_page(checker: Command, office: Path) -> None:
    """`走访: []` is given and empty; what the booklet does not give is not."""
    found = checked(checker, *as_tree(office))

    assert found["summary"]["rows"]["走访"] == 0
    assert "政策享受" not in found["summary"]["rows"]


def test_keys_are_text(checker: Command, office: Path) -> None:
    """`0012` is not `12`: the child finds no parent there."""
    home = lines(office, "户", [HOME | {"户编号": "0012"}])
    member = lines(office, "成员", [CHILD | {"户编号": "12"}])

    (gap,) = checked(checker, home, member)["gaps"]

    assert gap["household"] is None


def test_a_row_without_a_key_of_its_own(checker: Command, office: Path) -> None:
    """`表#` and 12 hex digits of its values, -2 for a twin; the names do not move with rows."""
    twins = [CHILD | {"人编号": "", "姓名": name} for name in ("甲", "乙", "甲")]
    text = (office / "policies" / "education.yaml").read_text(encoding="utf-8")
    path = office / "policies" / "education.yaml"
    path.write_text(text.replace("    once_per: [户编号]", "    #"), encoding="utf-8")
    home = lines(office, "户", [HOME])

    first = checked(checker, home, lines(office, "成员", twins))
    other = checked(checker, home, lines(office, "成员", [twins[2], twins[1], twins[0]]))

    keys = sorted(gap["row"]["key"] for gap in first["gaps"])
    assert keys == sorted(gap["row"]["key"] for gap in other["gaps"])
    assert sorted(len(key) for key in keys) == [len("成员#") + 12] * 2 + [len("成员#") + 14]
    assert {gap["id"] for gap in first["gaps"]} == {gap["id"] for gap in other["gaps"]}


def test_a_gap_keeps_its_id_wherever_its_row_stands(checker: Command, office: Path) -> None:
    """Rows before it, another file's name: the same gap."""
    home = lines(office, "户", [HOME])
    alone = checked(checker, home, lines(office, "成员", [CHILD]))
    healthy = CHILD | {"人编号": "H1-0", "在校生状况": "小学"}
    later = checked(checker, home, lines(office, "人口", [healthy, CHILD]))

    assert [gap["id"] for gap in alone["gaps"]] == [gap["id"] for gap in later["gaps"]]


def test_shuffled_rows_give_the_same_bytes_but_for_places(checker: Command, office: Path) -> None:
    """Fingerprint, counts, gaps and lists are the same."""
    homes = [HOME | {"户编号": f"H{n}"} for n in range(3)]
    children = [CHILD | {"户编号": f"H{n}", "人编号": f"H{n}-1"} for n in range(3)]

    def found(order: int) -> str:
        names = (lines(office, "户", homes[::order]), lines(office, "成员", children[::order]))
        return json.dumps(bare(checked(checker, *names)), ensure_ascii=False)

    assert found(1) == found(-1)


def bare(found: dict[str, Any]) -> dict[str, Any]:
    """A gap list without places."""
    for gap in found["gaps"]:
        for value in gap["values"]:
            del value["place"]
    return found


def test_the_children_of_a_doubled_key(checker: Command, office: Path) -> None:
    """They read 户.… as unknown, and are in no household's list."""
    rows = lines(office, "户", [HOME, HOME | {"户主姓名": "王五"}])

    (gap,) = checked(checker, rows, lines(office, "成员", [CHILD]))["gaps"]

    assert (gap["household"], gap["verdict"]) == (None, "gap")


def test_parents_that_were_not_given_are_made(checker: Command, office: Path) -> None:
    """村 and 镇街 from their children's links."""
    found = checked(checker, *as_lines(office))

    assert (found["summary"]["rows"]["镇街"], found["summary"]["rows"]["村"]) == (1, 1)
    assert found["gaps"][0]["village"] == "甲村"


def test_names_and_numbers_are_masked_in_machine_formats(checker: Command, office: Path) -> None:
    """`--unmask` lifts it."""
    names = as_lines(office)
    masked = checker("check", *names, *DAY).out
    bared = checker("check", *names, *DAY, "--unmask").out

    assert "李四光" not in masked
    assert "999999200903010012" not in masked
    assert "李四光" in bared


def test_a_standard_that_is_not_confirmed_is_named(checker: Command, office: Path) -> None:
    """A gap that rests on one lists it under `unconfirmed`."""
    path = office / "policies" / "education.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("grade: G, confirmed: true}", "grade: G}"), encoding="utf-8")

    (gap,) = checked(checker, *as_lines(office))["gaps"]

    assert gap["unconfirmed"] == ["义务教育起始年龄"]


def test_the_python_example(office: Path) -> None:
    """cli.md: frames in, frames out."""
    import checker  # noqa: PLC0415  the example's own line

    households_df, members_df = pd.DataFrame([HOME]), pd.DataFrame([CHILD])

    outcome = checker.check(
        {"户": households_df, "成员": members_df}, policies="policies", as_of=date(2020, 9, 17)
    )

    assert list(outcome.gaps["row"]) == ["H1-1"]
    assert outcome.criteria.loc["H1", "compulsory-education"] == "gap"
    outcome.sieve("standard").to_excel(office / "标准筛.xlsx")
    read = pd.read_excel(office / "标准筛.xlsx", engine="openpyxl")
    assert list(read["rule"]) == ["education/in-school"]
