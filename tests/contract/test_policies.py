"""The policy files that language.md prints: sections 1, 1a, 5 to 9."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commands import Command

HOUSEHOLDS = """\
户:
  - {户编号: H1, 户主姓名: 张三, 镇街名: 东镇, 村名: 甲村, 类别: 享受政策户}
"""
DAY = ("--policies", "policies", "--as-of", "2020-09-17")


def gaps(checker: Command, *arguments: str) -> dict[str, Any]:
    """The gap list of a run."""
    ran = checker("check", *arguments, *DAY, "--format", "json")
    assert ran.code in (0, 1), ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def booklet(office: Path, key: str, members: list[dict[str, Any]], **more: Any) -> str:
    """A household's file; its name."""
    home = {
        "户编号": key,
        "户主姓名": "张三",
        "镇街名": "东镇",
        "村名": "甲村",
        **more.pop("户", {}),
    }
    tree = {"户": home, "成员": members, **more}
    name = f"{key}.yaml"
    (office / name).write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    return name


def append(office: Path, name: str, text: str) -> None:
    """More at the end of a policy file."""
    path = office / "policies" / name
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_policy_file_of_section_1_is_without_fault(checker: Command) -> None:
    """As printed, its dots filled in."""
    ran = checker("lint", "policies")

    assert (ran.code, ran.err) == (0, "")


def test_the_cases_of_section_9_pass(checker: Command) -> None:
    """Three examples, the boundary on either side and the blank."""
    ran = checker("test", "policies")

    assert ran.code == 0
    assert "通过 3 个，失败 0 个" in ran.out


def test_a_case_that_fails_is_told(checker: Command, office: Path) -> None:
    """With the verdict that was found."""
    path = office / "policies" / "education.cases.yaml"
    text = path.read_text(encoding="utf-8").replace("expect: unknown", "expect: met")
    path.write_text(text, encoding="utf-8")

    ran = checker("test", "policies")

    assert ran.code == 1
    assert "失败 1 个" in ran.out
    assert "在校状况没填" in ran.out + ran.err


def test_section_1_judges_and_speaks(checker: Command, office: Path) -> None:
    """The message prints values with their unit; unknowns name what is missing."""
    out = {"在校生状况": "非在校生", "未上学原因": "厌学"}
    members = [
        {"人编号": "a", "姓名": "李四", "出生日期": "2009-03-01", **out},
        {"人编号": "b", "姓名": "王五", "出生日期": "2009-03-01", "在校生状况": "七年级"},
    ]
    nothing = {"人编号": "c", "出生日期": "2010-03-01", "在校生状况": None, "未上学原因": None}
    found = gaps(checker, booklet(office, "H1", members), "--unmask")
    blank = gaps(checker, booklet(office, "H2", [nothing]))

    (gap,) = found["gaps"]
    assert gap["message"] == "李四（11岁）在校状况为“非在校生”"
    assert gap["remedy"].startswith("核实学籍与去向")
    assert (gap["responsible"], gap["due"], gap["kind"]) == ("帮扶责任人", 5, "unmet")
    assert (gap["severity"], gap["area"]) == ("critical", "education")
    assert gap["sieves"] == ["classification", "standard"]
    assert gap["criterion"] == "compulsory-education"
    assert [one["name"] for one in gap["values"]] == ["年龄", "在校生状况", "未上学原因"]
    (unknown,) = blank["gaps"]
    assert (unknown["verdict"], unknown["missing"]) == ("unknown", ["在校生状况", "未上学原因"])
    assert "在校生状况、未上学原因未填写" in unknown["message"]


def test_an_unreadable_value_is_told_apart_from_a_blank_one(
    checker: Command, office: Path
) -> None:
    """Both are unknown; the message says which is which."""
    member = {"人编号": "a", "出生日期": "去年", "在校生状况": "非在校生", "未上学原因": None}
    (unknown,) = gaps(checker, booklet(office, "H1", [member]))["gaps"]

    assert unknown["message"] == "无法判断：未上学原因未填写；出生日期填写的内容无法识别"


def test_once_per_lists_one_finding_a_key(checker: Command, office: Path) -> None:
    """The worst verdict, then the least row key; all rows stand in `rows`; counts stay per row."""
    members = [
        {"人编号": "c", "出生日期": "2009-03-01"},
        {"人编号": "b", "出生日期": "2009-03-01", "在校生状况": "非在校生", "未上学原因": "厌学"},
        {"人编号": "a", "出生日期": "2009-03-01", "在校生状况": "非在校生", "未上学原因": "厌学"},
    ]
    found = gaps(checker, booklet(office, "H1", members))

    (gap,) = found["gaps"]
    assert (gap["verdict"], gap["row"]["key"], gap["rows"]) == ("gap", "a", ["a", "b", "c"])
    assert found["summary"]["verdicts"]["gap"] == 2
    assert found["summary"]["verdicts"]["unknown"] == 1


TABLE = """
  - id: aid
    title: 教育资助
    each: 成员
    requires: 应发教育资助 == {amount}
    sieves: [standard]
    severity: minor
    message: "{{应发教育资助}}"
"""


@pytest.mark.parametrize(
    ("member", "amount", "why"),
    [
        ({"学段": "小学", "寄宿": "是"}, 1000, "the first row"),
        ({"学段": "初中", "寄宿": "是"}, 1250, "the second"),
        ({"学段": "初中", "寄宿": "否"}, 0, "otherwise"),
    ],
)
def test_the_decision_table_of_section_1(
    member: dict[str, str], amount: int, why: str, checker: Command, office: Path
) -> None:
    """The first row that holds decides; the value prints with its unit."""
    append(office, "education.yaml", TABLE.format(amount=amount))
    right = gaps(
        checker, booklet(office, "H1", [{"人编号": "a", **member}]), "--rule", "education/aid"
    )
    text = (office / "policies" / "education.yaml").read_text(encoding="utf-8")
    path = office / "policies" / "education.yaml"
    path.write_text(text.replace(f"== {amount}\n", "== 7\n"), encoding="utf-8")
    wrong = gaps(checker, "H1.yaml", "--rule", "education/aid")

    assert right["gaps"] == [], why
    assert [gap["message"] for gap in wrong["gaps"]] == [f"{amount}元/年"], why


def test_unknown_keys_are_faults_everywhere(checker: Command, office: Path) -> None:
    """A slip in a key is told, with the nearest."""
    path = office / "policies" / "education.yaml"
    text = path.read_text(encoding="utf-8").replace("    severity:", "    severty:")
    path.write_text(text, encoding="utf-8")

    ran = checker("lint", "policies")

    assert ran.code == 2
    assert "unknown-key" in ran.err + ran.out
    assert "severity" in ran.err + ran.out


def test_the_sieve_of_section_7(checker: Command, office: Path) -> None:
    """It chooses households and rules and groups; a checker never gets his or her own."""
    path = office / "policies" / "education.yaml"
    text = path.read_text(encoding="utf-8")
    sieves = "sieves: [inspection, classification, standard]"
    path.write_text(text.replace("sieves: [classification, standard]", sieves), encoding="utf-8")
    out_of_school = {"出生日期": "2009-03-01", "在校生状况": "非在校生", "未上学原因": "厌学"}
    rows = [
        # household, 类别, 帮扶人, 核查人, why
        ("H1", "享受政策户", "p1", "p2", "listed under its checker"),
        ("H2", "享受政策户", "p1", "p1", "its checker would be its officer: group null"),
        ("H3", "档外户", "p1", "p2", "not among the sieve's households"),
    ]
    files = [
        booklet(office, key, [{"人编号": f"{key}-1", **out_of_school}],
                户={"类别": kind, "帮扶人": officer, "核查人": examiner}, 政策享受=[])
        for key, kind, officer, examiner, _ in rows
    ]  # fmt: skip
    trios = [{"人员编号": "p1", "互查小组": "第1组"}, {"人员编号": "p2", "互查小组": "第2组"}]
    found = [gaps(checker, file, *trio(office, trios)) for file in files]

    def groups(one: dict[str, Any]) -> list[Any]:
        (sieve,) = (sieve for sieve in one["sieves"] if sieve["id"] == "inspection")
        return [list(group["key"].values()) for group in sieve["groups"]]

    assert groups(found[0]) == [["第2组", "p2", "甲村"]], rows[0][4]
    assert [key[:2] for key in groups(found[1])] == [[None, None]], rows[1][4]
    assert groups(found[2]) == [], rows[2][4]


def trio(office: Path, rows: list[dict[str, str]]) -> tuple[str, ...]:
    """A file of officers, as an argument."""
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    (office / "帮扶责任人.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ("帮扶责任人.csv",)


def test_the_waiver_of_section_8(checker: Command, office: Path) -> None:
    """Still evaluated and shown, not counted open; out of force it is a gap again."""
    out_of_school = {"出生日期": "2009-03-01", "在校生状况": "非在校生", "未上学原因": "厌学"}
    name = booklet(office, "H2", [{"人编号": "H2-1", **out_of_school}])

    inside = checker("check", name, *DAY, "--format", "json")
    after = checker(
        "check", name, "--policies", "policies", "--as-of", "2020-10-01", "--format", "json"
    )

    found = json.loads(inside.out)
    assert inside.code == 0
    assert found["summary"]["verdicts"]["waived"] == 1
    assert found["gaps"][0]["waiver"]["reason"] == "休学治疗"
    assert found["criteria"][0]["criteria"]["compulsory-education"] == "met"
    assert after.code == 1
    assert json.loads(after.out)["gaps"][0]["waiver"] is None
