"""`checker diff` and `checker forecast`: modes, exit codes, formats, and what stays hidden."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from checker.fault import columns_of
from tests.commands import Command
from tests.study.changing import Edit, edited
from tests.study.changing import office as changing

SCHEMAS = Path(__file__).parents[2] / "schemas"
POLICIES = ("diff", "policies", "new", "--data", "data", "--as-of", "2020-09-17")
DATA = ("diff", "data", "later", "--policies", "policies", "--as-of", "2020-09-17")
AHEAD = ("forecast", "data", "--policies", "policies", "--as-of", "2020-09-17", "--days", "30")
LIST = Edit("standards.yaml", "[休学, 缓学]", "[缓学]")
ROW = Edit("visits.yaml", "is: 7\n", "is: 6\n")


@pytest.fixture
def bureau(office: Path) -> Path:
    """An office whose policies have changed, and whose data a month later."""
    changing(office)
    edited(office, [LIST, ROW])
    (office / "later").mkdir()
    for file in (office / "data").iterdir():
        text = file.read_text("utf-8").replace(
            "H1,A,张一,2010-05-01,否,休学", "H1,A,张一,2010-05-01,否,厌学"
        )
        (office / "later" / file.name).write_text(text, "utf-8")
    return office


CODES = [
    # arguments, code, why
    (POLICIES, 1, "rows turn"),
    (("diff", "policies", "policies", *POLICIES[3:]), 0, "the same policies"),
    (DATA, 1, "a finding is new"),
    (("diff", "data", "data", *DATA[3:]), 0, "the same data"),
    (AHEAD, 1, "findings are about to appear"),
    ((*AHEAD[:-1], "0"), 2, "no day to look at"),
    (("forecast", "none", *AHEAD[2:]), 2, "no such data"),
    (("diff", "policies", "none", *POLICIES[3:]), 2, "no such folder"),
    ((*POLICIES, "--policies", "policies"), 2, "two policy sets and a third"),
    ((*POLICIES, "--as-of-old", "2020-09-01"), 2, "policies are compared on one day"),
    ((*DATA, "--table", "走访=later/走访.csv"), 2, "of which of the two?"),
    (("diff", "policies", "new", "--as-of", "2020-09-17"), 2, "policies without data"),
    (("diff", "policies", "data", "--as-of", "2020-09-17"), 2, "policies in the data's place"),
    ((*AHEAD[:-1], "30", "--as-of", "9999-12-20"), 2, "days that no calendar has"),
    ((*POLICIES, "--format", "xlsx"), 2, "a workbook is not printed"),
    ((*POLICIES, "--format", "csv"), 2, "no such format"),
]


@pytest.mark.usefixtures("bureau")
@pytest.mark.parametrize(("arguments", "code", "why"), CODES)
def test_exit_codes(checker: Command, arguments: tuple[str, ...], code: int, why: str) -> None:
    ran = checker(*arguments)

    assert ran.code == code, (why, ran.err)
    assert bool(ran.err) is (code == 2), why


NOT_POLICIES = [
    # arguments, in the message, why
    (("diff", "data/走访.csv", *POLICIES[2:]), "“data/走访.csv”是文件", "a file, not a folder"),
    (("diff", "policies", *DATA[2:]), "“policies”像是政策文件夹", "one of each"),
]


@pytest.mark.usefixtures("bureau")
@pytest.mark.parametrize(("arguments", "message", "why"), NOT_POLICIES)
def test_which_is_what(
    checker: Command, arguments: tuple[str, ...], message: str, why: str
) -> None:
    """Policies and data mistaken for one another: told which is which."""
    ran = checker(*arguments)

    assert (ran.code, ran.out) == (2, ""), why
    assert message in ran.err, why


def test_what_could_not_be_read_outranks_all(bureau: Path, checker: Command) -> None:
    (bureau / "data" / "走访.xlsx").write_bytes(b"PK\x03\x04 cut off")

    for arguments in (POLICIES, DATA, AHEAD):
        ran = checker(*arguments)

        assert ran.code == 2
        assert "!! 有资料没有读进来" in ran.out
        assert "走访.xlsx" in ran.out


POLICIES_TEXT = """\
改变判定 2 行，涉及 1 户
  不合格 +2 -0，待核实 +0 -0
  整改量：帮扶责任人 3天内 +1，教育部门 5天内 +1
  要补走访 1 户

[1] 1 行，1 户
  名单 可不上学
    旧 休学
       policies/standards.yaml:9:3
    新 （无）
  不合格 +1 -0，待核实 +0 -0
  整改量：教育部门 5天内 +1
  合格 → 不合格 1  education/in-school
    北村 A  合格 → 不合格  张*不在校

[2] 1 行，1 户
  判定表的行 应走访天数
    旧 帮扶人 == "王芳" → 7
       policies/visits.yaml:6:9
    新 帮扶人 == "王芳" → 6
       new/visits.yaml:6:9
  不合格 +1 -0，待核实 +0 -0
  整改量：帮扶责任人 3天内 +1
  要补走访 1 户
  合格 → 不合格 1  visits/weekly
    北村 H1  合格 → 不合格  没有按时走访

分村
        不合格+  不合格-  待核实+  待核实-  户
  北村        2        0        0        0   1
"""


@pytest.mark.usefixtures("bureau")
def test_text_of_two_policy_folders(checker: Command) -> None:
    ran = checker(*POLICIES)

    assert ran.out.split("\n\n", 1)[1] == POLICIES_TEXT


FORECAST_TEXT = """\
从 2020-09-17 起 30 天内，如果不再录入任何资料：
"""
COMING_TEXT = """\
将出现 3 条
  2020-09-18  一般  按时走访（visits/weekly）1 条  帮扶责任人
      核查日 - v.走访日期  7天 → 8天
      北村 H1  合格 → 不合格  没有按时走访
"""


@pytest.mark.usefixtures("bureau")
def test_text_of_a_forecast(checker: Command) -> None:
    """It says what it presumes before anything else."""
    ran = checker(*AHEAD)

    assert ran.out.startswith(FORECAST_TEXT)
    assert COMING_TEXT in ran.out


@pytest.mark.usefixtures("bureau")
@pytest.mark.parametrize("arguments", [POLICIES, DATA, AHEAD])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_terminal_can_show_it(
    checker: Command, arguments: tuple[str, ...], language: str
) -> None:
    """80 columns, only what a GBK console has; the help too."""
    for asked in (arguments, (arguments[0], "--help")):
        ran = checker(*asked, "--lang", language)

        ran.out.encode("gbk")
        assert [line for line in ran.out.splitlines() if columns_of(line) > 80] == []


@pytest.mark.usefixtures("bureau")
@pytest.mark.parametrize("arguments", [POLICIES, DATA, AHEAD])
def test_names_are_masked(checker: Command, arguments: tuple[str, ...]) -> None:
    """But where that is given up."""
    for form in ("text", "json", "csv" if arguments is AHEAD else "md"):
        ran = checker(*arguments, "--format", form)

        assert "张一" not in ran.out
        assert (
            "张一" in checker(*arguments, "--format", form, "--unmask").out or arguments is AHEAD
        )


FORMS = [(POLICIES, "difference"), (DATA, "progress"), (AHEAD, "forecast")]


@pytest.mark.usefixtures("bureau")
@pytest.mark.parametrize(("arguments", "name"), FORMS)
def test_json_is_of_its_schema(checker: Command, arguments: tuple[str, ...], name: str) -> None:
    """And the same bytes every time."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))

    first, second = (checker(*arguments, "--format", "json").out for _ in range(2))

    assert first == second
    jsonschema.Draft202012Validator(schema).validate(json.loads(first))


@pytest.mark.usefixtures("bureau")
def test_json_of_a_turn(checker: Command) -> None:
    document = json.loads(checker(*POLICIES, "--format", "json").out)

    group = document["groups"][1]
    assert group["changes"] == [
        {
            "kind": "table-row",
            "of": "应走访天数",
            "old": {"text": '帮扶人 == "王芳" → 7', "place": "policies/visits.yaml:6:9"},
            "new": {"text": '帮扶人 == "王芳" → 6', "place": "new/visits.yaml:6:9"},
        }
    ]
    assert [(turn["row"], turn["before"], turn["after"]) for turn in group["turns"]] == [
        ({"entity": "户", "key": "H1"}, "met", "gap")
    ]
    assert document["cost"]["visits"] == 1


@pytest.mark.usefixtures("bureau")
def test_markdown(checker: Command) -> None:
    """A comment on a pull request: nothing of a rule can leave its cell."""
    ran = checker(*POLICIES, "--format", "md")

    assert ran.out.startswith("## 政策改动：2 行改变判定，涉及 1 户\n")
    assert '| 判定表的行 应走访天数 | `帮扶人 == "王芳" → 7` |' in ran.out
    assert (
        "<details><summary>逐行（1 行）</summary>\n\n- 北村 A 合格 → 不合格 张\\*不在校\n"
        in ran.out
    )


SHEETS = [
    (POLICIES, ["改动影响", "改变的判定", "分村", "其他改动"], "改变的判定", "张一不在校"),
    (DATA, ["前后对比", "新增", "仍然存在"], "新增", "张一不在校"),
    (AHEAD, ["将出现", "将自行消失", "将改变判定", "日历"], "将出现", "没有按时走访"),
]


@pytest.mark.parametrize(("arguments", "names", "name", "message"), SHEETS)
def test_workbook(
    bureau: Path,
    checker: Command,
    arguments: tuple[str, ...],
    names: list[str],
    name: str,
    message: str,
) -> None:
    """A list of its own for each thing; names in full, as on the office's other lists."""
    ran = checker(*arguments, "--format", "xlsx", "--output", "out.xlsx")

    book = openpyxl.load_workbook(bureau / "out.xlsx")
    assert (ran.code, ran.out) == (1, "")
    assert book.sheetnames == names
    told = [[cell.value for cell in row] for row in book[name].iter_rows()]
    assert any(message in row for row in told)
    assert book[name].print_title_rows


@pytest.mark.usefixtures("bureau")
def test_csv_of_a_forecast(checker: Command) -> None:
    ran = checker(*AHEAD, "--format", "csv")

    presumed, head, first, *_ = csv.reader(io.StringIO(ran.out.removeprefix("\ufeff")))
    assert presumed == ["假定此后不再录入任何资料"]
    told = dict(zip(head, first, strict=True))
    assert (told["首日"], told["原判定"], told["现判定"]) == ("2020-09-18", "合格", "不合格")
    assert told["因为"] == "核查日 - v.走访日期  7天 → 8天"


@pytest.mark.usefixtures("bureau")
def test_an_output_never_takes_the_place_of_an_input(checker: Command) -> None:
    for arguments, file in ((POLICIES, "new/visits.yaml"), (DATA, "later/户.csv")):
        ran = checker(*arguments, "--output", file)

        assert ran.code == 2
        assert "output-refused" in ran.err
