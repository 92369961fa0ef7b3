"""`checker check --annotate`: the office's own workbook comes back marked; it is not touched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from checker.cli import annotate
from checker.report.annotated_book import RED, YELLOW
from tests.commands import Command, Ran
from tests.intake.small import write_book

CHECK = ("--policies", "policies", "--as-of", "2020-09-17")
HOUSEHOLDS = (
    ("户编号", "村名", "户主姓名", "帮扶人", "联系电话"),
    ("H1", "北村", "张大山", "王芳", "13812340001"),
    ("H2", "南村", "李小河", "赵强", "13812340002"),
)
MEMBERS = (
    ("北村、南村成员",),
    ("户编号", "人编号", "姓名", "出生日期", "在校"),
    ("H1", "H1-1", "张小草", "2010-05-01", "否"),
    ("H1", "H1-2", "张大山", "1975-05-01", "否"),
    ("H2", "H2-1", "李小花", "2011-05-01", None),
    ("H2", "H2-2", "李小树", "2012-05-01", "是"),
)
GAP = (
    "不合格：适龄儿童在校（education/in-school）\n"
    "张小草（10岁）不在校，电话138****0001\n整改：核实学籍"
)
DOUBT = "待核实：适龄儿童在校（education/in-school）\n无法判断：在校未填写\n整改：核实学籍"


@pytest.fixture
def workbook(office: Path) -> Path:
    (office / "资料").mkdir()
    return write_book(office / "资料" / "北城.xlsx", 户=HOUSEHOLDS, 成员=MEMBERS)


def opened(folder: Path, name: str = "北城（批注）.xlsx") -> Workbook:
    return openpyxl.load_workbook(folder / name)


def seen(book: Workbook) -> dict[tuple[str, str], tuple[str, str]]:
    """Sheet and cell → colour and comment, of every cell that has one of the two."""
    return {
        (sheet.title, cell.coordinate): (
            str(cell.fill.fgColor.rgb) if cell.fill.fill_type else "",
            cell.comment.text if cell.comment else "",
        )
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type or cell.comment
    }


def test_marked(workbook: Path, checker: Command) -> None:
    """A gap at all that its rule read, an unknown where nothing stands; numbers are hidden."""
    before = workbook.read_bytes()

    ran = checker("check", "资料", *CHECK, "--annotate", "批注")

    assert ran.code == 1
    assert seen(opened(Path("批注"))) == {
        ("成员", "D3"): (RED, GAP),
        ("成员", "E3"): (RED, GAP),
        ("成员", "E5"): (YELLOW, DOUBT),
    }
    assert workbook.read_bytes() == before
    assert ran.err == "北城.xlsx：批注 3 格\n批注副本在 批注\n"


def test_the_number_in_full_where_that_is_asked_for(workbook: Path, checker: Command) -> None:
    checker("check", "资料", *CHECK, "--annotate", "批注", "--unmask")

    assert "电话13812340001" in seen(opened(Path("批注")))["成员", "E3"][1]


def test_only_what_is_listed(workbook: Path, checker: Command) -> None:
    checker("check", "资料", *CHECK, "--annotate", "批注", "--village", "南村")

    assert [*seen(opened(Path("批注")))] == [("成员", "E5")]


def test_waived_findings_are_not_marked(workbook: Path, checker: Command) -> None:
    Path("豁免.yaml").write_text(
        "waivers:\n"
        "  - {rule: education/in-school, household: H1, from: 2020-09-01, until: 2020-12-31,\n"
        "     reason: 随迁就读, approved_by: 王主任, document: 会议纪要1号}\n",
        encoding="utf-8",
    )

    ran = checker("check", "资料", *CHECK, "--annotate", "批注", "--waivers", "豁免.yaml")

    assert ran.code == 1, ran.err
    assert [*seen(opened(Path("批注")))] == [("成员", "E5")]


def test_other_files_are_told(office: Path, workbook: Path, checker: Command) -> None:
    """What stands in CSV cannot be marked; how many cells, and what to do."""
    workbook.unlink()
    write_book(workbook, 户=HOUSEHOLDS)
    lines = (",".join(cell or "" for cell in row) for row in MEMBERS[1:])
    (office / "资料" / "成员.csv").write_text("\n".join(lines), encoding="utf-8")

    ran = checker("check", "资料", *CHECK, "--annotate", "批注", "--format", "json")

    told = "成员.csv：有 3 格没有批注：不是 .xlsx 工作簿，要批注先另存为 .xlsx\n"
    assert ran.err == told, "and nothing was written"
    assert json.loads(ran.out)["schema"] == "checker/gap-list/v1"
    assert not Path("批注").exists()


def test_an_earlier_period_is_not_taken_for_the_present(
    office: Path, workbook: Path, checker: Command
) -> None:
    """Both folders hold a file of this name; what was read in the earlier one is not marked."""
    (office / "policies" / "earlier.yaml").write_text(
        """\
policy: {title: 与上期比}
rules:
  - id: still-there
    title: 人数没有减少
    each: 户
    requires: count(成员) >= count(m for m in 上期.成员 if m.户编号 == 户编号)
    sieves: [standard]
    severity: minor
    message: 少了人
    basis: [{document: 办法, confirmed: true}]
""",
        encoding="utf-8",
    )
    (office / "上期").mkdir()
    more = (*MEMBERS, ("H1", "H1-3", "张三", "1990-01-01", "否"))
    write_book(office / "上期" / "北城.xlsx", 户=HOUSEHOLDS, 成员=more)
    rule = ("--rule", "earlier/still-there", "--annotate", "批注")

    ran = checker("check", "资料", *CHECK, *rule, "--previous", "上期", "--format", "json")

    (gap,) = json.loads(ran.out)["gaps"]
    assert gap["household"] == "H1"
    assert [value["place"] for value in gap["values"]] == [
        "北城.xlsx › 成员 › 3；北城.xlsx › 成员 › 4",
        "上期 › 北城.xlsx › 成员 › A3；上期 › 北城.xlsx › 成员 › A4；上期 › 北城.xlsx › 成员 › A7",
        "北城.xlsx › 户 › A2",
    ]
    marked = [*seen(opened(Path("批注")))]
    assert marked == [("户", "A2"), ("成员", "A3"), ("成员", "A4")]


def test_a_finding_without_a_cell_stands_at_its_row(workbook: Path, checker: Command) -> None:
    """Nobody visits: what the rule counts is nowhere; the household's key is."""
    visits = ("户编号", "走访日期")
    write_book(workbook.with_name("走访.xlsx"), 走访=(visits, ("H2", "2020-09-16")))

    checker("check", "资料", *CHECK, "--annotate", "批注", "--rule", "visits/weekly")

    assert [*seen(opened(Path("批注")))] == [("户", "A2")]


def test_files_of_several_folders(workbook: Path, checker: Command) -> None:
    """Copies stand side by side, each under its own name; one written before is replaced."""
    inner = workbook.parent / "南"
    inner.mkdir()
    workbook.rename(inner / "北城.xlsx")

    for _time in range(2):
        ran = checker("check", "资料", *CHECK, "--annotate", "批注")

        assert ran.code == 1, ran.err
        assert [file.name for file in Path("批注").iterdir()] == ["南_北城（批注）.xlsx"]


def test_two_files_of_one_name(workbook: Path, checker: Command) -> None:
    """A place cannot say which of them it means."""
    (Path("别处")).mkdir()
    write_book(Path("别处") / "北城.xlsx", 走访=(("户编号", "走访日期"), ("H1", "2020-09-16")))

    files = ("资料/北城.xlsx", "别处/北城.xlsx")
    ran = checker("check", *files, *CHECK, "--annotate", "批注", "--rule", "education/in-school")

    assert ran.err == "北城.xlsx：有 3 格没有批注：同名的文件不止一个\n"


REFUSED: Sequence[tuple[str, str, str]] = [
    ("资料/批注", "批注副本放在资料文件夹里", "it would be read as data the next time"),
    ("资料", "批注副本放在资料文件夹里", "the data's own folder"),
    ("旧", "输出文件夹里有别的文件，不覆盖", "somebody else's file"),
]


@pytest.mark.parametrize(("folder", "sentence", "why"), REFUSED)
def test_refused(workbook: Path, checker: Command, folder: str, sentence: str, why: str) -> None:
    Path("旧").mkdir()
    Path("旧/笔记.txt").write_text("x", encoding="utf-8")

    ran: Ran = checker("check", "资料", *CHECK, "--annotate", folder)

    assert ran.code == 2, why
    assert sentence in ran.err, why
    assert Path("旧/笔记.txt").read_text(encoding="utf-8") == "x"


def test_without_openpyxl(
    workbook: Path, checker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told before the run, with the command that installs it."""
    monkeypatch.setattr(annotate, "NEEDED", "openpyxl_that_nobody_has")

    ran = checker("check", "资料", *CHECK, "--annotate", "批注")

    assert ran.code == 2
    assert "pip install 'household-file-checker[annotate]'" in ran.err
    assert ran.out == ""
